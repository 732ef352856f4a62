"""Text as it is compared and searched."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.text import clean_cell, search_text, squash, tight


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("초․중‧고", "초·중·고"),
        ("초ž중･고ㆍ특", "초·중·고·특"),
        ("’24년 ʼ25년 `26년", "'24년 '25년 '26년"),
        ("5∼6월", "5~6월"),
        ("**굵은** 글", "굵은 글"),
        ("<http://example.org> 참고", "<http://example.org> 참고"),
        ("\uf000 개요", "  개요"),
        ("（가）：나，다", "(가):나,다"),
        ("1\u00a0234", "1 234"),
    ],
)
def test_search_text_has_one_glyph_for_each_kind(text: str, expected: str) -> None:
    assert search_text(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  구   분 ", "구 분"),
        ('<input type="checkbox"/> 가 <input checked="" type="checkbox"/> 나', "☐ 가 ☑ 나"),
        ('<ul style="list-style-type: none"> <li>▸ 하나</li> <li>▸ 둘</li> </ul>', "▸ 하나 · ▸ 둘"),
        ("위<br>아래", "위 아래"),
        ("A &lt; B &amp; C", "A < B & C"),
        ("a < b", "a < b"),
        ("<http://example.org>", "<http://example.org>"),
    ],
)
def test_cells_read_without_markup(text: str, expected: str) -> None:
    assert clean_cell(text) == expected


def test_letterspaced_words_are_closed_and_others_kept() -> None:
    assert tight("구 분") == "구분"
    assert tight("세부 내용") == "세부 내용"
    assert tight("가") == "가"


@given(st.text(max_size=50))
def test_search_text_is_stable_and_squash_leaves_no_space(text: str) -> None:
    once = search_text(text)
    assert unicodedata.normalize("NFC", once) == once or "\u0313" in text
    assert not any(character.isspace() for character in squash(text))
