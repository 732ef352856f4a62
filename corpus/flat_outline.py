"""Headings of a flattened work report: parts, chapters, programmes, marked sections and floating boxes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from corpus.flat_cover import close_up
from corpus.flat_lines import FlatLine, bullet, width

HeadingKind = Literal["part", "chapter", "programme", "section", "box"]
_RANKS: dict[HeadingKind, int] = {"part": 0, "chapter": 1, "programme": 2, "section": 3, "box": 4}
_PART = re.compile(r"^[Ⅰ-Ⅻ]\.?\s+\S")
_CHAPTER = re.compile(r"^(\d{1,2})(\.?)(\s+)(?=\D)")
_PROGRAMME = re.compile(r"^(\d{1,2})-(\d{1,2})\.?\s+(?=\S)")
_BOX = re.compile(r"^['’‘ʼ`]?(?:20)?\d\d년?\s+[가-힣]+(?:\s[가-힣]+){0,4}$")
_CONTENTS_RUN = 3
_TITLE_WIDTH = 64


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading over one or more lines, with the titles above it."""

    kind: HeadingKind
    text: str
    path: tuple[str, ...]
    first: int
    """Index of its first line."""
    last: int
    """Index of its last line; before `first` where the heading is not printed."""

    @property
    def rank(self) -> int:
        """0 for a part, 4 for a floating box."""
        return _RANKS[self.kind]


def outline(lines: Sequence[FlatLine]) -> tuple[Heading, ...]:
    """Return the headings in reading order.

    A chapter whose number starts again without a part heading belongs to a part whose heading is lost; its path has
    no part then. A table of contents stands under a heading without text.
    """
    contents = _contents(lines)
    found: list[Heading] = []
    stack: list[Heading] = []
    numbers = _Numbers()
    index = 0
    while index < len(lines):
        if index in contents:
            after = _run_end(index, contents)
            found.append(Heading("part", "", (), index, index - 1))
            stack, index = [], after
            numbers.reset()
            continue
        kind = _kind(lines, index, stack, numbers)
        if kind is None:
            index += 1
            continue
        last = _title_end(lines, index, kind)
        text = _title(lines[index : last + 1])
        rank = _RANKS[kind]
        restarted = kind == "chapter" and numbers.take_chapter(text)
        stack = [above for above in stack if above.rank < rank and not restarted]
        if kind == "programme":
            numbers.take_programme(text)
        heading = Heading(kind, text, (*(above.text for above in stack), text), index, last)
        if kind == "part":
            numbers.reset()
        found.append(heading)
        stack.append(heading)
        index = last + 1
    return tuple(found)


class _Numbers:
    """The chapter and programme numbers seen last, to tell a heading from a numbered line."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        self.chapter = self.programme = 0
        self._title = ""

    def take_chapter(self, text: str) -> bool:
        """Note a chapter; return whether its number went back, as it does when a part heading is lost."""
        match = _CHAPTER.match(text)
        number = int(match.group(1)) if match else 0
        went_back = number <= self.chapter and text != self._title
        self._title = text
        self.chapter, self.programme = number, 0
        return went_back

    def take_programme(self, text: str) -> None:
        match = _PROGRAMME.match(text)
        if match:
            self.programme = int(match.group(2))

    def expects_programme(self, match: re.Match[str]) -> bool:
        """Return whether a `N-M` number goes on from what was seen."""
        chapter, number = int(match.group(1)), int(match.group(2))
        return self.chapter in (0, chapter) and (number == 1 or 0 < number - self.programme <= 2)


def _kind(lines: Sequence[FlatLine], index: int, stack: Sequence[Heading], numbers: _Numbers) -> HeadingKind | None:
    line = lines[index]
    if line.is_section:
        return "section"
    if _PART.match(line.text) and width(line.text) <= _TITLE_WIDTH:
        return "part"
    programme = _PROGRAMME.match(line.text)
    if programme and numbers.expects_programme(programme):
        return "programme"
    if _is_chapter(lines, index, stack, numbers):
        return "chapter"
    return "box" if _is_box(lines, index) else None


def _is_chapter(lines: Sequence[FlatLine], index: int, stack: Sequence[Heading], numbers: _Numbers) -> bool:
    """Return whether a numbered line is a chapter: set apart by spaces or by a page, or outside any section."""
    line = lines[index]
    match = _CHAPTER.match(line.text)
    if match is None or line.indent > 2 or width(line.text) > _TITLE_WIDTH:
        return False
    number, is_wide = int(match.group(1)), len(match.group(3)) > 1
    if number not in (1, numbers.chapter + 1):
        return False
    if not match.group(2):
        return is_wide
    if is_wide or line.turns_page or line.gap == 0 or _heads_programme(lines[index + 1 : index + 3], number):
        return True
    return not any(above.rank >= _RANKS["programme"] for above in stack)


def _heads_programme(following: Sequence[FlatLine], chapter: int) -> bool:
    """Return whether the first section or programme of a chapter stands right below."""
    if following and following[0].is_section:
        return True
    return any(re.match(rf"^{chapter}-1\.?\s+\S", line.text) for line in following)


def _is_box(lines: Sequence[FlatLine], index: int) -> bool:
    """Return whether a short line that begins with a year titles a box: bullets follow, no sentence goes before."""
    line = lines[index]
    if not _BOX.match(line.text) or width(line.text) > 40 or index + 1 >= len(lines):
        return False
    return bullet(lines[index + 1]) is not None


def _contents(lines: Sequence[FlatLine]) -> frozenset[int]:
    """Return the indexes of a table of contents: numbered lines one after the other with nothing between."""
    found: set[int] = set()
    run: list[int] = []
    for index, line in enumerate(lines):
        match = _CHAPTER.match(line.text)
        expected = len(run) + 1
        if match and match.group(2) and int(match.group(1)) == expected and (not run or line.gap <= 2):
            run.append(index)
            continue
        if len(run) >= _CONTENTS_RUN:
            found.update(run)
        run = [index] if match and match.group(2) and match.group(1) == "1" else []
    return frozenset(found)


def _run_end(index: int, members: frozenset[int]) -> int:
    while index in members:
        index += 1
    return index


def _title_end(lines: Sequence[FlatLine], index: int, kind: HeadingKind) -> int:
    """Return the index of a heading's last line: a plain line glued to a title goes on with it."""
    following = index + 1
    if kind not in ("chapter", "programme", "part") or following >= len(lines):
        return index
    line = lines[following]
    is_plain = not (line.is_section or line.is_note or line.is_unit or line.is_author or bullet(line))
    is_open = lines[index].raw[-1:].isspace()
    if line.gap or not is_plain or not is_open or _PROGRAMME.match(line.text) or _CHAPTER.match(line.text):
        return index
    return following


def _title(lines: Sequence[FlatLine]) -> str:
    text = " ".join(close_up(_unmarked(line.raw)) for line in lines)
    return re.sub(r"\s+", " ", re.sub(r"^[□■❏◈]\s*", "", text)).strip()


def _unmarked(raw: str) -> str:
    """Return a line without its private use glyphs, inner spaces kept: they part letterspaced words."""
    return re.sub("[\ue000-\uf8ff]", "", raw)
