"""Tables of what, when and how much: `세부사업명 추진시기 물량`. The time in each row is what the row hangs on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.flat_grid import FlatTable, Page, text_cell, title_cells
from corpus.flat_lines import FlatLine, bullet
from corpus.grid import RawCell

_HEADER = re.compile(
    r"^(?P<name>(?:[가-힣]+\s)?[가-힣]*(?:명|구분|내용|과제|항목|사업|업무))\s+"
    r"(?P<time>(?:추진\s*)?(?:시기|일정|기간))\s+(?P<amount>\S.{0,24})$"
)
_APOSTROPHE = "['’‘ʼ`´̓]"
_DATED = re.compile(rf"^~?(?:{_APOSTROPHE}\d\d|(?:19|20)\d\d)\.[-\d.~∼/월일연중말초순{_APOSTROPHE[1:-1]}]*,?$")
_MONTH = re.compile(r"^\d{1,2}(?:[~∼]\d{1,2})?월,?$")
_WORD = re.compile(r"^(?:상시|수시|연중|매월|매년|매주|분기별|상반기|하반기|학기별|하절기|동절기|봄|여름|가을|겨울),?$")
_VALUED = re.compile(r"^(?P<name>\D\S*(?:\s\D\S*)*)\s(?P<value>\d\S*.*)$")


@dataclass(slots=True)
class _Row:
    """A row being put together from whole lines and parts of lines."""

    name: list[tuple[int, str]] = field(default_factory=list)
    time: list[tuple[int, str]] = field(default_factory=list)
    amount: list[tuple[int, str]] = field(default_factory=list)


def find_schedule(page: Page, start: int) -> FlatTable | None:
    """Return the schedule table whose header stands at an index, or None.

    Names and amounts may take several lines before and after the time. One time for a whole table is a merged cell.
    """
    match = _HEADER.match(page.lines[start].text)
    if match is None or bullet(page.lines[start]):
        return None
    body = page.lines[start + 1 : _end(page, start + 1)]
    times = [index for index, line in enumerate(body) if split_time(line.text)[1]]
    if not times:
        return None
    merged = _merged_rows(body, times) if len(times) == 1 else None
    rows = merged or _rows(body, times)
    head = page.lines[start].number
    titles = tuple(match.group(part) for part in ("name", "time", "amount"))
    cells = title_cells(titles, (head, head))
    place = 1
    for row in rows:
        found, height = _cells(row, place, page, merged=len(rows) if merged else 0)
        cells += found
        place += height
    last = body[-1].number
    repairs = (f"추진 시기 한 칸이 {len(rows)}개 행에 걸쳐 있습니다.",) if merged else ()
    return FlatTable("schedule", tuple(cells), place, 3, 1, 1, ((head, last),), titles, repairs)


def split_time(text: str) -> tuple[str, str, str]:
    """Return what stands before the time of a row, the time, and what stands after; time is "" where none is.

    `연구회 등록 '23.3~4월 130개` gives its three parts; a colon before the words `상시`, `연중` … makes them no time.
    """
    tokens = text.split()
    first = next((place for place, token in enumerate(tokens) if _DATED.match(token)), None)
    if first is None:
        worded = [place for place, token in enumerate(tokens) if _WORD.match(token) or _MONTH.match(token)]
        first = next((place for place in worded if not _is_prose(tokens[:place])), None)
    if first is None:
        return text, "", ""
    last = first
    while last + 1 < len(tokens) and tokens[last].endswith(",") and _is_time(tokens[last + 1]):
        last += 1
    return " ".join(tokens[:first]), " ".join(tokens[first : last + 1]), " ".join(tokens[last + 1 :])


def _is_time(token: str) -> bool:
    return bool(_DATED.match(token) or _MONTH.match(token) or _WORD.match(token))


def _is_prose(before: Sequence[str]) -> bool:
    return any(token.endswith((":", ",")) for token in before) or (bool(before) and before[0] in ("-", "필요", "시"))


def _end(page: Page, start: int) -> int:
    """Return the index where the rows must end; a dash at the very left is a list inside a cell."""
    index = start
    while index < len(page.lines):
        line = page.lines[index]
        mark = bullet(line)
        is_text = mark is not None and (mark[1] <= 2 or line.indent >= 2)
        if page.is_boundary(index) or line.turns_page or is_text or line.is_note or line.is_unit or line.is_author:
            break
        if _HEADER.match(line.text):
            break
        index += 1
    return index


def _rows(body: Sequence[FlatLine], times: Sequence[int]) -> list[_Row]:
    """Return the rows: each time opens one, lines between two times go to the amount before or the name after."""
    rows: list[_Row] = []
    behind = 0
    for index in times:
        line = body[index]
        name, time, amount = split_time(line.text)
        between = list(range(behind, index))
        behind = index + 1
        if rows and not name and not between:
            rows[-1].time.append((line.number, time))
            _add(rows[-1].amount, line.number, amount)
            continue
        cut = _name_start(body, between, index, rows[-1] if rows else None, has_name=bool(name))
        if rows:
            rows[-1].amount += [(body[place].number, body[place].raw) for place in between if place < cut]
        row = _Row([(body[place].number, body[place].raw) for place in between if place >= cut])
        _add(row.name, line.number, name)
        row.time.append((line.number, time))
        _add(row.amount, line.number, amount)
        rows.append(row)
    rows[-1].amount += [(line.number, line.raw) for line in body[behind:]]
    return rows


def _add(parts: list[tuple[int, str]], number: int, text: str) -> None:
    if text:
        parts.append((number, text))


def _name_start(
    body: Sequence[FlatLine], between: Sequence[int], index: int, above: _Row | None, *, has_name: bool
) -> int:
    """Return the index from which the lines before a time are the name of its row.

    Lines glued to each other are one cell. A row whose time stands alone must have its name in the last such group;
    one with a name on its own line has more of it above only where that line is glued on.
    """
    if not between:
        return index
    if above is None:
        return between[0]
    if has_name and body[index].gap:
        return index
    start = between[-1]
    while start > between[0] and body[start].gap == 0:
        start -= 1
    return index if has_name and start == between[0] and not above.amount else start


def _merged_rows(body: Sequence[FlatLine], times: Sequence[int]) -> list[_Row] | None:
    """Return the rows of a table with one time for all: name, time and value apart first, then `name value` lines."""
    index = times[0]
    name, time, amount = split_time(body[index].text)
    rest = [(line, _VALUED.match(line.text)) for line in body[index + 2 :]]
    if name or amount or index == 0 or len(rest) < 2 or not all(match for _, match in rest):
        return None
    value = body[index + 1]
    shown = [(body[index].number, time)]
    rows = [_Row([(line.number, line.raw) for line in body[:index]], shown, [(value.number, value.raw)])]
    for line, match in rest:
        if match is not None:
            rows.append(_Row([(line.number, match.group("name"))], [], [(line.number, match.group("value"))]))
    return rows


def _items(parts: Sequence[tuple[int, str]]) -> list[list[tuple[int, str]]]:
    """Return the lines of a cell as the things it lists, each one line or a few that belong together."""
    found: list[list[tuple[int, str]]] = []
    for part in parts:
        if found and _belongs(found[-1], part[1]):
            found[-1].append(part)
        else:
            found.append([part])
    return found or [[]]


def _belongs(item: Sequence[tuple[int, str]], text: str) -> bool:
    """Return whether a line goes on with an item: it was broken after a space, or it can't begin one."""
    before = " ".join(part for _, part in item)
    start = text.lstrip()[:1]
    if start in "(:：" or before.count("(") > before.count(")"):
        return True
    is_new = start in "-·•" or (":" in text and ":" in before and not before.rstrip().endswith(":"))
    return before[-1:].isspace() and not is_new


def _cells(row: _Row, place: int, page: Page, *, merged: int) -> tuple[list[RawCell], int]:
    """Return the cells of a row and how many grid rows it takes: one for each thing its amount lists."""
    where = row.time[0][0] if row.time else row.name[0][0]
    items = _items(row.amount)
    name = page.joiner.cell([text for _, text in row.name])
    cells = [text_cell(place, 0, name, _span(row.name, where), rowspan=len(items))]
    if row.time:
        time = ", ".join(text.rstrip(",") for _, text in row.time)
        cells.append(text_cell(place, 1, time, _span(row.time, where), rowspan=merged or len(items)))
    for offset, item in enumerate(items):
        text = page.joiner.items([part for _, part in item])
        cells.append(text_cell(place + offset, 2, text, _span(item, where)))
    return cells, len(items)


def _span(parts: Sequence[tuple[int, str]], default: int) -> tuple[int, int]:
    numbers = [number for number, _ in parts]
    return (min(numbers), max(numbers)) if numbers else (default, default)
