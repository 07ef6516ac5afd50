"""Charts in a Word file: ``{% chart execution project budget=全年预算数 spent=全年执行数 %}``.

The tag stands alone in a paragraph and says what is drawn: the rows, by which field they are named,
and the figures, each with what the legend calls it where there are several. What is drawn is the
chart that the PDF has there, so that both show the same (``documents/pictures.py``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple
from xml.sax.saxutils import quoteattr

from lxml import etree

from perfreport.basics.errors import TemplateError
from perfreport.basics.patterns import regex
from perfreport.charts.chart import MOST_SERIES
from perfreport.docx.page.elements import CHART
from perfreport.docx.tags import text_of
from perfreport.docx.whereabouts import whereabouts
from perfreport.docx.wordml import W, element
from perfreport.office.package import Parts
from perfreport.office.relationships import OFFICE, declare, relate

TAG = regex(r"\{%\s*chart\b.*?%\}", re.DOTALL)
"""Such a tag, well written or not."""

_NAME = r"[A-Za-z_]\w*"
_WELL_WRITTEN = regex(
    rf"\{{%\s*chart\s+(?P<rows>{_NAME}(?:\.{_NAME})*)\s+(?P<name>{_NAME})"
    rf"(?P<series>(?:\s+{_NAME}(?:\s*=\s*[^\s=%{{}}|<>&\"]+)?)+)\s*%\}}"
)
_SERIES = regex(rf"({_NAME})(?:\s*=\s*([^\s=%{{}}|<>&\"]+))?")
MARK = "<!--chart-->"
"""What stands in place of such a tag until there is a picture."""

_LONGEST_NAME = 20
_EMU = 12_700
_PICTURE_TYPE = "image/png"


class Picture(NamedTuple):
    """A chart as it is drawn; lengths in points.

    Attributes:
        content: of a PNG file.
        width: of it.
        height: of it.
        text: what it shows, in words.
    """

    content: bytes
    width: float
    height: float
    text: str


class ChartTag(NamedTuple):
    """What such a tag says.

    Attributes:
        rows: the list of the view.
        name: the field by which its rows are named.
        figures: the fields that are drawn.
        series: what the legend calls them; a single one has no name.
    """

    rows: str
    name: str
    figures: tuple[str, ...]
    series: tuple[str, ...]


def chart_tag(tag: str, place: str) -> ChartTag:
    """What ``tag`` says.

    Raises:
        TemplateError: it is not well written; begins with ``place``.
    """
    found = _WELL_WRITTEN.fullmatch(tag)
    if found is None:
        raise TemplateError(
            f"{place}要写列表、名称、数字，如 {{% chart scores project score %}}，"
            "几组数字各写图例，如 budget=预算数 spent=执行数"
        )
    pairs = _SERIES.findall(found["series"])
    figures, series = (tuple(each) for each in zip(*pairs, strict=True))
    if len(figures) > MOST_SERIES:
        raise TemplateError(f"{place}至多画 {MOST_SERIES} 组数字，再多灰度分不清")
    if any(len(each) > _LONGEST_NAME for each in series):
        raise TemplateError(f"{place}的图例至多 {_LONGEST_NAME} 字，请写短些")
    if len(figures) > 1 and not all(series):
        raise TemplateError(f"{place}有几组数字，每组都要写图例，如 budget=预算数 spent=执行数")
    return ChartTag(found["rows"], found["name"], figures, series)


def mark_charts(root: etree._Element, where: str) -> None:
    """Put a mark in place of each such tag.

    Raises:
        TemplateError: a tag is not well written, or does not stand alone in a paragraph.
    """
    for paragraph in list(root.iter(W + "p")):
        text = text_of(paragraph)
        if tag := TAG.search(text):
            place = f"{where}{whereabouts(root, tag[0])}：标签 {' '.join(tag[0].split())} "
            is_alone = text.strip() == tag[0]
            if not is_alone or next(paragraph.iterancestors(W + "tc"), None) is not None:
                raise TemplateError(f"{place}要独占一段，不写在表格里")
            chart_tag(tag[0], place)
            _hold_picture(paragraph)


def _hold_picture(paragraph: etree._Element) -> None:
    """Leave ``paragraph`` its style alone, and a line as high as what will stand in it."""
    found = (paragraph.find(f"{W}pPr/{W}{name}") for name in ("pStyle", "keepNext"))
    marks = [each for each in found if each is not None]
    for child in list(paragraph):
        paragraph.remove(child)
    marks += [
        element("snapToGrid", val="0"),
        element("spacing", line="240", lineRule="auto"),
        element("ind", firstLine="0", firstLineChars="0"),
        element("jc", val="left"),
    ]
    run = element("r")
    run.append(etree.Comment("chart"))
    paragraph.extend((element("pPr", *marks), run))


def with_pictures(part: str, pictures: Sequence[Picture | None]) -> str:
    """The rendered XML of ``part`` with ``pictures`` in place of its marks; nothing for None.

    Raises:
        TemplateError: there are more or fewer.
    """
    first, *rest = part.split(MARK)
    if len(rest) != len(pictures):
        raise TemplateError(
            f"Word 模板里有 {len(rest)} 张图，PDF 模板里有 {len(pictures)} 张；请使两者相同"
        )
    drawn = (_inline(number, each) for number, each in enumerate(pictures, start=1))
    return "".join((first, *chain.from_iterable(zip(drawn, rest, strict=True))))


def with_files(parts: Parts, main: str, pictures: Sequence[Picture | None]) -> Parts:
    """``parts`` with the ``pictures`` that the part ``main`` shows."""
    for number, picture in enumerate(pictures, start=1):
        if picture is not None:
            name = f"{CHART}{number}"
            file = f"word/media/{name}.png"
            parts = declare({**parts, file: picture.content}, file, _PICTURE_TYPE)
            parts = relate(parts, main, name, f"{OFFICE}/image", f"/{file}")
    return parts


def _inline(number: int, drawn: Picture | None) -> str:
    if drawn is None:
        return ""
    size = f'cx="{round(drawn.width * _EMU)}" cy="{round(drawn.height * _EMU)}"'
    name, picture = f"{CHART}{number}", "http://schemas.openxmlformats.org/drawingml/2006/picture"
    return (
        '<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0" xmlns:wp='
        '"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
        f'<wp:extent {size}/><wp:docPr id="{9_000 + number}" name="{name}" '
        f"descr={quoteattr(drawn.text)}/><wp:cNvGraphicFramePr/>"
        '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        f'<a:graphicData uri="{picture}"><pic:pic xmlns:pic="{picture}"><pic:nvPicPr>'
        f'<pic:cNvPr id="{number}" name="{name}.png"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        f'<a:blip xmlns:r="{OFFICE}" r:embed="{name}"/><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing>"
    )
