"""Text exports of our own: headings by glyph and place, paragraphs over page cuts, captions, notes, Markdown."""

from __future__ import annotations

from pathlib import Path

from corpus.document import Document, Paragraph, Section, Table
from corpus.read import read


def _read(folder: Path, text: str, name: str = "보고.txt") -> Document:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read(path)


def _paths(document: Document) -> list[tuple[str, ...]]:
    return [section.heading_path for section in document.sections if section.heading]


def _section(document: Document, heading: str) -> Section:
    return next(section for section in document.sections if section.heading == heading)


def _texts(section: Section) -> list[str]:
    return [block.text for block in section.blocks if isinstance(block, Paragraph)]


def test_codes_numbers_squares_and_sub_projects_nest(tmp_path: Path) -> None:
    document = _read(
        tmp_path,
        "3-1-2\n\n마을 배움터 넓히기\n\n1. 현황\n\n■ 필요성\n\n- 배울 곳이 모자람\n\n"
        "2. 개요\n\n세부 사업 1\n\n강좌 열기\n\n신규\n\n"
        "■ 방향\n\n- 강좌를 늘림\n\n세부 사업 2\n\n자료 만들기\n\n- 책을 펴냄\n",
    )
    root = "3-1-2 마을 배움터 넓히기"
    assert _paths(document) == [
        (root,),
        (root, "1. 현황"),
        (root, "1. 현황", "필요성"),
        (root, "2. 개요"),
        (root, "2. 개요", "세부 사업 1 강좌 열기"),
        (root, "2. 개요", "세부 사업 1 강좌 열기", "방향"),
        (root, "2. 개요", "세부 사업 2 자료 만들기"),
    ]
    assert _texts(_section(document, "세부 사업 1 강좌 열기")) == ["신규"]


def test_markdown_ranks_by_glyph_not_by_depth(tmp_path: Path) -> None:
    document = _read(
        tmp_path,
        "# 업무 보고\n\n# I. 현황\n\n### II. 목표\n\n# 1 첫째\n\n### □ 개요\n\n- 하나\n\n## □ 내용\n\n## 2 둘째\n",
        "보고.md",
    )
    assert _paths(document) == [
        ("업무 보고",),
        ("업무 보고", "I. 현황"),
        ("업무 보고", "II. 목표"),
        ("업무 보고", "II. 목표", "1 첫째"),
        ("업무 보고", "II. 목표", "1 첫째", "개요"),
        ("업무 보고", "II. 목표", "1 첫째", "내용"),
        ("업무 보고", "II. 목표", "2 둘째"),
    ]


def test_lists_of_contents_are_items_and_name_headings_that_lost_their_number(tmp_path: Path) -> None:
    document = _read(
        tmp_path,
        "Ⅰ. 새봄국\n\n1. 배움터 운영 계획\n\n2. 상담실 새로 짓기 계획\n\n1\n\n배움터 운영 계획\n\n- 강좌를 엶\n\n"
        "상담실 새로 짓기 계획\n\n□ 개요\n\n- 땅을 고름\n",
    )
    assert _paths(document) == [
        ("Ⅰ. 새봄국",),
        ("Ⅰ. 새봄국", "1 배움터 운영 계획"),
        ("Ⅰ. 새봄국", "상담실 새로 짓기 계획"),
        ("Ⅰ. 새봄국", "상담실 새로 짓기 계획", "개요"),
    ]
    assert len(_texts(_section(document, "Ⅰ. 새봄국"))) == 2


def test_a_purpose_after_the_outlook_opens_the_next_project(tmp_path: Path) -> None:
    document = _read(
        tmp_path,
        "1. 사업\n\n다리 놓기\n\n□ 개요\n\n- 길이 정함\n\n□ 향후 계획\n\n- 착공: 5월\n\n"
        "- 사업 목적 : 물길 살리기\n- 소요 예산 : 20백만원\n",
    )
    heading = next(path for path in _paths(document) if path[-1].startswith("사업 목적"))
    assert heading[:-1] == ("1. 사업",)
    assert _texts(document.sections[-1]) == ["사업 목적 : 물길 살리기", "소요 예산 : 20백만원"]


def test_press_releases_and_bills_close_before_the_next_square(tmp_path: Path) -> None:
    document = _read(
        tmp_path,
        "Ⅰ 활동\n\n□ 알림\n\n보도자료\n\n위원장\t한가람\t02) 123-4567\n\n새봄시의회 배움 위원회 첫 "
        "모임 열어\n\n- 할 일을 정함\n\n"
        "[붙임1]\n\n모임 사진\n\n□ 제안한 조례\n\n- 한 건\n\n참고1 새봄시 배움 조례안\n\n1. "
        "제안이유\n\n- 배움을 도움\n\n"
        "제1조(목적) 이 조례는 배움을 돕는다.\n\n- 제2조(책무) 시장은 배움터와 강좌의 해마다 계획을\n\n"
        "- 세우고 알려야 한다.\n\n부 칙\n\n이 조례는 공포한 날부터 시행한다.\n\n"
        "□ 앞으로\n\n- 살펴봄\n",
    )
    assert ("Ⅰ 활동", "제안한 조례") in _paths(document)
    assert ("Ⅰ 활동", "앞으로") in _paths(document)
    assert ("Ⅰ 활동", "보도자료", "새봄시의회 배움 위원회 첫 모임 열어") in _paths(document)
    assert ("Ⅰ 활동", "참고1 새봄시 배움 조례안", "제1조(목적)") in _paths(document)
    second = _section(document, "제2조(책무)")
    assert _texts(second) == ["제2조(책무) 시장은 배움터와 강좌의 해마다 계획을 세우고 알려야 한다."]
    assert isinstance(second.blocks[0], Paragraph)
    assert second.blocks[0].location.lines == (29, 31)


def test_a_sentence_cut_by_a_page_goes_on(tmp_path: Path) -> None:
    document = _read(
        tmp_path,
        "1. 배경\n\n- 현장에서 필요로 하는 지원 체계를 마련하고 누구나 쉽게 이용하도록 새로 만든 "
        "최신\n\n안내 자료를 지역의 여러 기관과 널리 나눔\n",
    )
    (paragraph,) = document.paragraphs
    assert paragraph.location.lines == (3, 5)
    assert paragraph.text.endswith("최신 안내 자료를 지역의 여러 기관과 널리 나눔")


def test_an_amount_cut_by_a_page_is_one_amount(tmp_path: Path) -> None:
    document = _read(
        tmp_path,
        "1. 성과\n\n - 새싹 기업 40곳을 도와 기업 가치 2조\n\n3천억 원을 한 해 동안에 달성하여 크게 늘어남\n\n"
        " - 예산 5억\n\n12명이 올해에 처음으로 교육에 참여함\n",
    )
    assert [p.text for p in document.paragraphs] == [
        "새싹 기업 40곳을 도와 기업 가치 2조 3천억 원을 한 해 동안에 달성하여 크게 늘어남",
        "예산 5억",
        "12명이 올해에 처음으로 교육에 참여함",
    ]


def test_a_table_takes_caption_unit_date_and_notes_from_around_it(tmp_path: Path) -> None:
    document = _read(
        tmp_path,
        "2 실적\n\n○ 지원 현황\n\n(2024. 6. 30.기준, 단위: 천 원)\n\n"
        "구분\t금액\n가\t1,000\n나\t2,000\n\n※ 나는 6월까지\n",
    )
    (table,) = document.tables
    assert (table.caption, table.unit, table.unit_source) == ("지원 현황", "천원", "line")
    assert table.base_date is not None
    assert "2024" in table.base_date
    assert table.notes == ("※ 나는 6월까지",)
    assert table.heading_path == ("2 실적",)


def test_a_date_line_without_unit_is_the_base_date(tmp_path: Path) -> None:
    document = _read(tmp_path, "2 현황\n\n(2024. 6. 30. 기준, 배움터 자료)\n\n구분\t학교수\n가\t10\n나\t20\n")
    (table,) = document.tables
    assert table.base_date == "2024. 6. 30."
    assert [str(amount.unit) for cell in table.cells for amount in cell.amounts] == ["교", "교"]


def test_a_unit_in_the_heading_governs_the_table_below(tmp_path: Path) -> None:
    document = _read(tmp_path, "5. 예산계획 (단위: 백만 원)\n\n구분\t2024\t2025\n가\t10\t20\n나\t30\t40\n")
    assert (document.tables[0].unit, document.tables[0].unit_source) == ("백만원", "heading")


def test_a_heading_cut_into_fields_is_no_table(tmp_path: Path) -> None:
    document = _read(tmp_path, "1. 계획\n\n\t추경\t현황\t:\t18백만원\n--\t----\t----\t---\t------\n\n- 상담을 늘림\n")
    assert document.tables == ()
    assert _paths(document)[-1] == ("1. 계획", "추경 현황 : 18백만원")


def test_pipe_tables_read_like_tabbed_ones(tmp_path: Path) -> None:
    document = _read(
        tmp_path,
        "# 계획\n\n(단위: 천원)\n\n| 구분 | 2024 |\n| --- | ---: |\n| 상담 | 1,200 |\n| 합계 | 1,200 |\n",
        "a.md",
    )
    (table,) = document.tables
    assert [cell.text for cell in table.cells if not cell.is_header] == ["1,200", "1,200"]
    assert table.unit == "천원"
    assert table.repairs == ()


def test_all_lines_with_text_are_read(tmp_path: Path) -> None:
    text = "제목\n\n1. 하나\n\n- 가\n - 나\n※ 다\n\n구분\t값\n라\t1\n마\t2\n\n2. 둘\n\n끝말을 적는다.\n"
    document = _read(tmp_path, text)
    covered: set[int] = set()
    for section in document.sections:
        for location in (section.location, *(block.location for block in section.blocks)):
            assert location.lines is not None
            covered.update(range(location.lines[0], location.lines[1] + 1))
    assert {number for number, line in enumerate(text.split("\n"), start=1) if line.strip()} <= covered


FUND = "구분\t2026\t2025\n합계\t300\t250\n청년기금\t100\t90\n마을기금\t200\t160\n"


def _table(document: Document, heading: str) -> Table:
    return next(block for block in _section(document, heading).blocks if isinstance(block, Table))


def test_a_unit_line_below_its_table_is_the_tables(tmp_path: Path) -> None:
    text = f"Ⅰ. 기금\n\n{FUND}\n  - 청년기금은 조례로 둠\n\n(단위: 백만원)\n\nⅡ. 채무\n\n내용 없음\n"
    table = _table(_read(tmp_path, text), "Ⅰ. 기금")
    assert (table.unit, table.unit_source) == ("백만원", "below")


def test_a_unit_line_above_the_next_table_or_under_the_next_heading_is_not(tmp_path: Path) -> None:
    next_table = f"Ⅰ. 기금\n\n{FUND}\n ○ 아래는 지난해 것\n\n(단위: 천원)\n{FUND}"
    assert _table(_read(tmp_path, next_table), "Ⅰ. 기금").unit is None
    next_heading = f"Ⅰ. 기금\n\n{FUND}\nⅡ. 채무\n\n(단위: 천원)\n\n내용 없음\n"
    assert _table(_read(tmp_path, next_heading), "Ⅰ. 기금").unit is None


def test_a_note_may_give_the_unit(tmp_path: Path) -> None:
    text = f"Ⅰ. 기금\n\n{FUND}\n※ 금액은 연말 조성액(단위 백만원)\n\nⅡ. 채무\n\n내용 없음\n"
    assert _table(_read(tmp_path, text), "Ⅰ. 기금").unit == "백만원"


def test_the_line_above_a_table_names_the_parts_of_its_cells(tmp_path: Path) -> None:
    text = "□ 인력\n\n(2025. 12. 31. 기준, 정원/현원)\n\n구분\t계\t7급\n가람과\t12/11\t4/3\n나래과\t9/9\t2/2\n"
    cell = next(c for c in _table(_read(tmp_path, text), "인력").cells if c.text == "4/3")
    assert [(a.label, str(a.value), a.unit) for a in cell.amounts] == [("정원", "4", "명"), ("현원", "3", "명")]


def _paragraphs(folder: Path, *lines: str) -> list[Paragraph]:
    blocks = [block for section in _read(folder, "\n".join(lines)).sections for block in section.blocks]
    return [block for block in blocks if isinstance(block, Paragraph)]


def test_rows_of_a_table_left_as_text_stay_apart(tmp_path: Path) -> None:
    months = ["월 행사 장소", "3월 나무 심기 앞산", "5월 큰잔치(5. 7.) 운동장"]
    numbers = ["연번 과제 부서", "1 마을 가꾸기 산림과", "2 길 넓히기 도로과"]
    figures = ["지표 올해 내년 다음 해", "손님 152 167", "다시 찾는 이 21.4 23.8", "깨끗한 물 71.2 74.6"]
    for lines in (months, numbers):
        assert [paragraph.text for paragraph in _paragraphs(tmp_path, *lines)] == lines
    assert len(_paragraphs(tmp_path, *figures)) == len(figures) - 1  # the first one goes on the titles
    sentence = ["○ 나무를 심은 곳은 모두 합하여", "3월에 12곳이다."]
    assert len(_paragraphs(tmp_path, *sentence)) == 1


def test_a_numbered_term_with_its_meaning_is_an_item_of_the_article(tmp_path: Path) -> None:
    lines = [
        "제2조(정의) 이 조례에서 쓰는 말의 뜻은 다음과 같다.",
        "1. “돌봄 손님”이란 우리 시에 살면서 여섯 달 넘게 센터에 다니는",
        "사람을 말한다.",
    ]
    article, term = _paragraphs(tmp_path, *lines)
    assert term.text.endswith("센터에 다니는 사람을 말한다.")
    assert term.kind == "item"
    assert article.kind == "article"


def test_a_title_before_the_unit_names_the_table(tmp_path: Path) -> None:
    document = _read(
        tmp_path, "3. 물음\n\n- 오차는 ±4.6%p\n\n<고른 까닭>(단위: %)\n\n까닭\t모두\n산이 좋아서\t31.6\n집값\t16.7\n"
    )
    (table,) = document.tables
    assert (table.caption, table.unit) == ("고른 까닭", "%")


def test_articles_set_in_bold_are_articles(tmp_path: Path) -> None:
    document = _read(
        tmp_path, "**제1조(목적)** 이 조례는 책을 나누려는 것이다.\n\n**제2조(뜻)** 책은 종이책을 말한다.\n", "a.md"
    )
    assert [section.heading for section in document.sections] == ["제1조(목적)", "제2조(뜻)"]


def test_a_numbered_heading_may_begin_with_a_year(tmp_path: Path) -> None:
    document = _read(tmp_path, "# 계획\n\n## 5. 사람\n\n글\n\n## 6. 2031년 예산\n\n글\n", "a.md")
    assert _paths(document)[-1] == ("계획", "6. 2031년 예산")


def test_words_behind_an_item_that_ends_in_a_count_are_another_paragraph(tmp_path: Path) -> None:
    item = "혼자 사는 이웃의 집을 하루에 두 번 살피는 일: 모두 2,840가구, 알아낸 것 19건"
    document = _read(tmp_path, f"2. 한 일\n\n ◦ {item}\n\n 모자란 점\n\n ◦ 끊김\n")
    texts = [block.text for section in document.sections for block in section.blocks if not isinstance(block, Table)]
    assert texts[:2] == [item, "모자란 점"]


def test_a_unit_line_that_opens_a_section_is_that_of_its_first_table(tmp_path: Path) -> None:
    """Notes may stand between them; what goes on right below under the same heads has the unit too."""
    rest = FUND.replace("구분", "재원").replace("청년기금", "국비").replace("마을기금", "시비")
    text = f"Ⅰ. 기금\n\n(단위: 백만원)\n\n ○ 기금은 조례로 둠\n ○ 이자는 뺌\n\n{FUND}\n\n{rest}\n ○ 끝\n"
    assert [table.unit for table in _read(tmp_path, text).tables] == ["백만원", "백만원"]


def test_a_unit_line_that_ends_a_section_is_not_that_of_the_next(tmp_path: Path) -> None:
    text = f"Ⅰ. 한도\n\n{FUND}\n\n(단위: 백만원)\n\nⅡ. 현황\n\n ○ 조사는 봄에 함\n\n{FUND}\n ○ 끝\n"
    assert [table.unit for table in _read(tmp_path, text).tables] == ["백만원", None]
