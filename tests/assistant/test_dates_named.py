import pytest

from assistant.dates_named import dated_name, says_event
from assistant.match import Weighted
from assistant.terms import Term


def _words(*words: str) -> tuple[Weighted, ...]:
    return tuple(Weighted(Term(word, (word,)), 1.0, (1.0,)) for word in words)


@pytest.mark.parametrize(
    ("text", "words", "meant"),
    [
        (
            "기한(복지기금 2026. 12. 31., 식품기금 2028. 12. 31.)이 오기 전에 검토",
            ("식품기금",),
            "기한(…, 식품기금 2028. 12. 31.)이 오기 전에 검토",
        ),
        ("개관 예정일 : 동관(10.13.), 서관(11.4.)", ("서관", "개관"), "개관 예정일 : …, 서관(11.4.)"),
        ("동부('24.10.), 서부('25.4)는 조례 제정", ("서부", "조례"), "…, 서부('25.4)는 조례 제정"),
        ("동부('24.10.), 서부('25.4)는 조례 제정", ("동부", "서부"), ""),
        ("동부('24.10.), 서부('25.4)는 조례 제정", ("조례",), ""),
        ("2024. 3. 5. 동관 착공, 서관 준공", ("서관",), ""),
    ],
)
def test_of_several_dated_things_the_one_named_is_told(text: str, words: tuple[str, ...], meant: str) -> None:
    assert dated_name(text, _words(*words)) == meant


def test_what_happens_is_looked_for_where_a_question_says_it() -> None:
    assert says_event("", "기한(복지기금 2026.)")
    assert says_event("제정일", "조례 제정")
    assert not says_event("설치", "기한(복지기금 2026.)")
