"""A short note as HWPX (OWPML, KS X 6101): a zip of a header with three character shapes and one section of paragraphs."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_HM = "http://www.hancom.co.kr/hwpml"
_NAMES = f'xmlns:hp="{_HM}/2011/paragraph" xmlns:hs="{_HM}/2011/section" xmlns:hc="{_HM}/2011/core" xmlns:hh="{_HM}/2011/head"'
_LANGUAGES = ("HANGUL", "LATIN", "HANJA", "JAPANESE", "OTHER", "SYMBOL", "USER")
_SIZES = {"body": (0, 1100, False), "heading": (1, 1300, True), "title": (2, 1800, True)}
"""Kind of line -> id of its character shape, size in hundredths of a point, bold."""
_MIMETYPE = "application/hwp+zip"


def hwpx(title: str, parts: Sequence[tuple[str, Sequence[str]]]) -> bytes:
    """Return a document of a title and parts, each a heading with its lines."""
    files = {
        "version.xml": f'{_HEAD}<hv:HCFVersion xmlns:hv="{_HM}/2011/version" tagetApplication="WORDPROCESSOR" major="5" minor="1" '
        'micro="1" buildNumber="0" os="1" xmlVersion="1.5" application="policy-assistant" appVersion="1"/>',
        "META-INF/container.xml": f'{_HEAD}<ocf:container xmlns:ocf="urn:oasis:names:tc:opendocument:xmlns:container"><ocf:rootfiles>'
        '<ocf:rootfile full-path="Contents/content.hpf" media-type="application/hwpml-package+xml"/>'
        '<ocf:rootfile full-path="Preview/PrvText.txt" media-type="text/plain"/></ocf:rootfiles></ocf:container>',
        "META-INF/manifest.xml": f'{_HEAD}<odf:manifest xmlns:odf="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        "Contents/content.hpf": _package(title),
        "Contents/header.xml": _header(),
        "Contents/section0.xml": _section(title, parts),
        "settings.xml": f'{_HEAD}<ha:HWPApplicationSetting xmlns:ha="{_HM}/2011/app">'
        '<ha:CaretPosition listIDRef="0" paraIDRef="0" pos="0"/></ha:HWPApplicationSetting>',
        "Preview/PrvText.txt": "\r\n".join((title, *(line for heading, lines in parts for line in (heading, *lines))))[
            :1000
        ],
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), _MIMETYPE)  # first and stored, as OCF asks
        for name, text in files.items():
            archive.writestr(name, text)
    return out.getvalue()


def _package(title: str) -> str:
    items = (("header", "Contents/header.xml"), ("section0", "Contents/section0.xml"), ("settings", "settings.xml"))
    manifest = "".join(f'<opf:item id="{key}" href="{path}" media-type="application/xml"/>' for key, path in items)
    return (
        f'{_HEAD}<opf:package xmlns:opf="http://www.idpf.org/2007/opf/" version="" unique-identifier="" id=""><opf:metadata>'
        f"<opf:title>{_text(title)}</opf:title><opf:language>ko</opf:language></opf:metadata><opf:manifest>{manifest}</opf:manifest>"
        '<opf:spine><opf:itemref idref="header" linear="yes"/><opf:itemref idref="section0" linear="yes"/></opf:spine></opf:package>'
    )


def _each(name: str, value: str) -> str:
    """Return an element with one attribute a script."""
    return f"<hh:{name} " + " ".join(f'{language.lower()}="{value}"' for language in _LANGUAGES) + "/>"


def _header() -> str:
    faces = "".join(
        f'<hh:fontface lang="{language}" fontCnt="1"><hh:font id="0" face="맑은 고딕" type="TTF" isEmbedded="0"/></hh:fontface>'
        for language in _LANGUAGES
    )
    sides = "".join(
        f'<hh:{side}Border type="NONE" width="0.1 mm" color="#000000"/>' for side in ("left", "right", "top", "bottom")
    )
    fills = "".join(
        f'<hh:borderFill id="{order}" threeD="0" shadow="0" centerLine="NONE" breakCellSeparateLine="0">'
        f'<hh:slash type="NONE" Crooked="0" isCounter="0"/><hh:backSlash type="NONE" Crooked="0" isCounter="0"/>{sides}</hh:borderFill>'
        for order in (1, 2)
    )
    shapes = "".join(_shape(*size) for size in _SIZES.values())
    paragraph = (
        '<hh:paraPr id="0" tabPrIDRef="0" condense="0" fontLineHeight="0" snapToGrid="1" suppressLineNumbers="0" checked="0">'
        '<hh:align horizontal="JUSTIFY" vertical="BASELINE"/><hh:heading type="NONE" idRef="0" level="0"/>'
        '<hh:breakSetting breakLatinWord="KEEP_WORD" breakNonLatinWord="KEEP_WORD" widowOrphan="0" keepWithNext="0" keepLines="0" '
        'pageBreakBefore="0" lineWrap="BREAK"/><hh:margin><hc:intent value="0" unit="HWPUNIT"/><hc:left value="0" unit="HWPUNIT"/>'
        '<hc:right value="0" unit="HWPUNIT"/><hc:prev value="0" unit="HWPUNIT"/><hc:next value="300" unit="HWPUNIT"/></hh:margin>'
        '<hh:lineSpacing type="PERCENT" value="160" unit="HWPUNIT"/></hh:paraPr>'
    )
    style = (
        '<hh:style id="0" type="PARA" name="바탕글" engName="Normal" paraPrIDRef="0" charPrIDRef="0" nextStyleIDRef="0" '
        'langID="1042" lockForm="0"/>'
    )
    return (
        f'{_HEAD}<hh:head {_NAMES} version="1.5" secCnt="1"><hh:beginNum page="1" footnote="1" endnote="1" pic="1" tbl="1" equation="1"/>'
        f'<hh:refList><hh:fontfaces itemCnt="7">{faces}</hh:fontfaces><hh:borderFills itemCnt="2">{fills}</hh:borderFills>'
        f'<hh:charProperties itemCnt="{len(_SIZES)}">{shapes}</hh:charProperties>'
        '<hh:tabProperties itemCnt="1"><hh:tabPr id="0" autoTabLeft="0" autoTabRight="0"/></hh:tabProperties>'
        f'<hh:paraProperties itemCnt="1">{paragraph}</hh:paraProperties><hh:styles itemCnt="1">{style}</hh:styles></hh:refList></hh:head>'
    )


def _shape(order: int, height: int, is_bold: bool) -> str:
    return (
        f'<hh:charPr id="{order}" height="{height}" textColor="#000000" shadeColor="none" useFontSpace="0" useKerning="0" symMark="NONE" '
        f'borderFillIDRef="2">{_each("fontRef", "0")}{_each("ratio", "100")}{_each("spacing", "0")}{_each("relSz", "100")}'
        f"{_each('offset', '0')}{'<hh:bold/>' if is_bold else ''}</hh:charPr>"
    )


def _section(title: str, parts: Sequence[tuple[str, Sequence[str]]]) -> str:
    lines = [*_lines(title, parts)]
    paragraphs = "".join(_paragraph(order, kind, line) for order, (kind, line) in enumerate(lines))
    return f"{_HEAD}<hs:sec {_NAMES}>{paragraphs}</hs:sec>"


def _lines(title: str, parts: Sequence[tuple[str, Sequence[str]]]) -> Iterator[tuple[str, str]]:
    yield "title", title
    for heading, lines in parts:
        yield "body", ""
        yield "heading", f"□ {heading}"
        for line in lines:
            yield "body", f" ○ {line}"


_PAGE = (
    '<hp:secPr id="" textDirection="HORIZONTAL" spaceColumns="1134" tabStop="8000" outlineShapeIDRef="0" memoShapeIDRef="0" '
    'textVerticalWidthHead="0" masterPageCnt="0"><hp:grid lineGrid="0" charGrid="0" wonggojiFormat="0"/>'
    '<hp:startNum pageStartsOn="BOTH" page="0" pic="0" tbl="0" equation="0"/><hp:visibility hideFirstHeader="0" hideFirstFooter="0" '
    'hideFirstMasterPage="0" border="SHOW_ALL" fill="SHOW_ALL" hideFirstPageNum="0" hideFirstEmptyLine="0" showLineNumber="0"/>'
    '<hp:pagePr landscape="WIDELY" width="59528" height="84186" gutterType="LEFT_ONLY"><hp:margin header="4252" footer="4252" gutter="0" '
    'left="8504" right="8504" top="5668" bottom="4252"/></hp:pagePr></hp:secPr>'
)


def _paragraph(order: int, kind: str, line: str) -> str:
    page = f'<hp:run charPrIDRef="0">{_PAGE}</hp:run>' if order == 0 else ""
    return (
        f'<hp:p id="{order}" paraPrIDRef="0" styleIDRef="0" pageBreak="0" columnBreak="0" merged="0">{page}'
        f'<hp:run charPrIDRef="{_SIZES[kind][0]}"><hp:t>{_text(line)}</hp:t></hp:run></hp:p>'
    )


def _text(text: str) -> str:
    """Return text escaped for XML, without the control characters XML can't hold."""
    return escape("".join(sign for sign in text if sign >= " " or sign == "\t"))
