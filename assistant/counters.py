"""What a question counts: the noun behind `몇` or `how many` as the unit documents print."""

from __future__ import annotations

import re

from assistant import english
from corpus.measure import normalise_unit
from corpus.text import squash

ASKED_UNIT = re.compile(
    r"몇\s*(만\s*명|천\s*명|억\s*원|백만\s*원|만\s*원|천\s*원|개\s*학교|개교|개소|개사|개\s*사|개월|개년|개국|군데|사람|퍼센트|프로|퍼|과정"
    r"|학급|%p|%|교|명|분|인|건|개|곳|종|대|회(?!선)|번|부|편|권|팀|실|동|년|달|시간|일|㎡|억|원|책|대의|배|군|호|쪽|차시|단계|가지|차례|해(?!당)"
    r"|세대|가구|마리|그루|노선|회선|필지|좌석|병상|문항|과목|점(?!포)|면|석|쌍|톤|킬로미터|km|살|기(?=까지|나|를|가|의|\s|\?|$))"
)
_SCHOOLS = re.compile(r"학교(?:[은는이가]|들은|들이)?\s*(?:모두\s*|총\s*)?$")
"""`학교 몇 군데`: schools, said as places."""
_TIMES = re.compile(
    r"몇\s*번(?=(?:이나|을|를|씩)?\s*(?:했|하|열|개최|실시|운영|진행|모|있었|나갔|다녀|돌|방문|발행|냈|찾|바뀌|고쳤|연|치렀|가졌|만났))"
)
"""`몇 번 열렸나`: how often, while `몇 번` may ask for a number printed."""
_YEAR_ASKED = re.compile(r"몇\s*년도")
_SPELLINGS = {
    "퍼": "%",
    "프로": "%",
    "퍼센트": "%",
    "억": "억원",
    "달": "개월",
    "군데": "곳",
    "사람": "명",
    "차례": "회",
    "해": "년",
    "킬로미터": "km",
    "살": "세",
}
_COUNTED = (
    ("교", r"schools?\b(?! (?:building|teacher|student|visit))"),
    (
        "명",
        r"people|persons|students|pupils|children|teachers|educators|instructors|members|participants|subscribers|users"
        r"|residents|citizens|officials|employees|workers|staff|volunteers|mentors|visitors|patients|trainees|graduates"
        r"|experts|counsel+ors|households? members|seniors|deaths|passengers|riders|applicants|beneficiaries|recipients"
        r"|attendees|voters|tourists|guests|spectators|jobseekers|job seekers|farmers|doctors|nurses|babies|infants"
        r"|births|civil servants|personnel|councill?ors|foreigners|tenants|borrowers|lecturers|caregivers|drivers"
        r"|(?:authori[sz]ed |vacant |unfilled |filled |approved |staff |permanent )+(?:[\w\-]+ )?(?:posts|positions)",
    ),
    ("건", r"cases|consultations|complaints|inquiries|applications|proposals|incidents|downloads|reports of"),
    ("개사", r"compan(?:y|ies)|firms|startups|start-ups|businesses"),
    ("회", r"times|sessions|meetings|rounds"),
    ("년", r"years"),
    ("개월", r"months"),
    ("일", r"days"),
    ("시간", r"hours"),
    ("대", r"devices|machines|computers|units|tablets|vehicles|servers|buses|cars|bicycles|chargers|cameras|robots"),
    ("동", r"buildings"),
    ("실", r"classrooms|rooms"),
    ("과정", r"courses"),
    ("부", r"copies"),
    ("권", r"books|volumes"),
    ("팀", r"teams"),
    ("필지", r"parcels|plots"),
    ("kg", r"kilograms|kilogrammes|kg"),
    ("그루", r"trees"),
    ("병상", r"(?:hospital )?beds"),
    ("면", r"parking spaces|spaces"),
    ("석", r"seats"),
    ("표", r"votes"),
    ("분", r"minutes"),
    ("주", r"weeks"),
    ("ha", r"hectares"),
    ("㎡", r"square met(?:er|re)s"),
    ("쪽", r"pages"),
    ("가구", r"households(?! members)|famil(?:y|ies)"),
    ("마리", r"dogs|cats|animals"),
    ("톤", r"tons|tonnes"),
    ("km", r"kilomet(?:er|re)s|km"),
    ("곳", r"places|locations|sites|facilities|centers|centres|institutions|organi[sz]ations|hubs|campuses"),
)
_ENGLISH = (
    *(
        (re.compile(rf"how many (?:[\w'’\-/]+ ){{0,4}}?(?:{nouns})(?![\w\-])", re.I), counter)
        for counter, nouns in _COUNTED
    ),
    (re.compile(r"(?:what|which) percent|percentage|\brate\b|\bshare\b", re.I), "%"),
    (re.compile(r"how much (?:time|of the time)", re.I), "시간"),
    (
        re.compile(r"\bscores?\b(?=[^?]*\b(?:give|gave|get|got|satisfaction|survey)|$|\s+(?:did|was|in|of)\b)", re.I),
        "점",
    ),
    (re.compile(r"how much|budget|\bcost|\bspent\b|\bfund", re.I), "원"),
)


def counts(text: str) -> bool:
    """Tell whether a Korean question asks how many of something there are."""
    return ASKED_UNIT.search(text) is not None


def counts_days(text: str) -> bool:
    """Tell whether `며칠` asks how many days, and not for a day."""
    return _DAYS.search(text) is not None


_DAYS = re.compile(r"일수[^?]*며칠|며칠\s*(?:동안|간(?![가-힣])|이나|씩)")


def asked_unit(text: str) -> str | None:
    """Return the unit a question asks for by what it counts, or None; money asked for in English is None."""
    if _TIMES.search(text):
        return "회"
    if counts_days(text):
        return "일"
    found = ASKED_UNIT.search(_YEAR_ASKED.sub("", text))
    if found:
        unit = normalise_unit(squash(found.group(1)))
        if unit in ("군데", "곳", "개") and _SCHOOLS.search(text[: found.start()]):
            return "교"
        return _SPELLINGS.get(unit, unit)
    if english.is_english(text):
        matches = [(match.end(), order) for order, (p, _) in enumerate(_ENGLISH) if (match := p.search(text))]
        if matches:  # the noun nearest to `how many`: `hours of elderly people` are hours
            unit = _ENGLISH[min(matches)[1]][1]
            return None if unit == "원" else unit
    return None
