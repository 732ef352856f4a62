"""Rows counted and named by what is asked of them: less than another column, fallen, above a bound, nothing spent."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.ask import Assistant

DOCUMENT = """# 2031년도 고운시 주요업무보고 (시험용 글)

## 1. 부서별 인력 현황

(단위: 명)
부서\t정원\t현원
기획과\t20\t18
세무과\t15\t15
건설과\t24\t25
공원과\t12\t9
합계\t71\t67

## 2. 부서별 본예산

(단위: 백만원)
부서\t2031년 본예산\t2030년 본예산\t전년 대비 증감
기획과\t300\t340\t△40
세무과\t120\t110\t10
건설과\t900\t950\t△50
공원과\t410\t380\t30
합계\t1,730\t1,780\t△50

## 3. 하수관 교체 구역별 실적

구역\t계획(km)\t실적(km)\t진척률(%)\t시공사
동부구역\t9\t8\t88.9\t한빛토건
서부구역\t12\t7\t58.3\t나래건설
남부구역\t5\t4\t80.0\t한빛토건

## 4. 기금 운용 계획

(단위: 백만원)
기금명\t2031년 수입 계\t2031년 수입 출연금\t2031년 수입 이자
새싹기금\t520\t500\t20
나눔기금\t30\t-\t30
재난기금\t910\t900\t10
문화기금\t12\t-\t12

## 5. 시민 온실 현황

연번\t위치\t작목\t면적(㎡)
1\t가람동 앞들\t딸기\t600
2\t나래동 윗말\t토마토\t450
3\t다온동 샘골\t딸기\t520
4\t라온동 뒷재\t상추\t300

## 6. 주차장 조성

- 주차장 조성 완료: 2개소 150면
  - 가람 주차장 90면, 나래 주차장 60면
- 시장 주차장: 40면
"""


FILES = {"고운시 업무보고.txt": DOCUMENT}


@pytest.mark.parametrize(
    ("question", "number", "names"),
    [
        ("고운시에서 현원이 정원보다 적은 부서는 몇 곳입니까?", 2, ("기획과", "공원과")),
        ("고운시 부서 가운데 현원이 정원보다 많은 부서는 몇 곳인가요?", 1, ("건설과",)),
        ("고운시 2031년 본예산이 전년보다 줄어든 부서 개수", 2, ("기획과", "건설과")),
        ("하수관 교체 진척률이 80% 이상인 구역은 몇 곳입니까?", 2, ("동부구역", "남부구역")),
        ("2031년에 출연금 수입이 있는 기금은 몇 개입니까?", 2, ("새싹기금", "재난기금")),
    ],
)
def test_rows_are_counted(assistant: Assistant, question: str, number: int, names: tuple[str, ...]) -> None:
    answer = assistant.ask(question)
    assert answer.outcome == "answered"
    assert answer.figures[0].value == Decimal(number)
    assert all(name in answer.answer for name in names)


def test_as_many_rows_as_asked_are_named(assistant: Assistant) -> None:
    answer = assistant.ask("시민 온실 딸기 재배 위치 2곳")
    assert answer.outcome == "answered"
    assert "가람동 앞들" in answer.answer
    assert "다온동 샘골" in answer.answer
    assert "나래동" not in answer.answer


def test_telling_all_is_no_sum(assistant: Assistant) -> None:
    answer = assistant.ask("조성을 마친 주차장을 면수와 함께 모두 알려 주십시오.")
    assert answer.derivation is None
    assert "190" not in answer.answer
