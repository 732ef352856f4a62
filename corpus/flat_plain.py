"""Tables whose header is one line: `검사명 초 중 고 계` over rows of figures, `구분 역할` over rows of text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from corpus.flat_grid import FlatTable, Page, text_cell, title_cells
from corpus.flat_lines import FlatLine, bullet, width
from corpus.flat_rows import FlatRow, number, read_rows, usual_width
from corpus.grid import RawCell

_STUB = re.compile(
    r"^(?:구분|연도|년도|항목|분야|지역|기관|학년|학교급|분기|유형|영역|과목|부문|종류|대상"
    r"|[가-힣A-Za-z()·]{1,9}(?:명|영역|분야|유형|기관|항목|과목))$"
)
_NOT_HEADER = re.compile(r"[\d:;?!]|[.。]$|(?:다|함|임|음)$")
_SPACED = re.compile(r"(?<![가-힣])([가-힣])\s{2,}([가-힣])(?![가-힣])")
_LETTERS = re.compile(
    r"구 분|비 고|역 할|합 계|총 계|소 계|내 용|소 재 지|사 업 비|사 업 명|기 관 명|주 소|금 액|인 원"
)
_MEASURE = re.compile(r"(?:수|액|률|율|비율|면적|계|합계|금액|예산|인원|정원|현원|실적)(?:\([^)]*\))?$")
_ADDRESS = re.compile(
    r"(?:[가-힣]{2,7}(?:시|도)\s+)?[가-힣]{1,5}(?:구|군|시)\s+(?:[가-힣]{1,5}(?:구|읍|면|동|리)\s+)*"
    r"(?:[가-힣\d]+(?:로|길)[가-힣\d]*\s+)?\d[\d-]*$"
)
_ADDRESS_TITLES = ("소재지", "주소", "위치")
_INLINE = re.compile(r"^(\S+)\s+-\s+(\S.*)$")
_YEAR_TITLE = re.compile(r"^(?:연도|년도)$")
_UNIT_TAIL = re.compile(r"\(([가-힣%]{1,3})\)$")


def squeeze(text: str) -> str:
    """Return the text with letterspaced words closed up: `구  분 소 재 지` is `구분 소재지`."""
    text = re.sub(r"^([가-힣]) ([가-힣])$", r"\1\2", _SPACED.sub(r"\1\2", text))
    return _LETTERS.sub(lambda match: match.group(0).replace(" ", ""), text)


def _header_words(line: FlatLine) -> list[str] | None:
    """Return the words of a line that can be a header, or None."""
    if bullet(line) or line.is_note or line.is_unit or line.is_title or width(line.text) > 64:
        return None
    words = squeeze(line.text).split()
    if not 2 <= len(words) <= 12 or not _STUB.match(words[0]) or any(_NOT_HEADER.search(word) for word in words):
        return None
    return words


def _body(page: Page, start: int, indent: int) -> list[FlatLine]:
    """Return the lines that rows may stand on: up to a heading, a bullet set in further, a page, another header."""
    index = start
    while index < len(page.lines):
        line = page.lines[index]
        is_apart = page.is_boundary(index) or line.is_note or line.is_unit or line.is_author or line.is_title
        is_set_in = bullet(line) is not None and line.indent > indent
        if is_apart or is_set_in or (index > start and line.turns_page) or _header_words(line):
            break
        index += 1
    return list(page.lines[start:index])


def find_figures(page: Page, start: int) -> FlatTable | None:
    """Return the table of figures whose header stands at an index, or None.

    The header's words are put together until they are as many as the figures of a row.
    """
    words = _header_words(page.lines[start])
    if words is None or (len(words) < 5 and _YEAR_TITLE.match(words[0])):
        return None
    body = [line for line in _body(page, start + 1, page.lines[start].indent) if bullet(line) is None]
    most = _most_figures(words)
    size = usual_width(body, most, counted=True)
    titles = _titles(words, size)
    if titles is None:
        return None
    rows, used = read_rows(body, size, page.joiner, least=size, counted=True)
    rows, used = up_to_total(rows, body, used)
    if not is_sound(rows, used, size) or (titles.has_address and not all(_ADDRESS.search(row.label) for row in rows)):
        return None
    head, last = page.lines[start].number, body[used - 1].number
    cells = [*title_cells(titles.all, (head, head)), *_figure_cells(rows, titles)]
    return FlatTable(
        "figures",
        tuple(cells),
        len(rows) + 1,
        len(titles.all),
        1,
        1,
        ((head, last),),
        titles.all,
        unit_text=_own_unit(titles.all, rows),
    )


def _most_figures(words: Sequence[str]) -> int:
    """Return how many figures a row can have; digits at the end of an address are none."""
    if words[1] not in _ADDRESS_TITLES:
        return len(words) - 1
    return sum(1 for word in words[2:] if _MEASURE.search(word))


@dataclass(frozen=True, slots=True)
class _Titles:
    """Column titles; which column is an address between label and figures; whether an empty one ends the row."""

    all: tuple[str, ...]
    has_address: bool
    has_remark: bool


def _titles(words: Sequence[str], size: int) -> _Titles | None:
    """Return the column titles when the words can be put together to the number of figures in a row."""
    if not size:
        return None
    has_address = words[1] in _ADDRESS_TITLES
    rest = list(words[2 if has_address else 1 :])
    has_remark = rest[-1:] == ["비고"] and len(_group(rest, size) or ()) != size
    grouped = _group(rest[:-1] if has_remark else rest, size)
    if grouped is None:
        return None
    address, remark = ([words[1]] if has_address else []), (["비고"] if has_remark else [])
    return _Titles((words[0], *address, *grouped, *remark), has_address, has_remark)


def _group(words: Sequence[str], size: int) -> list[str] | None:
    """Return the words as that many titles: one each, or each ending in a word of measure (수, 액, 률 …)."""
    if len(words) == size:
        return list(words)
    groups: list[list[str]] = [[]]
    for word in words:
        groups[-1].append(word)
        if _MEASURE.search(word):
            groups.append([])
    if not groups[-1]:
        groups.pop()
    return [" ".join(group) for group in groups] if len(groups) == size else None


def up_to_total(rows: list[FlatRow], body: Sequence[FlatLine], used: int) -> tuple[list[FlatRow], int]:
    """Return the rows up to the total, and how many lines they take."""
    for place, row in enumerate(rows):
        if row.is_total:
            return rows[: place + 1], next(at for at, line in enumerate(body) if line.number == row.line) + 1
    return rows, used


def is_sound(rows: Sequence[FlatRow], used: int, size: int) -> bool:
    """Return whether the rows make a table: several of them, or one whose last figure is the sum of the others."""
    if not rows or used > 2 * len(rows) + 1:
        return False
    if len(rows) > 1:
        return True
    values = [number(value) or Decimal(0) for value in rows[0].values]
    return size >= 3 and sum(values[:-1]) == values[-1]


def _figure_cells(rows: Sequence[FlatRow], titles: _Titles) -> list[RawCell]:
    cells: list[RawCell] = []
    for place, row in enumerate(rows, start=1):
        label, address = row.label, None
        match = _ADDRESS.search(label) if titles.has_address else None
        if match:
            label, address = label[: match.start()].strip(), match.group(0)
        texts = [
            squeeze(label),
            *([address or ""] if titles.has_address else []),
            *[value or "" for value in row.values],
        ]
        texts += [""] if titles.has_remark else []
        for column, text in enumerate(texts):
            cells.append(text_cell(place, column, text, row.label_lines if column == 0 else (row.line, row.line)))
    return cells


def _own_unit(titles: Sequence[str], rows: Sequence[FlatRow]) -> tuple[str, str] | None:
    """Return the unit that the label of every row, or the title of the total, has in brackets."""
    for texts in ([row.label for row in rows], [titles[-1]]):
        units = {match.group(1) if (match := _UNIT_TAIL.search(text)) else "" for text in texts}
        if len(units) == 1 and units != {""}:
            return "header", f"(단위: {units.pop()})"
    return None


@dataclass(frozen=True, slots=True)
class _TextRow:
    """A row of a table of text: its label and the things its cell lists."""

    label: list[FlatLine | str]
    label_lines: tuple[int, int]
    items: list[list[FlatLine | str]]
    item_lines: list[tuple[int, int]]


def find_text(page: Page, start: int) -> FlatTable | None:
    """Return the table of label and text whose header stands at an index, or None."""
    words = _header_words(page.lines[start])
    if words is None or len(words) > 4:
        return None
    body = _body(page, start + 1, page.lines[start].indent)
    rows = _listed_rows(body) or _line_rows(body)
    if not rows:
        return None
    head = page.lines[start].number
    last = max(lines[1] for lines in rows[-1].item_lines)
    titles = (words[0], " ".join(words[1:]))
    cells, height = _text_cells(rows, 1, page)
    cells = [*title_cells(titles, (head, head)), *cells]
    return FlatTable("text", tuple(cells), height, 2, 1, 1, ((head, last),), titles)


def resume_text(page: Page, outer: FlatTable, start: int) -> FlatTable | None:
    """Return a table of text with the rows that follow a table nested in it, or None when none follow."""
    if outer.kind != "text" or start >= len(page.lines) or page.lines[start].turns_page:
        return None
    rows = _listed_rows(_body(page, start, page.lines[start].indent))
    if not rows:
        return None
    cells, height = _text_cells(rows, outer.rows, page)
    piece = page.lines[start].number, max(lines[1] for lines in rows[-1].item_lines)
    return replace(outer, cells=(*outer.cells, *cells), rows=height, pieces=(*outer.pieces, piece))


def _line_rows(body: Sequence[FlatLine]) -> list[_TextRow]:
    """Return rows of one line each, `label text`, when all labels are of one kind: years, or words ending alike."""
    taken = [line for line in body if bullet(line) is None]
    words = [line.text.split(None, 1) for line in taken]
    if len(taken) < 2 or len(taken) != len(body) or any(len(parts) < 2 for parts in words):
        return []
    labels = [parts[0] for parts in words]
    alike = {re.sub(r"\(.*\)$", "", label)[-2:] for label in labels}
    if len(alike) > 1 and not all(re.match(r"^['’‘ʼ`]?\d{2,4}년?$", label) for label in labels):
        return []
    return [
        _TextRow([parts[0]], (line.number,) * 2, [[parts[1]]], [(line.number,) * 2])
        for line, parts in zip(taken, words, strict=True)
    ]


def _listed_rows(body: Sequence[FlatLine]) -> list[_TextRow]:
    """Return rows of label lines and the bulleted lines after them; a label may share the line of its first bullet."""
    body = _one_mark(body)
    widest = max((width(line.text) for line in body), default=0)
    rows: list[_TextRow] = []
    pending: list[FlatLine] = []
    for place, line in enumerate(body):
        mark = bullet(line)
        inline = _INLINE.match(line.text) if mark is None else None
        if inline and not pending:
            rows.append(_TextRow([inline.group(1)], (line.number,) * 2, [], []))
            _add_item(rows[-1], inline.group(2), line)
        elif mark is not None and (pending or rows):
            if pending:
                rows.append(_TextRow([*pending], (pending[0].number, pending[-1].number), [], []))
                pending = []
            _add_item(rows[-1], mark[2] + line.raw[len(line.raw.rstrip()) :], line)
        elif rows and not pending and _wraps(body, place, widest):
            rows[-1].items[-1].append(line)
            rows[-1].item_lines[-1] = (rows[-1].item_lines[-1][0], line.number)
        elif mark is None:
            pending.append(line)
        else:
            return []
    is_label = all(width(part if isinstance(part, str) else part.text) <= 32 for row in rows for part in row.label)
    return rows if is_label and all(len(row.label) <= 4 for row in rows) and not pending else []


def _one_mark(body: Sequence[FlatLine]) -> Sequence[FlatLine]:
    """Return the lines up to a bullet of another kind, which belongs to a table around this one with its label."""
    first = None
    for place, line in enumerate(body):
        mark = _mark(line)
        if first and mark and mark != first:
            last = max(before for before in range(place) if _mark(body[before]))
            return body[: last + 1]
        first = first or mark
    return body


def _mark(line: FlatLine) -> str:
    """Return the bullet a line begins with or has after its label, or nothing."""
    mark = bullet(line)
    return mark[0] if mark else "-" if _INLINE.match(line.text) else ""


def _add_item(row: _TextRow, text: str, line: FlatLine) -> None:
    row.items.append([text])
    row.item_lines.append((line.number, line.number))


def _wraps(body: Sequence[FlatLine], place: int, widest: int) -> bool:
    """Return whether a plain line after a bullet is its second line: the first was full and no bullet follows."""
    if width(body[place - 1].text) < 0.85 * widest or place + 1 >= len(body):
        return False
    following = body[place + 1]
    return bullet(following) is None and following.text[:1] not in "(☎"


def _text_cells(rows: Sequence[_TextRow], place: int, page: Page) -> tuple[list[RawCell], int]:
    """Return the cells, one grid row for each thing listed, and the row after the last."""
    cells: list[RawCell] = []
    for row in rows:
        cells.append(text_cell(place, 0, page.joiner.cell(row.label), row.label_lines, rowspan=len(row.items)))
        for item, lines in zip(row.items, row.item_lines, strict=True):
            cells.append(text_cell(place, 1, page.joiner.prose(item), lines))
            place += 1
    return cells, place
