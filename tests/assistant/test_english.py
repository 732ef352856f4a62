"""English questions."""

from __future__ import annotations

import pytest

from assistant import english
from assistant.question import understand

PERIODS = [
    ("As of September 30, 2023, how many?", ["2023-09-30"]),
    ("in July 2022", ["2022-07"]),
    ("the second half of 2024", ["2024-H2"]),
    ("Q3 2025", ["2025-Q3"]),
    ("the 2023 budget", ["2023"]),
    ("in May", []),
    ("As of 30 September 2022, how many?", ["2022-09-30"]),
    ("from January to September 2026", ["2026-01/2026-09"]),
    ("between March and May 2025", ["2025-03/2025-05"]),
    ("H1 2026", ["2026-H1"]),
    ("the June 24 press release", []),
]
FORMS = [
    ("How many devices were introduced when the service was built?", "figure"),
    ("What was the final 2022 budget for website management?", "figure"),
    ("As of 2023, what is the committed amount for road works?", "figure"),
    ("When does the ordinance take effect?", "date"),
    ("Since when has the hall been open?", "date"),
    ("From what date was the system put into use?", "date"),
    ("By what month will the hall be built?", "date"),
    ("By what method is the contractor chosen?", "text"),
    ("How satisfied were parents with the lessons?", "figure"),
    ("Which council member introduced the bill?", "name"),
    ("Who led the study?", "name"),
    ("What four goals does the plan set?", "list"),
    ("What is the five-year total of the fund?", "figure"),
    ("What medical revenue does the hospital plan for 2025?", "figure"),
    ("What will the balance of the fund be at the end of 2025?", "figure"),
    ("Does the plan include a library?", "yesno"),
    ("What is the purpose of the housing fund?", "text"),
    ("What are the projected operating expenses for 2029?", "figure"),
    ("What does the term mean?", "definition"),
    ("Why was the building closed?", "text"),
]


@pytest.mark.parametrize(("text", "keys"), PERIODS)
def test_periods(text: str, keys: list[str]) -> None:
    assert [period.key for period in english.find_periods(text)] == keys


@pytest.mark.parametrize(("text", "form"), FORMS)
def test_the_form_asked_for(text: str, form: str) -> None:
    assert english.form(text) == form


def test_phrases_go_before_words_and_forms_before_stems() -> None:
    found = {word.text: word.korean for word in english.words("How many elementary schools joined pilot projects?")}
    assert found["elementary schools"] == ("초등학교", "초")
    assert found["pilot projects"] == ("시범사업",)
    assert found["joined"] == ("가입", "참여")
    assert "many" not in found


def test_a_phrase_said_again_in_korean_is_left_to_the_korean() -> None:
    asked = understand("How much is the annual website management (홈페이지 관리) budget in total?")
    assert {"홈페이지", "관리"} <= {term.text for term in asked.terms}
    assert not any(term.said in ("website", "management") for term in asked.terms)


def test_names_keep_their_letters() -> None:
    names = {word.text: word.is_name for word in english.words("How did MIT and the quaint lab work with Mila?")}
    assert names["mit"]
    assert names["mila"]
    assert not names["quaint"]


def test_a_korean_question_with_latin_names_is_korean() -> None:
    assert not english.is_english("서울 AI 허브의 GPU 예산은 얼마입니까?")


def test_a_total_over_years_is_looked_up_and_other_totals_are_added_up() -> None:
    assert understand("What is the five-year total of the road fund?").operation == "lookup"
    assert understand("What is the total of the road and park funds?").operation == "sum"


@pytest.mark.parametrize(
    ("british", "american"),
    [("authorised", "authorized"), ("programmes", "programs"), ("labour", "labor"), ("cancelled", "canceled")],
)
def test_british_and_american_spellings_are_one(british: str, american: str) -> None:
    told = [[word.korean for word in english.words(f"How many {word} are there?")][:1] for word in (british, american)]
    assert told[0] == told[1] != [()]


@pytest.mark.parametrize(
    ("question", "things"),
    [
        ("With how many land parcels has it been settled?", ("필지",)),
        ("How many authorised posts are vacant?", ("정원",)),
        ("How much was spent?", ()),
    ],
)
def test_the_things_counted(question: str, things: tuple[str, ...]) -> None:
    assert english.counted(question)[:1] == things


def test_what_labels_say_is_looked_for_in_korean() -> None:
    asked = understand("What was the balance of the road fund in the third quarter of 2030?")
    assert "잔액" in asked.wording
    assert "2030년 3분기" in asked.wording
    assert understand("도로 기금 잔액은?").wording == "도로 기금 잔액은?"


def test_words_that_only_ask_in_korean_are_no_terms() -> None:
    terms = {term.said for term in understand("What is the average share of women in the committee?").terms}
    assert "committee" in terms
    assert not terms & {"average", "share"}


@pytest.mark.parametrize(
    ("question", "said", "korean"),
    [
        ("According to the June 24 press release, what changed?", "june 24", "6.24"),
        ("How many posts of grade 6 are there?", "grade 6", "6급"),
        ("How many grade 7 to 9 staff are there?", "grade 7 to 9", "7~9급"),
        ("What was decided in the third meeting?", "third meeting", "제3차"),
        ("What was decided in the 331st regular session?", "331st", "제331회"),
        ("How many people came in the third quarter?", "third quarter", "3분기"),
        ("How much R&D was done?", "r&d", "연구개발"),
    ],
)
def test_days_and_numbered_things_are_terms(question: str, said: str, korean: str) -> None:
    told = {word.text: word.korean for word in english.words(question)}
    assert korean in told[said]


def test_what_only_tells_the_time_is_no_term() -> None:
    told = {word.text for word in english.words("At the end of 2030, how many times was the hall used last year?")}
    assert told == {"hall", "used"}
