"""The automatic numbers of paragraphs (自动编号), counted over a document as Word counts them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from lxml import etree

from perfreport.basics.patterns import regex
from perfreport.docx.page.elements import ALTERNATIVES, is_on, value_in, whole
from perfreport.docx.page.numerals import numeral
from perfreport.docx.wordml import W
from perfreport.page.blocks import UNTOLD

_PLACE = regex("%([1-9])")
# Word puts bullets of symbol fonts among the characters for private use.
_OWN_CHARACTERS = regex("[\ue000-\uf8ff]")
_NO_LIST = "0"
_MOST_LEVELS = 9


class _Level(NamedTuple):
    """A level of a list.

    Attributes:
        start: its first number.
        format: of its numbers, as Word calls it.
        text: around them, with ``%1`` for the number of the first level, and so on.
        follows: whether a blank or tab follows.
        restart: it begins again after a number of the levels above this one; never when 0.
        is_decimal: whether the numbers of all levels are written in digits in it.
    """

    start: int
    format: str
    text: str
    follows: bool
    restart: int
    is_decimal: bool


class _List(NamedTuple):
    """A list: its definition, which others may share, its levels and those it begins anew."""

    definition: str
    levels: Mapping[int, _Level]
    anew: frozenset[int]


class ListNumbers:
    """The numbers of one document; paragraphs are to be asked for in their order."""

    def __init__(self, parts: Sequence[etree._Element], styles: Sequence[etree._Element]) -> None:
        """Read the parts of lists and of styles; a document has one of each, or none."""
        self._lists = {key: each for part in parts for key, each in _lists(part)}
        self._styles = {
            _own(style, "styleId"): style for part in styles for style in part.iter(W + "style")
        }
        self._linked = {
            style: str(_own(level, "ilvl"))
            for part in parts
            for level in part.iter(W + "lvl")
            if (style := value_in(level, "pStyle"))
        }
        self._of_style = cache(self._found)
        self._counts: defaultdict[str, dict[int, int]] = defaultdict(dict)
        self._begun: set[tuple[str, int]] = set()

    def number(self, properties: etree._Element | None, style: str) -> str:
        """The number of the next paragraph, with these ``properties`` and this ``style``.

        Empty where it has none; ``UNTOLD`` where it cannot be told; with a blank at its end where
        Word prints a blank or tab behind it.
        """
        list_id, level = self._of_style(style)
        direct = properties.find(W + "numPr") if properties is not None else None
        if direct is not None:
            list_id = value_in(direct, "numId") or list_id
            level = value_in(direct, "ilvl") or level
        if list_id in ("", _NO_LIST):
            return ""
        return self._next(list_id, whole(level, 0))

    def _found(self, style: str) -> tuple[str, str]:
        """The list and the level that a style, or one that it is based on, belongs to."""
        level = ""
        seen: set[str] = set()
        while style in self._styles and style not in seen:
            seen.add(style)
            numbers = self._styles[style].find(f"{W}pPr/{W}numPr")
            if numbers is not None:
                # Where the style names no level, Word takes the one that its list links to the
                # style.
                level = level or value_in(numbers, "ilvl") or self._linked.get(style, "")
                if list_id := value_in(numbers, "numId"):
                    return list_id, level
            style = value_in(self._styles[style], "basedOn")
        return "", ""

    def _next(self, list_id: str, place: int) -> str:
        found = self._lists.get(list_id)
        level = found.levels.get(place) if found else None
        # A list that the file does not define: Word prints something, nobody can say what.
        if found is None or level is None:
            return UNTOLD
        counts = self._counted(list_id, found, place)
        return _printed(level, found.levels, counts)

    def _counted(self, list_id: str, found: _List, place: int) -> dict[int, int]:
        """Count one more on the level at ``place``; the numbers of all levels then."""
        # Lists of one definition go on counting where the other stopped.
        counts = self._counts[found.definition]
        # Once, where the level is first used in this list: afterwards it goes on.
        if place in found.anew and (list_id, place) not in self._begun:
            self._begun.add((list_id, place))
            counts.pop(place, None)
        counts[place] = counts.get(place, found.levels[place].start - 1) + 1
        for each, level in found.levels.items():
            if each > place and place < level.restart:
                counts.pop(each, None)
            # A level that has not been counted yet is printed with its first number.
            elif each < place:
                counts.setdefault(each, level.start)
        return counts


def _printed(level: _Level, levels: Mapping[int, _Level], counts: Mapping[int, int]) -> str:
    def number(found: re.Match[str]) -> str:
        each = int(found[1]) - 1
        format = "decimal" if level.is_decimal or each not in levels else levels[each].format
        told = numeral(counts.get(each, 0), format)
        return UNTOLD if told is None else told

    text = _PLACE.sub(number, level.text)
    if level.format == "bullet" or UNTOLD in text or _OWN_CHARACTERS.search(level.text):
        return UNTOLD
    return f"{text} " if level.follows and text else text


def _lists(part: etree._Element) -> Iterator[tuple[str, _List]]:
    """The lists of a document by their ids."""
    definitions = {_own(each, "abstractNumId"): each for each in part.iter(W + "abstractNum")}
    by_style = {
        name: each for each in definitions.values() if (name := value_in(each, "styleLink"))
    }
    for each in part.iter(W + "num"):
        definition = value_in(each, "abstractNumId")
        element = definitions.get(definition)
        if element is None:
            continue
        element = by_style.get(value_in(element, "numStyleLink"), element)
        yield _own(each, "numId"), _list(each, _own(element, "abstractNumId"), _levels(element))


def _list(num: etree._Element, definition: str, levels: dict[int, _Level]) -> _List:
    """The list ``num``, which may differ from its definition, and begin levels anew."""
    anew = set()
    for override in num.iter(W + "lvlOverride"):
        levels |= _levels(override)
        place = whole(_own(override, "ilvl"), 0)
        start = value_in(override, "startOverride")
        if start and place in levels:
            levels[place] = levels[place]._replace(start=whole(start, 0))
            anew.add(place)
    return _List(definition, levels, frozenset(anew))


def _levels(parent: etree._Element) -> dict[int, _Level]:
    return {
        place: _level(element, place)
        for element in parent.findall(W + "lvl")
        if (place := whole(_own(element, "ilvl"), 0)) < _MOST_LEVELS
    }


def _level(element: etree._Element, place: int) -> _Level:
    format = value_in(element, "numFmt") or "decimal"
    # Word writes a format such as 001 for programs of its own age alone.
    if element.find(ALTERNATIVES) is not None:
        format = "custom"
    if element.find(W + "lvlPicBulletId") is not None:
        format = "bullet"
    return _Level(
        start=whole(value_in(element, "start"), 0),
        format=format,
        text=value_in(element, "lvlText"),
        follows=value_in(element, "suff") != "nothing",
        restart=whole(value_in(element, "lvlRestart"), place),
        is_decimal=is_on(element.find(W + "isLgl")),
    )


def _own(element: etree._Element, name: str) -> str:
    return element.get(W + name, "")
