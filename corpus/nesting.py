"""The stack of headings above a line: which headings a new one closes. Ranks come from corpus.outline."""

from __future__ import annotations

import re

from corpus.outline import CIRCLED, SQUARE, Mark
from corpus.text import squash

_PRESS = re.compile(r"^보도자료$")
_RULES_END = re.compile(r"^부칙")
_FIRST_ARTICLE = re.compile(r"^제1조\s*\(")
_ATTACHMENT = re.compile(r"^\[?(?:붙임|참고|별첨|별표)")


class Nesting:
    """Open headings with their ranks, outermost first."""

    def __init__(self) -> None:
        self._stack: list[tuple[float, str]] = []
        self._circle_rank: float | None = None

    @property
    def path(self) -> tuple[str, ...]:
        """Return the titles from the outermost to the innermost."""
        return tuple(title for _, title in self._stack)

    @property
    def last(self) -> str:
        """Return the innermost title, empty before any heading."""
        return self._stack[-1][1] if self._stack else ""

    @property
    def rank(self) -> float:
        """Return the innermost title's rank, 0 before any heading."""
        return self._stack[-1][0] if self._stack else 0

    def nearest(self, count: int) -> tuple[str, ...]:
        """Return the innermost titles, nearest first."""
        return tuple(title for _, title in reversed(self._stack[-count:]))

    def open(self, mark: Mark) -> None:
        """Close what a heading ends and put it on the stack."""
        self._close_finished(mark)
        rank = self._rank(mark)
        while self._stack and self._stack[-1][0] >= rank:
            self._stack.pop()
        self._stack.append((rank, mark.title))

    def _rank(self, mark: Mark) -> float:
        """Return a heading's rank; circled numbers that open a chapter outrank squares, others stand below them."""
        if mark.rank <= 3:
            self._circle_rank = None
        if mark.rank != CIRCLED:
            return mark.rank
        if self._circle_rank is None:
            self._circle_rank = CIRCLED if any(SQUARE <= rank < CIRCLED for rank, _ in self._stack) else 3.5
        return self._circle_rank

    def _close_finished(self, mark: Mark) -> None:
        """Close enclosures that end without saying so.

        A press release is over when a square heading follows its attachments; an attached bill when one follows its
        addenda (부칙); the reasons for a bill when its first article begins.
        """
        titles = [squash(title) for title in self.path]
        if mark.rank == SQUARE:
            press = _index(titles, _PRESS)
            if press is not None and _index(titles[press:], _ATTACHMENT) is not None:
                del self._stack[press:]
            elif _index(titles, _RULES_END) is not None:
                del self._stack[_index(titles, _ATTACHMENT) or 0 :]
        elif _FIRST_ARTICLE.match(mark.title) and _index(titles, _RULES_END) is None:
            attached = _index(titles, _ATTACHMENT)
            if attached is not None:
                del self._stack[attached + 1 :]


def _index(titles: list[str], pattern: re.Pattern[str]) -> int | None:
    return next((index for index, title in enumerate(titles) if pattern.match(title)), None)
