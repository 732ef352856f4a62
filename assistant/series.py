"""Series: the figures of a table that differ in one label only: a column's rows, a row's years."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from assistant.find import Candidate, Option
from assistant.items import item_words
from assistant.library import Library
from assistant.match import Weighted, coverage, field, folded
from assistant.period_fit import fit_period
from assistant.question import Asked
from assistant.sizes import kind_of
from assistant.sorts import kinds_asked, kinds_met, stub_header
from assistant.subject import subject_terms
from assistant.unit_fit import fit_unit
from corpus.document import Table
from corpus.figures import Figure
from corpus.periods import find_periods, years_of
from corpus.total_names import is_total

TABLES = 14
"""Tables that are looked into."""
COVERED = 0.55
"""Share of the question's words that a series' labels and headings must hold."""
CODE = 0.2
"""What a series gains under a coded heading the question names, and loses elsewhere."""
LABEL = 3.0
"""Weight of a shared label that stands in the question."""
KIND = 0.15
"""What a series gains whose members are of the kind asked for (`어느 과`, `사업 가운데`)."""
YEAR_ASKED = re.compile(
    r"언제|몇\s*년도?(?:에|이|가|인|야|에요|\?|$)|어느\s*(?:해|연도|년도)|무슨\s*해|(?:큰|많은|적은|작은|높은|낮은)\s*(?:해|연도)"
    r"|which year|what year",
    re.I,
)
_PLAIN = re.compile(r"^[\d.\-①-⑳Ⅰ-Ⅹivx]+\.?")


@dataclass(frozen=True, slots=True)
class Series:
    """Figures that differ in one label, in document order, totals left out. `score` about 0..2."""

    axis: Literal["rows", "columns"]
    options: tuple[Option, ...]
    names: tuple[str, ...]
    """What tells the members apart, one a member."""
    common: tuple[str, ...]
    """The labels all members share."""
    score: float
    covered: float

    @property
    def table_id(self) -> str:
        """Return the table it stands in."""
        return self.options[0].figure.table_id or ""


@dataclass(frozen=True, slots=True)
class _Line:
    axis: Literal["rows", "columns"]
    figures: tuple[Figure, ...]
    names: tuple[str, ...]
    common: tuple[str, ...]


def find_series(asked: Asked, found: Sequence[Candidate], library: Library) -> list[Series]:
    """Return the series the question may be about, best first."""
    terms = subject_terms(asked, library)
    best = captioned(asked, library)
    for candidate in found:
        table_id = candidate.unit.table_id
        if table_id and (table_id not in best or candidate.similarity > best[table_id].similarity):
            best[table_id] = candidate
    scored: list[Series] = []
    for table_id, candidate in list(best.items())[:TABLES]:
        table = library.table(table_id)
        for line in lines_of(library.table_figures(table_id)):
            series = _scored(asked, line, table, candidate, terms, library)
            if series is not None:
                scored.append(series)
    return sorted(scored, key=lambda series: -series.score)


def captioned(asked: Asked, library: Library) -> dict[str, Candidate]:
    """Return the first rows of the tables whose caption the question quotes (`주요업무별 예산 내역에서`), by table."""
    said = folded(asked.wording)
    quoted: dict[str, Candidate] = {}
    for entry in library.entries:
        for table in library.index.tables(entry.id):
            caption = _PLAIN.sub("", folded(re.sub(r"\(.*?\)", "", table.caption)))
            if len(caption) < 5 or caption not in said:
                continue
            rows = library.rows(table.id)
            if rows:
                quoted[table.id] = Candidate(rows[0], entry, 0.0, 0.0, 0.5, 0.0)
    return quoted if len(quoted) <= 3 else {}


def lines_of(figures: Sequence[Figure]) -> Iterator[_Line]:
    """Yield the lines of a table: each column's rows (of one group, or all), each row's columns; totals left out."""
    columns: dict[tuple[tuple[str, ...], str], list[Figure]] = {}
    rows: dict[tuple[int | None, str, str | None], list[Figure]] = {}
    for figure in figures:
        item = item_words(figure)
        columns.setdefault((figure.column_path, item), []).append(figure)
        rows.setdefault((figure.location.row, item, figure.unit), []).append(figure)
    for (path, item), members in columns.items():
        kept = [f for f in members if f.row_path and not any(is_total(part) for part in f.row_path)]
        for alike in of_one_measure(kept):
            for common, names, line in _split(alike, lambda f: f.row_path):
                yield _Line("rows", line, names, (*common, *path, item))
    for (_, item, _), members in rows.items():
        kept = [f for f in members if f.column_path and not any(is_total(part) for part in f.column_path)]
        for common, names, line in _split(kept, lambda f: f.column_path):
            yield _Line("columns", line, names, (*line[0].row_path, *common, item))


def of_one_measure(figures: Sequence[Figure]) -> list[list[Figure]]:
    """Return the figures parted by what they measure; bare numbers go with the one measure there is."""
    kinds = list(dict.fromkeys(kind for f in figures if (kind := kind_of(f)) is not None))
    if len(kinds) < 2:
        return [list(figures)]
    return [[f for f in figures if kind_of(f) == kind] for kind in kinds]


def _split(
    figures: Sequence[Figure], path: Callable[[Figure], tuple[str, ...]]
) -> Iterator[tuple[tuple[str, ...], tuple[str, ...], tuple[Figure, ...]]]:
    """Yield (shared labels, names, figures): by the outer label, by the inner one, or all where one tells all apart."""
    if len(figures) < 2:
        return
    outer = [path(f)[0] for f in figures]
    inner = [path(f)[-1] for f in figures]
    if len(set(outer)) == len(figures):
        yield (), tuple(outer), tuple(figures)
        if any(len(path(f)) > 1 for f in figures) and len(set(inner)) == len(figures):
            return
    elif all(len(path(f)) == 1 for f in figures) and len(set(outer)) > 1:
        yield (), tuple(outer), tuple(figures)
    if all(len(path(f)) == 1 for f in figures):
        return
    for labels, rest in ((outer, -1), (inner, 0)):
        groups: dict[str, list[Figure]] = {}
        for label, figure in zip(labels, figures, strict=True):
            groups.setdefault(label, []).append(figure)
        for label, members in groups.items():
            names = tuple(path(f)[rest] for f in members)
            if len(members) >= 2 and len(set(names)) == len(members) and len(members) < len(figures):
                yield (label,), names, tuple(members)
    if len(set(inner)) != len(figures):
        return
    if len(set(outer)) == 1:
        yield (outer[0],), tuple(inner), tuple(figures)
    elif (
        len(set(outer)) < len(figures)
        and all(len(path(f)) > 1 for f in figures)
        and len({f.unit for f in figures}) == 1
    ):
        yield (), tuple(inner), tuple(figures)  # projects of all departments, none of them a part of another row


def _scored(
    asked: Asked, line: _Line, table: Table, candidate: Candidate, terms: Sequence[Weighted], library: Library
) -> Series | None:
    kept = _in_periods(asked, line)
    if kept is None or len(kept[0]) < 2:
        return None
    figures, names, period = kept
    unit = fit_unit(figures[0], asked)
    if unit < 0 or figures[0].unit is None:
        return None
    by_year = all(years_of(name) for name in names)
    if YEAR_ASKED.search(asked.standalone) and not by_year:
        return None
    stub = stub_header(table) if line.axis == "rows" else ""
    headings = figures[0].heading_path
    fields = [
        field(" ".join(line.common), 1.0),
        field(stub, 0.9),
        field(figures[0].caption, 0.9),
        field(" ".join(headings[-2:]), 0.85),
        field(" ".join(headings[:-2]), 0.75),
        field(
            f"{candidate.document.title} {candidate.document.organization or ''} {candidate.document.kind or ''}", 0.7
        ),
    ]
    fits_kind = kinds_met(asked, stub, names)
    covered, _ = coverage(terms, fields)
    if fits_kind:  # `네 개 과 가운데`: the members are what the noun asks for
        others = [weighted for weighted in terms if weighted.term.text not in fits_kind]
        without, _ = coverage(others, fields)
        if without > covered or not covered or sum(w.weight for w in others) < 1.0:
            covered, terms = without, others
    own, _ = coverage(terms, fields[:2])
    covered = _with_label(covered, sum(weighted.weight for weighted in terms), line.common, asked)
    score = covered + 0.2 * own + 0.35 * candidate.similarity + 0.15 * max(0.0, unit) + period
    score += library.affinity(asked, candidate.document) - 0.12 * _unspoken(line.common, asked)
    strange = [part for part in line.common[:-2] if part and _unspoken((part,), asked) > 0.5]
    score -= 0.05 * min(2, len(strange))
    score += KIND if fits_kind else 0.0
    if asked.codes:
        under = any(folded(heading).startswith(code) for heading in headings for code in asked.codes)
        score += CODE if under else -CODE
    score -= 0.2 if by_year and not YEAR_ASKED.search(asked.standalone) and kinds_asked(asked) else 0.0
    score += 0.02 * min(len(figures), 5) / 5
    units = {unit.row: unit for unit in library.rows(table.id)}
    options = tuple(
        Option(
            figure,
            replace(candidate, unit=units.get(figure.location.row, candidate.unit)),
            covered,
            (),
            0.0,
            0.0,
            unit,
            score,
        )
        for figure in figures
    )
    return Series(line.axis, options, names, line.common, score, covered)


def _with_label(covered: float, weight: float, common: Sequence[str], asked: Asked) -> float:
    """Count a shared label that stands in the question whole as one of its words, where the morphemes missed it."""
    label = next((own for part in reversed(common) if (own := folded(re.sub(r"\(.*?\)", "", part)))), "")
    if len(label) < 2 or find_periods(label) or is_total(label) or label not in folded(asked.wording):
        return covered
    return (covered * weight + LABEL) / (weight + LABEL)


def _in_periods(asked: Asked, line: _Line) -> tuple[tuple[Figure, ...], tuple[str, ...], float] | None:
    """Return the line's members within the periods asked, with what their fit adds, or None when it is of others."""
    pairs = list(zip(line.figures, line.names, strict=True))
    spans = years_asked(asked)
    differing = len({f.periods for f in line.figures}) > 1
    if spans and differing and all(years_of(name) for name in line.names):
        if len(spans) == 1:
            return None  # one year is asked for, this line runs over several
        pairs = [(f, n) for f, n in pairs if set(years_of(n)) & spans]
        return (*_unzipped(pairs), 0.25) if pairs else None
    each = [(f, n) for f, n in pairs if set(years_of(n)) & spans]
    if len(spans) > 1 and differing and len(each) == len(spans) and all(len(years_of(n)) == 1 for _, n in each):
        return (*_unzipped(each), 0.25)  # a column of the whole stands beside those of the years
    if not asked.periods:
        stated = sum(1 for f in line.figures if f.periods and years_of(" ".join(line.common)))
        return (*_unzipped(pairs), -0.06 if stated else 0.0)
    # A year within a member's own name (`종단연구 2020`) is no period of the line.
    fits = [fit_period(f, asked.periods) for f, name in pairs if not years_of(name)]
    if not fits or min(fits) < 0:
        return None
    return (*_unzipped(pairs), 0.28 * min(fits))


def _unzipped(pairs: Sequence[tuple[Figure, str]]) -> tuple[tuple[Figure, ...], tuple[str, ...]]:
    return tuple(f for f, _ in pairs), tuple(n for _, n in pairs)


def years_asked(asked: Asked) -> frozenset[int]:
    """Return the years the question's periods reach over; two years joined by `부터 … 까지` include those between."""
    ends = [(int(p.start[:4]), int(p.end[:4])) for p in asked.periods]
    if len(ends) == 2 and re.search(r"부터|에서|~|–|from|between", asked.standalone):
        return frozenset(range(min(a for a, _ in ends), max(b for _, b in ends) + 1))
    return frozenset(year for a, b in ends for year in range(a, b + 1))


def stub_of(series: Series, library: Library) -> str:
    """Return the header over the members of a series, empty where they are the columns of a row."""
    return stub_header(library.table(series.table_id)) if series.axis == "rows" else ""


def _unspoken(common: Sequence[str], asked: Asked) -> float:
    """Return 0..1: how much of the innermost shared label the question does not speak of."""
    text = next((own for part in reversed(common) if (own := folded(re.sub(r"\(.*?\)", "", part)))), "")
    if not text or find_periods(text) or is_total(text):
        return 0.0
    pairs = [text[i : i + 2] for i in range(len(text) - 1)] or [text]
    said = folded(asked.wording) + "".join(a for term in asked.terms for a in term.alternatives)
    return sum(1 for pair in pairs if pair not in said) / len(pairs)


def whole_series(asked: Asked, found: Sequence[Candidate], library: Library, *, by_year: bool = False) -> Series | None:
    """Return the series whose members a question asks to add up or average as a whole, when one is surely meant.

    With `by_year` only series of years are looked at.
    """
    ranked = find_series(asked, found, library)
    if by_year:
        ranked = [series for series in ranked if all(years_of(name) for name in series.names)]
    if not ranked or ranked[0].covered < COVERED:
        return None
    near = [series for series in ranked if series.score >= ranked[0].score - 0.02]
    totals = [series for series in near if any(is_total(part) for part in series.common[:1])]
    best = totals[0] if len(totals) == 1 and all(s.table_id == totals[0].table_id for s in near) else ranked[0]
    if totals == [best]:
        return best  # of the rows of one table the question tells none from, the total is meant
    for other in near[1:]:
        values = {o.figure.id for o in other.options}
        if values != {o.figure.id for o in best.options}:
            return None
    return best
