"""The index as the engine uses it: units found for a question, their figures, tables and neighbours."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from assistant.bodies import is_named, short_names
from assistant.latin_names import with_latin_names
from assistant.lost_names import with_lost_names
from assistant.match import Field, Weighted, folded
from assistant.question import Asked
from assistant.rewording import as_printed, looked_up, reworded, stand_ins, with_near
from corpus.audit import audit
from corpus.document import Location, Table
from corpus.figures import Figure
from corpus.findings import Finding
from corpus.text import squash
from corpus.units import Unit
from index.evidence import DocumentEntry
from index.search import Index

_SUBJECT = re.compile(
    r"(?:세부\s*)?(?:사\s*업\s*명|과\s*제\s*명|공\s*약\s*명|안\s*건\s*명|건\s*명)\s*[::]?\s+(\S.{2,})"
)
"""An item that names what the text is about (`사업명: …`)."""
_SHORT, _ABOUT_SHARE, _ABOUT_LEAST = 150, 0.05, 4
"""Units of a document short enough to be about one thing, and the share and the number of them that must say a word."""
_SUBJECT_LENGTH = 80
_NAMED = re.compile(r"(?:명칭|약칭|별칭|애칭)[은:]?\s*[“\"‘'「『]([^”\"’'」』]{2,30})[”\"’'」』]")
"""What a document calls the thing it is about (`명칭은 “…”로 한다`)."""
_MOST_NAMES = 3
"""A document with more names is about none of them alone."""
_ALL = 10**9
_FIELDS_KEPT = 12_000
_QUESTIONS_KEPT = 6


@dataclass(frozen=True, slots=True)
class Hit:
    """A unit as found for a question, with its document."""

    unit: Unit
    document: DocumentEntry
    score: float
    """BM25, higher is better; 0 when only the vectors found it."""
    similarity: float
    """Cosine of question and unit; 0 when only the words found it."""


class Library:
    """Reads from one index; caches what questions read again and again. Safe to share between threads."""

    def __init__(self, index: Index, *, documents: Collection[str] | None = None) -> None:
        self.index = index
        self.restricted = None if documents is None else frozenset(documents)
        self._entries = {entry.id: entry for entry in index.documents()}
        self._fields: dict[str, tuple[Field, ...]] = {}
        self._weighted: dict[Asked, tuple[Weighted, ...]] = {}
        self._frequency = lru_cache(maxsize=50_000)(index.literal_frequency)
        self._row_figures = lru_cache(maxsize=400)(self._read_row_figures)
        self._prose_figures = lru_cache(maxsize=60)(self._read_prose_figures)
        self._subjects = cache(self._read_subjects)
        self._about = lru_cache(maxsize=20_000)(self._read_about)
        self._short = lru_cache(maxsize=200)(self._read_short)
        self._quoted = lru_cache(maxsize=8)(self._read_quoted)
        self._disputed = cache(self._read_disputed)
        self._named = lru_cache(maxsize=500)(self._read_named)
        self.unit_count = index.unit_count()

    @property
    def entries(self) -> tuple[DocumentEntry, ...]:
        """Return the documents a question may be answered from."""
        return tuple(e for e in self._entries.values() if self.restricted is None or e.id in self.restricted)

    def document(self, document_id: str) -> DocumentEntry:
        """Return a document's entry."""
        return self._entries[document_id]

    def frequency(self, word: str) -> int:
        """Return in how many units a word stands as a search token."""
        return self._frequency(word)

    def affinity(self, asked: Asked, document: DocumentEntry) -> float:
        """Return what naming a document's issuing body or title adds to its units, or costs the others'.

        The end of a body's name (`연구정보원`) is enough; a name all documents share tells nothing apart.
        """
        named = self._named(asked.standalone)
        if not named or len(named) == len(self.entries):
            return 0.0
        return 0.12 if document.id in named else -0.3

    def is_body(self, word: str) -> bool:
        """Tell whether a word is the name of an issuing body, or the end of it."""
        return len(word) >= 4 and any(squash(entry.organization or "").endswith(word) for entry in self.entries)

    def body_names(self, text: str) -> tuple[tuple[int, int], ...]:
        """Return where a question says an issuing body's name, or the town or province its name begins with."""
        names = {name for entry in self.entries for name in short_names(entry.organization or "")}
        return tuple(m.span() for name in names for m in re.finditer(rf"(?<![가-힣]){re.escape(name)}", text))

    def subject(self, unit: Unit) -> str:
        """Return what the document, or the part of it the unit stands in, says it is about in an item of its own."""
        subjects, names = self._subjects(unit.document_id)
        own = subjects.get(unit.heading_path[0] if unit.heading_path else "", subjects.get(None, ""))
        return f"{own} {names}".strip()

    def _read_subjects(self, document_id: str) -> tuple[dict[str | None, str], str]:
        """Return part heading -> subject (None: of the whole document where it has one), and the names it gives."""
        stated: dict[str, list[str]] = {}
        names: dict[str, None] = {}
        for unit in self.index.units_between(document_id, 0, _ALL):
            names |= dict.fromkeys(_NAMED.findall(unit.text))
            found = _SUBJECT.match(unit.text)
            if found:
                part = unit.heading_path[0] if unit.heading_path else ""
                stated.setdefault(part, []).append(found.group(1)[:_SUBJECT_LENGTH])
        different = {folded(text) for texts in stated.values() for text in texts}
        told = " ".join(names) if len(names) <= _MOST_NAMES else ""
        if len(different) == 1:
            return {None: next(iter(stated.values()))[0]}, told
        return {part: texts[0] for part, texts in stated.items() if len({folded(t) for t in texts}) == 1}, told

    def is_about(self, document_id: str, word: str) -> bool:
        """Tell whether a whole short document is about one word: a good share of its units say it."""
        return self._about(document_id, word)

    def _read_about(self, document_id: str, word: str) -> bool:
        texts = self._short(document_id)
        return len(word) > 2 and sum(word in text for text in texts) >= max(_ABOUT_LEAST, _ABOUT_SHARE * len(texts))

    def _read_short(self, document_id: str) -> tuple[str, ...]:
        """Return the folded texts of a document's units, none of a long document."""
        units = self.index.units_between(document_id, 0, _SHORT + 1)
        return tuple(folded(unit.text) for unit in units) if len(units) <= _SHORT else ()

    def _read_named(self, text: str) -> frozenset[str]:
        return frozenset(entry.id for entry in self.entries if is_named(entry, text))

    def with_near_words(self, asked: Asked) -> Asked:
        """Return the question with what the documents print for each term; near words only where there is a model."""
        self.index.foresee(asked.query)
        asked = with_latin_names(asked, self.index.sounding, self.frequency)
        asked = with_lost_names(asked, self.index.is_row_name)
        terms = (*asked.terms, *asked.context)
        found = self.index.near_words([word for term in terms for word in looked_up(term)])
        return replace(
            asked,
            terms=tuple(with_near(as_printed(term, self.frequency), found) for term in asked.terms),
            context=tuple(with_near(as_printed(term, self.frequency), found) for term in asked.context),
        )

    def fields(self, unit: Unit, make: Callable[[], tuple[Field, ...]]) -> tuple[Field, ...]:
        """Return the texts a unit's words are looked for in, made once."""
        found = self._fields.get(unit.id)
        if found is None:
            if len(self._fields) > _FIELDS_KEPT:
                self._fields.clear()
            found = self._fields[unit.id] = make()
        return found

    def weighted(self, asked: Asked, make: Callable[[], tuple[Weighted, ...]]) -> tuple[Weighted, ...]:
        """Return a question's weighted terms, made once, so that what they find is remembered while it is answered."""
        found = self._weighted.get(asked)
        if found is None:
            if len(self._weighted) > _QUESTIONS_KEPT:
                self._weighted.clear()
            found = self._weighted[asked] = make()
        return found

    def hits(self, asked: Asked, *, limit: int = 160) -> tuple[Hit, ...]:
        """Return the units that share words or meaning with the question, unordered scores included."""
        words = [
            word
            for term in (*asked.terms, *asked.context)
            for word in (term.text, *term.parts, *term.alternatives, *stand_ins(term, self.frequency))
        ]
        words += list(asked.codes)
        found = self.index.search_units(
            asked.query, words=words, rewording=reworded(asked, self.frequency), limit=limit, documents=self.restricted
        )
        return tuple(Hit(hit.unit, self._entries[hit.unit.document_id], hit.score, hit.similarity) for hit in found)

    def likeness(self, asked: Asked, unit_ids: Sequence[str]) -> dict[str, float]:
        """Return unit id -> cosine of question and unit, for the units that have a vector."""
        return self.index.similarities(asked.query, unit_ids)

    def findings(self, location: Location) -> tuple[Finding, ...]:
        """Return what the audit found wrong at a place of a text document; rounding is left out."""
        if location.lines is None:
            return ()
        table = self._disputed()
        found: dict[int, Finding] = {}
        for line in range(location.lines[0], location.lines[1] + 1):
            for finding in table.get((location.document, line), ()):
                found[id(finding)] = finding
        return tuple(found.values())

    def unit_at(self, document_id: str, location: Location) -> Unit | None:
        """Return the unit at a place, of the document given or of the one the place names; None when there is none."""
        entry = self._entries[document_id]
        if entry.name != location.document:
            entry = next((other for other in self._entries.values() if other.name == location.document), entry)
        if location.table_id is not None and location.row is not None:
            return next((unit for unit in self.rows(location.table_id) if unit.row == location.row), None)
        if location.lines is None:
            return None
        line = location.lines[0]
        at_line = (
            unit
            for unit in self.index.units_between(entry.id, 0, _ALL)
            if unit.location.lines and unit.location.lines[0] <= line <= unit.location.lines[1]
        )
        return next(at_line, None)

    def section(self, document_id: str, path: Sequence[str]) -> tuple[Unit, ...]:
        """Return the units of a document under headings that begin with these, in order."""
        length = len(path)
        units = self.index.units_between(document_id, 0, _ALL)
        return tuple(unit for unit in units if unit.heading_path[:length] == tuple(path))

    def unit_quoted(
        self, document_id: str, quote: str, *, lines: tuple[int, int] | None, page: int | None
    ) -> Unit | None:
        """Return the unit of a document that reads as quoted, at these lines or on this page, or None."""
        return self._quoted(document_id).get((quote, lines, page))

    def _read_quoted(self, document_id: str) -> dict[tuple[str, tuple[int, int] | None, int | None], Unit]:
        units = self.index.units_between(document_id, 0, _ALL)
        return {(u.text, u.location.lines, u.location.page): u for u in units if u.table_id is None}

    def _read_disputed(self) -> dict[tuple[str, int], tuple[Finding, ...]]:
        places: dict[tuple[str, int], list[Finding]] = {}
        for finding in audit([self.index.document(entry.id) for entry in self.entries]):
            if finding.severity == "rounding":
                continue
            for place in finding.places:
                if place.location.lines is not None:
                    places.setdefault((place.location.document, place.location.lines[0]), []).append(finding)
        return {place: tuple(findings) for place, findings in places.items()}

    def figures_of(self, unit: Unit) -> tuple[Figure, ...]:
        """Return the figures a unit states, in order."""
        if unit.table_id is not None and unit.row is not None:
            return self._row_figures(unit.table_id).get(unit.row, ())
        lines, page = unit.location.lines, unit.location.page
        figures = self._prose_figures(unit.document_id)
        if lines is not None:
            return tuple(
                f
                for line in range(lines[0], lines[1] + 1)
                for f in figures.get(("line", line), ())
                if f.context in unit.text or unit.text in f.context
            )
        return tuple(
            f for f in figures.get(("page", page or 0), ()) if f.context in unit.text or unit.text in f.context
        )

    def table(self, table_id: str) -> Table:
        """Return a table as read."""
        return self.index.table(table_id)

    def table_figures(self, table_id: str) -> tuple[Figure, ...]:
        """Return all figures of a table."""
        return tuple(f for figures in self._row_figures(table_id).values() for f in figures)

    def rows(self, table_id: str) -> tuple[Unit, ...]:
        """Return the rows of a table as units."""
        return self.index.table_units(table_id)

    def around(self, unit: Unit, *, before: int = 0, after: int = 0) -> tuple[Unit, ...]:
        """Return the unit and its neighbours in the document."""
        return self.index.units_between(unit.document_id, unit.order - before, unit.order + after)

    def _read_row_figures(self, table_id: str) -> dict[int, tuple[Figure, ...]]:
        rows: dict[int, list[Figure]] = {}
        for figure in self.index.figures_of(table_id):
            if figure.location.row is not None:
                rows.setdefault(figure.location.row, []).append(figure)
        return {row: tuple(figures) for row, figures in rows.items()}

    def _read_prose_figures(self, document_id: str) -> dict[tuple[str, int], tuple[Figure, ...]]:
        places: dict[tuple[str, int], list[Figure]] = {}
        for figure in self.index.figures_in(document_id):
            if figure.kind != "prose":
                continue
            if figure.location.lines is not None:
                places.setdefault(("line", figure.location.lines[0]), []).append(figure)
            else:
                places.setdefault(("page", figure.location.page or 0), []).append(figure)
        return {place: tuple(figures) for place, figures in places.items()}
