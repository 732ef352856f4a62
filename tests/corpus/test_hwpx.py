"""HWPX written by hand: spans by address, nested tables, footnotes, deletions, hidden runs, pages by line positions."""

from __future__ import annotations

import zipfile
from pathlib import Path

from corpus.document import Document
from corpus.read import read

HP = 'xmlns:hp="http://www.hancom.co.kr/hwpml/2011/paragraph" xmlns:hs="http://www.hancom.co.kr/hwpml/2011/section"'
HH = 'xmlns:hh="http://www.hancom.co.kr/hwpml/2011/head" xmlns:hc="http://www.hancom.co.kr/hwpml/2011/core"'
HEAD = f"""<hh:head {HH}><hh:refList>
<hh:borderFills><hh:borderFill id="1"/><hh:borderFill id="2">
<hc:fillBrush><hc:winBrush faceColor="#1F3864"/></hc:fillBrush></hh:borderFill></hh:borderFills>
<hh:charProperties><hh:charPr id="0" height="1000" textColor="#000000"/>
<hh:charPr id="1" height="1000" textColor="#FFFFFF"/>
<hh:charPr id="2" height="100" textColor="#000000"/>
<hh:charPr id="3" height="1000" textColor="#000000"><hh:supscript/></hh:charPr></hh:charProperties>
<hh:paraProperties><hh:paraPr id="0"/><hh:paraPr id="1"><hh:heading type="OUTLINE" level="0"/></hh:paraPr>
<hh:paraPr id="2"><hh:heading type="BULLET" idRef="1" level="1"/></hh:paraPr></hh:paraProperties>
<hh:bullets><hh:bullet id="1" char="○"/></hh:bullets>
<hh:styles><hh:style id="0" name="바탕글"/><hh:style id="1" name="개요 2"/></hh:styles></hh:refList></hh:head>"""


def run(text: str, ink: int = 0) -> str:
    """Return a run of characters."""
    return f'<hp:run charPrIDRef="{ink}"><hp:t>{text}</hp:t></hp:run>'


def paragraph(inner: str, *, style: int = 0, shape: int = 0, at: int | None = None) -> str:
    """Return a paragraph; `at` is the height of its line on the page."""
    lines = f'<hp:linesegarray><hp:lineseg vertpos="{at}"/></hp:linesegarray>' if at is not None else ""
    return f'<hp:p paraPrIDRef="{shape}" styleIDRef="{style}">{inner}{lines}</hp:p>'


def cell(row: int, column: int, inner: str, *, rowspan: int = 1, colspan: int = 1, fill: int = 1) -> str:
    """Return a table cell."""
    return (
        f'<hp:tc borderFillIDRef="{fill}"><hp:subList>{inner}</hp:subList>'
        f'<hp:cellAddr colAddr="{column}" rowAddr="{row}"/>'
        f'<hp:cellSpan colSpan="{colspan}" rowSpan="{rowspan}"/></hp:tc>'
    )


def written(tmp_path: Path, *paragraphs: str) -> Document:
    """Return the document of an HWPX package with these paragraphs."""
    path = tmp_path / "a.hwpx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/hwp+zip")
        archive.writestr("Contents/header.xml", HEAD)
        archive.writestr("Contents/section0.xml", f"<hs:sec {HP}>{''.join(paragraphs)}</hs:sec>")
    return read(path)


def test_table_with_spans_shading_and_a_table_inside(tmp_path: Path) -> None:
    first = cell(0, 0, paragraph(run("단계"))) + cell(0, 1, paragraph(run("인원(명)")))
    second = cell(1, 0, paragraph(run("기초"))) + cell(1, 1, paragraph(run("1,204")))
    inner = f"<hp:run><hp:tbl><hp:tr>{first}</hp:tr><hp:tr>{second}</hp:tr></hp:tbl></hp:run>"
    corner = cell(0, 0, paragraph(run("구분", 1)), rowspan=2, fill=2)
    rows = (
        f"<hp:tr>{corner}{cell(0, 1, paragraph(run('2025년')), colspan=2)}</hp:tr>",
        f"<hp:tr>{cell(1, 1, paragraph(run('예산(천원)')))}{cell(1, 2, paragraph(run('내용')))}</hp:tr>",
        f"<hp:tr>{cell(2, 0, paragraph(run('가람')))}{cell(2, 1, paragraph(run('△350') + run('1)', 3)))}"
        f"{cell(2, 2, paragraph(run('나누어 운영')) + paragraph(inner))}</hp:tr>",
    )
    outer, nested = written(tmp_path, paragraph(f"<hp:run><hp:tbl>{''.join(rows)}</hp:tbl></hp:run>")).tables
    head, amount, text = outer.at(1, 0), outer.at(2, 1), outer.at(2, 2)
    assert head is not None
    assert amount is not None
    assert text is not None
    assert (head.text, head.rowspan) == ("구분", 2)
    assert (amount.text, amount.column_path, str(amount.amounts[0].value), amount.amounts[0].unit) == (
        "△350", ("2025년", "예산(천원)"), "-350", "천원",
    )  # fmt: skip
    assert text.text == "나누어 운영"
    assert [own.text for own in nested.cells] == ["단계", "인원(명)", "기초", "1,204"]


def test_hidden_deleted_and_footnotes(tmp_path: Path) -> None:
    inner = f"<hp:subList>{paragraph(run('구비는 뺀 금액이다'))}</hp:subList>"
    note = f"<hp:run><hp:ctrl><hp:footNote>{inner}</hp:footNote></hp:ctrl></hp:run>"
    gone = '<hp:run><hp:t>남은 글<hp:deleteBegin Id="1"/>지운 글<hp:deleteEnd Id="1"/>이 이어진다</hp:t></hp:run>'
    document = written(
        tmp_path,
        paragraph(run("보이는 글이다") + note),
        paragraph(run("하얀 말이다", 1)),
        paragraph(run("작은 말이다", 2)),
        paragraph(gone),
    )
    assert [paragraph.text for paragraph in document.paragraphs] == [
        "보이는 글이다",
        "구비는 뺀 금액이다",
        "남은 글이 이어진다",
    ]
    assert [paragraph.kind for paragraph in document.paragraphs][1] == "note"
    assert any("10자" in warning for warning in document.warnings)


def test_outlines_bullets_and_pages(tmp_path: Path) -> None:
    document = written(
        tmp_path,
        paragraph(run("추진 방향"), shape=1, at=0),
        paragraph(run("세부 과제"), style=1, at=2000),
        paragraph(run("빈집을 고친다"), shape=2, at=60000),
        paragraph(run("둘레길을 잇는다"), shape=2, at=0),
    )
    assert document.sections[-1].heading_path == ("추진 방향", "세부 과제")
    assert [(p.marker, p.text, p.location.page) for p in document.paragraphs] == [
        ("○", "빈집을 고친다", 1), ("○", "둘레길을 잇는다", 2),
    ]  # fmt: skip
    assert written(tmp_path, paragraph(run("쪽을 모르는 글이다"))).paragraphs[0].location.page is None


def test_sections_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    path = tmp_path / "many.hwpx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/hwp+zip")
        for number in (10, 2, 0):
            archive.writestr(
                f"Contents/section{number}.xml",
                f"<hs:sec {HP}>{paragraph(run(f'{number}번째 구역의 글이다'))}</hs:sec>",
            )
    assert [p.text.split("번")[0] for p in read(path).paragraphs] == ["0", "2", "10"]
