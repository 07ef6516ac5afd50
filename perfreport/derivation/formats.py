"""How text, paragraphs and cells are set, as Word says it after all inheritance."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

Align = Literal["left", "center", "right", "justify"]
LineRule = Literal["auto", "exact", "atLeast"]
Sides = frozenset[str]

SIDES = ("top", "right", "bottom", "left")
"""The sides of a cell, in the order in which the markup names them."""

_NATURAL = 1.3
"""Height of a line of a Chinese face as Word sets it, in em (宋体, 仿宋, 黑体, 楷体)."""


@dataclass(frozen=True, slots=True)
class TextFormat:
    """How characters are set; lengths are in points.

    Attributes:
        face: of Chinese characters.
        latin: of Western ones.
        size: of the characters.
        spacing: added to the width of each.
        bold: whether they are.
        underline: whether they are.
        named: the character style that says so; two formats are equal whatever it is.
    """

    face: str
    latin: str
    size: float
    spacing: float = 0.0
    bold: bool = False
    underline: bool = False
    named: str = field(default="", compare=False)


class Indent(NamedTuple):
    """An indent, in points or in characters."""

    value: float = 0.0
    unit: Literal["pt", "em"] = "pt"


NO_INDENT = Indent()


class Tab(NamedTuple):
    """A tab stop: ``left``, ``center`` or ``right`` at so many points."""

    align: str
    position: float


@dataclass(frozen=True, slots=True)
class ParagraphFormat:
    """How a paragraph is set; lengths are in points.

    Attributes:
        style: name of its Word style.
        text: how most of its characters are set.
        align: of its lines.
        first: indent of the first line beyond ``left``; negative where it hangs.
        left: indent of all lines.
        right: indent of their other end.
        tabs: the stops of tabs.
        before: space above.
        after: space below.
        rule: what ``line`` means.
        line: the height of a line, or for ``auto`` its multiple of the natural one.
        grid: the pitch of the lines that the page has a grid for; 0 without one.
        keep_next: whether it stays with the next block.
        keep_previous: whether it stays with the end of the paragraph before it.
        cjk_latin_space: whether Word puts a space between Chinese and Western characters.
    """

    style: str
    text: TextFormat
    align: Align
    first: Indent
    left: Indent
    right: Indent
    tabs: tuple[Tab, ...]
    before: float
    after: float
    rule: LineRule
    line: float
    grid: float
    keep_next: bool
    keep_previous: bool
    cjk_latin_space: bool

    @property
    def leading(self) -> float:
        """The height of a line."""
        if self.rule == "exact":
            return self.line
        natural = self.text.size * _NATURAL
        if self.rule == "atLeast":
            return self._on_grid(max(natural, self.line))
        return self._on_grid(natural * self.line)

    def with_room_for(self, size: float) -> ParagraphFormat:
        """The same for a paragraph in which some characters are of this ``size``."""
        if self.rule == "exact" or size <= self.text.size:
            return self
        tall = size * _NATURAL
        line = max(self.line, tall) if self.rule == "atLeast" else self.line * size / self.text.size
        return replace(self, line=line)

    def _on_grid(self, height: float) -> float:
        """``height`` as Word has it where lines stand on the page's grid."""
        if not self.grid:
            return height
        # Word gives a line as many steps of the grid as it needs.
        steps = -(-height // self.grid) if self.rule == "atLeast" else max(self.line, 1.0)
        return max(steps * self.grid, height if steps > 1 else self.grid)
