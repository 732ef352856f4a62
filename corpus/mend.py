"""What exports and character recognition do to a table, undone in stages; every change is recorded in `repairs`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from corpus.bare import stated_number
from corpus.headers import is_value
from corpus.runs import Field, Run, Stage, mended
from corpus.text import search_text, squash
from corpus.total_names import is_total

_DASHES = re.compile(r"^:?-{2,}:?$")
_TWO_NUMBERS = re.compile(r"^([△▲-]?\d{1,3}(?:,\d{3})+|\d+)\s+([△▲-]?\d{1,3}(?:,\d{3})+|\d+)$")
_LETTERS = "가나다라마바사아자차카타파하"
_LETTERED = re.compile(rf"(?:^|\s)([{_LETTERS}])\.\s")
_OPEN_END = re.compile(r"(?:,|\s(?:및|또는))$")
_BULLETED = re.compile(r"^[▶►▸]\s*\S")
_DITTO = re.compile(r"(?:\"|\"\"|상동|위와같음)$")
"""What stands for the field above; every ditto mark is read as a straight quotation mark."""
_GARBAGE_LENGTH = 60
_LEAST_RUN_ON = 4
"""Letters of the fields of a row written together before them."""
_LIST_ROWS = 20


def drop_rules(run: Run) -> Run:
    """Drop rows of dashes; one right below the first row is Markdown's own divider and no repair."""
    rules = [index for index, row in enumerate(run.rows) if _is_rule(row)]
    if not rules or len(rules) == len(run.rows):
        return run
    keep = [row for index, row in enumerate(run.rows) if index not in rules]
    return mended(run, keep) if rules == [1] else mended(run, keep, "줄표만 있는 행을 뺌")


def _is_rule(row: Sequence[Field]) -> bool:
    filled = [squash(field.text) for field in row if not field.is_empty]
    return bool(filled) and all(_DASHES.match(text) for text in filled) and any(len(text) > 2 for text in filled)


def drop_spilled_field(run: Run) -> Run:
    """Drop a first field that holds the text of the rows below it: a slip of table recognition.

    The other fields must be short, and the first field's text must name what stands in later rows; or each begins with
    the other fields of its own row run together, or is how they begin.
    """
    if run.width < 4 or len(run.rows) < 4:
        return run
    first = [squash(row[0].text) for row in run.rows]
    behind = ["".join(squash(field.text) for field in row[1:]) for row in run.rows]
    if all(
        len(text) >= _LEAST_RUN_ON and (text.startswith(row) or row.startswith(text))
        for text, row in zip(first, behind, strict=True)
    ):
        return mended(run, [row[1:] for row in run.rows], "같은 행의 다른 칸이 이어 적힌 첫 칸을 뺌")
    others = [len(field.text) for row in run.rows for field in row[1:] if not field.is_empty]
    long = [text for text in first if len(text) > _GARBAGE_LENGTH]
    if len(long) < len(first) * 0.5 or not others or sum(others) / len(others) > _GARBAGE_LENGTH / 4:
        return run
    last = [squash(row[-1].text) for row in run.rows[1:] if len(squash(row[-1].text)) > 2]
    echoed = sum(1 for text in last if any(text in other for other in long))
    if echoed < len(last) * 0.3:
        return run
    return mended(run, [row[1:] for row in run.rows], "다른 행의 글이 섞인 첫 칸을 뺌")


def spread_groups(run: Run) -> Run:
    """Move the names of a squeezed group header over the columns they head, where the row below repeats itself.

    `구분 | 합계 | 본청 | | ` over ` | 정원 | 현원 | 정원 | 현원`: each name heads one round of the lower row.
    """
    if len(run.rows) < 3:
        return run
    upper, lower = run.rows[0], run.rows[1]
    names = [field for field in upper[1:] if not field.is_empty]
    below = [squash(field.text) for field in lower[1:]]
    rounds, rest = divmod(len(below), len(names)) if names else (0, 1)
    if rest or rounds < 2 or len(names) < 2 or not all(below) or not lower[0].is_empty:
        return run
    squeezed = all(not field.is_empty for field in upper[: len(names) + 1])
    repeated = all(text == below[index % rounds] for index, text in enumerate(below))
    if not squeezed or not repeated or len(set(below)) != rounds or any(is_value(text) for text in below):
        return run
    blank = Field("", upper[0].lines)
    spread = [upper[0], *(names[index // rounds] if index % rounds == 0 else blank for index in range(len(below)))]
    return mended(run, [spread, *run.rows[1:]], f"왼쪽으로 몰린 머리행을 아래 행에 맞춰 벌림({run.line(0)}행)")


def fill_dittos(run: Run) -> Run:
    """Write what stands above into fields that only say `the same` (`〃`, `상동`)."""
    rows = [list(row) for row in run.rows]
    filled = []
    for index in range(1, len(rows)):
        for column, field in enumerate(rows[index]):
            above = rows[index - 1][column]
            told = len(squash(above.text)) > 1 and not _is_rule([above])  # one syllable is a splinter
            if told and _DITTO.match(squash(search_text(field.text))):
                rows[index][column] = Field(above.text, field.lines)
                filled.append(run.line(index))
    if not filled:
        return run
    numbers = ", ".join(f"{number}행" for number in dict.fromkeys(filled))
    return mended(run, rows, f"‘〃’ 칸에 위 칸의 글을 적음({numbers})")


def drop_padding(run: Run) -> Run:
    """Drop columns at the right that no row fills: the exporter pads short rows."""
    width = max((column + 1 for row in run.rows for column, field in enumerate(row) if not field.is_empty), default=1)
    return run if width == run.width else replace(run, rows=tuple(row[:width] for row in run.rows))


def mend_shift(run: Run) -> Run:
    """Move rows right by one whose label lost a field: they end in one more empty field than the full rows.

    The full rows have two label fields. The move is kept only when a total proves it: in a moved row the numbers must
    be the sums of the full rows' numbers, column by column.
    """
    if len(run.rows) < 4 or run.width < 5:
        return run
    full = [index for index, row in enumerate(run.rows) if not row[-1].is_empty]
    short = [index for index, row in enumerate(run.rows) if row[-1].is_empty and sum(not f.is_empty for f in row) >= 3]
    if not full or not short or len(full) + len(short) != len(run.rows) or short != list(range(len(short))):
        return run
    if any(is_value(run.rows[index][1].text) for index in full):
        return run
    rows = [list(row) for row in run.rows]
    for index in short:
        rows[index] = _moved(rows[index])
    sums = [index for index in short if any(is_value(field.text) for field in rows[index])]
    if not sums or not all(_is_sum(rows[index], [rows[other] for other in full]) for index in sums):
        return run
    numbers = ", ".join(f"{run.line(index)}행" for index in short)
    return mended(run, rows, f"한 칸씩 밀린 행을 바로잡음({numbers}): 옮기면 합계가 맞음")


def _moved(row: Sequence[Field]) -> list[Field]:
    """Return a row with an empty field put in behind its label; header rows without label move as a whole."""
    blank = Field("", row[0].lines)
    return [row[0], blank, *row[1:-1]]


def _is_sum(total: Sequence[Field], parts: Sequence[Sequence[Field]]) -> bool:
    """Tell whether most numbers of a row are the sums of the rows below, and at least three of them."""
    right = wrong = 0
    for column in range(1, len(total)):
        whole = _number(total[column].text)
        values = [_number(part[column].text) for part in parts]
        if whole is None or any(value is None for value in values):
            continue
        found = sum((value for value in values if value is not None), Decimal(0))
        right, wrong = (right + 1, wrong) if found == whole else (right, wrong + 1)
    return right >= 3 and right >= 4 * wrong


def _number(text: str) -> Decimal | None:
    """Return the first number of a cell (`30,256 (32,341)` is 30256), or None."""
    match = re.match(r"\s*([△▲-]?[\d,]+(?:\.\d+)?)(?:\s*\([\d,.]+\))?\s*$", search_text(text))
    return stated_number(match.group(1)) if match else None


def split_double_values(run: Run) -> Run:
    """Give the second of two numbers in one field to the row below, whose own field is empty: a cut between lines."""
    rows = [list(row) for row in run.rows]
    repairs = []
    for index in range(len(rows) - 1):
        for column, field in enumerate(rows[index]):
            match = _TWO_NUMBERS.match(search_text(field.text).strip())
            below = rows[index + 1]
            if match is None or not below[column].is_empty or any(is_value(other.text) for other in below):
                continue
            rows[index][column] = Field(match.group(1), field.lines)
            below[column] = Field(match.group(2), field.lines)
            repairs.append(f"한 칸에 붙은 두 값을 아래 행과 나눔({field.lines[0]}행)")
    return mended(run, rows, *repairs) if repairs else run


def mend_cut_items(run: Run) -> Run:
    """Move the head of a lettered list back to the row above: a page cut put the end of one cell into the next.

    The row above ends its list with 마., this one begins with 바. and then starts again with 가.
    """
    rows = [list(row) for row in run.rows]
    repairs = []
    for index in range(1, len(rows)):
        for column, field in enumerate(rows[index]):
            above = rows[index - 1][column]
            cut = _continues_list(above.text, field.text)
            if cut:
                head, tail = field.text[:cut].strip(), field.text[cut:].strip()
                rows[index - 1][column] = Field(f"{above.text} {head}", (above.lines[0], field.lines[1]))
                rows[index][column] = Field(tail, field.lines)
                repairs.append(f"쪽이 나뉘며 아래 행에 붙은 글을 되돌림({field.lines[0]}행)")
    return mended(run, rows, *repairs) if repairs else run


def _continues_list(above: str, text: str) -> int:
    """Return where a lettered list starts again inside a cell that goes on the list of the cell above, else 0."""
    letters = list(_LETTERED.finditer(text))
    before = _LETTERED.findall(above)
    if not before or not letters or letters[0].start() > 0 or before[0] != "가":
        return 0
    if _LETTERS.index(letters[0].group(1)) != _LETTERS.index(before[-1]) + 1:
        return 0
    return next((match.start() for match in letters[1:] if match.group(1) == "가"), 0)


def join_fragments(run: Run) -> Run:
    """Join rows that are printed lines of one row.

    A row goes on the row above when its label is only a bracket or its cells are only remarks (`※`), or when a text
    cell above stops in mid-list (`…,` or `… 및`) in a table of label and text.
    """
    rows: list[list[Field]] = []
    repairs = []
    for row in run.rows:
        if rows and len(rows) > 1 and _goes_on(rows[-1], row):
            rows[-1] = [_joined(above, field) for above, field in zip(rows[-1], row, strict=True)]
            repairs.append(f"여러 줄로 나뉜 한 행을 이음({row[0].lines[0]}행)")
        else:
            rows.append(list(row))
    return mended(run, rows, *repairs) if repairs else run


def _goes_on(above: Sequence[Field], row: Sequence[Field]) -> bool:
    label, cells = row[0].text.strip(), [field.text.strip() for field in row[1:] if not field.is_empty]
    if not label or not cells or above[0].is_empty or any(is_value(cell) for cell in cells):
        return False
    if re.fullmatch(r"\(.*\)", label) and "(" not in above[0].text:
        return True
    if len(label) <= 6 and all(cell.startswith("※") for cell in cells):
        return True
    return len(row) == 2 and bool(_OPEN_END.search(above[1].text)) and len(label) <= 12


def _joined(above: Field, field: Field) -> Field:
    text = " ".join(part for part in (above.text.strip(), field.text.strip()) if part)
    return Field(text, (above.lines[0], field.lines[1])) if not field.is_empty else above


def fill_long_list(run: Run) -> Run:
    """Fill a lost field of a long sorted list where the rows above and below agree; recorded line by line."""
    if len(run.rows) < _LIST_ROWS:
        return run
    rows = [list(row) for row in run.rows]
    repairs = []
    for column in range(1, run.width):
        texts = {squash(row[column].text) for row in rows[1:]}
        if len(texts) > len(rows) * 0.2:
            continue
        for index in range(2, len(rows) - 1):
            before, field, after = (rows[at][column] for at in (index - 1, index, index + 1))
            if field.is_empty and not before.is_empty and squash(before.text) == squash(after.text):
                rows[index][column] = Field(before.text, field.lines)
                repairs.append(f"빈 칸을 위아래 값으로 채움({field.lines[0]}행)")
    return mended(run, rows, *repairs) if repairs else run


def spread_totals(run: Run) -> Run:
    """Repeat a total that spans the row below it: there the field is empty and the row's numbers add up to it."""
    rows = [list(row) for row in run.rows]
    repairs = []
    for index, column in _spanning_totals(rows):
        rows[index][column] = rows[index - 1][column]
        repairs.append(f"두 행에 걸친 합계를 아래 행에도 적음({run.line(index)}행)")
    return mended(run, rows, *repairs) if repairs else run


def _spanning_totals(rows: Sequence[Sequence[Field]]) -> Iterator[tuple[int, int]]:
    for column in range(1, len(rows[0])):
        if not is_total(rows[0][column].text):
            continue
        for index in range(2, len(rows)):
            whole = _number(rows[index - 1][column].text)
            others = [_number(field.text) for at, field in enumerate(rows[index]) if at not in (0, column)]
            values = [value for value in others if value is not None]
            if whole is not None and rows[index][column].is_empty and len(values) > 1 and sum(values) == whole:
                yield index, column


def pull_labels(run: Run) -> Run:
    """Move a bulleted label left by one where other rows have theirs and its own row has nothing."""
    rows = [list(row) for row in run.rows]
    repairs = []
    for column in range(2, run.width):
        at_home = sum(1 for row in rows[1:] if _BULLETED.match(row[column - 1].text))
        for index in range(1, len(rows)):
            field, left = rows[index][column], rows[index][column - 1]
            if at_home >= 2 and left.is_empty and _BULLETED.match(field.text):
                rows[index][column - 1], rows[index][column] = field, left
                repairs.append(f"한 칸 밀린 이름을 바로잡음({field.lines[0]}행)")
    return mended(run, rows, *repairs) if repairs else run


def name_lost_heads(run: Run) -> Run:
    """Name two number columns without heads of their own when they prove to be before and after of a 증가액 column."""
    heads = run.rows[0]
    change = next(
        (at for at, field in enumerate(heads) if re.search(r"증\s*(?:가액|감액?)$", field.text.strip())), None
    )
    if change is None or change < 2 or not heads[change - 1].is_empty or len(run.rows) < 3:
        return run
    proofs = 0
    for row in run.rows[1:]:
        after, before, more = (_number(row[at].text) for at in (change - 2, change - 1, change))
        if after is not None and before is not None and more is not None:
            proofs += 1 if after - before == more else -1
    if proofs < 2:
        return run
    named = list(heads)
    named[change - 2] = Field("변경 후", heads[0].lines)
    named[change - 1] = Field("변경 전", heads[0].lines)
    why = f"머리글이 사라진 두 열을 뺄셈으로 밝힘: 변경 후 - 변경 전 = {heads[change].text.strip()}"
    return mended(run, [named, *run.rows[1:]], why)


CLEANING: tuple[tuple[str, Stage], ...] = (
    ("drop_rules", drop_rules),
    ("drop_spilled_field", drop_spilled_field),
)
"""Stages before runs are cut and joined."""

MENDING: tuple[tuple[str, Stage], ...] = (
    ("drop_padding", drop_padding),
    ("fill_dittos", fill_dittos),
    ("spread_groups", spread_groups),
    ("mend_shift", mend_shift),
    ("split_double_values", split_double_values),
    ("mend_cut_items", mend_cut_items),
    ("join_fragments", join_fragments),
    ("pull_labels", pull_labels),
    ("fill_long_list", fill_long_list),
    ("spread_totals", spread_totals),
    ("name_lost_heads", name_lost_heads),
)
"""Stages after runs are cut and joined, in this order."""
