"""Charts in a Word file: ``{% chart execution project budget=全年预算数 spent=全年执行数 %}``.

The tag stands alone in a paragraph and says what is drawn: the rows, by which field they are named,
and the figures, each with what the legend calls it where there are several. What is drawn is the
chart that the PDF has there, so that both show the same (``documents/pictures.py``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy
from itertools import chain, count
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
from perfreport.forms.templating.uses import DRAWN
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
"""What stands before the paragraphs that will hold a chart, until there are pictures of it."""

_LAST, _END, _PICTURE = "<!--last-->", "<!--end-->", "<!--picture-->"
"""Behind it a paragraph for each picture but the last, then that for the last."""

_LONGEST_NAME = 20
_EMU = 12_700
_PICTURE_TYPE = "image/png"


class Picture(NamedTuple):
    """A chart, or a part of one, as it is drawn; lengths in points.

    Attributes:
        content: of a PNG file.
        width: of it.
        height: of it.
        text: what it shows, in words.
        missing: characters that nothing at hand can draw.
    """

    content: bytes
    width: float
    height: float
    text: str
    missing: str = ""


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

    @property
    def said(self) -> str:
        """The names in it, without those of the legend."""
        return " ".join((self.rows, self.name, *self.figures))


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


def mark_charts(root: etree._Element, where: str) -> list[ChartTag]:
    """Put a mark in place of each such tag; gives what these say.

    Raises:
        TemplateError: a tag is not well written, or does not stand alone in a paragraph.
    """
    said = []
    for paragraph in list(root.iter(W + "p")):
        text = text_of(paragraph)
        if tag := TAG.search(text):
            place = f"{where}{whereabouts(root, tag[0])}：标签 {' '.join(tag[0].split())} "
            is_alone = text.strip() == tag[0]
            if not is_alone or next(paragraph.iterancestors(W + "tc"), None) is not None:
                raise TemplateError(f"{place}要独占一段，不写在表格里")
            said.append(chart_tag(tag[0], place))
            _hold_pictures(paragraph)
    return said


def with_drawn(source: str, charts: Sequence[ChartTag]) -> str:
    """``source``, with marks for ``charts``, as a template that says what each of them draws."""
    first, *rest = source.split(MARK)
    # A name of the template's own would be taken for either.
    name = next(f"chart_{number}" for number in count() if f"chart_{number}" not in source)
    drawn = (
        f"{{% with {name} = {each.rows} %}}{{% with {name}_row = {name} | first %}}"
        f'{{% set {DRAWN} = ("{each.said}", {name}, {_of_row(each, f"{name}_row")}) %}}'
        "{% endwith %}{% endwith %}"
        for each in charts
    )
    return "".join((first, *chain.from_iterable(zip(drawn, rest, strict=True))))


def _of_row(chart: ChartTag, row: str) -> str:
    return ", ".join(f"{row}.{name}" for name in (chart.name, *chart.figures))


def _hold_pictures(paragraph: etree._Element) -> None:
    """Put in place of ``paragraph`` one like it for a picture, and one for the last of several."""
    styles = paragraph.findall(f"{W}pPr/{W}pStyle")
    goes_on = _holder([*deepcopy(styles), element("keepNext", val="0")])
    last = _holder([*styles, *paragraph.findall(f"{W}pPr/{W}keepNext")])
    before, between, behind = (etree.Comment(each[4:-3]) for each in (MARK, _LAST, _END))
    parent = paragraph.getparent()
    assert parent is not None
    place = parent.index(paragraph)
    parent[place : place + 1] = [before, goes_on, between, last, behind]


def _holder(marks: Sequence[etree._Element]) -> etree._Element:
    """A paragraph with these ``marks`` alone, and a line as high as what will stand in it."""
    run = element("r")
    run.append(etree.Comment(_PICTURE[4:-3]))
    alike = (
        element("snapToGrid", val="0"),
        element("spacing", line="240", lineRule="auto"),
        element("ind", firstLine="0", firstLineChars="0"),
        element("jc", val="left"),
    )
    properties = element("pPr", *marks, *alike)
    return element("p", properties, run)


def with_pictures(part: str, charts: Sequence[Sequence[Picture]]) -> str:
    """The rendered XML of ``part`` with the pictures of ``charts`` in place of its marks.

    Each picture has a paragraph of its own; a chart without any leaves it blank, for it may be what
    keeps two tables apart.

    Raises:
        TemplateError: there are more charts or fewer.
    """
    first, *rest = part.split(MARK)
    if len(rest) != len(charts):
        raise TemplateError(
            f"Word 模板里有 {len(rest)} 张图，PDF 模板里有 {len(charts)} 张；请使两者相同"
        )
    numbers, pieces = count(1), [first]
    for pictures, text in zip(charts, rest, strict=True):
        held, behind = text.split(_END, 1)
        goes_on, last = held.split(_LAST, 1)
        shown = [_inline(next(numbers), picture) for picture in pictures] or [""]
        pieces += [goes_on.replace(_PICTURE, each) for each in shown[:-1]]
        pieces += [last.replace(_PICTURE, shown[-1]), behind]
    return "".join(pieces)


def with_files(parts: Parts, main: str, charts: Sequence[Sequence[Picture]]) -> Parts:
    """``parts`` with the pictures of ``charts``, which the part ``main`` shows."""
    for number, picture in enumerate(chain.from_iterable(charts), start=1):
        name = f"{CHART}{number}"
        file = f"word/media/{name}.png"
        parts = declare({**parts, file: picture.content}, file, _PICTURE_TYPE)
        parts = relate(parts, main, name, f"{OFFICE}/image", f"/{file}")
    return parts


def _inline(number: int, drawn: Picture) -> str:
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
