"""No question may crash the engine or make it state something broken, however odd it is."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from assistant.answer import Alternative, Answer, AnswerFigure, Citation, Derivation, Operand
from assistant.ask import Assistant, finish
from assistant.draft import Draft
from assistant.question import understand
from tests.assistant.odd_questions import faults, talks

FILES = {
    "plan.txt": """골목책방 살리기 계획 (요약본)
Ⅰ. 개요
1. 추진 배경
골목책방은 2024년 41곳에서 2025년 37곳으로 줄어 계획을 세움
책방지기란 골목책방을 혼자 꾸리는 사람을 말한다.
담당: 문화진흥과 한누리 주무관
2. 연차별 예산 (단위: 백만원)
사업명\t재원\t2024\t2025\t2026\t합계
책방 꾸미기\t시비\t120\t135.5\t△12\t243.5
책방 꾸미기\t국비\t80\t90\t100\t270
낭독 모임\t시비\t0\t45\t-\t45
이동 책방\t시비\t1,250\t980\t1,010\t3,240
합계\t\t1,450\t1,250.5\t1,098\t3,798.5
3. 추진 실적
가. 낭독 모임 12회 열어 384명이 옴
나. 이동 책방: 마을 9곳을 62회 다님
다. 책방 꾸미기 사업에 모두 7개소가 뽑힘
Ⅱ. 책방별 현황
책방\t좌석(석)\t찾은 사람(명)\t만족도(%)\t문 여는 때\t비고
달무리\t24\t3,120\t91.5\t10:00~20:00\t없음
볕뉘\t18\t2,045\t88.0\t11:00~19:00\t주말 쉼
미리내\t30\t4,410\t93.2\t10:00~21:00\t
너울\t12\t980\t79.9\t13:00~18:00\t이전 예정
Ⅲ. 앞으로 할 일
1) 책방지기 모집: 2026. 3. 2. ~ 3. 20.
2) 뽑힌 책방 발표: 2026. 4. 10.
제1조(목적) 이 지침은 골목책방을 돕는 일에 필요한 것을 정한다.
제2조(지원) ① 시장은 책방마다 500만원까지 지원할 수 있다.
② 지원은 두 해를 넘지 못한다.
""",
    "report.txt": """골목책방 점검 결과
1. 집행 현황 (단위: 천원)
사업명\t예산현액\t집행액\t집행률(%)
책방 꾸미기\t225,500\t198,400\t88.0
낭독 모임\t45,000\t45,000\t100.0
이동 책방\t980,000\t0\t0.0
계\t1,250,500\t243,400\t19.5
2. 지적 사항
번호\t지적\t처리 결과\t담당
1\t낭독 모임 참석자 수를 두 번 셈\t완료\t문화진흥과
2\t이동 책방 차량 점검을 하지 않음\t추진중\t도서관정책과
3\t책방지기 연락처가 빠짐\t완료\t문화진흥과
3. 의견
이동 책방은 2025년에 58회 다닌 것으로 적혀 있어 계획과 다름
""",
}
COUNT = 120
SEED = 20


def test_odd_and_generated_questions_make_no_broken_answer(assistant: Assistant) -> None:
    index = assistant.index
    tables = [table for entry in index.documents() for table in index.tables(entry.id)]
    assert len(tables) == 4
    broken = []
    outcomes = set()
    for history, question in talks(tables, seed=SEED, count=COUNT):
        try:
            answer = assistant.ask(question, history)
        except Exception as error:  # every kind of crash is what is looked for
            broken.append((history, question, repr(error)))
            continue
        outcomes.add(answer.outcome)
        broken += [(history, question, fault) for fault in faults(answer)]
    assert broken == []
    assert outcomes >= {"answered", "clarify", "unanswerable"}


def test_an_answer_that_loses_all_its_places_at_the_gate_is_none() -> None:
    cited = Citation(1, "plan.txt", "계획", quote="책방 꾸미기에 120백만원을 씀")
    text = "자료 안에서 값이 서로 다릅니다. 계획에는 9,999백만원 [1]으로 적혀 있습니다."
    draft = Draft("conflict", text, reason="conflict", citations=(cited,), confidence=1.0)
    answer = finish(understand("책방 꾸미기 예산은?"), draft)
    assert (answer.outcome, answer.reason, answer.citations) == ("unanswerable", "unreadable", ())
    kept = finish(understand("책방 꾸미기 예산은?"), replace(draft, text=text.replace("9,999", "120")))
    assert (kept.outcome, len(kept.citations)) == ("conflict", 1)


SUM = Derivation(
    "a + b",
    (Operand("a", Decimal(120), "백만원", 1), Operand("b", Decimal("135.5"), "백만원", 2)),
    Decimal("255.5"),
    "백만원",
)
WHOLE = Answer(
    question="책방 꾸미기의 두 해 예산은?",
    outcome="answered",
    answer="책방 꾸미기는 255.5백만원입니다. [1][2]",
    figures=(AnswerFigure(Decimal("255.5"), "백만원", Decimal(255500000), "합", 1, derived=True),),
    derivation=SUM,
    citations=(Citation(1, "plan.txt", "계획", quote="120"), Citation(2, "plan.txt", "계획", quote="135.5")),
)


def test_a_whole_answer_has_no_fault() -> None:
    assert faults(WHOLE) == []


@pytest.mark.parametrize(
    "broken",
    [
        replace(WHOLE, answer=" "),
        replace(WHOLE, answer="책방 꾸미기는 255.5백만원입니다. [1][3]"),
        replace(WHOLE, answer="책방 꾸미기는 255.5백만원입니다. [1]"),
        replace(WHOLE, answer="‘’는 255.5백만원입니다. [1][2]"),
        replace(WHOLE, answer="None은 255.5백만원입니다. [1][2]"),
        replace(WHOLE, answer="책방 꾸미기(시비는 255.5백만원입니다. [1][2]"),
        replace(WHOLE, citations=WHOLE.citations[:1]),
        replace(WHOLE, citations=WHOLE.citations[:1] * 2),
        replace(WHOLE, figures=(replace(WHOLE.figures[0], citation=7),)),
        replace(WHOLE, figures=(replace(WHOLE.figures[0], value=Decimal("nan")),)),
        replace(WHOLE, derivation=replace(SUM, value=Decimal("255.4"))),
        replace(WHOLE, derivation=replace(SUM, formula="a - b")),
        replace(WHOLE, alternatives=(Alternative("책방?", " "),)),
    ],
)
def test_a_broken_answer_is_told(broken: Answer) -> None:
    assert faults(broken)
