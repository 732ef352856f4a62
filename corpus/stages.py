"""Each stage of reading a table, to be looked at: fields as printed, what each stage changed, paths, checks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus.document import Cell, Document, Table
from corpus.markdown import as_tabs
from corpus.mend import CLEANING, MENDING
from corpus.page_marks import without_page_marks
from corpus.runs import Run, Stage, raw_runs
from corpus.tabbed import cut_glued, join_pages, vote_on_layouts
from corpus.unstacked import unstacked
from corpus.wide_gaps import closed_figures

_CELL_LENGTH = 24
_ROWS = 40
_NAMES = {
    "cut": "붙은 표 나누기",
    "join": "쪽에 걸친 표 잇기",
    "vote": "밀린 머리행 맞추기",
    "drop_rules": "줄표 행 빼기",
    "drop_spilled_field": "넘친 첫 칸 빼기",
    "drop_padding": "빈 오른쪽 칸 빼기",
    "mend_shift": "밀린 행 바로잡기",
    "split_double_values": "붙은 두 값 나누기",
    "fill_dittos": "같음표 채우기",
    "spread_groups": "몰린 머리행 벌리기",
    "mend_cut_items": "잘린 목록 되돌리기",
    "join_fragments": "나뉜 행 잇기",
    "pull_labels": "밀린 이름 바로잡기",
    "fill_long_list": "긴 목록의 빈 칸 채우기",
    "spread_totals": "걸친 합계 적기",
    "name_lost_heads": "사라진 머리글 밝히기",
}

Traced = tuple[str, tuple[Run, ...]]
"""A stage's name and the tables it changed, after the change."""


def trace(lines: Sequence[str]) -> tuple[Traced, ...]:
    """Return the tables of a text export after every stage, only those a stage changed; the first entry holds all."""
    lines = without_page_marks(closed_figures(lines))
    plain, places = unstacked(lines)
    current = raw_runs(as_tabs(plain), places)
    found: list[Traced] = [("raw", tuple(current))]
    for name, stage in CLEANING:
        current = _each(current, name, stage, found)
    cut = [part for run in current for part in cut_glued(run)]
    found.append(("cut", tuple(run for run in cut if run not in current)))
    joined = join_pages(cut, lines)
    found.append(("join", tuple(run for run in joined if run not in cut)))
    voted = vote_on_layouts(joined)
    found.append(("vote", tuple(run for run in voted if run not in joined)))
    current = voted
    for name, stage in MENDING:
        current = _each(current, name, stage, found)
    return tuple(entry for entry in found if entry[1])


def _each(runs: Sequence[Run], name: str, stage: Stage, found: list[Traced]) -> list[Run]:
    after = [stage(run) for run in runs]
    found.append((name, tuple(new for old, new in zip(runs, after, strict=True) if new != old)))
    return after


def show_stages(document: Document) -> str:
    """Return, as text for a screen, how every table of a document came about; Korean."""
    traced = trace(document.lines) if document.lines else ()
    return "\n\n".join("\n".join(_table_stages(table, traced)) for table in document.tables)


def _table_stages(table: Table, traced: Sequence[Traced]) -> Iterator[str]:
    lines = table.location.lines
    place = f"{lines[0]}~{lines[1]}행" if lines else f"{table.location.page}쪽"
    yield f"■ {table.caption or '(제목 없음)'} [{place}]"
    for name, runs in traced:
        for run in runs:
            if lines and run.span[0] >= lines[0] and run.span[1] <= lines[1]:
                yield f"  ▷ {_NAMES.get(name, '인쇄된 칸')}"
                yield from (f"    {line}" for line in _grid(run))
    yield f"  ▷ 읽은 결과: 머리행 {table.header_rows}, 이름 열 {table.label_columns}, 단위 {table.unit or '칸마다'}"
    yield from (f"    {line}" for line in _cells(table))
    for check in table.checks:
        yield f"  {'○' if check.passed else '×' if check.passed is False else '–'} {check.message}"


def _grid(run: Run) -> Iterator[str]:
    for index, row in enumerate(run.rows[:_ROWS]):
        yield f"{run.line(index):>5} │ " + " │ ".join(_short(field.text) for field in row)
    if len(run.rows) > _ROWS:
        yield f"      … 나머지 {len(run.rows) - _ROWS}행"


def _cells(table: Table) -> Iterator[str]:
    stated = [cell for cell in table.cells if not cell.is_header and cell.text]
    for cell in stated[: _ROWS * 5]:
        path = " × ".join(part for part in (" > ".join(cell.row_path), " > ".join(cell.column_path)) if part)
        yield f"{_line(cell):>5} │ {path} = {_short(cell.text)}{_amounts(cell)}"
    if len(stated) > _ROWS * 5:
        yield f"      … 나머지 {len(stated) - _ROWS * 5}칸"


def _line(cell: Cell) -> str:
    return str(cell.location.lines[0]) if cell.location.lines else f"p{cell.location.page}"


def _amounts(cell: Cell) -> str:
    return "".join(f" 〔{amount.value:,} {amount.unit or '단위 모름'}〕" for amount in cell.amounts)


def _short(text: str) -> str:
    return text if len(text) <= _CELL_LENGTH else f"{text[: _CELL_LENGTH - 1]}…"
