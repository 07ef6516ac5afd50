"""The grammar of the markup: its elements, their attributes, and what may stand in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from perfreport.typeset.display import Color
from perfreport.typeset.markup import attributes as read

REPEATED_ROWS = {"no": 0, "yes": 1, "2": 2, "3": 3}
"""How many rows from a row on may stand again on the following pages, as it is written."""


@dataclass(frozen=True, slots=True, eq=False)
class Attributes:
    """The attributes of an element, as their readers gave them.

    Elements of one name that are written alike share one object, which is equal only to itself:
    what is made of it can be kept under it.

    Attributes:
        values: by the names of the attributes.
    """

    values: Mapping[str, Any]

    def __contains__(self, name: str) -> bool:
        """Whether the attribute ``name`` is written."""
        return name in self.values

    def get(self, name: str, default: Any = None) -> Any:
        """The value of attribute ``name``, or ``default`` where it is not written."""
        return self.values.get(name, default)


class Element(NamedTuple):
    """What an element may hold.

    Attributes:
        attributes: the reader of each attribute.
        required: the attributes that it cannot do without.
        children: the elements that may stand in it.
        text: whether text may.
    """

    attributes: Mapping[str, Callable[[str], Any]] = {}
    required: frozenset[str] = frozenset()
    children: frozenset[str] = frozenset()
    text: bool = False


def _page_number_format(text: str) -> str:
    if text.count("{n}") != 1:
        raise ValueError("应有一个 {n}，页码印在那里")
    if text.count("{pages}") > 1:
        raise ValueError("至多有一个 {pages}，总页数印在那里")
    if len(text) > _LONGEST_PAGE_NUMBER:
        raise ValueError(f"有 {len(text)} 字，超过上限 {_LONGEST_PAGE_NUMBER} 字")
    return text


def _fill(text: str) -> Color | None:
    """A colour, or ``none`` for that of the paper."""
    return None if text == "none" else read.color(text)


def _name(text: str) -> str:
    if not text:
        raise ValueError("不能是空的")
    return text


def _parted(text: str) -> tuple[str, ...]:
    """What stands between upright strokes."""
    return tuple(text.split("|"))


# It stands on every page, of which there may be 50,000.
_LONGEST_PAGE_NUMBER = 100
_MOST_TAB_STOPS = 64  # as in Word
_ALIGN = read.words("left", "center", "right", "justify")
_POSITION = read.one_of({"top": 0.0, "middle": 0.5, "bottom": 1.0})
_LEVELS = read.one_of({str(level): level for level in range(1, 5)})
_PAGE = {
    "paper": read.paper,
    "orientation": read.words("portrait", "landscape"),
    "margins": read.several(read.points, 4, 4),
}
_STYLED = {"style": _name}
_PLACES = {
    **dict.fromkeys(("indent", "left", "right"), read.signed),
    "tabs": read.several(read.tab_stop, 1, _MOST_TAB_STOPS),
}
_INLINE = frozenset({"br", "span", "tab"})
_RUNNING = frozenset({"title", "p", "split"})
_HEAD = frozenset({"style", "numbering", "page-number", "running"})
_BODY = frozenset(
    {"title", "heading", "p", "split", "list", "caption", "table", "contents", "chart"}
    | {"page-break", "section"}
)

ELEMENTS: Mapping[str, Element] = {
    "document": Element(_PAGE, children=_HEAD | _BODY),
    "style": Element(
        {
            "name": _name,
            "base": _name,
            "font": read.names,
            "latin": read.names,
            "size": read.positive(read.points),
            "pitch": read.positive(read.points),
            "leading": read.positive(read.length),
            **_PLACES,
            "align": _ALIGN,
            "before": read.length,
            "after": read.length,
            "keep-with-next": read.yes_no,
            "keep-with-previous": read.yes_no,
            "cjk-latin-space": read.yes_no,
            "bold": read.yes_no,
            "underline": read.yes_no,
        },
        frozenset({"name"}),
    ),
    "numbering": Element({"scheme": read.several(_name, 1)}, frozenset({"scheme"})),
    "page-number": Element(
        {
            "format": _page_number_format,
            "style": _name,
            "position": read.words("outside", "center", "left", "right"),
            "first": read.words("yes", "no", "apart"),
            "offset": read.points,
            "inset": read.length,
        }
    ),
    "running": Element(children=_RUNNING),
    "title": Element(_STYLED, children=_INLINE, text=True),
    "heading": Element(
        {**_STYLED, "level": read.count, "run-in": read.yes_no, "number": read.yes_no},
        frozenset({"level"}),
        _INLINE,
        text=True,
    ),
    "p": Element({**_STYLED, **_PLACES}, children=_INLINE, text=True),
    "split": Element(_STYLED, children=frozenset({"left", "right"})),
    "left": Element(children=frozenset({"span"}), text=True),
    "right": Element(children=frozenset({"span"}), text=True),
    "list": Element(
        {**_STYLED, "scheme": _name, "start": read.count, "continue": read.yes_no},
        frozenset({"scheme"}),
        frozenset({"item"}),
    ),
    "item": Element(children=_INLINE, text=True),
    "caption": Element(_STYLED, children=_INLINE, text=True),
    "contents": Element({"levels": _LEVELS}),
    "table": Element(
        {
            **_STYLED,
            "columns": read.several(read.column, 1),
            "width": read.positive(read.points),
            "indent": read.signed,
            "position": read.one_of({"left": 0.0, "center": 0.5, "right": 1.0}),
            "header-rows": read.whole,
            "rows": read.words("keep", "split"),
            "align": read.several(_ALIGN, 1),
            "valign": _POSITION,
            "border": read.points,
            "frame": read.stroke,
            "padding": read.several(read.length, 1, 2),
            "empty": str,
            "fill": _fill,
        },
        frozenset({"columns"}),
        frozenset({"tr"}),
    ),
    "chart": Element({**_STYLED, "series": _parted}, children=frozenset({"bar"})),
    "bar": Element({"name": str, "values": _parted}, frozenset({"name", "values"})),
    "tr": Element(
        {
            "height": read.positive(read.points),
            "height-rule": read.words("at-least", "exact"),
            "fill": _fill,
            "keep": read.yes_no,
            "repeat": read.one_of(REPEATED_ROWS),
        },
        children=frozenset({"td"}),
    ),
    "td": Element(
        {
            **_STYLED,
            "colspan": read.count,
            "rowspan": read.count,
            "align": _ALIGN,
            "valign": _POSITION,
            "indent": read.length,
            "padding": read.several(read.length, 1, 2),
            "vertical": read.yes_no,
            "border": read.border,
            "fill": _fill,
        },
        children=_INLINE | {"p", "list"},
        text=True,
    ),
    "span": Element({**_STYLED, "bold": read.yes_no, "underline": read.yes_no}, text=True),
    "br": Element(),
    "tab": Element(),
    "page-break": Element(),
    "section": Element(_PAGE),
}
"""The markup's grammar: every element by name."""
