"""How Word numbers a paragraph, and what the PDF has for it."""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml import etree

from perfreport.basics.chinese import NUMBERING_SCHEMES
from perfreport.basics.patterns import regex
from perfreport.derivation.places import Place, refused
from perfreport.derivation.stylesheet import StyleSheet
from perfreport.derivation.writing import words
from perfreport.docx.page.elements import value_in
from perfreport.docx.page.numerals import numeral
from perfreport.docx.page.symbols import character, is_symbol_font
from perfreport.docx.wordml import W

_OWN = regex("%([1-9])")
_BULLET = "●"
_DECIMAL = "decimal"
_GAPS = {"nothing": "", "space": " "}


class Number(NamedTuple):
    """The number before a paragraph.

    Attributes:
        series: in which it is counted.
        level: of its list, from 1.
        scheme: of the numbers by the first one, as the PDF knows it; empty where it does not.
        before: the number, of digits; None where it is none.
        after: the number.
        bullet: what stands there in place of a number.
        gap: what stands between number and text, as the markup has it.
    """

    series: str
    level: int
    scheme: str
    before: str | None = None
    after: str = ""
    bullet: str = ""
    gap: str = ""

    @property
    def is_text(self) -> bool:
        """Whether it can be printed as text: a bullet, or digits that the template counts."""
        return bool(self.bullet) or self.before is not None

    @property
    def text(self) -> str:
        """What is printed before the paragraph, as the markup has it."""
        if self.bullet:
            return f"{words(self.bullet)}{self.gap}"
        before, after = words(self.before or ""), words(self.after)
        return f'{before}{{{{ number("{self.series}") }}}}{after}{self.gap}'


def number_of(styles: StyleSheet, paragraph: etree._Element, place: Place) -> Number | None:
    """The number of ``paragraph``; None if it has none.

    Raises:
        TemplateError: when its list has numbers that the PDF cannot count.
    """
    numbered = styles.numbered(paragraph)
    level = styles.level(numbered) if numbered else None
    if numbered is None or level is None:
        return None
    definition = re.sub(r"\W", "", styles.definition(numbered))
    series = f"自动编号 {definition}-{numbered.level + 1}"
    gap = _GAPS.get(value_in(level, "suff"), "<tab/>")
    pattern = value_in(level, "lvlText")
    kind = value_in(level, "numFmt") or _DECIMAL
    if kind == "none" or not pattern:
        return None
    if kind == "bullet":
        bullet = _bullet(level, pattern)
        return Number(series, numbered.level + 1, "", bullet=bullet, gap=gap)
    own = f"%{numbered.level + 1}"
    if _OWN.findall(pattern) != [own[1:]]:
        raise refused(
            place, f"自动编号“{_OWN.sub('1', pattern)}”含几级数字，PDF 不会数，请直接写出"
        )
    first = pattern.replace(own, numeral(1, kind) or "")
    scheme = first if first in NUMBERING_SCHEMES else ""
    before, after = pattern.split(own)
    is_digits = kind == _DECIMAL and value_in(level, "start") in ("", "1")
    return Number(series, numbered.level + 1, scheme, before if is_digits else None, after, gap=gap)


def _bullet(level: etree._Element, pattern: str) -> str:
    faces = level.find(f"{W}rPr/{W}rFonts")
    face = (faces.get(W + "ascii") or faces.get(W + "hAnsi") or "") if faces is not None else ""
    if is_symbol_font(face):
        return character(face, ord(pattern[0])) or _BULLET
    return _BULLET if "\ue000" <= pattern[0] <= "\uf8ff" else pattern
