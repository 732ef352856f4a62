"""One thing stated twice with two numbers: in words and in a table, in two sections; and what only looks like it."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.audit import audit_document
from corpus.read import read

TOP = "2026년도 바람시 주요업무 보고 (시험용 글)\n\n"

TWICE = {
    "a column's total, without a unit": (
        """# 1. 나눔 시설

- 시민이 쓰는 공유주방은 31개소로 지난해보다 두 배가 됨

○ 동별 시설

동\t공유주방\t장난감도서관
가람동\t12\t4
나래동\t17\t3
합계\t29\t7
""",
        ("31개소", "29개소"),
    ),
    "what a table is about, its total": (
        """# 2. 방역

## 추진 현황

o 방역 약품 보관함 : 23개소, 약품 교체 두 차례

o 구별 방역 약품 보관함

구분\t학교\t공원\t계
동구\t9\t4\t13
서구\t7\t4\t11
합계\t16\t8\t24
""",
        ("23개소", "24개소"),
    ),
    "a compound word and a column below its group": (
        """# 3. 시설 현황

## 가. 구별 체육시설 현황

(단위: 개소)
구\t체육시설수
\t계\t공공\t민간
동구\t60\t21\t39
서구\t55\t18\t37
합계\t115\t39\t76

# 4. 생활체육 확충

- 2026년 현재 시내 공공체육시설은 42개소임
""",
        ("42개소", "39개소"),
    ),
    "a row of years": (
        """# 5. 2025년 주요 성과

## 관광

- 바람등불축제 방문객 23만 4천명, 만족도 91점

○ 바람등불축제 방문객 추이

연도\t방문객(천명)\t만족도(점)
2024\t198\t88
2025\t243\t91
""",
        ("23만 4천명", "243,000명"),
    ),
    "a total cost below the name of its project": (
        """# 6. 주요 사업

## 1. 한빛문화관 건립 (문화과)

- 총사업비: 42,500백만원
- 위치: 한빛동 12

## 2. 계속비 사업

(단위: 백만원)
사업명\t총사업비\t2026년
한빛문화관 건립\t43,800\t9,000
물놀이터 조성\t5,100\t2,000
""",
        ("42,500백만원", "43,800백만원"),
    ),
    "the posts of one department": (
        """# 7. 조직

(단위: 명)
부서\t정원\t현원
나무가꿈과\t27\t25
물관리과\t31\t31

# 8. 부서별 계획

## 1. 나무가꿈과

- 정원: 26명
""",
        ("26명", "27명"),
    ),
    "a target of one year, counted up": (
        """# 9. 목표

지표\t단위\t2027 목표\t2028 목표
수소버스 보급(누계)\t대\t120\t150

# 10. 친환경 교통

- 2028년까지 수소버스를 누계 170대로 늘려 공기를 맑게 함
""",
        ("170대", "150대"),
    ),
    "digits that changed places, in two sections": (
        """# 11. 성과

- 올해 9월까지 약수터 수질검사 3,172건을 마침

# 12. 약수터 관리

## 추진 실적

- 약수터 수질검사('26.1~9월) 3,712건
""",
        ("3,172건", "3,712건"),
    ),
    "a project's cost in another unit": (
        """# 1. 문화시설

○ 반딧불 도서관 건립
  - 사업규모: 지하 1층, 지상 4층
  - 총사업비: 312억원

# 2. 계속비

(단위: 백만원)
사업명\t총사업비\t2026년
반딧불 도서관 건립\t31,500\t8,000
""",
        ("312억원", "31,500백만원"),
    ),
    "last year, in thousands": (
        """# 1. 교통 성과

- 작년 한 해 마을버스 이용객은 모두 4,182,000명이었음

# 2. 2025년 마을버스 이용 현황

(단위: 천명)
노선\t이용객
1번\t2,028
2번\t2,100
합계\t4,128
""",
        ("4,182,000명", "4,128,000명"),
    ),
    "a topic far from its number": (
        """# 1. 위원회

- 인공숲자문위원회 위원은 위원장을 포함하여 15명으로 구성함

# 2. 인공숲자문위원회 위원 구성 현황

(단위: 명)
구분\t위촉직\t당연직\t계
남\t5\t3\t8
여\t4\t2\t6
계\t9\t5\t14
""",
        ("15명", "14명"),
    ),
    "a whole whose part follows": (
        """# 1. 저수지

- 관내 저수지는 모두 128개소이며, 이 가운데 11개소가 D등급임

# 2. 저수지 현황

구분\t안전\t주의\t계
큰골면\t40\t10\t50
작은골면\t60\t8\t68
합계\t100\t18\t118
""",
        ("128개소", "118개소"),
    ),
    "one of a list in one line": (
        """# 1. 급식

- 급식 지원 대상: 초등 1,204명, 중등 876명

# 2. 급식 지원

## 급식 지원 대상 (단위: 명)

구분\t인원
초등\t1,240
중등\t876
""",
        ("1,204명", "1,240명"),
    ),
    "digits that changed places, of another wording": (
        """# 1. 성과

- 빗물저금통 설치 216대로 목표를 넘김

# 2. 빗물 관리

## 2026년 추진 실적

- 올해 빗물저금통을 261대 설치하여 물을 아낌
""",
        ("216대", "261대"),
    ),
    "a department's budget below its name": (
        """# 1. 세출 총괄

(단위: 천원)
부서\t2026년 예산액\t2025년 예산액
물관리과\t886,940\t812,000
산림과\t410,200\t400,100

# 2. 부서별 성과계획

## 1. 물관리과

- 2026년 예산: 916,940천원
""",
        ("916,940천원", "886,940천원"),
    ),
}

APART = {
    "a plan and its outcome": """# 1. 일자리

## 추진 목표

사업\t물량
이음센터 취업 연계\t340명

## 추진 실적

- 이음센터 취업 연계 315명
""",
    "two years": """# 1. 하천

## 2025년 추진 실적

- 하천 쓰레기 수거 182톤

## 2026년 추진 실적

- 하천 쓰레기 수거 191톤
""",
    "rounder numbers": """# 1. 공원

- 시민이 쓰는 그늘막은 1,300개소

공원\t그늘막
동구\t640
서구\t659
합계\t1,299
""",
    "a table of some of the parts": """# 1. 악기

- 악기 대여 1,260건(초등 610건, 중등 420건, 어른 230건)

악기별 대여 실적 (단위: 건)

악기\t초등\t중등\t계
해금\t310\t190\t500
장구\t300\t230\t530
계\t610\t420\t1,030
""",
    "rounder numbers in another unit": """# 1. 예산

- 물결다리 보수 예산은 12억원

(단위: 백만원)
사업\t예산액
물결다리 보수\t1,234
""",
    "items of one list": """# 1. 연구

- 보고서 평가회 12개 과제(위탁)
- 보고서 평가회 10개 과제(현장)
""",
    "posts of two departments": """# 1. 업무보고

## 1. 도시국

- 인력: 정원 72명 / 현원 69명

## 2. 교통국

- 인력: 정원 64명 / 현원 62명
""",
    "the cost of a whole and of one year, below one heading": """# 1. 늘봄마루 조성

## 사업개요

- 사업비: 61백만원

## 연차별 사업비

- 사업비: 58백만원
""",
    "a part of the whole": """# 1. 주차장

- 공영주차장 가운데 야간 개방 공영주차장은 46개소

구\t공영주차장
동구\t30
서구\t22
합계\t52
""",
    "a row of the table that also states the other": """# 1. 버스

- 부름버스 운영 예산 2,486천원

(단위: 천원)
사업\t예산액
부름버스 운영\t2,390
안내판 정비\t96
계\t2,486
""",
    "another measure": """# 1. 채용

- 나무가꿈과 정원 27명으로, 현원은 아래와 같음

부서\t현원(명)
나무가꿈과\t25
물관리과\t31
""",
    "a sentence that states both": """# 1. 쉼터

- 어르신 쉼터 14개소에서 16개소로 늘림

# 2. 복지

- 어르신 쉼터 16개소 운영
""",
    "another of its kind with a name of its own": """# 1. 도서관

- 달빛 작은도서관 이용자 1,180명

도서관\t이용자(명)
별빛 작은도서관\t1,240
""",
    "things of which a clause says more": """# 1. 학교

- 강당이 없는 학교 43교

구\t학교 수
동구\t30
서구\t20
계\t50
""",
    "two that fit alike": """# 1. 체험

- 체험 프로그램 참가자 480명

## 여름 체험 프로그램

구분\t참가자(명)
합계\t450

## 겨울 체험 프로그램

구분\t참가자(명)
합계\t510
""",
}


def _told(body: str, folder: Path) -> list[tuple[str, str]]:
    file = folder / "바람시.txt"
    file.write_text(TOP + body, encoding="utf-8")
    return [(f.stated, f.computed) for f in audit_document(read(file)) if f.rule == "stated"]


@pytest.mark.parametrize("what", TWICE)
def test_one_thing_with_two_numbers_is_found_once(what: str, tmp_path: Path) -> None:
    body, values = TWICE[what]
    assert _told(body, tmp_path) == [values]


@pytest.mark.parametrize("what", APART)
def test_two_things_are_not(what: str, tmp_path: Path) -> None:
    assert _told(APART[what], tmp_path) == []


@pytest.mark.parametrize("what", TWICE)
def test_places_that_agree_say_nothing(what: str, tmp_path: Path) -> None:
    body, (first, second) = TWICE[what]
    assert _told(body.replace(first, second, 1), tmp_path) == [], "the text now says what the table says"
