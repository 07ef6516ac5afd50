"""Page numbers that stand in a text box or a frame, as WPS and older editions of Word put them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from perfreport.docx.page.elements import ALTERNATIVES, chosen
from perfreport.docx.wordml import W

OUTSIDE = "outside"
"""Right on the pages of odd numbers, left on the others."""

_SIDES = {"left": "left", "inside": "left", "center": "center", "right": "right"}
_FIELD = "PAGE"


class Framed(NamedTuple):
    """A paragraph of a footer.

    Attributes:
        paragraph: of Word.
        side: where its frame or text box stands: ``left``, ``center``, ``right``, ``outside``;
            empty without one.
    """

    paragraph: etree._Element
    side: str


def framed(paragraph: etree._Element) -> Iterator[Framed]:
    """``paragraph``, or those of a text box in it that has the page number."""
    for box in _boxes(paragraph):
        inner = [each for each in box.iter(W + "p") if _has_page_number(each)]
        if inner:
            side = next((each.text or "" for each in _anchors(box)), "")
            yield from (Framed(each, _side(side)) for each in inner)
            return
    frame = paragraph.find(f"{W}pPr/{W}framePr")
    yield Framed(paragraph, _side(frame.get(W + "xAlign", "")) if frame is not None else "")


def _side(name: str) -> str:
    return OUTSIDE if name == OUTSIDE else _SIDES.get(name, "")


def _boxes(element: etree._Element) -> Iterator[etree._Element]:
    """The text boxes in ``element``; of those for programs of different age the first."""
    for child in element:
        if child.tag == ALTERNATIVES:
            yield from _boxes(chosen(child))
        elif child.tag == W + "txbxContent":
            yield child
        else:
            yield from _boxes(child)


def _anchors(box: etree._Element) -> Iterator[etree._Element]:
    """What says where the text box stands."""
    for holder in box.iterancestors("{*}anchor"):
        yield from holder.iterfind("{*}positionH/{*}align")


def _has_page_number(paragraph: etree._Element) -> bool:
    instructions = [each.text or "" for each in paragraph.iter(W + "instrText")]
    instructions += [each.get(W + "instr", "") for each in paragraph.iter(W + "fldSimple")]
    return any(_FIELD in each.upper().split() for each in instructions)
