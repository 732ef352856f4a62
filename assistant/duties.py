"""Whether a provision binds: what must be done and what may be done, its exception left out."""

from __future__ import annotations

import re

from assistant.question import Asked

MAY, MUST = "아니요. 의무가 아니라 ‘할 수 있다’는 재량 규정입니다.", "예. ‘하여야 한다’는 의무 규정입니다."
MAY_NOT, MUST_NOT = "예. 의무가 아니라 ‘할 수 있다’는 재량 규정입니다.", "아니요. ‘하여야 한다’는 의무 규정입니다."
"""What is said to a question whether something need not be done."""
SET_UP = "예. ‘둔다’는 의무 규정입니다."
_ASKS = re.compile(
    r"의무|필수|반드시|꼭|(?<!분)(?:[어아여해워둬와려내겨쳐춰켜혀펴돼줘봐서써가])야\s*(?:하[나는니]|합|해요?\s*\?|되|됩|돼)"
)
_ASKS_NOT = re.compile(
    r"지\s*않(?:을\s*수도?\s*있|아도\s*(?:되|됩|돼|괜찮|무방))|(?:^|\s)안\s*[가-힣]{1,6}도\s*(?:되|됩|돼|괜찮)"
)
_MAY = re.compile(r"[할둘될칠낼줄]\s*수\s*있(?:다|음)")
_MUST = re.compile(r"(?:하\s?여|해|두어|되어|내어|어)야\s*(?:한\s*다|함)")
_SETS = re.compile(r"[을를]\s둔다")
_ASKS_SET_UP = re.compile(r"둬야|두어야|두(?:는|도록)|설치|구성|만들어야")
_SAYS_SET_UP = re.compile(r"둔다|두어야|둘\s*수|설치|구성")
_EXCEPT = re.compile(r"(?<=[.다함])\s*다만\s*[,，]?")
_BODY = re.compile(r"위원회|협의회|기구|센터|기금|본부")


def asks_duty(asked: Asked) -> bool:
    """Tell a question whether something must be done (`꼭 해야 하나`, `의무입니까`) or need not (`안 해도 되나`)."""
    return (_ASKS.search(asked.standalone) or _ASKS_NOT.search(asked.standalone)) is not None


def duty(asked: Asked, text: str) -> str:
    """Return the sentence that says whether a provision binds, an empty string where its words leave it open.

    An exception (`다만, … 할 수 있다`) counts only where the rule itself says neither; a provision on what a body
    does decides nothing about whether there must be one.
    """
    rule, *_ = _EXCEPT.split(text, maxsplit=1)
    turned = _ASKS_NOT.search(asked.standalone) is not None
    body = _BODY.search(asked.standalone)
    sets_up = body is not None and _ASKS_SET_UP.search(asked.standalone) is not None
    for part in dict.fromkeys((rule, text)):
        if body is not None and sets_up and not (_SAYS_SET_UP.search(part) and body.group() in part):
            continue
        if _MAY.search(part):
            return MAY_NOT if turned else MAY
        if _MUST.search(part):
            return MUST_NOT if turned else MUST
        if not turned and sets_up and _SETS.search(part):
            return SET_UP
    return ""
