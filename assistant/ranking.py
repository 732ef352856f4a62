"""The largest, the smallest, the first few of a series or of sections of one form; the first year of a row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import AnswerFigure
from assistant.change_ranks import change_asked, rank_changes
from assistant.cite import Bibliography
from assistant.draft import Draft
from assistant.family import Family, find_family
from assistant.find import Candidate, Option
from assistant.library import Library
from assistant.listed import listed_series
from assistant.match import folded
from assistant.question import Asked
from assistant.series import COVERED, YEAR_ASKED, Series, find_series, stub_of
from assistant.sizes import size_of
from assistant.sorts import kinds_asked, of_kind, of_other_kind
from assistant.statement import ask_which
from assistant.stating import as_answer, problems_of, stated
from assistant.tableops import grid_of, group_rank
from assistant.word import is_, topic, toward
from corpus.periods import years_of
from corpus.text import squash
from corpus.total_names import is_total

LISTED = 0.65
"""Share of the question's words that a list told in words must hold."""
BETTER = 0.1
"""How many more of them, if a table states a series as well."""
WHOLE = 0.85
"""Share of the question's words a column must hold for that of the total to be meant where it names no other."""
RIVAL = 0.03
"""Series nearer than this to the best with another winner make the question ambiguous."""
_FORMULA = re.compile(r"=\s*[A-Z]\s*[/÷]\s*([A-Z])")
_MEASURE = re.compile(r"(?:액|[률율]|비율|비중)(?:\([^()]*\))?$")
"""Heads of columns that measure a row."""
_DEMANDED = re.compile(r"([가-힣]{2,10}?)(?:이|가|은|는)\s*(?:있는|편성된|0이\s*아닌|잡힌)\s")
_TOP = re.compile(
    r"(?:상위|하위)\s*(\d+|한|두|세|네|다섯)|(?:많|큰|크|높|적|작|낮)[가-힣]*\s*(?:순으로\s*|순서로\s*|[가-힣]+\s+)?(\d+|두|세|네|다섯)"
    r"\s*(?:개|곳|가지|사업|과|구|교|해|년|위)|top\s*(\d+|two|three|four|five)|(\d)위까지",
    re.I,
)
_NUMERALS = {"한": 1, "두": 2, "세": 3, "네": 4, "다섯": 5, "two": 2, "three": 3, "four": 4, "five": 5}
_SUPERLATIVE = {
    (True, False): "많습니다",
    (True, True): "높습니다",
    (False, False): "적습니다",
    (False, True): "낮습니다",
}
FIRST_YEAR = re.compile(
    r"(?:처음|최초)(?:으로)?\s*(?:[가-힣]+(?:이|가|을|를|은|는)?\s*)?(?:편성|배정|반영|잡히|잡힌|책정|시작|생기|생긴|투입|들어)"
)
"""A question for the first year in which a row states anything."""


def first_year(asked: Asked, found: Sequence[Candidate], library: Library) -> Draft | None:
    """Return the draft for the first year with an amount in the row asked for, or None when the row is not sure."""
    said = FIRST_YEAR.search(asked.standalone)
    if said is None:
        return None
    bare = replace(asked, terms=tuple(t for t in asked.terms if not said.start() <= t.start < said.end()))
    ranked = [
        series
        for series in find_series(bare, found, library)
        if series.axis == "columns" and all(years_of(name) for name in series.names)
    ]
    if not ranked or ranked[0].covered < COVERED:
        return None
    best = ranked[0]
    stating = [(o, n) for o, n in zip(best.options, best.names, strict=True) if o.figure.value != 0]
    if not stating:
        return None
    option, name = stating[0]
    near = [series.options[0] for series in ranked[1:6] if series.score >= best.score - RIVAL]
    rivals = [rival for rival in near if rival.figure.id != option.figure.id]
    if rivals:
        return ask_which(asked, [option, *rivals])
    bibliography = Bibliography()
    mark = bibliography.figure(option.figure, option.candidate.document, option.candidate.unit.text)
    row = " · ".join(part for part in best.common if part)
    return Draft(
        outcome="answered",
        text=f"{topic(row)} {_year(name)}에 처음으로 {is_(stated(option.figure))}. [{mark}]",
        figures=(as_answer(option.figure, mark),),
        citations=bibliography.citations,
        problems=problems_of([option.figure]),
        confidence=best.score,
    )


def rank(asked: Asked, found: Sequence[Candidate], library: Library) -> Draft | None:
    """Return the draft for the largest or smallest members of a series, of sections, or of the groups of a list."""
    change = change_asked(asked)
    if change is not None:
        return rank_changes(asked, change, found, library)
    grouped = group_rank(asked, found, library)
    if grouped is not None:
        return grouped
    ranked = [s for s in find_series(asked, found, library) if len(_with_base(asked, s, library)) >= 2]
    ranked = _members_first(asked, ranked, library)
    family = find_family(asked, found, library) if not YEAR_ASKED.search(asked.standalone) else None
    if family is not None and (not ranked or family.score > ranked[0].covered + 0.05):
        return _rank_sections(asked, family)
    listed = _rank_listed(asked, found, library, ranked[0].covered if ranked else 0.0)
    if listed is not None or not ranked or ranked[0].covered < COVERED:
        return listed
    best = _of_total(ranked)
    order = _order(asked, best, library)
    rivals: list[Option] = []
    for other in ranked[1:8] if best is ranked[0] else ():
        if other.score < best.score - RIVAL:
            break
        first = _order(asked, other, library)[0][0]
        if size_of(first.figure) != size_of(order[0][0].figure):
            rivals.append(first)
    if rivals:
        return ask_which(asked, [order[0][0], *rivals[:4]])
    return _rank_draft(asked, best, order)


def _of_total(ranked: Sequence[Series]) -> Series:
    """Return the best series; of columns over the same rows that the question tells none from, that of the total."""
    near = [series for series in ranked if series.score >= ranked[0].score - RIVAL]
    totals = [series for series in near if any(is_total(part) for part in series.common)]
    same = all(s.axis == "rows" and s.table_id == near[0].table_id and s.names == near[0].names for s in near)
    known = ranked[0].covered >= WHOLE  # else a word not found may name one of the parts
    return totals[0] if known and same and len(totals) == 1 else ranked[0]


def _rank_listed(asked: Asked, found: Sequence[Candidate], library: Library, in_table: float) -> Draft | None:
    """Return the draft for the first of a list told in words, None where no list or more than one may be meant.

    `in_table` is the share of the question's words that the best series of a table holds.
    """
    ranked = [s for s in listed_series(asked, found, library) if s.covered >= max(LISTED, in_table + BETTER)]
    if (
        YEAR_ASKED.search(asked.standalone)
        or not ranked
        or any(other.score >= ranked[0].score - RIVAL for other in ranked[1:])
    ):
        return None
    pairs = zip(ranked[0].options, ranked[0].names, strict=True)
    order = sorted(pairs, key=lambda pair: size_of(pair[0].figure), reverse=asked.operation == "maximum")
    if size_of(order[0][0].figure) == size_of(order[-1][0].figure):
        return None  # none is larger than the others
    return _rank_draft(asked, ranked[0], order)


def _members_first(asked: Asked, ranked: Sequence[Series], library: Library) -> list[Series]:
    """Drop a row's columns where a column of the same table is as likely and the question speaks of no such row.

    The columns under one header (`집행률: 원인행위액, 지출액`) are no things to be ranked; years and things of the kind
    asked for are. Columns of nothing but measures are none where a kind of things is asked for.
    """
    ranked = [s for s in ranked if not of_other_kind(asked, stub_of(s, library), s.names)]
    columns = {s.table_id for s in ranked if s.axis == "rows" and s.covered >= COVERED}
    kind_known = any(
        s.axis == "rows" and s.covered >= COVERED and of_kind(asked, stub_of(s, library), s.names) for s in ranked
    )

    kinds, said = kinds_asked(asked), folded(asked.wording)

    def is_stray(series: Series) -> bool:
        if series.axis == "columns" and kinds and all(map(_MEASURE.search, map(squash, series.names))):
            return not any(folded(name) in said or kind in name for name in series.names for kind in kinds)
        if kind_known and series.axis == "columns" and not of_kind(asked, "", series.names):
            return True  # `분야` is asked for, and a column of them is as likely
        if series.axis == "rows" or series.table_id not in columns or of_kind(asked, "", series.names):
            return False
        if all(years_of(name) for name in series.names):
            return False
        return is_total(series.common[0]) or folded(series.common[0]) not in folded(asked.wording)

    return [series for series in ranked if not is_stray(series)]


def _order(asked: Asked, series: Series, library: Library) -> list[tuple[Option, str]]:
    return sorted(
        _with_base(asked, series, library),
        key=lambda pair: size_of(pair[0].figure),
        reverse=asked.operation == "maximum",
    )


def _with_base(asked: Asked, series: Series, library: Library) -> list[tuple[Option, str]]:
    """Return the members with their names; rows whose base is nought are no rivals for a rate or where asked so.

    The base is the column a header's formula names (`집행률(D=C/B)`) or the question demands (`예산현액이 있는 사업`).
    """
    pairs = list(zip(series.options, _named(series, library), strict=True))
    first = series.options[0].figure
    formula = _FORMULA.search(" ".join(first.column_path))
    demanded = _DEMANDED.search(asked.standalone)
    if series.axis != "rows" or (formula is None and demanded is None):
        return pairs
    kept = []
    for option, name in pairs:
        row = [f for f in library.table_figures(series.table_id) if f.location.row == option.figure.location.row]
        bases = [
            f
            for f in row
            if (formula and f"({formula.group(1)})" in squash(" ".join(f.column_path)))
            or (demanded and folded(demanded.group(1)) in folded(" ".join(f.column_path)))
        ]
        known = [f for f in library.table_figures(series.table_id) if f.column_path in {b.column_path for b in bases}]
        if not known or any(base.value != 0 for base in bases):
            kept.append((option, name))
    return kept


def _named(series: Series, library: Library) -> tuple[str, ...]:
    """Return the members' names; where their labels but number the rows, what the rows' next column says."""
    if series.axis != "rows" or not all(name.strip(" .").isdigit() and not years_of(name) for name in series.names):
        return series.names
    rows = grid_of(library.table(series.table_id)).rows
    names = []
    for option, name in zip(series.options, series.names, strict=True):
        cells = rows.get(option.figure.location.row or 0, {})
        worded = [cell.text for _, cell in sorted(cells.items()) if re.search(r"[가-힣A-Za-z]{2}", cell.text)]
        names.append(" ".join(worded[0].split()) if worded else name)
    return tuple(names)


def top_count(asked: Asked) -> int:
    """Return how many of the first the question asks for (`상위 3개`, `가장 많은 세 사업`), 1 when it does not say."""
    match = _TOP.search(asked.standalone)
    if match is None:
        return 1
    word = next(group for group in match.groups() if group).lower()
    return int(word) if word.isdigit() else _NUMERALS.get(word, 1)


def _rank_draft(asked: Asked, series: Series, order: Sequence[tuple[Option, str]]) -> Draft:
    wanted = min(top_count(asked), len(order))
    last = size_of(order[wanted - 1][0].figure)
    winners = [pair for pair in order if pair in order[:wanted] or size_of(pair[0].figure) == last]
    others = [pair for pair in order if pair not in winners][:4]
    bibliography = Bibliography()
    figures: list[AnswerFigure] = []
    lines: list[str] = []
    for option, name in (*winners, *others):
        mark = bibliography.figure(option.figure, option.candidate.document, option.candidate.unit.text)
        figures.append(as_answer(option.figure, mark))
        lines.append(f"{_year(name)}: {stated(option.figure)} [{mark}]")
    word = _SUPERLATIVE[asked.operation == "maximum", series.options[0].figure.unit == "%"]
    if len(winners) == 1:
        option, name = winners[0]
        text = f"{topic(_year(name))} {toward(stated(option.figure))} 가장 {word}. [{figures[0].citation}]"
        rest = lines[1:]
    else:
        names = ", ".join(_year(name) for _, name in winners)
        marks = "".join(f"[{figure.citation}]" for figure in figures[: len(winners)])
        text = (
            f"가장 {word[:-3]}은 {len(winners)}개는 {is_(names)}. {marks}" if wanted > 1 else f"{is_(names)}. {marks}"
        )
        rest = lines
    if rest:
        text += "\n" + "\n".join(f"- {line}" for line in rest)
    return Draft(
        outcome="answered",
        text=text,
        figures=tuple(figures),
        citations=bibliography.citations,
        problems=problems_of([order[0][0].figure]),
        confidence=series.score,
    )


def _year(name: str) -> str:
    return f"{name}년" if re.fullmatch(r"(?:19|20)\d\d", name) else name


def _rank_sections(asked: Asked, family: Family) -> Draft | None:
    """Return the draft that ranks the totals of sections; sections without such a total are listed, not taken as 0."""
    stating = [member for member in family.members if member.figure is not None]
    order = sorted(stating, key=lambda m: m.figure.value if m.figure else 0, reverse=asked.operation == "maximum")
    if len(order) < 2 or order[0].figure is None:
        return None
    bibliography = Bibliography()
    lines, figures = [], []
    for member in order[: max(5, top_count(asked))]:
        if member.figure is not None:
            mark = bibliography.figure(member.figure, family.document, member.unit.text)
            figures.append(as_answer(member.figure, mark))
            lines.append(f"{member.name}: {stated(member.figure)} [{mark}]")
    word = _SUPERLATIVE[asked.operation == "maximum", False]
    text = f"{topic(order[0].name)} {toward(stated(order[0].figure))} 가장 {word}. [{figures[0].citation}]\n- "
    text += "\n- ".join(lines[1:])
    missing = [*family.unmatched, *(member.name for member in family.members if member.figure is None)]
    if missing:
        text += f"\n값이 없는 항목: {', '.join(missing)}"
    return Draft(
        outcome="answered",
        text=text,
        figures=tuple(figures),
        citations=bibliography.citations,
        confidence=family.score,
    )
