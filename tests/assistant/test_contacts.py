"""People and their numbers: looked up by name, both told where one document's places differ."""

from __future__ import annotations

import pytest

from assistant.ask import Assistant

REPORT = """# 1 마을정원 가꾸기

- 정원관리과장 홍가람 ☎ 2100-3100, 정원기획팀장: 도라온 ☎ 3104, 담당: 마루한 ☎ 3107

마을정원을 늘리는 계획을 보고함

# 2 나무은행 운영

- 나무은행팀 여울빛 팀장☎3120 한누리 선임☎3121

# 3 나무은행 예산

- 나무은행팀 솔바람 팀장☎3120 여울빛 책임☎3122
"""


FILES = {"report.md": REPORT}


@pytest.mark.parametrize(
    ("question", "outcome", "told"),
    [
        ("정원기획팀장 도라온의 내선번호는 몇 번입니까?", "answered", ("3104",)),
        ("나무은행팀 팀장은 누구입니까?", "conflict", ("여울빛", "솔바람")),
        ("내선 3120 담당자는 누구입니까?", "conflict", ("여울빛", "솔바람")),
        ("여울빛 전화번호", "conflict", ("3120", "3122")),
    ],
)
def test_a_person_or_number_is_looked_up_in_all_places(
    assistant: Assistant, question: str, outcome: str, told: tuple[str, ...]
) -> None:
    answer = assistant.ask(question)
    assert answer.outcome == outcome
    assert all(word in answer.answer for word in told)


def test_a_post_held_by_one_is_no_conflict(assistant: Assistant) -> None:
    answer = assistant.ask("정원관리과장은 누구입니까?")
    assert answer.outcome != "conflict"
