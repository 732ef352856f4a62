"""Headings and bullets of Korean public documents, told by the glyph or number a line begins with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.text import search_text

_ROMAN = re.compile(r"^(?:[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]|(?:I{1,3}|IV|VI{0,3}|IX|X)(?=[.\s]))[.\s|]*\S")
_CODE_ALONE = re.compile(r"^\d{1,2}-\d{1,2}(?:-\d{1,2})?$")
_CODE_TITLE = re.compile(r"^\d{1,2}-\d{1,2}(?:-\d{1,2})?\.?\s+\S.{0,60}$")
_NUMBER_ALONE = re.compile(r"^\d{1,2}$")
_NUMBER_TITLE = re.compile(r"^\d{1,2}(?:\.\s*|\s+)(?=[^\d\s.~])\S.{0,58}$")
_NUMBERED = re.compile(r"^\d{1,2}\.\s+\S")
_DEFINES = re.compile(r"^\d{1,2}\.\s*[“\"‘'「『][^”\"’'」』]{1,40}[”\"’'」』]\s*(?:이?란|(?:이)?라\s?함은)(?:\s|$)")
"""A numbered term with what it means: an item of an article, however long it is."""
_SQUARE = re.compile(r"^(?:□|❏|◈|🗌|_(?=\s\S))\s*")
_BLACK = re.compile(r"^■\s*")
_BRACKET = re.compile(r"^(?:【.{1,40}】|〔.{1,40}〕|<\s*[^<>/=]{2,40}\s*>|〈.{1,40}〉)$")
_ATTACHED = re.compile(r"^(?:\[?붙임\s*\d*\]?|참고\s*\d+|별첨\s*\d*|\[별표\s*\d*\])")
_PRESS = re.compile(r"^보\s?도\s?자\s?료$")
_SUB_PROJECT = re.compile(r"^세부\s*사업\s*\d*$")
_CIRCLED = re.compile(r"^(?:[①-⑳❶-❿]|\\?b?oxdots)\s*")
"""A boxed or circled number; `oxdots` is what formula recognition makes of one."""
_LETTER_TITLE = re.compile(r"^[가나다라마바사아자차카타파하]\.\s+[^:：]{2,30}(?:\(단\s*위.{1,24}\))?$")
_ARTICLE = re.compile(r"^(?:-\s*)?제\d+조(?:의\d+)?\s*\([^)]+\)")
_RULES_END = re.compile(r"^부\s*칙")
_BULLET = re.compile(
    r"^(?P<glyph>○|◯|◦|∘|o(?=\s)|O(?=\s)|ㅇ(?=\s)|●|-(?=\s)|‧|·|•|∙|▶|►|▸|◆|◇|→|➡|⇒|☞|√|✓|➜|※|\*{1,3}(?=\s?\S)|[①-⑳]|\d{1,2}\)|[가-하]\.(?=\s)|\(\d{1,2}\)|\d{1,2}\.(?=\s))\s*"
)
_CIRCLES = frozenset("○◯◦∘oOㅇ●◆◇")
_DEPTH = {
    "-": 2,
    "·": 4,
    "•": 4,
    "‧": 4,
    "∙": 4,
    "▶": 4,
    "►": 4,
    "▸": 4,
    "→": 4,
    "➡": 4,
    "⇒": 4,
    "☞": 4,
    "√": 3,
    "✓": 3,
    "➜": 4,
}
_SENTENCE_END = re.compile(r"(?:다|음|함|됨|임|요|오)\.$|[.;]$|니다$")
SQUARE = 4
BARE = 5.5
CIRCLED = 6
"""Rank of `①` under a square; where circles come first they outrank the squares (see the reader)."""
_BARE_LENGTH = 16
_CUT = re.compile(r"(?:[을를]|에서|에게|[가-힣]의|하기 위|하지|에 관한|및|또는|위한|따른|등의|통한)$")
_CONTENTS_ENTRY = re.compile(r"^#*\s*(\d{1,2})\.?\s+(\S.{0,58})$")
_TAGS = frozenset({"신규", "계속", "완료", "일몰", "추경", "추경 사업", "추경사업"})
"""Marks on a project, printed like a heading."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A heading found: its rank (0 outermost) and its title."""

    rank: float
    title: str
    takes_next: bool = False
    """True when the title stands on the next line of text."""


@dataclass(frozen=True, slots=True)
class Item:
    """A list item: its bullet, depth from 0, and the text after the bullet."""

    glyph: str
    depth: int
    text: str


def heading(line: str, *, alone: bool) -> Mark | None:
    """Return the heading a line is, or None. `alone`: blank lines stand before and after it."""
    text = line.strip()
    if not text or "\t" in line:
        return None
    if text.startswith("#"):
        return _markdown(text)
    if line.startswith(" ") and not _SQUARE.match(text):
        return None
    return _plain(text, alone=alone)


def _markdown(text: str) -> Mark:
    title = text.lstrip("#").strip()
    inner = _plain(title, alone=False)
    if inner is not None and not inner.takes_next:
        return inner
    if _CIRCLED.match(title):
        return Mark(CIRCLED, title)
    if _NUMBERED.match(title):
        return Mark(3, title)
    return Mark(0 if text.startswith("# ") else 4, title)


def _plain(text: str, *, alone: bool) -> Mark | None:
    if _CODE_ALONE.match(text):
        return Mark(2, text, takes_next=True)
    if _NUMBER_ALONE.match(text) and alone:
        return Mark(2, text, takes_next=True)
    if _SUB_PROJECT.match(text):
        return Mark(4.5, text, takes_next=True)
    if len(text) > 70 or _DEFINES.match(text) or (_SENTENCE_END.search(text) and not _SQUARE.match(text)):
        return None
    if alone and _LETTER_TITLE.match(text):
        return Mark(3.3, text)
    if _PRESS.match(text):
        return Mark(2.5, text)
    for pattern, rank in ((_ATTACHED, 2.7), (_ROMAN, 1), (_CODE_TITLE, 2), (_NUMBER_TITLE, 3), (_RULES_END, 6)):
        if pattern.match(text):
            return Mark(rank, text)
    if _SQUARE.match(text) and len(text) <= 60 and not _SENTENCE_END.search(text):
        return Mark(SQUARE, _SQUARE.sub("", text))
    if _BLACK.match(text):
        return Mark(5, _BLACK.sub("", text))
    if _BRACKET.match(text):
        return Mark(BARE, text.strip("【】〔〕<>〈〉 "))
    if _CIRCLED.match(text) and alone and len(text) <= 60:
        return Mark(CIRCLED, re.sub(r"^\\?b?oxdots\s*", "", text))
    if (
        alone
        and text not in _TAGS
        and len(text) <= _BARE_LENGTH
        and re.match(r"^[가-힣A-Za-z0-9 ·()]+$", text)
        and re.search(r"[가-힣]{2}", text)
    ):
        return Mark(BARE, text)
    return None


def article(line: str) -> str | None:
    """Return the number and name of the article a line begins (`제3조(정의)`), or None."""
    match = _ARTICLE.match(line.strip().replace("**", ""))
    return match.group().lstrip("- ") if match else None


def item(line: str) -> Item | None:
    """Return the list item a line begins, or None. Depth: ○ 1, - 2 (deeper by indent), dots and arrows 4."""
    indent = len(line) - len(line.lstrip())
    text = line.strip()
    match = None if re.match(r"\*\*[^*]+\*\*", text) else _BULLET.match(text)
    if match is None:
        return None
    glyph = match.group("glyph")
    rest = text[match.end() :]
    inner = _BULLET.match(rest)
    if glyph == "-" and inner and inner.group("glyph") not in ("-",):
        nested = item(rest)
        if nested:
            return nested if indent == 0 else Item(nested.glyph, nested.depth + min(indent, 6), nested.text)
    depth = 1 if glyph in _CIRCLES else 0 if _CIRCLED.match(glyph) else _DEPTH.get(glyph, 3)
    if glyph == "※" or glyph.startswith("*"):
        depth = 8
    return Item(glyph, depth + (min(indent, 6) if depth >= 2 and depth < 8 else 0), rest)


def is_cut(text: str) -> bool:
    """Tell a sentence cut in the middle of a clause: it ends in an object or genitive particle, or a bound form."""
    return len(text) > 20 and bool(_CUT.search(search_text(text).rstrip()))


def cuts_amount(text: str, line: str) -> bool:
    """Tell a page cut in the middle of an amount: `… 1조` goes on with `5천억 원 …`."""
    return re.search(r"\d\s*[조억만]$", text.rstrip()) is not None and _REST_OF_AMOUNT.match(line.strip()) is not None


_REST_OF_AMOUNT = re.compile(r"\d[\d,]*\s*(?:[천백십]\s?[억만]?|[억만])\s*(?:여\s*)?(?:원|명|개|건|대|톤|㎡)")


def contents_lists(lines: Sequence[str]) -> dict[int, str]:
    """Return the lines (from 1) of lists of contents with their titles: numbered titles with nothing between them.

    `1. 가`, blank, `2. 나`, blank, `3. 다`: no text stands under any but the last, and the numbers follow each other.
    """
    filled = [(number, line.strip()) for number, line in enumerate(lines, start=1) if line.strip(" -*=\t")]
    found: dict[int, str] = {}
    group: list[tuple[int, str]] = []
    for number, text in filled:
        match = _CONTENTS_ENTRY.match(text)
        follows = match is not None and int(match.group(1)) == len(group) + 1
        if match is not None and follows:
            group.append((number, match.group(2)))
            continue
        if len(group) > 1:
            found.update(group)
        group = [(number, match.group(2))] if match is not None and int(match.group(1)) == 1 else []
    found.update(group if len(group) > 1 else [])
    return found


def ends_sentence(text: str) -> bool:
    """Tell whether a line is closed: it need not go on after a page break."""
    body = search_text(text).rstrip()
    return (
        bool(
            re.search(
                r"(?:[.)\]\"':;?!]|[가-힣](?:함|음|됨|임|다|요|것|등|중|후|시|월|일|년|원|명|교|건|개|대)|\d(?:원|명|교|건|개|대|회|곳)|%)$",
                body,
            )
        )
        or len(body) < 38
    )
