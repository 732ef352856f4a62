"""The units that share most words come first, those of other documents aside."""

from __future__ import annotations

import sqlite3

import pytest

from index.units import lexical_units


@pytest.fixture
def connection() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.execute(
        "CREATE VIRTUAL TABLE unit_text USING fts5 "
        "(own, labels, headings, title, unit_id UNINDEXED, document_id UNINDEXED)"
    )
    rows = [(f"{'a' if n % 2 else 'b'}:u{n}", "a" if n % 2 else "b") for n in range(9)]
    connection.executemany(
        "INSERT INTO unit_text VALUES (?, '', '', '', ?, ?)",
        [("나루터 정비" if n == 4 else "나루터", unit_id, document) for n, (unit_id, document) in enumerate(rows)],
    )
    return connection


def test_equally_good_units_come_by_id_wherever_the_limit_cuts(connection: sqlite3.Connection) -> None:
    found = [unit_id for unit_id, _ in lexical_units(connection, ["나루터", "정비"], limit=3)]
    assert found == ["b:u4", "a:u1", "a:u3"]


def test_units_of_other_documents_leave_room_for_those_asked_for(connection: sqlite3.Connection) -> None:
    found = [unit_id for unit_id, _ in lexical_units(connection, ["나루터"], limit=2, documents={"b"})]
    assert found == ["b:u0", "b:u2"]
    assert lexical_units(connection, ["나루터"], limit=2, documents=set()) == []
