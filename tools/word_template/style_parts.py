"""The part of the file that holds the styles, and the one that numbers headings and items."""

from __future__ import annotations

import re
from collections.abc import Mapping

from perfreport.docx.wordml import W
from tools.word_template.description import Page, Style
from tools.word_template.elements import Element, off, on, twips, w
from tools.word_template.texts import RUN_IN

TABLE_STYLE = "FormTable"

_HEADINGS, _ITEMS = 1, 2
"""Ids of the lists that number headings, and items of text."""

_FORMATS = {"一": "chineseCountingThousand", "1": "decimal", "①": "decimalEnclosedCircle"}


def styles_part(page: Page, styles: Mapping[str, Style]) -> Element:
    """All styles of a template."""
    body = styles["正文"]
    # Chinese as the language of Latin letters would have LibreOffice tear numbers apart.
    language = w("lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA")
    defaults = w("rPr", fonts(body.face), *_sizes(body.size), language)
    return w(
        "styles",
        w("docDefaults", w("rPrDefault", defaults), w("pPrDefault")),
        *_base_styles(body.size),
        _table_style(page.cell_padding),
        *(_paragraph_style(style) for style in styles.values()),
        _run_in_style(body.face),
    )


def numbering_part(page: Page, styles: dict[str, Style]) -> Element | None:
    """The lists of headings and items; None when no style is numbered."""
    by_level = {style.level: style for style in reversed(styles.values()) if style.level}
    headings = [
        _level(level - 1, page.numbering[level - 1], by_level[level]) for level in sorted(by_level)
    ]
    items = [_level(0, "1.", style) for style in styles.values() if style.is_item][:1]
    lists = [
        (_HEADINGS, "multilevel", headings),
        (_ITEMS, "singleLevel", items),
    ]
    used = [each for each in lists if each[-1]]
    if not used:
        return None
    return w(
        "numbering",
        *(_definition(list_id, kind, levels) for list_id, kind, levels in used),
        *(w("num", w("abstractNumId", val=list_id), numId=list_id) for list_id, _, _ in used),
    )


def fonts(face: str) -> Element:
    """``face`` for every script; a slot left out would be filled by the reader's program."""
    return w("rFonts", ascii=face, hAnsi=face, eastAsia=face, cs=face)


def _paragraph_style(style: Style) -> Element:
    names = [w("aliases", val=style.name)] if style.builtin else []
    return _style(
        "paragraph",
        style.style_id,
        style.builtin or style.name,
        *names,
        w("basedOn", val="Normal"),
        w("qFormat"),
        w("pPr", *_paragraph_properties(style)),
        w("rPr", *_text_properties(style)),
        is_custom=not style.builtin,
    )


def _paragraph_properties(style: Style) -> list[Element]:
    return [
        *on("keepNext", when=style.keep_next),
        *off("widowControl", when=not style.widow_control),
        *_list_properties(style),
        *off("adjustRightInd"),
        *off("snapToGrid"),
        w(
            "spacing",
            before=round(style.before * 20),
            after=round(style.after * 20),
            line=round(style.pitch * 20),
            lineRule="exact",
        ),
        *_indent(style),
        w("jc", val=style.align),
        *([w("outlineLvl", val=outline - 1)] if (outline := style.level or style.outline) else []),
    ]


def _list_properties(style: Style) -> list[Element]:
    if style.level:
        return [w("numPr", w("ilvl", val=style.level - 1), w("numId", val=_HEADINGS))]
    if style.is_item:
        return [w("numPr", w("ilvl", val=0), w("numId", val=_ITEMS))]
    return []


def _indent(style: Style) -> list[Element]:
    """The indents in characters, and in twips for programs that cannot count characters."""
    if style.overhang:
        outwards = -round(style.overhang * 20)
        return [w("ind", left=outwards, right=outwards)]
    indents = {
        "left": style.left,
        "right": style.right,
        "firstLine": style.first_line,
        "hanging": style.hanging,
    }
    values = {
        name: value
        for side, characters in indents.items()
        if characters
        for name, value in (
            (f"{side}Chars", round(characters * 100)),
            (side, round(characters * style.size * 20)),
        )
    }
    return [w("ind", **values)] if values else []


def _text_properties(style: Style) -> list[Element]:
    return [
        fonts(style.face),
        *on("b", when=style.bold),
        *on("bCs", when=style.bold),
        *off("snapToGrid"),
        *([w("spacing", val=round(style.tracking * 20))] if style.tracking else []),
        *_sizes(style.size),
    ]


def _sizes(size: float) -> list[Element]:
    half_points = round(size * 2)
    return [w("sz", val=half_points), w("szCs", val=half_points)]


def _base_styles(size: float) -> list[Element]:
    """The styles that Word expects in every document."""
    # No space between Chinese and figures: two of these take the place of one character.
    format_ = (*off("autoSpaceDE"), *off("autoSpaceDN"), w("jc", val="both"))
    normal = (w("qFormat"), w("pPr", *format_), w("rPr", *_sizes(size)))
    return [
        _style("paragraph", "Normal", "Normal", *normal, is_default=True),
        _style("character", "DefaultParagraphFont", "Default Paragraph Font", is_default=True),
        _style("table", "TableNormal", "Normal Table", is_default=True),
        _style("numbering", "NoList", "No List", is_default=True),
    ]


def _run_in_style(face: str) -> Element:
    return _style(
        "character",
        RUN_IN,
        "接排正文",
        w("basedOn", val="DefaultParagraphFont"),
        w("qFormat"),
        w("rPr", fonts(face)),
        is_custom=True,
    )


def _table_style(padding: float) -> Element:
    # In the order of the schema.
    lines = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = [w(edge, val="single", sz="4", space="0", color="auto") for edge in lines]
    margins = [w(edge, w=twips(padding), type="dxa") for edge in lines[:4]]
    return _style(
        "table",
        TABLE_STYLE,
        "公文表格",
        w("basedOn", val="TableNormal"),
        w("qFormat"),
        w("tblPr", w("tblBorders", *borders), w("tblCellMar", *margins)),
        is_custom=True,
    )


def _style(
    kind: str,
    style_id: str,
    name: str,
    *content: Element,
    is_default: bool = False,
    is_custom: bool = False,
) -> Element:
    style = w("style", w("name", val=name), *content, type=kind, styleId=style_id)
    if is_default:
        style.set(W + "default", "1")
    if is_custom:
        style.set(W + "customStyle", "1")
    return style


def _definition(list_id: int, kind: str, levels: list[Element]) -> Element:
    identity = w("nsid", val=f"{0x5A0B0000 + list_id:08X}")
    return w("abstractNum", identity, w("multiLevelType", val=kind), *levels, abstractNumId=list_id)


def _level(level: int, first: str, style: Style) -> Element:
    """The level of a list whose paragraphs in ``style`` are numbered from ``first`` on."""
    [sign] = re.findall("[一1①]", first)
    return w(
        "lvl",
        w("start", val=1),
        w("numFmt", val=_FORMATS[sign]),
        w("pStyle", val=style.style_id),
        w("suff", val="nothing"),
        w("lvlText", val=first.replace(sign, f"%{level + 1}")),
        w("lvlJc", val="left"),
        w("pPr", *_indent(style)),
        ilvl=level,
    )
