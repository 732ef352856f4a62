"""What narrows a question down: a figure that says nothing of it is of something else."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.find import Option, weighted_terms
from assistant.forms import UNIT_CLASSES, unit_class
from assistant.lexicon import MEASURES
from assistant.library import Library
from assistant.match import field, folded, term_coverage
from assistant.question import Asked
from assistant.terms import Term
from corpus.text import search_text

_AMONG = re.compile(r"(?:가운데(?:서)?|중에(?:서|는)?|(?<=[가-힣\s])중(?=[\s,])|\bamong\b|\bout of\b)", re.I)
_DONE_TO = re.compile(r"(?:한|된|하는|되는|받은|당한|했던|됐던|하지\s*않은|되지\s*않은)\s")
"""What turns an action into what tells the things counted: `철회한 학교`."""
_CLAUSE_END = re.compile(r"(?:하고|하며|되고|되며|하였으며|하였고|했으며|했고|이며|이고)\s*,\s*|;\s*|\.\s+")
_NUMBERED = re.compile(r"(?<![가-힣])([가-힣]{2,8}) ?(\d{1,2})(?=[은는의이가을를과와에도로]?(?:[\s?,)·]|$))")
"""A name with its number."""
NUMBERED = 0.35
"""How far behind the best a figure of the one named by its number may be scored."""
FOUND, NAME = 0.5, 7
"""From which find on a name is said, and how many letters a word has that names one thing only."""
PART = 0.15
"""How much less of the question the place of a part may say than the best place says."""


def narrowed(asked: Asked, found: Sequence[Option]) -> list[Option]:
    """Return the figures that are of the part asked for and of the action that tells the things counted.

    Where a sentence tells of that action beside a number that is of another, only figures that name it are left.
    """
    options = _of_number(asked, _verbatim(asked, found))
    part = _part_asked(asked)
    if part is not None:
        least = max((o.coverage for o in options[:1]), default=0.0) - PART
        options = [o for o in options if o.coverage >= least and _says(part, o)]
    for action in [term for term in asked.terms if _tells_things(term, asked)]:
        kept = [o for o in options if not _in_another_clause(action, o)]
        if options and kept[:1] != options[:1]:
            kept = [o for o in kept if _says(action, o)]
        options = kept
    return options


def _verbatim(asked: Asked, found: Sequence[Option]) -> list[Option]:
    """Return the figures without rows that but resemble the one asked for, where that one is named in full."""
    if not found:
        return []
    best, said = found[0], folded(asked.wording)
    table = [o for o in found if o.figure.table_id and o.figure.table_id == best.figure.table_id]
    full = [o for o in table if o.score >= best.score - PART and _is_said(o, said)]
    if not full or full[0] is best or _is_said(best, said):
        return list(found)
    return [o for o in found if o.figure.table_id != best.figure.table_id or _is_said(o, said)]


def _is_said(option: Option, said: str) -> bool:
    """Tell whether a row's own label stands in the question as it is printed, marks of footnotes left out."""
    path = option.figure.row_path
    label = folded(path[-1]).rstrip("*†") if path else ""
    return len(label) >= NAME and label in said


def _of_number(asked: Asked, found: Sequence[Option]) -> list[Option]:
    """Return the figures of the one the question names by its number (`전략3`), where a near place names it."""
    numbered = [
        re.compile(rf"{name}{number}(?!\d)") for name, number in _NUMBERED.findall(search_text(asked.standalone))
    ]
    kept = [o for o in found if all(name.search(_place(o)) for name in numbered)]
    return kept if numbered and kept and kept[0].score >= found[0].score - NUMBERED else list(found)


def _place(option: Option) -> str:
    """Return what a figure's place says, folded, with what leads to it."""
    figure, unit = option.figure, option.candidate.unit
    return folded(" ".join((*figure.row_path, *figure.column_path, unit.text, *unit.parents, *unit.heading_path)))


def _part_asked(asked: Asked) -> Term | None:
    """Return what is counted among others (`63교 가운데 특수학교는 몇 교` asks for 특수학교), or None."""
    among = _AMONG.search(asked.standalone)
    if among is None or asked.operation not in ("lookup", "count"):
        return None
    later = [term for term in asked.terms if term.start >= among.end() and term.text not in MEASURES]
    if not later:
        return None
    first = later[0]
    behind = asked.standalone[first.start + len(first.text) :]
    return first if re.match(r"(?:\s[가-힣]{1,5})?\s?(?:은|는|이|가|수는|의\s*수)\s", behind) else None


def _says(term: Term, option: Option) -> bool:
    """Tell whether the figure's own labels, its text or the items above say a word; its headings do not count."""
    figure, unit = option.figure, option.candidate.unit
    labels = " ".join((*figure.row_path, *figure.column_path, figure.label, unit.text, *unit.parents))
    said = folded(labels)
    words = (term.text, *(word for word in term.alternatives if word not in UNIT_CLASSES))
    return any(folded(word) in said for word in words) or (
        len(term.parts) > 1 and all(folded(part) in said for part in term.parts)
    )


def _tells_things(term: Term, asked: Asked) -> bool:
    """Tell an action that says which things are counted: it stands before the noun, as `철회한`."""
    if unit_class(asked.unit) is None:
        return False
    behind = asked.standalone[term.start + len(term.text) :]
    return _DONE_TO.match(behind) is not None


def _in_another_clause(term: Term, option: Option) -> bool:
    """Tell whether the action is told in another clause of the sentence than the figure."""
    if option.figure.kind != "prose":
        return False
    text = option.candidate.unit.text
    action, number = text.find(term.text), text.find(option.figure.text)
    if action < 0 or number < 0:
        return False
    between = text[min(action, number) : max(action, number)]
    return _CLAUSE_END.search(between) is not None


def speaks_of_named(asked: Asked, option: Option, library: Library) -> bool:
    """Tell whether the place of a figure speaks of all that the question names by a long name the documents use."""
    terms = weighted_terms(asked, library)[: len(asked.terms)]
    named = [w for w in terms if len(w.term.text) >= NAME and not w.term.said and library.frequency(w.term.text)]
    unit, document = option.candidate.unit, option.candidate.document
    place = " ".join((unit.text, unit.caption, *unit.parents, *unit.headers, *unit.heading_path, document.title))
    fields = [field(f"{place} {document.organization or ''} {library.subject(unit)}", 1.0)]
    return all(term_coverage(w, fields) >= FOUND for w in named)
