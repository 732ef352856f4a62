import pytest

from assistant.ordinals import lacks_acronym, ordinal_fit, ordinals
from assistant.question import understand
from corpus.document import Location
from corpus.units import Unit


def unit(text: str, *heading: str) -> Unit:
    return Unit("d:u1", "d", "text", 1, heading, (), "", (), text, Location("a.txt", heading, (1, 1)), marker="-")


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("위원회 제5차 회의는 언제 열렸습니까?", {(5, "차")}),
        ("특위 2차 회의 장소", {(2, "차")}),
        ("When was the first press release issued?", {(1, "차")}),
        ("4차 산업혁명 시대의 인재상은 무엇입니까?", set()),
        ("상담은 몇 차례 했나요?", set()),
    ],
)
def test_ordinals_a_question_asks_for(question: str, found: set[tuple[int, str]]) -> None:
    assert ordinals(question) == found


def test_another_meeting_is_not_the_one_asked_for() -> None:
    asked = understand("위원회 제2차 회의는 언제 열렸습니까?")
    assert ordinal_fit(asked, unit("일시: 5. 2.", "제2차 회의 개최")) > 0
    assert ordinal_fit(asked, unit("일시: 5. 2.", "제1차 회의 개최")) < 0
    assert ordinal_fit(asked, unit("일시: 5. 2.", "회의 개최")) == 0


def test_what_an_acronym_names_must_be_named() -> None:
    asked = understand("ISMP 추진 기간은 언제입니까?")
    assert lacks_acronym(asked, unit("구축 기간: '24.1.~12."), "보고")
    assert not lacks_acronym(asked, unit("구축을 위한 ISMP('22.12.~'23.5.)"), "보고")


def test_the_ordinal_of_a_longer_name_is_another() -> None:
    asked = understand("심의위원회 제5차 회의는 언제 열렸습니까?")
    plenary = "2024년 3월 8일 제120회 임시회 제5차 본회의에서 의결"
    own = "2024년 3월 2일 제5차 회의 개최"
    committee = "2024년 3월 2일 제5차 심의위원회 회의 개최"
    assert ordinal_fit(asked, unit(plenary)) <= 0
    assert ordinal_fit(asked, unit(own)) > 0
    assert ordinal_fit(asked, unit(committee)) > 0
