"""Which rows are header, which columns are labels; merged headers and labels filled. Pure functions on text grids."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from corpus.amounts import find_amounts
from corpus.bare import stated_number
from corpus.label_paths import Rows, fill_labels
from corpus.periods import find_periods
from corpus.text import search_text, squash
from corpus.total_names import is_total

_NUMBER_LABEL = re.compile(r"^(?:연번|순번|(?:과제|사업|안건|관리|일련|의안)?번호|순|no\.?|차수|연도|학년도)$", re.I)
_PERIOD_HEADER = re.compile(
    r"^(?:'?\d{2,4}년?도?\.?(?:\s*\d{1,2}\.?)?(?:\s*~\s*\d{0,4}\.?)*|[1-4]\s*/\s*4|\d{1,2}월?|[1-4]분기|상반기|하반기)(?:\s*\(.*\))?$"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_YEAR_LED = re.compile(r"(?:19|20)\d\d(?:년도?)?\s+(?P<rest>[^\s~.\-].*)")
"""A year with words behind it (`2025 계획인원`, `2025년 1회 추경`): it heads a column."""
_DECIMAL = re.compile(r"\d{1,3}\.\d{1,2}$")
_NO_YEAR = re.compile(r"(?!(?:19|20)\d\d$)\d+")
_CLOCK = re.compile(r"\d{1,2}:\d{2}")
_VALUE_HEADER = re.compile(r"목표|실적|예산|금액|액$|합계|^계$|물량|면적|시기|일정|기간")
"""Column heads that announce values, however wordy the cells."""
_STEP = re.compile(r"(\d{1,2})([가-힣]{1,3}?)(?:이상|이하|미만|초과)?$")
_SHORT = 24
_NAME = re.compile(r"[가-힣]|[A-Za-z]{2}")
_NAME_LENGTH = 40
_HEAD_WORD = re.compile(
    r"^(?:구분|연번|순번|순|번호|단위|비고|합계|계|소계|성명|소속|직위|직급|차수|기타)$|"
    r"(?:명|명칭|내용|분야|항목|사항|일시|일자|일정|시기|기간|시간|대상|목표|실적|예산|금액|부서|기관|안건|이유|사업|연도|종류|장소|방법|과정|지표|개수|인원|제도|근거|역할)$"
)
"""Words that head columns in any report."""
_LABEL_HEADER = re.compile(r"구분|재원|지표|단위|유형|분류|계정|과목|항목|종류|대상$")
"""Heads of further label columns, even where the first column names every row."""
_BEFORE_NAME = re.compile(r"(?:부서|소관|기관|분야|구분|지역|위치|읍·?면·?동|시·?군)명?$")
"""Heads of columns that say whose the thing named behind them is."""
MOST_BEFORE_NAME = 4
"""Columns within which the names of a numbered list stand."""
_NAME_HEADER = re.compile(
    r"(?:사업|과제|안건|기관|학교|단체|행사|시설|제도|업무|대회|검사|연구)명$|^명칭$|연구과제$|(?:개선|추진|세부|주요)과제$"
    r"|(?:지적|확인|건의|처리요구)사항$"
)


def is_value(text: str) -> bool:
    """Tell whether a cell states a value: an amount, a dash, a mark for nothing; years and quarters don't count."""
    body = search_text(text).strip()
    if body in ("-", "–", "재배정"):
        return True
    if _YEAR.fullmatch(body):
        return False
    if re.fullmatch(r"[\d,]+(?:\.\d+)?(?:\s*\([\d,.]+\))?", body):
        return True
    if not body or is_period(body):
        return False
    if (led := _YEAR_LED.match(body)) and stated_number(led["rest"]) is None:
        return False
    if stated_number(body) is not None:
        return True
    amounts = find_amounts(body)
    return bool(amounts) and len(body) < 40


def is_period(text: str) -> bool:
    """Tell whether a text is only a year, a half-year, a quarter or a month: a column head, not a value."""
    body = search_text(text).strip()
    if _PERIOD_HEADER.match(body):
        return True
    periods = find_periods(body)
    return len(periods) == 1 and len(squash(periods[0].text)) >= len(squash(body)) - 2


def header_count(rows: Rows) -> int:
    """Return how many leading rows are header rows: 0 to 3."""
    if len(rows) < 2:
        return 0
    first = rows[0]
    if not any(cell.strip() for cell in first):
        return 0
    values = any(is_value(_outside_brackets(cell)) and not is_period(cell) for cell in first if cell.strip())
    if values and not _steps_up(first):
        return 0
    if _looks_like_form(rows):
        return 0
    if len(rows) > 2 and _are_years_below(first, rows[1]):
        return 2
    if len(rows) < 3 or not is_second_header(first, rows[1]):
        return 1
    third = len(rows) > 3 and not rows[2][0].strip() and is_second_header(rows[1], rows[2])
    return 3 if third else 2


def _are_years_below(first: Sequence[str], second: Sequence[str]) -> bool:
    """Tell a second row of years alone, one below each of several heads (`1차년도` over `2026`), its label blank."""
    cells = [cell.strip() for cell in second if cell.strip()]
    below = all(above.strip() for above, cell in zip(first, second, strict=True) if cell.strip())
    return below and not second[0].strip() and len(cells) > 1 and all(map(_YEAR.fullmatch, cells))


def _outside_brackets(cell: str) -> str:
    """Return a cell without what its brackets add (`본인부담(중위 150% 초과)`), where words stand before them."""
    return re.sub(r"(?<=[가-힣])\s*\([^()]*\)\s*$", "", cell)


def _looks_like_form(rows: Rows) -> bool:
    """Tell a table of labels and texts without a header: long text beside a short label from the first row on."""
    first = rows[0]
    filled = [cell for cell in first if cell.strip()]
    if len(filled) < 2 and len(first) > 1:
        return True
    if len(filled) > 1 and max(len(cell) for cell in filled[1:]) > 30:
        return True
    if any("☎" in cell for cell in filled):
        return True
    heads_numbers = len(first) == 2 and all(is_value(row[1]) for row in rows[1:])  # `학교 | 학생 수` over counts
    if heads_numbers or names_columns(first):
        return False
    return len(first) == 2 and all(0 < len(row[0].strip()) <= 12 for row in rows)


def names_columns(row: Sequence[str]) -> bool:
    """Tell whether a cell of a row is a word that heads columns (`구분`, `내용`, `사업명`, a year)."""
    return any(_HEAD_WORD.search(squash(search_text(cell))) or is_period(cell) for cell in row if cell.strip())


def is_second_header(first: Sequence[str], second: Sequence[str]) -> bool:
    """Tell whether the second row goes on the header of the first: short words under its empty or spanning fields."""
    empty = [column for column in range(1, len(first)) if not first[column].strip()]
    if not empty:
        return False
    cells = [cell for cell in second if cell.strip()]
    if any((is_value(cell) and not is_period(cell)) or _CLOCK.search(cell) or len(cell) > _SHORT for cell in cells):
        return False
    if any(_DECIMAL.match(below.strip()) and is_period(above) for above, below in zip(first, second, strict=True)):
        return False  # `84.1` under a year is a value, no year and month
    numbers = [above for above, below in zip(first, second, strict=True) if _NO_YEAR.fullmatch(below.strip())]
    if numbers and all(above.strip() and is_period(above) for above in numbers):
        return False  # so is `88` under each year; months stand several under one
    filled = sum(1 for column in empty if second[column].strip())
    full = bool(second[0].strip())
    if not filled or not full:
        return filled > 0
    if second[0].strip().isdigit() or sum(len(squash(cell)) for cell in cells) < 1.5 * len(cells):
        return False  # a row of the body: a number, or words splintered into syllables
    under_parents = sum(1 for column in range(len(first)) if first[column].strip() and second[column].strip())
    return filled >= len(empty) * 0.5 and (filled == len(empty) or under_parents >= 2)


def label_count(rows: Rows, header_rows: int) -> int:
    """Return how many leading columns are labels (the stub)."""
    body = rows[header_rows:]
    width = len(rows[0])
    if not body or width < 2:
        return 0
    if header_rows == 0:
        return 1
    headers = [" ".join(row[column] for row in rows[:header_rows] if row[column].strip()) for column in range(width)]
    named = 0
    if header_rows == 2 and rows[0][0].strip() and not rows[0][1].strip() and rows[1][0].strip():
        named = _named_group(body, next((at for at in range(1, width) if rows[0][at].strip()), width))
        if named == 0:
            return 0  # the first column stands under a group header as values do
    if sum(len(row[0]) for row in body) > 40 * len(body):
        return 0
    count = max(named, _stub_width(body, headers))
    if count == 0:
        if is_period(headers[0]) and len(body) == 1:
            return 0
        return 0 if _has_values(body, 0) and is_value(body[0][0]) and not _worded(body[0][0]) else 1
    second = squash(search_text(headers[1]))
    blank = any(not row[0].strip() for row in body)
    if count == 1 and width >= 3 and blank and not _has_values(body, 1) and not _VALUE_HEADER.search(second):
        return 2 if _is_short(body, 1) and _is_filled(body, 2) else 1
    return min(count, width - 1)


def _named_group(body: Rows, width: int) -> int:
    """Return how many of the first columns, `width` of them under one group header, name the rows; 0 for values.

    Names are short words that tell rows apart; an empty one goes on from above, and amounts stand behind them.
    """
    count = 0
    while count < width and _names_rows(body, count):
        count += 1
    if (
        count == 0
        or count == len(body[0])
        or not any(cell.strip() for cell in body[0][:count])
        or not _has_values(body, count)
    ):
        return 0
    paths = fill_labels(body, 0, count)
    named = [path for row, path in zip(body, paths, strict=True) if any(cell.strip() for cell in row[:count])]
    return count if len(set(named)) * 2 >= len(named) else 0


def _names_rows(body: Rows, column: int) -> bool:
    """Tell whether a column holds nothing but short names: words, no amount, mark, date or long text.

    Behind the first column a half-year names a row as well (`상반기`).
    """
    cells = [search_text(row[column]).strip() for row in body if row[column].strip()]
    return bool(cells) and all(
        _NAME.search(cell)
        and len(cell) <= _NAME_LENGTH
        and stated_number(cell) is None
        and not (is_period(cell) and (column == 0 or re.search(r"\d", cell)))
        for cell in cells
    )


def _stub_width(body: Rows, headers: Sequence[str]) -> int:
    """Return how many columns from the left hold words that name rows, before the first column of values."""
    count = 0
    for column in range(len(headers) - 1):
        header = squash(search_text(headers[column]))
        cells = [row[column] for row in body if row[column].strip()]
        if header and is_period(headers[column]):
            break
        if column > 0 and (_VALUE_HEADER.search(header) or not _is_short(body, column)):
            break
        if column == 0 and _NUMBER_LABEL.match(header):
            return max(_up_to_name(headers), 2 if _names_numbered(body) else 1)
        steps = column == 0 and _counts_up(cells)
        if cells and not steps and sum(is_value(cell) and not _worded(cell) for cell in cells) >= len(cells) * 0.5:
            break
        if column > 0 and not _has_values(body, column + 1) and not _is_marked_label(header):
            break
        own_name = _LABEL_HEADER.search(header) or _NAME_HEADER.search(header)
        if column > 0 and not own_name and _names_each_row(body, column):
            break
        if not cells:
            break
        count = column + 1
    return count


def _up_to_name(headers: Sequence[str]) -> int:
    """Return how many columns lead to the one that names the things of a numbered list (`부서 | 사업명`), or 0."""
    heads = [squash(search_text(header)) for header in headers[:MOST_BEFORE_NAME]]
    named = next((column for column, head in enumerate(heads) if _NAME_HEADER.search(head)), 0)
    before = heads[1:named]
    return named + 1 if named and named < len(headers) - 1 and all(_BEFORE_NAME.search(head) for head in before) else 0


def _names_numbered(body: Rows) -> bool:
    """Tell whether the second column gives each numbered row a short name of its own, and a value follows it."""
    names = [row[1].strip() for row in body]
    short = all(re.search(r"[가-힣]{2}", name) and len(name) <= _SHORT and not is_value(name) for name in names)
    return (
        len(body) > 1
        and short
        and len(set(names)) == len(names)
        and any(all(is_value(row[column]) for row in body) for column in range(2, len(body[0])))
    )


def _counts_up(cells: Sequence[str]) -> bool:
    """Tell whether a column counts its rows up by a word (`1인`, `2인`, `3인 이상`): steps, not values."""
    found = [_STEP.match(squash(search_text(cell))) for cell in cells]
    steps = [(int(step.group(1)), step.group(2)) for step in found if step]
    return 2 < len(steps) == len(cells) and all(
        (number + 1, word) == after for (number, word), after in pairwise(steps)
    )


def _steps_up(row: Sequence[str]) -> bool:
    """Tell a row of heads that step up by one measure (`30대 이하`, `40대`, `50대`), between a label and totals."""
    cells = [squash(search_text(cell)) for cell in row[1:] if cell.strip() and not is_total(squash(cell))]
    found = [_STEP.match(cell) for cell in cells]
    steps = [int(step.group(1)) for step in found if step]
    words = {step.group(2) for step in found if step}
    gaps = {after - number for number, after in pairwise(steps)}
    return (
        2 < len(steps) == len(cells) and len(words) == 1 and len(gaps) == 1 and gaps.pop() > 0 and not is_value(row[0])
    )


def _names_each_row(body: Rows, count: int) -> bool:
    """Tell whether the first columns already give every row a name of its own: nothing spans, nothing repeats."""
    names = [tuple(row[:count]) for row in body]
    return len(body) > 1 and all(name[-1].strip() for name in names) and len(set(names)) == len(names)


def _worded(cell: str) -> bool:
    """Tell a cell that names something and only mentions amounts in brackets (`소요예산 (3개 전략 11개 과제)`)."""
    return bool(re.match(r"[가-힣]{2,}[^\d]*\(", search_text(cell).strip()))


def _is_short(body: Rows, column: int) -> bool:
    """Tell whether a column's cells are short enough to name rows."""
    cells = [row[column] for row in body if row[column].strip()]
    return not cells or sum(len(cell) for cell in cells) / len(cells) <= 60


def _is_filled(body: Rows, column: int) -> bool:
    """Tell whether most rows have something in a column."""
    return sum(1 for row in body if row[column].strip()) >= len(body) * 0.6


def _is_marked_label(header: str) -> bool:
    return header in ("재원구분", "재원")


def _has_values(body: Rows, first: int) -> bool:
    """Tell whether a column from `first` on holds mostly values."""
    for column in range(first, len(body[0])):
        cells = [row[column] for row in body if row[column].strip()]
        if cells and sum(1 for cell in cells if is_value(cell)) >= len(cells) * 0.5:
            return True
    return False


def text_row(row: Sequence[str]) -> bool:
    """Tell a row of a short label and one long text under a table of marks and amounts (`공약내용 | … | ① …`)."""
    filled = [column for column, cell in enumerate(row) if cell.strip()]
    label = row[0].strip()
    return (
        len(filled) == 2
        and filled[0] == 0
        and 2 <= len(label) <= 12
        and len(row[filled[1]]) > 12
        and not is_value(label)
    )
