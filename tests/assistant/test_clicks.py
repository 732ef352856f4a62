"""A click is text: whatever a browser reports, nothing more is made of it."""

from __future__ import annotations

import pytest

from assistant.clicks import said


def test_a_click_says_what_is_to_be_done() -> None:
    click = said({"act": "cite", "turn": "2", "number": 13, "text": None})
    assert (click.act, click.number("turn"), click.number("number"), click.text("text")) == ("cite", 2, 13, "None")


@pytest.mark.parametrize("reported", [None, "cite", 7, [("act", "cite")], {}])
def test_anything_else_is_a_click_on_nothing(reported: object) -> None:
    click = said(reported)
    assert (click.act, click.number("turn"), click.text("text")) == ("", 0, "")


@pytest.mark.parametrize("value", ["-1", "1.5", "x", "", "²", "٣", "9" * 40])
def test_what_is_no_number_is_nought(value: str) -> None:
    assert said({"turn": value}).number("turn") == 0
