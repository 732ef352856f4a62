"""Between documents, and between far places of one: the same programme, year and measure with different values."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.amounts import convert
from corpus.audit_tables import name_of
from corpus.document import Document
from corpus.figures import Figure, figures
from corpus.findings import Finding, Place, Severity, printed, quantum, shown
from corpus.periods import find_periods
from corpus.text import search_text, squash
from corpus.total_names import is_total

_MEASURE = re.compile(
    r"본예산|예산현액|최종예산|예산액|예산|사업비|집행액|지출액|결산|정원|현원|인원|목표|실적|학교수|면적|지원액"
)
_NOT_NAMES = re.compile(
    r"^(?:자체|국비|시비|구비|특교|기타|민간|구분|사업명|세부사업|예산|사업비|인원|학교수|소계|합계|계|총계|목표|실적)*$"
)
_FUNDS = re.compile(r"^(?:자체|국비|시비|구비|특교|민간|기타|지방비|교육비|보조금)")
_LEAST_NAME = 6


@dataclass(frozen=True, slots=True)
class _Fact:
    figure: Figure
    name: str
    measure: str
    period: str


def between(documents: Sequence[Document]) -> Iterator[Finding]:
    """Yield figures of two documents that name the same thing, measure and year but state different values."""
    groups: dict[tuple[str, str, str], list[_Fact]] = defaultdict(list)
    for document in documents:
        for fact in _facts(document):
            groups[fact.name, fact.measure, fact.period].append(fact)
    for facts in groups.values():
        yield from _differences(facts)


def _facts(document: Document) -> Iterator[_Fact]:
    """Yield the figures that say for themselves what, which measure and which year: one each document and key."""
    for figure in figures(document):
        if figure.unit in (None, "%", "%p") or not figure.trusted or len(figure.periods) != 1:
            continue
        name, measure = _name(figure), _measure(figure)
        if name and measure:
            yield _Fact(figure, name, measure, figure.periods[0])


def _name(figure: Figure) -> str:
    """Return the programme a figure is about: the innermost telling row label, or the title above a total."""
    labels = figure.row_path if figure.kind == "cell" else ()
    if any(_FUNDS.match(squash(label)) for label in labels):
        return ""
    telling = [label for label in labels if not is_total(label)]
    if figure.kind == "cell" and not telling:
        telling = list(figure.heading_path[-2:])
    for label in reversed(telling):
        name = name_of(re.sub(r"\d+(?:-\d+)*\s", "", label))
        if len(name) >= _LEAST_NAME and not _NOT_NAMES.match(name):
            return name
    return ""


def _measure(figure: Figure) -> str:
    """Return the measure the column or caption names, or nothing."""
    where = " ".join((*figure.column_path, figure.caption)) if figure.kind == "cell" else ""
    text = squash(search_text(where))
    for period in find_periods(where):
        text = text.replace(squash(period.text), "")
    found = _MEASURE.search(text)
    return found.group() if found else ""


def _differences(facts: list[_Fact]) -> Iterator[Finding]:
    first_of: dict[str, _Fact] = {}
    for fact in facts:
        values = [f.figure.value for f in facts if f.figure.document_id == fact.figure.document_id]
        if len(set(values)) == 1:
            first_of.setdefault(fact.figure.document_id, fact)
    ordered = list(first_of.values())
    for index, first in enumerate(ordered):
        for second in ordered[index + 1 :]:
            yield from _difference(first.figure, second.figure)


def _difference(first: Figure, second: Figure) -> Iterator[Finding]:
    converted = convert(second.value, second.unit or "", first.unit or "")
    if converted is None or first.is_total != second.is_total:
        return
    difference = first.value - converted
    step = quantum(first.text, first.value)
    back = convert(quantum(second.text, second.value), second.unit or "", first.unit or "")
    step = max(step, back or step)
    if abs(difference) <= step / 2 or difference == 0:
        return
    severity: Severity = "rounding" if abs(difference) <= step and first.unit != second.unit else "error"
    places = tuple(Place(f.location, f.label, f.text) for f in (first, second))
    values = ", ".join(printed(f.text, f.unit) for f in (first, second))
    message = f"{first.label}: 두 문서의 값이 다름 ({values})"
    yield Finding(
        "between", severity, message, places, shown(first.value, first.unit), shown(converted, first.unit), difference
    )
