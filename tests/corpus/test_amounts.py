"""Amounts read from cells and sentences: hand-written pairs and properties."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.amounts import (
    Amount,
    convert,
    find_amounts,
    normalise_unit,
    read_amount,
    read_unit,
    readable_won,
    won_factor,
    write_amount,
)

CELLS = """
1,780 | 백만원 | 1780 백만원
320 | 백만원 | 320 백만원
0 | 천원 | 0 천원
658,800 | 천원 | 658800 천원
△2,987 | 천원 | -2987 천원
▲2,987 | 천원 | -2987 천원
-2,987 | 천원 | -2987 천원
−15 | 건 | -15 건
–15 | 건 | -15 건
△ 1,200 | 백만원 | -1200 백만원
(2.5) | % | -2.5 %
(32,341) | 억원 | -32341 억원
(7) | | 7 ?
34.9 | % | 34.9 %
100.0 | % | 100.0 %
34.9% | | 34.9 %
34.9 % | 백만원 | 34.9 %
△3.2% | | -3.2 %
-1.5%p | | -1.5 %p
12 | | 12 ?
1,234,567 | | 1234567 ?
12,345,678,901 | 원 | 12345678901 원
150교 | | 150 교
150 교 | 백만원 | 150 교
45과정 | | 45 과정
113명 | | 113 명
1,366 개 | | 1366 개
26개교 | | 26 개교
3개소 | | 3 개소
12개사 | | 12 개사
60개 사 | | 60 개사
24개원 | | 24 개원
6개월 | | 6 개월
5팀 | | 5 팀
30종 | | 30 종
8,800부 | | 8800 부
12,345권 | | 12345 권
26편 | | 26 편
179회 | | 179 회
10,596건 | | 10596 건
94대 | | 94 대
122동 | | 122 동
2,750㎡ | | 2750 ㎡
2,750m² | | 2750 ㎡
27만㎡ | | 27 만㎡
2.3만명 | | 2.3 만명
2.3만 명 | | 2.3 만명
50만명 | | 50 만명
3천 명 | | 3 천명
194천건 | | 194 천건
17시간 | | 17 시간
40석 | | 40 석
2,409대 | | 2409 대
2.409대 | | 2409 대
12.180대 | | 12180 대
2.5배 | | 2.5 배
1,901 백만원 | | 1901 백만원
1,901백만 원 | | 1901 백만원
80백만원 | 천원 | 80 백만원
150만원 | | 150 만원
5천원 | | 5 천원
5천만원 | | 5 천만원
14.5억 원 | | 14.5 억원
14.5억 | | 14.5 억원
18.5조원 | | 18.5 조원
640억 | | 640 억원
5천억 원 | | 5000 억원
5,000억원 | | 5000 억원
1조 2,345억 원 | | 12345 억원
5조 2,698억원 | | 52698 억원
3조 2,341억 원 | | 32341 억원
3억 5천만원 | | 35 천만원
3억 5천만 원 | | 35 천만원
1억 2,500만원 | | 12500 만원
17억 8천만원 | | 178 천만원
4억6천 | | 46 천만원
2억 3천5백만원 | | 235 백만원
7만 5,000원 | | 75000 원
1만 5천원 | | 15 천원
2,000원 | | 2000 원
500원 | | 500 원
약 30억원 | | 30 억원 약
약 400개사 | | 400 개사 약
최대 150만원 | | 150 만원 최대
최소 3명 | | 3 명 최소
10만여명 | | 10 만명 여
100여명 | | 100 명 여
200여 건 | | 200 건 여
15명 이내 | | 15 명 이내
40% 이상 | | 40 % 이상
5건 이하 | | 5 건 이하
3회 내외 | | 3 회 내외
10명 초과 | | 10 명 초과
6개월 미만 | | 6 개월 미만
총 45과정 | | 45 과정
(1,780백만원) | | 1780 백만원
고100교 | | none
연 4회 | | none
- | 백만원 | none
– | 백만원 | none
 | 백만원 | none
재배정 | 천원 | none
신규 | 천원 | none
계속 | | none
○ | | none
미정 | 백만원 | none
해당없음 | | none
N/A | | none
2023 | | 2023 ?
268▲ | 명 | 268 명 increase
42▲ | | 42 ? increase
15▼ | % | 15 % decrease
(3 | 명 | none
3) | 명 | none
1,23 | 명 | none
1 ,234 | 명 | 1234 명
12-3 | 건 | none
제3조 | | none
3학년 | | none
2차 | | none
1위 | | none
4-2-1 | | none
10:00 | | none
"""

SENTENCES = """
사업비: 1,780백만원(구비) | 1780 백만원
학교 한 곳에 1억 원씩 지원 | 1 억원
26개 학교, 30개 사업, 658,800천 원 지원 | 26 개; 30 개; 658800 천원
상담 589명 활동('21) → 1,530명 선발('22) | 589 명; 1530 명
(콘텐츠 77.9억원, 상담 55.3억원, 기반 32.4억원) | 77.9 억원; 55.3 억원; 32.4 억원
예산 - 5조 2,698억원(일반사업비 5,356억) | 52698 억원; 5356 억원
평균면적: 2,750㎡/동, 동별단가 61억원/동 | 2750 ㎡; 61 억원
(국비) 9,702억원(30%), (지방비) 2조 2,639억원(70%) | 9702 억원; 30 %; 22639 억원; 70 %
고100교 중80교 | 100 교; 80 교
고60교, 특수9교, 유치9원 | 60 교; 9 교; 9 개원
80~120명 모집 | 80 명; 120 명
연 1~2회 점검 | 1 회; 2 회
학교마다 1,000~2,000천원 차등 | 1000 천원; 2000 천원
2~6개월 동안 | 2 개월; 6 개월
1인당 최대 9만원 | 9 만원 최대
1교당 500만원 | 500 만원
교당 300만원, 5교 | 300 만원; 5 교
2만 3천 명 참여 | 23000 명
예산 3억 5개 학교 | 3 억원; 5 개
참여 인원은 2.3만 명이다 | 2.3 만명
약 7억5천 소요 | 75 천만원 약
기금 300억원 출자, 5,000억 규모로 조성 | 300 억원; 5000 억원
120명(남 70명, 여 50명) | 120 명; 70 명; 50 명
2024년 3월 15일에 40명 참석 | 40 명
2022.7.~12. 45과정 | 45 과정
'24년 320백만원, '25년 360백만원 | 320 백만원; 360 백만원
~'25.12. 완료, 12식 | 12 식
2022 개정 교육과정 적용 학교 31교 | 31 교
박람회 2025 개최 결과 방문 1,200명 | 1200 명
제330회 임시회 제3차 본회의에서 3건 의결 | 3 건
제3조, 5조, 15조에 따라 |
초등학교 5~6학년, 중학교 1~3학년 대상 |
고1 학급당 2부, 특성화고 학교당 5부 | 2 부; 5 부
전화 02) 2180-8326 |
☎ 3111-370 담당자 |
담당 ☎ 428 |
문서 번호 1234호로 시행 |
빈집 1,386호를 정비 | 1386 호
고시 제2022-33, 34호 |
10:00부터 11:30까지 2시간 | 2 시간
1:1 맞춤형 지원 23명 | 23 명
코드 4-2-1 사업 |
4차 산업혁명 시대 |
2단계 사업 추진 |
3대 전략 7대 과제 |
서버 3대로 확대 | 3 대
태블릿 150대, 교구 660개 | 150 대; 660 개
5년마다 계획을 세운다 | 5 년
준공 후 20년간 나누어 준다 | 20 년
40년 이상 지난 건물 | 40 년 이상
남은 기간이 6개월 미만 | 6 개월 미만
임기는 3년으로 한다 | 3 년
착공 시기는 25년으로 한다 |
10월 2일) 공포 |
수업일수 102일, 방학 60일 | 102 일; 60 일
1학기 운영 후 2학기 확대 |
1교사 1교실 지원 |
2명문학교 |
전년 대비 12% 증가, 3%p 상승 | 12 %; 3 %p
이용 건수 8월 12%↑, 9월 5%↓ | 12 % increase; 5 % decrease
206명(42▲) | 206 명
가입자 50만명, 이용 3천 건 | 50 만명; 3 천건
만족도 4.25점 | 4.25 점
1등급 |
15세 이상 |
H200 서버 1대 | 1 대
GPU 5만 장 이상 | 5 만장 이상
예산액 △2,987천원 감액 | -2987 천원
증감 -15건 | -15 건
일정 - 15건 처리 | 15 건
증감: -15건 | -15 건
3,234,100백만원 가운데 | 3234100 백만원
25명×3개 반 | 25 명; 3 개
80백만 원 × 4개교 | 80 백만원; 4 개교
(1유형) 14개 시도 | 14 개
본청 12개과 45과제 | 12 개과; 45 과제
1권역 담당 |
누적 기업가치 1조 5천억 원 달성 | 15000 억원
월 200천원, 연 2,400천원 | 200 천원; 2400 천원
국비 50%, 시비 30%, 구비 20% | 50 %; 30 %; 20 %
2023. 12. 31. 기준 3개교 | 3 개교
1/4분기 20건, 2/4분기 18건 | 20 건; 18 건
AI 3대 강국 도약 |
110대 국정과제 |
회원 1,234명, 도서 5,678권 | 1234 명; 5678 권
0.5%p 낮아짐 | 0.5 %p
100%로 달성 | 100 %
30퍼센트를 넘김 | 30 %
약 2,200명이 이수 | 2200 명 약
총 7종(중·고, 2,100부) | 7 종; 2100 부
60개 사와 협약 | 60 개
12개사를 지원 | 12 개사
교구(16종 660개) 대여 | 16 종; 660 개
33명, 23교(67회) 컨설팅 | 33 명; 23 교; 67 회
스위치 8대, 방화벽 2식 교체 | 8 대; 2 식
3천만 원 이상 공사 | 3 천만원 이상
1,000원 미만 절사 | 1000 원 미만
기당 20명, 6기 운영 | 20 명
학급당 25.5명 | 25.5 명
3천5백명 참여 | 3500 명
창고에 12만 5,000톤 | 125000 톤
2인 1조로 점검 | 2 인
1조 2개반 편성 | 2 개반
넓이 5km², 길이 2.5km | 5 ㎢; 2.5 km
전력 300kW, 저장 50GB | 300 kW; 50 GB
2,500세대 공급 | 2500 세대
4세대 이동통신 |
500만 달러 수출 | 500 만달러
7대3 비율 |
오후 2시 30분 시작 |
1천 200억원과 2천500억원 | 1200 억원; 2500 억원
1억2천3백만원 | 123 백만원
5만5000원 | 55000 원
교원 1인 1대 | 1 인; 1 대
"""

UNIT_LINES = """
(단위: 백만 원) | 백만원 |
단위: 동네 도서관 지원 (단위: 천원) | 천원 |
(단위 백만원, %) | 백만원,% |
(단위 : 천원) | 천원 |
(단위:천원) | 천원 |
(단위: 천원, %, '23.9.30.현재) | 천원,% | '23.9.30.
(단위: 천원, %, ’23.9.30.현재) | 천원,% | '23.9.30.
(2023. 12. 31.기준, 단위: 천 원) | 천원 | 2023. 12. 31.
(단위: 명 '23.9.30.기준) | 명 | '23.9.30.
(단위: 톤/년, 2021년 배출량 자료) | 톤 | 2021년
(단위: 톤/일) | 톤 |
(단위: 천명, %, 원/㎥) | 천명,%,원 |
(단위: 명/천원) | 명,천원 |
물을 담는 힘(㎥/일) | ㎥ |
갈래마다 물값(㎥당 원, 2031. 7월부터) | 원 |
5. 연차별 예산계획 (단위: 백만 원) | 백만원 |
지원액(단위:천원) | 천원 |
지원액(천원) | 천원 |
총사업비 (백만 원) | 백만원 |
구 분 (단위: 백만원) | 백만원 |
[단위: 억원] | 억원 |
(단위: 교) | 교 |
(단위: 명, %) | 명,% |
(단위 : 건) | 건 |
이행률(%) | % |
면적(㎡) | ㎡ |
추진 일정 | none |
학교(초등) | none |
비고 | none |
2023년(계획) | none |
"""


def _rows(table: str) -> list[tuple[str, ...]]:
    return [tuple(part.strip() for part in line.split("|")) for line in table.strip("\n").splitlines()]


def _said(amount: Amount | None) -> str:
    if amount is None:
        return "none"
    return " ".join(part for part in (str(amount.value), amount.unit or "?", amount.bound, amount.marked) if part)


@pytest.mark.parametrize(("text", "unit", "expected"), _rows(CELLS))
def test_a_cell_states_one_amount_or_nothing(text: str, unit: str, expected: str) -> None:
    assert _said(read_amount(text, unit=unit or None)) == expected


@pytest.mark.parametrize(("text", "expected"), _rows(SENTENCES))
def test_a_sentence_states_its_amounts_in_order(text: str, expected: str) -> None:
    assert "; ".join(_said(amount) for amount in find_amounts(text)) == expected


@pytest.mark.parametrize(("text", "units", "date"), [(*row, "")[:3] for row in _rows(UNIT_LINES)])
def test_a_unit_line_states_units_and_base_date(text: str, units: str, date: str) -> None:
    line = read_unit(text)
    assert ("none" if line is None else ",".join(line.units)) == units
    assert (line.base_date if line else None) == (date or None)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("백만 원", "백만원"),
        ("억", "억원"),
        ("조", "조원"),
        ("(천 원)", "천원"),
        ("퍼센트", "%"),
        ("%포인트", "%p"),
        ("m²", "㎡"),
        ("명", "명"),
        ("개 소", "개소"),
    ],
)
def test_units_have_one_spelling(text: str, unit: str) -> None:
    assert normalise_unit(text) == unit


@pytest.mark.parametrize(
    ("value", "unit", "to", "expected"),
    [
        ("658800", "천원", "백만원", "658.8"),
        ("1780", "백만원", "억원", "17.8"),
        ("1", "조원", "억원", "10000"),
        ("2.3", "만명", "명", "23000"),
        ("194", "천건", "건", "194000"),
        ("5", "명", "명", "5"),
        ("5", "명", "교", None),
        ("5", "백만원", "%", None),
        ("34.9", "%", "%", "34.9"),
        ("1", "%", "%p", None),
    ],
)
def test_conversion_is_exact_or_refused(value: str, unit: str, to: str, expected: str | None) -> None:
    found = convert(Decimal(value), unit, to)
    assert found == (None if expected is None else Decimal(expected))


@pytest.mark.parametrize(
    ("won", "expected"),
    [
        ("1780000000", "17억 8천만원"),
        ("48050000000", "480억 5천만원"),
        ("5269800000000", "5조 2,698억원"),
        ("2987000", "298만 7천원"),
        ("0", "0원"),
        ("9000", "9천원"),
        ("123", "123원"),
        ("10000", "1만원"),
        ("-50000000", "-5천만원"),
        ("100000000", "1억원"),
        ("1000000000000", "1조원"),
        ("12345678", "1,234만 5,678원"),
    ],
)
def test_won_as_people_say_it(won: str, expected: str) -> None:
    assert readable_won(Decimal(won)) == expected


def test_a_number_without_a_unit_is_never_money() -> None:
    found = read_amount("1,780")
    assert found is not None
    assert (found.unit, found.won) == (None, None)


def test_money_is_exact_in_won() -> None:
    found = read_amount("14.5억 원")
    assert found is not None
    assert found.won == Decimal("1450000000")


def test_spans_point_at_the_words() -> None:
    text = "상담 589명 활동, 예산 3억 5천만원, △2천원"
    assert [text[a.span[0] : a.span[1]] for a in find_amounts(text)] == ["589명", "3억 5천만원", "△2천원"]


UNITS = st.sampled_from(
    ["백만원", "천원", "억원", "만원", "조원", "명", "교", "건", "개", "과정", "대", "%", "%p", "㎡", "부", "권"]
)
VALUES = st.decimals(min_value=Decimal(-(10**9)), max_value=Decimal(10**12), places=0)
FRACTIONS = st.decimals(min_value=Decimal("0.01"), max_value=Decimal("9999.99"), places=2)


@given(VALUES, UNITS)
def test_writing_then_reading_is_the_identity(value: Decimal, unit: str) -> None:
    found = read_amount(write_amount(value, unit))
    assert found is not None
    assert (found.value, found.unit) == (value, unit)


@given(FRACTIONS, st.sampled_from(["%", "억원", "조원", "㎡", "%p"]))
def test_fractions_survive(value: Decimal, unit: str) -> None:
    found = read_amount(write_amount(value, unit))
    assert found is not None
    assert (found.value, found.unit) == (value, unit)


@given(st.integers(min_value=1, max_value=10**15), st.sampled_from(["천원", "백만원", "억원"]))
def test_scale_and_sign_are_kept(won: int, unit: str) -> None:
    """A thousandfold or a lost sign would show: the bare cell under a unit is worth value times factor, signed."""
    factor = won_factor(unit)
    plain, negative = read_amount(f"{won:,}", unit=unit), read_amount(f"△{won:,}", unit=unit)
    assert factor is not None
    assert plain is not None
    assert negative is not None
    assert plain.won == won * factor
    assert negative.won == -won * factor


@given(st.integers(min_value=0, max_value=10**16))
def test_won_said_aloud_reads_back(won: int) -> None:
    found = read_amount(readable_won(Decimal(won)))
    assert found is not None
    assert found.won == won


@given(st.text(max_size=60))
def test_any_text_is_read_without_trouble(text: str) -> None:
    for amount in find_amounts(text):
        assert amount.text
        assert amount.span[0] < amount.span[1]
