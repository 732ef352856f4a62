"""A paper worded by a language model, part by part, through the gate; a part that fails stays as it was filled."""

from __future__ import annotations

import logging
import re
from collections import Counter
from dataclasses import replace

from assistant.compose import as_data, read_reply
from assistant.errors import ModelUnavailable
from assistant.facts import fault, marks, numbers
from assistant.model import ChatModel, Message
from assistant.paper import Paper, PaperPart
from assistant.templates import template
from prompts import load

log = logging.getLogger(__name__)
_BLANK = re.compile(r"〔[^〕]*〕")
_REPLY_LIMIT = 20_000


def reworded(paper: Paper, model: ChatModel) -> Paper:
    """Return the paper as the model words it; parts that fail the gate stay as they were, `problems` says which.

    A part may be worded anew when every new line bears a mark and passes the gate, nothing of its numbers, marks and
    blanks is lost and no blank is filled. A reply with a part that fails costs one retry for those parts.
    """
    worded: dict[str, PaperPart] = {}
    failed: dict[str, str] = {}
    messages = compose(paper)
    for _ in range(2):
        try:
            reply = read_reply(model, messages, limit=_REPLY_LIMIT)
        except ModelUnavailable as error:
            return _kept(paper, worded, model, (str(error),))
        offered = sections(reply)
        failed = {}
        for part in paper.parts:
            if part.is_fixed or part.heading in worded or not any(marks(line) for line in part.lines):
                continue
            lines = offered.get(part.heading, ())
            reason = rejection(part, lines, paper)
            if reason:
                failed[part.heading] = reason
            else:
                worded[part.heading] = replace(part, lines=lines)
        if not failed:
            break
        reasons = "; ".join(f"{heading} – {reason}" for heading, reason in failed.items())
        messages = (*messages, Message("assistant", reply), Message("user", load("retry").format(reason=reasons)))
    problems = (f"언어 모델이 다듬은 글이 근거와 달라 채운 그대로 둔 부분: {h}({why})" for h, why in failed.items())
    return _kept(paper, worded, model, tuple(problems))


def _kept(paper: Paper, worded: dict[str, PaperPart], model: ChatModel, problems: tuple[str, ...]) -> Paper:
    for problem in problems:
        log.warning("%s", problem)
    parts = tuple(worded.get(part.heading, part) for part in paper.parts)
    return replace(paper, parts=parts, problems=(*paper.problems, *problems), mode=model.name if worded else paper.mode)


def compose(paper: Paper) -> tuple[Message, ...]:
    """Return the messages: fixed instructions, then the evidence, marked as data, and the paper as it is filled."""
    evidence = "\n".join(f"[{c.number}] {c.title}\n<근거>{as_data(c.quote)}</근거>" for c in paper.citations)
    draft = "\n\n".join(
        f"## {part.heading}\n" + "\n".join(f"- {line}" for line in part.lines)
        for part in paper.parts
        if not part.is_fixed
    )
    kind = template(paper.template)
    body = load("paper_evidence").format(name=kind.name, use=kind.use, evidence=evidence, draft=draft)
    return (Message("system", load("paper")), Message("user", body))


def sections(reply: str) -> dict[str, tuple[str, ...]]:
    """Return heading -> lines of a reply; what stands before the first heading is not taken."""
    found = {}
    for block in re.split(r"^##\s+", reply, flags=re.M)[1:]:
        heading, *lines = block.splitlines()
        found[heading.strip()] = tuple(line.strip().removeprefix("- ").strip() for line in lines if line.strip())
    return found


def rejection(part: PaperPart, lines: tuple[str, ...], paper: Paper) -> str:
    """Return why a part's new lines can't stand, Korean, or an empty text."""
    if not lines:
        return "빈 부분"
    old, new = " ".join(part.lines), " ".join(lines)
    if Counter(_BLANK.findall(old)) != Counter(_BLANK.findall(new)):
        return "빈칸을 채우거나 지움"
    lost = [f"[{mark}]" for mark in marks(old) if mark not in marks(new)] or sorted(numbers(old) - numbers(new))
    if lost:
        return f"빠진 것 {lost[0]}"
    fresh = (line for line in lines if line not in part.lines)
    return next((reason for line in fresh if (reason := fault(_BLANK.sub(" ", line), paper.facts))), "")
