"""The audit's rules one by one: rates, changes, shares, and what single sentences say."""

from __future__ import annotations

import pytest

from corpus.audit_prose import sentence_findings
from corpus.audit_rates import rates
from corpus.document import Location, Table
from corpus.grid import RawCell, RawTable, build_table


def _table(text: str, unit: str = "천원") -> Table:
    rows = [line.split("|") for line in text.strip().splitlines()]
    cells = tuple(RawCell(r, c, cell.strip()) for r, row in enumerate(rows) for c, cell in enumerate(row))
    place = Location("sample.txt", lines=(1, len(rows)))
    raw = RawTable(cells, len(rows), len(rows[0]), place, "tsv", unit_texts=(("line", f"(단위: {unit})"),))
    return build_table(raw, document_id="d", number=1)


TABLES = [
    ("구분|예산액(A)|집행액(B)|집행률(%)(B/A)\n가|200|150|75\n나|300|150|50\n다|400|100|30", ["30% -> 25%"]),
    ("구분|예산현액|집행액|집행률(%)\n가|200|150|75.0\n나|300|140|46.7\n다|400|100|52.0", ["52.0% -> 25%"]),
    ("구분|가|나|다\n목표|200|300|400\n실적|150|150|100\n달성률(%)|75|50|35", ["35% -> 25%"]),
    ("구분|2022년|2023년|증감\n가|100|130|30\n나|200|180|△20\n다|50|60|20", ["20천원 -> 10천원"]),
    ("구분|변경전(A)|변경후(B)|증감(B-A)\n가|100|130|30\n나|200|180|20", ["20천원 -> -20천원"]),
    ("구분|2022년|2023년|증감률(%)\n가|100|130|30.0\n나|200|180|△10.0\n다|50|60|12.0", ["12.0% -> 20%"]),
    ("구분|금액|구성비(%)\n가|250|25.0\n나|450|45.0\n다|300|33.0\n계|1,000|100.0", ["33.0% -> 30%"]),
    ("구분|예산액|집행액|집행률(%)\n가|200|150|75\n나|-|-|-\n다|400|100|25", []),
    ("구분|인원|만족도(%)\n가|200|95\n나|150|88\n다|400|91", []),
]


@pytest.mark.parametrize(("text", "expected"), TABLES)
def test_rates_and_changes(text: str, expected: list[str]) -> None:
    found = [f"{f.stated} -> {f.computed}" for f in rates(_table(text)) if f.severity == "error"]
    assert found == expected


SENTENCES = """
총 120명(초등 60명, 중등 50명) | parts 110명
총 120명(초등 60명, 중등 60명) | -
총 120명(초등 60명, 중등 50명 등) | -
예산 20억원(국비 6억원, 시비 5억원) | -
총 20억원(국비 6억원, 시비 5억원) | parts 11억원
강의 3회(회당 20명, 40명) | -
25명(5명×5개 반) | -
방문 4,500명(목표 3,000명 대비 120%) | rate 150%
2023년 120건(2022년 100건 대비 20% 증가) | -
2023년 120건(2022년 100건 대비 120% 증가) | rate 20%
2023년 80건(2022년 100건 대비 20% 감소) | -
(국비) 300억원(30%), (시비) 700억원(70%) | -
(국비) 300억원(40%), (시비) 700억원(60%) | rate 30% rate 70%
기간: '23.4.~'23.12. (9개월) | -
기간: '23.4.~'23.12. (8개월) | span 9개월
기간: 2024. 3. 1. ~ 2024. 3. 10.(10일) | -
기간: 2024. 3. 1. ~ 2024. 3. 10.(20일) | span 10일
2022년~2024년 (3년간) | -
일시: 2024. 3. 1.(금) | -
일시: 2024. 3. 1.(목) | weekday 금
기관 3곳(경찰서, 구청, 학교) | -
기관 4곳(경찰서, 구청, 학교) | count 3곳
기관 4곳(경찰서, 구청, 학교 등) | -
13개 시도: 가, 나, 다 | count 3개
"""


@pytest.mark.parametrize(("text", "expected"), [line.split(" | ") for line in SENTENCES.strip().splitlines()])
def test_sentences_that_contradict_themselves(text: str, expected: str) -> None:
    found = sentence_findings(text, Location("sample.txt", lines=(1, 1)))
    assert (
        " ".join(f"{f.rule} {f.computed}" for f in found if f.severity == "error") == expected.replace("-", "").strip()
    )
