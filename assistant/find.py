"""Where the answer may stand: units scored by the words of the question, and the figures in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.fields import Backdrop, backdrops, figure_fields, unit_fields
from assistant.given import given_amounts, is_given
from assistant.library import Library
from assistant.match import Weighted, coverage, folded, weigh
from assistant.period_fit import fit_period
from assistant.question import Asked
from assistant.splinters import is_splintered
from assistant.surplus import is_other_body, outer_surplus, surplus
from assistant.terms import Term
from assistant.towns import is_elsewhere, towns_named
from assistant.unit_fit import fit_unit
from corpus.figures import Figure
from corpus.periods import Period, years_of
from corpus.units import Unit
from index.evidence import DocumentEntry

SIMILARITY_FLOOR = 0.80
SIMILARITY_RANGE = 0.13
"""Cosines of multilingual-e5 lie between about 0.75 and 0.92; these bring them to 0..1."""
NAMED_AMOUNT = 0.2
"""What a unit gains that states an amount the question quotes."""
_REGION = re.compile(
    r"(?<![가-힣])(?:경기(?=도)|부산|대구|인천|광주(?!동|구)|대전(?!환)|울산|세종(?=시|특별)|강원|제주"
    r"|충북|충남|충청[남북]도|전북|전남|전라[남북]도|경북|경남|경상[남북]도)"
)
"""Regions of the country other than the capital, as they begin the names of their bodies."""
_AMOUNT = re.compile(r"\d[\d,]*,\d{3}")
PART_INCLUDED = 0.2
"""What an amount in brackets loses that the whole includes, when the whole with it is asked for."""
OVER_PERIODS = 0.1
"""What a cell gains that sums up its row's years, when a total and no year is asked for."""
OUTER = 0.12
"""What labels further out cost that the question does not speak of."""
PERIOD = 0.28
"""What a figure of just the period asked for gains over one that names no period."""
KNOWN = 3
"""In how many units a word must stand to be looked for as a whole."""
CONTEXT_WEIGHT = 0.45
"""What a term carried on from an earlier turn counts, against one of the turn's own."""
_INCLUDING = re.compile(r"포함(?:하여|해서|해|한|하면|시)")
OWN_YEAR = {"cell": 0.5, "prose": 0.3}
"""Fit to a year of a number that names no period, where its document is of that one year."""
OTHER_BODY = 0.3
"""What a row costs that is of another body than the one named with the same beginning."""
OTHER_STAGE = 0.2
"""What a planned figure loses when the real one is asked for, and the other way round."""
_PLANNED = re.compile(r"목표|계획|예정|예산(?!\s*집행)|편성|정원")
_DONE = re.compile(r"집행액|지출액|원인행위|실적|결산|집행\s*현황|현원")
_ASKS_DONE = re.compile(
    r"집행(?!\s*(?:률|율|비율|부))|지출|원인행위|실적|결산|실제|썼|쓴\s*돈|\bspent\b|\bactual", re.I
)
_SAYS_TOTAL = re.compile(r"(?:^|\s)(?:총|모두|합계|전체)(?:\s|$)")
TOTAL_NAMED = re.compile(r"총계|합계|총액|총합")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit that may hold the answer. `score` about 0..1.4; higher is better."""

    unit: Unit
    document: DocumentEntry
    coverage: float
    """Weighted share of the question's terms found in the unit or in what leads to it."""
    own: float
    """The same, in the unit's own text alone."""
    similarity: float
    """Cosine of question and unit brought to 0..1; 0 where the vectors did not find it."""
    score: float


@dataclass(frozen=True, slots=True)
class Option:
    """A figure that may be the one asked for. Higher scores are better."""

    figure: Figure
    candidate: Candidate
    coverage: float
    finds: tuple[float, ...]
    extra: float
    """0..1: how much of the figure's own labels the question does not speak of."""
    period_fit: float
    """1 exact, 0 unknown, -1 another period."""
    unit_fit: float
    """1 the class asked for, 0 unknown, -1 another."""
    score: float


def weighted_terms(asked: Asked, library: Library) -> tuple[Weighted, ...]:
    """Return the question's terms with their weights; carried-on terms lighter."""
    return library.weighted(asked, lambda: _weighted(asked, library))


def _weighted(asked: Asked, library: Library) -> tuple[Weighted, ...]:
    own = weigh(asked.terms, library.frequency, library.unit_count)
    # The name of an issuing body chooses the document; inside it the name tells nothing apart.
    names = library.body_names(asked.standalone)
    own = tuple(
        Weighted(w.term, 0.2, w.part_weights) if library.is_body(w.term.text) or _within(w.term, asked, names) else w
        for w in own
    )
    context = weigh(asked.context, library.frequency, library.unit_count)
    lighter = tuple(Weighted(w.term, w.weight * CONTEXT_WEIGHT, w.part_weights) for w in context)
    return tuple(_whole(weighted, library) for weighted in own + lighter)


def _whole(weighted: Weighted, library: Library) -> Weighted:
    """Return a term known to the documents that its beginning alone does not say (`서울런` by 서울) as one part."""
    term = weighted.term
    headless = len(term.parts) == 1 and term.parts[0] != term.text and not term.text.endswith(term.parts[0])
    if not headless or term.alternatives or library.frequency(term.text) < KNOWN:
        return weighted
    return replace(weighted, term=replace(term, parts=(term.text,)), part_weights=(weighted.weight,), finds={})


def _within(term: Term, asked: Asked, names: Sequence[tuple[int, int]]) -> bool:
    """Tell a term that is (part of) an issuing body's name as the question says it."""
    end = term.start + len(term.text)
    if asked.standalone[term.start : end].lower() != term.text:
        return False
    return any(first <= term.start and end <= last for first, last in names)


def candidates(asked: Asked, library: Library, *, limit: int = 100) -> tuple[Candidate, ...]:
    """Return the units that may answer, best first."""
    terms = weighted_terms(asked, library)
    hits = library.hits(asked)
    behind = backdrops(asked, terms, library)
    found = [candidate_of(asked, hit.unit, behind(hit.document), hit.similarity, terms, library) for hit in hits]
    towns = towns_named(asked.standalone, library.entries)
    found = [
        candidate
        for candidate in found
        if _in_region(asked, candidate, towns) and not is_splintered(candidate.unit, library)
    ]
    found.sort(key=lambda candidate: (-candidate.score, candidate.unit.id))
    return tuple(found[:limit])


def _in_region(asked: Asked, candidate: Candidate, towns: frozenset[str]) -> bool:
    """Tell whether a place is of the region or town the question names (`경기도교육청`), where it names one."""
    named = _REGION.findall(asked.standalone)
    if not named and not towns:
        return True
    unit, document = candidate.unit, candidate.document
    place = " ".join((unit.text, unit.caption, *unit.parents, *unit.headers, *unit.heading_path, document.title))
    if is_elsewhere(document, place, towns):
        return False
    return all(region in f"{place} {document.organization or ''}" for region in named)


def candidate_of(
    asked: Asked, unit: Unit, backdrop: Backdrop, cosine: float, terms: Sequence[Weighted], library: Library
) -> Candidate:
    """Return a unit as a candidate; `cosine` is that of question and unit, 0 where it is not known."""
    document = backdrop.document
    fields = unit_fields(unit, document, library)
    covered, _ = coverage(terms, (*fields, *backdrop.about))
    own, _ = coverage(terms, fields[:1])
    similarity = min(1.0, max(0.0, (cosine - SIMILARITY_FLOOR) / SIMILARITY_RANGE))
    score = 0.55 * covered + 0.15 * own + 0.35 * similarity + _code_fit(asked, unit, document)
    score += backdrop.affinity
    named = [number for number in _AMOUNT.findall(asked.standalone) if len(number) > 4]
    if named and any(number in unit.text for number in named):
        score += NAMED_AMOUNT
    return Candidate(unit, document, covered, own, similarity, score)


def _code_fit(asked: Asked, unit: Unit, document: DocumentEntry) -> float:
    """Reward a unit under a heading with the code asked for (`4-1-2`, `제7조`); punish another code."""
    if not asked.codes:
        return 0.0
    place = folded(" ".join((*unit.heading_path, unit.text, unit.caption, document.title)))
    hits = sum(1 for code in asked.codes if re.search(rf"(?<![\d\-]){re.escape(code)}(?![\d\-])", place))
    return 0.25 * hits / len(asked.codes) - 0.25 * (1 - hits / len(asked.codes))


def options(
    asked: Asked, found: Sequence[Candidate], library: Library, *, periods: Sequence[Period] | None = None
) -> list[Option]:
    """Return the figures of the candidates, best first; `periods` replaces the question's own."""
    terms = weighted_terms(asked, library)
    question = folded(asked.wording)
    wanted = asked.periods if periods is None else periods
    given = given_amounts(asked)
    behind = backdrops(asked, terms, library)
    scored = []
    for candidate in found:
        backdrop = behind(candidate.document)
        scored += [
            _option(asked, candidate, figure, terms, question, wanted, backdrop, library)
            for figure in library.figures_of(candidate.unit)
            if not is_given(figure, given)
        ]
    scored.sort(key=lambda option: (-option.score, option.figure.id))
    return scored


def _option(
    asked: Asked,
    candidate: Candidate,
    figure: Figure,
    terms: Sequence[Weighted],
    question: str,
    periods: Sequence[Period],
    backdrop: Backdrop,
    library: Library,
) -> Option:
    fields = figure_fields(figure, candidate.unit, candidate.document, library.subject(candidate.unit), asked)
    covered, finds = coverage(terms, (*fields, *backdrop.about))
    extra = surplus(figure, question, asked)
    period_fit = fit_period(figure, periods)
    over_periods = not figure.periods and _beside_periods(figure, candidate, library)
    if periods and over_periods:
        period_fit = -1.0
    elif periods and not figure.periods:
        period_fit = _fit_document(figure, candidate.document, periods)
    unit_fit = fit_unit(figure, asked)
    named, _ = coverage(terms[: len(asked.terms)], fields[:1])
    said = 0.0 if figure.kind == "cell" else coverage(terms[: len(asked.terms)], fields[:2])[0]
    score = (
        covered
        + 0.2 * named
        + 0.1 * said
        + 0.35 * candidate.similarity
        + _code_fit(asked, candidate.unit, candidate.document)
    )
    score += backdrop.affinity
    if figure.bound and figure.bound in question:
        score += 0.12
    score += 0.15 * unit_fit if unit_fit >= 0 else 0.6 * unit_fit
    score += PERIOD * period_fit if period_fit >= 0 else 0.6 * period_fit
    score -= 0.12 * extra + OUTER * outer_surplus(figure, question, asked)
    says_total = figure.is_total or (figure.kind == "prose" and _SAYS_TOTAL.search(figure.label) is not None)
    if figure.label.endswith("포함") and _INCLUDING.search(asked.wording):
        score -= PART_INCLUDED
    if over_periods and asked.wants_total and not periods:
        score += OVER_PERIODS
    if any(is_other_body(folded(part), question, asked, library) for part in figure.row_path):
        score -= OTHER_BODY
    if other_stage(figure, asked):
        score -= OTHER_STAGE
    if asked.wants_total and says_total:
        score += 0.12 if TOTAL_NAMED.search(asked.wording) else 0.06
    return Option(figure, candidate, covered, finds, extra, period_fit, unit_fit, score)


def other_stage(figure: Figure, asked: Asked) -> bool:
    """Tell a planned figure when what was really spent is asked for, and the other way round."""
    labels = " ".join((*figure.row_path, *figure.column_path, figure.label))
    for text in (labels, f"{labels} {figure.caption}", *figure.heading_path[-1:]):
        planned, done = _PLANNED.search(text) is not None, _DONE.search(text) is not None
        if planned or done:
            break
    if planned == done:
        return False
    asks_done, asks_plan = _ASKS_DONE.search(asked.wording), _PLANNED.search(asked.wording)
    if asks_done and not asks_plan:
        return planned
    return bool(asks_plan and not asks_done and done)


def _beside_periods(figure: Figure, candidate: Candidate, library: Library) -> bool:
    """Tell a cell whose row states other cells by period: it sums them up and is no answer for one of them."""
    if figure.kind != "cell":
        return False
    return any(other.periods and other.unit == figure.unit for other in library.figures_of(candidate.unit))


def _fit_document(figure: Figure, document: DocumentEntry, periods: Sequence[Period]) -> float:
    """Return how well a number that names no period fits: by the years its document speaks of."""
    if not covers(document, periods):
        return -1.0
    own = set(years_of(document.period or document.title))
    of_year = bool(own) and all(own == {int(p.start[:4]), int(p.end[:4])} for p in periods)
    return OWN_YEAR[figure.kind] if of_year else 0.0


def covers(document: DocumentEntry, periods: Sequence[Period]) -> bool:
    """Tell whether a document speaks of the years asked for; a number that names no year is of one of its own."""
    years = years_of(f"{document.period or ''} {document.as_of or ''} {document.title}")
    if not years:
        return True
    own = range(min(years), max(years) + 1)
    return any(year in own for p in periods for year in range(int(p.start[:4]), int(p.end[:4]) + 1))
