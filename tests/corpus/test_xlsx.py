"""Sheets: numbers as the format shows them, merged cells, hidden parts, several tables, CSV in Korean encodings."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font

from corpus import xlsx
from corpus.csv_reader import delimiter_of
from corpus.read import read


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (1234567, "#,##0", "1,234,567"),
        (1234567, "General", "1234567"),
        (-12, '#,##0;"△"#,##0', "-12"),
        (0.456, "0.0%", "45.6%"),
        (0.3333333, "0%", "33.33333%"),
        (0.1 + 0.2, "General", "0.3"),
        (12.5, "0.00", "12.50"),
        (1200, '#,##0"천원"', "1,200천원"),
        (date(2025, 3, 31), "yyyy-mm-dd", "2025. 3. 31."),
        (True, "General", "O"),
        (None, "General", ""),
        ("글", "@", "글"),
    ],
)
def test_values_as_shown(value: object, number_format: str, text: str) -> None:
    assert xlsx.shown(value, number_format) == text


def test_sheet_with_title_unit_group_header_notes_and_second_table(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["배움터 예산", None, None, None])
    sheet.append([None, None, None, "(단위: 천원)"])
    sheet.append([None, "2024년", None, "2025년"])
    sheet.append(["구분", "예산", "집행", "예산"])
    sheet.append(["가람", 1000, 900, 1500])
    sheet.append(["나루", 2000, 1800, -300])
    sheet.append(["※ 집행은 12월 말 기준이다"])
    sheet.append([])
    sheet.append(["항목", "수량"])
    sheet.append(["책상", 12])
    sheet.merge_cells("B3:C3")
    path = tmp_path / "a.xlsx"
    book.save(path)
    first, second = read(path).tables
    assert (first.unit, first.header_rows, first.rows) == ("천원", 2, 4)
    cell = first.at(2, 2)
    assert cell is not None
    assert (cell.row_path, cell.column_path, cell.amounts[0].value) == (("가람",), ("2024년", "집행"), Decimal(900))
    negative = first.at(3, 3)
    assert negative is not None
    assert negative.amounts[0].value == -300
    assert any("12월 말" in note for note in first.notes)
    assert (second.rows, second.columns, second.unit) == (2, 2, None)


def test_hidden_sheets_rows_columns_and_white_cells_are_left_out_and_told(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["구분", "금액(천원)", "비밀"], ["가람", 10, 1], ["나루", 20, 2], ["다솔", 30, 3]):
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["C"].hidden = True
    sheet["A4"].font = Font(color="FFFFFFFF")
    other = book.create_sheet("감춤")
    other.append(["몰래", 99])
    other.sheet_state = "hidden"
    path = tmp_path / "a.xlsx"
    book.save(path)
    document = read(path)
    said = [cell.text for table in document.tables for cell in table.cells]
    assert "10" in said
    assert not {"나루", "비밀", "다솔", "몰래", "99"} & set(said)
    assert any("숨긴 시트" in warning for warning in document.warnings)
    assert any("보이지 않는" in warning for warning in document.warnings)


def test_formulas_without_results_are_told(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["구분", "금액(천원)"], ["가람", 10], ["나루", 20], ["합계", "=SUM(B2:B3)"]):
        sheet.append(row)
    path = tmp_path / "a.xlsx"
    book.save(path)
    document = read(path)
    assert any("수식 1개" in warning for warning in document.warnings)
    assert document.tables[0].rows == 4


def test_very_long_sheet_is_cut_with_its_header(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MAX_TABLE_ROWS", 10)
    path = tmp_path / "a.csv"
    path.write_text("구역,지원액(천원)\n" + "".join(f"마을{n},{n}30.5\n" for n in range(1, 25)), encoding="utf-8")
    tables = read(path).tables
    assert [table.rows for table in tables] == [10, 11, 6]
    cell = tables[2].at(5, 1)
    assert cell is not None
    assert (cell.row_path, cell.column_path, cell.amounts[0].unit) == (("마을24",), ("지원액(천원)",), "천원")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_csv_in_korean_encodings(tmp_path: Path, encoding: str, mark: str) -> None:
    path = tmp_path / "표.csv"
    path.write_bytes(
        mark.join(("구역", "학교 수", "비고")).encode(encoding)
        + f"\n가람{mark}12{mark}없음\n나루{mark}7{mark}\n".encode(
            encoding.replace("utf-16", "utf-16-le").replace("-sig", "")
        )
    )
    (table,) = read(path).tables
    cell = table.at(2, 1)
    assert cell is not None
    assert (cell.row_path, cell.column_path, cell.amounts[0].value) == (("나루",), ("학교 수",), Decimal(7))


def test_delimiter_is_the_one_most_lines_agree_on() -> None:
    assert delimiter_of('이름;값\n"가, 나";1\n"다, 라";2\n') == ";"
    assert delimiter_of("한 칸뿐\n둘째 줄\n") == ","


def test_a_workbook_under_another_name_is_read_by_its_content(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["구분", "2024"], ["가람", 1000], ["나루", 2000]):
        sheet.append(row)
    book.save(tmp_path / "a.xlsx")
    path = (tmp_path / "a.xlsx").rename(tmp_path / "a.html")
    assert read(path).format == "xlsx"
