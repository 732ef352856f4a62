"""The texts in which the words of a question are looked for: those of a place, a figure, and a whole document."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.counted_nouns import noun_of
from assistant.items import item_words
from assistant.library import Library
from assistant.match import Field, Weighted, field
from assistant.question import Asked
from assistant.unlike import without_opposites
from corpus.figures import Figure
from corpus.units import Unit
from index.evidence import DocumentEntry

ABOUT = 0.65
"""What a word counts that a place lacks, but that its whole short document is about."""


@dataclass(frozen=True, slots=True)
class Backdrop:
    """What a question finds behind every place of one document."""

    document: DocumentEntry
    about: tuple[Field, ...]
    """Those of the question's words the whole short document is about, as a text all its places stand under."""
    affinity: float
    """What naming a document's issuing body or title adds to its places, or costs those of others."""


def backdrops(asked: Asked, terms: Sequence[Weighted], library: Library) -> Callable[[DocumentEntry], Backdrop]:
    """Return what gives the backdrop of a document, each made once."""
    known: dict[str, Backdrop] = {}

    def behind(document: DocumentEntry) -> Backdrop:
        found = known.get(document.id)
        if found is None:
            said = " ".join(w.term.text for w in terms if library.is_about(document.id, w.term.text))
            about = (field(said, ABOUT),) if said else ()
            found = known[document.id] = Backdrop(document, about, library.affinity(asked, document))
        return found

    return behind


def unit_fields(unit: Unit, document: DocumentEntry, library: Library) -> tuple[Field, ...]:
    """Return the texts in which a unit's words are looked for, its own first."""
    return library.fields(unit, lambda: tuple(_unit_fields(unit, document, library.subject(unit))))


def _unit_fields(unit: Unit, document: DocumentEntry, subject: str) -> list[Field]:
    fields = [field(unit.text, 1.0)]
    if unit.headers:
        fields.append(field(" ".join(unit.headers), 0.95))
    if unit.caption:
        fields.append(field(unit.caption, 0.9))
    if unit.parents:
        fields.append(field(" ".join(unit.parents), 0.9))
    fields += _heading_fields(unit.heading_path, _title(document), subject)
    return fields


@lru_cache(maxsize=10_000)
def _heading_fields(heading_path: tuple[str, ...], title: str, subject: str) -> tuple[Field, ...]:
    fields = []
    if heading_path:
        fields.append(field(heading_path[-1], 0.85))
        fields.append(field(" ".join(heading_path[-2:-1]), 0.85))
        fields.append(field(" ".join(heading_path[:-2]), 0.7))
    fields.append(field(title, 0.7))
    if subject:
        fields.append(field(subject, 0.7))
    return tuple(fields)


def _title(document: DocumentEntry) -> str:
    return f"{document.title} {document.organization or ''} {document.kind or ''}"


def figure_fields(
    figure: Figure, unit: Unit, document: DocumentEntry, subject: str = "", asked: Asked | None = None
) -> list[Field]:
    """Return the texts in which a figure's words are looked for, its own labels first."""
    if figure.kind == "cell":
        item = item_words(figure)
        fields = [
            field(without_opposites((*figure.row_path, *figure.column_path, item, noun_of(figure)), asked), 1.0),
            field(f"{unit.stub} {unit.text}" if unit.stub else unit.text, 0.75),
        ]
        if figure.context and figure.context != figure.text and not item:
            fields.append(field(figure.context, 0.8))
    else:
        fields = [field(figure.label, 1.0), field(unit.text, 0.9)]
        if unit.parents:
            fields.append(field(" ".join(unit.parents), 0.85))
    if figure.caption:
        fields.append(field(figure.caption, 0.9))
    return [*fields, *_heading_fields(figure.heading_path or unit.heading_path, _title(document), subject)]
