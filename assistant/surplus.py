"""What a figure's labels say that the question does not speak of."""

from __future__ import annotations

import re

from assistant.items import item_words
from assistant.library import Library
from assistant.match import folded
from assistant.question import Asked
from corpus.figures import Figure
from corpus.total_names import is_total

_BODY_END = r"(?:국|과|팀|실|청|센터|본부|담당관|위원회|사업소|재단)"
_BODY = re.compile(rf"([가-힣]{{2,}}?){_BODY_END}")
_LETTER = re.compile(r"[(\[][a-z](?:[=+\-−–*×/÷,a-z()]*)[)\]]$")
_GENERIC = re.compile(r"^(?:총|소|합|누)?계$|^합산$|^전체$|^금액$|^예산$|^값$|^수$|^비고$|^구분$|^총액$|^총사업비$")


def surplus(figure: Figure, question: str, asked: Asked) -> float:
    """Return 0..1: the share of the innermost telling labels that the question does not speak of."""
    paths = [figure.row_path, figure.column_path] if figure.kind == "cell" else [(figure.label,)]
    if item := item_words(figure):
        paths = [(item,)]
    shares = []
    for path in paths:
        own_texts = (without_letter(folded(part)) for part in reversed(path))
        text = next((own for own in own_texts if own and not _GENERIC.match(own)), "")
        if not text:
            continue
        if figure.periods and re.fullmatch(r"['’]?\d{2,4}(?:년도?|\.[\d.~\-]*)?(?:~[\d.]*)?(?:예산|계획)?", text):
            shares.append(0.0 if asked.periods else 0.6)
            continue
        shares.append(1.0 - _overlap(text, question, asked))
    if figure.kind == "cell" and (not figure.row_path or is_total(figure.row_path[-1])):
        # A total says nothing of itself: what it is a total of stands in the headings.
        foreign = sum(1 for heading in figure.heading_path if _overlap(folded(heading), question, asked) < 0.5)
        shares.append(min(1.0, 0.25 * foreign))
    return max(shares, default=0.0)


def without_letter(label: str) -> str:
    """Return a folded label without the letter or formula that but numbers its column (`2027년(A)`, `증감(A-B)`)."""
    return _LETTER.sub("", label) or label


def outer_surplus(figure: Figure, question: str, asked: Asked) -> float:
    """Return 0..1: the mean share of a cell's outer labels that the question does not speak of."""
    outer = [without_letter(folded(part)) for path in (figure.row_path, figure.column_path) for part in path[:-1]]
    shares = [1.0 - _overlap(part, question, asked) for part in outer if part and not _GENERIC.match(part)]
    return sum(shares) / len(shares) if shares else 0.0


def is_other_body(label: str, question: str, asked: Asked, library: Library) -> bool:
    """Tell a body other than the one named: 평생교육과 for 평생교육국, a department for all of an issuing body."""
    found = _BODY.fullmatch(label)
    if found is None or label in question:
        return False
    if any(library.is_body(term.text) for term in asked.terms):
        return True
    return re.search(rf"{re.escape(found.group(1))}{_BODY_END}", question) is not None


def _overlap(label: str, question: str, asked: Asked) -> float:
    pairs = [label[i : i + 2] for i in range(len(label) - 1)] or [label]
    said = question + "".join(alternative for term in asked.terms for alternative in term.alternatives)
    said += "".join(term.text for term in asked.context)
    return sum(1 for pair in pairs if pair in said) / len(pairs)
