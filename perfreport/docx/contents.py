"""Tables of contents (目录) in Word files: a field that Word fills in anew when it opens the file.

What such a field shows is computed: it is emptied in a template, filled in when that is printed,
and no text of a page that is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from itertools import dropwhile, takewhile
from typing import NamedTuple

from lxml import etree

from perfreport.basics.patterns import regex
from perfreport.docx.wordml import W, element
from perfreport.office.xml import PRESERVE

_CONTENTS = regex(r"\s*TOC\b")
_LEVELS = regex(r'\\o\s+"?\d-(\d)')
_USUAL_LEVELS = 3
_INDENT = 420
"""Of each level below the first, in twentieths of a point: two characters of 10.5 pt."""


class Entry(NamedTuple):
    """An entry: a heading with its number and level, and its page."""

    text: str
    level: int
    page: int


def contents_levels(paragraph: etree._Element) -> int:
    """The levels of the table of contents that begins in ``paragraph``; 0 where none does."""
    instruction = "".join(each.text or "" for each in paragraph.iter(W + "instrText"))
    if not _CONTENTS.match(instruction):
        return 0
    levels = _LEVELS.search(instruction)
    return int(levels[1]) if levels else _USUAL_LEVELS


def without_contents(root: etree._Element) -> etree._Element:
    """``root`` after all that shows its tables of contents was taken out."""
    for paragraphs in list(_contents_in(root)):
        for each in paragraphs:
            _parent(each).remove(each)
    return root


def empty_contents(root: etree._Element) -> bool:
    """Leave of each table of contents a field in one paragraph; whether there are any."""
    found = list(_contents_in(root))
    for first, *others in found:
        for each in others:
            _parent(each).remove(each)
        instruction = "".join(_instruction(first))
        for child in first:
            if child.tag != W + "pPr":
                first.remove(child)
        first.extend([*_begin(instruction), _mark("end")])
    return bool(found)


def styles_of_contents(styles: Iterable[etree._Element]) -> Mapping[int, str]:
    """The ids of Word's own styles of the lines of each level (目录 1), if any."""
    named = {
        name.get(W + "val", "").casefold(): style.get(W + "styleId", "")
        for part in styles
        for style in part.iter(W + "style")
        for name in style.findall(W + "name")
    }
    return {level: named[f"toc {level}"] for level in range(1, 10) if f"toc {level}" in named}


def fill_contents(
    root: etree._Element, entries: Sequence[Entry], styles: Mapping[int, str]
) -> None:
    """Show ``entries`` in each table of contents, those of as many levels as it has.

    A line has the one of ``styles`` for its level, as Word will give it, or that of the field.
    """
    for (field,) in list(_contents_in(root)):
        levels, place = contents_levels(field), _measure(field)
        shown = [each for each in entries if each.level <= levels]
        lines = [_line(field, each, place, styles.get(each.level, "")) for each in shown]
        if lines:
            lines[0][1:1] = _begin("".join(_instruction(field)))
            lines[-1].append(_mark("end"))
            around = _parent(field)
            index = around.index(field)
            around[index : index + 1] = lines


def _contents_in(root: etree._Element) -> Iterator[list[etree._Element]]:
    """The paragraphs of each table of contents."""
    paragraphs = root.iter(W + "p")
    for paragraph in paragraphs:
        if not contents_levels(paragraph):
            continue
        found, depth = [paragraph], _opened(paragraph)
        while depth > 0 and (following := next(paragraphs, None)) is not None:
            found.append(following)
            depth += _opened(following)
        yield found


def _opened(paragraph: etree._Element) -> int:
    """How many more fields begin in ``paragraph`` than end."""
    ways = {"begin": 1, "end": -1}
    marks = paragraph.iter(W + "fldChar")
    return sum(ways.get(str(each.get(W + "fldCharType")), 0) for each in marks)


def _instruction(paragraph: etree._Element) -> Iterator[str]:
    """What the first field of ``paragraph`` is told."""
    parts = paragraph.iter(W + "fldChar", W + "instrText")
    told = takewhile(lambda each: each.get(W + "fldCharType") != "separate", parts)
    return (each.text or "" for each in told if each.tag == W + "instrText")


def _begin(instruction: str) -> list[etree._Element]:
    told = element("instrText")
    told.text = instruction
    told.set(PRESERVE, "preserve")
    # Word counts the pages itself as soon as it opens the file.
    return [_mark("begin", dirty="true"), element("r", told), _mark("separate")]


def _mark(kind: str, **more: str) -> etree._Element:
    return element("r", element("fldChar", fldCharType=kind, **more))


def _line(field: etree._Element, entry: Entry, place: int, style: str) -> etree._Element:
    """The line of ``entry``, its page at ``place``, in ``style``, or in that of the ``field``."""
    tabs = element("tabs", element("tab", val="right", leader="dot", pos=str(place)))
    if style:
        properties = element("pPr", element("pStyle", val=style), tabs)
    else:
        around = field.find(f"{W}pPr/{W}pStyle")
        named = [] if around is None else [deepcopy(around)]
        left = str(_INDENT * (entry.level - 1))
        indent = element("ind", left=left, firstLine="0", firstLineChars="0")
        properties = element("pPr", *named, tabs, indent, element("jc", val="left"))
    words = element("r", _text(entry.text), element("tab"), _text(str(entry.page)))
    return element("p", properties, words)


def _text(words: str) -> etree._Element:
    text = element("t")
    text.text = words
    text.set(PRESERVE, "preserve")
    return text


def _measure(field: etree._Element) -> int:
    """The width between the margins where ``field`` stands, in twentieths of a point."""
    blocks = field.getroottree().getroot().iter(W + "p", W + "sectPr")
    behind = dropwhile(lambda each: each is not field, blocks)
    section = next((each for each in behind if each.tag == W + "sectPr"), None)
    size = section.find(W + "pgSz") if section is not None else None
    margins = section.find(W + "pgMar") if section is not None else None
    if size is None or margins is None:
        return 8306  # between Word's own margins on A4
    left, right = (int(margins.get(W + side, "0")) for side in ("left", "right"))
    return int(size.get(W + "w", "11906")) - left - right


def _parent(child: etree._Element) -> etree._Element:
    parent = child.getparent()
    assert parent is not None
    return parent
