"""A finished Word file as a draft (草稿): stamped on each page, its gaps marked in yellow."""

from __future__ import annotations

import copy
import posixpath
import re

from lxml import etree

from perfreport.docx.package import CONTENT_TYPES, Parts
from perfreport.docx.relationships import (
    OFFICE,
    declare,
    document_part,
    part_of_relationships,
    relate,
    relationships_of,
)
from perfreport.docx.wordml import PRESERVE, W, element, parse, properties_of, serialize

_HEADER_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
_HEADER = "draft.xml"
_ID = "draft"
_STYLE = "DraftGap"
_KINDS = ("default", "first", "even")
_GAP = re.compile("(【(?:待填|随数据计算)[^【】]*】)")
_FRAME = {"wrap": "around", "vAnchor": "page", "hAnchor": "margin", "xAlign": "right", "y": "397"}
"""Outside of the text, near the upper edge of the page: nothing moves for it."""


def as_draft(parts: Parts, stamp: str) -> Parts:
    """``parts`` with the word ``stamp`` on each page and the gaps of the text marked.

    Headers of the form's own keep what they say.
    """
    main = document_part(parts)
    root = parse(parts[main])
    _mark_gaps(root)
    changed = {main: root}
    for each in relationships_of(parts, main):
        if each.type in _CHANGES and each.target in parts:
            changed[each.target] = _CHANGES[each.type](parse(parts[each.target]), stamp)
    new = _header_parts(parts, main, stamp) if _add_header(root) else {}
    return {**parts, **{name: serialize(part).encode() for name, part in changed.items()}, **new}


def _mark_gaps(root: etree._Element) -> None:
    for text in list(root.iter(W + "t")):
        run = text.getparent()
        if "【" in (text.text or "") and run is not None and len(run.findall(W + "t")) == 1:
            _part(run, text)


def _part(run: etree._Element, text: etree._Element) -> None:
    """Put a run of its own in place of each gap in ``text``, the only one of ``run``."""
    pieces = [piece for piece in _GAP.split(text.text or "") if piece]
    place = run
    for piece in pieces[1:]:
        following = _run_like(run, piece)
        place.addnext(following)
        place = following
        if _GAP.fullmatch(piece):
            _highlight(following)
    text.text = pieces[0]
    if _GAP.fullmatch(pieces[0]):
        _highlight(run)


def _run_like(run: etree._Element, text: str) -> etree._Element:
    """A run set like ``run`` that says ``text`` and nothing else."""
    words = element("t")
    words.text = text
    words.set(PRESERVE, "preserve")
    return element("r", *copy.deepcopy(run.findall(W + "rPr")), words)


def _highlight(run: etree._Element) -> None:
    properties = properties_of(run, "rPr")
    for style in properties.findall(W + "rStyle"):
        properties.remove(style)
    properties.insert(0, element("rStyle", val=_STYLE))


def _with_style(styles: etree._Element, _stamp: str) -> etree._Element:
    """``styles`` with the one of gaps; a style is no edit, which shading by hand would be."""
    name = element("name", val="待填")
    properties = element("rPr", element("shd", val="clear", color="auto", fill="FFFF00"))
    styles.append(
        element("style", name, properties, type="character", customStyle="1", styleId=_STYLE)
    )
    return styles


def _stamped(header: etree._Element, stamp: str) -> etree._Element:
    header.insert(0, _stamp(stamp))
    return header


_CHANGES = {"styles": _with_style, "header": _stamped}
"""What is done to the parts that the document refers to, by the kind of reference."""


def _stamp(stamp: str) -> etree._Element:
    paragraph = _paragraph()
    paragraph[0].insert(0, element("framePr", **_FRAME))
    words = element("t")
    words.text = stamp
    paragraph.append(element("r", element("rPr", element("b"), element("sz", val="32")), words))
    return paragraph


def _paragraph() -> etree._Element:
    """A paragraph that stands for itself, whatever the styles of the form say."""
    spacing, indent = element("spacing", before="0", after="0"), element("ind", firstLine="0")
    return element("p", element("pPr", spacing, indent))


def _add_header(root: etree._Element) -> bool:
    """Give the first section the new header where it has none; the later ones go by it."""
    section = next(iter(root.iter(W + "sectPr")), None)
    if section is None:
        section = etree.SubElement(root.find(W + "body"), W + "sectPr")  # type: ignore[arg-type]
    there = {each.get(W + "type", "default") for each in section.findall(W + "headerReference")}
    missing = [kind for kind in _KINDS if kind not in there]
    for kind in missing:
        reference = element("headerReference", type=kind)
        reference.set(f"{{{OFFICE}}}id", _ID)
        section.insert(0, reference)
    return bool(missing)


def _header_parts(parts: Parts, main: str, stamp: str) -> Parts:
    """The new header, and what has to know of it."""
    name = posixpath.join(posixpath.dirname(main), _HEADER)
    types = parse(parts[CONTENT_TYPES])
    declare(types, name, _HEADER_TYPE)
    rels = part_of_relationships(main)
    references = parse(parts[rels])
    relate(references, _ID, f"{OFFICE}/header", _HEADER)
    return {
        name: serialize(element("hdr", _stamp(stamp), _low_paragraph())).encode(),
        CONTENT_TYPES: serialize(types).encode(),
        rels: serialize(references).encode(),
    }


def _low_paragraph() -> etree._Element:
    """What a header must end with, next to nothing high."""
    paragraph = _paragraph()
    spacing = next(paragraph.iter(W + "spacing"))
    spacing.set(W + "line", "20")
    spacing.set(W + "lineRule", "exact")
    return paragraph
