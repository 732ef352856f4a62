"""Words found letter by letter in memory are those the record holds."""

from __future__ import annotations

import sqlite3

import pytest

from index.unit_texts import UnitTexts


@pytest.fixture
def texts() -> UnitTexts:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE units (id TEXT, document_id TEXT, position INTEGER, embedding_text TEXT)")
    connection.executemany(
        "INSERT INTO units VALUES (?, ?, ?, ?)",
        [
            ("b:u0", "b", 0, "나루터 정비 나루터"),
            ("a:u1", "a", 1, "강변 나루터와 AI 안내"),
            ("a:u0", "a", 0, "나루"),
            ("b:u1", "b", 1, "터 닦기"),
        ],
    )
    return UnitTexts(connection)


def test_units_come_once_and_in_reading_order(texts: UnitTexts) -> None:
    assert texts.holding("나루터", limit=60) == ["a:u1", "b:u0"]
    assert texts.holding("나루", limit=2) == ["a:u0", "a:u1"]


def test_latin_letters_are_found_in_either_case(texts: UnitTexts) -> None:
    assert texts.holding("Ai", limit=60) == ["a:u1"]


def test_only_the_documents_asked_for_are_searched(texts: UnitTexts) -> None:
    assert texts.holding("나루터", limit=60, documents={"b"}) == ["b:u0"]
    assert texts.holding("터 닦", limit=60, documents={"a"}) == []


def test_nothing_is_found_across_two_texts(texts: UnitTexts) -> None:
    assert texts.holding("안내나루터", limit=60) == []
    assert texts.holding("없는말", limit=60) == []
