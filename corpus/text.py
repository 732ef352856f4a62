"""Text as it is compared and searched: one form for the many glyphs Korean exports use."""

from __future__ import annotations

import html
import re
import unicodedata

_GLYPHS = str.maketrans(
    {
        **dict.fromkeys("ž․‧･ㆍ•∙", "·"),
        **dict.fromkeys("’‘ʼ`´ʻ′＇", "'"),
        **dict.fromkeys("“”″〃", '"'),
        **dict.fromkeys("∼～〜", "~"),
        **dict.fromkeys("–—―‐‑", "-"),
        "：": ":",
        "，": ",",
        "（": "(",
        "）": ")",
        "％": "%",
        "\u00a0": " ",
        "\u3000": " ",
        "\u200b": "",
        "\ufeff": "",
        "\u0313": "'",
    }
)
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_TAG = re.compile(r"</?(?!https?:)[a-zA-Z][^<>]*>")
_CHECKED = re.compile(r"<input[^>]*\bchecked\b[^>]*>", re.I)
_UNCHECKED = re.compile(r"<input[^>]*checkbox[^>]*>", re.I)
_ITEM = re.compile(r"\s*<li[^>]*>\s*", re.I)
_BREAK = re.compile(r"<br\s*/?>", re.I)
_SPACE = re.compile(r"\s+")


def squash(text: str) -> str:
    """Return a text without any white space."""
    return _SPACE.sub("", text)


def search_text(text: str) -> str:
    """Return a text as it is searched: NFC, one glyph for each kind of dot, quote and dash, no markup or bold marks."""
    text = unicodedata.normalize("NFC", text).translate(_GLYPHS)
    text = _PRIVATE.sub(" ", text).replace("**", "")
    return _TAG.sub(" ", text) if "<" in text else text


def clean_cell(text: str) -> str:
    """Return a cell's text for reading: list items parted by ` · `, check boxes as ☑ and ☐, no other markup."""
    if "<" not in text and "&" not in text:
        return " ".join(text.split())
    text = _CHECKED.sub("☑ ", text)
    text = _UNCHECKED.sub("☐ ", text)
    text = _ITEM.sub(" \n", text)
    text = _BREAK.sub(" ", text)
    text = html.unescape(_TAG.sub(" ", text))
    items = [" ".join(part.split()) for part in text.split("\n")]
    return " · ".join(item for item in items if item)


def tight(text: str) -> str:
    """Return a letterspaced label (`사 업 비`, `구 분`) written together; other texts with single spaces."""
    words = text.split()
    if len(words) >= 2 and all(len(word) == 1 and "가" <= word <= "힣" for word in words):
        return "".join(words)
    return " ".join(words)
