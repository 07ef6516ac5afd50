"""The automatic numbers of a Word document, as Word prints them.

Covers the number formats of Chinese official documents; another one is an error, not a guess.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from typing import NamedTuple

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_DIGITS = "零一二三四五六七八九"


def chinese_number(number: int) -> str:
    """``number`` up to 9999 in the counting of 一、十、十一、二十、一百零一."""
    if not 0 < number < 10_000:
        raise ValueError(f"no Chinese number made for {number}")
    text = ""
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            text += _DIGITS[digit] + name
        elif text and number and not text.endswith("零"):
            text += "零"
    return text.removeprefix("一") if text.startswith("一十") else text


def _circled(number: int) -> str:
    if not 0 < number <= 20:
        raise ValueError(f"no circled number made for {number}")
    return chr(ord("①") + number - 1)


FORMATS: dict[str, Callable[[int], str]] = {
    "none": lambda number: "",
    "decimal": str,
    "chineseCounting": chinese_number,
    "chineseCountingThousand": chinese_number,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
}


class _Level(NamedTuple):
    start: int
    format: str
    text: str


class _List(NamedTuple):
    """A ``w:num``: its levels, those that it starts anew, and whose counters it shares."""

    abstract_id: str
    levels: dict[int, _Level]
    restarted: frozenset[int]


class Numbering:
    """The numbers of one document; paragraphs are to be asked for in their order."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element) -> None:
        """Take the parts ``word/numbering.xml``, if there is one, and ``word/styles.xml``."""
        self._styles = {str(style.get(W + "styleId")): style for style in styles.iter(W + "style")}
        self._lists = {} if numbering is None else _lists(numbering)
        self._linked = {} if numbering is None else _linked_levels(numbering)
        self._counts: defaultdict[str, dict[int, int]] = defaultdict(dict)
        self._begun: set[str] = set()

    def number(self, paragraph: etree._Element) -> str:
        """The number before ``paragraph``, empty where it has none."""
        list_id, level = self._place(paragraph)
        if list_id not in self._lists:
            return ""
        numbers = self._count(list_id, level)
        return _print(self._lists[list_id].levels, level, numbers)

    def _place(self, paragraph: etree._Element) -> tuple[str, int]:
        """Id of the list and level of ``paragraph``; in Word id ``"0"`` means no list."""
        list_id = value(paragraph, "pPr", "numPr", "numId")
        level = value(paragraph, "pPr", "numPr", "ilvl")
        style = value(paragraph, "pPr", "pStyle")
        while style in self._styles and list_id is None:
            element = self._styles[style]
            list_id = value(element, "pPr", "numPr", "numId")
            level = level or value(element, "pPr", "numPr", "ilvl") or self._linked.get(style)
            style = value(element, "basedOn")
        return list_id or "0", int(level or 0)

    def _count(self, list_id: str, level: int) -> dict[int, int]:
        """Count one more on ``level``; the current numbers of all levels."""
        abstract_id, levels, restarted = self._lists[list_id]
        counts = self._counts[abstract_id]
        if list_id not in self._begun:
            self._begun.add(list_id)
            for each in restarted:
                counts.pop(each, None)
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for each in levels:
            if each > level:
                counts.pop(each, None)
            elif each < level:
                counts.setdefault(each, levels[each].start)
        return counts


def value(element: etree._Element, *path: str) -> str | None:
    """The ``w:val`` of the element under ``element`` on ``path``, None where there is none."""
    found = element.find("/".join(W + name for name in path))
    return None if found is None else found.get(W + "val")


def _lists(numbering: etree._Element) -> dict[str, _List]:
    abstracts = {
        str(abstract.get(W + "abstractNumId")): abstract
        for abstract in numbering.findall(W + "abstractNum")
    }
    lists = {}
    for num in numbering.findall(W + "num"):
        abstract_id = value(num, "abstractNumId") or ""
        levels = _levels(abstracts[abstract_id])
        restarted = set()
        for override in num.findall(W + "lvlOverride"):
            levels |= _levels(override)
            if (start := value(override, "startOverride")) is not None:
                level = int(str(override.get(W + "ilvl")))
                levels[level] = levels[level]._replace(start=int(start))
                restarted.add(level)
        lists[str(num.get(W + "numId"))] = _List(abstract_id, levels, frozenset(restarted))
    return lists


def _levels(parent: etree._Element) -> dict[int, _Level]:
    return {
        int(str(level.get(W + "ilvl"))): _Level(
            start=int(value(level, "start") or 0),
            format=value(level, "numFmt") or "decimal",
            text=value(level, "lvlText") or "",
        )
        for level in parent.findall(W + "lvl")
    }


def _linked_levels(numbering: etree._Element) -> dict[str, str]:
    """The level that belongs to each paragraph style tied to one."""
    return {
        style: str(level.get(W + "ilvl"))
        for level in numbering.iter(W + "lvl")
        if (style := value(level, "pStyle")) is not None
    }


def _print(levels: dict[int, _Level], level: int, numbers: dict[int, int]) -> str:
    def number(match: re.Match[str]) -> str:
        other = int(match[1]) - 1
        return FORMATS[levels[other].format](numbers[other])

    return re.sub(r"%(\d)", number, levels[level].text)
