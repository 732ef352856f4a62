"""A follow-up made to stand alone: slots of the earlier turns carried on, replaced or dropped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.forms import unit_class
from assistant.lexicon import MEASURES
from assistant.question import Asked, read_question
from assistant.terms import Term
from corpus.periods import Period, find_periods

_POINTS_AT = re.compile(
    r"^(?:그(?:\s|때|해|곳|건|게|것|거|쪽|중|날|런데)|그럼|그러면|그중|그\s*중|이중|이\s*중|거기|여기|같은|다음|그리고|또(?!는)|둘(?![째레])|두\s*개|(?:네|예|응|아니)(?![가-힣])|반대로|나머지|what about|how about|and\b|also\b)|"
    r"그보다|그\s*금액|그\s*값|그것|그건|그\s*수|그\s*해|같은\s*해|그거|그게|거기서|위\s*금액|앞의|방금|이\s*금액|이\s*값|[은는]요\s*[?.]*$",
    re.I,
)
"""What was told is pointed at."""
_POINTS_BACK = re.compile(
    rf"{_POINTS_AT.pattern}|이듬해|다음\s*해|전년|작년|\b(?:that|those|it|its|these|them|same|previous)\b", re.I
)
"""The same, or a year named by its distance, or an English word that may as well point within its own sentence."""
_REFERS_TO_FIGURE = re.compile(
    r"(?:그|이|위|앞의|방금)\s*(?:금액|값|수치|인원|예산|숫자|사업비|학교\s*수|비용|돈|액수|것|거|게|건)(?![가-힣]{2})|그보다|그것보다|그거보다|"
    r"\b(?:that|it|this)\b",
    re.I,
)
_NEXT_YEAR = re.compile(r"다음\s*해|다음해|이듬해|내년|그\s*다음\s*해|다음\s*연도|next year|following year", re.I)
_LAST_YEAR = re.compile(r"전년도?|작년|지난\s*해|직전\s*연도|앞\s*해|전\s*해|last year|previous year|year before", re.I)
_YES = re.compile(r"^(?:네|예|응|어|그래|맞아|맞습니다|네 맞아요|yes|ok)[.!\s]*$", re.I)
_THIS_YEAR = re.compile(r"올해|금년|당해|this year", re.I)
_UNIT_NAMED = re.compile(r"(조|억|천만|백만|십만|만|천)?\s*원|(조|억|백만|만)(?=\s*(?:으로|단위|로))")
_NOT_THIS_UNIT = re.compile(r"\S+\s*(?:말고|대신|아니고)\s*")
_BARE = re.compile(
    r"^(?:그럼|그러면|그리고|그런데|그\s*중에?서?|이\s*중에?서?)?,?\s*[^?]{1,40}?"
    r"(?:은|는|은요|는요|만|만요|도|쪽은|것만|으로는|로는|으로요|만\s*보면|의\s*경우|의\s*경우는)\s*[?.]*$"
)
FILLERS = frozenset(
    [
        "그중", "이중", "그렇", "금액", "값", "수치", "액수", "올해", "작년", "내년", "금년", "단위", "쪽", "바꾸", "환산",
        "백만", "늘어나", "줄어들", "기준", "방금", "앞", "아까", "다음", "번째", "이전", "같", "해", "연도", "둘", "셋",
        "차이", "차액", "평균", "합", "합계", "비율", "비중", "보", "바로", "difference", "first", "half", "what", "about", "how", "and", "also", "전년", "전년도",
        "늘", "줄", "증가", "감소", "이듬해", "다음해", "그해", "모자라", "부족", "초과", "소수", "자리", "첫째", "둘째", "표시", "말씀", "계산", "것", "정도", "맞", "경우",
    ]
)  # fmt: skip
"""Words of a short turn that point or compute; they name nothing to look for."""
_COUNTERS = re.compile(r"몇\s*(교|명|건|개|곳|동|회|대|과|팀|종|권|부|점|위|번)")
_QUESTION_TAIL = re.compile(
    r"\s*(?:은|는|이|가|을|를)?\s*(?:모두\s*|총\s*)?(?:얼마|몇\s*\S+|언제|무엇|뭐|어디|누구)[^?]*\??\s*$|\s*알려\s*(?:줘|주세요|주십시오)\s*\.?\s*$|\?\s*$"
)


def is_elliptic(asked: Asked) -> bool:
    """Tell whether a turn leans on the one before: it points back, names a bare topic, or has hardly a term."""
    text = asked.standalone
    return bool(_POINTS_BACK.search(text)) or is_unit_only(asked) or is_bare(asked) or len(own_terms(asked)) <= 2


def is_bare(asked: Asked) -> bool:
    """Tell whether a turn only names another topic (`서울 AI 플랫폼은?`) and leaves open what is asked of it."""
    return asked.operation == "lookup" and asked.unit_class is None and _BARE.match(asked.standalone) is not None


def is_unit_only(asked: Asked) -> bool:
    """Tell whether a turn only asks for another unit (`억원으로`)."""
    if asked.periods or asked.operation not in ("lookup", "convert") or own_terms(asked):
        return False
    return unit_named(asked.standalone) is not None and len(asked.standalone) < 30


def stands_alone(asked: Asked) -> bool:
    """Tell whether a short turn may speak of something new: it names a thing and what is asked of it."""
    if _POINTS_AT.search(asked.standalone) or is_bare(asked):
        return False
    terms = own_terms(asked)
    enough = len(terms) >= 2 or _WHAT.search(asked.standalone) is not None
    return enough and any(term.text not in MEASURES for term in terms)


_WHAT = re.compile(r"(?:은|는|이|가|란)\s*(?:무엇|뭐|뭔|무슨\s*(?:뜻|말))")
"""A thing is asked about as such: its name is all such a question needs."""


def refers_to_figure(asked: Asked) -> bool:
    """Tell whether a turn computes with the figure of the turn before (`그 금액은 … 몇 %`)."""
    return bool(_REFERS_TO_FIGURE.search(asked.standalone))


def is_yes(text: str) -> bool:
    """Tell whether a turn only says yes."""
    return bool(_YES.match(text.strip()))


def unit_named(text: str) -> str | None:
    """Return the unit of money a turn names, the one wanted where it names another to leave; None for none."""
    found = _UNIT_NAMED.search(_NOT_THIS_UNIT.sub("", text))
    return f"{found.group(1) or found.group(2) or ''}원" if found else None


def both_asked(asked: Asked) -> tuple[Asked, ...]:
    """Return the two questions a turn asks at once (`2022년 …랑 2023년 …`), each with a period; () for other turns."""
    for joint in _JOINT.finditer(asked.standalone):
        first, second = (
            read_question(text) for text in (asked.standalone[: joint.start()], asked.standalone[joint.end() :])
        )
        if first.periods and second.periods:
            whole = merge(first, second)
            lookups = (
                replace(one, operation="lookup", form="figure", unit_class=asked.unit_class) for one in (first, whole)
            )
            return tuple(lookups)
    return ()


_JOINT = re.compile(r"(?:이랑|랑|하고|와|과|및|그리고|,)\s+")


def own_terms(asked: Asked) -> tuple[Term, ...]:
    """Return the words of a short turn that name something: without pointing words, counters and digits of dates."""
    counters = set(_COUNTERS.findall(asked.standalone))
    kept = tuple(
        term
        for term in asked.terms
        if term.text not in FILLERS
        and term.text not in counters
        and not term.text.isdigit()
        and not _is_money(term.text)
    )
    return kept or _single_letter(asked)


def _is_money(text: str) -> bool:
    return re.fullmatch(r"(?:조|억|천만|백만|십만|만|천)?원", text) is not None


_LETTER = re.compile(r"^(?:그럼|그러면|그리고|그\s*중에?서?)?,?\s*([A-Za-z가-힣])(?:은|는|만)?(?:요)?\s*[?.]*$")


def _single_letter(asked: Asked) -> tuple[Term, ...]:
    """Return the one letter a turn like `H는?` consists of, as a term; nothing for other turns."""
    found = _LETTER.match(asked.standalone)
    if found is None or is_yes(asked.standalone):
        return ()
    letter = found.group(1).lower()
    return (Term(text=letter, parts=(letter,), start=found.start(1)),)


def short_turn(asked: Asked, earlier: Sequence[Asked]) -> Asked:
    """Return what a turn itself says: its telling words, its period with `작년` and the like resolved."""
    periods = _english_half(asked.standalone) or asked.periods or _relative(asked.standalone, earlier)
    terms = tuple(_denied(_spelt(term), asked.standalone) for term in own_terms(asked))
    if asked.form == "date" and _DAYS.search(asked.standalone):
        terms = tuple(term for term in terms if term.text != "며칠")
        asked = replace(asked, form="figure", unit="일", unit_class=unit_class("일"))
    return replace(asked, terms=terms, periods=periods, context=())


_DAYS = re.compile(r"^(?!.*(?:언제|날짜|일자|몇\s*월)).*며칠")
"""How many days; the day itself is asked for with a month or `언제`."""
_DENIAL = re.compile(r"(?:은|는|이|가|을|를|도)?\s*(?:안|못)\s*(?:된|한|되|하)|(?:되|하)?지\s*(?:않|못)")


def _denied(term: Term, text: str) -> Term:
    """Return a noun that is denied (`협의가 안 된`) as documents print it: `미협의`, `불참`, `비대상`."""
    if not _DENIAL.match(text, term.start + len(term.text)) or len(term.text) < 2:
        return term
    printed = tuple(f"{prefix}{term.text}" for prefix in "미불비")
    return replace(term, parts=(printed[0],), text=printed[0], alternatives=printed[1:], near=(), printed=())


def _english_half(text: str) -> tuple[Period, ...]:
    found = re.search(r"\b(first|second) half (?:of )?(20\d\d)", text, re.I)
    return (
        find_periods(f"{found.group(2)}년 {'상' if found.group(1).lower() == 'first' else '하'}반기") if found else ()
    )


def _spelt(term: Term) -> Term:
    """Return a term like `K형` with its bare letter as another way to say it, a city (`여울시`) with its sign `市`."""
    if re.fullmatch(r"[가-힣]{1,4}시", term.text):
        return replace(term, alternatives=(*term.alternatives, "市"))
    found = re.fullmatch(r"([a-z]|\d+)(?:형|안|반|팀|번|등급)", term.text)
    return replace(term, alternatives=(*term.alternatives, found.group(1))) if found else term


def _relative(text: str, earlier: Sequence[Asked]) -> tuple[Period, ...]:
    """Return the year a turn names by its distance: from the year just spoken of, `올해` and `작년` from the first."""
    spoken = [asked.periods[-1] for asked in earlier if asked.periods]
    if not spoken:
        return ()
    latest = max(int(period.start[:4]) for period in spoken)
    if _NEXT_YEAR.search(text):
        return find_periods(f"{int(spoken[-1].end[:4]) + 1}년")
    if re.search(r"작년|지난\s*해|last year", text, re.I):
        return find_periods(f"{latest - 1}년")
    if _LAST_YEAR.search(text):
        return find_periods(f"{int(spoken[-1].start[:4]) - 1}년")
    if _THIS_YEAR.search(text):
        return find_periods(f"{latest}년")
    return ()


def complete(asked: Asked, history: Sequence[str]) -> Asked:
    """Return the turn with what it carries on from the earlier turns (oldest first)."""
    previous = read_question(history[0])
    for turn in history[1:]:
        previous = merge(previous, read_question(turn))
    return replace(merge(previous, asked), history=tuple(history))


def merge(previous: Asked, asked: Asked) -> Asked:
    """Return one turn completed by the one before it; a turn that stands alone is returned as it is."""
    if not is_elliptic(asked):
        if asked.periods or not previous.periods or not shares_subject(previous, asked):
            return asked
        return replace(asked, periods=previous.periods, context=_others(previous.terms, asked.terms))
    if is_yes(asked.standalone) or is_unit_only(asked):
        return replace(
            previous,
            question=asked.question,
            is_followup=True,
            unit_wanted=asked.unit_wanted or unit_named(asked.standalone) or previous.unit_wanted,
        )
    periods = _periods(previous, asked)
    asked = replace(asked, terms=own_terms(asked) or asked.terms)
    has_own_measure = asked.unit_class is not None or asked.form not in ("text", "yesno")
    operation = asked.operation
    form = asked.form if has_own_measure else previous.form
    if (
        asked.form in ("text", "yesno", "figure")
        and asked.unit_class is None
        and previous.form != "text"
        and operation == "lookup"
    ):
        form = previous.form
    standalone = _wording(previous, asked, periods)
    shift = max(0, standalone.rfind(asked.standalone))
    return replace(
        asked,
        standalone=standalone,
        terms=tuple(replace(term, start=term.start + shift) for term in asked.terms),
        context=_context(previous, asked),
        periods=periods,
        codes=asked.codes or previous.codes,
        form="figure" if operation != "lookup" and form == "text" else form,
        unit=asked.unit or (previous.unit if asked.unit_class is None else None),
        unit_class=asked.unit_class or previous.unit_class,
        unit_wanted=asked.unit_wanted or previous.unit_wanted,
        wants_total=asked.wants_total,
        is_followup=True,
    )


def shares_subject(previous: Asked, asked: Asked) -> bool:
    """Tell whether two turns speak of the same thing: a word of one, no measure and no region, stands in the other.

    Two compounds of which each holds a common word (`코딩교육`, `교육연구정보원`) are two things.
    """
    earlier, own = ({t.text for t in turn.terms} for turn in (previous, asked))
    earlier_parts, own_parts = ({part for t in turn.terms for part in t.parts} for turn in (previous, asked))
    shared = (earlier & (own | own_parts)) | (own & earlier_parts)
    return any(len(word) > 1 and word not in MEASURES and not _REGION.fullmatch(word) for word in shared)


_REGION = re.compile(
    r"(?:서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|충북|충남|전북|전남|경북|경남|제주)(?:특별|광역)?(?:자치)?[시도]?|우리|[가-힣]{2,4}[시군]"
)
"""A town or a province: two questions about it need have nothing else in common."""


def _context(previous: Asked, asked: Asked) -> tuple[Term, ...]:
    """Return what a turn carries on: not the words it replaces, nor the earlier measure where it names its own."""
    gone = {term.text for term in replaced_terms(previous, asked)}
    kept = _others((*previous.terms, *previous.context), asked.terms)
    genitive = previous.standalone.find("의 ")
    if asked.unit_class is not None and genitive > 0:
        kept = tuple(term for term in kept if term.start < genitive or term in previous.context)
    return tuple(term for term in kept if term.text not in gone)


def _others(terms: Sequence[Term], own: Sequence[Term]) -> tuple[Term, ...]:
    taken = {term.text for term in own}
    return tuple(term for term in terms if term.text not in taken)


def _periods(previous: Asked, asked: Asked) -> tuple[Period, ...]:
    text = asked.standalone
    step = 1 if _NEXT_YEAR.search(text) else -1 if _LAST_YEAR.search(text) else 0
    if step and previous.periods and not asked.periods:
        year = int(previous.periods[-1].start[:4]) + step
        return find_periods(f"{year}년")
    if asked.periods:
        if (
            asked.operation in ("difference", "growth")
            and previous.periods
            and len(asked.periods) == 1
            and "보다" in text
        ):
            return (previous.periods[-1], asked.periods[0])
        return asked.periods
    return previous.periods


def _wording(previous: Asked, asked: Asked, periods: Sequence[Period]) -> str:
    """Return a sentence that shows what was understood: the earlier subject, the new slot."""
    base = previous.standalone
    if not own_terms(asked) and periods and previous.periods and asked.operation == "lookup":
        start, end = _place_of(previous.periods[0], base)
        if start < end:
            return f"{base[:start]}{periods[0].text}{base[end:]}"
    stem = _QUESTION_TAIL.sub("", base).strip()
    stem = _DANGLING.sub("", stem)
    if periods and previous.periods and asked.periods:
        start, end = _place_of(previous.periods[0], stem)
        if start < end:
            stem = f"{stem[:start]}{stem[end:].lstrip('에 의')}".strip()
    for old in replaced_terms(previous, asked):
        stem = re.sub(rf"\s*{re.escape(old.text)}(?:은|는|이|가|을|를|의)?(?=\s|$)", "", stem, flags=re.I)
    return " ".join(f"{stem} {_LEAD.sub('', asked.standalone)}".split())


def _place_of(period: Period, text: str) -> tuple[int, int]:
    """Return where a text names a period, (0, 0) where it does not: a turn completed stands elsewhere than it did."""
    start, end = period.span
    if text[start:end] != period.text:
        start = text.find(period.text)
        end = start + len(period.text)
    return (start, end) if start >= 0 else (0, 0)


_DANGLING = re.compile(r"(?<=[가-힣A-Za-z0-9)])(?:은|는|은요|는요)\s*$")
_LEAD = re.compile(r"^(?:그럼|그러면|그리고|그런데|그\s*중에?서?|이\s*중에?서?|네|예|아)[,\s]+")


def replaced_terms(previous: Asked, asked: Asked) -> tuple[Term, ...]:
    """Return the earlier turn's words that a word of this one stands in for: of one make, like 초등학교 and 고등학교."""
    own = own_terms(asked)
    return tuple(
        old
        for old in (*previous.terms, *previous.context)
        if any(old.text != new.text and _of_one_make(old.text, new.text) for new in own)
    )


_OF_RANK = re.compile(
    r"[가-힣·]{2,}((?<![결효성통교초])과|(?<![전각타외])국|(?<![교장거현])실|팀|담당관|본부|사업소|센터|위원회|재단|공단|기금)"
)
"""Bodies and funds, by what ends their names: one asked about next stands in for the one before."""


def _of_one_make(a: str, b: str) -> bool:
    """Tell whether two words share their beginning or their end, at least half of the longer one, or name two bodies
    of one rank."""
    bodies = [_OF_RANK.fullmatch(word) for word in (a, b)]
    if bodies[0] and bodies[1] and bodies[0][1] == bodies[1][1]:
        return True
    longest, shortest = max(len(a), len(b)), min(len(a), len(b))
    if shortest < 2 or a in b or b in a:
        return False
    head = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), shortest)
    tail = next((i for i, (x, y) in enumerate(zip(a[::-1], b[::-1], strict=False)) if x != y), shortest)
    return max(head, tail) * 2 >= longest
