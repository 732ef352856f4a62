import pytest

from assistant.duties import MAY, MAY_NOT, MUST, MUST_NOT, SET_UP, asks_duty, duty
from assistant.question import understand


@pytest.mark.parametrize(
    ("question", "text", "said"),
    [
        ("표창은 시장의 의무입니까?", "시장은 공이 있는 사람을 표창할 수 있다.", MAY),
        ("보험에 꼭 들어야 합니까?", "수탁기관은 배상책임보험에 가입하여야 한다.", MUST),
        ("실태조사는 반드시 해야 하나요?", "3년마다 조사를 하여야 한다. 다만, 필요하면 수시로 조사할 수 있다.", MUST),
        ("위원회는 꼭 둬야 되는 거야?", "사업을 심의하기 위하여 운영 위원회를 둔다.", SET_UP),
        ("위원회는 반드시 두어야 합니까?", "위원회의 기능은 다른 기관에서 대신할 수 있다.", ""),
        ("위원회는 반드시 두어야 합니까?", "계획에는 다음 사항이 포함되어야 한다.", ""),
        ("위원회 설치는 의무인가요?", "시장은 위원회를 설치할 수 있다.", MAY),
        ("지원금을 환수하지 않을 수도 있습니까?", "시장은 지원금을 환수하여야 한다.", MUST_NOT),
        ("보험에 안 들어도 되나요?", "수탁기관은 배상책임보험에 가입하여야 한다.", MUST_NOT),
        ("표창을 하지 않아도 됩니까?", "시장은 공이 있는 사람을 표창할 수 있다.", MAY_NOT),
        ("지원금을 환수하지 않을 수도 있습니까?", "거짓으로 지원을 받은 경우", ""),
        ("신청서는 꼭 내야 하나요?", "신청서의 서식은 규칙으로 정한다.", ""),
    ],
)
def test_a_provision_binds_by_its_rule_and_not_by_its_exception_or_by_what_a_body_does(
    question: str, text: str, said: str
) -> None:
    asked = understand(question)
    assert asks_duty(asked)
    assert duty(asked, text) == said


def test_no_duty_is_asked_where_a_word_only_ends_alike() -> None:
    assert not asks_duty(understand("두 분야 합계는 같습니까?"))
