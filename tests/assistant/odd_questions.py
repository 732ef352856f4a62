"""Questions made from what documents hold, with odd ones among them, and what no answer may show."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal, localcontext

from assistant.answer import Answer, Derivation
from corpus.document import Table

ODD = (
    *(
        "?",
        "은",
        "는 을 를",
        "의 의 의",
        "얼마",
        "몇",
        "합계",
        "-, 했나요?",
        "그럼?",
        "네",
        "왜?",
        "()은?",
        "‘’은 얼마입니까?",
    ),
    *(
        "2024",
        "-5",
        "△3",
        "1,2,3,,4",
        "０",
        "9" * 60 + "원",
        "1e999999",
        "가" * 1999,
        "예산 " * 300,
        "?" * 300,
        "(“" * 50,
    ),
    *(
        "🙂 예산?",
        "豫算은?",
        "예산\n얼마",
        "\\d+(?P<x>",
        "[^a]{3",
        "*",
        "|",
        "\u200b예산",
        "예산\u0000",
        "[1] [2] 얼마",
        "<b>예산",
    ),
    *(
        "0개 사업",
        "999개 사업의 합은?",
        "상위 0개는?",
        "상위 999개는?",
        "제0조",
        "9999년",
        "기원전 5년",
        "-100억원 이상인 것은?",
    ),
    *(
        "1억원은 몇 kg입니까?",
        "5 %와 3 명",
        "0으로 나누면?",
        "일이삼",
        "2030~2020년 평균",
        "and 합계?",
        "top 999",
        "how many?",
    ),
)
"""Questions of particles, marks, digits, bounds and writing systems, asked as they are."""

LOOKED_UP = ("{r}의 {c}은 얼마입니까?", "{r} {c}", "{t} {r} {y}년은 몇 {u}입니까?", "How much is {c} of {r} in {y}?")
COMPUTED = (
    *(
        "{r}와 {o}의 {c}를 합치면 얼마입니까?",
        "{r}과 {o}의 {c} 차이는?",
        "{r}과 {r}의 차이",
        "{r}는 {o}의 몇 배입니까?",
    ),
    *(
        "{r}은 {y}년에 비해 2026년에 몇 % 늘었습니까?",
        "{t}에서 {r}의 {c} 비중은?",
        "{t} {c} 평균은?",
        "{n}개 {t}의 {c} 합계",
    ),
    *("{c} 상위 {n}개의 합은?", "{r} 1{u}당 {c}는?", "What is the total {c} of {r} and {o}?", "{v}을 {u}으로 바꾸면?"),
)
ORDERED = (
    *(
        "{t}에서 {c}이 가장 큰 것은?",
        "{t} {c} 상위 {n}개",
        "{n}번째로 큰 {c}는?",
        "{c}이 {v} 이상인 것은?",
        "top {n} {c} in {t}",
    ),
    *(
        "{c}가 {v}인 것은 몇 개입니까?",
        "{t}은 모두 몇 개입니까?",
        "{t} 목록",
        "{c}이 없는 것은?",
        "{r}이 가장 많이 늘어난 해는?",
    ),
)
TOLD = (
    *(
        "{r}와 {r}는 각각 얼마입니까?",
        "{r}와 {o}는 각각 얼마입니까?",
        "{r}은 {c}입니까?",
        "{r}이 {o}보다 {c}이 많습니까?",
    ),
    *(
        "{r}은 언제입니까?",
        "누가 {r}을 맡습니까?",
        "{r}이란?",
        "{t}의 값이 문서마다 다릅니까?",
        "제{n}조",
        "{v}",
        "‘{r}’의 “{c}”",
    ),
)
NEXT = (
    *(
        "그럼 {o}은?",
        "그럼 {y}년은?",
        "두 개 합치면?",
        "차이는?",
        "비율은?",
        "{u}으로",
        "네",
        "두 번째 거",
        "그 중 {r}는?",
    ),
    *(
        "그 중 {c}이 가장 큰 것은?",
        "나머지는?",
        "평균은?",
        "그 {n}배는?",
        "왜?",
        "in {u}?",
        "and {o}?",
        "?",
        "11.(화)이 있습니까?",
    ),
)
UNITS = ("억원", "천원", "원", "명", "%", "개소", "배", "㎡")
YEARS = ("1999", "2024", "2025", "2026", "2099")

Talk = tuple[tuple[str, ...], str]
"""Earlier turns, oldest first, and the question."""


def talks(tables: Sequence[Table], *, seed: int, count: int) -> Iterator[Talk]:
    """Yield the odd questions, then `count` made from the tables, some of them after one or two turns."""
    chance = random.Random(seed)
    yield from (((), question) for question in ODD)
    for _ in range(count):
        kinds = (LOOKED_UP, COMPUTED, ORDERED, TOLD)
        first = _filled(chance.choice(chance.choice(kinds)), tables, chance)
        turns = [first, *(_filled(chance.choice(NEXT), tables, chance) for _ in range(chance.choice((0, 0, 1, 2))))]
        if chance.random() < 0.15:
            turns[-1] = _twisted(turns[-1], chance)
        yield tuple(turns[:-1]), turns[-1]


def _filled(template: str, tables: Sequence[Table], chance: random.Random) -> str:
    table = chance.choice(tables)
    rows = [cell.row_path[-1] for cell in table.cells if cell.row_path]
    columns = [cell.column_path[-1] for cell in table.cells if cell.column_path]
    values = [cell.text for cell in table.cells if not cell.is_header and cell.text]
    return template.format(
        t=table.caption or table.heading_path[-1],
        r=chance.choice(rows),
        o=chance.choice(rows),
        c=chance.choice(columns),
        v=chance.choice((*values, "0", "-5", "1조 2억원")),
        n=chance.choice((0, 1, 2, 3, 999)),
        u=chance.choice(UNITS),
        y=chance.choice(YEARS),
    )


def _twisted(question: str, chance: random.Random) -> str:
    """Return a question as people mistype it: without spaces, full width, cut off, said twice, words astray."""
    words = question.split()
    chance.shuffle(words)
    wide = "".join(chr(ord(letter) + 0xFEE0) if "!" <= letter <= "~" else letter for letter in question)
    cut = question[: chance.randint(1, len(question))]
    return chance.choice((question.replace(" ", ""), wide, cut, f"{question} {question}", " ".join(words), cut + "("))


_MARK = re.compile(r"\[(\d+)\]")
_EMPTY = re.compile(r"‘\s*’|“\s*”|「\s*」|\(\s*\)|\[\]|(?<![A-Za-z])(?:None|nan|NaN)(?![A-Za-z])|Decimal\(")
_PAIRS = {"(": ")", "[": "]", "‘": "’", "“": "”", "「": "」"}


def faults(answer: Answer) -> list[str]:
    """Return what is broken in an answer: its marks, names, brackets, places, calculation or JSON."""
    found = []
    if not answer.answer.strip():
        found.append("no text")
    try:
        json.dumps(answer.to_json(), allow_nan=False)
    except ValueError as error:
        found.append(f"JSON: {error}")
    numbers = [citation.number for citation in answer.citations]
    marks = {int(number) for number in _MARK.findall(answer.answer)} - {
        int(number) for number in _MARK.findall(f"{answer.question} {answer.standalone_question}")
    }
    if len(set(numbers)) != len(numbers):
        found.append("two citations of one number")
    if answer.outcome != "unanswerable" and not marks <= set(numbers):
        found.append("a mark without a citation")
    if answer.outcome in ("answered", "conflict"):
        if not set(numbers) <= marks:
            found.append("a citation without a mark")
        if not numbers:
            found.append("nothing cited")
    asked = f"{answer.question} {answer.standalone_question}"
    quoted = " ".join((*(citation.quote for citation in answer.citations), asked))
    if (empty := _EMPTY.search(answer.answer)) is not None and empty.group() not in quoted:
        found.append(f"an empty name: {empty.group()}")
    if (open_ := _unpaired(answer.answer)) and not _unpaired(quoted):
        found.append(f"a bracket without its other: {open_}")
    if any(figure.citation is not None and figure.citation not in numbers for figure in answer.figures):
        found.append("a figure without its citation")
    if not all(figure.value.is_finite() for figure in answer.figures):
        found.append("a figure that is no number")
    if answer.derivation is not None:
        found += _miscomputed(answer.derivation, numbers)
    return found + [f"a nameless choice: {choice}" for choice in answer.alternatives if not choice.label.strip()]


def _unpaired(text: str) -> str:
    """Return the first bracket or quotation mark that has no other, or an empty text."""
    waiting: list[str] = []
    for letter in text:
        if letter in _PAIRS:
            waiting.append(letter)
        elif letter in _PAIRS.values() and (not waiting or _PAIRS[waiting.pop()] != letter):
            return letter
    return waiting[-1] if waiting else ""


def _miscomputed(derivation: Derivation, numbers: Sequence[int]) -> Iterator[str]:
    names = [operand.name for operand in derivation.operands]
    if len(set(names)) != len(names) or not all(names):
        yield "operands of one name"
        return
    if any(operand.citation not in numbers for operand in derivation.operands):
        yield "an operand without its citation"
    values = {operand.name: operand.value for operand in derivation.operands}
    formula = re.sub(r"\b\d+\b", lambda number: f"Decimal({number.group()})", derivation.formula)
    with localcontext() as context:
        context.prec = 60
        value = eval(formula, {"Decimal": Decimal, "__builtins__": {}}, values)  # our own formula over letters
        exponent = derivation.value.as_tuple().exponent
        value = (
            value.quantize(Decimal(1).scaleb(int(exponent)), rounding=ROUND_HALF_UP) if int(exponent) <= 0 else value
        )
    if value != derivation.value:
        yield f"{derivation.formula} is {value}, not {derivation.value}"
