"""A text question answered by the sentence, list, article or table row that says it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import AnswerFigure
from assistant.cite import Bibliography
from assistant.disputes import dispute_of_passage
from assistant.draft import Draft
from assistant.find import Candidate, bounds
from assistant.lexicon import SYNONYMS
from assistant.library import Library
from assistant.match import folded
from assistant.question import Asked
from corpus.document import Location
from corpus.periods import find_periods
from corpus.units import Unit

MINIMUM = 0.58
LENGTH = 420
"""Characters an answer may quote, list items included."""
_WORDS = re.compile(r"[가-힣]{4,}|[가-힣]{2,}\s[가-힣]{2,}")
"""What a cell must hold to answer in words rather than by a number or a date."""
_ENUMERATES = re.compile(r"다음과\s*같(?:이|다|은)|다음\s*각\s*호|아래와\s*같")
_DUTY = re.compile(r"의무|필수|반드시|해야\s*(?:하|합|되|됩)")
_MAY = re.compile(r"할\s*수\s*있다|할\s*수\s*있음")
_MUST = re.compile(r"하여야\s*한다|해야\s*한다|하여야\s*함")
_DEFINES = re.compile(r"약자|줄임말|뜻|의미|이란|란\s|말한다|말함|일컫|정의|:\s*\S|\*")


def passage(asked: Asked, found: Sequence[Candidate], library: Library) -> Draft | None:
    """Return the draft that quotes the best passage, or None when nothing fits well enough."""
    ranked = sorted(((score(asked, candidate), candidate) for candidate in found), key=lambda pair: -pair[0])
    if not ranked or ranked[0][0] < MINIMUM:
        return None
    value, best = ranked[0]
    if _lacks_place(asked, best.unit):
        return None
    disputed = dispute_of_passage(best.unit.location, best.document, library, question=asked.standalone)
    if disputed is not None and asked.form in ("date", "text", "name"):
        return disputed
    if asked.form == "date":
        differing = _other_dates(
            best, [candidate for points, candidate in ranked[1:8] if points >= value - DATE_MARGIN]
        )
        if differing:
            return _state_dates([best, *differing], value)
    units = gather(asked, best.unit, library)
    bibliography = Bibliography()
    text = "\n".join(render(unit, library, asked) for unit in units)
    lead = verdict(asked, best.unit)
    if lead:
        text = f"{lead}\n{text}"
    location = _cover(units)
    table = best.unit.caption if best.unit.table_id else ""
    number = bibliography.place(location, best.document, text, table=table)
    return Draft(
        outcome="answered",
        text=f"{text} [{number}]",
        citations=bibliography.citations,
        figures=_figures(units, library, number),
        confidence=value,
        explanation=(
            f"찾은 곳: {best.document.title} > {' > '.join(best.unit.heading_path)}",
            f"질문 낱말 일치 {best.coverage:.2f}, 뜻 유사도 {best.similarity:.2f}, 점수 {value:.2f}",
        ),
    )


DATE_MARGIN = 0.12
"""Passages nearer than this to the best speak of the same thing."""


def _other_dates(best: Candidate, rivals: Sequence[Candidate]) -> list[Candidate]:
    """Return passages that say the same words with other dates: nearly the same text once dates are taken out."""
    own = {period.key for period in find_periods(best.unit.text)}
    found: list[Candidate] = []
    for rival in rivals:
        dates = {period.key for period in find_periods(rival.unit.text)}
        if dates and not dates <= own and not own <= dates and _alike(best.unit.text, rival.unit.text) >= ALIKE:
            found.append(rival)
    return found[:2]


ALIKE = 0.6
"""Share of character pairs two sentences have in common, dates left out, to be about one event."""


def _alike(a: str, b: str) -> float:
    pairs = [{t[i : i + 2] for i in range(len(t) - 1)} for t in (_DATES.sub("", folded(a)), _DATES.sub("", folded(b)))]
    smaller = min(len(pairs[0]), len(pairs[1]))
    return len(pairs[0] & pairs[1]) / smaller if smaller else 0.0


_DATES = re.compile(r"[\d.~'()월일년:\-]+")


def _state_dates(places: Sequence[Candidate], confidence: float) -> Draft:
    """Return the draft that sets differing dates side by side."""
    bibliography = Bibliography()
    lines = []
    for place in places:
        number = bibliography.place(
            place.unit.location,
            place.document,
            place.unit.text,
            table=place.unit.caption if place.unit.table_id else "",
        )
        heading = place.unit.heading_path[-1] if place.unit.heading_path else place.document.title
        lines.append(f"- {heading}: {place.unit.text} [{number}]")
    text = "자료 안에서 날짜가 서로 다르게 적혀 있습니다.\n" + "\n".join(lines)
    return Draft(
        outcome="conflict", reason="conflict", text=text, citations=bibliography.citations, confidence=confidence
    )


def _figures(units: Sequence[Unit], library: Library, number: int) -> tuple[AnswerFigure, ...]:
    return tuple(
        AnswerFigure(value=f.value, unit=f.unit or "", won=f.won, label=f.label, citation=number)
        for unit in units
        for f in library.figures_of(unit)
    )


def score(asked: Asked, candidate: Candidate) -> float:
    """Return the candidate's score with what the wanted form adds (a date for `언제`, a definition for `뜻`)."""
    value = candidate.score
    text = candidate.unit.text
    if candidate.unit.marker == "#":
        value -= 0.08
    if asked.form != "date" and candidate.unit.table_id and not _WORDS.search(_cells_text(candidate.unit)):
        value -= 0.15
    if asked.form == "date":
        value += 0.12 if find_periods(text) else -0.12
    elif asked.form == "definition":
        value += 0.06 if _DEFINES.search(text) else 0.0
    if len(text) < 12:
        value -= 0.08
    if asked.periods and find_periods(text):
        years = {p.start[:4] for p in find_periods(text)}
        value += 0.05 if years & {p.start[:4] for p in asked.periods} else -0.05
    return value


_WHICH = re.compile(r"어느\s*([가-힣]{2,})(?:에서|에|를|을|로|와|과)")
_ANY = frozenset(
    ["것", "곳", "정도", "쪽", "회의", "부서", "기관", "학교", "연도", "해", "과", "구", "팀", "문서", "자료", "표"]
)


def _lacks_place(asked: Asked, unit: Unit) -> bool:
    """Tell a question for a named kind of thing (`어느 부지에`) that the passage does not speak of."""
    found = _WHICH.search(asked.standalone)
    if found is None or found.group(1) in _ANY:
        return False
    kinds = {found.group(1), *SYNONYMS.get(found.group(1), ())}
    return not any(kind in unit.text for kind in kinds)


def _cells_text(unit: Unit) -> str:
    return unit.text.partition("|")[2]


def verdict(asked: Asked, unit: Unit) -> str:
    """Return yes or no in words where the passage itself decides it, else an empty string."""
    if asked.form != "yesno":
        return ""
    if _DUTY.search(asked.standalone):
        if _MAY.search(unit.text):
            return "아니요. 의무가 아니라 ‘할 수 있다’는 재량 규정입니다."
        if _MUST.search(unit.text):
            return "예. ‘하여야 한다’는 의무 규정입니다."
    if re.search(r"저조|미편성|미상정|없음|없다|않|못하|미지원|불가", unit.text):
        return "아니요."
    return ""


def gather(asked: Asked, unit: Unit, library: Library) -> list[Unit]:
    """Return the unit with what belongs to it: items under a heading, a colon or a list question."""
    if unit.table_id is not None:
        return [unit]
    units = [unit]
    length = len(unit.text)
    following = library.around(unit, after=14)[1:]
    opens = (
        unit.marker == "#"
        or unit.text.rstrip().endswith((":", "："))
        or len(unit.text) < 30
        or asked.form in ("list", "text")
        or _ENUMERATES.search(unit.text)
    )
    if not opens:
        return units
    inner = (*unit.heading_path, unit.text) if unit.marker == "#" else unit.heading_path
    for other in following:
        if other.heading_path[: len(inner)] != inner or other.marker == "#":
            break
        enumerated = _ENUMERATES.search(unit.text) is not None
        if unit.marker != "#" and not enumerated and other.level <= unit.level and other.table_id is None:
            break
        if other.table_id is not None and unit.marker != "#":
            break
        length += len(other.text)
        if length > LENGTH:
            break
        units.append(other)
    return units


def render(unit: Unit, library: Library, asked: Asked | None = None) -> str:
    """Return a unit as an answer shows it; a table row with its headers, only the columns of the period asked for."""
    if unit.table_id is None or unit.row is None:
        return unit.text
    table = library.table(unit.table_id)
    cells = [cell for cell in table.cells if cell.row == unit.row and not cell.is_header and cell.text.strip()]
    labels = next((cell.row_path for cell in cells if cell.row_path), ())
    if asked is not None and asked.periods:
        fitting = [cell for cell in cells if any(_meets(asked, header) for header in cell.column_path)]
        cells = fitting or cells
    parts = []
    for cell in cells[:8]:
        header = " ".join(cell.column_path)
        parts.append(f"{header}: {cell.text}" if header else cell.text)
    lead = " · ".join(labels)
    return f"{lead} — {', '.join(parts)}" if lead else ", ".join(parts)


def _meets(asked: Asked, header: str) -> bool:
    own = find_periods(header)
    return any(bounds(p.key) == bounds(w.key) for p in own for w in asked.periods)


def _cover(units: Sequence[Unit]) -> Location:
    first, last = units[0].location, units[-1].location
    lines = (first.lines[0], last.lines[1]) if first.lines and last.lines else None
    return Location(
        document=first.document,
        heading_path=units[0].heading_path,
        lines=lines,
        page=first.page,
        sheet=first.sheet,
        table_id=first.table_id,
        row=first.row,
    )
