"""Numbers that follow from cited figures: differences, growth, shares, sums, averages, each with its operands."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.answer import Alternative, AnswerFigure, Derivation, Operand
from assistant.cite import Bibliography
from assistant.derive import Computed, NotComputable, decline, difference, growth, per, share, total
from assistant.draft import Draft
from assistant.find import Candidate, Option, candidates, options
from assistant.library import Library
from assistant.lookup import explain, name_of, problems_of, stated
from assistant.match import folded
from assistant.pairs import Pair, named_pairs, period_pairs, total_pairs
from assistant.question import Asked, unit_class
from assistant.word import amount, is_

MINIMUM = {"ratio": 1.55, "growth": 1.55, "difference": 1.45, "compare": 1.45, "sum": 1.15, "average": 1.15}
"""Below these scores the operands are too uncertain to compute with."""
SURE_PERIODS = 1.0
"""From this score on two periods of one row are what is compared."""
MARGIN = 0.015
"""Pairs nearer than this to the best make the calculation ambiguous."""
_POOL = 40
_PER = re.compile(
    r"(회사|기업|업체|학교|교|명|사람|인|건|개사|팀|곳|대|학급|개교)\s*당|한\s*(회사|기업|학교|명|사람|팀|곳)"
)
_PER_CLASS = {
    "회사": "item",
    "기업": "item",
    "업체": "item",
    "개사": "item",
    "학교": "school",
    "교": "school",
    "개교": "school",
    "명": "person",
    "사람": "person",
    "인": "person",
    "곳": "item",
}
_FIRST_PLACE = re.compile(r"소수\s*(?:점\s*)?(첫째|둘째|셋째|1|2|3)\s*자리")
_PLACES = {"첫째": 1, "둘째": 2, "셋째": 3, "1": 1, "2": 2, "3": 3}
_CHANGES = re.compile(r"늘|줄|증가|감소|증액|감액|증감|올랐|내렸|increase|decrease", re.I)
_FALLS = re.compile(r"줄|감소|감액|내렸|decrease|fall", re.I)
_WHOLE = re.compile(r"전체|총|합계|총계|모두|전부")


def compute(asked: Asked, found: Sequence[Candidate], library: Library) -> Draft | None:
    """Return the draft of a derived number, or None when no operands fit well enough."""
    if asked.operation == "average":
        return _average(asked, found, library)
    if asked.operation == "sum":
        return _sum(asked, found, library)
    pairs = operand_pairs(asked, found, library)
    if not pairs or pairs[0].score < _least(asked, pairs[0]):
        return None
    rivals = rivals_of(pairs[0], pairs)
    return ask_which(asked, [pairs[0], *rivals]) if rivals else draft_pair(asked, pairs[0])


def _least(asked: Asked, pair: Pair) -> float:
    """Return the score a pair must reach; two periods of one row need less, the row vouches for both."""
    a, b = pair.first.figure, pair.second.figure
    one_row = a.table_id is not None and a.table_id == b.table_id and a.location.row == b.location.row
    return SURE_PERIODS if len(asked.periods) >= 2 and one_row else MINIMUM[asked.operation]


def best_pair(asked: Asked, found: Sequence[Candidate], library: Library) -> Pair | None:
    """Return the two operands that fit best, or None when no two fit well enough."""
    pairs = operand_pairs(asked, found, library)
    return pairs[0] if pairs and pairs[0].score >= _least(asked, pairs[0]) else None


def rivals_of(best: Pair, pairs: Sequence[Pair]) -> list[Pair]:
    """Return pairs from other tables or sections that fit about as well and lead to another result."""
    found: list[Pair] = []
    for pair in pairs:
        if pair.score < best.score - MARGIN:
            continue
        places = {pair.first.figure.heading_path, *(other.first.figure.heading_path for other in found)}
        elsewhere = pair.first.figure.heading_path != best.first.figure.heading_path
        differs = (
            pair.first.figure.value != best.first.figure.value or pair.second.figure.value != best.second.figure.value
        )
        if elsewhere and differs and len(places) > len(found):
            found.append(pair)
    return found[:4]


def ask_which(asked: Asked, pairs: Sequence[Pair]) -> Draft:
    """Return the draft that asks for which of several places the calculation is meant."""
    bibliography = Bibliography()
    lines, alternatives = [], []
    for pair in pairs:
        places = [part for part in pair.first.figure.heading_path if part][-2:]
        label = " > ".join(places) or pair.first.candidate.document.title
        marks = ""
        words = []
        for option in (pair.first, pair.second):
            number = bibliography.figure(option.figure, option.candidate.document, option.candidate.unit.text)
            marks += f"[{number}]"
            words.append(f"{name_of(option.figure)} {stated(option.figure)}")
        lines.append(f"- {label}: {', '.join(words)} {marks}")
        alternatives.append(Alternative(question=f"{places[0] if places else label} {asked.standalone}", label=label))
    text = "계산할 값이 여러 곳에 있습니다. 어느 것을 찾으시나요?\n" + "\n".join(lines)
    return Draft(
        outcome="clarify",
        reason="ambiguous",
        text=text,
        citations=bibliography.citations,
        figures=tuple(
            AnswerFigure(o.figure.value, o.figure.unit or "", o.figure.won, o.figure.label, None)
            for pair in pairs
            for o in (pair.first, pair.second)
        ),
        alternatives=tuple(alternatives),
        confidence=pairs[0].score,
    )


def operand_pairs(asked: Asked, found: Sequence[Candidate], library: Library) -> list[Pair]:
    """Return pairs of operands, best first: two periods of one row, two places named, a part and its total."""
    pairs: list[Pair] = []
    if len(asked.periods) >= 2:
        pairs += period_pairs(asked, found, library)
        if pairs and pairs[0].score >= SURE_PERIODS:
            return pairs
    pairs += named_pairs(asked, found, library)
    if asked.operation == "ratio" and _WHOLE.search(asked.standalone):
        pairs += total_pairs(asked, found, library)
    pairs.sort(key=lambda pair: -pair.score)
    return pairs


def draft_pair(asked: Asked, pair: Pair) -> Draft | None:
    """Return the draft of the operation over a pair, or the reason why it can't be computed."""
    first, second = pair.first.figure, pair.second.figure
    places = wanted_places(asked)
    falls = _FALLS.search(asked.standalone) is not None and first.value > second.value
    operations: dict[str, Callable[[], Computed]] = {
        "difference": lambda: difference(second, first),
        "growth": lambda: (decline if falls else growth)(second, first, places=places),
        "ratio": lambda: share(second, first, places=places),
        "sum": lambda: total((first, second)),
        "compare": lambda: difference(second, first),
    }
    try:
        computed = operations[asked.operation]()
    except NotComputable as error:
        return Draft(outcome="unanswerable", reason="unsupported", text=str(error), confidence=pair.score)
    except KeyError:
        return None
    order = (pair.first, pair.second) if asked.operation in ("sum",) else (pair.second, pair.first)
    return write(asked, computed, order, pair.score)


def wanted_places(asked: Asked) -> int:
    """Return how many decimal places the question asks for, 1 when it does not say."""
    found = _FIRST_PLACE.search(asked.standalone)
    return _PLACES[found.group(1)] if found else 1


def _sum(asked: Asked, found: Sequence[Candidate], library: Library) -> Draft | None:
    if len(asked.codes) >= 2:
        return _sum_of_codes(asked, found, library)
    ranked = [option for option in options(asked, found, library) if option.unit_fit >= 0 and option.period_fit >= 0]
    if not ranked:
        return None
    best = ranked[0]
    if best.score < MINIMUM["sum"]:
        return None
    group = _addends(asked, best, ranked)
    if len(group) < 2:
        return None
    try:
        computed = total([option.figure for option in group])
    except NotComputable as error:
        return Draft(outcome="unanswerable", reason="unsupported", text=str(error))
    return write(asked, computed, group, best.score)


def _sum_of_codes(asked: Asked, found: Sequence[Candidate], library: Library) -> Draft | None:
    """Add one figure for each coded heading the question names (`4-2-1, 4-2-2, 4-2-3`)."""
    group: list[Option] = []
    codes = [
        code for code in asked.codes if not any(other != code and other.startswith(f"{code}-") for other in asked.codes)
    ]
    for code in codes:
        after = max(asked.standalone.rfind(other) for other in codes)
        terms = tuple(term for term in asked.terms if term.start > after + len(code) - 1) or asked.terms
        own = replace(asked, codes=(code,), terms=terms, wants_total=True, operation="lookup")
        under = [c for c in candidates(own, library) if any(folded(h).startswith(code) for h in c.unit.heading_path)]
        best = next((o for o in options(own, under, library) if o.unit_fit >= 0 and o.period_fit >= 0), None)
        if best is None:
            return None
        group.append(best)
    try:
        computed = total([option.figure for option in group])
    except NotComputable as error:
        return Draft(outcome="unanswerable", reason="unsupported", text=str(error))
    return write(asked, computed, group, min(option.score for option in group))


def _addends(asked: Asked, best: Option, ranked: Sequence[Option]) -> list[Option]:
    """Return the figures to add: named in the question, or all parts of one column or one sentence; no totals."""
    figure = best.figure
    if figure.table_id:
        same = [
            o
            for o in ranked
            if o.figure.table_id == figure.table_id and not o.figure.is_total and o.figure.unit == figure.unit
        ]
        column = [o for o in same if o.figure.column_path == figure.column_path]
        row = [o for o in same if o.figure.location.row == figure.location.row]
        named_rows = [o for o in column if o.score >= best.score - 0.12]
        named_columns = [o for o in row if o.score >= best.score - 0.12]
        group = max((named_rows, named_columns), key=len)
        if len(group) < 2:
            group = column
    else:
        group = [o for o in ranked if o.candidate.unit.id == best.candidate.unit.id and o.figure.unit == figure.unit]
    unique: dict[str, Option] = {option.figure.id: option for option in group}
    return sorted(unique.values(), key=lambda option: (option.figure.location.row or 0, option.figure.id))


def _average(asked: Asked, found: Sequence[Candidate], library: Library) -> Draft | None:
    asked_per = _PER.search(asked.standalone)
    if asked_per is None:
        return _sum(replace(asked, operation="sum"), found, library)
    counted = asked_per.group(1) or asked_per.group(2)
    divided = replace(asked, unit_class=_PER_CLASS.get(counted, counted), unit=None)
    amounts = [o for o in options(replace(asked, unit_class="money"), found, library) if o.unit_fit > 0][:_POOL]
    counts = [o for o in options(divided, found, library) if o.unit_fit > 0][:_POOL]
    best: Pair | None = None
    for a in amounts:
        for b in counts:
            near = 0.2 if a.figure.heading_path == b.figure.heading_path else 0.0
            score = (a.score + b.score) / 2 + near
            if best is None or score > best.score:
                best = Pair(a, b, score)
    if best is None or best.score < MINIMUM["average"]:
        return None
    try:
        computed = per(best.first.figure, best.second.figure, unit=asked.unit_wanted)
    except NotComputable as error:
        return Draft(outcome="unanswerable", reason="unsupported", text=str(error))
    return write(asked, computed, (best.first, best.second), best.score)


def compare(asked: Asked, found: Sequence[Candidate], library: Library) -> Draft | None:
    """Return the draft that sets two figures side by side with their difference, or None when there are no two."""
    if asked.form not in ("figure",) and asked.unit_class is None:
        return None
    pair = best_pair(asked, found, library)
    return None if pair is None else draft_pair(asked, pair)


def write(asked: Asked, computed: Computed, operands: Sequence[Option], confidence: float) -> Draft:
    """Return the draft that states a computed number, its formula and its operands, each cited."""
    bibliography = Bibliography()
    named: list[Operand] = []
    lines: list[str] = []
    for index, (option, value) in enumerate(zip(operands, computed.values, strict=True)):
        figure = option.figure
        number = bibliography.figure(figure, option.candidate.document, option.candidate.unit.text)
        unit = computed.unit if unit_class(figure.unit) == unit_class(computed.unit) else (figure.unit or "")
        name = chr(ord("a") + index) if index < 26 else f"x{index}"
        named.append(Operand(name=name, value=value, unit=unit, citation=number, label=name_of(figure)))
        lines.append(f"{name_of(figure)} {stated(figure)} [{number}]")
    marks = "".join(f"[{n}]" for n in sorted({operand.citation for operand in named}))
    derivation = Derivation(computed.formula, tuple(named), computed.result, computed.result_unit)
    headline = f"{_result_words(asked, computed)}. {marks}"
    text = f"{headline}\n계산: {_expression(computed, named)}\n" + "\n".join(f"- {line}" for line in lines[:12])
    won = None
    result = AnswerFigure(computed.result, computed.result_unit, won, asked.standalone, None, derived=True)
    given = tuple(
        AnswerFigure(
            option.figure.value, option.figure.unit or "", option.figure.won, option.figure.label, operand.citation
        )
        for option, operand in zip(operands, named, strict=True)
    )
    return Draft(
        outcome="answered",
        text=text,
        figures=(result, *given),
        derivation=derivation,
        citations=bibliography.citations,
        problems=problems_of([option.figure for option in operands]),
        confidence=confidence,
        explanation=(*explain(operands[0])[:1], f"식 {computed.formula}, 피연산자 점수 {confidence:.2f}"),
    )


def _result_words(asked: Asked, computed: Computed) -> str:
    value, unit = computed.result, computed.result_unit
    words = amount(abs(value), unit)
    changes = _CHANGES.search(asked.standalone) is not None
    if asked.operation in ("difference", "compare"):
        if value == 0:
            return "차이가 없습니다"
        if changes:
            return f"{words} {'늘었습니다' if value > 0 else '줄었습니다'}"
        return f"{words} {'더 많습니다' if value > 0 else '더 적습니다'}"
    if asked.operation == "growth":
        falls = (value < 0) != computed.formula.startswith("(b")
        return f"{words} {'줄었습니다' if falls else '늘었습니다'}"
    return is_(f"약 {amount(value, unit)}" if asked.operation in ("ratio", "average") else amount(value, unit))


def _expression(computed: Computed, operands: Sequence[Operand]) -> str:
    expression = computed.formula
    for operand in operands:
        expression = re.sub(rf"\b{operand.name}\b", amount_plain(operand), expression)
    result = amount(computed.result, computed.result_unit)
    return f"{expression.replace('*', '×').replace('/', '÷')} = {result}"


def amount_plain(operand: Operand) -> str:
    """Return an operand as it stands in a formula: `48,050백만원`."""
    from corpus.amounts import write_amount  # put off: keeps this module's imports to one door

    return write_amount(operand.value, operand.unit)
