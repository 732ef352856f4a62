"""Words for a kind of thing (`나라`, `업체`) that a text answers by naming things of it, not by the word itself."""

from __future__ import annotations

import re

_COUNTRIES = (
    "미국|일본|중국|대만|홍콩|몽골|호주|뉴질랜드|인도|인도네시아|싱가포르|말레이시아|태국|베트남|필리핀|라오스|캄보디아|미얀마"
    "|방글라데시|파키스탄|네팔|스리랑카|부탄|우즈베키스탄|카자흐스탄|키르기스스탄|타지키스탄|튀르키예|터키|이란|이라크|이스라엘|요르단"
    "|사우디아라비아|아랍에미리트|카타르|쿠웨이트|오만|이집트|모로코|튀니지|알제리|에티오피아|케냐|탄자니아|우간다|르완다|가나|나이지리아"
    "|남아공|남아프리카공화국|영국|아일랜드|프랑스|독일|스페인|포르투갈|이탈리아|그리스|스위스|오스트리아|네덜란드|벨기에|룩셈부르크|덴마크"
    "|스웨덴|노르웨이|핀란드|아이슬란드|에스토니아|라트비아|리투아니아|폴란드|체코|슬로바키아|헝가리|루마니아|불가리아|세르비아|크로아티아"
    "|우크라이나|러시아|캐나다|멕시코|쿠바|과테말라|코스타리카|파나마|콜롬비아|에콰도르|페루|볼리비아|브라질|칠레|아르헨티나|우루과이|파라과이"
)
_COUNTRY = re.compile(rf"(?<![가-힣])(?:{_COUNTRIES})(?![가-힣]{{2}})")
_COMPANY = re.compile(r"㈜|\(주\)|주식회사")
_KINDS = {
    **dict.fromkeys(("나라", "국가", "country", "countries"), _COUNTRY),
    **dict.fromkeys(("업체", "회사", "기업", "company", "companies"), _COMPANY),
}
_MANY = frozenset({"countries", "companies"})
SEVERAL, TWO, ONE = 1.0, 0.8, 0.6
"""What naming several things of the kind counts as its word said, naming two, and naming one."""


def names_of_kind(word: str, text: str) -> float:
    """Return 0..1: how far a text says a word for a kind of thing by naming things of that kind; 0 for other words."""
    names = _KINDS.get(word)
    if names is None:
        return 0.0
    found = len(set(names.findall(text))) if names is _COUNTRY else len(names.findall(text))
    if word in _MANY and found < 3:
        return 0.0
    return SEVERAL if found > 2 else TWO if found == 2 else ONE if found else 0.0
