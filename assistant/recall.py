"""What earlier turns said: their answers found again, with the figures a later turn may lean on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock

from assistant.answer import AnswerFigure, Citation
from assistant.draft import Draft
from assistant.find import Candidate, Option
from assistant.library import Library
from assistant.question import Asked
from corpus.document import Location
from corpus.figures import Figure
from corpus.units import Unit

_KEPT = 400
"""Turns remembered at most; the oldest go first."""


@dataclass(frozen=True, slots=True)
class Said:
    """One turn and what was answered to it."""

    asked: Asked
    draft: Draft
    places: tuple[Option, ...] = ()
    """The stated figures of the answer that stand in a document, in the order of the answer."""
    anchors: tuple[Option, ...] = ()
    """The figures the talk is about, several where they were offered to choose from: of this turn, or of the one
    before where this one found none."""
    grounds: tuple[Unit, ...] = ()
    """The sentences and rows the answer cites; those of the turn before where this one found none."""
    ranking: tuple[Option, ...] = ()
    """The places of a ranking, best first, where the turn asked for one."""
    place: int = 0
    """Which of a ranking's places was told last, from 0."""

    @property
    def anchor(self) -> Option | None:
        """Return the one figure the talk is about, or None when there is none or it is open which."""
        return self.anchors[0] if len(self.anchors) == 1 else None

    @property
    def row(self) -> Option | None:
        """Return a figure of the one table row the talk is about, or None when it is open which row."""
        rows = {(one.figure.table_id, one.figure.location.row) for one in self.anchors}
        one_row = len(rows) == 1 and self.anchors[0].figure.table_id is not None
        return self.anchors[0] if len(self.anchors) == 1 or one_row else None

    @property
    def headline(self) -> Option | None:
        """Return the figure the answer leads with, or None when it computed one or stated none.

        The one figure that was offered counts: who goes on from it has taken it.
        """
        if self.draft.outcome == "clarify" and len(self.places) == len(self.draft.figures) == 1:
            return self.places[0]
        if self.draft.outcome != "answered" or not self.draft.figures or self.draft.figures[0].derived:
            return None
        return self.places[0] if self.places else None


class Memory:
    """Turns already answered, by the words of the conversation up to them. Safe to share between threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._said: dict[tuple[object, tuple[str, ...]], Said] = {}

    def get(self, scope: object, turns: tuple[str, ...]) -> Said | None:
        """Return what was said to the last of these turns, or None when it is not remembered."""
        with self._lock:
            return self._said.get((scope, turns))

    def keep(self, scope: object, turns: tuple[str, ...], said: Said) -> None:
        """Remember what was said to the last of these turns."""
        with self._lock:
            self._said[scope, turns] = said
            while len(self._said) > _KEPT:
                del self._said[next(iter(self._said))]


def remember(asked: Asked, draft: Draft, earlier: Sequence[Said], library: Library, *, place: int = 0) -> Said:
    """Return the turn as later ones may lean on it."""
    places = places_of(draft, library)
    anchors = earlier[-1].anchors if earlier and asked.is_followup else ()
    if places and draft.outcome in ("answered", "conflict"):
        anchors = places[:1]
    elif places and draft.outcome == "clarify":
        anchors = places
    ranking = places if asked.operation in ("maximum", "minimum") else ()
    grounds = cited_units(draft, library) or (earlier[-1].grounds if earlier and asked.is_followup else ())
    return Said(asked, draft, places=places, anchors=anchors, grounds=grounds, ranking=ranking, place=place)


def cited_units(draft: Draft, library: Library) -> tuple[Unit, ...]:
    """Return the sentences and table rows an answer cites, each once, in the order of its citations."""
    if draft.outcome == "unanswerable":
        return ()
    found: dict[str, Unit] = {}
    for citation in draft.citations:
        unit = unit_of(citation, library) or _at(citation, library)
        if unit is not None:
            found.setdefault(unit.id, unit)
    return tuple(found.values())


def _at(citation: Citation, library: Library) -> Unit | None:
    """Return the first unit of a quotation that joins several, or None."""
    if not citation.document_id or citation.lines is None:
        return None
    return library.unit_at(citation.document_id, Location(citation.document, lines=citation.lines))


def places_of(draft: Draft, library: Library) -> tuple[Option, ...]:
    """Return the document figures behind an answer's stated figures; computed ones and unplaced ones left out."""
    citations = {citation.number: citation for citation in draft.citations}
    found: list[Option] = []
    for stated in draft.figures:
        citation = citations.get(stated.citation or 0)
        if stated.derived or citation is None:
            continue
        option = placed(citation, stated, library)
        if option is not None and all(option.figure.id != other.figure.id for other in found):
            found.append(option)
    return tuple(found)


def placed(citation: Citation, stated: AnswerFigure, library: Library) -> Option | None:
    """Return the document figure at a cited place that states an answer's figure, or None."""
    unit = unit_of(citation, library)
    if unit is None:
        return None
    at_place = [f for f in library.figures_of(unit) if citation.column is None or f.location.column == citation.column]
    same = [f for f in at_place if f.value == stated.value or (f.won is not None and f.won == stated.won)]
    figure = next((f for f in same if f.label == stated.label), same[0] if same else None)
    return None if figure is None else option_of(figure, unit, library)


def unit_of(citation: Citation, library: Library) -> Unit | None:
    """Return the unit a citation points at, or None."""
    if citation.table_id is not None and citation.row is not None:
        return next((unit for unit in library.rows(citation.table_id) if unit.row == citation.row), None)
    if not citation.document_id:
        return None
    return library.unit_quoted(citation.document_id, citation.quote, lines=citation.lines, page=citation.page)


def option_of(figure: Figure, unit: Unit, library: Library) -> Option:
    """Return a figure known for certain as an option of full score."""
    candidate = Candidate(unit, library.document(unit.document_id), 1.0, 1.0, 1.0, 1.5)
    return Option(figure, candidate, 1.0, (), 0.0, 1.0, 1.0, 1.5)
