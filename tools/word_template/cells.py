"""A cell as it is typed: ``实施单位 (2c,5r,竖排)``; options of rows and tables are typed alike."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from tools.word_template.description import EDGES, Cell
from tools.word_template.lines import Mistakes, each_paragraph, number_in
from tools.word_template.settings import ALIGNMENTS

NEW_PARAGRAPH = " // "
BLANK = "·"
GREY = "D9D9D9"

TO_THE_EDGE = 0
"""As many columns as are left."""

TO_THE_END = -1
"""As many rows as the table has below."""

_OPTIONS = re.compile(r"(.*?)[ \t]*(?<!\\)\(([^()]*)\)", re.S)
_SPAN = re.compile(r"([1-9]\d?) ?([cCrR列行])", re.A)
_COLOUR = re.compile(r"底色 ?([0-9A-Fa-f]{6})", re.A)
_LINED = re.compile(r"框 ?([上右下左]+)")
_SIDES = dict(zip("上左下右", EDGES, strict=True))
_PLACES = {"靠上": "top", "靠下": "bottom"}
_HEIGHT = re.compile(r"(固定)?高 ?([\d.]+)(?: ?mm)?", re.A)
_MERGE = re.compile(r"\{% *merge\b")

CELL_WORDS = (
    "2c", "5r", "到边", "到底", "竖排", "加粗", "灰底", "底色 D9D9D9", "无框", "框 上下",
    "靠上", "靠下", *ALIGNMENTS,
)  # fmt: skip
ROW_WORDS = ("表头", "高 12", "固定高 12", "可跨页")


@dataclass
class Typed:
    """What was typed of a cell: its text and its options."""

    text: str
    line: int
    columns: int = 1
    rows: int = 1
    style: str = ""
    align: str = ""
    place: str = ""
    is_vertical: bool = False
    bold: bool = False
    fill: str = ""
    edges: tuple[str, ...] = EDGES

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed, not even the sign of a cell that stays blank."""
        return not self.text

    def cell(self, columns: int, merge: str, default: str) -> Cell:
        """The cell over so many columns, in the style ``default`` if none was typed."""
        paragraphs = paragraphs_in("" if merge == "continue" else self.text)
        is_long = any(each.startswith("{%p") for each in paragraphs)
        return Cell(
            style=self.style or default,
            paragraphs=paragraphs,
            columns=columns,
            merge=merge,
            align=self.align,
            # Beside a text that goes on over pages, what stands in the middle would be far away.
            place=self.place or ("top" if is_long else "center"),
            is_vertical=self.is_vertical,
            bold=self.bold,
            fill=self.fill,
            edges=self.edges,
        )


class RowOptions(NamedTuple):
    """What was typed behind a row's last bar."""

    is_heading: bool = False
    height: float = 0
    is_exact: bool = False
    may_break: bool = False
    style: str = ""


def paragraphs_in(text: str) -> tuple[str, ...]:
    """The paragraphs of a cell's text."""
    words = "" if text == BLANK else text.replace("\\(", "(")
    return tuple(
        each for part in words.split(NEW_PARAGRAPH) for each in each_paragraph(part.strip(" "))
    )


def default_style(text: str) -> str:
    """The style of a cell by what is in it: a label stands in the middle, a text on the left."""
    is_text = ("{" in text or "[[" in text) and not _MERGE.match(text)
    return "表格正文" if is_text else "表格标签"


def typed_cell(typed: str, line: int, styles: Container[str], mistakes: Mistakes) -> Typed:
    """The cell that was typed on ``line``; brackets without any option are part of its text."""
    match = _OPTIONS.fullmatch(typed)
    words = _words(match[2]) if match else []
    cell = Typed(match[1] if match else typed, line)
    unknown = [word for word in words if not _set(cell, word, styles)]
    if not match or len(unknown) == len(words):
        return Typed(typed, line)
    for word in unknown:
        mistakes.unknown(line, "格的设置", word, CELL_WORDS)
    return cell


def row_options(
    rest: str, line: int, styles: Container[str], mistakes: Mistakes
) -> RowOptions | None:
    """The options of a row, which stand in brackets; None when ``rest`` is something else."""
    if not rest:
        return RowOptions()
    match = _OPTIONS.fullmatch(rest)
    if not match or match[1]:
        mistakes.add(line, f"一行要以 | 结束，后面只能有 (表头, 高 12) 这样的设置，不能是“{rest}”")
        return None
    options = RowOptions()
    for word in _words(match[2]):
        changes = _row_option(word, styles)
        if changes is None:
            mistakes.unknown(line, "行的设置", word, ROW_WORDS)
        else:
            options = options._replace(**changes)
    return options


def _words(options: str) -> list[str]:
    return [word.strip() for word in re.split("[,，、]", options) if word.strip()]


def _set(cell: Typed, word: str, styles: Container[str]) -> bool:
    """Have ``cell`` do as ``word`` says; False when that is no option."""
    changes = _cell_option(word, styles)
    for name, value in (changes or {}).items():
        setattr(cell, name, value)
    return changes is not None


_SWITCHES: Mapping[str, Mapping[str, object]] = {
    "到边": {"columns": TO_THE_EDGE},
    "到底": {"rows": TO_THE_END},
    "竖排": {"is_vertical": True},
    "加粗": {"bold": True},
    "灰底": {"fill": GREY},
    "无框": {"edges": ()},
    **{word: {"align": align} for word, align in ALIGNMENTS.items()},
    **{word: {"place": place} for word, place in _PLACES.items()},
}


def _cell_option(word: str, styles: Container[str]) -> Mapping[str, object] | None:
    if found := _SWITCHES.get(word):
        return found
    if span := _SPAN.fullmatch(word):
        return {"columns" if span[2] in "cC列" else "rows": int(span[1])}
    if colour := _COLOUR.fullmatch(word):
        return {"fill": colour[1].upper()}
    if lined := _LINED.fullmatch(word):
        return {"edges": tuple(edge for side, edge in _SIDES.items() if side in lined[1])}
    return {"style": word} if word in styles else None


def _row_option(word: str, styles: Container[str]) -> dict[str, Any] | None:
    if word == "表头":
        return {"is_heading": True}
    if word == "可跨页":
        return {"may_break": True}
    if match := _HEIGHT.fullmatch(word):
        height = number_in(match[2])
        return {"height": height, "is_exact": bool(match[1])} if height else None
    return {"style": word} if word in styles else None
