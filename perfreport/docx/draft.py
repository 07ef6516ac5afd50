"""A finished Word file as a draft (草稿): stamped on each page, its gaps marked in yellow."""

from __future__ import annotations

import copy
import posixpath
import re

from lxml import etree

from perfreport.docx.package import CONTENT_TYPES, Parts
from perfreport.docx.relationships import NAMESPACE as RELATIONSHIPS
from perfreport.docx.relationships import part_of_relationships, relationships_of
from perfreport.docx.wordml import PRESERVE, W, parse, serialize

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
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
    main = next(each.target for each in relationships_of(parts) if each.type == "officeDocument")
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
    new = etree.Element(W + "r")
    properties = run.find(W + "rPr")
    if properties is not None:
        new.append(copy.deepcopy(properties))
    element = etree.SubElement(new, W + "t")
    element.text = text
    element.set(PRESERVE, "preserve")
    return new


def _highlight(run: etree._Element) -> None:
    properties = run.find(W + "rPr")
    if properties is None:
        properties = etree.Element(W + "rPr")
        run.insert(0, properties)
    for style in properties.findall(W + "rStyle"):
        properties.remove(style)
    style = etree.Element(W + "rStyle")
    style.set(W + "val", _STYLE)
    properties.insert(0, style)


def _with_style(styles: etree._Element, _stamp: str) -> etree._Element:
    """``styles`` with the one of gaps; a style is no edit, which shading by hand would be."""
    style = etree.SubElement(styles, W + "style")
    for name, value in (("type", "character"), ("customStyle", "1"), ("styleId", _STYLE)):
        style.set(W + name, value)
    etree.SubElement(style, W + "name").set(W + "val", "待填")
    shading = etree.SubElement(etree.SubElement(style, W + "rPr"), W + "shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", "FFFF00")):
        shading.set(W + name, value)
    return styles


def _stamped(header: etree._Element, stamp: str) -> etree._Element:
    header.insert(0, _stamp(stamp))
    return header


_CHANGES = {"styles": _with_style, "header": _stamped}
"""What is done to the parts that the document refers to, by the kind of reference."""


def _stamp(stamp: str) -> etree._Element:
    paragraph = _paragraph()
    properties = paragraph[0]
    frame = etree.Element(W + "framePr")
    for name, value in _FRAME.items():
        frame.set(W + name, value)
    properties.insert(0, frame)
    run = etree.SubElement(paragraph, W + "r")
    run_properties = etree.SubElement(run, W + "rPr")
    etree.SubElement(run_properties, W + "b")
    etree.SubElement(run_properties, W + "sz").set(W + "val", "32")
    etree.SubElement(run, W + "t").text = stamp
    return paragraph


def _paragraph() -> etree._Element:
    """A paragraph that stands for itself, whatever the styles of the form say."""
    paragraph = etree.Element(W + "p", nsmap={"w": W.strip("{}")})
    properties = etree.SubElement(paragraph, W + "pPr")
    spacing = etree.SubElement(properties, W + "spacing")
    for name in ("before", "after"):
        spacing.set(W + name, "0")
    etree.SubElement(properties, W + "ind").set(W + "firstLine", "0")
    return paragraph


def _add_header(root: etree._Element) -> bool:
    """Give the first section the new header where it has none; the later ones go by it."""
    section = next(iter(root.iter(W + "sectPr")), None)
    if section is None:
        section = etree.SubElement(root.find(W + "body"), W + "sectPr")  # type: ignore[arg-type]
    there = {each.get(W + "type", "default") for each in section.findall(W + "headerReference")}
    missing = [kind for kind in _KINDS if kind not in there]
    for kind in missing:
        reference = etree.Element(W + "headerReference")
        reference.set(W + "type", kind)
        reference.set(_R + "id", _ID)
        section.insert(0, reference)
    return bool(missing)


def _header_parts(parts: Parts, main: str, stamp: str) -> Parts:
    """The new header, and what has to know of it."""
    name = posixpath.join(posixpath.dirname(main), _HEADER)
    types = parse(parts[CONTENT_TYPES])
    override = etree.SubElement(types, f"{_TYPES}Override")
    override.set("PartName", f"/{name}")
    override.set("ContentType", _HEADER_TYPE)
    rels = part_of_relationships(main)
    references = parse(parts[rels])
    reference = etree.SubElement(references, f"{{{RELATIONSHIPS}}}Relationship")
    reference.set("Id", _ID)
    reference.set("Type", _R.strip("{}") + "/header")
    reference.set("Target", _HEADER)
    return {
        name: serialize(_header(stamp)).encode(),
        CONTENT_TYPES: serialize(types).encode(),
        rels: serialize(references).encode(),
    }


def _header(stamp: str) -> etree._Element:
    header = etree.Element(W + "hdr", nsmap={"w": W.strip("{}")})
    header.append(_stamp(stamp))
    header.append(_low_paragraph())
    return header


def _low_paragraph() -> etree._Element:
    """What a header must end with, next to nothing high."""
    paragraph = _paragraph()
    spacing = next(paragraph.iter(W + "spacing"))
    spacing.set(W + "line", "20")
    spacing.set(W + "lineRule", "exact")
    return paragraph
