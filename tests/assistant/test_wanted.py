import pytest

from assistant.kinds import defines, is_defined, label_fit, labels, states_actor, states_person, type_fit
from assistant.question import understand
from assistant.wanted import wanted
from corpus.document import Location
from corpus.units import Unit


def unit(text: str, *, heading: tuple[str, ...] = (), marker: str = "-") -> Unit:
    return Unit("d:u1", "d", "text", 1, heading, (), "", (), text, Location("a.txt", heading, (1, 1)), marker=marker)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("누리집 구축 업체 이름은 무엇입니까?", "body"),
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
        ("신청이 적은 교실은 어떻게 하겠대?", "measure"),
        ("위원장이 사정이 있으면 누가 대신합니까?", "person"),
        ("홍보 공약 홍보기획팀장", "person"),
        ("민간에도 나눠 지급되나요?", "yesno"),
        ("재단의 비전은 무엇입니까?", "text"),
        ("약자동행 사업과 연계할 앱 세 개는 무엇입니까?", "items"),
        ("연수 2개 과정의 이름은 무엇입니까?", "items"),
        ("조례안에서 '이용자'는 누구를 말합니까?", "definition"),
        ("「서울 돋보기」는 무엇을 알리는 자료입니까?", "definition"),
        ("개통 시기가 연기된 사유는 무엇입니까?", "reason"),
        ("라이선스 구매 계약일", "date"),
        ("의견을 보낸 날은요?", "date"),
        ("문화센터 조례 입법예고 기간", "date"),
        ("달성률이 낮은 과제는 어떻게 처리합니까?", "text"),
        ("How does the ordinance define a medium-sized dog (중형견)?", "definition"),
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


def below(text: str, parent: str, *, heading: tuple[str, ...] = ()) -> Unit:
    return Unit(
        "d:u2", "d", "text", 2, heading, (parent,), "", (), text, Location("a.txt", heading, (2, 2)), marker="-"
    )


def test_a_short_item_above_names_what_stands_below_it() -> None:
    named = wanted(understand("경연대회의 근거는 무엇입니까?")).head
    assert named is not None
    assert label_fit(named, below("경연대회 운영 규정 제3조", "근거")) == 1.0
    assert label_fit(named, below("경연대회 운영 규정 제3조", "목적")) == 0.0


def test_numbering_is_no_part_of_a_label() -> None:
    assert "개선방향" in labels(unit("상담 인력을 늘림", heading=("개선 방향",)))
    assert "비전" in labels(unit("함께 자라는 도시", heading=("가. 비전",)))


def test_a_measure_stands_under_what_is_to_be_done_and_not_under_what_is_wrong() -> None:
    want = wanted(understand("신청이 적은 교실은 어떻게 하겠대?"))
    remedy, trouble = unit("차량 지원", heading=("개선 방향",)), unit("신청 저조", heading=("한계",))
    assert type_fit(want, remedy) > type_fit(want, trouble)


def test_what_is_wrong_is_a_reason_where_its_heading_says_so() -> None:
    want = wanted(understand("유치원은 왜 잘 안 쓰나요?"))
    assert type_fit(want, unit("규정이 미비하고 반발이 있음", heading=("한계",))) > 0


def test_nothing_stated_at_all_times_dates_what_has_happened() -> None:
    assert type_fit(wanted(understand("자료는 언제 배포했나요?")), unit("배포 즉시 쓸 수 있습니다.")) < 0
    assert type_fit(wanted(understand("자료는 언제 배포하나요?")), unit("배포 즉시 쓸 수 있습니다.")) > 0


def test_who_does_something_may_be_a_post_but_an_expert_is_no_name() -> None:
    want = wanted(understand("위원장이 없으면 누가 그 일을 대신합니까?"))
    assert states_actor(want, "부위원장이 그 직무를 대행한다")
    assert not states_person("검토보고서(위원회 수석전문위원)")
    assert states_person("발의자 : 성춘향 의원(1명)")


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("요금 일괄 납부 추진", False),
        ("효과 분석 결과", False),
        ("가람구청과 협의", True),
        ("교육지원청에서 납부", True),
    ],
)
def test_everyday_words_are_no_bodies(text: str, holds: bool) -> None:
    want = wanted(understand("요금을 내 주는 데는 어디예요?"))
    assert (type_fit(want, unit(text)) > 0) is holds


def test_what_happens_every_year_is_dated_by_the_month_of_every_year() -> None:
    want = wanted(understand("자료는 매년 몇 월에 만드나요?"))
    assert type_fit(want, unit("자료 개발: 매년 10월")) > type_fit(want, unit("자료 개발: '25. 12."))


@pytest.mark.parametrize(
    ("question", "event"),
    [
        ("추경예산안은 언제 본회의에서 의결될 예정입니까?", "의결"),
        ("허브를 방문한 날은 언제입니까?", "방문"),
        ("기본법 제정일", "제정"),
        ("예산은 얼마입니까?", ""),
    ],
)
def test_the_event_whose_date_is_asked_for(question: str, event: str) -> None:
    assert wanted(understand(question)).event == event


def test_a_term_is_defined_by_its_own_words_or_under_its_name_and_not_where_it_is_only_named() -> None:
    want = wanted(understand("'기초 문해력'의 뜻은 무엇입니까?"))
    assert is_defined(want, unit("모든 학습의 바탕이 되는 읽고 쓰는 능력", heading=("기초 문해력",)))
    assert is_defined(want, unit("1. “기초 문해력”이란 읽고 쓰는 능력을 말한다."))
    assert not is_defined(want, unit("② 기초 문해력 진단: 145백만원"))
    assert defines("서울돋보기", "「서울 돋보기」 발간(7회): 연구 성과물 홍보")
    assert not defines("돋보기", "서울 돋보기 나눔: 보고서 발간(1회)")


def test_bare_words_for_a_time_name_the_event_before_them() -> None:
    want = wanted(understand("교육플랫폼 시범운영 기간", []))
    assert want.kind == "date"
    assert want.event == "시범운영"


def test_who_does_a_thing_is_read_from_its_label() -> None:
    want = wanted(understand("조례안을 발의한 의원은 누구입니까?", []))
    assert type_fit(want, unit("발의자 : 홍길동 의원")) > type_fit(want, unit("위원장 홍길동 의원"))
