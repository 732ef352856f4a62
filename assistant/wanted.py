"""What kind of answer a text question wants: a reason, a date, a person, the items under a label, a yes or no."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from assistant.match import folded
from assistant.question import Asked
from assistant.terms import Term

Kind = Literal[
    "reason", "date", "person", "body", "place", "items", "definition", "outcome", "measure", "yesno", "use", "text"
]

_REASON = re.compile(
    r"왜(?![가-힣]*곡)|까닭|이유|사정(?=은|이\s*(?:무엇|뭐|뭔)|을|으로|$)|사유(?!지|재)|때문|원인(?!행위)|\bwhy\b|\breason",
    re.I,
)
_OUTCOME = re.compile(
    r"어떻게\s*(?:됐|되었|됩|되나|처리\s*(?:됐|되|했|하였)|끝)|어케\s*(?:됐|되|끝)|어찌\s*(?:됐|되)|결국|처리\s*결과"
    r"|what happened",
    re.I,
)
_MEASURE = re.compile(
    r"(?:어떻게|어떤\s*식으로|어케)\s*(?:하(?:겠|려|자|기로)|할\s*(?:계획|예정|건|거|것|생각)|개선|해결|대응|대처|보완|고치|고칠|줄이|높이|막|풀)"
    r"|(?:무엇을|뭘|뭐를|무얼)\s*(?:해\s*주|하)겠|대책|(?:개선|해결|대응|보완)\s*(?:방안|방향|계획|사항|책)"
    r"|\bhow (?:will|does|do) .*(?:improve|solve|address|respond|fix)",
    re.I,
)
_PERSON = re.compile(r"누구|누가|누군|책임자|담당자|성명|[가-힣](?:장|관|사)\s*이름|\bwho\b", re.I)
_PLACE = re.compile(
    r"어디(?:에서|서|에|로)?\s*(?:열|개최|설치|짓|세우|있|위치|진행|하)|장소|위치|주소|소재지|\bwhere\b", re.I
)
_USE = re.compile(r"어디(?:에|다)?\s*(?:쓰|쓸|썼|써|사용|활용)")
"""`어디에 쓸 수 있나`: a purpose, no place."""
_BODY = re.compile(
    r"어디|어느\s*(?:과|부서|기관|구|학교|곳|회사|팀|업체|부처)|무슨\s*(?:과|부서|기관|학교)|담당\s*(?:과|부서|팀)|기관명|업체명|학교명|(?:업체|회사|기업|기관|부서|학교|사업자|시공사|용역사)의?\s*(?:이름|명칭)"
    r"|which (?:department|division|office|school|agency|organi[sz]ation)",
    re.I,
)
_DEFINITION = re.compile(
    r"무슨\s*뜻|뜻이|뜻은|(?<![가-힣])뜻|(?:누구|어디)를\s*(?:말|뜻|가리)|약자(?=이|인|입|예|야|는|가|고|\?|$)|줄임말|의미(?:는|가|합|하)|[가-힣]란\s*(?:무엇|뭐)|이란|(?<![가-힣])정의"
    r"|(?:무엇|뭘|뭐)을?\s*[가-힣]+(?:는|은)\s*(?:자료|사업|행사|제도|책자|시스템|서비스|기구|조직)\s*(?:입니까|인가|이야|야|임)"
    r"|[’'”\"」』]\s*(?:은|는|이란)\s*(?:무엇|뭐)(?:입니까|인가요|예요|야)|어떤\s*(?:공간|플랫폼|제도|사업|시스템|것|곳|학교|곳|서비스|기관)(?:입|인|이|야|임|을\s*말)|뭐\s*하는|무엇을\s*(?:말|뜻)"
    r"|what does .* (?:mean|stand for)|what is meant|\bdefin(?:e|ed|es|ition)\b",
    re.I,
)
_WH = re.compile(
    r"(?:무엇)+|뭐|뭘|(?:누구)+|누가|언제|(?:어디)+|어떤|어떻|어느|무슨|왜(?![가-힣]*곡)|며칠|몇|얼마|어때|어케"
)
_ITEMS = re.compile(
    r"(?P<digit>(?<![\d.])\d{1,2})\s*(?:(?:가지|곳|개(?!월|년|소)|대(?=\s)|군데|개사|개소)"
    r"|(?:종|단계|명|팀|과정|교과목|개교|교|사)(?=은|는|이|가|을|를|의|\s*(?:이름|명단|목록|무엇|어디|뭐|누구|모두|\?|$)))"
    r"|(?P<word>두|세|네|다섯|여섯|일곱|여덟|아홉|열)\s*"
    r"(?:가지|곳|군데|개|명|과제|전략|기관|학교|단계|종|구청|팀|사업|분야|도시|회사|업체|원칙|요소)"
    r"|\b(?P<english>two|three|four|five|six|seven)\b",
    re.I,
)
_COUNTS = {
    "두": 2,
    "세": 3,
    "네": 4,
    "다섯": 5,
    "여섯": 6,
    "일곱": 7,
    "여덟": 8,
    "아홉": 9,
    "열": 10,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
}
_ASKING = frozenset(
    [
        "이유",
        "까닭",
        "사유",
        "사정",
        "원인",
        "약자",
        "줄임말",
        "뜻",
        "의미",
        "정의",
        "이름",
        "성명",
        "결과",
        "그렇",
        "결국",
        "어케",
        "방식",
        "방법",
        "역할",
        "주제",
        "제목",
        "명칭",
        "명단",
        "종류",
        "목록",
        "주요",
        "구체",
        "만하",
        "실제",
        "제시",
        "밝히",
        "조항",
        "조문",
        "언급",
    ]
)
"""Words that say what kind of answer is wanted; a passage that gives it need not hold them."""
_ASKING_WHEN = frozenset({"며칠", "날짜", "일시", "기간", "시기", "일자", "기한"})
_ASKING_WHO = frozenset({"담당", "담당자", "부서", "기관", "조직", "업무", "팀", "과", "곳", "사람", "맡"})


def _is_weighed(word: str, question: str) -> bool:
    """Tell a number that is held against a bound (`12세도 되나`): the text that sets the bound states another."""
    return word.isdigit() and re.search(rf"(?<!\d){word}\s*(?:세|살|명|일|점|회|%|마리|개월|급)", question) is not None


_WHETHER = frozenset({"전액", "전부", "모두", "이미", "벌써", "아직", "여전히", "지금", "이번", "맞", "사실", "직접"})
"""Words by which a yes-or-no question weighs its claim: the text that decides it says it in its own."""
_ENGLISH_HEAD = re.compile(
    r"\b(?:what|which)\s+(?!is\b|are\b)(.+?)\s+(?:do|does|did|is|are|was|were|will|has|have|can)\b", re.I
)
_TELL = re.compile(r"(?:모두\s*|다\s*|전부\s*)?(?:알려|말해|말씀|나열|열거|적어|보여|설명)")
_NUMBER_OF = re.compile(
    r"\s(?:\d{1,2}|두|세|네|다섯|여섯|일곱|여덟|아홉|열)\s*(?:가지|개|종|곳|단계)(?=은|는|이|가|을|를|\s|$)"
)
"""`특징 네 가지는`: how many there are of the thing asked for."""
_ASIDE = re.compile(r"^\s?\([^()]{1,10}\)")
"""What stands in brackets right behind the thing asked for (`의견(안)을`)."""
_PARTICLE = re.compile(r"(?:들)?(?:은|는|이|가|을|를|란|이란|도|의)?[\s,]*(?:모두|각각|주로)?[\s,]*$")


@dataclass(frozen=True, slots=True)
class Wanted:
    """The kind of answer a question wants. `head` is the thing asked for (`비전은 무엇` -> 비전), when it names one."""

    kind: Kind
    head: Term | None
    items: int | None
    """How many items the question says there are (`네 가지`), or None."""
    subject: str = ""
    """What a definition is asked of, folded; empty for other kinds."""
    words: tuple[str, ...] = ()
    """The question's words."""
    question: str = ""
    event: str = ""
    """What happened at the date asked for (`언제 시행` -> 시행); empty where the question names none."""

    @property
    def is_counted(self) -> bool:
        """Tell whether a list is asked for and its number of items said."""
        return self.items is not None and self.items >= 2 and self.kind in ("items", "body", "person", "text")

    def is_asking(self, term: Term) -> bool:
        """Tell whether a term only says what kind of answer is wanted."""
        if self.kind == "yesno" and (term.text in _WHETHER or _is_weighed(term.text, self.question)):
            return True
        if self.is_counted and re.fullmatch(rf"{self.items}(?:가지|곳|개|종|사|교|명|팀|단계|대)?", term.text):
            return True
        if self.kind == "date" and term.text in _ASKING_WHEN:
            return True
        return term.text in _ASKING or (self.kind in ("body", "person") and term.text in _ASKING_WHO)


def wanted(asked: Asked) -> Wanted:
    """Return what kind of answer a question wants."""
    kind = _kind(asked)
    subject = _defined(asked) if kind == "definition" else ""
    words = tuple(word for term in asked.terms for word in (term.text, *term.parts))
    event = _event(asked) if kind == "date" else ""
    return Wanted(kind, head(asked), _items(asked.standalone), subject, words, asked.standalone, event)


_ASKS_WHEN = re.compile(r"언제(?:부터|까지)?|며칠|몇\s*월|어느\s*(?:해|달|날|연도)")
_DAY_OF = re.compile(r"(?:\s(?:날|때|시기|일시|일자|날짜|건|것|게|시점)(?:은|는|이|가)?|일(?=\s*$))")
"""What stands behind the event whose date is asked for (`방문한 날은`, `제정일`)."""
_NO_EVENT = frozenset({"예정", "계획", "예정일", "정도", "진행", "며칠"})


def _event(asked: Asked) -> str:
    """Return what happens at the date asked for: the last thing behind `언제`, else what stands before `날은`."""
    text = asked.standalone
    ask = _ASKS_WHEN.search(text)
    end = f"{text}?".find("?", ask.end() if ask is not None else 0)
    told = [term for term in asked.terms if term.start < end and term.text not in _NO_EVENT]
    after = [term for term in told if ask is not None and term.start >= ask.end()]
    if after:
        return after[-1].text
    day = _DAY_OF.search(text, 0, end)
    before = [term for term in told if day is not None and term.start < day.start()]
    if asked.is_keyword and told and told[-1].text in _ASKING_WHEN:
        return told[-2].text if len(told) > 1 else ""
    near = day is not None and bool(before) and day.start() - before[-1].start - len(before[-1].text) <= _NEAR
    return before[-1].text if near else ""


_NEAR = 3
"""How many letters may stand between an event and the word for its day (`개최된 날`)."""


_QUOTED = re.compile(r"['\"‘“「『<]([^'\"’”」』>]{2,40})['\"’”」』>]")
_TOPIC = re.compile(
    r"((?:[가-힣A-Za-z0-9·]+\s){0,2}[가-힣A-Za-z0-9·]+?)(?:\([^)]*\))?(?:이란|란|이라는|은|는|이|가)\s+(?:무엇|무슨|뭐|어떤|뭘)"
)


def _defined(asked: Asked) -> str:
    """Return what a definition is asked of: the quoted words, else the words before the question word, folded."""
    quoted = _QUOTED.findall(asked.standalone)
    if quoted:
        return folded(quoted[-1])
    if asked.language == "en" and (named := _korean(asked)):
        return folded(named[-1])
    found = _TOPIC.search(asked.standalone)
    if found:
        return folded(found.group(1).split()[-1]) if len(found.group(1).split()[-1]) > 3 else folded(found.group(1))
    return folded(asked.terms[0].text) if asked.terms else ""


_WHEN = re.compile(
    r"어느\s*(?:해|달|날|연도|년도|시기)(?![가-힣])|[가-힣]\s(?:날|때)(?:은|는|이)(?:요|\s*(?:며칠|언제))?\s*\??$"
)
_WHEN_BARE = re.compile(r"[가-힣](?:\s?(?:기간|일시|시기|날짜|일자|기한|연월일)|(?<!요)(?<!생)일)\s*$")
"""How a date is asked for without `언제`: `어느 해에`, `보낸 날은`, bare keywords that end in `기간` or `계약일`."""


def _korean(asked: Asked) -> list[str]:
    """Return the terms of an English question that it says in Korean itself (`a medium-sized dog (중형견)`)."""
    return [t.text for t in asked.terms if not t.text.isascii() and t.text in folded(asked.standalone)]


def _kind(asked: Asked) -> Kind:
    text = asked.standalone
    if asked.form == "yesno":
        return "yesno"
    asks = head(asked)
    if asks is not None and _REASON.fullmatch(asks.text) and asked.form in ("date", "name"):
        return "reason"
    if asked.form == "date" or _WHEN.search(text) or (asked.is_keyword and _WHEN_BARE.search(text)):
        return "date"
    if _DEFINITION.search(text):
        return "definition"
    if _USE.search(text):
        return "use"
    named = head(asked)
    if named is not None and named.text.endswith("대상") and _PERSON.search(text):
        return "items"
    if asked.is_keyword and named is not None and _POST.search(named.text):
        return "person"
    kinds: tuple[tuple[Kind, re.Pattern[str]], ...] = (
        ("reason", _REASON),
        ("outcome", _OUTCOME),
        ("measure", _MEASURE),
        ("person", _PERSON),
        ("place", _PLACE),
        ("body", _BODY),
    )
    found = next((kind for kind, pattern in kinds if pattern.search(text)), None)
    if found is not None:
        return found
    return "items" if asked.form == "list" or _ITEMS.search(text) else "text"


_POST = re.compile(r"[가-힣](?:[과팀부국실원소단관]장|담당자|책임자|위원장|대표자|보고자|작성자|발의자|제안자)$")


def _items(text: str) -> int | None:
    matches = list(_ITEMS.finditer(text))
    if not matches:
        return None
    found = matches[-1]  # `네 전략 가운데 … 두 과제`
    if found["digit"]:
        return int(found["digit"])
    return _COUNTS.get((found["word"] or found["english"]).lower())


def head(asked: Asked) -> Term | None:
    """Return the noun the question word asks for: `X의 Y는 무엇` and `어떤 Y` give Y, bare keywords the last one."""
    text = asked.standalone
    if asked.language == "en":
        found = _ENGLISH_HEAD.search(text)
        within = [term for term in asked.terms if found and found.start(1) <= term.start < found.end(1)]
        return max(within, key=lambda term: term.start) if within else None
    asks = list(_WH.finditer(text)) or list(_TELL.finditer(text))
    terms = [term for term in asked.terms if term.start < len(text)]
    if not asks:
        return terms[-1] if asked.is_keyword and terms else None
    ask = asks[-1]
    after = next((t for t in terms if 0 <= t.start - ask.end() <= 2), None)
    if ask.group() in ("어떤", "어느", "무슨"):
        return after
    before = [term for term in terms if term.start < ask.start()]
    if before and _PARTICLE.search(_rest(text, before[-1], ask.start())):
        rest = _ASIDE.sub("", _NUMBER_OF.sub("", _rest(text, before[-1], ask.start())))
        if len(rest) <= 6 and _PARTICLE.fullmatch(rest):
            return before[-1]
    return None


def _rest(text: str, term: Term, end: int) -> str:
    """Return what stands between a term and the question word, the term's own letters left out."""
    between = text[term.start : end]
    letters = len(term.text)
    position = 0
    while letters and position < len(between):
        letters -= not between[position].isspace()
        position += 1
    return between[position:]
