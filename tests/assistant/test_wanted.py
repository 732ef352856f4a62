import pytest

from assistant.question import understand
from assistant.wanted import defines, label_fit, states_person, wanted
from corpus.document import Location
from corpus.units import Unit


def unit(text: str, *, heading: tuple[str, ...] = (), marker: str = "-") -> Unit:
    return Unit("d:u1", "d", "text", 1, heading, (), "", (), text, Location("a.txt", heading, (1, 1)), marker=marker)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("준공이 늦어진 이유는 무엇입니까?", "reason"),
        ("왜 중단됐어?", "reason"),
        ("개관식은 언제 열립니까?", "date"),
        ("담당 과장은 누구인가요?", "person"),
        ("운영을 맡은 기관은 어디입니까?", "body"),
        ("보조금은 어디에 쓸 수 있나요?", "use"),
        ("그 조례안은 결국 어떻게 됐나요?", "outcome"),
        ("리터러시란 무엇입니까?", "definition"),
        ("세 가지 과제는 무엇입니까?", "items"),
        ("이 사업의 대상은 누구누구입니까?", "items"),
        ("시비도 포함되어 있습니까?", "yesno"),
        ("민간에도 나눠 지급되나요?", "yesno"),
        ("재단의 비전은 무엇입니까?", "text"),
        ("약자동행 사업과 연계할 앱 세 개는 무엇입니까?", "items"),
    ],
)
def test_kind_of_answer_wanted(question: str, kind: str) -> None:
    assert wanted(understand(question)).kind == kind


@pytest.mark.parametrize(
    ("question", "head"),
    [
        ("재단의 비전은 무엇입니까?", "비전"),
        ("사업자는 어떤 절차로 뽑습니까?", "절차"),
        ("체험관 특강 주제", "주제"),
        ("올해 추진목표를 모두 알려 주십시오.", "추진목표"),
        ("What tasks (과제) does the bureau set?", "과제"),
    ],
)
def test_the_thing_asked_for(question: str, head: str) -> None:
    named = wanted(understand(question)).head
    assert named is not None
    assert named.text == head


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("네 전략 가운데 셋째 전략의 두 과제는 무엇입니까?", 2),
        ("5대 핵심요소는 무엇입니까?", 5),
        ("새로 지은 학교 7곳은 어디입니까?", 7),
        ("4단계 통신망 사업자", None),
        ("2025년 사업은 무엇입니까?", None),
    ],
)
def test_number_of_items_said(question: str, items: int | None) -> None:
    assert wanted(understand(question)).items == items


def test_a_label_or_heading_names_the_content() -> None:
    head = wanted(understand("사업자 선정 방법은 무엇입니까?")).head
    assert head is not None
    assert label_fit(head, unit("추진방법 : 일반경쟁입찰")) > 0.5
    assert label_fit(head, unit("일반경쟁입찰", heading=("사업개요", "2. 방법"))) == 1.0
    assert label_fit(head, unit("방법을 달리 정할 수 있다")) == 0.0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("숨터(SUMTEO: Seoul Urban Meeting Office)를 연다", True),
        ("‘숨터’란 주민이 쉬는 곳을 말한다.", True),
        ("숨터: 주민이 쉬는 공간", True),
        ("숨터 3곳을 새로 연다", False),
        ("쉼터란 쉬는 곳", False),
    ],
)
def test_definitions(text: str, expected: bool) -> None:
    assert defines("숨터", text) is expected


def test_people_are_named_by_post_or_title() -> None:
    assert states_person("시설과장: 홍길동 ☎ 1234")
    assert states_person("연구책임자 홍길동 교수")
    assert not states_person("교원 연수 대상 확대")
