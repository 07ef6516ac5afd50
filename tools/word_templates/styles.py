"""The styles of the templates: official faces by their names, sizes as GB/T 9704 and the forms."""

from __future__ import annotations

from dataclasses import dataclass

from perfreport.docx.wordml import W
from tools.word_templates.elements import Element, off, on, twips, w

SONG_TITLE = "方正小标宋简体"
HEI = "黑体"
KAI = "楷体_GB2312"
FANG = "仿宋_GB2312"
SONG = "宋体"

FACES = (SONG_TITLE, HEI, KAI, FANG, SONG)


def fonts(face: str) -> Element:
    """``face`` for every script; a slot left out would be filled by the reader's program."""
    return w("rFonts", ascii=face, hAnsi=face, eastAsia=face, cs=face)


@dataclass(frozen=True, kw_only=True)
class ParagraphStyle:
    """A paragraph style (段落样式); lengths are in points.

    Attributes:
        id: by which paragraphs name it.
        name: as Word shows it; Word translates its own names, such as ``heading 1``.
        face: of the text, for every script.
        size: of the text.
        pitch: from line to line.
        tracking: added to the width of every character.
        align: ``both``, ``left``, ``center`` or ``right``.
        before: space above.
        after: space below.
        first_line: indent of the first line in characters.
        left: indent of all lines in characters.
        list_level: of the list ``list_id``.
        list_id: of the list that numbers these paragraphs.
        outline_level: in the document's outline; None for text.
        keep_next: whether it stays with the next paragraph.
        overhang: by which it may stand out on both sides.
        widow_control: whether no first or last line stands alone on a page.
    """

    id: str
    name: str
    face: str
    size: float
    pitch: float
    tracking: float = 0
    align: str = "both"
    before: float = 0
    after: float = 0
    first_line: int = 0
    left: int = 0
    list_id: int | None = None
    list_level: int = 0
    outline_level: int | None = None
    keep_next: bool = False
    overhang: float = 0
    widow_control: bool = True

    def element(self) -> Element:
        """The style as Word keeps it."""
        return _style(
            "paragraph",
            self.id,
            self.name,
            w("basedOn", val="Normal"),
            w("qFormat"),
            w("pPr", *self._paragraph_properties()),
            w("rPr", *self._text_properties()),
        )

    def _paragraph_properties(self) -> list[Element]:
        properties = [on("keepNext")] if self.keep_next else []
        properties += [] if self.widow_control else [off("widowControl")]
        if self.list_id is not None:
            level = w("ilvl", val=self.list_level)
            properties.append(w("numPr", level, w("numId", val=self.list_id)))
        properties += [off("autoSpaceDE"), off("autoSpaceDN")]
        properties += [off("adjustRightInd"), off("snapToGrid"), self._spacing()]
        if self.first_line:
            properties.append(first_line_indent(self.first_line, self.size))
        if self.left:
            left = round(self.left * self.size * 20)
            properties.append(w("ind", leftChars=self.left * 100, left=left))
        if self.overhang:
            outwards = -round(self.overhang * 20)
            properties.append(w("ind", left=outwards, right=outwards))
        properties.append(w("jc", val=self.align))
        if self.outline_level is not None:
            properties.append(w("outlineLvl", val=self.outline_level))
        return properties

    def _spacing(self) -> Element:
        return w(
            "spacing",
            before=round(self.before * 20),
            after=round(self.after * 20),
            line=round(self.pitch * 20),
            lineRule="exact",
        )

    def _text_properties(self) -> list[Element]:
        tracking = [w("spacing", val=round(self.tracking * 20))] if self.tracking else []
        return [fonts(self.face), off("snapToGrid"), *tracking, *_sizes(self.size)]


def first_line_indent(characters: int, size: float) -> Element:
    """An indent of so many characters, in twips too for programs that cannot count characters."""
    return w("ind", firstLineChars=characters * 100, firstLine=round(characters * size * 20))


def run_in_text() -> Element:
    """The character style of the text that follows a heading in the same line (接排正文)."""
    return _style(
        "character",
        "RunInText",
        "接排正文",
        w("basedOn", val="DefaultParagraphFont"),
        w("qFormat"),
        w("rPr", fonts(FANG)),
    )


def styles_part(styles: list[Element], *, size: float, cell_padding: float) -> Element:
    """All styles of a template.

    Args:
        styles: of the form.
        size: of text without a style, in points.
        cell_padding: around the text in table cells, in millimetres.
    """
    language = w("lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA")
    defaults = w("rPr", fonts(FANG), *_sizes(size), language)
    return w(
        "styles",
        w("docDefaults", w("rPrDefault", defaults), w("pPrDefault")),
        *_base_styles(size),
        _table_style(cell_padding),
        *styles,
    )


def _sizes(size: float) -> list[Element]:
    half_points = round(size * 2)
    return [w("sz", val=half_points), w("szCs", val=half_points)]


def _base_styles(size: float) -> list[Element]:
    """The styles that Word expects in every document."""
    normal = (w("qFormat"), w("pPr", w("jc", val="both")), w("rPr", *_sizes(size)))
    return [
        _style("paragraph", "Normal", "Normal", *normal, is_default=True),
        _style("character", "DefaultParagraphFont", "Default Paragraph Font", is_default=True),
        _style("table", "TableNormal", "Normal Table", is_default=True),
        _style("numbering", "NoList", "No List", is_default=True),
    ]


def _style(
    kind: str, style_id: str, name: str, *content: Element, is_default: bool = False
) -> Element:
    style = w("style", w("name", val=name), *content, type=kind, styleId=style_id)
    if is_default:
        style.set(W + "default", "1")
    return style


def _table_style(padding: float) -> Element:
    edges = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = [w(edge, val="single", sz="4", space="0", color="auto") for edge in edges]
    margins = [w(edge, w=twips(padding), type="dxa") for edge in edges[:4]]
    return _style(
        "table",
        "FormTable",
        "公文表格",
        w("basedOn", val="TableNormal"),
        w("qFormat"),
        w("tblPr", w("tblBorders", *borders), w("tblCellMar", *margins)),
    )
