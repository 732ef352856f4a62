"""Readings offered: each told from the others, and a button's words give the reading they stand on."""

from __future__ import annotations

from assistant.answer import Answer, plain
from assistant.ask import Assistant

FILES = {
    "trees.txt": """푸른마을 나무 심기 계획
Ⅰ. 가로수 심기
1. 사업개요
소요예산: 142,380백만원
기간: 2025년
Ⅱ. 학교숲 가꾸기
1. 사업개요
소요예산: 2,640백만원
기간: 2026년
Ⅲ. 살림
묘목 값: 국비 30백만원, 국비 12백만원
직급\t정원\t현원
8급\t18\t17
9급\t21\t25
""",
}


def _chosen(assistant: Assistant, asked: str) -> list[tuple[str, Answer]]:
    offered = assistant.ask(asked)
    assert offered.outcome == "clarify"
    choices = [choice for choice in offered.alternatives if choice.value is not None]
    assert len({choice.question for choice in choices}) == len(choices) > 1
    return [(choice.value or "", assistant.ask(choice.question, [asked])) for choice in choices]


def test_a_reading_clicked_is_the_reading_told(assistant: Assistant) -> None:
    for asked in ("소요예산은 얼마입니까?", "국비는 얼마입니까?", "8급은 몇 명입니까?"):
        for value, answer in _chosen(assistant, asked):
            assert answer.outcome == "answered"
            assert plain(answer.figures[0].value) == value


def test_readings_of_one_name_are_told_apart_by_what_leads_to_them(assistant: Assistant) -> None:
    labels = [choice.label for choice in assistant.ask("소요예산은 얼마입니까?").alternatives]
    assert len(set(labels)) == len(labels) == 2
    assert "가로수" in labels[0] + labels[1]
    assert "학교숲" in labels[0] + labels[1]
