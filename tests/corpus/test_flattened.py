"""Flattened text layers in our own words: headings, paragraphs, boxes, tables moved home; nothing lost."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.document import Document, Paragraph, Section, Table
from corpus.flattened import read_flattened
from corpus.read import read

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / ".." / "shared" / "corpus"
MARK = "\uf000"


@dataclass(frozen=True)
class Source:
    """A text as the reader takes it."""

    lines: tuple[str, ...]
    name: str = "report.txt"
    document_id: str = "d"


def flat(text: str) -> tuple[str, ...]:
    """Return lines as such a text has them: blank between, none before `+`, three where `---` turns the page.

    `␣` stands for a space at the end of a line.
    """
    lines: list[str] = []
    for line in text.strip("\n").replace("␣", " ").split("\n"):
        if line == "---":
            lines += ["", ""]
        elif line.startswith("+"):
            lines.append(line[1:])
        else:
            lines += ["", line] if lines else [line]
    return tuple(lines)


def read_text(text: str) -> Document:
    return read_flattened(Source(flat(text)))


def section(document: Document, heading: str) -> Section:
    return next(section for section in document.sections if section.heading == heading)


def texts(found: Section) -> list[str]:
    return [block.text for block in found.blocks if isinstance(block, Paragraph)]


def rows(table: Table) -> list[list[str]]:
    grid = [["" for _ in range(table.columns)] for _ in range(table.rows)]
    for cell in table.cells:
        grid[cell.row][cell.column] = cell.text
    return grid


def test_headings_nest_from_part_to_section() -> None:
    document = read_text(f"""
Ⅰ  일 반 현 황
 1.  연  혁
 ◦ 2001. 3. 1. 문을 엶
Ⅱ  주요 업무
1. 푸른 도시
---
1. 살기 좋은␣
+푸른 도시
+ 1-1 쉼터 조성
{MARK} 사업 개요
 ◦ 쉼터 12곳 조성
1-2 나무 심기
{MARK} 사업 개요
 ◦ 나무 300그루
""")
    assert section(document, "1. 연혁").heading_path == ("Ⅰ 일반현황", "1. 연혁")
    last = document.sections[-1]
    assert last.heading_path[-3:] == ("1. 살기 좋은 푸른 도시", "1-2 나무 심기", "사업 개요")
    assert texts(last) == ["나무 300그루"]


def test_a_chapter_numbered_one_again_leaves_the_part_behind() -> None:
    document = read_text(f"""
Ⅰ  평가
 1.  기획과
 ◦ 잘함
 2.  총무과
 ◦ 잘함
---
1. 새 사업
+ 1-1 다리 놓기
{MARK} 사업 개요
 ◦ 다리 3개
""")
    assert section(document, "2. 총무과").heading_path == ("Ⅰ 평가", "2. 총무과")
    assert section(document, "1-1 다리 놓기").heading_path == ("1. 새 사업", "1-1 다리 놓기")


def test_numbered_lines_inside_a_section_are_no_chapters() -> None:
    document = read_text(f"""
Ⅰ  업무
 1.  시설과
{MARK} 추진 실적
1. 다리
 ◦ 다리 3개 보수
2. 둑
 ◦ 둑 5km 보강
""")
    found = section(document, "추진 실적")
    blocks = [block for block in found.blocks if isinstance(block, Paragraph)]
    assert [(block.marker, block.level) for block in blocks] == [("1.", 0), ("◦", 1), ("2.", 0), ("◦", 1)]


def test_a_table_of_contents_opens_no_chapters() -> None:
    document = read_text("""
Ⅰ  업무
 1.  시설과
 ◦ 일함
+1. 다리
2. 둑
3. 길
---
1. 다리
+ 1-1 큰 다리
 ◦ 놓음
""")
    assert [found.heading for found in document.sections if found.heading.startswith(("2.", "3."))] == []
    assert texts(section(document, "")) == ["다리", "둑", "길"]


def test_wrapped_lines_are_joined_by_their_trailing_space() -> None:
    document = read_text(f"""
{MARK} 개요
 ◦ 걸어서 십 분 안에 닿는 작은 쉼터를 동네마다 하나씩 마련하여␣
이웃이 만나는 자리로 삼음
 ◦ 걸어서 십 분 안에 닿는 작은 쉼터를 동네마다 마련하는 일을 서두르고 있
어 예산을 늘림
""")
    first, second = section(document, "개요").blocks
    assert isinstance(first, Paragraph)
    assert isinstance(second, Paragraph)
    assert "마련하여 이웃이" in first.text
    assert "있어 예산을" in second.text
    assert (first.location.lines, second.location.lines) == ((3, 5), (7, 9))


def test_remarks_stand_one_level_below_their_item() -> None:
    document = read_text(f"""
{MARK} 실적
 ◦ 상담 90건
   - 전화 60건
※ 9월 말 기준
""")
    levels = [(block.kind, block.marker, block.level) for block in document.paragraphs]
    assert levels == [("item", "◦", 0), ("item", "-", 1), ("note", "※", 2)]


def test_a_box_is_taken_out_of_the_text_it_interrupts() -> None:
    document = read_text(f"""
 1.  시설과
{MARK} 추진 계획
 ◦ 설계 공모
’24 주요 개선 사항
◦ 주민 참여 확대
  - 설명회 4회
---
 ◦ 공사 발주
""")
    assert texts(section(document, "추진 계획")) == ["설계 공모", "공사 발주"]
    box = section(document, "’24 주요 개선 사항")
    assert box.heading_path[-2:] == ("추진 계획", "’24 주요 개선 사항")
    assert texts(box) == ["주민 참여 확대", "설명회 4회"]


def test_an_item_whose_dashes_are_set_in_further_is_outside_the_box() -> None:
    document = read_text(f"""
{MARK} 추진 계획
’24 주요 개선 사항
◦ 전산실 이전
- 두 곳을 하나로
◦ 새 장비 도입
   - 시험 운영 6월
""")
    assert texts(section(document, "’24 주요 개선 사항")) == ["전산실 이전", "두 곳을 하나로"]
    assert texts(section(document, "추진 계획")) == ["새 장비 도입", "시험 운영 6월"]


def test_page_numbers_and_stray_marks_are_no_text() -> None:
    document = read_text(f"{MARK} 개요\n ◦ 다리 3개\n- 12 -\n\\\n ◦ 둑 5km")
    assert texts(section(document, "개요")) == ["다리 3개", "둑 5km"]


def test_authors_go_with_the_programme_below_them() -> None:
    document = read_text(f"""
 1.  시설과
+ 1-1 다리
{MARK} 개요
 ◦ 다리 3개
---
작 성 자 시설과장: 가나다 ☎ 100
+담당: 라마바 ☎ 101
1-2 둑
{MARK} 개요
 ◦ 둑 5km
""")
    assert "☎ 101" in texts(section(document, "1-2 둑"))[0]
    assert texts(section(document, "개요")) == ["다리 3개"]


def test_a_schedule_printed_elsewhere_goes_home_to_the_empty_aims() -> None:
    document = read_text(f"""
 1.  시설과
+ 1-1 다리
{MARK} 추진 목표
{MARK} 추진 계획
 ◦ 설계 공모
세부사업명 추진시기 물량
다리 설계 '24.3~5월 3개
다리 공사 '24.6~11월 3개
 ◦ 공사 발주
""")
    home = section(document, "추진 목표")
    (table,) = home.blocks
    assert isinstance(table, Table)
    assert table.location.lines == (10, 14)
    assert "추진 계획" in table.repairs[-1]
    assert texts(section(document, "추진 계획")) == ["설계 공모", "공사 발주"]


def test_a_schedule_stays_where_its_section_has_aims_of_its_own() -> None:
    document = read_text(f"""
 1.  시설과
+ 1-1 다리
{MARK} 추진 목표
 ◦ 다리 3개를 놓음
{MARK} 추진 계획
세부사업명 추진시기 물량
다리 설계 '24.3~5월 3개
""")
    assert any(isinstance(block, Table) for block in section(document, "추진 계획").blocks)


def test_a_total_in_the_caption_gives_the_unit_only_when_it_is_the_total() -> None:
    body = "동명 봄 가을 계\n동구 100 120 220\n서구 200 220 420\n계 300 340 640"
    right = read_text(f"{MARK} 실적\n   - 심은 나무: 총 640주\n{body}")
    wrong = read_text(f"{MARK} 실적\n   - 심은 나무: 총 700주\n{body}")
    assert (right.tables[0].unit, right.tables[0].unit_source) == ("주", "caption")
    assert wrong.tables[0].unit is None


def test_the_cover_gives_title_and_body() -> None:
    document = read_text(
        "2 0 2 4 년 도  도 시 위 원 회\n행정사무감사 자료\n2024. 11.\n가온시 시설관리소\n---\nⅠ  일반\n ◦ 일함"
    )
    assert (document.title, document.organization) == ("2024년도 도시위원회 행정사무감사 자료", "가온시 시설관리소")


FRAGMENTS = (
    f"{MARK} 추진 목표",
    f"{MARK} 예산 집행 현황",
    "Ⅰ  일 반 현 황",
    " 1.  기획과",
    " 1-1 다리 놓기",
    "1-2 둑",
    "’24 주요 개선 사항",
    " ◦ 설계 공모",
    "   - 설명회 4회",
    "이어지는 말이 여기에 있음 ",
    "※ 9월 말 기준",
    "(단위: 천원, %, ’24.9.30.현재)",
    "사업명",
    "2024년도",
    "+2023년도",
    "최종예산",
    "예산현액",
    "(A)",
    "집행액(B)",
    "집행률(%)",
    "(C=B/A)",
    "쪽수본예산",
    "다리 놓기 100 200 150 75 12",
    "계 100 200 150 75",
    "+재배정 5 - 3",
    "세부사업명 추진시기 물량",
    "설계 '24.3~5월 3개",
    "+40호 내외",
    "수시",
    "순 과제 담당부서 연구책임자",
    "+(소속)",
    "1",
    "+큰 다리 연구",
    "기획과 가나다 교수",
    "+(가온대)",
    "2 작은 다리 연구 기획과 라마바 교수",
    "구분 정원 현원",
    "본청 45 43",
    "구  분 역    할",
    "창구",
    "◦ 안내",
    "- 접수",
    "구",
    "분",
    "사 서 직",
    "총",
    "계",
    "정원 1 2 3 4 5 15",
    "현원 1 2 3 4 5 15",
    "시설명 소재지 면적 비고",
    "회관 동구 솔길 7 180㎡",
    "---",
    "작 성 자 기획과장: 가나다 ☎ 100",
    "[ 용어 정리 ]",
    "☞ 큰 다리",
    f"  {MARK} 작은 일",
    "https://example.org",
    "1. 다리",
    "2. 둑",
    "3. 길",
)


def _covered(document: Document) -> set[int]:
    """Return the numbers of the lines that stand in a heading, a paragraph or a table."""
    spans = [found.location.lines for found in document.sections if found.heading]
    spans += [paragraph.location.lines for paragraph in document.paragraphs]
    spans += [part.lines for table in document.tables for part in table.parts]
    return {number for span in spans if span for number in range(span[0], span[1] + 1)}


@given(st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=40))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_line_is_lost_whatever_the_order(fragments: list[str]) -> None:
    lines = flat("\n".join(fragments))
    document = read_flattened(Source(lines))
    covered = _covered(document)
    for number, line in enumerate(lines, start=1):
        assert number in covered or not line.strip() or "단위" in line, (number, line)


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the reports are not beside the repository")
def test_the_report_is_read_whole() -> None:
    document = read(next(CORPUS.glob("003*")))
    programmes = [found for found in document.sections if found.heading[:1].isdigit() and found.heading[1:2] == "-"]
    budgets = [table for table in document.tables if table.at(0, 0) and table.at(0, 0).text == "사업명"]  # type: ignore[union-attr]
    assert len(programmes) == 32
    assert len(document.tables) == 80
    assert len(budgets) == 33
    assert sum(table.rows - table.header_rows for table in budgets) == 127
    covered = _covered(document)
    lost = [line for number, line in enumerate(document.lines, start=1) if line.strip() and number not in covered]
    assert [line for line in lost if "단위" not in line and len(line) > 1] == []
