"""A table of a text export with what its surroundings say of it: the caption and units above, the notes below."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Sequence

from corpus.amounts import read_unit
from corpus.document import Block, Location, Paragraph, Table
from corpus.nesting import Nesting
from corpus.outline import heading, item
from corpus.raw import RawCell, RawTable
from corpus.runs import Run
from corpus.text import clean_cell, squash

TWIN = 0.6
"""Share of the heads of a table that those of the one above it hold, where it goes on with other rows."""
UNIT_BELOW = 12
"""Within how many lines below a table the line may stand that gives its unit."""
NOTES_BELOW = 8
"""Within how many lines below a table its notes begin and end."""
LONGEST_CAPTION = 90
_UNIT_LINE = re.compile(
    r"^[(\[<].{0,30}단\s*위.{0,40}[)\]>]$|^단\s*위\s*[:：].{0,40}$|^\(.{0,12}\d{4}.{0,20}기준.{0,12}\)$"
)
_TITLED = re.compile(
    r"^([\[<〈【](?!\s*단\s*위)[^\[\]<>〈〉【】]{2,40}[\]>〉】].{0,30}?)\s*([(\[][^()\[\]]*단\s*위[^()\[\]]*[)\]])$"
)
_NOTE = re.compile(r"※|\*|주\s*\d*\)|\d\)")
_DASHES = re.compile(r"-{4,}|[\s·]*-{4,}$")
_LATIN_AI = re.compile(r"(?<![A-Za-z])Al(?![a-z])")


def is_unit_line(line: str) -> bool:
    """Tell a line that gives a table's unit (`(단위: 백만원)`) or the day its numbers are of (`(2024년 말 기준)`)."""
    return _UNIT_LINE.match(line.strip()) is not None and (read_unit(line) is not None or "기준" in line)


def titled_unit(line: str) -> tuple[str, str] | None:
    """Return the title and the unit line of a line that holds both (`<까닭>(단위: %)`), or None."""
    found = _TITLED.match(line.strip())
    return (found.group(1), found.group(2)) if found and is_unit_line(found.group(2)) else None


def plain(text: str) -> str:
    """Return a line for reading: bold marks, tags and doubled spaces gone, `Al` read as AI."""
    return _LATIN_AI.sub("AI", _DASHES.sub("", clean_cell(text.replace("**", "")))).strip()


def raw_table(
    run: Run,
    lines: Sequence[str],
    *,
    place: Callable[[int, int], Location],
    nesting: Nesting,
    above: Sequence[Block],
    unit_line: str | None,
    tables_at: Container[int],
) -> RawTable:
    """Return a run of rows as a table; `place` gives the location of lines, `tables_at` holds where tables begin.

    `above` are the blocks already read of the section; `unit_line` is the unit line right above, where there is one.
    """
    caption = _caption(above, nesting.last)
    notes = _notes(lines, run.span[1])
    if unit_line is None:
        unit_line = _parted_unit(above)
    stated = [("line", unit_line)] if unit_line is not None else []
    if unit_line is None or read_unit(unit_line) is None:
        stated += [("line", line) for line in (_units_above(above) or _units_of_twin(above, run))]
    stated += [("heading", title) for title in nesting.nearest(2)]
    if caption and read_unit(caption):
        stated.append(("caption", caption))
    if not any(read_unit(text) for _, text in stated):
        stated += [("note", note) for note in notes if re.search(r"단\s*위", note)]
        stated += [("below", line) for line in _units_below(lines, run.span[1], nesting.rank, tables_at)]
    return RawTable(
        cells=_cells(run),
        rows=len(run.rows),
        columns=len(run.rows[0]),
        location=place(*run.span),
        origin="tsv",
        caption=caption,
        heading_path=nesting.path,
        unit_texts=tuple(stated),
        notes=notes,
        base_date=_base_date(unit_line) if unit_line is not None else None,
        parts=tuple(place(*part) for part in run.parts),
        spans_known=False,
        header_rows=run.header_rows,
        label_columns=run.label_columns,
        repairs=run.repairs,
    )


def _base_date(unit_line: str) -> str | None:
    """Return the day a line above a table says its numbers are of, None for one that gives the unit."""
    return None if read_unit(unit_line) else re.split(r"기준|현재", unit_line.strip("()[]<> "))[0].strip()


def _cells(run: Run) -> tuple[RawCell, ...]:
    return tuple(
        RawCell(row, column, field.text, lines=field.lines)
        for row, fields in enumerate(run.rows)
        for column, field in enumerate(fields)
    )


def _units_above(above: Sequence[Block]) -> tuple[str, ...]:
    """Return the unit line that opens the section where only items and notes stand between it and its first table."""
    for block in reversed(above):
        if not isinstance(block, Paragraph):
            return ()
        if block.kind == "caption" and is_unit_line(block.text):
            return (block.text,)
        if block.kind not in ("item", "note"):
            return ()
    return ()


def _units_of_twin(above: Sequence[Block], run: Run) -> tuple[str, ...]:
    """Return the unit of the table right above where this one goes on under the same heads with other rows."""
    twin = above[-1] if above else None
    if not isinstance(twin, Table) or twin.unit is None or twin.unit_source != "line":
        return ()
    heads = {squash(cell.text) for cell in twin.cells if cell.row < twin.header_rows}
    own = [squash(field.text) for field in run.rows[0] if field.text.strip()]
    shared = sum(1 for text in own if text in heads)
    return (f"(단위: {twin.unit})",) if shared >= max(2, TWIN * len(own)) else ()


def _units_below(lines: Sequence[str], last: int, rank: float, tables_at: Container[int]) -> tuple[str, ...]:
    """Return the unit line that ends the table's part of the text: below it, and not above another table.

    Behind a list the unit line is the table's where nothing but the end of its section follows; else the list has the
    title of what stands below the unit.
    """
    listed = False
    for number in range(last + 1, min(last + UNIT_BELOW, len(lines)) + 1):
        line = lines[number - 1].strip()
        mark = heading(line, alone=True)
        if number in tables_at or (mark is not None and mark.rank <= rank):
            break
        if _UNIT_LINE.match(line) and read_unit(line):
            after = range(number + 1, min(number + 3, len(lines)) + 1)
            following = next((at for at in after if lines[at - 1].strip()), 0)
            if following in tables_at or (listed and not _closes(lines, following, rank)):
                return ()
            return (line,)
        listed = listed or (item(line) is not None and not _NOTE.match(line))
    return ()


def _closes(lines: Sequence[str], number: int, rank: float) -> bool:
    """Tell whether a line ends the section of a rank: a heading as far out, or nothing more (number 0)."""
    mark = heading(lines[number - 1], alone=True) if number else None
    return number == 0 or (mark is not None and mark.rank <= rank)


def _parted_unit(above: Sequence[Block]) -> str | None:
    """Return the unit line that the end of a page parts from its table: the last block before it."""
    last = above[-1] if above else None
    return last.text if isinstance(last, Paragraph) and is_unit_line(last.text) else None


def _caption(above: Sequence[Block], under: str) -> str:
    """Return the text right above the table that can name it, else the heading it stands under."""
    for block in reversed(above[-2:]):
        if not isinstance(block, Paragraph):
            break
        if block.kind == "note" or is_unit_line(block.text):
            continue
        if len(block.text) <= LONGEST_CAPTION and "☎" not in block.text:
            return block.text
        break
    return under


def _notes(lines: Sequence[str], last: int) -> tuple[str, ...]:
    notes: list[str] = []
    for line in lines[last : last + NOTES_BELOW]:
        text = line.strip()
        if not text:
            continue
        if not _NOTE.match(text):
            break
        notes.append(plain(text))
    return tuple(notes)
