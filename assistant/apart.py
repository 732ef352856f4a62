"""Figures of one table row or one sentence that score alike: the question says what is true of one of them only."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.changes import ASKS_TARGET, asks_one_end
from assistant.find import Option
from assistant.lexicon import MEASURES
from assistant.match import folded
from assistant.question import Asked
from corpus.text import search_text

NEAR = 0.3
"""How far behind the best a figure beside it may be and still be the one the question tells."""
_HOW_MUCH = re.compile(r"얼마(?!나)")
_OF_EACH = re.compile(r"몇\s*[가-힣]{1,3}씩|얼마씩")
_FOR_EACH = re.compile(r"(?:당|마다|각각?|별)\s*$")
_AMOUNT_END = re.compile(r"(?:액|금)$")
_OUTSIDER = re.compile(
    r"(?:이|가)?\s*아닌\s|아니면|관외|외지|타\s?지역|다른\s*(?:지역|도시|시·?군)|밖의|밖에서|\bnon-?resident", re.I
)
_OUTSIDERS = re.compile(r"그밖|그외|기타|관외|외지|타지역|타시|비회원|비거주|이외")
_AT_MOST = re.compile(r"최대|최고|까지|이내|한도|넘[지을]|\bat most\b|\bmaximum\b|\bup to\b", re.I)
_AT_LEAST = re.compile(r"최소|이상|적어도|\bat least\b|\bminimum\b", re.I)
_UPPER, _LOWER = frozenset({"최대", "이내", "이하", "미만"}), frozenset({"최소", "이상", "초과"})


def told_apart(asked: Asked, found: Sequence[Option]) -> list[Option]:
    """Return the figures without those beside the best that the question tells off, the one it tells first.

    Only figures of one table row, one sentence or one list are parted: they share all that leads to them, so that only
    the question's own words can tell which is meant. Where it tells nothing, all stay and the reader is asked back.
    """
    options = _of_named_row(asked, found)
    if not options:
        return options
    row = [o for o in options if _are_beside(o, options[0])]
    kept = _outsiders(asked, row)
    beside = row if len(kept) < len(row) else [o for o in row if o.score >= options[0].score - NEAR]
    kept = [o for o in kept if o.score >= kept[0].score - NEAR]
    for tell in (_money, _head_measure, _moved, _bounded, _named):
        left = tell(asked, kept)
        kept = left if left else kept
    listed = [kept[0], *(o for o in options if o is not kept[0] and _are_listed(o, kept[0]))]
    gone = {o.figure.id for o in listed} - {o.figure.id for o in _named(asked, listed)}
    gone |= {o.figure.id for o in beside} - {o.figure.id for o in kept}
    if not gone:
        return options
    first = replace(kept[0], score=options[0].score)
    return [first, *(o for o in options if o.figure.id not in gone and o.figure.id != first.figure.id)]


def _of_named_row(asked: Asked, found: Sequence[Option]) -> list[Option]:
    """Return the options without other rows of the best one's table, when the question says just its row's name."""
    best = found[0] if found else None
    if best is None or best.figure.kind != "cell" or not best.figure.row_path:
        return list(found)
    question, name = folded(search_text(asked.wording)), folded(best.figure.row_path[-1])
    if len(name) < ROW_NAME or name not in question or asked.operation != "lookup":
        return list(found)
    return [o for o in found if o.figure.table_id != best.figure.table_id or o.figure.row_path == best.figure.row_path]


ROW_NAME = 3
"""Letters of the shortest row name that stands in a question for the row alone."""


def _are_listed(one: Option, other: Option) -> bool:
    """Tell two items of one list, each with its own name."""
    a, b = one.candidate.unit, other.candidate.unit
    prose = one.figure.kind == other.figure.kind == "prose"
    return prose and a.id != b.id and bool(a.parents) and (a.heading_path, a.parents) == (b.heading_path, b.parents)


def _are_beside(one: Option, other: Option) -> bool:
    if one.figure.kind != other.figure.kind:
        return False
    if one.figure.kind == "cell":
        same_row = one.figure.location.row == other.figure.location.row
        return one.figure.table_id == other.figure.table_id and same_row
    return one.candidate.unit.id == other.candidate.unit.id


def _money(asked: Asked, options: Sequence[Option]) -> list[Option]:
    """`얼마` beside a count asks for the money: `1식 4,000원`."""
    if asked.unit_class is not None or not _HOW_MUCH.search(asked.standalone):
        return list(options)
    money = {o.figure.location for o in options if o.figure.won is not None}
    return [o for o in options if o.figure.won is not None or o.figure.location not in money]


def of_each(asked: Asked, options: Sequence[Option]) -> list[Option]:
    """`몇 부씩` asks for the number said of each one (`1,900부(학교당 5부)`), where the best one's place says one."""
    if not options or _OF_EACH.search(asked.standalone) is None:
        return list(options)
    beside = [o for o in options if _are_beside(o, options[0])]
    kept = {o.figure.id for o in beside if _FOR_EACH.search(f"{_labels(o)} ") or _FOR_EACH.search(_before(o))}
    gone = {o.figure.id for o in beside} - kept if kept else set()
    return [o for o in options if o.figure.id not in gone]


def _head_measure(asked: Asked, options: Sequence[Option]) -> list[Option]:
    """`지출 결정한 금액` asks for what was decided: of columns whose words follow one another the last."""
    said = folded(asked.wording)
    stems = [_AMOUNT_END.sub("", folded(o.figure.column_path[-1])) if o.figure.column_path else "" for o in options]
    led = {one for one in stems for other in stems if one != other and one and other and f"{one}{other}" in said}
    return [o for o, stem in zip(options, stems, strict=True) if stem not in led]


def _outsiders(asked: Asked, options: Sequence[Option]) -> list[Option]:
    """One who is not of the group named, or the others: the column of all the rest."""
    others = [o for o in options if _OUTSIDERS.search(_labels(o))]
    if not others or len(others) == len(options):
        return list(options)
    return others if _OUTSIDER.search(asked.standalone) else list(options)


def _moved(asked: Asked, options: Sequence[Option]) -> list[Option]:
    """`몇 대로 늘리나` asks for the second number of `9대에서 14대로`, `몇 대에서` for the first."""
    if options[0].figure.kind != "prose" or not asks_one_end(asked.standalone):
        return list(options)
    if ASKS_TARGET.search(asked.standalone):
        to = re.compile(r"\s*(?:이내|이상|이하)?(?:으?로|까지)")
        return [o for o in options if to.match(_behind(o)) or re.search(r"[→➡⇒]\s*$", _before(o))]
    return [o for o in options if re.match(r"\s*(?:이내|이상|이하)?(?:에서|\s*[→➡⇒])", _behind(o))]


def _bounded(asked: Asked, options: Sequence[Option]) -> list[Option]:
    """`최대`, `까지`: the figure with that bound, where one has it."""
    for asks, bounds in ((_AT_MOST, _UPPER), (_AT_LEAST, _LOWER)):
        if asks.search(asked.standalone):
            return [o for o in options if o.figure.bound in bounds] or list(options)
    return list(options)


def _named(asked: Asked, options: Sequence[Option]) -> list[Option]:
    """Drop the figures whose own labels say less of the question than the best's, and nothing that these do not."""
    held = [_held(asked, o) for o in options]
    return [o for o, words in zip(options, held, strict=True) if not words < held[0]]


def _held(asked: Asked, option: Option) -> frozenset[str]:
    labels = _labels(option)
    return frozenset(
        term.text
        for term in asked.terms
        if term.text not in MEASURES and any(folded(word) in labels for word in (term.text, *term.alternatives))
    )


def _labels(option: Option) -> str:
    figure = option.figure
    return folded(" ".join((*figure.row_path, *figure.column_path, figure.label)))


def _position(option: Option) -> tuple[str, int]:
    text = search_text(option.figure.context)
    return text, text.find(search_text(option.figure.text))


def _behind(option: Option) -> str:
    text, start = _position(option)
    return text[start + len(option.figure.text) :] if start >= 0 else ""


def _before(option: Option) -> str:
    text, start = _position(option)
    return text[:start] if start >= 0 else ""
