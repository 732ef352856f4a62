import pytest

from assistant.claims import claim_holds
from assistant.question import understand


@pytest.mark.parametrize(
    ("question", "text", "holds"),
    [
        ("과학관은 새로 신축하는 계획입니까?", "서관동을 개축하여 건립", False),
        ("시의 소득기준은 국가보다 좁습니까?", "국가형보다 넓게 적용", False),
        ("만 12세 학생이 써도 됩니까?", "최소 만 14세 이상이어야 하며, 만 18세 미만은 동의가 필요", False),
        ("열다섯 살 학생이 써도 되나요?", "최소 만 14세 이상이어야 하며, 만 18세 미만은 동의가 필요", True),
        ("한 번에 20일 이용할 수 있습니까?", "한 번에 최장 14일까지 이용", False),
        ("2023학년도에 새 시스템으로 처리합니까?", "2024학년도부터 새 시스템 적용", False),
        ("2025학년도에 새 시스템으로 처리합니까?", "2024학년도부터 새 시스템 적용", True),
        ("참여자 모집은 이미 끝났습니까?", "참여자 모집: 2024. 12. 2. ~ 12. 27. (완료)", True),
        ("조례안은 이미 상정되었습니까?", "조례안: 2025년 4월 상정 예정", False),
        ("병원은 벌써 착공했습니까?", "향후계획: 2026. 10월 착공, 2030. 3월 개원", False),
        ("지원단은 아직 연구원이 운영합니까?", "지원단은 2월 본청으로 이관됨", False),
        ("정부의 협력이 필요합니까?", "정부·시 협력사항: 해당 없음", False),
        ("정부의 협력이 필요합니까?", "정부와 시가 함께 추진", None),
        ("사업비가 재조사 기준을 넘었습니까?", "18% 늘어 재조사 대상(20% 이상)에 근접하였으므로 유의", False),
        ("사업비가 늘어 재조사 대상이 되었나요?", "18% 늘어 재조사 대상(20% 이상)에 근접하였으므로 유의", False),
        ("버스 속도는 승용차에 못 미칩니까?", "버스 속도가 승용차에 못 미침", True),
        ("버스 속도는 승용차에 못 미칩니까?", "버스 속도가 승용차를 넘었음", False),
        ("사업비가 기준에 도달했습니까?", "동쪽은 기준을 초과함. 서쪽은 근접함", None),
        ("이 학교도 지원 대상에 해당합니까?", "역에 근접한 학교와 정원 미달 학교", None),
        ("예산을 늘렸습니까?", "청년 월세 지원 대상 확대", None),
    ],
)
def test_what_a_text_says_of_a_claim(question: str, text: str, holds: bool | None) -> None:
    assert claim_holds(understand(question), text) is holds


def test_of_a_part_done_and_a_part_planned_the_one_asked_about_counts_and_a_tie_leaves_it_open() -> None:
    text = "칠판 보급 ※ 보급완료: 중학교 전체, 고1 ('26학년도 고2~3학년 지원예정)"
    assert claim_holds(understand("고2 교실 칠판은 이미 다 놓인 건가요?"), text) is False
    assert claim_holds(understand("고등학교 3학년 칠판은 벌써 다 놓인 거야?"), text) is False
    assert claim_holds(understand("중학교 칠판은 이미 다 놓인 건가요?"), text) is True
    assert claim_holds(understand("특수학급 기기는 이미 다 놓인 건가요?"), text) is None
