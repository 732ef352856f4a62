"""Numbered lists set as tables: `순 과제 부서 책임자(소속)`, each row several lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.flat_grid import FlatTable, Page, text_cell, title_cells
from corpus.flat_lines import FlatLine, bullet

_HEADER = re.compile(r"^(?P<serial>순|순번|연번|번호)\s+(?P<rest>\S.*)$")
_ORGANISATION = re.compile(r"\S*(?:부서|기관명|협력기관)$")
_PERSON = re.compile(r"\S*(?:책임자|담당자|성명|대표자|연구자)$")
_SERIAL = re.compile(r"^(\d{1,3})(?:\s+(\S.*))?$")
_ORGANISATION_END = re.compile(r"\S(?:과|관|팀|단|실|원|국|센터|처|부)$")


@dataclass(frozen=True, slots=True)
class _Part:
    """A cell's text and lines."""

    text: str
    lines: tuple[int, int]


def find_list(page: Page, start: int) -> FlatTable | None:
    """Return the numbered list whose header stands at an index, or None.

    A row begins at the next number in turn. The last cell is a person, name and position on one line and the
    affiliation in brackets on the next; where the header names a department, it stands before the person.
    """
    header = _header(page, start)
    if header is None:
        return None
    titles, after = header
    rows = _row_lines(page, after)
    has_organisation = len(titles) == 4
    parsed = [_parse(lines, page, has_organisation=has_organisation) for lines in rows]
    known = [row for row in parsed if row is not None]
    if len(known) != len(parsed) or len(known) < 2:
        return None
    cells = title_cells(titles, (page.lines[start].number, page.lines[after - 1].number))
    for place, row in enumerate(known, start=1):
        cells += [text_cell(place, column, part.text, part.lines) for column, part in enumerate(row)]
    last = rows[-1][-1].number
    piece = (page.lines[start].number, last)
    return FlatTable("list", tuple(cells), len(known) + 1, len(titles), 1, 2, (piece,), titles)


def join_lists(tables: Sequence[FlatTable]) -> list[FlatTable]:
    """Return the tables with lists that go on after another table joined: same header, numbers in turn."""
    found: list[FlatTable] = []
    for table in tables:
        home = next((at for at, above in enumerate(found) if _goes_on(above, table)), None)
        if home is None:
            found.append(table)
        else:
            found[home] = _joined(found[home], table)
    return found


def _goes_on(above: FlatTable, table: FlatTable) -> bool:
    if table.kind != "list" or above.kind != "list" or above.titles != table.titles:
        return False
    last = max(int(cell.text) for cell in above.cells if cell.column == 0 and cell.row)
    first = min(int(cell.text) for cell in table.cells if cell.column == 0 and cell.row)
    return first == last + 1


def _joined(above: FlatTable, table: FlatTable) -> FlatTable:
    shift = above.rows - table.header_rows
    moved = tuple(replace(cell, row=cell.row + shift) for cell in table.cells if cell.row >= table.header_rows)
    first, last = table.pieces[0]
    repair = f"{first}~{last}행에 떨어져 인쇄된 나머지 행을 번호에 따라 이었습니다."
    return replace(
        above,
        cells=(*above.cells, *moved),
        rows=above.rows + table.rows - table.header_rows,
        pieces=(*above.pieces, *table.pieces),
        repairs=(*above.repairs, repair),
    )


def _header(page: Page, start: int) -> tuple[tuple[str, ...], int] | None:
    """Return the column titles and the index after the header, or None for any other line."""
    match = _HEADER.match(page.lines[start].text)
    if match is None:
        return None
    after = start + 1
    words = match.group("rest").split()
    while after < len(page.lines) and page.lines[after].gap == 0 and not _SERIAL.match(page.lines[after].text):
        words += page.lines[after].text.split()
        after += 1
    person = next((place for place, word in enumerate(words) if _PERSON.match(word.split("(")[0])), None)
    if person is None or person == 0:
        return None
    organisation = next((place for place, word in enumerate(words[:person]) if _ORGANISATION.match(word)), None)
    end = person if organisation is None else organisation
    titles = [match.group("serial"), " ".join(words[:end])]
    if organisation is not None:
        titles.append(" ".join(words[organisation:person]))
    return (*titles, "".join(words[person:])), after


def _row_lines(page: Page, after: int) -> list[list[FlatLine]]:
    """Return the lines of each row, from one number in turn to the next."""
    rows: list[list[FlatLine]] = []
    expected = None
    index = after
    while index < len(page.lines) and not page.is_boundary(index):
        line = page.lines[index]
        mark = bullet(line)
        if (mark is not None and mark[1] <= 2) or _HEADER.match(line.text):
            break
        serial = _SERIAL.match(line.text)
        if serial and (expected is None or int(serial.group(1)) == expected):
            rows.append([line])
            expected = int(serial.group(1)) + 1
        elif rows:
            rows[-1].append(line)
        else:
            break
        index += 1
    return rows


def _parse(lines: Sequence[FlatLine], page: Page, *, has_organisation: bool) -> tuple[_Part, ...] | None:
    """Return the cells of a row, or None when its last line is no affiliation."""
    serial = _SERIAL.match(lines[0].text)
    if serial is None or len(lines) < 2 or not lines[-1].text.startswith("("):
        return None
    first, named = lines[0].number, lines[-2]
    texts = [(lines[0], serial.group(2) or ""), *((line, line.raw) for line in lines[1:-2])]
    words = (serial.group(2) or "").split() if named is lines[0] else named.text.split()
    if named is lines[0]:
        texts = []
    if len(words) < 2:
        return None
    person = _Part(f"{' '.join(words[-2:])} {lines[-1].text}", (named.number, lines[-1].number))
    before = " ".join(words[:-2])
    if before:
        texts.append((named, before))
    texts = [(line, text) for line, text in texts if text.strip()]
    if not texts:
        return None
    number = _Part(serial.group(1), (first, first))
    if not has_organisation:
        return number, _part(texts, page), person
    split = _split_organisation(texts, named, page)
    return None if split is None else (number, *split, person)


def _split_organisation(texts: list[tuple[FlatLine, str]], named: FlatLine, page: Page) -> tuple[_Part, _Part] | None:
    """Return title and department: the department is a cell of its own, or the last word before the person."""
    line, last = texts[-1]
    words = last.split()
    if line is named and len(words) == 1:
        return (_part(texts[:-1], page), _part(texts[-1:], page)) if texts[:-1] else None
    if line is named:
        title = [*texts[:-1], (line, " ".join(words[:-1]))]
        return _part(title, page), _Part(words[-1], (line.number, line.number))
    start = len(texts) - 1
    while start > 0 and texts[start][0].gap == 0 and len(texts[start][1].split()) <= 2:
        start -= 1
    if start > 0 and texts[start][0].gap:
        return _part(texts[:start], page), _part(texts[start:], page)
    if _ORGANISATION_END.search(last.strip()) and len(words) == 1 and len(texts) > 1:
        above, text = texts[-2]
        head, _, tail = text.strip().rpartition(" ")
        if not head:
            return None
        title = [*texts[:-2], (above, head)]
        return _part(title, page), _Part(f"{tail} {last.strip()}", (above.number, line.number))
    return None


def _part(texts: Sequence[tuple[FlatLine, str]], page: Page) -> _Part:
    numbers = [line.number for line, _ in texts]
    return _Part(page.joiner.cell([text for _, text in texts]), (min(numbers), max(numbers)))
