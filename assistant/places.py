"""Where a text question may be answered: units ranked by its words, its meaning, their labels and the wanted kind."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.articles import article_fit, lists_cases
from assistant.claims import claim_holds
from assistant.duties import asks_duty, duty
from assistant.events import event_fit
from assistant.fields import ABOUT, backdrops, unit_fields
from assistant.find import Candidate, candidate_of, weighted_terms
from assistant.kinds import label_fit, leading_label, type_fit
from assistant.library import Library
from assistant.match import Weighted, folded, term_coverage
from assistant.ordinals import ordinal_fit
from assistant.period_fit import bounds
from assistant.polarity import asked_cells, asked_headers
from assistant.question import Asked
from assistant.typed import SEVERAL, names_of_kind
from assistant.wanted import Wanted
from corpus.periods import find_periods
from corpus.units import Unit
from index.evidence import DocumentEntry

LABELLED = 0.25
"""What a unit gains whose own label is the thing asked for."""
LEADING = 0.06
"""What a unit gains that calls its content by any word of the question."""
DECIDES = 0.15
"""What a row gains that has a column for just the thing a yes-or-no question asks about."""
PREDICATE = 0.12
"""What it adds that a unit says itself the last word of a yes-or-no question: what is asked to be so."""
CLAIMS = 0.12
"""What it adds that a unit's words decide what a yes-or-no question claims."""
SPOKEN_OF = 0.6
"""The share of the question's words a row must stand under for its column to decide."""
ARTICLE = 0.2
"""What the opening of a law's article gains whose title the question says in full."""
KIND = 0.1
"""What a unit gains that names several things of the kind asked for (`나라`)."""
DEPTH = 130
COVERED, OWN, MEANING = 0.55, 0.15, 0.35
"""What the words found at the place, those found in its own text and likeness of meaning count."""
AT_HOME = (0.45, 0.35)
"""What a word counts that a unit lacks but its subsection, or its section, speaks of more than all others do."""
_SUBJECT = 0.35
"""The share of the question's other words a labelled unit must stand under for its label to count in full."""


@dataclass(frozen=True, slots=True)
class Place:
    """A unit that may answer, with what speaks for it. `score` about 0..1.5; higher is better."""

    candidate: Candidate
    score: float
    coverage: float
    """Share of the question's words found, those left out that only say what kind of answer is wanted."""
    label: float
    kind: float
    finds: tuple[float, ...]
    """Of each subject term at the place, 0..1."""
    own: tuple[float, ...]
    """Of each subject term in the unit's own text, 0..1."""
    says: float
    """Share of the question's words, the thing asked for left out, in the unit's own text."""

    @property
    def unit(self) -> Unit:
        """Return the unit."""
        return self.candidate.unit


def places(asked: Asked, want: Wanted, found: Sequence[Candidate], library: Library) -> list[Place]:
    """Return the candidates as places, best first."""
    terms = subject_terms(asked, want, library)
    seen = [_Seen.of(candidate, terms, library) for candidate in found[:DEPTH]]
    if want.kind in ("reason", "outcome", "measure"):
        seen += [_Seen.of(candidate, terms, library) for candidate in _beside(asked, terms, seen, library)]
    homes = [_homes(seen, terms, depth) for depth in (2, 1)]
    ranked = [_place(asked, want, one, terms, homes, library) for one in seen]
    ranked.sort(key=lambda place: (-place.score, place.unit.id))
    return ranked


BESIDE, REACH = 3, 30
"""Of how many places the neighbours are looked at, and how far they may be."""


def _beside(asked: Asked, terms: Sequence[Weighted], seen: Sequence[_Seen], library: Library) -> list[Candidate]:
    """Return units of the best places' sections that the search did not find: a reason shares few words with `why`."""
    known = {one.candidate.unit.id for one in seen}
    units: dict[str, tuple[Unit, DocumentEntry]] = {}
    for one in sorted(seen, key=lambda one: -one.candidate.score)[:BESIDE]:
        origin = one.candidate.unit
        for unit in library.around(origin, before=REACH, after=REACH):
            if unit.id not in known and _section(unit, 2) == _section(origin, 2):
                units[unit.id] = (unit, one.candidate.document)
    likeness = library.likeness(asked, list(units))
    behind = backdrops(asked, terms, library)
    return [
        candidate_of(asked, unit, behind(document), likeness.get(i, 0.0), terms, library)
        for i, (unit, document) in units.items()
    ]


def subject_terms(asked: Asked, want: Wanted, library: Library) -> tuple[Weighted, ...]:
    """Return the question's terms with their weights, without those that only ask."""
    terms = weighted_terms(asked, library)
    kept = tuple(weighted for weighted in terms if not want.is_asking(weighted.term))
    return kept or terms


@dataclass(frozen=True, slots=True)
class _Seen:
    """A candidate with each term's find in its own text and at its place."""

    candidate: Candidate
    own: tuple[float, ...]
    finds: tuple[float, ...]

    @classmethod
    def of(cls, candidate: Candidate, terms: Sequence[Weighted], library: Library) -> _Seen:
        fields = unit_fields(candidate.unit, candidate.document, library)
        named = [names_of_kind(term.term.text, candidate.unit.text) for term in terms]
        own = tuple(max(name, term_coverage(term, fields[:1])) for term, name in zip(terms, named, strict=True))
        finds = (max(name, term_coverage(term, fields)) for term, name in zip(terms, named, strict=True))
        return cls(candidate, own, tuple(finds))


def _ends_section(unit: Unit, library: Library) -> bool:
    """Tell whether a unit is the last item of its list: the latest of what happened."""
    following = library.around(unit, after=1)[1:]
    return not following or following[0].heading_path != unit.heading_path or following[0].marker == "#"


def _section(unit: Unit, depth: int) -> tuple[str, ...]:
    return (unit.document_id, *unit.heading_path[:depth])


def _homes(seen: Sequence[_Seen], terms: Sequence[Weighted], depth: int) -> list[tuple[str, ...] | None]:
    """Return for each term the section that holds most of the candidates saying it, None where no section does."""
    homes: list[tuple[str, ...] | None] = []
    for position in range(len(terms)):
        counts = Counter(_section(one.candidate.unit, depth) for one in seen if one.own[position] >= 0.95)
        best = counts.most_common(1)
        total = sum(counts.values())
        homes.append(best[0][0] if best and best[0][1] >= 2 and best[0][1] >= 0.5 * total else None)
    return homes


def _mean(finds: Iterable[float], terms: Sequence[Weighted]) -> float:
    total = sum(term.weight for term in terms)
    return sum(term.weight * find for term, find in zip(terms, finds, strict=True)) / total if total else 0.0


def _place(
    asked: Asked,
    want: Wanted,
    seen: _Seen,
    terms: Sequence[Weighted],
    homes: Sequence[Sequence[tuple[str, ...] | None]],
    library: Library,
) -> Place:
    candidate, unit = seen.candidate, seen.candidate.unit
    finds = tuple(
        max(
            find,
            *(
                part
                for part, home in zip(AT_HOME, homes, strict=True)
                if home[i] == _section(unit, 2 - AT_HOME.index(part))
            ),
            ABOUT if find < ABOUT and library.is_about(unit.document_id, terms[i].term.text) else 0.0,
        )
        for i, find in enumerate(seen.finds)
    )
    base = candidate.score - 0.55 * candidate.coverage - 0.15 * candidate.own - 0.35 * candidate.similarity
    score = base + COVERED * _mean(finds, terms) + OWN * _mean(seen.own, terms) + MEANING * candidate.similarity
    score += _own_name(asked, candidate, library)
    label = label_fit(want.head, unit) if want.head is not None else 0.0
    kind = type_fit(want, unit) + LEADING * any(leading_label(unit) == weighted.term.text for weighted in terms)
    if want.kind == "yesno" and _mean(finds, terms) >= SPOKEN_OF and asked_headers(asked, unit):
        kind += DECIDES
    if want.kind in ("text", "body", "items") and asked_headers(asked, unit):
        kind += DECIDES * any(_is_wordy(cell.text) for cell in asked_cells(asked, unit, library))
    if want.kind == "yesno":
        kind += PREDICATE * (seen.own[-1] if seen.own else 0.0)
        kind += CLAIMS * (_mean(finds, terms) >= SPOKEN_OF and _decides(asked, unit))
    if want.kind == "date" and want.event:
        kind += event_fit(want.event, terms, _dated_text(unit))
    if want.kind != "date":
        kind += ARTICLE * article_fit(want, terms, unit, finds)
        kind += KIND * any(names_of_kind(weighted.term.text, unit.text) == SEVERAL for weighted in terms)
    if want.head is not None and want.head.text.endswith("대상"):
        kind += KIND * lists_cases(unit.text)
    if want.kind == "outcome" and kind > 0 and _ends_section(unit, library):
        kind += DECIDES
    score += (
        LABELLED * label * min(1.0, _others(terms, want, finds) / _SUBJECT)
        + kind
        + _shape(asked, want, unit, candidate.document)
    )
    return Place(candidate, score, _mean(finds, terms), label, kind, finds, seen.own, _others(terms, want, seen.own))


def _decides(asked: Asked, unit: Unit) -> bool:
    """Tell whether a unit's words decide what a yes-or-no question claims."""
    return bool(duty(asked, unit.text)) if asks_duty(asked) else claim_holds(asked, unit.text) is not None


def _dated_text(unit: Unit) -> str:
    """Return what a unit says of its date: its text, under the item it stands below."""
    lead = unit.parents[-1:] if unit.table_id is None else unit.heading_path[-1:]
    return unit.text if len(unit.text) > _SHORT else ": ".join((*lead, unit.text))


_SHORT = 60


def _own_name(asked: Asked, candidate: Candidate, library: Library) -> float:
    """Give back what another body's document lost, where the place itself speaks of the body named."""
    lost = library.affinity(asked, candidate.document)
    if lost >= 0:
        return 0.0
    said = folded(" ".join((*candidate.unit.heading_path, candidate.unit.text)))
    names = (folded(entry.organization or "") for entry in library.entries if entry.id != candidate.document.id)
    question = folded(asked.wording)
    return -lost if any(len(name) > 3 and name in question and name in said for name in names) else 0.0


def _others(terms: Sequence[Weighted], want: Wanted, finds: Sequence[float]) -> float:
    """Return the share of the question's words found, the thing asked for left out; 1 where it has no others."""
    others = [
        (weighted, find)
        for weighted, find in zip(terms, finds, strict=True)
        if want.head is None or weighted.term.text != want.head.text
    ]
    return _mean([find for _, find in others], [term for term, _ in others]) if others else 1.0


def _shape(asked: Asked, want: Wanted, unit: Unit, document: DocumentEntry) -> float:
    """Return what a unit's form adds: headings, bare rows of figures and scraps answer badly in words."""
    value = 0.0
    text = unit.text
    if unit.marker == "#":
        value -= 0.08
    if want.kind not in ("date", "yesno") and unit.table_id and not has_words(unit):
        value -= 0.15
    if len(text) < 12:
        value -= 0.08
    return value + _period_fit(asked, unit, document) + ordinal_fit(asked, unit)


def _period_fit(asked: Asked, unit: Unit, document: DocumentEntry) -> float:
    """Return what speaks for a unit's time: a column of just the period asked for, its year named, or another's."""
    if not asked.periods:
        return 0.0
    headers = [period for header in unit.headers for period in find_periods(header)]
    if any(bounds(own.key) == bounds(want.key) for own in headers for want in asked.periods):
        return 0.05 if all(len(period.key) == 4 for period in asked.periods) else 0.2
    years = {period.start[:4] for period in find_periods(unit.text)}
    wanted = {period.start[:4] for period in asked.periods}
    if years:
        return 0.05 if years & wanted else -0.1
    last = max(re.findall(r"(?<!\d)20\d\d", f"{document.as_of or ''} {document.period or ''}"), default="")
    return -0.1 if last and last < min(wanted) else 0.0


def has_words(unit: Unit) -> bool:
    """Tell whether a row's cells say something in words rather than by numbers and dates alone."""
    return _is_wordy(unit.text.partition("|")[2])


def _is_wordy(text: str) -> bool:
    return sum(letter >= "가" for letter in text) >= 4
