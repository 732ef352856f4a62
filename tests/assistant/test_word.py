"""Particles and amounts as a good official's note has them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.word import amount, is_, joined, subject, topic, toward


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("예산", "예산은"),
        ("학교", "학교는"),
        ("2023", "2023은"),
        ("2025", "2025는"),
        ("합계(계)", "합계(계)는"),
        ("「사업」", "「사업」은"),
    ],
)
def test_topic_follows_the_last_sound(word: str, expected: str) -> None:
    assert topic(word) == expected


def test_other_particles() -> None:
    assert subject("금액") == "금액이"
    assert toward("서울") == "서울로"
    assert toward("억원") == "억원으로"
    assert is_("150교") == "150교입니다"


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        ("48050", "백만원", "48,050백만원(480억 5천만원)"),
        ("52698", "억원", "52,698억원"),
        ("150", "교", "150교"),
        ("34.9", "%", "34.9%"),
        ("3149", None, "3,149"),
    ],
)
def test_money_gets_a_readable_conversion(value: str, unit: str | None, expected: str) -> None:
    assert amount(Decimal(value), unit) == expected


def test_a_repeated_label_is_said_once() -> None:
    assert joined(("합계", "합계", "2023")) == "합계 · 2023"
