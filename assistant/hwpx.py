"""A short note as HWPX (OWPML, KS X 6101): a zip of fixed parts and one section of paragraphs.

The fixed parts lie in `assets/hwpx`: the header names one font, one paragraph shape and three character shapes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from importlib import resources
from xml.sax.saxutils import escape

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_SPACES = " ".join(
    f'xmlns:{prefix}="http://www.hancom.co.kr/hwpml/2011/{name}"'
    for prefix, name in (("hp", "paragraph"), ("hs", "section"), ("hc", "core"), ("hh", "head"))
)
_SHAPES = {"body": 0, "heading": 1, "title": 2}
"""Kind of line -> its character shape in the header."""
_FIXED = {
    "version.xml": "version.xml",
    "META-INF/container.xml": "container.xml",
    "META-INF/manifest.xml": "manifest.xml",
    "Contents/header.xml": "header.xml",
    "settings.xml": "settings.xml",
}
_PARTS = (("header", "Contents/header.xml"), ("section0", "Contents/section0.xml"), ("settings", "settings.xml"))


def hwpx(title: str, parts: Sequence[tuple[str, Sequence[str]]]) -> bytes:
    """Return a document of a title and parts, each a heading with its lines."""
    lines = list(_lines(title, parts))
    files = {name: _fixed(asset) for name, asset in _FIXED.items()}
    files["Contents/content.hpf"] = _package(title)
    files["Contents/section0.xml"] = _section(lines)
    files["Preview/PrvText.txt"] = "\r\n".join(text for _, text in lines)[:1000]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), "application/hwp+zip")  # first and stored, as OCF asks
        for name, text in files.items():
            archive.writestr(name, text)
    return out.getvalue()


def _fixed(name: str) -> str:
    """Return a fixed part; the line breaks it is kept with for reading are taken out."""
    text = resources.files("assistant").joinpath("assets", "hwpx", name).read_text(encoding="utf-8")
    return "".join(text.splitlines())


def _lines(title: str, parts: Sequence[tuple[str, Sequence[str]]]) -> Iterator[tuple[str, str]]:
    yield "title", title
    for heading, lines in parts:
        yield "body", ""
        yield "heading", f"□ {heading}"
        for line in lines:
            yield "body", f" ○ {line}"


def _package(title: str) -> str:
    items = "".join(f'<opf:item id="{key}" href="{path}" media-type="application/xml"/>' for key, path in _PARTS)
    spine = "".join(f'<opf:itemref idref="{key}" linear="yes"/>' for key in ("header", "section0"))
    return (
        f'{_HEAD}<opf:package xmlns:opf="http://www.idpf.org/2007/opf/" version="" unique-identifier="" id="">'
        f"<opf:metadata><opf:title>{_text(title)}</opf:title><opf:language>ko</opf:language></opf:metadata>"
        f"<opf:manifest>{items}</opf:manifest><opf:spine>{spine}</opf:spine></opf:package>"
    )


def _section(lines: Sequence[tuple[str, str]]) -> str:
    paragraphs = "".join(_paragraph(order, kind, line) for order, (kind, line) in enumerate(lines))
    return f"{_HEAD}<hs:sec {_SPACES}>{paragraphs}</hs:sec>"


def _paragraph(order: int, kind: str, line: str) -> str:
    """Return a paragraph; the first one carries the page's size and margins."""
    page = f'<hp:run charPrIDRef="0">{_fixed("page.xml")}</hp:run>' if order == 0 else ""
    text = f'<hp:run charPrIDRef="{_SHAPES[kind]}"><hp:t>{_text(line)}</hp:t></hp:run>'
    frame = f'id="{order}" paraPrIDRef="0" styleIDRef="0" pageBreak="0" columnBreak="0" merged="0"'
    return f"<hp:p {frame}>{page}{text}</hp:p>"


def _text(text: str) -> str:
    """Return text escaped for XML, without the control characters XML can't hold."""
    return escape("".join(sign for sign in text if sign >= " " or sign == "\t"))
