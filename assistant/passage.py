"""A text question answered by the sentence, list, article or table row that says it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import AnswerFigure
from assistant.cite import Bibliography
from assistant.dated import Dated, disagreeing
from assistant.dates_named import dated_name
from assistant.disputes import dispute_of_passage, told
from assistant.draft import Draft
from assistant.events import line_of
from assistant.find import Candidate
from assistant.finer import day_of, finer, of_year
from assistant.kinds import is_defined, label_of_heading, names_body
from assistant.lexicon import SYNONYMS
from assistant.library import Library
from assistant.lists import is_complete, rows_of_list
from assistant.lists_told import is_header_line, rows_of_kind, states_figures_only
from assistant.match import folded
from assistant.members import membership
from assistant.naming import heading_name
from assistant.ordinals import lacks_acronym
from assistant.period_fit import bounds
from assistant.person_named import person_named
from assistant.places import SPOKEN_OF, Place, places, subject_terms
from assistant.polarity import asked_cells, verdict
from assistant.question import Asked
from assistant.telling import lacks_telling
from assistant.terms import Term
from assistant.vague_times import as_question, things_meant
from assistant.wanted import Wanted
from corpus.document import Location
from corpus.periods import find_periods
from corpus.units import Unit

MINIMUM = 0.72
LENGTH = 420
"""Characters an answer may quote, list items included."""
_ENUMERATES = re.compile(r"다음과\s*같(?:이|다|은)|다음\s*각\s*호|아래와\s*같")


@dataclass(frozen=True, slots=True)
class Quotation:
    """What quotes or answers from the best place: a draft, with the places as ranked, the best one first."""

    draft: Draft
    ranked: tuple[Place, ...] = ()
    """The place quoted and those that came after it; empty where the draft sets several side by side."""


def quotation(asked: Asked, want: Wanted, found: Sequence[Candidate], library: Library) -> Quotation | None:
    """Return what quotes the best passage of the kind asked for, or None when nothing fits well enough."""
    if want.kind == "date" and (times := disagreeing(asked, found, library, told=told(asked))):
        if meant := things_meant(asked, times, found, library):
            return Quotation(as_question(_state_times(asked, meant, library), meant))
        return Quotation(_state_times(asked, times, library))
    if want.kind == "yesno" and (divided := membership(asked, found, library)) is not None:
        return Quotation(divided)
    ranked = places(asked, want, found, library)
    if want.kind == "date" and ranked and (in_year := of_year(asked, ranked)) is not None:
        ranked = [in_year, *(place for place in ranked if place.unit.id != in_year.unit.id)]
    if want.kind == "date" and ranked and (exact := finer(ranked) or day_of(ranked)) is not None:
        ranked = [exact, *ranked]
    for place in ranked[:TRIED]:
        if place.score < ranked[0].score - REACH or not is_near(place, ranked):
            break
        draft = _draft(asked, want, place, ranked, library)
        if draft is not None:
            if want.kind == "date" and draft.outcome == "answered":
                times = disagreeing(asked, found, library, told=told(asked), at=place.unit)
                draft = _state_times(asked, times, library) if times else draft
            others = (other for other in ranked if other.unit.id != place.unit.id)
            return Quotation(draft, (place, *others))
    return None


def _draft(asked: Asked, want: Wanted, place: Place, ranked: Sequence[Place], library: Library) -> Draft | None:
    """Return the draft for one place, or None when it does not hold what is asked for."""
    title = place.candidate.document.title
    if lacks_place(asked, place.unit) or lacks_acronym(asked, place.unit, title):
        return None
    disputed = dispute_of_passage(place.unit.location, place.candidate.document, library, question=asked.standalone)
    if disputed is not None and asked.form in ("date", "text", "name"):
        return disputed
    if is_header_line(place.unit, library) or (want.kind == "items" and states_figures_only(place.unit)):
        return None
    if lacks_telling(want, place, subject_terms(asked, want, library), library):
        return None
    units = gather(asked, want, place, library)
    text = "\n".join(render(unit, library, asked) for unit in units)
    if not holds(want, place, units, text):
        return None
    if want.kind == "yesno":
        if place.coverage < SPOKEN_OF:
            return None
        lead = verdict(asked, place.unit, library, coverage=place.coverage, says=place.says)
        if not lead and place.score < UNDECIDED:
            return None
        text = f"{lead}\n{text}" if lead else text
    if want.kind == "date" and len(units) == 1 and place.unit.table_id is None:
        text = line_of(text, subject_terms(asked, want, library))
        text = dated_name(text, subject_terms(asked, want, library)) or text
    if want.kind == "person" and len(units) == 1:
        text = person_named(text, asked.question) or text
    return quote(place, units, text, library)


def is_near(place: Place, ranked: Sequence[Place]) -> bool:
    """Tell whether a place is near enough to the question, or stands far enough before all of other sections."""
    if place.score >= MINIMUM:
        return True
    rivals = (other.score for other in ranked if other.unit.heading_path != place.unit.heading_path)
    alone = place.score - max(rivals, default=0.0) >= AHEAD
    return place.score >= ALONE and place.candidate.own >= OWN and alone


ALONE, OWN, AHEAD = 0.55, 0.38, 0.15
"""From which score on a place is quoted that says so much itself and has no rival in another section within so much."""
TRIED, REACH = 8, 0.25
"""How many places are tried for the kind of answer wanted, and how much worse than the best they may be."""
UNDECIDED = 1.1
"""From this score on a passage answers yes or no though it does not decide it by its own words."""


def holds(want: Wanted, place: Place, units: Sequence[Unit], text: str) -> bool:
    """Tell whether what a place says is of the kind asked for: so many items, a person, a date."""
    if want.is_counted and want.kind == "body" and place.label == 0 and not names_body(want, text):
        return False
    if want.is_counted:
        return is_complete(units, text, want.items or 0, is_named=place.label > 0)
    if want.kind == "definition":
        return not want.subject or any(is_defined(want, unit) for unit in units)
    if want.kind in ("person", "date", "body", "use", "outcome", "reason"):
        return place.kind > 0
    return True


def quote(best: Place, units: Sequence[Unit], text: str, library: Library) -> Draft:
    """Return the draft that quotes a place with all that belongs to it."""
    bibliography = Bibliography()
    document = best.candidate.document
    number = bibliography.place(cover(units), document, text, table=best.unit.caption if best.unit.table_id else "")
    return Draft(
        outcome="answered",
        text=f"{text} [{number}]",
        citations=bibliography.citations,
        figures=_figures(units, library, number),
        confidence=best.score,
        explanation=(
            f"찾은 곳: {document.title} > {' > '.join(best.unit.heading_path)}",
            f"질문 낱말 일치 {best.coverage:.2f}, 뜻 유사도 {best.candidate.similarity:.2f}, 점수 {best.score:.2f}",
        ),
    )


def _state_times(asked: Asked, times: Sequence[Dated], library: Library) -> Draft:
    """Return the draft that sets the times different places give for one thing side by side, each cited."""
    bibliography = Bibliography()
    lines = []
    for time in times:
        units = (time.unit, *time.below)
        text = " ".join(render(unit, library, asked) for unit in units)
        table = time.unit.caption if time.unit.table_id else ""
        number = bibliography.place(cover(units), time.candidate.document, text, table=table)
        heading = heading_name(time.unit.heading_path, time.candidate.document.title)
        lines.append(f"- {heading}: {text} [{number}]")
    return Draft(
        outcome="conflict",
        reason="conflict",
        text="자료 안에서 시기가 서로 다르게 적혀 있습니다.\n" + "\n".join(lines),
        citations=bibliography.citations,
        confidence=times[0].fit,
    )


def _figures(units: Sequence[Unit], library: Library, number: int) -> tuple[AnswerFigure, ...]:
    return tuple(
        AnswerFigure(value=f.value, unit=f.unit or "", won=f.won, label=f.label, citation=number)
        for unit in units
        for f in library.figures_of(unit)
    )


_WHICH = re.compile(r"어느\s*([가-힣]{2,})(?:에서|에|를|을|로|와|과)")
_ANY = frozenset(
    ["것", "곳", "정도", "쪽", "회의", "부서", "기관", "학교", "연도", "해", "과", "구", "팀", "문서", "자료", "표"]
)


def lacks_place(asked: Asked, unit: Unit) -> bool:
    """Tell a question for a named kind of thing (`어느 부지에`) that the passage does not speak of."""
    found = _WHICH.search(asked.standalone)
    if found is None or found.group(1) in _ANY:
        return False
    kinds = {found.group(1), *SYNONYMS.get(found.group(1), ())}
    return not any(kind in unit.text for kind in kinds)


def gather(asked: Asked, want: Wanted, place: Place, library: Library) -> list[Unit]:
    """Return the place's unit with what belongs to it: items under a heading, a colon or a list question."""
    unit = place.unit
    if rows := rows_of_kind(asked, place, library):
        return rows
    if want.is_counted:
        rows = rows_of_list(unit, want.items or 0, library)
        if rows:
            return rows
    if unit.table_id is not None:
        return [unit]
    if unit.marker != "#" and want.kind in ("items", "text") and want.head is not None and place.says < SAID:
        lifted = _under_label(want.head, unit, library)
        if lifted:
            return lifted
    units = [unit]
    length = len(unit.text)
    following = library.around(unit, after=14)[1:]
    if want.kind == "date" or not (_opens(asked, unit, following) or want.kind == "items"):
        return units
    inner = (*unit.heading_path, unit.text) if unit.marker == "#" else unit.heading_path
    enumerated = _ENUMERATES.search(unit.text) is not None
    cut = unit.text.rstrip().endswith((",", "·", "‧"))
    for other in following:
        if other.heading_path[: len(inner)] != inner or other.marker == "#":
            break
        replies = other.marker in _REPLIES or (want.kind == "items" and other.marker in _NOTES)
        if unit.marker != "#" and not enumerated and not replies and not cut and other.level <= unit.level:
            break
        cut = cut and other.text.rstrip().endswith((",", "·", "‧"))
        if other.table_id is not None and unit.marker != "#":
            break
        length += len(other.text)
        if length > LENGTH:
            break
        units.append(other)
    return units


SAID = 0.5
"""The share of the question's other words a unit says itself that needs no neighbours to be understood."""
_NOTES = frozenset({"※", "*"})
_REPLIES = frozenset({"→", "⇒", "☞", "➡", "⇨"})


def _opens(asked: Asked, unit: Unit, following: Sequence[Unit]) -> bool:
    """Tell whether a unit is only the beginning of what it says."""
    return bool(
        unit.marker == "#"
        or unit.text.rstrip().endswith((":", "："))
        or len(unit.text) < 30
        or asked.form in ("list", "text")
        or _ENUMERATES.search(unit.text)
        or unit.text.rstrip().endswith((",", "·", "‧"))
        or (following and following[0].marker in _REPLIES)
    )


def _under_label(head: Term, unit: Unit, library: Library) -> list[Unit]:
    """Return all that stands under a heading or item named by the thing asked for, when the unit stands there."""
    if not unit.heading_path or _LEADING.match(unit.text):
        return []
    around = library.around(unit, before=14, after=14)
    own = [u for u in around if u.heading_path == unit.heading_path and u.marker != "#" and u.table_id is None]
    if unit.parents and label_of_heading(head, unit.parents[-1]) > 0:
        own = [u for u in own if u.parents[: len(unit.parents)] == unit.parents]
    elif label_of_heading(head, unit.heading_path[-1]) < 1:
        return []
    return own if sum(len(u.text) for u in own) <= LENGTH else []


_LEADING = re.compile(r"^[(\[]?[가-힣 ·]{2,14}[)\]]?\s*[:：]")


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
    if asked is not None and asked.form != "yesno":
        named = [cell for cell in asked_cells(asked, unit, library) if cell in cells]
        if not all(folded(cell.text) in folded(asked.wording) for cell in named):  # they say no more than was asked
            cells = named
    parts = []
    for cell in cells[:8]:
        header = " ".join(cell.column_path)
        parts.append(f"{header}: {cell.text}" if header else cell.text)
    lead = " · ".join(labels)
    return f"{lead} — {', '.join(parts)}" if lead else ", ".join(parts)


def _meets(asked: Asked, header: str) -> bool:
    own = find_periods(header)
    return any(bounds(p.key) == bounds(w.key) for p in own for w in asked.periods)


def cover(units: Sequence[Unit]) -> Location:
    """Return the place from the first of some units to the last."""
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
