from assistant.articles import lists_cases, title_of_article
from assistant.typed import ONE, SEVERAL, TWO, names_of_kind


def test_countries_named_stand_for_the_word_country() -> None:
    assert names_of_kind("나라", "호주, 미국, 대만, 인도") == SEVERAL
    assert names_of_kind("나라", "뉴질랜드와 미국 학생") == TWO
    assert names_of_kind("국가", "캐나다 연구소와 연계") == ONE
    assert names_of_kind("나라", "미국식") == names_of_kind("나라", "미국 연구소")
    assert names_of_kind("나라", "일정과 시기") == 0.0
    assert names_of_kind("일정", "호주, 미국, 대만") == 0.0


def test_several_countries_are_wanted_where_the_word_is_plural() -> None:
    assert names_of_kind("countries", "뉴질랜드 학생") == 0.0
    assert names_of_kind("countries", "호주, 미국, 대만") == SEVERAL


def test_companies_are_known_by_their_sign() -> None:
    assert names_of_kind("업체", "주관: ㈜가나다") == ONE
    assert names_of_kind("업체", "위탁 근거를 둠") == 0.0


def test_an_article_tells_its_title_and_its_cases() -> None:
    assert title_of_article("제8조(이용 제한) 시장은 다음 각 호의 경우 제한할 수 있다.") == "이용 제한"
    assert title_of_article("제8조에 따라 제한한다.") == ""
    assert lists_cases("다음 각 호의 어느 하나에 해당하는 경우 이용을 제한할 수 있다.")
    assert not lists_cases("다음 각 호의 사항을 심의한다.")
