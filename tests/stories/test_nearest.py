"""Where nothing answers surely: the passage a name or a calculation would come from is shown, if it is very near."""

from __future__ import annotations

import pytest

from assistant.ask import Assistant

TEXT = """# 가온시 물길 업무보고

## 강변 산책길

- 산책길 안내판은 디자인 공모를 거쳐 새로 만들고, 공모 당선작은 시민 투표로 정함
- 산책길 이용 만족도: 평일 이용자는 만족 편, 주말 이용자는 보통 편
- 산책길 지원금을 받은 동아리는 간식비와 도구 구입에 사용할 수 있음

## 나루터 복원

- 나루터 복원은 고증을 마친 뒤 나무배를 두 척 띄움
"""
FILES = {"plan.md": TEXT}


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("산책길 이용 만족도는 평일 이용자와 주말 이용자가 몇 점 차이입니까?", "주말 이용자는 보통"),
        ("산책길 안내판 공모 당선작을 만든 사람은 누구입니까?", "당선작은 시민 투표"),
    ],
)
def test_what_a_calculation_or_a_name_would_come_from_is_shown(assistant: Assistant, question: str, says: str) -> None:
    answer = assistant.ask(question)
    assert answer.outcome == "clarify"
    assert says in answer.answer
    assert answer.citations
    assert not answer.figures


@pytest.mark.parametrize(
    "question", ["강변 산책길 안내판 공모 당선작을 정한 업체는 어디입니까?", "나루터 나무배를 만든 업체는 어디입니까?"]
)
def test_a_name_is_not_offered_a_passage_that_is_only_near(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).outcome == "unanswerable"


def test_what_money_is_for_is_no_place(assistant: Assistant) -> None:
    answer = assistant.ask("동아리는 지원금을 어디에 쓸 수 있나요?")
    assert "도구 구입" in answer.answer
