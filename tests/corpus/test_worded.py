"""Titles one a line over rows of a word a cell come out with their cells; what does not fit stays text."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.document import Table
from corpus.read import read

MARKETS = """4. 장터

(단위: km, 억원)

장터
고장
연장
사업비
착공
준공
(예정)
공정률(%)

가람장터 북구 4.2 138 ’31.3. ’33.6. 62

나루장터 남구 3.8 121 ’31.9. ’33.12. 41

다솜장터 서구 5.1 167 ’32.2. ’34.5. 23

계 3개소 13.1 426
"""


def _tables(text: str, tmp_path: Path) -> tuple[Table, ...]:
    file = tmp_path / "장터.txt"
    file.write_text(text, encoding="utf-8")
    return read(file).tables


def test_rows_of_a_word_a_cell_stand_below_titles_one_a_line(tmp_path: Path) -> None:
    (table,) = _tables(MARKETS, tmp_path)
    cells = {(*cell.row_path, *cell.column_path): cell for cell in table.cells if not cell.is_header}
    assert cells["나루장터", "준공 (예정)"].text == "’33.12."
    assert cells["다솜장터", "연장"].amounts[0].unit == "km"
    assert cells["계", "고장"].text == "3개소"
    assert cells["계", "사업비"].text == "426"
    assert cells["계", "공정률(%)"].text == ""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("나루장터 남구", "나루 장터 남구"),  # a word too many
        ("13.1 426", "13.1 427"),  # a total that is no sum
        ("서구 5.1 167", "서구 예정 167"),  # a word among figures
        ("공정률(%)\n", ""),
    ],
)
def test_what_does_not_fit_stays_text(old: str, new: str, tmp_path: Path) -> None:
    assert _tables(MARKETS.replace(old, new), tmp_path) == ()
