"""Word files whose XML no program would write: spoilt at random, or with words in odd places."""

from __future__ import annotations

import copy
from collections.abc import Callable
from random import Random

from lxml import etree

from perfreport.docx.wordml import W
from perfreport.office.xml import parse, serialize
from tests.docx.word_files import parts_of, with_parts

BODY = "word/document.xml"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_VALUES = (
    "", "-1", "0", "1", "2", "65535", "9" * 30, "9" * 5_000, "²", "٣", "x", "D800", "0001", "FFFE",
    "110000", "true", "off", "restart", "continue", "\u0085",
)  # fmt: skip
_ATTRIBUTES = ("val", "char", "fill", "type", "fldCharType", "id", "styleId", "author")
_TEXTS = (
    "。" * 50,
    "“",
    "”",
    "\u0085",
    "\u2028",
    "\t",
    "\n",
    "{{ x }}",
    "1,234.5",
    "（一）",
    "\ue000",
)
_TAGS = tuple(
    W + name
    for name in (
        "p", "r", "t", "tbl", "tr", "tc", "tcPr", "gridSpan", "vMerge", "sdt", "sdtContent", "ins",
        "del", "moveFrom", "moveTo", "smartTag", "customXml", "hyperlink", "fldSimple", "fldChar",
        "instrText", "delText", "sym", "br", "drawing", "pict", "txbxContent", "altChunk", "ruby",
        "rubyBase", "rt", "comment", "pPr", "rPr", "vanish", "body", "trPr", "gridBefore", "odd",
    )
) + tuple(_MC + name for name in ("AlternateContent", "Choice", "Fallback"))  # fmt: skip

Element = etree._Element


def spoilt(file: bytes, rng: Random) -> bytes:
    """``file`` after one change of its XML or several."""
    parts = parts_of(file)
    name = rng.choice([BODY, BODY, *(each for each in parts if each.endswith((".xml", ".rels")))])
    root = parse(parts[name])
    for _ in range(rng.choice((1, 2, 5, 20))):
        rng.choice(_CHANGES)(rng.choice(list(root.iter())), rng)
    return with_parts(file, {name: serialize(root).encode()})


def _set(element: Element, rng: Random) -> None:
    names = [*element.attrib, *(W + name for name in _ATTRIBUTES)]
    element.set(rng.choice(names), rng.choice(_VALUES))


def _unset(element: Element, rng: Random) -> None:
    if element.attrib:
        del element.attrib[rng.choice(list(element.attrib))]


def _remove(element: Element, _rng: Random) -> None:
    parent = element.getparent()
    if parent is not None and len(element) < 10:
        parent.remove(element)


def _repeat(element: Element, _rng: Random) -> None:
    if element.getparent() is not None:
        element.addnext(copy.deepcopy(element))


def _wrap(element: Element, rng: Random) -> None:
    parent = element.getparent()
    if parent is not None:
        wrapper = etree.Element(rng.choice(_TAGS))
        parent.replace(element, wrapper)
        wrapper.append(element)


def _put_in(element: Element, rng: Random) -> None:
    added = etree.SubElement(element, rng.choice(_TAGS))
    added.set(W + rng.choice(_ATTRIBUTES), rng.choice(_VALUES))


def _rename(element: Element, rng: Random) -> None:
    element.tag = rng.choice(_TAGS)


def _type(element: Element, rng: Random) -> None:
    element.text = (element.text or "") + rng.choice(_TEXTS)


_CHANGES: tuple[Callable[[Element, Random], None], ...] = (
    _set, _unset, _remove, _repeat, _wrap, _put_in, _rename, _type,
)  # fmt: skip

_AROUND = (
    "sdt", "customXml", "smartTag", "ins", "moveTo", "hyperlink", "fldSimple", "dir", "bdo", "odd",
    "drawing/txbxContent", "ruby/rt", "ruby/rubyBase", "r", "p", "tbl", "tr", "tc",
)  # fmt: skip
_PLACES = {W + name for name in ("body", "tbl", "tr", "tc", "p", "r")}


def with_words(file: bytes, words: str, rng: Random) -> bytes:
    """``file`` with ``words`` put in somewhere, in whatever elements."""
    root = parse(parts_of(file)[BODY])
    element = etree.Element(W + "t")
    element.text = words
    for around in rng.choice(((), ("r",), ("r", "p"))) + tuple(
        rng.sample(_AROUND, rng.randrange(3))
    ):
        for name in reversed(around.split("/")):
            wrapper = etree.Element(W + name)
            wrapper.append(element)
            element = wrapper
    place = rng.choice([each for each in root.iter() if each.tag in _PLACES])
    place.insert(rng.randrange(len(place) + 1), element)
    return with_parts(file, {BODY: serialize(root).encode()})
