"""Answers as the page shows them: the thread of turns, cards, chips and buttons, as safe HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation

from assistant.answer import Alternative, Answer, AnswerFigure, Citation, Derivation
from assistant.html import Html, button, element, join, safe
from assistant.show_tools import Exchange, toolbar
from assistant.show_words import amount, place
from assistant.texts import say
from corpus.amounts import write_amount

_MARK = re.compile(r"\[(\d{1,3})\]")
_ITEM = re.compile(r"^\s*[-•·○]\s+")
_BADGES = {
    "answered": ("근거 확인", "good"),
    "conflict": ("자료 불일치", "warn"),
    "clarify": ("다시 여쭙니다", "ask"),
    "unanswerable": ("문서에 없음", "none"),
    "error": ("오류", "bad"),
}
_REASONS = {
    "not_in_corpus": "색인된 문서에 근거가 없습니다.",
    "period_not_covered": "문서가 다루지 않는 시기입니다.",
    "ambiguous": "여러 뜻으로 읽힙니다.",
    "conflict": "자료끼리 값이 다릅니다.",
    "unreadable": "근거를 확실히 읽지 못했습니다.",
    "unsupported": "지원하지 않는 요청입니다.",
}


def thread(exchanges: Sequence[Exchange]) -> Html:
    """Return the whole conversation; buttons carry `data-act` and the turn's position from 0."""
    turns = [
        _exchange(position, exchange, position == len(exchanges) - 1) for position, exchange in enumerate(exchanges)
    ]
    return element("div", *turns, class_="thread", role="log", aria_live="polite", data_turns=len(exchanges))


def welcome(documents: int) -> Html:
    """Return the empty conversation: what can be asked, or what to do where there are no documents."""
    if not documents:
        return element(
            "div",
            element("h2", say("아직 읽은 문서가 없습니다")),
            element(
                "p",
                say(
                    "‘문서’ 탭에서 파일을 올리거나, 명령줄에서 policy-assistant ingest 폴더 를 실행한 뒤 다시 여십시오."
                ),
            ),
            class_="welcome empty",
        )
    return element(
        "div",
        element("h2", say("무엇을 찾아 드릴까요?")),
        element(
            "p",
            say(
                "문서 {documents}건에서 찾아, 모든 숫자를 적힌 칸이나 문장까지 이어서 보여 드립니다.",
                documents=documents,
            ),
        ),
        class_="welcome",
    )


def examples(questions: Sequence[str] | None) -> Html:
    """Return questions the indexed documents answer, as buttons; None while they are still looked for."""
    if questions is None:
        cards = [element("div", "", class_="example ghost") for _ in range(4)]
        return element("div", *cards, class_="examples", aria_hidden="true")
    cards = [button(question, "ask", class_="example", text=question) for question in questions]
    return element("div", *cards, class_="examples", role="group", aria_label=say("예시 질문"))


def notice(message: str, *, kind: str = "bad") -> Html:
    """Return a message box: `good`, `warn` or `bad`."""
    return element("div", say(message), class_=f"notice {kind}", role="status")


def _exchange(position: int, exchange: Exchange, is_last: bool) -> Html:
    asked = element(
        "div",
        element("p", exchange.question),
        button(say("고쳐 묻기"), "edit", class_="quiet", turn=position, text=exchange.question)
        if _is_done(exchange)
        else None,
        class_="asked",
    )
    if exchange.answer is None:
        waiting = element(
            "div", element("span", "", class_="pulse"), say("문서에서 찾는 중입니다…"), class_="answer waiting"
        )
        return element("section", asked, waiting, class_="turn")
    return element(
        "section", asked, _answer(position, exchange, exchange.answer, is_last), class_="turn", data_turn=position
    )


def _is_done(exchange: Exchange) -> bool:
    return exchange.answer is not None and not exchange.is_growing


def _answer(position: int, exchange: Exchange, answer: Answer, is_last: bool) -> Html:
    name, tone = _BADGES[answer.outcome]
    name = say(name)
    mode = say("규칙 기반 답변") if answer.mode == "offline" else say("언어 모델 {mode}", mode=answer.mode)
    head = element(
        "header",
        element("span", name, class_=f"badge {tone}"),
        element("span", say("언어 모델이 문장을 다듬는 중입니다…"), class_="meta", role="status")
        if exchange.is_growing
        else element(
            "span", say("{mode} · {seconds:.2f}초", mode=mode, seconds=answer.elapsed_ms / 1000), class_="meta"
        ),
    )
    return element(
        "article",
        head,
        _standalone(answer),
        element("div", *text(answer, position), class_="words growing" if exchange.is_growing else "words"),
        _reason(answer),
        _sides(answer, position),
        _steps(answer.derivation, position),
        _candidates(answer, position),
        _sources(answer, position),
        _problems(answer.problems),
        _found(answer),
        None if exchange.is_growing else toolbar(position, exchange, answer),
        _followups(exchange.followups) if is_last and not exchange.is_growing else None,
        class_=f"answer {answer.outcome}",
    )


def _standalone(answer: Answer) -> Html | None:
    if not answer.standalone_question or answer.standalone_question == answer.question:
        return None
    return element("p", say("이렇게 이해했습니다: "), element("q", answer.standalone_question), class_="understood")


def text(answer: Answer, position: int) -> Iterator[Html]:
    """Yield the answer's paragraphs and lists, marks made clickable and the figures asked for set bold."""
    items: list[Html] = []
    are_buttons = bool(answer.alternatives and _item_marks(answer))
    for line in say(answer.answer).splitlines():
        if not line.strip() or (are_buttons and _ITEM.match(line)):
            continue
        if _ITEM.match(line):
            items.append(element("li", _inline(_ITEM.sub("", line), answer, position)))
            continue
        if items:
            yield element("ul", *items)
            items = []
        yield element("p", _inline(line.strip(), answer, position))
    if items:
        yield element("ul", *items)


def _inline(line: str, answer: Answer, position: int) -> Html:
    known = {citation.number for citation in answer.citations}
    parts: list[Html] = []
    end = 0
    for match in _MARK.finditer(line):
        number = int(match.group(1))
        parts.append(_bold(line[end : match.start()], answer.figures))
        parts.append(mark(number, position) if number in known else safe(match.group()))
        end = match.end()
    parts.append(_bold(line[end:], answer.figures))
    return join(parts)


def _bold(piece: str, figures: Sequence[AnswerFigure]) -> Html:
    """Return a piece of text with the figures asked for in bold, the headline figure marked, longest first."""
    stated = [write_amount(figure.value, figure.unit) for figure in figures if figure.unit]
    if not stated:
        return safe(piece)
    pattern = "|".join(rf"(?<![\d,.]){re.escape(value)}" for value in sorted(set(stated), key=len, reverse=True))
    parts: list[Html] = []
    end = 0
    for match in re.finditer(pattern, piece):
        headline = "headline" if match.group() == stated[0] else None
        parts += [safe(piece[end : match.start()]), element("strong", match.group(), class_=headline)]
        end = match.end()
    return join([*parts, safe(piece[end:])])


def mark(number: int, position: int) -> Html:
    """Return a citation's button."""
    return button(
        str(number), "cite", class_="cite", title=say("근거 {number} 보기", number=number), turn=position, number=number
    )


def _reason(answer: Answer) -> Html | None:
    if answer.outcome in ("answered", "clarify", "conflict") or answer.reason is None:
        return None
    return element("p", say(_REASONS[answer.reason]), class_="reason")


def _sides(answer: Answer, position: int) -> Html | None:
    """Return the figures of a conflict side by side."""
    if answer.outcome != "conflict" or len(answer.figures) < 2:
        return None
    cited = {citation.number: citation for citation in answer.citations}
    return element("div", *[_side(figure, cited, position) for figure in answer.figures], class_="sides")


def _side(figure: AnswerFigure, cited: dict[int, Citation], position: int) -> Html:
    citation = cited.get(figure.citation or 0)
    return element(
        "div",
        element("span", figure.label, class_="label"),
        element("b", amount(figure)),
        element("span", citation.title if citation else say("계산한 값"), class_="from"),
        mark(citation.number, position) if citation else None,
        class_="side",
    )


def _steps(derivation: Derivation | None, position: int) -> Html | None:
    if derivation is None:
        return None
    rows = [
        element(
            "tr",
            element("th", operand.name, scope="row"),
            element("td", operand.label),
            element("td", write_amount(operand.value, operand.unit), class_="number"),
            element("td", mark(operand.citation, position)),
        )
        for operand in derivation.operands
    ]
    result = element(
        "tr",
        element("th", "=", scope="row"),
        element("td", derivation.formula, class_="formula"),
        element("td", write_amount(derivation.value, derivation.unit), class_="number"),
        element("td"),
        class_="result",
    )
    return element("div", element("h4", say("계산 과정")), element("table", *rows, result), class_="steps")


def _candidates(answer: Answer, position: int) -> Html | None:
    """Return a clarify answer's readings as buttons, each with the marks of its line in the answer."""
    if not answer.alternatives:
        return None
    marks = _item_marks(answer)
    rows = [
        _candidate(choice, marks[order] if marks else (), position) for order, choice in enumerate(answer.alternatives)
    ]
    return element("div", *rows, class_="candidates", role="group", aria_label=say("가능한 뜻"))


def _candidate(choice: Alternative, marks: Sequence[int], position: int) -> Html:
    inside = [element("span", choice.label), element("em", _stated(choice)) if choice.value else ""]
    chosen = button(join(inside), "ask", class_="candidate", text=choice.question, title=choice.question)
    return element("div", chosen, *[mark(number, position) for number in marks], class_="candidate-row")


def _stated(choice: Alternative) -> str:
    try:
        return write_amount(Decimal(choice.value or ""), choice.unit)
    except InvalidOperation:
        return f"{choice.value}{choice.unit or ''}"


def _item_marks(answer: Answer) -> list[list[int]]:
    """Return the citation numbers of each list item when the items are the alternatives, one for one; else nothing."""
    items = [line for line in answer.answer.splitlines() if _ITEM.match(line)]
    if len(items) != len(answer.alternatives):
        return []
    known = {citation.number for citation in answer.citations}
    return [[n for n in map(int, _MARK.findall(line)) if n in known] for line in items]


def _sources(answer: Answer, position: int) -> Html | None:
    if not answer.citations:
        return None
    chips = [
        button(
            join([element("i", str(c.number)), element("span", element("b", c.title), element("small", place(c)))]),
            "cite",
            class_="source",
            turn=position,
            number=c.number,
        )
        for c in answer.citations
    ]
    return element("div", *chips, class_="sources", aria_label=say("근거"))


def _problems(problems: Sequence[str]) -> Html | None:
    return element("ul", *[element("li", problem) for problem in problems], class_="problems") if problems else None


def _found(answer: Answer) -> Html | None:
    if not answer.explanation:
        return None
    lines = [element("li", line) for line in answer.explanation]
    return element("details", element("summary", say("어떻게 찾았나")), element("ol", *lines), class_="found")


def _followups(questions: Sequence[str]) -> Html | None:
    if not questions:
        return None
    chips = [button(question, "ask", class_="followup", text=question) for question in questions]
    return element("div", element("span", say("이어서")), *chips, class_="followups")
