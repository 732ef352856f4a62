"""Make corpus/samples/education-research-institute.pdf: a digest in our own words with the report's figures.

Needs the development extras (reportlab) and the NanumGothic fonts (Debian: fonts-nanum, SIL Open Font License).
Running it again gives the same bytes: `python scripts/make_sample_pdf.py`.
"""

from __future__ import annotations

from pathlib import Path

from reportlab import rl_config
from reportlab.lib.colors import Color, black
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

TARGET = Path(__file__).resolve().parents[1] / "corpus" / "samples" / "education-research-institute.pdf"
FONTS = Path("/usr/share/fonts/truetype/nanum")

STAFF = """
구분|교육연구관|교육연구사|교육행정|전산|사서|시설관리|전문경력관|계
정원|7|19|28|57|1|2|1|115
현원|7|20|28|51|1|2|1|110
"""
PLACES = """
구분|소재지|건물 면적
본원|중구 소파로 46|15,905.50㎡
신설동 별관|동대문구 천호대로4길 19-3|4,255.90㎡
학교보건진흥원 3층|종로구 송월길 48|1,230.15㎡
"""
BUDGET_HEAD = """
세부사업|2023년도||2022년도 최종예산|집행액(C)|집행률(%) (D=C/B)
|본예산(A)|예산현액(B)|||
"""
BUDGET = """
ICT활용교육지원|387,851|13,298,015|2,513,548|2,701,701|20
계약제근로자인건비|0|48,170|0|33,645|70
교수학습지원센터운영|1,596,087|1,793,071|2,418,269|1,544,544|86
교원연수운영|0|27,610|0|16,163|59
교육공무직원인건비|0|1,425,914|0|1,073,044|75
교육복지우선지원|0|1,500|0|0|0
교육연구운영지원|5,027,501|5,592,979|5,132,334|3,831,404|69
교육전문직원인건비|0|87,215|0|87,215|100
교육정책기획관리|0|△2,987|0|△2,002|-
교육행정정보시스템운영|23,770,262|24,281,117|17,208,962|23,904,045|98
기관기본운영비|1,354,728|1,354,728|1,308,085|769,952|57
기관및학교평가관리|93,435|93,435|93,052|68,295|73
사립유치원지원|0|52,726|0|11,675|22
유아교육운영|0|160,266|0|51,695|32
정보보안관리|4,429,599|4,129,577|5,644,700|3,647,904|88
조직및성과관리|0|1,000|0|537|54
지방공무원연수운영|0|145|0|145|100
지방공무원인건비|0|275,452|0|275,452|100
특색교육과정운영|0|1,325,877|0|1,292,318|98
특수교육운영|241,075|241,075|325,696|138,241|57
학교보건관리|0|350|0|350|100
학교정보화여건개선|28,967,793|28,409,837|16,959,400|28,408,779|99
행정개선활동지원|29,740|29,740|28,724|20,100|68
기관시설유지관리|0|0|250,000|0|0
공유재산및물품관리|0|0|5,000|0|0
계|65,898,071|82,626,812|51,887,770|67,875,202|82
"""
WORK_HEAD = """
주요업무명|2023년도||2022년도 최종예산|집행액(C)|집행률(%) (D=C/B)
|본예산(A)|예산현액(B)|||
"""
WORK = """
서울교육정책 연구·나눔|762,018|891,018|937,545|358,568|40
학교자치의 바탕을 이루는 학교평가 지원|93,435|93,435|93,052|68,295|73
교과교육연구회 활동 지원|208,500|208,500|396,140|207,116|99
현장교육실천 연구대회 운영|48,685|48,685|48,640|9,125|19
초등 4학년 사회과 보완도서 수정·보완·보급|91,930|91,930|84,200|500|0.5
인정도서 심의|95,748|1,328,248|101,250|1,215,040|91
대학진학지도 지원|1,372,169|1,372,169|1,062,169|857,560|64
서울진로진학정보센터 운영|67,560|67,560|83,480|55,350|81
학생상담자원봉사제 운영|56,612|56,612|46,022|32,079|57
서울 원격수업 지원 플랫폼 구축·운영|0|12,820,664|2,044,697|2,372,887|19
교사와 학생의 온라인 학습 지원 시스템|184,301|233,801|196,301|163,193|70
서울소프트웨어교육체험센터 운영|203,550|203,550|207,550|139,031|68
K-에듀파인 및 기록관리 시스템 운영|3,094,557|3,325,024|2,830,560|3,323,045|99
사이버 보안관제 및 정보보호 시스템 운영|1,418,396|1,223,114|788,070|1,202,516|98
인공지능 맞춤형 교수학습 플랫폼 구축|0|11,139,620|1,197,300|983,088|9
"""
SCHOOLS = """
학교급|운영 학교 수
초등학교|195교
중학교|53교
고등학교|60교
특수학교|9교
유치원|9개원
합계|326교
"""


def main() -> None:
    """Write the sample."""
    rl_config.invariant = 1  # no date and no random id in the file: the same bytes each time
    registerFont(TTFont("Nanum", FONTS / "NanumGothic.ttf"))
    registerFont(TTFont("NanumBold", FONTS / "NanumGothicBold.ttf"))
    document = SimpleDocTemplate(
        str(TARGET), pagesize=A4, leftMargin=18 * mm, rightMargin=18 * mm, topMargin=20 * mm, bottomMargin=20 * mm,
        title="교육연구정보원 주요업무 (요약본)", author="서울특별시교육청교육연구정보원", lang="ko",
    )  # fmt: skip
    document.build(_story())


def _story() -> list[Flowable]:
    return [
        _text("교육연구정보원 주요업무 (요약본)", size=18, bold=True, after=8),
        _text(
            "※ 이 글은 서울특별시교육청교육연구정보원의 2023년도 행정사무감사 보고자료(2023. 9. 30. 기준)에서 "
            "수치와 사실만 골라 새로 쓴 요약본이며 원문이 아님"
        ),
        _text("※ 발행기관: 서울특별시교육청교육연구정보원"),
        _heading("1. 연혁"),
        _text("○ 1958. 5. 21. 서울특별시교육연구소 설치"),
        _text("○ 1969. 1. 16. 시청각교육원과 합쳐 서울특별시교육연구원 설치"),
        _text("○ 2017. 2. 1. 지금 이름인 서울특별시교육청교육연구정보원으로 바꿈"),
        _heading("2. 조직과 정·현원"),
        _text("○ 조직: 5부 1연구소 7과"),
        *_table(STAFF, "(단위: 명, ’23.9.30. 기준)", widths=(18, 21, 21, 19, 16, 14, 20, 22, 16)),
        _heading("3. 시설 현황"),
        *_table(PLACES, "", widths=(45, 70, 40)),
        _heading("4. 세부사업별 예산 현황"),
        *_table(BUDGET_HEAD + BUDGET, "(단위: 천원, ’23.9.30. 기준)", header_rows=2, widths=(46, 25, 25, 28, 25, 24)),
        _heading("5. 주요업무별 예산 내역"),
        *_table(WORK_HEAD + WORK, "(단위: 천원, ’23.9.30. 기준)", header_rows=2, widths=(56, 23, 23, 27, 23, 22)),
        _heading("6. 서울 원격수업 지원 플랫폼(뉴쌤)"),
        _text("○ 2023년 운영 학교: 326교(2022년 278교)"),
        *_table(SCHOOLS, "", widths=(45, 45)),
        _text("○ 교원·교육전문직원·일반직공무원 연수: 5회, 약 531명"),
        _text("○ 정보화 전략 마스터플랜(ISMP) 수립: ’22.12.7. ~ ’23.5.5."),
    ]


def _text(words: str, *, size: float = 10.5, bold: bool = False, before: float = 0, after: float = 3) -> Paragraph:
    style = ParagraphStyle(
        "text", fontName="NanumBold" if bold else "Nanum", fontSize=size, leading=size * 1.5, spaceBefore=before,
        spaceAfter=after, wordWrap="CJK",
    )  # fmt: skip
    return Paragraph(words, style)


def _heading(words: str) -> Paragraph:
    return _text(words, size=13, bold=True, before=10, after=4)


def _table(source: str, unit: str, *, widths: tuple[int, ...], header_rows: int = 1) -> list[Flowable]:
    rows = [line.split("|") for line in source.strip().splitlines() if line]
    cells = [[_cell(text, header=number < header_rows) for text in row] for number, row in enumerate(rows)]
    table = Table(cells, colWidths=[width * mm for width in widths], repeatRows=header_rows, hAlign="LEFT")
    style = [
        ("GRID", (0, 0), (-1, -1), 0.5, black),
        ("BACKGROUND", (0, 0), (-1, header_rows - 1), Color(0.92, 0.94, 0.97)),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
    ]
    if header_rows == 2:
        style.append(("SPAN", (1, 0), (2, 0)))
        style += [("SPAN", (column, 0), (column, 1)) for column in (0, 3, 4, 5)]
    table.setStyle(TableStyle(style))
    return [*([_text(unit, size=9)] if unit else []), table, Spacer(1, 4 * mm)]


def _cell(text: str, *, header: bool) -> Paragraph:
    is_number = text.strip("△0123456789,.-") == "" and text != ""
    style = ParagraphStyle(
        "cell", fontName="NanumBold" if header else "Nanum", fontSize=8.5, leading=11,
        alignment=1 if header else 2 if is_number else 0,
    )  # fmt: skip
    return Paragraph(text, style)


if __name__ == "__main__":
    main()
