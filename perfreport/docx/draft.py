"""A finished Word file as a draft (草稿): stamped on each page, its gaps marked in yellow."""

from __future__ import annotations

import copy
import posixpath

from lxml import etree

from perfreport.basics.patterns import regex
from perfreport.docx.wordml import W, element, properties_of
from perfreport.office.package import Parts
from perfreport.office.relationships import OFFICE, declare, document_part, relate, related_parts
from perfreport.office.xml import PRESERVE, parse, serialize

_HEADER_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
_HEADER = "draft.xml"
_ID = "draft"
_STYLE = "DraftGap"
_KINDS = ("default", "first", "even")
_GAP = regex("(【(?:待填|随数据计算)[^【】]*】)")
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
    for kind, name in related_parts(parts, main):
        if kind == "styles":
            changed[name] = parse(parts[name])
            changed[name].append(_style_of_gaps())
        elif kind == "header":
            changed[name] = parse(parts[name])
            changed[name].insert(0, _stamp(stamp))
    if _add_header(root):
        parts = _with_header(parts, main, stamp)
    return {**parts, **{name: serialize(part).encode() for name, part in changed.items()}}


def _mark_gaps(root: etree._Element) -> None:
    for text in list(root.iter(W + "t")):
        run = text.getparent()
        # A run with breaks in it stays as it is: its pieces would lose them.
        if "【" in (text.text or "") and run is not None and len(run.findall(W + "t")) == 1:
            _part(run, text)


def _part(run: etree._Element, text: etree._Element) -> None:
    """Put a run of its own in place of each gap in ``text``, the only one of ``run``."""
    first, *others = filter(None, _GAP.split(text.text or ""))
    # From the last to the first, for each is put right behind ``run``.
    for piece in reversed(others):
        following = _run_like(run, piece)
        run.addnext(following)
        _mark_gap(following, piece)
    text.text = first
    _mark_gap(run, first)


def _run_like(run: etree._Element, text: str) -> etree._Element:
    """A run set like ``run`` that says ``text`` and nothing else."""
    words = element("t")
    words.text = text
    words.set(PRESERVE, "preserve")
    return element("r", *copy.deepcopy(run.findall(W + "rPr")), words)


def _mark_gap(run: etree._Element, text: str) -> None:
    """Set ``run`` in the style of gaps if its ``text`` is one."""
    if _GAP.fullmatch(text):
        properties = properties_of(run, "rPr")
        for style in properties.findall(W + "rStyle"):
            properties.remove(style)
        properties.insert(0, element("rStyle", val=_STYLE))


def _style_of_gaps() -> etree._Element:
    """The style of gaps; a style is no edit, which shading by hand would be."""
    name = element("name", val="待填")
    properties = element("rPr", element("shd", val="clear", color="auto", fill="FFFF00"))
    return element("style", name, properties, type="character", customStyle="1", styleId=_STYLE)


def _stamp(stamp: str) -> etree._Element:
    paragraph = _paragraph()
    paragraph[0].insert(0, element("framePr", **_FRAME))
    words = element("t")
    words.text = stamp
    paragraph.append(element("r", element("rPr", element("b"), element("sz", val="32")), words))
    return paragraph


def _paragraph(**lines: str) -> etree._Element:
    """A paragraph that stands for itself, whatever the styles of the form say."""
    spacing = element("spacing", before="0", after="0", **lines)
    return element("p", element("pPr", spacing, element("ind", firstLine="0")))


def _add_header(root: etree._Element) -> bool:
    """Give the first section the new header where it has none; the later ones go by it."""
    section = next(iter(root.iter(W + "sectPr")), None)
    if section is None:
        section = etree.SubElement(root.find(W + "body"), W + "sectPr")  # type: ignore[arg-type]
    there = {each.get(W + "type", "default") for each in section.findall(W + "headerReference")}
    # Which of the three are printed is up to the settings of the form.
    missing = [kind for kind in _KINDS if kind not in there]
    for kind in missing:
        reference = element("headerReference", type=kind)
        reference.set(f"{{{OFFICE}}}id", _ID)
        section.insert(0, reference)
    return bool(missing)


def _with_header(parts: Parts, main: str, stamp: str) -> Parts:
    """``parts`` with the new header."""
    name = posixpath.join(posixpath.dirname(main), _HEADER)
    end = _paragraph(line="20", lineRule="exact")  # a header must end with one: next to no height
    parts = declare(parts, name, _HEADER_TYPE)
    parts = relate(parts, main, _ID, f"{OFFICE}/header", _HEADER)
    return {**parts, name: serialize(element("hdr", _stamp(stamp), end)).encode()}
