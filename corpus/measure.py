"""What may follow a number: won words, percent signs, counted nouns. Plain values; corpus.amounts makes Amounts."""

from __future__ import annotations

import re
from decimal import Decimal

from corpus.text import squash

Measure = tuple[Decimal, str, int]
"""Value, unit, and the position behind the unit."""

WON_FACTORS: dict[str, Decimal] = {
    "원": Decimal(1),
    "천원": Decimal(10) ** 3,
    "만원": Decimal(10) ** 4,
    "십만원": Decimal(10) ** 5,
    "백만원": Decimal(10) ** 6,
    "천만원": Decimal(10) ** 7,
    "억원": Decimal(10) ** 8,
    "십억원": Decimal(10) ** 9,
    "조원": Decimal(10) ** 12,
}
SCALES = {
    "백": Decimal(100),
    "천": Decimal(1000),
    "만": Decimal(10) ** 4,
    "십만": Decimal(10) ** 5,
    "백만": Decimal(10) ** 6,
    "천만": Decimal(10) ** 7,
    "억": Decimal(10) ** 8,
    "조": Decimal(10) ** 12,
}
DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"

_COUNTERS = re.findall(
    r"\S+",
    "세대 마리 그루 평 달러 유로 ㏊ ha ㎥ m³ ㎢ km² kWh kW MWh MW GB TB kg t m "
    "개교과목 개학교 개학급 교과목 개교 개소 개관 개사 개국 개동 개실 개팀 개과 개반 개월 개년 개구 개단 개종 "
    "개원 개 학급 학교 과정 과목 과제 차시 시간 가구 군데 단체 기관 세트 사람 강좌 가지 명 인 건 교 곳 종 대 "
    "회 부 편 권 팀 실 동 호 장 점 책 사 반 쪽 면 배 년 일 분 석 병 톤 ㎡ m² km 원생 원아 필지 식 품목 페이지 "
    "콘텐츠 종류 모둠 동아리 쌍 채널 회선 문항 문제 좌석 병상 시군 시도",
)
KNOWN_UNITS = frozenset(_COUNTERS) | WON_FACTORS.keys() | {"%", "%p"}
_COUNTER = "|".join(sorted(map(re.escape, _COUNTERS), key=len, reverse=True))
_COUNT = re.compile(rf"\s?(여)?\s?({_COUNTER})")
_SCALE_COUNT = re.compile(rf"\s*(천만|백만|십만|만|천|백|억)\s*(여)?\s*({_COUNTER})(?!년도)")
_SPACED_FIRM = re.compile(r"\s?개\s사(?![가-힣])")
_PERCENT = re.compile(r"\s*(%p|%P|%포인트|%|퍼센트포인트|퍼센트|프로)(?!그램|젝트|세스)")
_OF_HUNDRED = re.compile(r"(?<!\d)100분의\s?$")
"""`100분의 50` is how laws say 50 %."""
_MONEY = re.compile(
    r"\s*여?\s*(?P<scale>조|억|천만|백만|십만|만|천)?\s*여?\s*원(?!생|아|고|문|격|리|인|본|활|하|칙|서|어|도|장|내|외|스)"
)
_BARE_MONEY = re.compile(r"\s*((?:조(?!\s\d+개)|억))(?=[\s),.·~]|$)|\s*(억)\s*(?=규모|이상|이하|씩)")
_HUNDRED_MILLIONS = re.compile(r"\s*(천|백)(억)\s*원?")
_PART = re.compile(rf"\s*(?:여\s*)?(?P<digits>{DIGITS})\s*(?P<small>천|백|십)?\s*(?P<big>조|억|만)?")
_WON = re.compile(r"\s*여?\s*원(?!생|아|고|문|격)")
_SMALL = {"천": Decimal(1000), "백": Decimal(100), "십": Decimal(10), "": Decimal(1)}
_RANK = {"조": 12, "억": 8, "만": 4, "천": 3, "백": 2, "십": 1, "": 0}
_FEWEST_HOUSEHOLDS = 20
"""`4세대 이동통신` is a generation, `2,500세대` are households."""
_LASTS = re.compile(r"(?:임기|주기|연한|유효\s?기간|보존\s?기간|존속\s?기간)[은는이가]?\s*$")
_PARTICLES = (
    "의|를|을|가|이|은|는|로|와|과|에|도|만|당|씩|이상|이내|이하|내외|규모|보급|도입|구축|교체|운영|실시|발간|"
    "개최|로서|까지|부터|분"
)
_SHORT = frozenset("대장면점사실동반부회인식쪽석병책편")
"""Counters of one syllable that begin many other words: what follows must be a particle or no letter."""
_LATIN = re.compile(r"[A-Za-z]")
_NOT_AFTER = {
    "개": re.compile(r"정(?!도)|최|설|편|별|념|통|발|방|인|선"),
    "교": re.compile(r"사|육|과|실|원|복|체|재|양|류|수|장|무"),
    "권": re.compile(r"역|한|리|고|장"),
    "건": re.compile(r"물|강|축|립|설"),
    "평": re.compile(r"균|가|생|일|등|화|면|창|년"),
    "종": re.compile(r"합|료|단|목|로"),
    "명": re.compile(r"문|칭|령|단|시"),
    "배": re.compile(r"정|포|치|부|경|움"),
    "곳": re.compile(r"간"),
    "팀": re.compile(r"장|원"),
    "과정": re.compile(r"평가|중심"),
    "회선": re.compile(r"발|정|임|언|출|거"),
    "학교": re.compile(r"급|장|생"),
}
_RANKED = re.compile(
    r"\s*(?:핵심|중점|전략|강국|요소|원칙|과제|분야|산업|선도|국정|영역|역량|권역|범죄|조례|목표|정책|추진|기본|세대)"
)


def normalise_unit(text: str) -> str:
    """Return a unit without spaces, in one spelling: `백만 원` -> `백만원`, `억` -> `억원`, `퍼센트` -> `%`."""
    unit = squash(text).strip("()[]")
    return _SPELLINGS.get(unit, unit)


_SPELLINGS = {
    "억": "억원",
    "조": "조원",
    "백만": "백만원",
    "천": "천원",
    "퍼센트": "%",
    "프로": "%",
    "%P": "%p",
    "%포인트": "%p",
    "퍼센트포인트": "%p",
    "m²": "㎡",
    "m2": "㎡",
    "m³": "㎥",
    "km²": "㎢",
    "ha": "㏊",
    "여명": "명",
    "여교": "교",
    "여건": "건",
}


def measure(body: str, start: int, number: str, end: int) -> Measure | None:
    """Return value, unit and end of the number at `start`..`end`, or None when no unit follows it."""
    return (
        _compound(body, start)
        or _money(body, number, start, end)
        or _percent(body, number, start, end)
        or _counted(body, number, start, end)
    )


def value_of(number: str) -> Decimal:
    """Return the value of digits with thousands commas."""
    return Decimal(number.replace(",", ""))


def _compound(body: str, start: int) -> Measure | None:
    """Read `1조 2,345억 원`, `3억 5천만원`, `7만 5,000원`, `2만 3천 명`; stated in the unit word of the last part.

    People write `7억5천` for 7억 5천만원: a bare 천 or 백 behind 억, without 원, counts ten thousands.
    """
    parts, end = _parts(body, start)
    if len(parts) < 2:
        return None
    value, section, small, big = Decimal(0), Decimal(0), "", ""
    for digits, small, own in parts:
        section += digits * _SMALL[small]
        big = own
        if own:
            value, section = value + section * SCALES[own], Decimal(0)
    lead = next((own for _, _, own in parts if own), "")
    won = _WON.match(body, end)
    if not won and section and lead == "억" and small in ("천", "백"):
        value, section, big = value + section * SCALES["만"], Decimal(0), "만"
    value += section
    if won or lead in ("조", "억"):
        unit = next(unit for unit in (f"{small}{big}원", f"{big}원", "원") if unit in WON_FACTORS)
        return value / WON_FACTORS[unit], unit, won.end() if won else end
    count = _COUNT.match(body, end)
    if count is None or not _ends(count.group(2), body, start, count.end()):
        return None
    return value, normalise_unit(count.group(2)), count.end()


def _parts(body: str, start: int) -> tuple[list[tuple[Decimal, str, str]], int]:
    """Return the parts of a number in digits and scale words, each smaller than the one before, and its end."""
    parts: list[tuple[Decimal, str, str]] = []
    end, last_big, last_small = start, 99, 99
    while match := _PART.match(body, end):
        small, big = match.group("small") or "", match.group("big") or ""
        bare = not small and not big
        if _RANK[small] >= last_small or (big and _RANK[big] >= last_big):
            break
        if bare and not (parts and (_WON.match(body, match.end()) or _counts_on(parts, match, body))):
            break
        parts.append((value_of(match.group("digits")), small, big))
        end = match.end()
        last_big, last_small = (_RANK[big], 99) if big else (last_big, _RANK[small])
        if bare:
            break
    return parts, end


def _counts_on(parts: list[tuple[Decimal, str, str]], match: re.Match[str], body: str) -> bool:
    """Tell whether bare digits behind 만 go on with the same count: `12만 5,000톤`."""
    return (
        parts[-1][2] == "만"
        and value_of(match.group("digits")) < SCALES["만"]
        and bool(_COUNT.match(body, match.end()))
    )


def _money(body: str, number: str, start: int, end: int) -> Measure | None:
    tail = _MONEY.match(body, end)
    if tail:
        scale = tail.group("scale") or ""
        if not scale and _counts_kindergartens(body, number, start):
            return value_of(number), "개원", tail.end()
        return value_of(number), normalise_unit(f"{scale}원"), tail.end()
    bare = _BARE_MONEY.match(body, end)
    if bare and not re.search(r"(?:조[\s,·제]*|\d인\s?)$", body[:start]):
        return value_of(number), f"{bare.group(1) or bare.group(2)}원", bare.end()
    words = _HUNDRED_MILLIONS.match(body, end)
    if words:
        return value_of(number) * SCALES[words.group(1)], "억원", words.end()
    return None


def _counts_kindergartens(body: str, number: str, start: int) -> bool:
    """Tell whether `9원` stands in a list of schools (`고60교, 특수9교, 유치9원`) and so counts kindergartens."""
    return "," not in number and value_of(number) < 1000 and bool(re.search(r"\d교[,·\s][^.]{0,20}$", body[:start]))


def _percent(body: str, number: str, start: int, end: int) -> Measure | None:
    if _OF_HUNDRED.search(body[:start]) and not re.match(r"\s*(?:의|분)", body[end:]):
        return value_of(number), "%", end
    tail = _PERCENT.match(body, end)
    return (value_of(number), normalise_unit(tail.group(1)), tail.end()) if tail else None


def _counted(body: str, number: str, start: int, end: int) -> Measure | None:
    scaled = _SCALE_COUNT.match(body, end)
    if scaled and _ends(scaled.group(3), body, start, scaled.end()):
        return value_of(number), f"{scaled.group(1)}{scaled.group(3)}", scaled.end()
    firm = _SPACED_FIRM.match(body, end)
    if firm:
        return value_of(number), "개사", firm.end()
    tail = _COUNT.match(body, end)
    if tail and number == "1" and body.startswith("당", tail.end()):
        return None  # `1인당 9만원` counts nobody
    if tail is None or not _ends(tail.group(2), body, start, tail.end()):
        return None
    if re.fullmatch(r"(?:19|20)\d\d", number) and body[end : end + 1] == " ":
        return None
    if re.fullmatch(r"\d{1,3}\.\d{3}", number) and tail.group(2) in ("명", "대", "개", "건", "교"):
        number = number.replace(".", "")  # recognised characters print `2.409대` for 2,409대
    return value_of(number), normalise_unit(tail.group(2)), tail.end()


_DAYS = re.compile(r"일수\s?:?\s?$")
"""What stands before a number of days (`수업일수 201일`)."""
_LAST_DAY = 31


def _ends(counter: str, body: str, start: int, end: int) -> bool:
    """Tell whether a counter ends where it seems to: `8명` and `8명의`, but not `8명문` or `2022 개정`."""
    after = body[end : end + 6]
    if counter == "년":
        if _LASTS.search(body[:start]) and re.match(r"\d{1,2}년", body[start:]):
            return True  # `임기는 2년으로 한다`
        return bool(re.match(r"\s?(?:간|마다|이내|동안|에\s?1|에\s?한|주기|이상|경과|분)", after))
    if counter in ("일", "분") and re.search(r"월\s*$|\d시\s?$", body[:start]):
        return False  # a date or a time of day
    if counter == "일" and (_DAYS.search(body[:start]) or int(re.match(r"\d+", body[start:]).group()) > _LAST_DAY):  # type: ignore[union-attr]
        return True
    if counter in ("일", "분"):
        return bool(re.match(r"\s?(?:간|이내|동안|전까지|[).,]|$)", after))
    if counter == "호":
        named = re.search(r"제|항|번호|고시|,\s*$|-", body[max(0, start - 14) : start])
        return not named and (not re.match(r"[가-힣]", after) or bool(re.match(rf"(?:{_PARTICLES})(?![가-힣])", after)))
    if counter == "대" and (_RANKED.match(after) or after[:1].isdigit()):
        return False
    if counter == "세대":
        return value_of(re.match(DIGITS, body[start:]).group()) >= _FEWEST_HOUSEHOLDS  # type: ignore[union-attr]
    if counter.isascii() and _LATIN.match(after):
        return False
    if counter in _NOT_AFTER and _NOT_AFTER[counter].match(after):
        return False
    if counter in _SHORT:
        return not re.match(r"[가-힣]", after) or bool(re.match(f"(?:{_PARTICLES})", after))
    return True
