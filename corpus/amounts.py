"""Amounts as Korean public documents print them: exact values with units, never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from corpus.periods import find_periods
from corpus.text import search_text, squash

Bound = Literal["", "이상", "이하", "이내", "초과", "미만", "내외", "여", "약", "최대", "최소"]

WON_FACTORS: dict[str, Decimal] = {
    "원": Decimal(1), "천원": Decimal(10) ** 3, "만원": Decimal(10) ** 4, "십만원": Decimal(10) ** 5,
    "백만원": Decimal(10) ** 6, "천만원": Decimal(10) ** 7, "억원": Decimal(10) ** 8, "십억원": Decimal(10) ** 9,
    "조원": Decimal(10) ** 12,
}
_SCALED = re.compile(r"^(십만|백만|천만|만|천|백|억)(명|건|개|대|장|부|㎡|회|권|곳|호|톤|km|시간)$")
_SCALES = {"백": Decimal(100), "천": Decimal(1000), "만": Decimal(10) ** 4, "십만": Decimal(10) ** 5, "백만": Decimal(10) ** 6, "천만": Decimal(10) ** 7, "억": Decimal(10) ** 8}
_COUNTERS = (
    "개교과목 개학교 개학급 교과목 개교 개소 개관 개사 개국 개동 개실 개팀 개과 개반 개월 개년 개구 개단 개종 개 학급 학교 과정 과목 과제 차시 차례 시간 가구 군데 "
    "단체 기관 세트 사람 여교 여명 여건 강좌 단계 가지 명 인 건 교 곳 종 대 회 부 편 권 팀 실 동 호 장 점 책 사 반 과 쪽 면 배 차 년 일 주 분 초 세 위 조 항 급 석 병 톤 "
    "㎡ m² km 원생 원아 필지 식 품목 페이지 콘텐츠 종류 모둠 동아리 쌍 채널 문항 문제 좌석 병상 시군 시도"
).split()
_NOT_COUNTED = frozenset("차 위 조 항 급 과 세 초 주".split())
"""Ordinals and the like: `2차`, `1위`, `제3조`, `4급`, `5과`, `15세` name a thing rather than count it."""
_COUNTER = "|".join(sorted(map(re.escape, _COUNTERS), key=len, reverse=True))
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SIGN = r"[△▲−\-–]"
_NUMBER = re.compile(rf"(?<![\d.,])(?P<sign>{_SIGN}\s?)?(?P<number>{_DIGITS})")
_BIG = re.compile(rf"\s*(?P<word>조|억|천만|백만|십만|만|천)(?![가-힣])?(?P<rest>)")
_MONEY_TAIL = re.compile(r"\s*(조|억|천만|백만|십만|만|천)?\s*(원)(?!생|아|고|문|격|리|인|본|활|하|칙|서|어|도)")
_PERCENT = re.compile(r"\s*(%p|%P|%포인트|%|퍼센트포인트|퍼센트|프로)(?!그램|젝트|세스)")
_SCALE_COUNT = re.compile(rf"\s*(백만|십만|만|천|백)\s*(여)?\s*({_COUNTER})(?![가-힣]*(?:년도))")
_COUNT = re.compile(rf"\s?(여)?\s?({_COUNTER})")
_COMPOUND = re.compile(
    rf"(?P<a>{_DIGITS})\s*(?P<au>조|억|만)\s*(?:여\s*)?(?P<b>{_DIGITS})\s*(?P<bu>억|천만|백만|십만|만|천)?\s*(?:여\s*)?(?:(?P<c>{_DIGITS})\s*(?P<cu>만|천|백)?\s*)?(?P<won>원)?"
)
_WORD_FACTORS = {"조": Decimal(10) ** 12, "억": Decimal(10) ** 8, "천만": Decimal(10) ** 7, "백만": Decimal(10) ** 6, "십만": Decimal(10) ** 5, "만": Decimal(10) ** 4, "천": Decimal(1000), "백": Decimal(100)}
_AFTER = re.compile(r"\s*(이상|이하|이내|초과|미만|내외)")
_BEFORE = re.compile(r"(약|최대|최소)\s*$")
_CODE_BEFORE = re.compile(r"(?:제|☎\s?|[A-Za-z]|-|\d[.\-/:]|호선|버전|v|V|No\.?\s?|번호\s?)$")
_LABEL = re.compile(r"([가-힣A-Za-z·]+)$")


@dataclass(frozen=True, slots=True)
class Amount:
    """One stated number: exact value, normalised unit (None: nobody stated one), the words it was read from."""

    value: Decimal
    unit: str | None
    text: str
    bound: Bound = ""
    """How exact the source is: `약`, `이상`, ...; empty for a plain figure."""
    span: tuple[int, int] = (0, 0)
    """Start and end in the text it was found in."""
    label: str = ""
    """Words glued to the number inside a cell: `고` of `고100교`."""
    marked: Literal["", "increase", "decrease"] = ""
    """`268▲` is a marked change, not a sign."""

    @property
    def won(self) -> Decimal | None:
        """Return the value in won, or None when the unit is not money."""
        factor = WON_FACTORS.get(self.unit or "")
        return None if factor is None else self.value * factor

    @property
    def base(self) -> tuple[Decimal, str | None]:
        """Return value and unit with a scale word resolved: `2.3만명` is 23,000 and `명`."""
        scaled = _SCALED.match(self.unit or "")
        if scaled is None:
            return self.value, self.unit
        return self.value * _SCALES[scaled.group(1)], scaled.group(2)


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit line such as `(단위: 천원, %, ’23.9.30.현재)`: units in order and the base date as printed."""

    units: tuple[str, ...]
    base_date: str | None = None


def normalise_unit(text: str) -> str:
    """Return a unit without spaces, in one spelling: `백만 원` -> `백만원`, `억` -> `억원`, `퍼센트` -> `%`."""
    unit = squash(text).strip("()[]")
    return {"억": "억원", "조": "조원", "백만": "백만원", "천": "천원", "퍼센트": "%", "프로": "%", "%P": "%p", "%포인트": "%p", "퍼센트포인트": "%p", "m²": "㎡", "m2": "㎡", "여명": "명", "여교": "교", "여건": "건"}.get(unit, unit)


def won_factor(unit: str) -> Decimal | None:
    """Return how many won one of the unit is, or None when it is not money."""
    return WON_FACTORS.get(unit)


def convert(value: Decimal, unit: str, to_unit: str) -> Decimal | None:
    """Return the value in another unit, exactly; None when the two do not measure the same thing."""
    if unit == to_unit:
        return value
    a, b = WON_FACTORS.get(unit), WON_FACTORS.get(to_unit)
    if a is not None and b is not None:
        return value * a / b
    own, other = Amount(value, unit, "").base, Amount(Decimal(1), to_unit, "").base
    if own[1] == other[1] and own[1] is not None and (own[1] != unit or other[1] != to_unit):
        return own[0] / other[0]
    return None


def write_amount(value: Decimal, unit: str | None) -> str:
    """Return a value with thousands commas and its unit: `1,780백만원`, `-2,987천원`, `34.9%`."""
    text = format(value, "f")
    whole, _, fraction = text.partition(".")
    sign = "-" if whole.startswith("-") else ""
    digits = f"{int(whole.lstrip('-') or 0):,}"
    fraction = fraction.rstrip("0")
    return f"{sign}{digits}{'.' + fraction if fraction else ''}{unit or ''}"


def readable_won(won: Decimal) -> str:
    """Return an amount of won as people say it: `17억 8천만원`, `480억 5천만원`, `5조 2,698억원`, `2,987,000원` as `298만 7천원`."""
    sign, won = ("-", -won) if won < 0 else ("", won)
    if won != won.to_integral_value():
        return f"{sign}{write_amount(won, '원')}"
    rest = int(won)
    parts: list[str] = []
    for factor, word in ((10**12, "조"), (10**8, "억")):
        count, rest = divmod(rest, factor)
        if count:
            parts.append(f"{count:,}{word}")
    man, rest = divmod(rest, 10**4)
    if man:
        parts.append(f"{man // 1000}천만" if man % 1000 == 0 else f"{man:,}만")
    if rest:
        parts.append(f"{rest // 1000}천" if rest % 1000 == 0 else f"{rest:,}")
    return f"{sign}{' '.join(parts) or '0'}원"


def read_unit(text: str) -> UnitLine | None:
    """Return the units a line, heading or header states (`(단위: 백만 원)`, `지원액(천원)`), or None."""
    text = search_text(text)
    found = re.search(r"단\s*위\s*[:：]?\s*([^()\[\]<>]+)", text)
    if found:
        body = found.group(1)
    else:
        bracket = re.search(r"[(\[<]\s*((?:십|백|천|만|십만|백만|천만|억|조)?\s*원|%|명|교|건|개|㎡|개소|대|과정|동|편|종|회|팀)\s*[)\]>]", text)
        if not bracket:
            return None
        body = bracket.group(1)
    units: list[str] = []
    for part in re.split(r"[,、/·]|\s{2,}|\s(?='|\d)", body):
        unit = normalise_unit(part)
        match = re.match(r"^(?:(?:십|백|천|만|십만|백만|천만|억|조)?원|%p?|㎡|[가-힣]{1,3})$", unit)
        if match and not re.search(r"기준|현재|말|년|월|일$", unit):
            units.append(unit)
        elif not units:
            lead = re.match(r"^((?:십|백|천|만|십만|백만|천만|억|조)?원|%|명|교|건|개)(?=['\d])", unit)
            if lead:
                units.append(lead.group(1))
    periods = find_periods(text)
    date = periods[-1].text if periods and re.search(r"기준|현재|말", text) else None
    return UnitLine(tuple(units), date) if units else None


def read_amount(text: str, *, unit: str | None = None) -> Amount | None:
    """Return the exact value and unit a whole cell states, or None when it states none.

    `unit` governs where the text states no unit of its own. `△2,987` is negative, `(2.5)` too where a unit governs;
    `-`, blanks, `재배정` and `신규` state nothing; `268▲` is a marked increase.
    """
    body = search_text(text).strip()
    whole = re.fullmatch(rf"(?P<sign>{_SIGN}\s*)?(?P<open>\()?\s*(?P<number>{_DIGITS}|\d{{1,3}}(?:\s?,\s?\d{{3}})+)\s*(?P<close>\))?(?P<mark>[▲△▼▽])?", body)
    if whole:
        value = Decimal(squash(whole.group("number")).replace(",", ""))
        bracketed = bool(whole.group("open") and whole.group("close"))
        if bool(whole.group("open")) != bool(whole.group("close")):
            return None
        if whole.group("sign") or (bracketed and unit is not None):
            value = -value
        marked: Literal["", "increase", "decrease"] = ""
        if whole.group("mark"):
            marked = "increase" if whole.group("mark") in "▲△" else "decrease"
        return Amount(value, unit, body, span=(0, len(text)), marked=marked)
    found = find_amounts(body, unit=unit)
    if len(found) == 1:
        covered = squash(body[: found[0].span[0]] + body[found[0].span[1] :])
        if re.fullmatch(r"[()총약계의이상하내외여]*", covered):
            return found[0]
    return None


def find_amounts(text: str, *, unit: str | None = None) -> tuple[Amount, ...]:
    """Return the amounts a text states, in order: numbers with a unit of their own (or all bare ones under `unit`).

    Dates, periods, telephone numbers, codes (`4-2-1`, `제3조`, `제330회`), ordinals and grades are no amounts.
    `1조 2,345억 원` is one amount of 12,345억원; `2.3만 명` keeps its scale in the unit (`만명`).
    """
    body = search_text(text)
    if len(body) != len(text):
        body = search_text(text)
    dates = [period.span for period in find_periods(body)]
    return tuple(_amounts(body, dates, unit))


def _amounts(body: str, dates: list[tuple[int, int]], unit: str | None) -> Iterator[Amount]:
    position = 0
    while match := _NUMBER.search(body, position):
        start, number_end = match.start("number"), match.end("number")
        position = number_end
        if any(a <= start < b for a, b in dates):
            position = max(b for a, b in dates if a <= start < b)
            continue
        if _is_code(body, match):
            position = _skip_code(body, number_end)
            continue
        amount = _one(body, match, unit)
        if amount is None:
            continue
        position = amount.span[1]
        yield amount


def _is_code(body: str, match: re.Match[str]) -> bool:
    start, end = match.start("number"), match.end("number")
    before = body[max(0, start - 4) : start]
    if re.search(r"(?:제|☎\s?|[A-Za-z]|번호\s?)$", before):
        return True
    after = body[end : end + 3]
    if re.match(r"-\d", after) or (before.endswith("-") and len(before) > 1 and before[-2].isdigit()):
        return True
    if re.match(r"[~]\d+\s*(?:학년|급|월|일)", body[end : end + 8]) or re.match(r"\s*(?:학년(?!도)|학기|교시|호선|번지|층)", body[end : end + 5]):
        return True
    return bool(re.match(r":\d", after))


def _skip_code(body: str, end: int) -> int:
    tail = re.match(r"(?:[-~.:]\d+)*", body[end:])
    return end + (tail.end() if tail else 0)


def _one(body: str, match: re.Match[str], unit: str | None) -> Amount | None:
    start, end = match.start("number"), match.end("number")
    negative = _is_negative(body, match)
    first = match.start("sign") if negative and match.group("sign") else start
    read = _compound(body, start) or _money(body, match) or _percent(body, match) or _counted(body, match)
    if read is None:
        if unit is None or not _stands_alone(body, start, end):
            return None
        read = (Decimal(match.group("number").replace(",", "")), unit, end)
    value, own_unit, last = read
    bound = _bound(body, start, last)
    label = _LABEL.search(body[:start]) if not body[start - 1 : start].isspace() else None
    marked: Literal["", "increase", "decrease"] = ""
    arrow = re.match(r"\s?([▲▼])", body[last:])
    if arrow:
        marked = "increase" if arrow.group(1) == "▲" else "decrease"
        last += arrow.end()
    return Amount(
        value=-value if negative else value, unit=own_unit, text=body[first:last].strip(), bound=bound, span=(first, last),
        label=label.group(1) if label and not re.fullmatch(r"약|총|최대|최소|연", label.group(1)) else "", marked=marked,
    )


def _is_negative(body: str, match: re.Match[str]) -> bool:
    sign = match.group("sign")
    if not sign:
        return False
    mark = sign.strip()
    if mark in "△▲−":
        return True
    before = body[: match.start("sign")]
    return not before.strip() or before[-1] in "(:=,"


def _stands_alone(body: str, start: int, end: int) -> bool:
    after = body[end : end + 1]
    before = body[start - 1 : start]
    return not re.match(r"[가-힣A-Za-z]", after or " ") and not re.match(r"[A-Za-z]", before or " ")


def _compound(body: str, start: int) -> tuple[Decimal, str, int] | None:
    """Read `1조 2,345억 원`, `3억 5천만원`, `7만 5,000원`; stated in the unit word of the last part."""
    match = _COMPOUND.match(body, start)
    if match is None or not (match.group("won") or match.group("au") in "조억"):
        return None
    if not match.group("bu") and not match.group("won"):
        return None
    won = Decimal(match.group("a").replace(",", "")) * _WORD_FACTORS[match.group("au")]
    word = match.group("bu") or ""
    won += Decimal(match.group("b").replace(",", "")) * _WORD_FACTORS.get(word, Decimal(1))
    if match.group("c"):
        word = match.group("cu") or ""
        won += Decimal(match.group("c").replace(",", "")) * _WORD_FACTORS.get(word, Decimal(1))
    if match.group("au") == "만" and not match.group("won"):
        return None
    unit = f"{word}원"
    factor = WON_FACTORS.get(unit)
    if factor is None:
        unit, factor = "원", Decimal(1)
    return won / factor, unit, match.end()


def _money(body: str, match: re.Match[str]) -> tuple[Decimal, str, int] | None:
    value = Decimal(match.group("number").replace(",", ""))
    tail = _MONEY_TAIL.match(body, match.end("number"))
    over = re.match(r"\s*여?\s*(조|억|천만|백만|십만|만|천)\s*여?\s*원", body[match.end("number") :])
    if tail is None and over:
        return value, normalise_unit(f"{over.group(1)}원"), match.end("number") + over.end()
    if tail is None:
        loose = re.match(r"\s*(조|억)(?=[\s),.·~]|$)", body[match.end("number") :])
        if loose:
            return value, f"{loose.group(1)}원", match.end("number") + loose.end()
        scaled = re.match(r"\s*(억)\s*(?=규모|이상|이하|씩)", body[match.end("number") :])
        if scaled:
            return value, "억원", match.end("number") + scaled.end()
        words = re.match(r"\s*(천|백)(억)\s*원?", body[match.end("number") :])
        if words:
            factor = _SCALES[words.group(1)]
            return value * factor, f"{words.group(2)}원", match.end("number") + words.end()
        return None
    scale = tail.group(1) or ""
    if not scale and value < 1000 and not re.search(r"[,.]", match.group("number")) and not re.match(r"\s*(?:이상|이하|씩|을|을|의|으로|\)|$|/)", body[tail.end() :]):
        return None
    return value, normalise_unit(f"{scale}원"), tail.end()


def _percent(body: str, match: re.Match[str]) -> tuple[Decimal, str, int] | None:
    tail = _PERCENT.match(body, match.end("number"))
    if tail is None:
        return None
    return Decimal(match.group("number").replace(",", "")), normalise_unit(tail.group(1)), tail.end()


def _counted(body: str, match: re.Match[str]) -> tuple[Decimal, str, int] | None:
    text = match.group("number")
    scaled = _SCALE_COUNT.match(body, match.end("number"))
    if scaled:
        return Decimal(text.replace(",", "")), f"{scaled.group(1)}{scaled.group(3)}", scaled.end()
    tail = _COUNT.match(body, match.end("number"))
    if tail is None:
        return None
    counter = tail.group(2)
    after = body[tail.end() : tail.end() + 4]
    if text == "1" and after.startswith("당"):
        return None
    if not _counter_ends(counter, after):
        return None
    if re.fullmatch(r"\d{1,3}\.\d{3}", text) and counter in ("명", "대", "개", "건", "교"):
        text = text.replace(".", "")
    return Decimal(text.replace(",", "")), normalise_unit(counter), tail.end()


def _counter_ends(counter: str, after: str) -> bool:
    """Tell whether a counter ends where it seems to: `8명` and `8명의`, but not `8명문` or `5일반`."""
    if counter in _NOT_COUNTED:
        return False
    if counter == "년":
        return bool(re.match(r"\s?(?:간|마다|이내|동안|에\s?1|에\s?한|주기|이상|경과|분)", after))
    if counter in ("일", "분"):
        return bool(re.match(r"\s?(?:간|이내|동안|전까지|[).,]|$)", after))
    if counter in ("대", "장", "호", "면", "점", "사", "실", "동", "반", "부", "회", "인", "식", "쪽", "석", "병"):
        return not re.match(r"[가-힣]", after) or bool(re.match(r"(?:의|를|을|가|이|은|는|로|와|과|에|도|만|당|씩|이상|이내|이하|내외|규모|보급|도입|구축|교체|운영|실시|발간|개최|로서|까지|부터|분)", after))
    return True


def _bound(body: str, start: int, last: int) -> Bound:
    after = _AFTER.match(body, last)
    if after:
        return after.group(1)  # type: ignore[return-value]
    before = _BEFORE.search(body[:start])
    if before:
        return before.group(1)  # type: ignore[return-value]
    if "여" in body[start:last] and re.search(r"여\s?[가-힣]", body[start:last]):
        return "여"
    return ""
