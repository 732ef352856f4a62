"""Statements: what a figure is said to count, so that two places can be held against each other.

A sentence names what it counts in the words right before the number (`국공립어린이집은 400개소`); a cell by its row and
column, and where these are totals by what its table is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from corpus.amounts import Amount, find_amounts
from corpus.document import Document
from corpus.figures import Figure, figures
from corpus.findings import quantum
from corpus.periods import find_periods
from corpus.relative_years import year_of_document
from corpus.text import search_text, squash
from corpus.total_names import is_total
from corpus.units import Unit, units

_PARTICLE = re.compile(
    r"(?<=[가-힣]{2})(?:에서는|으로는|에는|은|는|이|가|을|를|의|에|에서|으로|로|와|과|도|만|까지|인)$"
)
_ENDING = re.compile(
    r"(?:하는|하고|하여|되는|되어|된|(?<![제기권상하])한|(?<![역분])할|된다|하며|이며|는데|지만|않은|위해|따른|관련)$"
)
"""How words end that go on to something else than the noun behind them."""
_BOUND = re.compile(r"\d|[는던]$")
"""What of the words before the noun belongs to another part of the sentence: numbers, verbs (`시민이 쓰는 …`)."""
_CLAUSE = re.compile(r"[가-힣](?:[는던된한할]|않은)$")
_TOPIC = re.compile(r"[가-힣]{2}[은는]$")
_REPORTED = re.compile(r"(?:확인|파악|집계|조사)된$|나타난$")
"""Clauses that only say how a number is known."""
SHORT = 4
"""Letters of a name that tells a thing by itself."""
_LOOSE = re.compile(
    r"(?:총|모두|전체|약|현재|하루|연간|연|매년|누계|누적|최종|각각|전국|합계|계|규모|수|등|기준|올해|금년|작년|지난해|내년|[도시군구]|년|월|말|관내|[도시군구]내|본|우리"
    r"|현황|추진|실적|성과|결과|내용|내역|주요|사업|목표|계획|인원|물량|수량|부서)+"
)
"""Words that name nothing: of form, of place in general, of amount in general."""
_FORM = re.compile(
    r"(?:추진|사업|일반|개요|요지|현황|실적|성과|경과|결과|추이|계획|목표|내용|내역|주요|세부|일정|총괄|분야|기준|구분|연도|비고|및|등|운영|지표"
    r"|단위|부서)+"
)
"""Words of headings and captions that say what kind of text follows, not of what."""
_BREAKDOWN = re.compile(r"^[가-힣]{1,8}별$")
_MEASURE_ONLY = re.compile(
    r"(?:총|소요|추정|전체|연간)*(?:사업비|예산|예산액|예산안|총규모|금액|사업량|정원|현원|결원|인원|인력|재원)"
)
"""Words that name a measure only: what it is of stands above."""
_PLANNED = re.compile(r"목표|계획|예정|예산(?!\s*집행)|편성|투자|향후|일정")
_DONE = re.compile(r"집행|지출|원인행위|실적|결산|(?<![조구])성과|경과|교부|결과")
_YEAR = re.compile(r"'(\d\d)(?!\d)|(20\d\d)")
_YEAR_WORD = re.compile(r"작년|지난해(?!보다)|내년")
_LONGEST = 4
"""Words right before a number that can name what it counts."""
Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """A figure and what it is said to count."""

    figure: Figure
    base: tuple[Decimal, str | None]
    """The amount without its sign and its unit: money in won, `5천 대` as 5,000 대."""
    name: Words
    """The words that name what is counted: of a sentence the last is the noun, of a cell those of row and columns."""
    row: Words
    """Those of a cell's row."""
    own: str
    """What its sentence or row says, for looking up words in."""
    around: str
    """What leads to it, likewise: caption, items above, headings."""
    about: tuple[Words, ...]
    """What a table is about, by its caption and by the headings above it; () of a sentence."""
    measure: str
    """The words that may say which measure of the thing it is."""
    named_by: str
    """The heading that says of what, where a sentence names the measure only (`정원 208명`)."""
    years: frozenset[str]
    stage: str
    """`planned`, `done` or nothing."""

    @property
    def step(self) -> Decimal:
        """Return one unit of its last printed digit, in the unit of `base`."""
        figure = self.figure
        return quantum(figure.text, figure.value) * self.base[0] / abs(figure.value)


def statements(document: Document) -> tuple[Statement, ...]:
    """Return the statements of a document in reading order; figures that nothing names are left out.

    So are bounds (`이상`) and numbers told to be rough.
    """
    year = str(year_of_document(document) or "")
    found = (_statement(figure, unit, year) for figure, unit in _placed(document) if not figure.bound and figure.value)
    return tuple(statement for statement in found if statement is not None)


def _placed(document: Document) -> Iterator[tuple[Figure, Unit]]:
    """Yield each figure with the unit it stands in."""
    rows: dict[tuple[str, int], Unit] = {}
    texts: dict[tuple[str, int], list[Unit]] = {}
    for unit in units(document):
        if unit.table_id is not None and unit.row is not None:
            rows[unit.table_id, unit.row] = unit
            continue
        first, last = unit.location.lines or (0, -1)
        for line in range(first, last + 1):
            texts.setdefault(("line", line), []).append(unit)
        texts.setdefault(("page", unit.location.page or 0), []).append(unit)
    for figure in figures(document):
        place = figure.location
        if figure.table_id is not None:
            unit_of = rows.get((figure.table_id, place.row or 0))
        else:
            key = ("line", place.lines[0]) if place.lines else ("page", place.page or 0)
            near = texts.get(key, ())
            unit_of = next((u for u in near if figure.context in u.text or u.text in figure.context), None)
        if unit_of is not None:
            yield figure, unit_of


def _statement(figure: Figure, unit: Unit, year: str) -> Statement | None:
    above = (*figure.heading_path, *unit.parents)
    row: Words = ()
    about: tuple[Words, ...] = ()
    named_by = ""
    if figure.kind == "cell":
        row = next(iter(_label_words(figure.row_path)[-1:]), ())
        columns = (word for found in _label_words(figure.column_path) for word in found)
        name = tuple(dict.fromkeys((*row, *columns)))
        own = measure = " ".join((*figure.row_path, *figure.column_path))
        told = (words(text) for text in (figure.caption, *reversed(figure.heading_path[-2:])))
        about = tuple(dict.fromkeys(found for found in told if found))
    else:
        before = _words_before(figure)
        name, own, measure = _noun_phrase(before), unit.text, " ".join(before)
        if name and all(_MEASURE_ONLY.fullmatch(word) for word in name):
            named_by = _naming(above)
            name, own = (*words(named_by), *name), f"{named_by} {own}"
            if not named_by:
                return None
    if not name and not about:
        return None
    return Statement(
        figure=figure,
        base=_base(figure),
        name=name,
        row=row,
        own=compared(own),
        around=compared(" ".join((figure.caption, *above))),
        about=about,
        measure=measure,
        named_by=named_by,
        years=_years(figure, above) or _relative(measure, year),
        stage=_stage(figure),
    )


def _base(figure: Figure) -> tuple[Decimal, str | None]:
    if figure.won is not None:
        return abs(figure.won), "원"
    return Amount(abs(figure.value), figure.unit, figure.text).base


def compared(text: str) -> str:
    """Return a text as words are looked up in it: no spaces, brackets, dots or quotes, small letters."""
    return re.sub(r"[·\-()\[\]「」『』<>'\",.]", "", squash(search_text(text))).lower()


@lru_cache(maxsize=20_000)
def words(text: str) -> Words:
    """Return the words of a label that name something: no periods, bare numbers, words of form or amount, brackets."""
    body = search_text(text)
    for period in reversed(find_periods(body)):
        body = f"{body[: period.span[0]]} {body[period.span[1] :]}"
    body = re.sub(r"\([^()]*\)", " ", body)
    parts = (_PARTICLE.sub("", part) for part in re.sub(r"[^가-힣A-Za-z\d]+", " ", body).split())
    return tuple(part.lower() for part in parts if _names(part))


def _names(word: str) -> bool:
    if len(word) < 2 or re.search(r"[가-힣A-Za-z]", word) is None or _BREAKDOWN.match(word):
        return False
    return _LOOSE.fullmatch(word) is None and _FORM.fullmatch(word) is None


def _label_words(path: Sequence[str]) -> list[Words]:
    """Return the naming words of each label of a path that has any, totals left out."""
    return [found for label in path if not is_total(label) and (found := _label(label))]


def _label(label: str) -> Words:
    """Return the naming words of a label; one that only tells cells apart (`초`, `2·3급`) is one word."""
    found = words(label)
    if found or find_periods(label) or _is_unit(label):
        return found
    whole = compared(label)
    is_form = _LOOSE.fullmatch(whole) or _FORM.fullmatch(whole) or re.search(r"[가-힣a-z]", whole) is None
    return () if is_form else (whole,)


def _is_unit(label: str) -> bool:
    counted = find_amounts(f"1{label}")
    return bool(counted) and len(counted[0].text) > len(label)


def _words_before(figure: Figure) -> list[str]:
    """Return those words of a figure's label that stand before its number."""
    before = search_text(figure.context).partition(search_text(figure.text))[0]
    return [part for part in search_text(figure.label).split() if part in before]


def _noun_phrase(before: Sequence[str]) -> Words:
    """Return the nouns that end the words before a number, words that name nothing left out.

    A short noun below a clause (`전용교실이 없는 학교`) is another thing than its words name: there are none.
    """
    parts = list(before)
    while parts and (_LOOSE.fullmatch(_stem(parts[-1])) or re.search(r"[가-힣A-Za-z]{2}", parts[-1]) is None):
        parts.pop()
    found: list[str] = []
    while parts and not (_ENDING.search(parts[-1]) or (found and _goes_before(parts[-1]))):
        found.insert(0, _stem(parts.pop()))
    if not found:
        topic = next((i for i in range(len(parts) - 2, -1, -1) if _TOPIC.search(parts[i])), -1)
        return _noun_phrase(parts[: topic + 1]) if topic >= 0 else ()
    if len("".join(found)) < SHORT and parts and _CLAUSE.search(parts[-1]) and not _REPORTED.search(parts[-1]):
        return ()
    return tuple(word for part in found[-_LONGEST:] for word in words(part))


def _goes_before(part: str) -> bool:
    """Tell a word that belongs to another part of the sentence than the noun behind it."""
    return _stem(part) != part or _BOUND.search(part) is not None


def _stem(part: str) -> str:
    return _PARTICLE.sub("", re.sub(r"[:,)\]」』'\"]+$", "", part))


def _naming(above: Sequence[str]) -> str:
    """Return the nearest heading or item that names something beside a measure."""
    return next((t for t in reversed(above) if words(t) and not _MEASURE_ONLY.fullmatch(words(t)[-1])), "")


def _years(figure: Figure, above: Sequence[str]) -> frozenset[str]:
    if figure.periods:
        return frozenset(period[:4] for period in figure.periods)
    for heading in reversed(above):
        found = _YEAR.search(search_text(heading))
        if found:
            return frozenset({found[2] or f"20{found[1]}"})
    return frozenset()


def _relative(text: str, year: str) -> frozenset[str]:
    """Return the year a text speaks of by a word (`작년`), else that of its document."""
    found = _YEAR_WORD.search(text)
    if not year:
        return frozenset()
    back = 0 if found is None else -1 if found[0] in ("작년", "지난해") else 1
    return frozenset({str(int(year) + back)})


def _stage(figure: Figure) -> str:
    """Return whether a figure is planned or done: by its column, its caption, the nearest heading that tells."""
    for text in (*figure.column_path[-1:], figure.caption, *reversed(figure.heading_path[-3:]), figure.label):
        planned, done = _PLANNED.search(text) is not None, _DONE.search(text) is not None
        if planned != done:
            return "planned" if planned else "done"
    return ""
