"""What kind of answer a text question wants: a reason, a date, a person, the items under a label, a yes or no."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from assistant.lexicon import SYNONYMS
from assistant.lists import enumerations, states_count
from assistant.match import folded
from assistant.question import Asked, Term
from corpus.periods import find_periods
from corpus.units import Unit

Kind = Literal["reason", "date", "person", "body", "place", "items", "definition", "outcome", "yesno", "use", "text"]

_REASON = re.compile(
    r"왜(?![가-힣]*곡)|까닭|이유|사정(?=은|이|을|으로|$)|사유(?!지|재)|때문|원인(?!행위)|\bwhy\b|\breason", re.I
)
_OUTCOME = re.compile(
    r"어떻게\s*(?:됐|되었|됩|되나|처리|끝)|어케\s*(?:됐|되|끝)|어찌\s*(?:됐|되)|결국|처리\s*결과|what happened", re.I
)
_PERSON = re.compile(r"누구|누가|누군|책임자|담당자|성명|[가-힣](?:장|관|사)\s*이름|\bwho\b", re.I)
_PLACE = re.compile(
    r"어디(?:에서|서|에|로)?\s*(?:열|개최|설치|짓|세우|있|위치|진행|하)|장소|위치|주소|소재지|\bwhere\b", re.I
)
_USE = re.compile(r"어디(?:에|다)?\s*(?:쓰|쓸|썼|써|사용|활용)")
"""`어디에 쓸 수 있나`: a purpose, no place."""
_BODY = re.compile(
    r"어디|어느\s*(?:과|부서|기관|구|학교|곳|회사|팀|업체|부처)|무슨\s*(?:과|부서|기관|학교)|담당\s*(?:과|부서|팀)|기관명|업체명|학교명"
    r"|which (?:department|division|office|school|agency|organi[sz]ation)",
    re.I,
)
_DEFINITION = re.compile(
    r"무슨\s*뜻|뜻이|뜻은|(?<![가-힣])뜻|약자(?=이|인|입|예|야|는|가|고|\?|$)|줄임말|의미(?:는|가|합|하)|[가-힣]란\s*(?:무엇|뭐)|이란|정의"
    r"|어떤\s*(?:공간|플랫폼|제도|사업|시스템|것|곳|학교|곳|서비스|기관)(?:입|인|이|야|임|을\s*말)|뭐\s*하는|무엇을\s*(?:말|뜻)"
    r"|what does .* (?:mean|stand for)|what is meant",
    re.I,
)
_WH = re.compile(
    r"(?:무엇)+|뭐|뭘|(?:누구)+|누가|언제|(?:어디)+|어떤|어떻|어느|무슨|왜(?![가-힣]*곡)|며칠|몇|얼마|어때|어케"
)
_ITEMS = re.compile(
    r"(?P<digit>(?<![\d.])\d{1,2})\s*(?:(?:가지|곳|개(?!월|년|소)|대(?=\s)|군데|개사|개소)"
    r"|(?:종|단계|명|팀|과정|교과목|개교|교)(?=은|는|이|가|을|를|의|\s*(?:이름|명단|목록|무엇|어디|뭐|누구|모두|\?|$)))"
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
        "명단",
        "종류",
        "목록",
        "주요",
        "구체",
        "만하",
        "제시",
        "밝히",
        "언급",
    ]
)
"""Words that say what kind of answer is wanted; a passage that gives it need not hold them."""
_ASKING_WHO = frozenset({"담당", "담당자", "부서", "기관", "조직", "업무", "팀", "과", "곳", "사람", "맡"})
_ENGLISH_HEAD = re.compile(
    r"\b(?:what|which)\s+(?!is\b|are\b)(.+?)\s+(?:do|does|did|is|are|was|were|will|has|have|can)\b", re.I
)
_TELL = re.compile(r"(?:모두\s*|다\s*|전부\s*)?(?:알려|말해|말씀|나열|열거|적어|보여|설명)")
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
        return term.text in _ASKING or (self.kind in ("body", "person") and term.text in _ASKING_WHO)


def wanted(asked: Asked) -> Wanted:
    """Return what kind of answer a question wants."""
    kind = _kind(asked)
    subject = _defined(asked) if kind == "definition" else ""
    words = tuple(word for term in asked.terms for word in (term.text, *term.parts))
    return Wanted(kind, head(asked), _items(asked.standalone), subject, words, asked.standalone, _event(asked))


def _event(asked: Asked) -> str:
    ask = re.search(r"언제(?:부터|까지)?|며칠|몇\s*월", asked.standalone)
    if ask is None:
        return ""
    after = [term for term in asked.terms if term.start >= ask.end()]
    return after[0].text if after else ""


_QUOTED = re.compile(r"['\"‘“「『<]([^'\"’”」』>]{2,40})['\"’”」』>]")
_TOPIC = re.compile(
    r"((?:[가-힣A-Za-z0-9·]+\s){0,2}[가-힣A-Za-z0-9·]+?)(?:\([^)]*\))?(?:이란|란|이라는|은|는|이|가)\s+(?:무엇|무슨|뭐|어떤|뭘)"
)


def _defined(asked: Asked) -> str:
    """Return what a definition is asked of: the quoted words, else the words before the question word, folded."""
    quoted = _QUOTED.findall(asked.standalone)
    if quoted:
        return folded(quoted[-1])
    found = _TOPIC.search(asked.standalone)
    if found:
        return folded(found.group(1).split()[-1]) if len(found.group(1).split()[-1]) > 3 else folded(found.group(1))
    return folded(asked.terms[0].text) if asked.terms else ""


def defines(subject: str, text: str) -> bool:
    """Tell whether a text says what a subject is: `X: …`, `X(…)`, `X란 …`, `X는 … 말한다` or a short form spelt out."""
    said = folded(text)
    place = said.find(subject)
    if place < 0:
        return False
    after = said[place + len(subject) :].lstrip("'\"’”」』>)")
    if re.match(r"(?:이란|란|:|：|\([a-z가-힣:]{3,})", after) or re.search(
        r"^(?:은|는).{8,}(?:말한다|말함|뜻|의미|공간|학교)", after
    ):
        return True
    return re.match(r"(?:은|는|의)?.{0,40}(?:줄임말|약자|약어|뜻)", after) is not None


def _kind(asked: Asked) -> Kind:
    text = asked.standalone
    if asked.form == "yesno":
        return "yesno"
    if asked.form == "date":
        return "date"
    if _DEFINITION.search(text):
        return "definition"
    if _USE.search(text):
        return "use"
    named = head(asked)
    if named is not None and named.text.endswith("대상") and _PERSON.search(text):
        return "items"
    kinds: tuple[tuple[Kind, re.Pattern[str]], ...] = (
        ("reason", _REASON),
        ("outcome", _OUTCOME),
        ("person", _PERSON),
        ("place", _PLACE),
        ("body", _BODY),
    )
    found = next((kind for kind, pattern in kinds if pattern.search(text)), None)
    if found is not None:
        return found
    return "items" if asked.form == "list" or _ITEMS.search(text) else "text"


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
        rest = _rest(text, before[-1], ask.start())
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


_NUMBERING = re.compile(r"^(?:[\dⅠ-Ⅻ①-⑳]+(?:-\d+)*|[가-하])?[.)\]|:\s]*")
_LABEL = re.compile(r"^[(\[〔【]?\s*([가-힣A-Za-z·‧ ]{2,16}?)\s*(?:[)\]〕】]|\s*[:：]|\s*\|)")
_EXACT, _PART, _LIKE = 1.0, 0.75, 0.7

REASON_LABELS = ("이유", "사유", "필요성", "배경", "문제점", "애로사항", "한계", "원인")
DATE_LABELS = ("일시", "일자", "기간", "시기", "일정", "시행일", "연월일", "기한", "완료시기")
PLACE_LABELS = ("장소", "위치", "주소", "소재지", "부지")
OUTCOME_LABELS = ("경과", "결과", "처리결과", "조치결과", "추진경위")


def labels(unit: Unit) -> tuple[str, ...]:
    """Return what a unit calls its own content: a leading `label:` or `(label)`, a row's label, its nearest heading."""
    found: list[str] = []
    if unit.marker == "#":
        return (folded(_NUMBERING.sub("", unit.text)),)
    leading = _LABEL.match(unit.text)
    if leading:
        found.append(folded(leading.group(1)))
    if unit.heading_path:
        found.append(folded(_NUMBERING.sub("", unit.heading_path[-1])))
    return tuple(found)


def label_fit(term: Term, unit: Unit) -> float:
    """Return 0..1: how far a unit names its content by a term (`추진방법 : …` for 방법, all under `비전` for 비전)."""
    best = 0.0
    for label in labels(unit):
        best = max(best, _fit(term.text, label))
        for word in SYNONYMS.get(term.text, ()):
            best = max(best, _LIKE * _fit(word, label))
    return best


def label_of_heading(term: Term, heading: str) -> float:
    """Return 0..1: how far a heading names its content by a term, its numbering left out."""
    return _fit(term.text, folded(_NUMBERING.sub("", heading)))


def _fit(word: str, label: str) -> float:
    if word == label:
        return _EXACT
    if len(word) >= 2 and len(label) >= 2 and len(label) <= 14 and (label.endswith(word) or word.endswith(label)):
        return _PART
    return 0.0


_STRONG_REASON = re.compile(
    r"때문|(?:으로|로)\s*인(?:해|하여|한)|에\s*따라|따른|므로|기\s*위(?:해|하여|한|함)|관계로|지연|부족|어려움|어려워|곤란|않아|못하|없어|으로써|추가되어|거쳐|용이|유리|적합|편리"
)
_WEAK_REASON = re.compile(r"[가-힣](?:아|어|여|해)(?:서)?\s|필요|요구|증가|감소|급감|위축|저하|변경|예정")
_NAME_AFTER = re.compile(
    r"(?:[과팀부국실원소청단]장|책임자|담당자|보고자|작성자|발의자|제안자|대표자|[가-힣]담당관|주무관|장학사|장학관|연구사|연구관"
    r"|담당|교수|위원|의원|대표|선임|위원장|부위원장|회장|교장|총장)"
    r"\s*[:：]?\s*[가-힣]\s?[가-힣](?:\s?[가-힣])?(?=[\s(☎,·|:ጩ]|$)"
)
_NAME_BEFORE = re.compile(
    r"[가-힣]{2,4}\s*(?:교수|의원|위원|대표|교장|센터장|과장|팀장|부장|원장|박사|연구사|위원장|책임자)"
)
_BODY_NAME = re.compile(
    r"[가-힣A-Za-z]{1,}(?:과|부|국|실|청|원|단|센터|재단|공사|위원회|학교|대학|팀|구|사|소|관|관실|초|중|고|담당관)(?=[\s,·()\-‧ž→]|$|에서|으로|은|는|이|가|을|를|와|과|의)"
)
_DATE_WORDS = re.compile(r"공포한\s*날|매년|매월|매주|연중|수시|즉시|분기|상반기|하반기|학기|주말|평일|\d+\s*월")
_DEFINES = re.compile(
    r"약자|줄임말|뜻|의미|이란|란\s|말한다|말함|일컫|정의|:\s*\S|\*|[(（][^)]*[A-Za-z]{3,} [A-Za-z]{2,}"
)
_SPENT_ON = re.compile(r"용도|[가-힣]{2,}비(?=[\s,·ž‧)]|$)|구입|지원\s*$")
_OUTCOME_SAID = re.compile(r"가결|부결|상정|폐기|의결|통과|선정|완료|채택|공포|시행|철회|보류|미상정|이관|종료|중단")


def type_fit(want: Wanted, unit: Unit) -> float:
    """Return what the wanted kind of answer adds to a unit that holds one, or takes from one that does not."""
    text = unit.text
    names = labels(unit)
    if want.is_counted:
        items = want.items or 0
        lists, says = items in enumerations(text), states_count(text, items)
        return 0.1 * lists + 0.08 * says + 0.08 * (lists and says)
    if want.kind == "reason":
        strength = 0.1 if _STRONG_REASON.search(text) else 0.04 if _WEAK_REASON.search(text) else -0.08
        return strength + (0.08 if _ends(names, REASON_LABELS) else 0.0)
    if want.kind == "date":
        if find_periods(text):
            return 0.12 + (0.05 if _ends(names, DATE_LABELS) else 0.0) + _date_of(want, names)
        return 0.08 if _DATE_WORDS.search(text) else -0.12
    if want.kind == "definition":
        return 0.18 if want.subject and defines(want.subject, text) else 0.06 if _DEFINES.search(text) else -0.04
    if want.kind == "person":
        return 0.06 if states_person(text) else -0.12
    if want.kind == "body":
        return 0.04 if names_body(want, text) else -0.12
    if want.kind == "use":
        return 0.12 if _SPENT_ON.search(text) else -0.1
    if want.kind == "place":
        return 0.1 if _ends(names, PLACE_LABELS) else 0.0
    if want.kind == "outcome":
        said = 0.12 if _OUTCOME_SAID.search(text) else -0.15
        return said + (0.08 if _ends(names, OUTCOME_LABELS) else 0.0)
    return 0.0


_BODY_NAMES = (
    (re.compile(r"자치구|구청|(?<![가-힣])구(?:는|가|$)"), re.compile(r"[가-힣]{1,3}구(?![가-힣])|[가-힣]{2,3}구청")),
    (re.compile(r"학교"), re.compile(r"[가-힣]{2,}(?:초|중|고|학교|유치원)(?![가-힣])|학교")),
    (
        re.compile(r"업체|회사|기업|사업자"),
        re.compile(r"㈜|\(주\)|주식회사|[A-Z]{2,}|[가-힣]{2,}사(?![가-힣])"),
    ),
    (
        re.compile(r"부서|(?:어느|무슨|담당)\s*(?:과|팀)|과$"),
        re.compile(r"[가-힣·]{2,}(?:과|팀|실|관|국|부|센터)(?![가-힣])"),
    ),
)
"""What kind of body a question names, and how the name of one is written."""


def names_body(want: Wanted, text: str) -> bool:
    """Tell whether a text names a body of the kind asked for: a district, a school, a company, a division."""
    for asked, name in _BODY_NAMES:
        if asked.search(want.question):
            return name.search(text) is not None
    return _BODY_NAME.search(text) is not None


def _date_of(want: Wanted, names: tuple[str, ...]) -> float:
    """Return what it adds that a label names just the date asked for (`조성시기` where 조성 is asked)."""
    stems = [name.removesuffix(label) for name in names for label in DATE_LABELS if name.endswith(label)]
    return 0.12 if any(stem and stem in want.words for stem in stems) else 0.0


def states_person(text: str) -> bool:
    """Tell whether a text names a person: a name after a post or before a title."""
    return _NAME_AFTER.search(text) is not None or _NAME_BEFORE.search(text) is not None


def _ends(names: tuple[str, ...], wanted_labels: tuple[str, ...]) -> bool:
    return any(name.endswith(label) for name in names for label in wanted_labels)
