"""Good drafts and drafts with a planted fault, made from the tables of real documents, for the gate to tell apart.

The labels come from how a draft is made, never from what the gate says of it. The file is written once from the sample
documents with a fixed seed and holds all the gate is given, so that it can be checked without an index.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.answer import AnswerFigure, Citation, Derivation, Operand
from assistant.cite import Bibliography
from assistant.verify import verify
from assistant.word import amount, is_, topic
from corpus.amounts import write_amount
from corpus.figures import Figure
from evals.answers import share
from evals.cases import dump_line
from evals.errors import EvaluationError, QuestionFileError
from index.evidence import DocumentEntry
from index.search import Index

DRAFTS = Path(__file__).resolve().parent / "data" / "drafts.jsonl"
SEED = 20251121
EACH = 100
"""Good drafts, and as many faulty ones."""

Fault = Literal["", "digit", "thousandfold", "sign", "row", "year", "invented"]
MINUSES = ("-", "−", "△", "▲", "마이너스 ")
FAULTS: tuple[Fault, ...] = ("digit", "thousandfold", "sign", "row", "year", "invented")


class PlantedDraft(BaseModel):
    """A draft with all the gate is given, and the fault planted in it (empty: none)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    fault: Fault
    question: str
    draft: str
    citations: tuple[Citation, ...]
    figures: tuple[AnswerFigure, ...]
    derivation: Derivation | None = None


@dataclass(frozen=True, slots=True)
class _Place:
    """A cell's figure, its document and its neighbours."""

    figure: Figure
    document: DocumentEntry
    quote: str
    below: Figure | None
    """The same column in the nearest other row that states another value."""
    beside: Figure | None
    """The same row in the nearest other column that is about another year and states another value."""


def check_drafts(drafts: Sequence[PlantedDraft]) -> dict[str, Any]:
    """Return how the gate tells the drafts apart: shares `caught` and `passed`, 0..1, and the ids it got wrong."""
    judged = [(draft, _passes(draft)) for draft in drafts]
    return {
        "questions": len(drafts),
        "caught": round(share(not passes for draft, passes in judged if draft.fault), 4),
        "passed": round(share(passes for draft, passes in judged if not draft.fault), 4),
        "missed": [draft.id for draft, passes in judged if draft.fault and passes],
        "rejected": [draft.id for draft, passes in judged if not draft.fault and not passes],
    }


def _passes(draft: PlantedDraft) -> bool:
    verdict = verify(
        draft.draft, question=draft.question, citations=draft.citations, figures=draft.figures,
        derivation=draft.derivation,
    )  # fmt: skip
    return verdict.passed


def load_drafts(path: Path) -> tuple[PlantedDraft, ...]:
    """Return the drafts of a file in its order. Raises QuestionFileError, naming the line."""
    found: list[PlantedDraft] = []
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionFileError(path, 0, f"읽을 수 없습니다 ({error.__class__.__name__})") from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                found.append(PlantedDraft.model_validate_json(line))
            except ValidationError as error:
                raise QuestionFileError(path, number, str(error.errors()[0]["msg"])) from error
    return tuple(found)


def save_drafts(drafts: Iterable[PlantedDraft], path: Path) -> None:
    """Write a file of drafts."""
    path.write_text("".join(dump_line(draft.model_dump(mode="json")) for draft in drafts), encoding="utf-8")


def make_drafts(index: Index, *, seed: int = SEED, each: int = EACH) -> tuple[PlantedDraft, ...]:
    """Return `each` good and `each` faulty drafts over the cells of an index's tables, the same ones for the same seed.

    The faults take turns. Raises EvaluationError when the tables are too few to make that many.
    """
    dice = random.Random(seed)
    places = [place for place in _places(index) if place.figure.unit]
    dice.shuffle(places)
    if not places:
        raise EvaluationError("초안을 만들 표가 없습니다.")
    return (*_good(places, each, dice), *_faulty(places, each, dice))


def _places(index: Index) -> Iterator[_Place]:
    for document in index.documents():
        for table in index.tables(document.id):
            cells = [f for f in index.figures_of(table.id) if f.kind == "cell" and f.trusted and abs(f.value) >= 10]
            for figure in cells:
                if not figure.bound and "(" not in figure.text and "/" not in figure.text:
                    quote = _quote(index, figure, document)
                    yield _Place(figure, document, quote, _below(figure, cells), _beside(figure, cells))


def _quote(index: Index, figure: Figure, document: DocumentEntry) -> str:
    if figure.location.lines is None:
        return figure.context
    return "\n".join(index.source_lines(document.id, *figure.location.lines)).strip()


def _below(figure: Figure, cells: Sequence[Figure]) -> Figure | None:
    own = figure.location
    others = [c for c in cells if c.location.column == own.column and c.location.row != own.row and _rivals(c, figure)]
    return min(others, key=lambda c: abs((c.location.row or 0) - (own.row or 0)), default=None)


def _beside(figure: Figure, cells: Sequence[Figure]) -> Figure | None:
    own = figure.location
    others = [c for c in cells if c.location.row == own.row and _is_other_period(c, figure) and _rivals(c, figure)]
    return min(others, key=lambda c: abs((c.location.column or 0) - (own.column or 0)), default=None)


def _is_other_period(one: Figure, other: Figure) -> bool:
    return bool(one.periods and other.periods) and one.periods != other.periods


def _rivals(one: Figure, other: Figure) -> bool:
    return one.unit == other.unit and abs(one.value) != abs(other.value)


def _label(figure: Figure) -> str:
    return " ".join((*figure.row_path, *figure.column_path))


def _answer_figure(figure: Figure, citation: int) -> AnswerFigure:
    return AnswerFigure(
        value=figure.value, unit=figure.unit or "", won=figure.won, label=figure.label, citation=citation
    )


def _statement(figure: Figure, value: Decimal, mark: int, *, readable: bool) -> str:
    stated = amount(value, figure.unit) if readable else write_amount(value, figure.unit)
    return f"{topic(_label(figure))} {is_(stated)}. [{mark}]"


def _good(places: Sequence[_Place], wanted: int, dice: random.Random) -> Iterator[PlantedDraft]:
    makers = (_one, _one_readable, _two, _subtracted)
    made = 0
    while made < wanted:
        draft = makers[made % len(makers)](dice.choice(places), f"good-{made + 1:03}")
        if draft is not None:
            made += 1
            yield draft


def _one(place: _Place, name: str) -> PlantedDraft | None:
    return _plain(place, name, readable=False)


def _one_readable(place: _Place, name: str) -> PlantedDraft | None:
    return _plain(place, name, readable=True)


def _plain(place: _Place, name: str, *, readable: bool) -> PlantedDraft:
    book = Bibliography()
    mark = book.figure(place.figure, place.document, place.quote)
    return PlantedDraft(
        id=name, fault="", question=f"{_label(place.figure)} 값은 얼마입니까?",
        draft=_statement(place.figure, place.figure.value, mark, readable=readable), citations=book.citations,
        figures=(_answer_figure(place.figure, mark),),
    )  # fmt: skip


def _two(place: _Place, name: str) -> PlantedDraft | None:
    if place.below is None:
        return None
    statements, figures, citations = _both(place, (place.figure, place.below))
    question = f"{_label(place.figure)}, {_label(place.below)} 값은 각각 얼마입니까?"
    return PlantedDraft(
        id=name, fault="", question=question, draft=statements, citations=citations, figures=figures
    )  # fmt: skip


def _subtracted(place: _Place, name: str) -> PlantedDraft | None:
    other = place.beside or place.below
    if other is None:
        return None
    small, large = sorted((place.figure, other), key=lambda figure: figure.value)
    statements, figures, citations = _both(place, (large, small))
    unit, result = large.unit or "", large.value - small.value
    operands = tuple(
        Operand(name=letter, value=figure.value, unit=unit, citation=number, label=figure.label)
        for number, (letter, figure) in enumerate(zip("ab", (large, small), strict=True), start=1)
    )
    return PlantedDraft(
        id=name, fault="", question=f"{_label(large)}, {_label(small)} 차이는 얼마입니까?",
        draft=f"차이는 {is_(amount(result, unit))}. [1][2]\n{statements}", citations=citations,
        figures=(AnswerFigure(result, unit, None, "차이", None, derived=True), *figures),
        derivation=Derivation("a - b", operands, result, unit),
    )  # fmt: skip


def _both(place: _Place, pair: tuple[Figure, Figure]) -> tuple[str, tuple[AnswerFigure, ...], tuple[Citation, ...]]:
    """Return a line for each of two cells of one table, with their figures and citations."""
    book = Bibliography()
    marked = [(figure, book.figure(figure, place.document, place.quote)) for figure in pair]
    lines = [_statement(figure, figure.value, mark, readable=True) for figure, mark in marked]
    return "\n".join(lines), tuple(_answer_figure(figure, mark) for figure, mark in marked), book.citations


def _faulty(places: Sequence[_Place], wanted: int, dice: random.Random) -> Iterator[PlantedDraft]:
    made = tried = 0
    while made < wanted:
        fault = FAULTS[made % len(FAULTS)]
        draft = _planted(dice.choice(places), fault, f"{fault}-{made + 1:03}", dice)
        tried += 1
        if tried > wanted * 500:
            raise EvaluationError(f"‘{fault}’ 흠을 심을 표가 모자랍니다.")
        if draft is not None:
            made += 1
            yield draft


def _planted(place: _Place, fault: Fault, name: str, dice: random.Random) -> PlantedDraft | None:
    """Return a draft with one fault, or None when this place can't have it or the false number happens to be true."""
    value = _false_value(place, fault, dice)
    good = _plain(place, name, readable=False)
    if value is None or _stated(value, good):
        return None
    draft = _statement(place.figure, value, 1, readable=False)
    if fault == "sign":
        draft = draft.replace(f"-{abs(value):,}", f"{dice.choice(MINUSES)}{abs(value):,}")
    if fault == "invented":
        draft = f"{good.draft}\n전체로는 {is_(write_amount(value, place.figure.unit))}. [1]"
    if fault in ("row", "year") and dice.random() < 0.5:
        return _misattributed(place, fault, good)
    return good.model_copy(update={"fault": fault, "draft": draft})


def _misattributed(place: _Place, fault: Fault, good: PlantedDraft) -> PlantedDraft | None:
    """Return a draft that cites the neighbour and states its value, but under the name of the cell asked for."""
    neighbour = place.below if fault == "row" else place.beside
    if neighbour is None or _label(neighbour) == _label(place.figure):
        return None
    _, figures, citations = _both(place, (place.figure, neighbour))
    draft = _statement(place.figure, neighbour.value, 2, readable=False)
    return good.model_copy(update={"fault": fault, "draft": draft, "citations": citations, "figures": figures})


def _false_value(place: _Place, fault: Fault, dice: random.Random) -> Decimal | None:
    value = place.figure.value
    if fault == "digit":
        return _other_digit(value, dice)
    if fault == "thousandfold":
        return value * 1000
    if fault == "sign":
        return -value
    if fault == "invented":
        return Decimal(dice.randrange(11, 99_999))
    neighbour = place.below if fault == "row" else place.beside
    return None if neighbour is None else neighbour.value


def _other_digit(value: Decimal, dice: random.Random) -> Decimal:
    text = str(abs(value))
    position = dice.choice([i for i, letter in enumerate(text) if letter.isdigit()])
    digit = dice.choice([d for d in "123456789" if d != text[position]])
    changed = Decimal(text[:position] + digit + text[position + 1 :])
    return changed.copy_sign(value)


def _stated(value: Decimal, draft: PlantedDraft) -> bool:
    """Tell whether a number stands in the question or the labels of the place, where anyone may repeat it."""
    citation = draft.citations[0]
    labels = " ".join((draft.question, citation.table, citation.title, *citation.heading_path))
    return f"{abs(value):,}" in labels or str(abs(value)) in labels
