"""From the body of a template to the file."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from perfreport.docx.package import CONTENT_TYPES, PACKAGE_RELATIONSHIPS, write_package
from perfreport.docx.safety import DOCUMENT_TYPE
from perfreport.docx.wordml import serialize
from tools.word_templates.elements import Element, R, field, on, paragraph, run, twips, w
from tools.word_templates.styles import FACES, SONG, ParagraphStyle

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORDML_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"

FOOTER_STYLE_ID = "Footer"

_PAGE = {"portrait": (210, 297), "landscape": (297, 210)}
_OTHER_NAMES = {
    "方正小标宋简体": "方正小标宋_GBK",
    "黑体": "SimHei",
    "楷体_GB2312": "楷体",
    "仿宋_GB2312": "仿宋",
    "宋体": "SimSun",
}


@dataclass(frozen=True, kw_only=True)
class Page:
    """The page of a form; lengths are in millimetres.

    Attributes:
        orientation: of the A4 sheet.
        margins: top, right, bottom, left.
        footer: from the lower edge of the sheet to the foot of the page number.
        is_grid: whether text stands on the grid of GB/T 9704, 22 lines of 28 characters.
        is_bound: whether page numbers stand outside, right on odd pages and left on even ones.
    """

    orientation: str
    margins: tuple[float, float, float, float]
    footer: float
    is_grid: bool = False
    is_bound: bool = False


def footer_style(size: float, pitch: float) -> Element:
    """The style of page numbers (页码)."""
    return ParagraphStyle(
        id=FOOTER_STYLE_ID, name="footer", face=SONG, size=size, pitch=pitch, align="center"
    ).element()


def word_file(
    body: list[Element], page: Page, styles: Element, numbering: Element | None = None
) -> bytes:
    """The template as a file; the same content gives the same bytes."""
    parts = {"styles": styles, "settings": _settings(page), "fontTable": _font_table()}
    if numbering is not None:
        parts["numbering"] = numbering
    footers = {"footer": _footer("right" if page.is_bound else "center")}
    if page.is_bound:
        footers["footer_even"] = _footer("left")
    section = _section(page, footers)
    parts["document"] = w("document", w("body", *body, section))
    parts |= footers
    files = {f"word/{name}.xml": serialize(root).encode() for name, root in parts.items()}
    files[CONTENT_TYPES] = _content_types(list(parts))
    files[PACKAGE_RELATIONSHIPS] = _relationships({"document": "word/document.xml"})
    related = {name: f"{name}.xml" for name in sorted(parts) if name != "document"}
    files["word/_rels/document.xml.rels"] = _relationships(related)
    return write_package(files)


def _section(page: Page, footers: dict[str, Element]) -> Element:
    width, height = map(twips, _PAGE[page.orientation])
    top, right, bottom, left = map(twips, page.margins)
    references = []
    for name in footers:
        kind = "even" if name.endswith("even") else "default"
        reference = w("footerReference", type=kind)
        reference.set(R + "id", name)
        references.append(reference)
    # With a pitch of 580 the grid has 21 lines, and LibreOffice moves all text down.
    grid = (
        w("docGrid", type="linesAndChars", linePitch=579, charSpace=-848)
        if page.is_grid
        else w("docGrid", linePitch=312)
    )
    return w(
        "sectPr",
        *references,
        w("pgSz", w=width, h=height, orient=page.orientation),
        w(
            "pgMar",
            top=top,
            right=right,
            bottom=bottom,
            left=left,
            header=twips(15),
            footer=twips(page.footer),
            gutter=0,
        ),
        grid,
    )


def _footer(align: str) -> Element:
    """``— 1 —`` on the given side, one character inwards where the side is an outer one."""
    indent = [] if align == "center" else [w("ind", **{f"{align}Chars": 100, align: 280})]
    number = [run("— "), *field("PAGE", "1"), run(" —")]
    return w(
        "ftr",
        paragraph(FOOTER_STYLE_ID, *number, properties=(*indent, w("jc", val=align))),
    )


def _settings(page: Page) -> Element:
    return w(
        "settings",
        w("defaultTabStop", val=420),
        *([on("evenAndOddHeaders")] if page.is_bound else []),
        w("characterSpacingControl", val="compressPunctuation"),
        w(
            "compat",
            on("useFELayout"),
            w(
                "compatSetting",
                name="compatibilityMode",
                uri="http://schemas.microsoft.com/office/word",
                val=15,
            ),
        ),
        w("decimalSymbol", val="."),
        w("listSeparator", val=","),
    )


def _font_table() -> Element:
    return w(
        "fonts",
        *(
            w(
                "font",
                w("altName", val=_OTHER_NAMES[face]),
                w("charset", val="86"),
                w("family", val="auto"),
                w("pitch", val="variable"),
                name=face,
            )
            for face in FACES
        ),
    )


def _content_types(names: list[str]) -> bytes:
    root = etree.Element("Types", xmlns=f"{_PACKAGE}/content-types")
    defaults = {
        "rels": "application/vnd.openxmlformats-package.relationships+xml",
        "xml": "application/xml",
    }
    for extension, content_type in defaults.items():
        etree.SubElement(root, "Default", Extension=extension, ContentType=content_type)
    for name in sorted(names):
        kind = name.split("_")[0]
        content_type = DOCUMENT_TYPE if name == "document" else f"{_WORDML_TYPE}.{kind}+xml"
        etree.SubElement(root, "Override", PartName=f"/word/{name}.xml", ContentType=content_type)
    return serialize(root).encode()


def _relationships(targets: dict[str, str]) -> bytes:
    root = etree.Element("Relationships", xmlns=f"{_PACKAGE}/relationships")
    for name, target in targets.items():
        kind = "officeDocument" if name == "document" else name.split("_")[0]
        etree.SubElement(
            root, "Relationship", Id=name, Type=f"{R.strip('{}')}/{kind}", Target=target
        )
    return serialize(root).encode()
