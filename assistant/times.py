"""The times a unit states, each with what happens then: of a row, a sentence, or the clauses of a schedule."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from assistant.library import Library
from assistant.serials import in_turn
from corpus.periods import Period, find_periods
from corpus.units import Unit
from index.evidence import DocumentEntry

PERIOD_WORDS = re.compile(
    r"^[(\[]?\s*(?:전체\s*|총\s*|세부\s*)?(?:(?:사업|추진|운영|조성|구축|활동|시행|지원|공사|연구|용역|수행|교육)\s*)?"
    r"(?:기\s*간|시\s*기|일\s*시|일\s*정|일\s*자)\s*[)\]]?\s*[:：]?\s*$"
)
"""A label that names no thing of its own: what it is the time of stands above it."""
_HOW_AND_WHEN = re.compile(
    r"^(?:[가-힣]{2,4}\s?)?(?:방법|대상|장소)\s*(?:및|·)\s*(?:시기|기간|일시|일정)\s*[:：]\s*(?=[가-힣])"
)
"""A label of the same kind that also says how: the words behind it belong to what stands above it."""
FORM_HEADINGS = re.compile(
    r"(?:개요|현황|계획|일정|목표|실적|내용|방향|경과|성과|과제|사항|지표\)?|목적|근거|배경|개선\s*사항|효과|문제점)$"
)
"""Headings every section has: they tell the stage, not the thing."""
ACTION = re.compile(
    r"구축|설립|건립|조성|설치|개발|보급|배부|발간|발행|발굴|운영|개통|개관|개소|개교|개설|개최|실시|시행|공포|선정|선발|모집|접수|공모|공고|계약|체결"
    r"|착수|착공|준공|완공|완료|수립|확정|심의|심사|평가|점검|조사|연수|교육|회의|협의|설명회|워크숍|간담회|토론회|포럼|세미나|행사"
    r"|발표|보고|제출|수합|정산|교부|지급|지원|구성|위촉|임용|채용|배치|교체|이관|이전|도입|구매|설계|용역|입찰|홍보|안내|배포|제작|개정|제정"
    r"|신청|추천|검토|통합|전환|확대|지정|활동|서비스|개시"
)
ORDINAL = re.compile(
    r"제?\s*\d+\s*(?:차|회|기|단계|호|학기|권역|분기|급)(?!년)|상반기|하반기|초등|중등|고등|유치원|정시|수시"
    r"|\((?:초|중|고|초[·‧ž,]\s?중|중[·‧ž,]\s?고)\)"
)
"""What parts or numbers a thing."""
_COLUMN_WORDS = re.compile(r"시기|기간|일정|일시|일자|물량|날짜|비고|내용|연도|구분")
_END_MILESTONE = re.compile(r"완료|완공|준공|개통|개관|개원|개교|개소")
_DATE_LETTERS = re.compile(r"[\d.~∼～'’‘ʼ`()\[\],:/\-월일년도학기분상하반까지부터예정]+")
_SENTENCE = re.compile(r"(?<=[다음함됨임])\.\s")
_ADDRESS = re.compile(r"^[가-힣\s]{2,40}여러분\s*[,.!]\s*")
"""Whom a speech speaks to."""
_STEP = re.compile(
    r"\s*(?:→|⇒|➡|;|,(?!\d{3})(?![^()]*\)))\s*|(?:을|를)\s(?:거쳐|거친\s[뒤후]|마친\s[뒤후]|끝내고|마치고)\s"
)
_LABEL = re.compile(r"^[(\[]?[가-힣 ·]{2,14}[)\]]?\s*[:：]\s*")
_ASKED = re.compile(
    r"^\W*(?:문|질의|질문|[Qq])\s*[)\].:：]\s*(?:[^:：]{2,20}[:：]\s*)?(?P<topic>\S[^?]{1,30}?)(?:은|는)\s"
)
_REPLY = re.compile(r"^\W*(?:답변?|[Aa])\s*[)\].:：]\s*(?:[^:：\d]{2,20}[:：]\s*)?")
"""A reply in a record of questions: what it speaks of is named in the question above it."""
_WEEKDAY = re.compile(r"\s?\(\s?[월화수목금토일]\s?\)")
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_YEARLESS = re.compile(
    r"(?<![\d.,~∼～'’‘ʼ`년제-])(?<![~∼～]\s)(?=(?:1[0-2]|0?[1-9])"
    rf"(?:월\s?{_DAY}일|\.\s?{_DAY}(?:\.\s?(?:[)~∼～§]|부터|까지|에\s|$)|\.?\s?§)))"
)
"""Where a day begins whose year stands elsewhere: `5월 12일`, `10. 10.~10. 11.`, `6. 5.(목)`."""
_GROUNDS = re.compile(r"^\W*(?:[가-힣]{2}\s?)?근거\s*(?:[)\]:：]|$)")
"""What a thing rests on is told by letters and plans with dates of their own."""
_LETTER = re.compile(r"[가-힣]{2,}\s?-\s?\d{2,}\s*,?\s*$")
_OFFICE = re.compile(r"\([^()]*☎[^()]*\)")
_BRACKETED = re.compile(r"\([^()]*$")


@dataclass(frozen=True, slots=True)
class Time:
    """A time a unit states, and of what."""

    thing: str
    period: Period
    milestone: bool = False
    """True where the time is a table's column and the cell says that something is finished then."""
    whole: bool = False
    """True where the time is that of a whole section: `사업기간: …` under its heading."""
    below: tuple[Unit, ...] = ()
    """The units that say what happens then, where the time stands alone above them."""
    step: bool = False
    """True where the words are one step of a schedule in one line."""
    spread: bool = False
    """True where the time is that of a row's columns: its words are a thing, whatever action they sound like."""


def times(
    unit: Unit, document: DocumentEntry, library: Library, *, ends: bool = True, spread: bool = False
) -> Iterator[Time]:
    """Yield the times a unit states; `ends`: the columns under which something is finished count too.

    `spread`: a row whose columns are periods states the stretch over which it has something to say.
    """
    if any(_GROUNDS.search(text) for text in (unit.text, *unit.parents[-1:], *unit.heading_path[-1:])):
        return
    year = _year(unit, document)
    if unit.table_id is not None and unit.row is not None:
        yield from _of_row(unit, library, year, ends=ends)
        if spread:
            yield from _over_columns(unit, library)
        return
    text = with_years(unit.text, year)
    if turns := in_turn(unit.text, year):
        yield from (Time(thing, period) for thing, period in turns)
        return
    periods = stretches(text)
    if not periods:
        return
    first = periods[0]
    before = text[: first.span[0]].strip()
    how = _HOW_AND_WHEN.match(text)
    if PERIOD_WORDS.match(before):
        named = [heading for heading in unit.heading_path if not FORM_HEADINGS.search(heading.rstrip())]
        if unit.parents:
            yield Time(unit.parents[-1], first)
        elif named:
            yield Time(re.sub(r"\s*추진$", "", named[-1]), first, whole=True)
    elif not re.search(r"[가-힣A-Za-z]{2}", _DATE_LETTERS.sub("", without_dates(text))):
        below = _below(unit, library)
        if below:
            yield Time("", first, below=below)
    elif how is not None and unit.parents and len(periods) == 1:
        yield Time(f"{unit.parents[-1]} {_thing(text[how.end() :], stretches(text[how.end() :])[0])}", first)
    elif len(periods) > 1 and "※" in text[first.span[1] : periods[1].span[0]]:
        yield Time(_thing(text, first), first)
    else:
        reply = _REPLY.match(text)
        topic = _topic_asked(unit, library) if reply else ""
        yield from _of_clauses(unit, text[reply.end() :] if reply else text, topic)


def _topic_asked(unit: Unit, library: Library) -> str:
    """Return what the question above a reply asks about (`(문) 위원 : 책은행은 언제`); empty where none does."""
    before = library.around(unit, before=1)[0]
    asked = _ASKED.match(before.text) if before.id != unit.id else None
    return asked["topic"] if asked else ""


def _of_clauses(unit: Unit, text: str, topic: str = "") -> Iterator[Time]:
    """Yield the times of a text's sentences, and of the steps of a schedule: `4월 착공, 6월 준공`.

    `topic`: what all of them speak of, where it stands elsewhere.
    """
    for sentence in _SENTENCE.split(_ADDRESS.sub("", text)):
        steps = [step for step in _STEP.split(_LABEL.sub("", sentence)) if step]
        dated = [stretches(step) for step in steps]
        if sum(len(periods) == 1 for periods in dated) < 2 or any(len(periods) > 1 for periods in dated):
            steps, dated = [sentence], [_outside(sentence)]
        for step, periods in zip(steps, dated, strict=True):
            if len(periods) == 1:
                thing = _with_subject(unit, _thing(step, periods[0]))
                yield Time(f"{topic} {thing}".strip(), periods[0], step=len(steps) > 1)


def _outside(sentence: str) -> list[Period]:
    """Return the periods of a sentence, those in brackets left out where there are others."""
    periods = stretches(sentence)
    outside = [p for p in periods if _BRACKETED.search(sentence[: p.span[0]]) is None]
    return outside if len(periods) > 1 else periods


def _with_subject(unit: Unit, thing: str) -> str:
    """Return what happens, with the thing it happens to where the words name only the action (`준공`)."""
    if len(re.sub(r"[^가-힣A-Za-z]", "", ORDINAL.sub("", ACTION.sub("", thing)))) > 1:
        return thing
    named = [above for above in (*unit.heading_path, *unit.parents) if not FORM_HEADINGS.search(above.rstrip())]
    return f"{_OFFICE.sub('', named[-1]).strip()} {thing}" if named else thing


def _year(unit: Unit, document: DocumentEntry) -> str:
    """Return the year of the days a unit names without one: that of what leads to it, else of its document."""
    for text in (*reversed(unit.parents), unit.caption, *reversed(unit.heading_path)):
        years = {period.start[:4] for period in find_periods(text)}
        if len(years) == 1:
            return years.pop()
    return (document.as_of or document.period or "")[:4]


@lru_cache(maxsize=4_000)
def with_years(text: str, year: str) -> str:
    """Return a text with the year put before days that lack one, days of the week left out."""
    marked = _WEEKDAY.sub("§", text)
    if not year or _YEARLESS.search(marked) is None:
        return marked.replace("§", "")
    taken = [period.span for period in find_periods(marked.replace("§", ""))]

    def put(match: re.Match[str]) -> str:
        place = match.start() - marked.count("§", 0, match.start())
        return "" if any(first <= place < last for first, last in taken) else f"{year}. "

    return _YEARLESS.sub(put, marked).replace("§", "")


def stretches(text: str) -> list[Period]:
    """Return the periods of a text, two joined by a wave as one (`2022. 하반기 ~ 2023. 상반기`).

    The date of a letter (`교육과-2725, 2023.7.11.`) is left out: it is not that of what the letter is about.
    """
    joined: list[Period] = []
    for period in find_periods(text):
        if _LETTER.search(text[: period.span[0]]):
            continue
        last = joined[-1] if joined else None
        if last is not None and re.fullmatch(r"\s*[~∼～]\s*", text[last.span[1] : period.span[0]]):
            span = (last.span[0], period.span[1])
            joined[-1] = Period(last.start, period.end, text[span[0] : span[1]], span)
        else:
            joined.append(period)
    return joined


def without_dates(text: str) -> str:
    """Return a text without its periods."""
    for period in reversed(find_periods(text)):
        text = text[: period.span[0]] + " " + text[period.span[1] :]
    return text


def _thing(text: str, period: Period) -> str:
    """Return what a sentence says beside its date; a remark behind the date is left out."""
    thing = text[: period.span[0]] + " " + text[period.span[1] :].partition("※")[0]
    return re.sub(r"[\s(:\[,]+$|^[\s):\],]+", "", re.sub(r"\(\s*\)", " ", thing)).strip()


def _below(unit: Unit, library: Library) -> tuple[Unit, ...]:
    """Return the units under a date that stands alone, as in a drawn schedule: the next line and its items."""
    below: list[Unit] = []
    for other in library.around(unit, after=3)[1:]:
        if other.heading_path != unit.heading_path or other.table_id is not None:
            break
        if below and (other.level <= unit.level or other.marker in ("※", "*")):
            break
        below.append(other)
    return tuple(below)


def _of_row(unit: Unit, library: Library, year: str, *, ends: bool) -> Iterator[Time]:
    table = library.table(unit.table_id or "")
    cells = [cell for cell in table.cells if cell.row == unit.row and not cell.is_header and cell.text.strip()]
    labels = next((cell.row_path for cell in cells if cell.row_path), ())
    name = labels[-1] if labels else ""
    for cell in cells:
        header = " ".join(cell.column_path)
        text = with_years(cell.text, year)
        own, above = stretches(text), find_periods(header)
        if above and not own and _END_MILESTONE.search(cell.text):
            if ends:
                yield Time(name, above[0], milestone=True)
        elif len(own) == 1 and name:
            said = "" if _COLUMN_WORDS.search(header) else f"{header} {_thing(text, own[0])}"
            yield Time(f"{name} {said}".strip(), own[0])


_NOTHING = re.compile(r"[-–—‐·\s]*|해당\s?없음")


_COUNT = re.compile(r"\s*(?:약|총|연)?\s?\d")
"""What a cell of yearly targets says that is no step on the way to one."""


def _over_columns(unit: Unit, library: Library) -> Iterator[Time]:
    """Yield the stretch from the first to the last period column in which a row of a plan says something."""
    cells = [c for c in library.table(unit.table_id or "").cells if c.row == unit.row and not c.is_header]
    labels = next((cell.row_path for cell in cells if cell.row_path), ())
    dated = [(periods[0], cell.text) for cell in cells if len(periods := find_periods(" ".join(cell.column_path))) == 1]
    counted = all(_NOTHING.fullmatch(text) or _COUNT.match(text) for _, text in dated)
    told = [period for period, text in dated if not _NOTHING.fullmatch(text)]
    if labels and len(dated) > 1 and told and counted and not any(stretches(text) for _, text in dated):
        first, last = min(told, key=lambda p: p.start), max(told, key=lambda p: p.end)
        yield Time(labels[-1], Period(first.start, last.end, f"{first.text} ~ {last.text}", (0, 0)), spread=True)
