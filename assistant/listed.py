"""Series told in words: the figures of one unit that a list sets beside each other (`초등 36, 중등 32, 신규 9`)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.clauses import tag_of
from assistant.find import Candidate, Option, options
from assistant.library import Library
from assistant.match import coverage, field, folded
from assistant.naming import tidy
from assistant.question import Asked
from assistant.series import KIND, Series
from assistant.sorts import kinds_asked
from assistant.subject import subject_terms
from corpus.total_names import is_total

_LEAD = re.compile(r"^[\s\-–·•▸:;,.※◦○oㅇ]*(\S[^:]{1,39}?)\s*:\s")
LEAST = 3
"""Figures that make a list."""
UNITS = 6
"""Lines of the best candidates that are looked into."""


def listed_series(asked: Asked, found: Sequence[Candidate], library: Library) -> list[Series]:
    """Return the lists whose members a question may rank, best first; a list goes on over lines below one lead."""
    groups: dict[tuple[object, ...], list[Option]] = {}
    for option in options(asked, [c for c in found if c.unit.table_id is None][:UNITS], library):
        figure, unit = option.figure, option.candidate.unit
        if figure.kind != "prose" or figure.unit is None or option.unit_fit < 0 or option.period_fit < 0:
            continue
        lead = unit.id if _head(unit.text) or not unit.parents else tuple(unit.parents)
        groups.setdefault((figure.document_id, figure.heading_path, lead, figure.unit), []).append(option)
    made = (_series(asked, members, library) for members in groups.values())
    return sorted((series for series in made if series is not None), key=lambda series: -series.score)


def _series(asked: Asked, members: Sequence[Option], library: Library) -> Series | None:
    ordered = sorted(members, key=lambda o: (o.figure.location.lines or (0, 0), o.figure.id))
    ordered = _without_total(_tagged(asked, ordered))
    if len(ordered) < LEAST:
        return None
    if _leaves_out(asked, ordered, library):
        return None
    head = _head(ordered[0].candidate.unit.text)
    names = [tidy(option.figure.label.removeprefix(head).strip()) for option in ordered]
    if not all(names) or len(set(names)) < len(names):
        return None
    first = ordered[0]
    unit, document = first.candidate.unit, first.candidate.document
    # What all members share tells what is listed; what only one says tells it from the others.
    shared = " ".join(word for word in names[0].split() if all(word in name.split() for name in names))
    texts = " ".join(dict.fromkeys(o.candidate.unit.text for o in ordered))
    headings = first.figure.heading_path
    fields = [
        field(f"{' '.join(unit.parents)} {head} {shared}", 1.0),
        field(texts, 0.8),
        field(" ".join(headings[-2:]), 0.85),
        field(" ".join(headings[:-2]), 0.75),
        field(f"{document.title} {document.organization or ''} {document.kind or ''}", 0.7),
    ]
    kinds = {folded(kind) for kind in kinds_asked(asked)}
    said = subject_terms(asked, library)
    finds = coverage(said, fields)[1]
    terms = [
        w for w, find in zip(said, finds, strict=True) if find or folded(w.term.text).removesuffix("별") not in kinds
    ]  # `항목 가운데`: what the members are stands nowhere
    covered, _ = coverage(terms, fields)
    weight = sum(w.weight for w in terms)
    if weight < 1.0:
        return None
    said_there = sum(w.weight for w in terms if w.term.text in fields[0].text) / weight  # not by a word like it
    score = (
        covered
        - (KIND if len(terms) < len(said) else 0.0)
        + 0.2 * said_there
        + 0.35 * first.candidate.similarity
        + 0.28 * min(o.period_fit for o in ordered)
    )
    return Series("rows", tuple(ordered), tuple(names), tuple(unit.parents), score, covered)


def _leaves_out(asked: Asked, ordered: Sequence[Option], library: Library) -> bool:
    """Tell whether a member the question names is counted in another unit in its lines (`소식지 7건, 강연 3회`)."""
    units = {option.candidate.unit.id: option.candidate.unit for option in ordered}
    counted = {option.figure.unit for option in ordered}
    others = [f for unit in units.values() for f in library.figures_of(unit) if f.unit and f.unit not in counted]
    said, head = folded(asked.wording), _head(ordered[0].candidate.unit.text)
    names = (folded(tidy(figure.label.removeprefix(head).strip())) for figure in others)
    return any(len(name) > 1 and name in said for name in names)


def _head(text: str) -> str:
    """Return what a line is the list of (`빈집의 이용: 주차장 3곳, 텃밭 2곳`), empty where nothing leads it."""
    found = _LEAD.match(text)
    return found.group(1) if found else ""


def _without_total(ordered: Sequence[Option]) -> list[Option]:
    """Leave out a total, by its name or, before or behind all others, by what these add up to."""
    kept = [o for o in ordered if not is_total(o.figure.label) and not o.figure.is_total]
    whole = sum(o.figure.value for o in kept)
    ends = kept[:1] + kept[-1:] if len(kept) > LEAST else []
    return [o for o in kept if o not in ends or 2 * o.figure.value != whole]


def _tagged(asked: Asked, ordered: Sequence[Option]) -> list[Option]:
    """Return the members of the lines whose tag (`(학부모) …`) the question names, all where it names none."""
    named = [o for o in ordered if (tag := folded(tag_of(o.figure.context))) and tag in folded(asked.wording)]
    return named or list(ordered)
