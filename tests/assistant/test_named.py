"""A name that an ordinance gives to what it is about is known in all of its articles."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.ask import Assistant
from index.embed import HashingEmbedder
from index.ingest import ingest
from index.search import Index

LAW = """# 무지개시 숲체험관 운영 조례

## 제2조(명칭)

제2조(명칭) 체험관의 명칭은 {name} 한다.

## 제9조(이용료의 감면)

제9조(이용료의 감면) 다음 각 호의 사람은 이용료를 감면한다.

- 65세 이상 혼자 사는 사람: 100분의 50
- 다자녀 가구: 100분의 30
"""


@pytest.mark.parametrize(("name", "is_found"), [("“다람쥐마당”으로", True), ("시장이 따로 정하여 알리기로", False)])
def test_the_name_counts_where_the_ordinance_gives_it(name: str, is_found: bool, tmp_path: Path) -> None:
    (tmp_path / "law.md").write_text(LAW.format(name=name), encoding="utf-8")
    ingest([tmp_path / "law.md"], tmp_path / "index", HashingEmbedder())
    index = Index.open(tmp_path / "index", embedder=HashingEmbedder())
    (unit,) = (u for u in index.units_between(index.documents()[0].id, 0, 99) if "100분의 30" in u.text)
    assert ("다람쥐마당" in Assistant(index).library.subject(unit)) is is_found
    index.close()


def test_hundredths_are_percents(tmp_path: Path) -> None:
    (tmp_path / "law.md").write_text(LAW.format(name="“다람쥐마당”으로"), encoding="utf-8")
    ingest([tmp_path / "law.md"], tmp_path / "index", HashingEmbedder())
    index = Index.open(tmp_path / "index", embedder=HashingEmbedder())
    answer = Assistant(index).ask("다람쥐마당은 다자녀 가구의 이용료를 몇 % 감면하나요?")
    assert answer.figures[0].value == 30
    assert answer.figures[0].unit == "%"
    index.close()
