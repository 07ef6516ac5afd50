"""The elements of WordprocessingML that stand around others, and the words in an element."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from perfreport.docx.wordml import W

ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
"""What stands there in several ways, for programs of different age."""

WRAPPERS = {
    W + name
    for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "hyperlink",
                 "fldSimple", "dir", "bdo")
}  # fmt: skip
"""What only marks the elements in it."""

GONE = {W + "del", W + "moveFrom"}
"""What holds words that were deleted, or are elsewhere now, while changes were tracked."""

_OFF = ("0", "false", "off", "none", "auto", "nil", "clear")
_MOST = 1_000


def unwrapped(parent: etree._Element) -> Iterator[etree._Element]:
    """The children of ``parent``, those within wrappers too; of alternatives the first."""
    stack = list(reversed(parent))
    while stack:
        child = stack.pop()
        if child.tag == ALTERNATIVES:
            stack.extend(reversed(chosen(child)))
        elif child.tag in WRAPPERS:
            stack.extend(reversed(child))
        else:
            yield child


def chosen(alternatives: etree._Element) -> etree._Element:
    """The alternative that counts: the first."""
    return next(iter(alternatives), alternatives)


def words_in(element: etree._Element) -> str:
    """All words in ``element``, deleted ones and those of formulas and drawings too."""
    texts = element.iter("{*}t", W + "delText")
    return "".join(text.text or "" for text in texts).strip()


def number_in(element: etree._Element, holder: str, name: str, least: int) -> int:
    """A number among the properties; ``least`` where it is missing, wrong or lower."""
    return max(least, min(whole(value_in(element, holder, name), least), _MOST))


def value_in(element: etree._Element | None, *names: str) -> str:
    """The value of the property that ``names`` lead to; empty where it is missing."""
    for name in names:
        element = element.find(W + name) if element is not None else None
    return element.get(W + "val", "") if element is not None else ""


def whole(text: str, default: int) -> int:
    """A number from 0 on; ``default`` where it is missing or wrong."""
    # Python would take the digits of any script, and any number of them.
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else default


def is_on(element: etree._Element | None) -> bool:
    """Whether a property is there and not switched off."""
    if element is None:
        return False
    # Shading in one plain colour is ``clear``, without a pattern: its fill tells.
    fill = element.get(W + "fill", "auto")
    return fill not in _OFF or element.get(W + "val", element.get(W + "fill", "1")) not in _OFF


CHART = "perfreport-chart"
"""How the name of a chart's picture begins, by which it is known."""

_PROPERTIES = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


def is_chart(drawing: etree._Element) -> bool:
    """Whether ``drawing`` is the picture of a chart, which says what stands elsewhere, too."""
    return any(each.get("name", "").startswith(CHART) for each in drawing.iter(_PROPERTIES))
