"""Blocks of lines that may be cells printed one a line: which lines can be cells, and where the others part them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from corpus.bare import close_up
from corpus.page_marks import PAGE_BREAK
from corpus.runs import Field
from corpus.stacked_rows import kind
from corpus.text import squash

LONGEST_CELL = 160
NEAR = 4
"""Lines below a list item within which a figure shows that it stood inside a row."""
_ENDS = re.compile(r"[※#]|[Ⅰ-Ⅻ]\s*\.|[(\[<]?\s*단\s*위\s*[:：]|[(\[<].{0,40}단\s*위\s*[:：]")
"""Notes, chapters and units: lines that are no cell, wherever they stand."""
_BULLETS = re.compile(r"[○●◦□■▪◈▣❍❏①-⑳☎*]|-\s")
"""How list items begin; with a figure right below such a line may be the name of a row."""
_ODD = re.compile(r".*[\t|]|.*\S {2,}\S.* {2,}\S|.*\s/\s.*\s/\s")
"""Lines of several cells: parted by tabs or slashes, or set apart by spaces."""
_LOOSE = re.compile(r"(?:\s[△▲-]?[\d,.]+%?){3,}$|(?:\d{1,3}(?:,\d{3})+\s+){2}")
_BOXED = re.compile(r"[<〈《【\[][^<>〈〉《》【】\[\]]{1,30}[>〉》】\]]$")
"""A name over a group of rows, or the caption of a table."""


@dataclass(frozen=True, slots=True)
class Block:
    """Lines without a blank one between them."""

    cells: tuple[Field, ...]
    breaks: bool = False
    """Whether a page ends right above."""
    torn: bool = False
    """Whether a line of several cells stands right above or below, so that the block may lack some."""

    @property
    def texts(self) -> tuple[str, ...]:
        """Return the lines without white space."""
        return tuple(squash(cell.text) for cell in self.cells)

    @property
    def start(self) -> int:
        """Return the first line."""
        return self.cells[0].lines[0]


def stretches(lines: Sequence[str]) -> Iterator[list[Block]]:
    """Yield the blocks between lines that can be no cells."""
    blocks: list[Block] = []
    cells: list[Field] = []
    breaks = torn = False
    for number, line in enumerate((*lines, "※"), start=1):
        text = line.strip()
        below = lines[number].strip() if number < len(lines) else ""
        odd = _is_odd(text)
        ends = _is_end(text, below, begun=bool(cells)) or (odd and not below)
        if cells and (not text or ends or odd or _BOXED.match(cells[0].text)):
            cut = odd or (ends and bool(_BULLETS.match(text)) and _go_on(lines[number:]))
            blocks.append(Block(tuple(cells), breaks, torn or cut))
            cells, breaks, torn = [], False, False
        if PAGE_BREAK in line:
            breaks = True
        elif ends:
            yield blocks
            blocks, breaks, torn = [], False, False
        elif odd:
            torn = True
        elif text:
            cells.append(Field(" ".join(text.split()), (number, number)))
        else:
            torn = False


def _go_on(lines: Sequence[str]) -> bool:
    """Tell whether a bare figure stands among the next lines with text: the rows of a table."""
    filled = (text for line in lines if (text := line.strip(PAGE_BREAK).strip()))
    return any(_is_figure(text) for text in islice(filled, NEAR))


def _is_end(text: str, below: str, *, begun: bool) -> bool:
    """Tell whether a line ends all tables: a heading, a note, a unit, a list item that names no row."""
    if _ENDS.match(text):
        return True
    return bool(_BULLETS.match(text)) and not (begun and text[:2] == "- ") and not _is_figure(below)


def _is_figure(text: str) -> bool:
    return kind(text) in ("number", "none")


def _is_odd(text: str) -> bool:
    text = close_up(text)
    return len(text) > LONGEST_CELL or bool(_ODD.match(text) or _LOOSE.search(text))
