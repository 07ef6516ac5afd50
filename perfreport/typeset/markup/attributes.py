"""Readers of attribute values: each takes the text of an attribute and gives its value.

A value that is not understood raises ValueError; its message, in Chinese, says what may stand
there and is meant to follow the name of the attribute.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeVar

from perfreport.basics.patterns import regex
from perfreport.typeset.display import Color

_T = TypeVar("_T")

_POINTS = {"pt": 1.0, "mm": 72 / 25.4, "cm": 720 / 25.4}
_PAPERS = {
    name: (width * _POINTS["mm"], height * _POINTS["mm"])
    for name, width, height in (("A4", 210, 297), ("A3", 297, 420), ("A5", 148, 210))
}
_NARROWEST_PAPER, _WIDEST_PAPER = 50 * _POINTS["mm"], 2000 * _POINTS["mm"]
_NUMBER = r"[0-9]{1,4}(?:\.[0-9]{1,6})?"
_LENGTH = regex(rf"({_NUMBER})(pt|mm|cm|em)")
_THICKEST = 48  # eighths of a point, as in Word
_COLOR = regex(r"#[0-9A-Fa-f]{6}")
_FIT = regex(r"fit(?:\((.+)\))?")
_BALANCED = regex(r"([^\[]+)\[([^,\]]+),([^,\]]+)\]")
_SHARE = regex(rf"({_NUMBER})?\*")


class Length(NamedTuple):
    """A length as written; an ``em`` is known only where the style is."""

    value: float
    unit: str

    def points(self, em: float) -> float:
        """The length in points, where one ``em`` is ``em`` points."""
        return self.value * _POINTS.get(self.unit, em)


class TabStop(NamedTuple):
    """A tab stop as written; text after the tab begins, ends or has its middle there."""

    place: Length
    align: str


class Share(NamedTuple):
    """A column that takes its share of what the other columns leave."""

    weight: float


class Fit(NamedTuple):
    """A column as wide as its content, and at least so many points wide."""

    least: float = 0.0


class Balanced(NamedTuple):
    """A column whose width follows what stands in it and the other such columns; in points."""

    width: float
    least: float
    most: float


Column = Length | Share | Fit | Balanced
"""The width of a column as written."""


class Border(NamedTuple):
    """The strokes along the sides of a cell, each in eighths of a point.

    0 stands for the thickness of the table's borders, None for no stroke at all.
    """

    top: int | None = 0
    right: int | None = 0
    bottom: int | None = 0
    left: int | None = 0


ALL_SIDES = Border()
_NO_BORDER = Border(None, None, None, None)


def length(text: str) -> Length:
    """``28.99pt``, ``37mm``, ``2em``, ``0``."""
    if text == "0":
        return Length(0.0, "pt")
    match = _LENGTH.fullmatch(text)
    if match is None:
        raise ValueError(f"“{text}”不是长度，应写成 16pt、37mm、2.8cm 或 2em 这样，小于 10000")
    return Length(float(match[1]), match[2])


def points(text: str) -> float:
    """A length that may not be relative to a font, in points."""
    value = length(text)
    if value.unit == "em":
        raise ValueError(f"“{text}”不能用 em，应写成 16pt、37mm 或 2.8cm 这样")
    return value.points(0.0)


def positive(read: Callable[[str], _T]) -> Callable[[str], _T]:
    """A reader that takes what ``read`` does, but for a length of nothing."""

    def read_positive(text: str) -> _T:
        if length(text).value == 0:
            raise ValueError(f"“{text}”应大于 0")
        return read(text)

    return read_positive


def signed(text: str) -> Length:
    """A length that may be less than nothing: ``-2em``."""
    if not text.startswith("-"):
        return length(text)
    value, unit = length(text[1:])
    return Length(-value, unit)


def count(text: str) -> int:
    """A whole number from 1 to 9,999,999."""
    if not (text.isascii() and text.isdigit() and 0 < len(text) < 8 and int(text) > 0):
        raise ValueError(f"“{text}”应是 1 至 9999999 的整数")
    return int(text)


def whole(text: str) -> int:
    """A whole number from 0."""
    return 0 if text == "0" else count(text)


def one_of(choices: Mapping[str, _T]) -> Callable[[str], _T]:
    """A reader that takes one of the words in ``choices`` and gives what stands behind it."""

    def read(text: str) -> _T:
        if text not in choices:
            raise ValueError(f"“{text}”应是 {' | '.join(choices)} 之一")
        return choices[text]

    return read


def words(*choices: str) -> Callable[[str], str]:
    """A reader that takes one of ``choices`` as it is."""
    return one_of({choice: choice for choice in choices})


yes_no = one_of({"yes": True, "no": False})


def several(
    read: Callable[[str], _T], least: int, most: int | None = None
) -> Callable[[str], tuple[_T, ...]]:
    """A reader that takes ``least`` to ``most`` values, parted by blanks."""
    amount = f"{least}" if least == most else f"{least} 至 {most}" if most else f"至少 {least}"

    def read_all(text: str) -> tuple[_T, ...]:
        parts = text.split()
        if len(parts) < least or (most is not None and len(parts) > most):
            raise ValueError(f"“{text}”应是{amount} 个值，以空格分开")
        return tuple(read(part) for part in parts)

    return read_all


def column(text: str) -> Column:
    """The width of a column: ``24mm``, ``24mm[20mm,40mm]``, ``3*``, ``fit`` or ``fit(18mm)``."""
    if balanced := _BALANCED.fullmatch(text):
        width, least, most = map(points, balanced.groups())
        if not 0 < least <= width <= most:
            raise ValueError(f"“{text}”方括号前的宽应在方括号里最窄和最宽的之间，都大于 0")
        return Balanced(width, least, most)
    if fit := _FIT.fullmatch(text):
        return Fit(points(fit[1]) if fit[1] else 0.0)
    share = _SHARE.fullmatch(text)
    if share is None:
        return Length(points(text), "pt")
    weight = float(share[1] or 1)
    if weight <= 0:
        raise ValueError(f"“{text}”应大于 0")
    return Share(weight)


def stroke(text: str) -> int:
    """The thickness of a stroke in eighths of a point: ``1.5pt``."""
    if not _LENGTH.fullmatch(text):
        raise ValueError(f"“{text}”不是线宽，应写成 1.5pt 这样；只有单实线，没有双线、虚线")
    eighths = round(8 * points(text))
    if not 1 <= eighths <= _THICKEST:
        raise ValueError(f"“{text}”应在 0.125pt 至 {_THICKEST // 8}pt 之间")
    return eighths


def border(text: str) -> Border:
    """The sides of a cell that have strokes: ``all``, ``none``, ``top:1.5pt left``."""
    if text.strip() == "none":
        return _NO_BORDER
    found: dict[str, int] = {}
    for part in several(str, 1)(text):
        side, weighted, thickness = part.partition(":")
        sides = one_of({"all": Border._fields, **{each: (each,) for each in Border._fields}})(side)
        found |= dict.fromkeys(sides, stroke(thickness) if weighted else 0)
    return _NO_BORDER._replace(**found)


def paper(text: str) -> tuple[float, float]:
    """Width and height of upright paper: ``A4``, ``A3``, ``184mm 260mm``."""
    if text in _PAPERS:
        return _PAPERS[text]
    if len(text.split()) != 2:
        raise ValueError(f"“{text}”应是 {' | '.join(_PAPERS)} 之一，或宽和高，如 184mm 260mm")
    width, height = (points(part) for part in text.split())
    if not (_NARROWEST_PAPER <= width <= height <= _WIDEST_PAPER):
        raise ValueError(f"“{text}”应先写宽、后写高，宽不大于高，都在 50mm 至 2000mm 之间")
    return width, height


def tab_stop(text: str) -> TabStop:
    """A tab stop: ``20mm``, ``78mm:center``, ``156mm:right``."""
    place, _, align = text.partition(":")
    return TabStop(length(place), words("left", "center", "right")(align) if align else "left")


def color(text: str) -> Color:
    """A colour as the web writes it: ``#D9D9D9``."""
    if not _COLOR.fullmatch(text):
        raise ValueError(f"“{text}”不是颜色，应写成 #D9D9D9 这样：# 和红、绿、蓝各两位十六进制数")
    red, green, blue = (int(text[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return red, green, blue


def names(text: str) -> tuple[str, ...]:
    """Names parted by commas: ``仿宋_GB2312, 仿宋``."""
    found = tuple(part.strip() for part in text.replace("，", ",").split(",") if part.strip())
    if not found:
        raise ValueError("不能是空的")
    return found
