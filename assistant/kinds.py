"""What kind of answer a unit gives: the labels it stands under, and whether it states a reason, a date, a person."""

from __future__ import annotations

import re

from assistant.articles import lists_cases
from assistant.events import states_date, states_letter_only
from assistant.lexicon import SYNONYMS
from assistant.lists import enumerations, states_count
from assistant.match import folded
from assistant.terms import Term
from assistant.wanted import Wanted
from corpus.units import Unit

_NUMBERING = re.compile(r"^(?:[\dⅠ-Ⅻ①-⑳]+(?:-\d+)*|[가-하](?=[.)]))?[.)\]|:\s]*")
_LABEL = re.compile(r"^[(\[〔【]?\s*([가-힣A-Za-z·‧ ]{2,16}?)\s*(?:[)\]〕】]|\s*[:：]|\s*\|)")
_INNER = re.compile(r"^(.+)\n(?:.*[\s,)])?\1\s?[:：]\s?\S", re.S | re.I)
"""A text that says `term: …` somewhere in itself."""
_EXACT, _PART, _LIKE = 1.0, 0.75, 0.7

REASON_LABELS = ("이유", "사유", "필요성", "배경", "문제점", "애로사항", "한계", "원인")
_STATED_REASON = ("이유", "사유", "배경", "원인")
TROUBLE_LABELS = ("문제점", "애로사항", "한계", "현황및문제점", "원인")
MEASURE_LABELS = (
    "개선방향",
    "개선방안",
    "개선사항",
    "개선계획",
    "대책",
    "해결방안",
    "대응방안",
    "향후계획",
    "조치계획",
    "검토의견",
    "추진계획",
)
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
    found += [label for label in map(_named_by, (*unit.parents[-1:], unit.caption)) if label]
    if unit.heading_path:
        found.append(folded(_NUMBERING.sub("", unit.heading_path[-1])))
    return tuple(found)


def _named_by(lead: str) -> str:
    """Return what an item above a unit, or its table's caption, calls what follows: a short item, `(label) …`."""
    leading = _LABEL.match(lead)
    if leading:
        return folded(leading.group(1))
    name = folded(_NUMBERING.sub("", lead))
    return name if len(name) <= _LABEL_LENGTH else ""


_LABEL_LENGTH = 10


def label_fit(term: Term, unit: Unit) -> float:
    """Return 0..1: how far a unit names its content by a term (`추진방법 : …` for 방법, all under `비전` for 비전)."""
    best = _EXACT if len(term.text) > 1 and _INNER.search(f"{term.text}\n{unit.text}") else 0.0
    for label in labels(unit):
        best = max(best, _fit(term.text, label))
        for word in SYNONYMS.get(term.text, ()):
            best = max(best, _LIKE * _fit(word, label))
    return best


def leading_label(unit: Unit) -> str:
    """Return what a unit calls its own content before a colon or in brackets, folded; empty where it does not."""
    leading = _LABEL.match(unit.text) if unit.marker != "#" and unit.table_id is None else None
    return folded(leading.group(1)) if leading else ""


_ASIDE = re.compile(r"\s*\([^()]{1,10}\)\s*$")


def label_of_heading(term: Term, heading: str) -> float:
    """Return 0..1: how far a heading names its content by a term, its numbering left out."""
    return _fit(term.text, folded(_ASIDE.sub("", _NUMBERING.sub("", heading))))


def _fit(word: str, label: str) -> float:
    if word == label:
        return _EXACT
    if len(word) >= 2 and len(label) >= 2 and len(label) <= 14 and (label.endswith(word) or word.endswith(label)):
        return _PART
    return 0.0


_STRONG_REASON = re.compile(
    r"때문|(?:으로|로)\s*인(?:해|하여|한)|에\s*따라|따른|므로|기\s*위(?:해|하여|한|함)|관계로|지연|부족|어려움|어려워|어렵|곤란|미비|미흡|반발|저조|과다|노후|부재|누락|기피|폐지|않아|못하|없어|으로써|추가되어|거쳐|용이|유리|적합|편리"
)
_WEAK_REASON = re.compile(r"[가-힣](?:아|어|여|해)(?:서)?\s|필요|요구|증가|감소|급감|위축|저하|변경|예정")
_NAME_AFTER = re.compile(
    r"(?:[과팀부국실원소청단]장|책임자|담당자|보고자|작성자|발의자|제안자|대표자|[가-힣]담당관|주무관|장학사|장학관|연구사|연구관"
    r"|담당|교수|위원|의원|대표|선임|위원장|부위원장|회장|교장|총장)"
    r"\s*[:：]?\s*[가-힣]\s?[가-힣](?:\s?[가-힣])?(?=[\s(☎,·|:ጩ)\]]|$)"
)
_SURNAMES = (
    "김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구민진지엄채원천방공현함변염여추도소석선설마"
    "길연위표명기반왕금옥육인맹제모탁국어은편용예경봉사부라"
)
_NO_PERSON = (
    r"(?!전문|위촉|민간|내부|외부|현직|담당|정책|기획|교육|연구|선임|공동|지도|소속|시의|구의"
    r"|도의|국회|학교|당연|해당|본청|여성|기존|전임|원장|조정|심의|심사|평가|자문|운영)"
)
"""What stands before such titles and is no name."""
_NAME_BEFORE = re.compile(
    rf"(?<![가-힣]){_NO_PERSON}(?:[{_SURNAMES}][가-힣]{{1,2}}|(?:남궁|황보|제갈|선우|독고)[가-힣]{{1,2}})"
    r"(?:\s*|\s+(?:연구|선임|책임|수석|전임|객원|초빙|명예|겸임|석좌|부|조)\s?)"
    r"(?:교수|의원|위원|대표|교장|교감|센터장|과장|팀장|부장|국장|실장|처장|소장|원장|이사장|박사|연구원|연구관|연구사|장학사|장학관"
    r"|위원장|책임자|주무관|사무관|서기관|변호사|회계사|세무사|건축사|기술사|감독|작가)"
)
_BODY_NAME = re.compile(
    r"[가-힣A-Za-z]{1,}(?:과|부|국|실|청|원|단|센터|재단|공사|위원회|학교|대학|팀|구|사|소|관|관실|초|중|고|담당관)(?=[\s,·()\-‧ž→]|$|에서|으로|은|는|이|가|을|를|와|과|의)"
)
_EVERY = re.compile(r"매[년월주일]")
_PAST = re.compile(
    r"[았었였했됐렸갔왔났졌겼쳤]\s*(?:습니|나|어|지|니|더|던|는|다|을|대|냐|음)|\b(?:was|were|did)\b", re.I
)
"""A question about what has happened: `수시`, `즉시` or `매년` say no date of it."""
_DATE_WORDS = re.compile(r"공포한\s*날|매년|매월|매주|연중|수시|즉시|분기|상반기|하반기|학기|주말|평일|\d+\s*월")
_DEFINES = re.compile(
    r"약자|줄임말|뜻|의미|이란|란\s|말한다|말함|일컫|정의|:\s*\S|\*|[(（][^)]*[A-Za-z]{3,} [A-Za-z]{2,}"
)
_MEASURE_SAID = re.compile(r"강화|확대|추진|편성|확충|마련|향상|개선|지원|보완|예정|계획")
_SPENT_ON = re.compile(r"용도|[가-힣]{2,}비(?=[\s,·ž‧)]|$)|구입|지원\s*$")
_OUTCOME_SAID = re.compile(r"가결|부결|상정|폐기|의결|통과|선정|완료|채택|공포|시행|철회|보류|미상정|이관|종료|중단")


CASES = 0.15
"""What a unit gains that opens the cases in which something is done (`다음 각 호 … 경우`) where grounds are asked."""
DOER = 0.25
"""What a unit gains whose label names the one who does what the question says (`발의자: …` for `발의한 의원`)."""


LETTER = 0.01
"""What it adds to state the date of a letter about the thing only."""


def type_fit(want: Wanted, unit: Unit) -> float:
    """Return what the wanted kind of answer adds to a unit that holds one, or takes from one that does not."""
    text = unit.text
    names = labels(unit)
    if want.is_counted:
        items = want.items or 0
        lists, says = items in enumerations(text), states_count(text, items)
        return 0.1 * lists + 0.08 * says + 0.08 * (lists and says)
    if want.kind == "reason":
        if lists_cases(text):
            return CASES
        labelled = _ends(names, REASON_LABELS)
        strength = 0.1 if _STRONG_REASON.search(text) else 0.04 if _WEAK_REASON.search(text) else -0.08
        stated = 0.12 if _LABEL.match(text) and _ends(names[:1], _STATED_REASON) else 0.08
        return max(strength, 0.0) + stated if labelled else strength
    if want.kind == "measure":
        if _ends(names, MEASURE_LABELS):
            return 0.18 if _LABEL.match(text) and _ends(names[:1], MEASURE_LABELS) else 0.12
        return -0.15 if _ends(names, TROUBLE_LABELS) else 0.05 if _MEASURE_SAID.search(text) else 0.0
    if want.kind == "date":
        if states_letter_only(text):
            return LETTER
        if states_date(text):
            return 0.12 + (0.05 if _ends(names, DATE_LABELS) else 0.0) + _date_of(want, names)
        if (every := _EVERY.search(want.question)) and every.group() in text:
            return 0.2
        return 0.08 if _DATE_WORDS.search(text) and not _PAST.search(want.question) else -0.12
    if want.kind == "definition":
        return 0.18 if is_defined(want, unit) else 0.06 if _DEFINES.search(text) else -0.04
    if want.kind == "person":
        if any(leading_label(unit).endswith(f"{word}자") for word in want.words):
            return DOER
        if want.head is not None and _titled(want.head.text, text):
            return 0.18
        titled = want.head is not None and want.head.text in _TITLES
        held = _bears(want.head.text, unit) if want.head is not None and titled else states_person(text)
        return 0.06 if held or states_actor(want, text) else -0.12
    if want.kind == "body":
        named = names_body(want, text) or (
            want.head is not None and unit.table_id and label_fit(want.head, unit) >= _PART
        )
        return 0.04 if named else -0.12
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
    (re.compile(r"대학(?!진학)"), re.compile(r"[가-힣]{2,}(?<![확최기세시무상초현증])(?:대|대학|대학교)(?![가-힣])")),
    (re.compile(r"시군"), re.compile(r"[가-힣]{1,3}[시군](?![가-힣])")),
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
            named = (found.group() for found in name.finditer(text))
            if any(one not in want.question and not _NO_BODY.search(one) for one in named):
                return True
            by_head = want.head is not None and asked.search(want.head.text)
            if by_head or _NAME_OF.search(want.question):
                return False
            break  # only what the question says itself: its class of body may be another word's
    return any(not _NO_BODY.search(found) and found not in want.question for found in _BODY_NAME.findall(text))


_NAME_OF = re.compile(r"(?:업체|회사|기업|사업자|시공사|용역사)의?\s*(?:이름|명칭|명)")
"""A question for the name of a company: only a company's name answers it."""
_NO_BODY = re.compile(
    r"(?:[만천억]원|[진시집]행중|[납일내외여기첨배교전]부|[결효성교]과|[사현내충확교]실|[지인교직재자의위회차정민]원|[연요추도교기영]구|[감해축요최장취]소|[전결외본]국"
    r"|[행조심검공교강인감기의박석봉실]사|[기최당]초|[집기도]중|[최보제참공신광권]고|[보이유소]관|신청|[수진중집판계차]단|협의회의|등교|개교|^학교)$"
)
"""Everyday words that end like the name of a body."""


def _date_of(want: Wanted, names: tuple[str, ...]) -> float:
    """Return what it adds that a label names just the date asked for (`조성시기` where 조성 is asked)."""
    stems = [name.removesuffix(label) for name in names for label in DATE_LABELS if name.endswith(label)]
    return 0.12 if any(stem and stem in want.words for stem in stems) else 0.0


def states_person(text: str) -> bool:
    """Tell whether a text names a person: a name after a post or before a title."""
    return _NAME_AFTER.search(text) is not None or _NAME_BEFORE.search(text) is not None


_TITLES = frozenset(
    ["의원", "교수", "위원", "위원장", "부위원장", "과장", "팀장", "국장", "교장", "장학관", "장학사", "원장"]
)
"""Titles that a person asked for by one must bear where the name is told."""


def _bears(title: str, unit: Unit) -> bool:
    """Tell whether a unit names a person together with a title, before the name, behind it, or as its row's label."""
    return states_person(unit.text) and any(title in said for said in (unit.text, *unit.parents[-1:], *unit.headers))


def _titled(post: str, text: str) -> bool:
    """Tell whether a text gives just the post asked for with a name in brackets (`(수석전문위원 홍길동)`)."""
    return re.search(rf"[(\[]\s*(?:[가-힣]+\s)?{re.escape(post)}\s*[:：]?\s*[가-힣]{{2,4}}\s*[)\]]", text) is not None


_WHO_DOES = re.compile(r"누가(?!\s*(?:됐|되었|뽑|선출|맡았|연구|쓴|썼))")
_POST_DOES = re.compile(
    r"(?:위원장|부위원장|시장|구청장|교육감|장관|원장|국장|과장|위원|공무원|이사장|대표|교장|교사|단장|실장)(?:이|가|은|는|에서|으로)(?=\s)"
)


def states_actor(want: Wanted, text: str) -> bool:
    """Tell whether a text says who does something where a question asks just that (`누가 … 대행`): a post is enough."""
    return _WHO_DOES.search(want.question) is not None and _POST_DOES.search(text) is not None


def _ends(names: tuple[str, ...], wanted_labels: tuple[str, ...]) -> bool:
    return any(name.endswith(label) for name in names for label in wanted_labels)


def is_defined(want: Wanted, unit: Unit) -> bool:
    """Tell whether a unit says what the subject asked for is: in its own words, or as what stands under its name."""
    if not want.subject:
        return False
    named = [folded(_NUMBERING.sub("", name)) for name in (*unit.parents[-1:], *unit.heading_path[-1:])]
    under = unit.marker != "#" and unit.table_id is None and want.subject in named[:1]
    return defines(want.subject, unit.text) or (under and bool(_EXPLAINS.search(unit.text)))


_EXPLAINS = re.compile(
    r"(?:[것함임됨]|능력|역량|과정|체계|제도|사업|활동|공간|시설|교육|자료|플랫폼|시스템|서비스|기구|말한다)\s*\.?$"
)
"""How what stands under a term ends that explains it."""
_OF_TITLE = re.compile(r"[’”」』>][가-힣]{2,4}(?:\([^()]{1,8}\))?[:：][가-힣]{4}")
"""What stands behind a title that is told of: `「이름」 발간(7회): 연구 결과 소개`."""
_QUOTES = "'\"’”」』>)"


def defines(subject: str, text: str) -> bool:
    """Tell whether a text says what a subject is: `X: …`, `X(…)`, `X란 …`, `X는 … 말한다` or a short form spelt out."""
    said = folded(text)
    behind = [said[at.end() :] for at in re.finditer(re.escape(subject), said)]
    return any(_explained(after.lstrip(_QUOTES)) or _OF_TITLE.match(after) for after in behind)


def _explained(after: str) -> bool:
    if re.match(r"(?:이란|란|:|：|\([a-z가-힣:]{3,})", after):
        return True
    if re.search(r"^(?:은|는).{8,}(?:말한다|말함|뜻|의미|공간|학교)", after):
        return True
    return re.match(r"(?:은|는|의)?.{0,40}(?:줄임말|약자|약어|뜻)", after) is not None
