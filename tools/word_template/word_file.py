"""From a description to the Word file; the same description gives the same bytes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from perfreport.docx.safety import DOCUMENT_TYPE
from perfreport.office.package import CONTENT_TYPES, PACKAGE_RELATIONSHIPS, write_package
from perfreport.office.xml import serialize
from tools.word_template.description import (
    Contents,
    Description,
    Page,
    Paragraph,
    Section,
    Style,
    Table,
)
from tools.word_template.elements import Element, R, field, on, run, twips, w
from tools.word_template.style_parts import numbering_part, styles_part
from tools.word_template.table_parts import table_of
from tools.word_template.texts import paragraph_of

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORDML_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OTHER_NAMES = {
    "方正小标宋简体": "方正小标宋_GBK",
    "黑体": "SimHei",
    "楷体_GB2312": "楷体",
    "仿宋_GB2312": "仿宋",
    "宋体": "SimSun",
}
_HEADER = 15
_FIELDS = {"{页码}": "PAGE", "{总页数}": "NUMPAGES"}
_SHOWN = re.compile("(" + "|".join(map(re.escape, _FIELDS)) + ")")
_SIDES = {"居中": "center", "左": "left", "右": "right", "外侧": "right"}
_OUTSIDE = "外侧"


def word_file(description: Description) -> bytes:
    """The template as a file."""
    page, styles = description.page, description.styles
    parts = {
        "styles": styles_part(page, styles),
        "settings": _settings(page),
        "fontTable": _font_table(dict.fromkeys(style.face for style in styles.values())),
        **_footers(page, styles["页码"]),
    }
    numbering = numbering_part(page, styles)
    if numbering is not None:
        parts["numbering"] = numbering
    footers = [name for name in parts if name.startswith("footer")]
    parts["document"] = w("document", w("body", *_body(description, footers)))
    return _packed(parts)


def _body(description: Description, footers: list[str]) -> Iterator[Element]:
    """All blocks; each section ends with its properties, the first has the footers of all."""
    page = description.page
    for block in description.blocks:
        if isinstance(block, Section):
            yield w("p", w("pPr", _low_line(), _section(page, footers)))
            page, footers = block.page, []
        else:
            yield _block(block, description, page)
    yield _section(page, footers)


def _low_line() -> Element:
    """The height of a paragraph that is there for the end of a section alone."""
    return w("spacing", before=0, after=0, line=20, lineRule="exact")


def _block(block: Paragraph | Table | Contents, description: Description, page: Page) -> Element:
    if isinstance(block, Table):
        return table_of(block, description.styles)
    if isinstance(block, Contents):
        return _contents(block, description.styles[block.style])
    return paragraph_of(block, description.styles[block.style], page)


def _contents(contents: Contents, style: Style) -> Element:
    """A field that shows the headings, which is filled in when the template is printed."""
    # By the level of the outline too, for what is no heading of Word's own: titles of attachments.
    levels = f'TOC \\o "1-{contents.levels}" \\h \\z \\u'
    return w("p", w("pPr", w("pStyle", val=style.style_id)), *field(levels, ""))


def _section(page: Page, footers: list[str]) -> Element:
    width, height = map(twips, page.size)
    top, right, bottom, left = map(twips, page.margins)
    return w(
        "sectPr",
        *map(_footer_reference, footers),
        w("pgSz", w=width, h=height, orient="landscape" if page.is_landscape else "portrait"),
        w(
            "pgMar",
            top=top,
            right=right,
            bottom=bottom,
            left=left,
            header=twips(_HEADER),
            footer=twips(page.footer_height),
            gutter=0,
        ),
        *([w("pgNumType", start=0)] if page.has_cover else []),
        *on("titlePg", when=page.has_cover),
        _grid(page),
    )


def _grid(page: Page) -> Element:
    """The grid on which text stands: characters close up or part as much as the grid says."""
    if page.grid is None:
        return w("docGrid", linePitch=312)
    width, height = (length * 72 / 25.4 for length in page.type_area)
    lines, characters = page.grid
    # Word counts from the size of text without a style, in 4096ths of a point.
    space = round((width / characters - _GRID_SIZE) * 4096)
    # Rounded up, the last line would have no room, and LibreOffice moves all others down.
    return w("docGrid", type="linesAndChars", linePitch=int(height / lines * 20), charSpace=space)


_GRID_SIZE = 16


def _footer_reference(name: str) -> Element:
    kind = "even" if name.endswith("even") else "default"
    reference = w("footerReference", type=kind)
    reference.set(R + "id", name)
    return reference


def _footers(page: Page, style: Style) -> dict[str, Element]:
    if not page.footer:
        return {}
    footers = {"footer": _footer(page, style, _SIDES[page.footer_place])}
    if page.footer_place == _OUTSIDE:
        footers["footer_even"] = _footer(page, style, "left")
    return footers


def _footer(page: Page, style: Style, side: str) -> Element:
    """The page number on the given side, one character inwards where that is an outer one."""
    inwards = [w("ind", **{f"{side}Chars": 100, side: round(style.size * 20)})]
    properties = w(
        "pPr",
        w("pStyle", val=style.style_id),
        *(inwards if page.footer_place == _OUTSIDE else []),
        w("jc", val=side),
    )
    words: list[Element] = []
    for piece in filter(None, _SHOWN.split(page.footer)):
        words += field(_FIELDS[piece], "1") if piece in _FIELDS else [run(piece)]
    return w("ftr", w("p", properties, *words))


def _settings(page: Page) -> Element:
    return w(
        "settings",
        w("defaultTabStop", val=420),
        *on("evenAndOddHeaders", when=page.footer_place == _OUTSIDE and bool(page.footer)),
        w("characterSpacingControl", val="compressPunctuation"),
        w(
            "compat",
            *on("useFELayout"),
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


def _font_table(faces: Iterable[str]) -> Element:
    return w("fonts", *map(_font, faces))


def _font(face: str) -> Element:
    other = [w("altName", val=_OTHER_NAMES[face])] if face in _OTHER_NAMES else []
    return w(
        "font",
        *other,
        w("charset", val="86"),
        w("family", val="auto"),
        w("pitch", val="variable"),
        name=face,
    )


def _packed(parts: dict[str, Element]) -> bytes:
    files = {f"word/{name}.xml": serialize(root).encode() for name, root in parts.items()}
    files[CONTENT_TYPES] = _content_types(sorted(parts))
    files[PACKAGE_RELATIONSHIPS] = _relationships({"document": "word/document.xml"})
    related = {name: f"{name}.xml" for name in sorted(parts) if name != "document"}
    files["word/_rels/document.xml.rels"] = _relationships(related)
    return write_package(files)


def _content_types(names: list[str]) -> bytes:
    root = etree.Element("Types", xmlns=f"{_PACKAGE}/content-types")
    defaults = {
        "rels": "application/vnd.openxmlformats-package.relationships+xml",
        "xml": "application/xml",
    }
    for extension, content_type in defaults.items():
        etree.SubElement(root, "Default", Extension=extension, ContentType=content_type)
    for name in names:
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
