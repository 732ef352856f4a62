"""Files that are broken, locked or meant to do harm: each ends with a Korean message or a warning, quickly."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.document import Document
from corpus.errors import CorpusError, CorruptFile, EncryptedFile, NoText, UnsupportedFormat
from corpus.figures import figures
from corpus.read import read

FORMATS = Path(__file__).resolve().parents[1] / "data" / "formats"
LONGEST_S = 60.0
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def bytes_of(name: str) -> bytes:
    """Return a fixture's bytes."""
    return (FORMATS / name).read_bytes()


def archive(parts: dict[str, bytes | str]) -> bytes:
    """Return a zip file of some parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in parts.items():
            out.writestr(name, content)
    return buffer.getvalue()


def changed(fixture: str, part: str, content: bytes | str | None) -> bytes:
    """Return a fixture with one part replaced, or left out."""
    with zipfile.ZipFile(FORMATS / fixture) as old:
        parts: dict[str, bytes | str] = {name: old.read(name) for name in old.namelist() if name != part}
    if content is not None:
        parts[part] = content
    return archive(parts)


def locked_pdf() -> bytes:
    """Return the PDF fixture under a password."""
    writer = pypdf.PdfWriter(clone_from=FORMATS / "report.pdf")
    writer.encrypt("secret", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def empty_pdf(pages: int) -> bytes:
    """Return a PDF of blank pages."""
    writer = pypdf.PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def body(inner: str) -> str:
    """Return a main part of a DOCX."""
    return f'<?xml version="1.0"?><w:document xmlns:w="{W}"><w:body>{inner}</w:body></w:document>'


def deep_tables(depth: int) -> str:
    """Return tables in tables."""
    return "<w:tbl><w:tr><w:tc><w:p/>" * depth + "</w:tc></w:tr></w:tbl>" * depth


BOMB = b"<a>" + b" " * (60 * 2**20) + b"</a>"
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    f']><w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>'
)
OUTSIDE = f'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><w:document xmlns:w="{W}"><w:body><w:p/></w:body></w:document>'  # noqa: E501
UTF16 = ('<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY a "b">]><w:document/>').encode("utf-16")
HUGE_SPAN = "<html><body><table><tr>" + "<td rowspan=9999 colspan=9999>1</td>" * 5 + "</tr></table></body></html>"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

REFUSED: list[tuple[str, Callable[[], bytes], type[CorpusError]]] = [
    ("empty.pdf", lambda: b"", NoText),
    ("empty.docx", lambda: b"", NoText),
    ("empty.html", lambda: b"", NoText),
    ("empty.csv", lambda: b"", NoText),
    ("cut.pdf", lambda: bytes_of("report.pdf")[:3000], CorruptFile),
    ("head-only.pdf", lambda: b"%PDF-1.7\n", CorruptFile),
    ("text.pdf", lambda: "이것은 PDF가 아니다".encode(), CorruptFile),
    ("noise.pdf", lambda: b"%PDF-1.4\n" + bytes(range(256)) * 200, CorruptFile),
    ("locked.pdf", locked_pdf, EncryptedFile),
    ("blank.pdf", lambda: empty_pdf(3), NoText),
    ("cut.docx", lambda: bytes_of("report.docx")[:5000], CorruptFile),
    ("cut.hwpx", lambda: bytes_of("report.hwpx")[:5000], CorruptFile),
    ("cut.xlsx", lambda: bytes_of("report.xlsx")[:4000], CorruptFile),
    ("plain.docx", lambda: "그냥 글".encode(), CorruptFile),
    ("no-body.docx", lambda: changed("report.docx", "word/document.xml", None), CorruptFile),
    ("half-xml.docx", lambda: changed("report.docx", "word/document.xml", "<w:document"), CorruptFile),
    ("laughs.docx", lambda: changed("report.docx", "word/document.xml", LAUGHS), CorruptFile),
    ("outside.docx", lambda: changed("report.docx", "word/document.xml", OUTSIDE), CorruptFile),
    ("utf16.docx", lambda: changed("report.docx", "word/document.xml", UTF16), CorruptFile),
    ("bomb.docx", lambda: changed("report.docx", "word/document.xml", BOMB), CorruptFile),
    ("bomb.hwpx", lambda: changed("report.hwpx", "Contents/section0.xml", BOMB), CorruptFile),
    ("laughs.hwpx", lambda: changed("report.hwpx", "Contents/section0.xml", LAUGHS), CorruptFile),
    ("no-section.hwpx", lambda: changed("report.hwpx", "Contents/section0.xml", None), CorruptFile),
    ("laughs.xlsx", lambda: changed("report.xlsx", "xl/workbook.xml", LAUGHS), CorruptFile),
    (
        "locked.hwpx",
        lambda: changed("report.hwpx", "META-INF/manifest.xml", "<m><encryption-data checksum='x'/></m>"),
        EncryptedFile,
    ),
    ("locked.docx", lambda: OLE + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 600, EncryptedFile),  # noqa: E501
    ("old.doc", lambda: OLE + b"\x00" * 2000, UnsupportedFormat),
    ("old.hwp", lambda: b"HWP Document File V3.00 \x1a\x01\x02\x03\x04\x05", UnsupportedFormat),
    ("broken.hwp", lambda: OLE + b"HWP Document File" + b"\x00" * 3000, CorpusError),
    ("noise.hwp", lambda: bytes(range(256)) * 40, CorruptFile),
    ("many.zip", lambda: archive({f"part{i}": "x" for i in range(200)}), UnsupportedFormat),
    ("slides.pptx", lambda: archive({"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "<p/>"}), UnsupportedFormat),  # noqa: E501
    ("tags-only.html", lambda: b"<html><body><script>alert(1)</script></body></html>", NoText),
    ("spans.html", lambda: HUGE_SPAN.encode(), CorruptFile),
    ("noise.csv", lambda: bytes(range(256)) * 40, CorruptFile),
    ("program.txt", lambda: b"MZ\x90\x00\x03" + bytes(range(256)) * 20, CorruptFile),
]  # fmt: skip


@pytest.mark.parametrize(("name", "make", "error"), REFUSED, ids=[name for name, _, _ in REFUSED])
def test_refused_with_a_message(name: str, make: Callable[[], bytes], error: type[CorpusError], tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(make())
    started = time.monotonic()
    with pytest.raises(error) as raised:
        read(path)
    assert time.monotonic() - started < LONGEST_S
    message = str(raised.value)
    assert name in message
    assert message.rstrip().endswith((".", "다", "오"))
    assert any("가" <= glyph <= "힣" for glyph in message)


def texts(document: Document) -> str:
    """Return all that a document says."""
    parts = [section.heading for section in document.sections] + [paragraph.text for paragraph in document.paragraphs]
    return "\n".join([*parts, *(cell.text for table in document.tables for cell in table.cells)])


def save(tmp_path: Path, name: str, content: bytes | str) -> Path:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_deep_tables_end(tmp_path: Path) -> None:
    inner = "<w:p><w:r><w:t>겉글</w:t></w:r></w:p>" + deep_tables(80)
    document = read(save(tmp_path, "deep.docx", changed("report.docx", "word/document.xml", body(inner))))
    assert "겉글" in texts(document)


def test_deep_html_ends(tmp_path: Path) -> None:
    for depth in (150, 5000):
        path = save(
            tmp_path,
            f"deep{depth}.html",
            f"<html><body><p>겉글</p>{'<div>' * depth}속글{'</div>' * depth}</body></html>",
        )
        assert "겉글" in texts(read(path))


def test_raw_html_never_survives(tmp_path: Path) -> None:
    page = (
        "<html><body><p>안녕<script>alert(1)</script><img src=x onerror=alert(2)></p><iframe src='//x'></iframe>"
        "<table><tr><td>구분</td><td>값</td></tr><tr><td onclick=a>ㄱ</td><td>12명</td></tr></table></body></html>"
    )
    document = read(save(tmp_path, "script.html", page))
    assert "alert" not in texts(document)
    assert "<" not in texts(document)
    assert "12명" in texts(document)


HIDDEN_HTML = (
    "<html><body><p>보이는 글</p><p style='display:none'>몰래 적은 말</p><p>앞<span style='font-size:0'>숨은 말</span>뒤</p>"  # noqa: E501
    "<p style='color:#ffffff'>하얀 말</p><p style='color:white;background:#003366'>남색 위 흰 글</p><p hidden>감춘 말</p>"  # noqa: E501
    "<p>꼬리\U000e0041\U000e0042표 영\u200b폭</p></body></html>"
)


def test_hidden_text_of_html_is_removed_and_told(tmp_path: Path) -> None:
    document = read(save(tmp_path, "hidden.html", HIDDEN_HTML))
    said = texts(document)
    assert "보이는 글" in said
    assert "앞뒤" in said
    assert "남색 위 흰 글" in said
    assert "꼬리표 영폭" in said
    assert not any(word in said for word in ("몰래", "숨은", "하얀 말", "감춘"))
    assert any("보이지 않는" in warning for warning in document.warnings)
    assert any("태그 문자 2개" in warning for warning in document.warnings)


def test_hidden_text_of_docx_is_removed_and_told(tmp_path: Path) -> None:
    inner = (
        "<w:p><w:r><w:t>보이는 글</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>숨긴 말</w:t></w:r></w:p>"
        '<w:p><w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>하얀 말</w:t></w:r></w:p>'
        '<w:p><w:r><w:rPr><w:sz w:val="1"/></w:rPr><w:t>작은 말</w:t></w:r></w:p>'
        '<w:p><w:r><w:rPr><w:shd w:val="clear" w:fill="1F3864"/><w:color w:val="FFFFFF"/></w:rPr><w:t>남색 위 흰 글</w:t></w:r></w:p>'  # noqa: E501
        "<w:p><w:del><w:r><w:delText>지운 말</w:delText></w:r></w:del><w:ins><w:r><w:t>넣은 글</w:t></w:r></w:ins></w:p>"  # noqa: E501
    )
    document = read(save(tmp_path, "hidden.docx", changed("report.docx", "word/document.xml", body(inner))))
    said = texts(document)
    assert all(word in said for word in ("보이는 글", "남색 위 흰 글", "넣은 글"))
    assert not any(word in said for word in ("숨긴 말", "하얀 말", "작은 말", "지운 말"))
    assert any("보이지 않는" in warning for warning in document.warnings)


@pytest.mark.parametrize(("fixture", "part"), [("report.docx", "word"), ("report.xlsx", "xl")])
def test_macros_are_told_and_never_run(fixture: str, part: str, tmp_path: Path) -> None:
    name = fixture[:-1] + "m"
    document = read(save(tmp_path, name, changed(fixture, f"{part}/vbaProject.bin", OLE + b"\x00" * 500)))
    assert any("매크로" in warning for warning in document.warnings)
    assert len(document.tables) == 4
    assert not any("매크로" in warning for warning in read(FORMATS / fixture).warnings)


def test_missing_sheet_is_told(tmp_path: Path) -> None:
    document = read(save(tmp_path, "no-sheet.xlsx", changed("report.xlsx", "xl/worksheets/sheet1.xml", None)))
    assert len(document.tables) == 3
    assert any("‘예산’" in warning for warning in document.warnings)


def test_one_broken_page_leaves_the_others(tmp_path: Path) -> None:
    writer = pypdf.PdfWriter(clone_from=FORMATS / "report.pdf")
    stream = pypdf.generic.DecodedStreamObject()
    stream.set_data(b"BT /F1 12 Tf (((((( Tj ET Q Q Q q 1 0 0 " + b"\xff" * 500)
    writer.pages[1][pypdf.generic.NameObject("/Contents")] = writer._add_object(stream)
    path = tmp_path / "broken-page.pdf"
    writer.write(path)
    document = read(path)
    assert "Ⅱ. 예산" in texts(document)
    assert any(table.location.page == 1 for table in document.tables)


def test_cut_tail_of_a_pdf_is_read_or_refused(tmp_path: Path) -> None:
    whole = bytes_of("report.pdf")
    for share in (0.5, 0.9, 0.99):
        path = save(tmp_path, f"cut{share}.pdf", whole[: int(len(whole) * share)])
        try:
            document = read(path)
        except CorpusError as error:
            assert path.name in str(error)
        else:
            assert document.sections


@pytest.mark.parametrize("name", ["large.txt", "large.md", "large.csv", "large.html"])
def test_a_text_file_over_its_limit_is_refused_unread(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(b"<html>" + b"1,250 " * 3_000_000)
    with pytest.raises(CorruptFile, match="16MB 아래로"):
        read(path)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("예산 1,250원 " * 30_000, "한 줄이"),
        ("| 가 | 1 |\n|---|---|\n" + "| 가 | 1 |\n" * 140_000, "표가 지나치게 커서"),
    ],
)
def test_a_text_without_measure_is_refused(text: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(CorruptFile, match=message):
        read(save(tmp_path, "strange.md", text))


def test_too_many_texts_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.bounded.MAX_TEXTS", 50)
    path = save(tmp_path, "many.html", "<html><body>" + "<p>한 곳에 12명</p>" * 51 + "</body></html>")
    with pytest.raises(CorruptFile, match="지나치게 많아"):
        read(path)


def test_a_text_too_long_for_a_paragraph_is_read_in_parts(tmp_path: Path) -> None:
    said = "나무 12그루를 심음 " * 5_000
    document = read(save(tmp_path, "long.html", f"<html><body><p>{said}</p></body></html>"))
    lengths = [len(paragraph.text) for paragraph in document.paragraphs]
    assert len(lengths) == 16
    assert max(lengths) <= 4_000
    assert " ".join(paragraph.text for paragraph in document.paragraphs) == said.strip()


def test_a_line_of_thousands_of_amounts_is_read_in_parts(tmp_path: Path) -> None:
    line = "\t".join(f"나무 {number}그루 ({number % 90 + 10}%), 2024. {number % 12 + 1}월" for number in range(2_000))
    document = read(save(tmp_path, "long.txt", f"심은 나무\n{line}\n"))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert max(map(len, texts)) <= 4_000
    assert " ".join(texts).split() == f"심은 나무 {line}".split()
    assert {paragraph.location.lines for paragraph in document.paragraphs} == {(1, 2)}
    started = time.process_time()
    assert len(figures(document)) > 1_900
    assert time.process_time() - started < 20


SUFFIXES = ("pdf", "docx", "hwpx", "xlsx", "html", "csv", "hwp")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=3000), st.sampled_from(SUFFIXES))
def test_noise_never_crashes(tmp_path: Path, noise: bytes, suffix: str) -> None:
    path = tmp_path / f"noise.{suffix}"
    path.write_bytes(noise)
    try:
        read(path)
    except CorpusError as error:
        assert path.name in str(error)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_flipped_bytes_never_crash(tmp_path: Path, data: st.DataObject) -> None:
    suffix = data.draw(st.sampled_from(("docx", "hwpx", "xlsx", "html", "pdf")))
    content = bytearray(bytes_of(f"report.{suffix}"))
    for _ in range(data.draw(st.integers(1, 20))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path / f"flipped.{suffix}"
    path.write_bytes(bytes(content))
    try:
        read(path)
    except CorpusError as error:
        assert path.name in str(error)
