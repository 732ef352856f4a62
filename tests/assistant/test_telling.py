from typing import cast

import pytest

from assistant.find import Candidate
from assistant.kinds import states_person, type_fit
from assistant.library import Library
from assistant.match import Weighted
from assistant.members import items_of
from assistant.places import Place
from assistant.question import understand
from assistant.splinters import is_splintered
from assistant.telling import lacks_telling
from assistant.terms import Term
from assistant.wanted import wanted
from corpus.document import Cell, Location, Table
from corpus.units import Unit
from index.evidence import DocumentEntry

PLACE = Location("a.txt", (), (1, 1))


def _unit(text: str, *, table: bool = False) -> Unit:
    if table:
        return Unit("d:u1", "d", "row", 1, (), (), "", (), text, PLACE, table_id="t", row=0)
    return Unit("d:u1", "d", "text", 1, (), (), "", (), text, PLACE)


class _Row:
    """A library of one table with one row of the cells given."""

    def __init__(self, *cells: str) -> None:
        self.cells = tuple(Cell(0, column, text, PLACE) for column, text in enumerate(cells))

    def table(self, table_id: str) -> Table:
        return Table(
            id=table_id,
            caption="",
            heading_path=(),
            location=PLACE,
            rows=1,
            columns=len(self.cells),
            header_rows=0,
            label_columns=0,
            cells=self.cells,
            origin="tsv",
        )


@pytest.mark.parametrize(
    ("cells", "broken"),
    [
        (("간사", "홍", "길", "남", "순", "동"), True),
        (("초", "중", "고", "특", "계"), False),
        (("간사", "홍길순", "남동구"), False),
    ],
)
def test_a_row_of_stray_syllables_is_no_evidence(cells: tuple[str, ...], broken: bool) -> None:
    assert is_splintered(_unit(" ".join(cells), table=True), cast(Library, _Row(*cells))) is broken


def test_a_person_asked_for_by_a_title_bears_it() -> None:
    want = wanted(understand("공원 조례를 발의한 의원은 누구입니까?"))
    assert type_fit(want, _unit("공원과장: 홍길순, 조례 발의 경과를 보고드림")) < 0
    assert type_fit(want, _unit("홍길순 의원이 공원 조례를 발의")) > 0


def test_a_name_in_the_brackets_of_a_heading_is_a_person() -> None:
    assert states_person("3. 검토의견 (수석전문위원 홍길순)")


class _Counts:
    """A library of so many units in which each word stands in three."""

    unit_count = 900

    def frequency(self, word: str) -> int:
        return 3


@pytest.mark.parametrize(("found", "lacks"), [(0.0, True), (0.9, False)])
def test_a_name_is_told_under_what_bears_it(found: float, lacks: bool) -> None:
    want = wanted(understand("물결대교 공사를 맡은 시공사는 어디입니까?"))
    terms = tuple(Weighted(Term(word, (word,)), 5.4, (5.4,)) for word in ("물결대교", "시공사"))
    unit = _unit("시공사 : ㈜푸른숲")
    candidate = Candidate(unit, cast(DocumentEntry, None), 0.5, 0.5, 0.3, 0.9)
    place = Place(candidate, 0.9, 0.5, 1.0, 1.0, (found, 1.0), (found, 1.0), 0.5)
    assert lacks_telling(want, place, terms, cast(Library, _Counts())) is lacks


def test_a_word_of_the_question_is_no_name_of_a_company() -> None:
    want = wanted(understand("공원 운영의 시행사로 뽑힌 회사는 어디입니까?"))
    assert type_fit(want, _unit("공원 시행사 최종 발표: 9월 초")) < 0
    assert type_fit(want, _unit("공원 시행사로 ㈜푸른숲 선정")) > 0


def test_amounts_are_no_list() -> None:
    assert items_of("운동장 조성 | 6,000 8,000 20,000") == ()


@pytest.mark.parametrize(
    ("question", "form"),
    [
        ("공원 조례 시행일", "date"),
        ("어르신 일자리 2025 예산", "figure"),
        ("동물을 데려와도 됨?", "yesno"),
        ("위원의 임기는 몇 년이며 연임할 수 있습니까?", "text"),
        ("공원 이용 만족도 2024년", "figure"),
    ],
)
def test_forms_of_short_questions(question: str, form: str) -> None:
    assert understand(question).form == form
