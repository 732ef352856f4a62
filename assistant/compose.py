"""A draft worded by a language model: evidence -> messages -> reply -> the gate; or the draft as it was."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.answer import Answer, plain
from assistant.errors import ModelUnavailable
from assistant.model import ChatModel, Message
from assistant.verify import Verdict, sentences, verify
from prompts import load

log = logging.getLogger(__name__)
_REPLY_LIMIT = 4000
_QUOTE_LIMIT = 600


def reword(answer: Answer, model: ChatModel, history: Sequence[str] = ()) -> Answer:
    """Return the answer as the model words it, or unchanged with a problem noted when the model fails the gate.

    Only the words may change: outcome, figures, derivation and citations stay those of the plan. A reply that states a
    number its evidence does not state costs one retry.
    """
    *_, last = rewording(answer, model, history)
    return last


def rewording(answer: Answer, model: ChatModel, history: Sequence[str] = ()) -> Iterator[Answer]:
    """Yield the answer in the model's words as far as they passed the gate; the last is what `reword` returns.

    A reply is broken off at its first sentence that fails.
    """
    if answer.outcome not in ("answered", "conflict"):
        yield answer
        return
    messages = compose(answer)
    reason = ""
    for _ in range(2):
        reply = shown = ""
        try:
            for reply in growing(model, messages):
                settled = _settled(reply)
                if settled == shown:
                    continue
                if _gate(settled, answer, history).problems:
                    break
                shown = settled
                yield replace(answer, answer=shown.strip(), mode=model.name)
        except ModelUnavailable as error:
            yield _fall_back(answer, str(error))
            return
        reason = _rejection(_gate(reply, answer, history), reply, answer)
        if not reason:
            yield replace(answer, answer=reply.strip(), mode=model.name)
            return
        messages = (*messages, Message("assistant", reply), Message("user", load("retry").format(reason=reason)))
    yield _fall_back(answer, f"언어 모델의 답에서 근거와 다른 내용이 있어 원문 그대로의 답을 보입니다({reason}).")


def _settled(reply: str) -> str:
    """Return the sentences of a growing reply that nothing can be added to: a mark may still follow the last one."""
    *whole, last = sentences(reply) or [""]
    if not last.strip() or last.strip().startswith("["):
        whole = whole[:-1]
    return "".join(whole)


def compose(answer: Answer) -> tuple[Message, ...]:
    """Return the messages: fixed instructions first, then question, figures and numbered evidence, marked as data."""
    figures = "\n".join(
        f"- {figure.label}: {plain(figure.value)}{figure.unit}"
        + (f" [{figure.citation}]" if figure.citation else " (계산값)")
        for figure in answer.figures[:12]
    )
    evidence = "\n".join(
        f"[{c.number}] {c.title} > {' > '.join(c.heading_path)}\n<근거>{as_data(c.quote)}</근거>"
        for c in answer.citations
    )
    question = answer.standalone_question or answer.question
    body = load("evidence").format(
        question=question, figures=figures or "(없음)", evidence=evidence, draft=answer.answer
    )
    return (Message("system", load("answer")), Message("user", body))


def as_data(quote: str) -> str:
    """Return a quote that can't close its own frame."""
    return quote.replace("<", "‹").replace(">", "›")[:_QUOTE_LIMIT]


def read_reply(model: ChatModel, messages: Sequence[Message], *, limit: int = _REPLY_LIMIT) -> str:
    """Return a model's whole reply, broken off once it is longer than `limit` characters. Raises ModelUnavailable."""
    return max(growing(model, messages, limit=limit), key=len, default="")


def growing(model: ChatModel, messages: Sequence[Message], *, limit: int = _REPLY_LIMIT) -> Iterator[str]:
    """Yield a model's reply as far as it has come, broken off as `read_reply` does. Raises ModelUnavailable."""
    reply = ""
    for piece in model.stream(messages):
        reply += piece
        yield reply
        if len(reply) > limit:
            return


def _gate(reply: str, answer: Answer, history: Sequence[str]) -> Verdict:
    return verify(
        reply,
        question=" ".join((answer.question, answer.standalone_question, *history)),
        citations=answer.citations,
        figures=answer.figures,
        derivation=answer.derivation,
    )


def _rejection(verdict: Verdict, reply: str, answer: Answer) -> str:
    """Return why a reply can't be shown, or an empty string."""
    if not reply.strip():
        return "빈 답"
    if verdict.problems:
        return verdict.problems[0]
    if not any(f"[{citation.number}]" in reply for citation in answer.citations):
        return "근거 번호가 없음"
    if answer.figures:
        head = answer.figures[0]
        digits = reply.replace(",", "")
        if plain(head.value).lstrip("-") not in digits:
            return "물은 값이 답에 없음"
    return ""


def _fall_back(answer: Answer, problem: str) -> Answer:
    log.warning("model reply replaced by the plan's own wording: %s", problem)
    return replace(answer, problems=(*answer.problems, problem))
