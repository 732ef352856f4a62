"""What form of answer and which operation a question asks for, and in which class of unit."""

from __future__ import annotations

import re
from typing import Literal

from assistant import english
from assistant.changes import asks_one_end
from assistant.counters import counts, counts_days
from corpus.amounts import normalise_unit
from corpus.text import squash

Form = Literal["figure", "date", "name", "list", "definition", "yesno", "text"]
Operation = Literal[
    "lookup", "difference", "growth", "ratio", "sum", "average", "maximum", "minimum", "count", "compare", "convert"
]
UNIT_CLASSES: dict[str, str] = {
    **dict.fromkeys(("원", "천원", "만원", "십만원", "백만원", "천만원", "억원", "십억원", "조원"), "money"),
    **dict.fromkeys(("교", "개교", "학교", "개학교"), "school"),
    **dict.fromkeys(("명", "인", "만명", "천명", "사람"), "person"),
    **dict.fromkeys(("%", "퍼센트", "프로"), "percent"),
    "%p": "point",
    **dict.fromkeys(("개", "개소", "곳", "군데", "개사", "사"), "item"),
    **dict.fromkeys(("년", "개년", "개월", "일", "시간", "분", "주", "분간"), "duration"),
    **dict.fromkeys(("㎡", "만㎡", "㎢"), "area"),
}
"""Unit -> class; units missing here are a class of their own."""
_MONEY_WORDS = re.compile(
    r"예산|사업비|금액|총액|투자(?!자)|비용|경비|지출|집행액|지원액|원인행위액|재원|돈(?!암)|사업비|예상액|출자|보조금|분담금|학비|단가|이용료|요금|시급|수익(?!률|성)|출연금|적자|흑자|연봉|급여(?!과)|봉급|월급|임금(?!피크)|수당|과태료|벌금|범칙금|장학금|상금|성과급|퇴직금|기부금|모금액|후원금|적립금|융자금|보증금|부담금|교부금|지원금|전입금|전출금|보상금|포상금|위로금|과징금|차입금|계약금|세금|[가-힣]액(?=$|\s|[은는이가을를의도?])"
)
_SPENT = re.compile(
    r"얼마(?:나|를|가|씩)?\s*(?:쓰|써|썼|쓸|드는|드나|들|잡|편성|책정|배정|지급|투입|받|줬|주|내는|내나)"
)
"""`얼마` with a verb of spending asks for money."""
_RATE_WORDS = re.compile(r"[가-힣]률|(?!자율|조율|규율)[가-힣]율(?!적)|비율|비중|퍼센트|몇\s*프로|몇\s*퍼|몇\s*%")
_COUNT_ENDINGS = (
    (re.compile(r"학교\s*수|학교수"), "교"),
    (re.compile(r"인원|[가-힣]자\s*수|학생\s*수|위원\s*수|의원\s*수|명수|정원|현원"), "명"),
    (re.compile(r"건수"), "건"),
    (re.compile(r"면적"), "㎡"),
    (re.compile(r"대수"), "대"),
    (re.compile(r"횟수"), "회"),
    (re.compile(r"부수(?![가-힣]{2})"), "부"),
    (re.compile(r"[가-힣]석\s*수(?![가-힣]{2})"), "석"),
)
_MINUTES = re.compile(
    r"시간|소요|걸리|걸려|걸렸|길이|분량|간격|몇\s*분\s*(?:동안|간(?![가-힣])|이내|만에|안에|마다|전|후|뒤|짜리|걸|더|말하|발언|진행)|\bminutes?\b",
    re.I,
)
"""What tells that `몇 분` asks for minutes, and not politely for people."""
_UNIT_WANTED = re.compile(
    r"(억\s*원|백만\s*원|천\s*원|만\s*원|억|조\s*원|(?<![가-힣\d])원)\s*(?:단위)?\s*(?:으로|로)(?=$|\s|\?|요|\.|바|환|하|말|표)"
)
_FORMS: tuple[tuple[Form, re.Pattern[str]], ...] = (
    (
        "definition",
        re.compile(
            r"무슨\s*뜻|뜻이|뜻은|약자|의미(?:는|가|합|하)|란\s*무엇|이란|정의(?:는|가|해)|어떤\s*(?:공간|플랫폼|제도|사업|시스템|것|곳)|what does .* (?:mean|stand for)|what is meant"
        ),
    ),
    (
        "date",
        re.compile(
            r"언제|며칠|몇\s*월|몇\s*년도|몇\s*년(?:부터|까지\s*(?:하는|하기로|진행|추진|이어))|날짜|일자(?!리)|시기|기한|기간은|기간이|시행일|\bwhen\b|what date|as of what",
            re.I,
        ),
    ),
    (
        "name",
        re.compile(
            r"누구|누가|누군|책임자|이름(?!의\s)|학교명|업체명|어디|어느\s*(?:과|부서|기관|구|학교|곳|사업|회사|팀)|담당\s*(?:과|부서|자|팀)|\bwho\b|\bwhere\b|which (?:department|division|office|school)",
            re.I,
        ),
    ),
    (
        "list",
        re.compile(
            r"모두\s*(?:알려|나열|말|적|보여|열거|무엇)|목록|나열|열거|종류|\d\s*(?:단계|대|가지|곳|종|개|교과목|개교|교)(?:은|는|이|가)?\s*(?:[가-힣]+(?:은|는|이|가)\s*)?(?:무엇|어디|뭐)|무엇무엇|무엇들|뭐\s?뭐|(?:두|세|네|다섯|여섯|\d)\s*(?:가지|곳|개)[을를]\s*(?:$|(?:모두\s*)?(?:알려|말|나열|적|들어))|(?:\bfour|\bthree|\bfive|\blist)\b",
            re.I,
        ),
    ),
)
_TELL_ALL = re.compile(r"(?:모두|전부|빠짐없이)\s*(?:알려|나열|말해|말씀|적어|보여|열거|들어)")
"""A request for every one of several things, with `모두` no total."""
_AND_WHETHER = re.compile(
    r"(?:얼마|몇)[^?]{0,12}(?:이며|이고)\s(?![^?]*(?:얼마|몇|언제|누구|무엇|어디))[^?]*(?:까|나요|가요)\s*\??$"
)
"""`임기는 몇 년이며 연임할 수 있습니까`: a number and a yes or no, told by the sentence that says both."""
_KEYWORD_DATE = re.compile(
    r"(?:제정|개정|시행|공포|의결|계약|승인|고시|선정|위촉|부임|취임|설립|인가|허가|마감|지급|납부|납품|등록|통보|개최|개관|개원|개통|착공|준공|완공|접수|제출|발표|체결|배포|발족)일\s*\??$"
    r"|(?:신청|접수|운영|공모|모집|제출|납부|공고|휴관|시행|계약|임대)\s*(?:기간|기한)\s*\??$"
)
_KEYWORD_LIST = re.compile(r"\d\s*(?:단계|대\s|가지|종|교과목)|(?:\d|두|세|네|다섯)\s*(?:곳|군데|개소|개사)\s*$")
_QUESTION_END = re.compile(
    r"(?:습니까|ㅂ니까|니까|나요|는가|은가|인가요|한가요|까요|대\?|냐\?|니\?|어\?|나\?|가\?|죠\?|지\?)\s*\??$|\?$"
)
_WH = re.compile(
    r"얼마|몇|무엇|뭐|뭘|언제|어디|누구|누가|어느|어떤|어떻게|왜|까닭|며칠|어때|어케|무슨|what|when|who|where|which|how|why",
    re.I,
)
_PLEASE = re.compile(
    r"\s*(?:좀\s*)?(?:알려|말해|가르쳐|말씀해|찾아|보여)\s*(?:줘|줄래|주세요|주십시오|주시겠어요|봐)(?:요)?\s*[.?!]*$"
)
"""A request behind a topic: `… 예산 알려 주세요` asks like the bare `… 예산`."""
_MEASURE = r"(?:예산|[가-힣]*현액|금액|[가-힣]+(?<!연)[액비률율수량도]|높이|길이|건수|인원|정원|현원|면적|점수|규모|실적|거리|시간|기간|단가|한도|기준)"
_LED_BY = rf"(?<![가-힣]){_MEASURE}\s+(?:{{}})\s+(?!{_MEASURE}(?:\s|$)|얼마|몇)[가-힣·ㆍ]{{{{1,10}}}}(?:[와과]?\s+{_MEASURE})?\s*$"
"""`예산현액 최소 대회`: a superlative behind a measure, before the kind of things that bare words end in."""
_MAXIMUM = re.compile(
    r"(?:가장|제일|젤)\s*(?:많|크|큰|높|비싼|비싸|긴|길)|최대\s*(?:인|의|였)|최고(?:인|의|로|였)|최다|1위|일등|(?:최대|최고)\s+(?:사업|과제|과|부서|기관|항목|분야|자치구|구|학교|지역|연도|해)\s*\??$|\b(?:largest|highest|most|biggest|greatest)\b"
    r"|(?:가장|제일|젤)\s*(?:늘어|줄어|증가|감소|깎|오른|떨어|불어|급)|" + _LED_BY.format("최대|최고"),
    re.I,
)
_MINIMUM = re.compile(
    r"(?:가장|제일|젤)\s*(?:적|작|낮|짧|싼)|최소\s*(?:인|의|였)|최저|최소\s+(?:사업|과제|과|부서|기관|항목|분야|자치구|구|학교|지역|연도|해)\s*\??$|꼴찌|꼴등|최하위|\b(?:smallest|lowest|least|fewest)\b|"
    + _LED_BY.format("최소"),
    re.I,
)
_GROWTH = re.compile(
    r"(?:대비|보다|비해|에서)[^?]*몇\s*(?:%(?!\s*[pP포])|퍼(?!센트\s*포인트)|프로)[^?]*(?:줄|늘|증가|감소|증감|올|내렸|높아|낮아)|증가율|증감률|증감율|감소율|성장률|growth rate|\brate of (?:increase|decrease|growth|change)"
    r"|\b(?:what|how many) per ?cent(?:age)? (?:more|less|fewer|higher|lower)\b"
    r"|\b(?:what|how many) per ?cent(?:age)?\b[^?]*\b(?:rise|rose|risen|increased?|grow|grew|grown|fall|fell|fallen|decreased?"
    r"|declined?|drop(?:ped)?|shrink|shrank)\b[^?]*\b(?:from|between)\b",
    re.I,
)
_RATIO = re.compile(
    r"비중|차지|(?:중|중에서|가운데|전체에서|전체의|에서|의)\s*[^?]{0,30}몇\s*(?:%|퍼센트|퍼|프로)|몫[^?]{0,12}몇\s*(?:%|퍼|프로)|몇\s*%에\s*해당|share of|what percentage of"
    r"|(?<=\S)\s*÷\s*(?=\S)|[을를로]\s*나누(?:면|었을|어)|[을를로]\s*나눈\s*(?:값|몫|비율|배수)"
    r"|(?:중|중에서|가운데)\s+[^?,]{1,20}(?:의\s*)?비율|(?:의|보다|대비|비해)\s*(?:약\s*)?몇\s*배|대비\s[^?]{0,16}(?:실적|달성|집행)\S{0,3}\s*(?:%|몇\s*(?:%|퍼|프로)|비율)|(?<!\d년)(?<!\d년도)(?<!전년)\s대비\s[^?]{1,20}\s비율|how many times (?:as|more|larger|greater|bigger)",
    re.I,
)
_SHARE = re.compile(r"^(?!.*(?:합하|합치|합쳐|합친|더하|더한)).*(?:차지하|차지합)")
"""A share, whatever else the question counts up (`5개년 총투자액에서 차지하는`)."""
_DIFFERENCE = re.compile(
    r"차이|차액|보다[^?]*\s(?:(?:얼마나?|몇\s?\S{1,5})\s+더|더\s+(?:얼마나?|몇))(?=\s)|보다\s*[^?]{0,14}?(?:많|적|늘|줄|높|낮|크|큰|큽|작|넓|좁|길|짧|비싸|싸|증가|감소|초과|넘|모자|부족|올랐|올라|내렸|내려갔|떨어졌|상승|하락)|(?:얼마나|몇\s*[가-힣%pP]{1,6}?(?:나|이나)?)\s*(?:더\s*)?(?:늘|줄|증가|감소|많(?!은\s)|적(?!은\s)|증액|감액|불어|커|큰(?!\s)|큽|클|크|작(?!은\s)|높(?!은\s)|낮(?!은\s)|올랐|올라|내렸|내려갔|떨어졌|상승|하락|모자|부족)|(?:에서|부터)[^?]*(?:까지|으로|로)[^?]*(?:늘|줄|증가|감소|증액)|더\s*(?:많|적|큽|작|높|낮|길|깁|긴가|짧|넓|비싸|비쌉|빠르|빠릅)|대비\s[^?]*(?:증가|감소|증감|늘어난|줄어든)\s?(?:액|폭|분|금액|규모|건수|인원|면적|대수|수(?![가-힣]))|difference|increase[ds]? (?:by|from)|decrease[ds]? (?:by|from)|how many more|how much more"
    r"|\bhow (?:much|many) (?:[\w\-]+ ){0,3}(?:fewer|less|higher|lower|larger|smaller|longer|shorter)\b|\bby how (?:much|many)\b(?! per)",
    re.I,
)
_SUM = re.compile(
    r"합하|합치|합쳐|합산|합해|(?<=[을를]\s)합[한친]|(?:이랑|랑|하고|[과와])\s\S{2,}\s(?:합[한친]|더한)|더하|더해|(?<=[을를]\s)더한|모두\s*합|합계를\s*(?:구|내)|총합(?!계)|다\s*합|(?:과|와|하고|이랑|랑|및|\+)\s[^?,]*\s(?:총\s*)?합계?(?:는|은|가|액|\s|\?|$)"
    r"|상\s*[·ㆍ・,]\s*하반기\s*(?:[가-힣]+\s*){0,2}(?:합|모두|총|다\s)|\d\s*(?:년|해|개년)\s*(?:치|간|동안)?\s*(?:합계|모두|총|다\s)"
    r"|combined|add up|in total across|sum of|(?<!year )total of|altogether",
    re.I,
)
_AVERAGE = re.compile(
    r"평균(?!적)[^?]{0,12}(?:얼마|몇)|(?:당|마다)\s*평균|평균을\s*(?:구|내|계산)|연\s*평균(?!\s*(?:성장|증가|증감|감소))|매년\s*평균|1(?:개교|교|명|인|개사|사|팀|건)당|한\s*(?:회사|학교|명|사람|곳|팀|과정|기관|건|대|회|편)\s*(?:당|에\s*평균)|\bon average\b|\baverage (?:number|amount|cost|budget|spending|support|size)\b|per (?:company|school|person|student)",
    re.I,
)
_AT_MOST = re.compile(r"당\s*(?:최대|최고|최소)|당\s[^?]{0,12}(?:까지|이내|한도)")
"""What one may get at most (`1명당 최대 얼마`) is printed, no average."""
_COMPARE = re.compile(r"비교(?!과\s)|어떻게\s*(?:다르|다릅|달라)|각각(?!\s*(?:무엇|뭐))|와\s*실제|compare", re.I)
_WHICH_OF_TWO = re.compile(r"각각[^?]*어느\s*(?:쪽|것|편)|어느\s*(?:쪽|것|편)[^?]*각각")
_COUNT_THAN = re.compile(
    r"보다\s*(?:더\s*)?(?:많은|적은|큰|작은|높은|낮은|줄어든|줄은|늘어난|늘은|감소한|증가한|깎인|오른|떨어진|모자라는|넘는)\s+[^?,]{1,14}?"
    r"(?:(?:은|는|이|가)\s*(?:모두\s*|총\s*)?몇\s*(?:개|곳|군데|개소|건|교|팀|과|부서|가지|종|해)|\s*(?:개수|수)\s*[?]?\s*$)"
)
"""Things that are more or less than something else are counted (`정원보다 적은 부서는 몇 곳`); no difference is asked for."""
_COUNT = re.compile(
    r"(?:인|한|된|있는|없는|않은|넘은|넘는|가는|어든|어난|중에|중|가운데)\s*[^?]{0,24}(?:은|는|이|가)?\s*(?:모두\s*)?몇\s*(?:개|건|명|곳|교|군데|가지|개소|개교|팀|종|과정|번|해)",
    re.I,
)


def unit_class(unit: str | None) -> str | None:
    """Return the class of a unit (`money`, `school`, `person`, ...), the unit itself when it has none, or None."""
    if unit is None:
        return None
    return UNIT_CLASSES.get(unit, unit)


def read_class(text: str, unit: str | None) -> str | None:
    if unit == "분":
        return "duration" if _MINUTES.search(text) else "person"
    if unit is not None:
        return unit_class(unit)
    if _RATE_WORDS.search(text) and not re.search(r"(?:예산|금액|집행액|지출액)[^률율]{0,6}얼마", text):
        return "percent"
    for pattern, counted in _COUNT_ENDINGS:
        if pattern.search(text):
            return unit_class(counted)
    if _MONEY_WORDS.search(text) or _SPENT.search(text):
        return "money"
    if re.search(
        r"how much|budget|\bcost|\bspen[dt]|\bfunds?\b|\bamount\b|\brevenue|\bincome\b|\bbalance\b|\bprice\b|\bdebt\b",
        text,
        re.I,
    ):
        return "money"
    return None


def wanted_unit(text: str) -> str | None:
    found = _UNIT_WANTED.search(text)
    if not found:
        found = re.search(r"(억\s*원|백만\s*원|천\s*원|만\s*원)\s*단위", text)
    if not found:
        return None
    unit = normalise_unit(squash(found.group(1)))
    return "억원" if unit == "억" else unit


def read_form(text: str) -> tuple[Form, bool]:
    if english.is_english(text):
        return english.form(text), False
    has_wh = bool(_WH.search(text))
    if _TELL_ALL.search(text):
        return "list", False
    if not has_wh:
        text = _PLEASE.sub("", text)
    is_sentence = has_wh or bool(_QUESTION_END.search(text)) or text.endswith(("요", "다", "까", "줘", "오", "오."))
    if counts_days(text):
        return "figure", False
    for form, pattern in _FORMS:
        if pattern.search(text):
            if form in ("date", "name") and counts(re.sub(r"몇\s*년(?:도|부터|까지)|몇\s*월", "", text)):
                continue
            return form, not is_sentence
    if _AND_WHETHER.search(text):
        return "text", False
    if re.search(r"얼마|몇\s*\S|how many|how much|percent", text, re.I):
        return "figure", False
    if not has_wh and re.search(r"(?:까|나요|가요|은가|는가)\s*\?*$|(?:됨|[거건]임|[거건]야|[는은]거지)\s*\?", text):
        return "yesno", False
    if not is_sentence or (not has_wh and re.search(r"(?:은|는|요|도|액|률|율|수)\s*\?*$", text)):
        return _keyword_form(text), True
    if (
        not has_wh
        and is_sentence
        and re.search(r"(?:까|나요|가요|야|어|대|가|니|지|죠|야\s*[하되]나)\s*\?*$|[해돼와써]\s*\?$", text)
    ):
        return "yesno", False
    return "text", False


def _keyword_form(text: str) -> Form:
    if _KEYWORD_LIST.search(text):
        return "list"
    if re.search(r"주소|사유|이유|방법|근거|내용|의견|까닭|대책|효과|대상\s*$", text):
        return "text"
    if _KEYWORD_DATE.search(text):
        return "date"
    if (
        _MONEY_WORDS.search(text)
        or _RATE_WORDS.search(text)
        or any(p.search(text) for p, _ in _COUNT_ENDINGS)
        or re.search(
            r"(?:수|액|률|율|량|횟수|규모|번호|면적|시간|목표|실적|합계|순위|1위|점수|잔액|단가|요금|만족도|인지도|시급"
            r"|거리|농도|정원|현원|(?<![가-힣])(?:국비|도비|시비|구비|군비|민자))(?:\s|$|\d|')",
            text,
        )
        or re.search(r"(?:국비|시비|도비|구비|군비|민자|자부담|[가-힣]{2,}비)$", text.strip())
    ):
        return "figure"
    return "text"


def read_operation(text: str) -> Operation:
    if asks_one_end(text):
        return "lookup"
    checks: tuple[tuple[Operation, re.Pattern[str]], ...] = (
        ("maximum", _MAXIMUM),
        ("minimum", _MINIMUM),
        ("compare", _WHICH_OF_TWO),
        ("growth", _GROWTH),
        ("count", _COUNT_THAN),
        ("difference", _DIFFERENCE),
        ("average", _AVERAGE),
        ("ratio", _SHARE),
        ("sum", _SUM),
        ("ratio", _RATIO),
        ("compare", _COMPARE),
        ("count", _COUNT),
    )
    for operation, pattern in checks:
        if pattern.search(text) and not (operation == "average" and _AT_MOST.search(text)):
            return operation
    return "lookup"
