from assistant.find import Candidate
from assistant.finer import day_of, finer
from assistant.places import Place
from corpus.document import Location
from corpus.units import Unit
from index.evidence import DocumentEntry

ENTRY = DocumentEntry.__new__(DocumentEntry)


def place(text: str, score: float, *, document: str = "d") -> Place:
    unit = Unit(f"{document}:{text}", document, "text", 1, (), (), "", (), text, Location("a.txt", (), (1, 1)))
    return Place(Candidate(unit, ENTRY, 1.0, 1.0, 1.0, score), score, 1.0, 0.0, 0.1, (1.0,), (1.0,), 1.0)


SENTENCE = "안착을 위해 구축(ʼ24.1~ʼ26.12.) 중 시험서비스(ʼ24.9월 예정) 운영"


def test_a_schedule_dates_more_exactly_what_a_sentence_speaks_of() -> None:
    schedule = place("시험서비스 운영 (`24.9 ~ `24.12)", 0.8)
    exact = finer([place(SENTENCE, 1.1), schedule])
    assert exact is not None
    assert exact.unit is schedule.unit


def test_another_thing_time_or_document_is_not_more_exact() -> None:
    best = place(SENTENCE, 1.1)
    assert finer([best, place("정식서비스 운영 (`24.9 ~ `24.12)", 0.8)]) is None
    assert finer([best, place("시험서비스 운영 (`25.3 ~ `25.12)", 0.8)]) is None
    assert finer([best, place("시험서비스 운영 (`24.9 ~ `24.12)", 0.8, document="e")]) is None


def test_days_are_told_where_the_best_place_tells_months() -> None:
    best = place("박람회 개최 : '25. 9. ~ 10.", 1.1)
    days = place("개막식, 전시 ※ 일시/장소: '25.9.30.(화)~10.2.(목) / 전시장", 0.8)
    exact = day_of([best, place("경진대회('25.9.30.)", 0.9), days])
    assert exact is not None
    assert exact.unit is days.unit
    assert day_of([best, place("개막식 ※ 일시: '25.9.30.(화)", 0.8)]) is None
    assert day_of([best, place("개막식 ※ 일시: '25.8.30.(토)~10.2.(목)", 0.8)]) is None
