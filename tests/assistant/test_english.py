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
