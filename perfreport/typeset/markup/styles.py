"""Named styles of paragraphs, each built on another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from perfreport.typeset.fonts.book import FontBook
from perfreport.typeset.markup.attributes import Length, TabStop
from perfreport.typeset.markup.grammar import Attributes
from perfreport.typeset.text.setting import Align, LineMemory, TextStyle

_EM_BOX_MIDDLE = 0.38
"""Height of the middle of the em box above the baseline, in em, in Chinese fonts."""

_PARTS: Mapping[Align, float] = {"left": 0.0, "justify": 0.0, "center": 0.5, "right": 1.0}

BODY = "正文"
"""The style on which the others are built."""

_OWN_FACE = ("own",)
_NONE = Length(0.0, "pt")
_SONG = ("宋体",)
_BODY: Mapping[str, Any] = {
    "font": ("仿宋",),
    "latin": _OWN_FACE,
    "size": 16.0,
    # GB/T 9704-2012 (5.2.3): 28 characters on 156 mm, 22 lines on 225 mm.
    "pitch": 15.793,
    "leading": Length(28.99, "pt"),
    "indent": Length(2.0, "em"),
    "left": _NONE,
    "right": _NONE,
    "tabs": (),
    "align": "justify",
    "before": _NONE,
    "after": _NONE,
    "keep-with-next": False,
    "keep-with-previous": False,
    "cjk-latin-space": False,
    "bold": False,
    "underline": False,
}
_CENTRED: Mapping[str, Any] = {"indent": _NONE, "align": "center"}
# GB/T 9704-2012 (7.3): titles in 小标宋 of 22 pt (2号), level one in 黑体, level two in 楷体.
_BUILT_IN: Mapping[str, Mapping[str, Any]] = {
    BODY: {},
    "标题": {**_CENTRED, "font": ("小标宋",), "size": 22.0, "leading": Length(34.0, "pt")},
    "一级标题": {"font": ("黑体",)},
    "二级标题": {"font": ("楷体",)},
    "表题": {**_CENTRED, "font": ("黑体",), "size": 12.0},
    "表格正文": {"size": 10.5, "leading": Length(16.0, "pt"), "indent": _NONE},
    "一级目录": {"font": ("黑体",), "indent": _NONE},
    "二级目录": {"indent": Length(2.0, "em")},
    "三级目录": {"indent": Length(4.0, "em")},
    "四级目录": {"indent": Length(6.0, "em")},
    "页码": {**_CENTRED, "font": _SONG, "size": 14.0},
}
_PROPERTIES = tuple(_BODY)
_INDENTS = ("indent", "left", "right")
_LENGTHS = ("leading", *_INDENTS, "before", "after")

_NEIGHBOURS = ("next", "previous")

_VARIANTS = 256
"""Styles that differ from others in one respect and are kept."""

Span = tuple[str, TextStyle]
"""Text and how it is set."""


class _Tab(str):
    """A tab of the markup, which no character of a text is."""


TAB = _Tab("\t")
"""The text of a span that is nothing but a tab; told by identity."""


def text_of(spans: Iterable[Span]) -> str:
    """The characters of ``spans``."""
    return "".join(text for text, _ in spans)


@dataclass(frozen=True, slots=True, eq=False)
class ParagraphStyle:
    """How a paragraph is set; lengths are in points. Belongs to one document.

    Attributes:
        text: how its characters are set.
        leading: height of a line; the em box of the text stands in its middle.
        indent: of the first line, less than nothing if the others stand further in.
        left: between all lines and the left edge of their room.
        right: the same at the right.
        tabs: places of tab stops from the left edge of the room, in order, and what stands there:
            the left edge, the middle or the right edge of the text after the tab.
        before: free space above the paragraph, except at the top of a page.
        after: free space below the paragraph.
        keep_with_next: the paragraph stands on the page where the next block starts.
        keep_with_previous: it stands on the page where the paragraph before it ends.
        part: of the free space on a line that stands before the text.
        rise: of the middle of the em box above the baseline.
        around: what ``left`` and ``right`` take together.
    """

    text: TextStyle
    leading: float
    indent: float
    left: float
    right: float
    tabs: tuple[tuple[float, str], ...]
    before: float
    after: float
    keep_with_next: bool
    keep_with_previous: bool
    # Slots and not `cached_property`, which made a whole document slower by 3 %.
    part: float = field(init=False)
    rise: float = field(init=False)
    around: float = field(init=False)

    def __post_init__(self) -> None:
        """Work out what every line is asked for."""
        object.__setattr__(self, "part", _PARTS[self.text.align])
        object.__setattr__(self, "rise", _EM_BOX_MIDDLE * self.text.size)
        object.__setattr__(self, "around", self.left + self.right)

    @property
    def em(self) -> float:
        """Width of one full-width character."""
        return self.text.em

    def aligned(self, align: Align) -> ParagraphStyle:
        """The same style with another alignment."""
        return self if align == self.text.align else _varied(self, align, self.keep_with_next)

    def flush(self) -> ParagraphStyle:
        """The same style without indents, for what is placed by other measures."""
        if not (self.indent or self.left or self.right):
            return self
        return replace(self, indent=0.0, left=0.0, right=0.0)

    def kept(self) -> ParagraphStyle:
        """The same style for what stands on the page where the next block starts."""
        return self if self.keep_with_next else _varied(self, self.text.align, True)


@lru_cache(maxsize=_VARIANTS)
def _varied(style: ParagraphStyle, align: Align, kept: bool) -> ParagraphStyle:
    return replace(style, text=replace(style.text, align=align), keep_with_next=kept)


@lru_cache(maxsize=_VARIANTS)
def varied_text(
    text: TextStyle, *, bold: bool | None = None, underline: bool | None = None
) -> TextStyle:
    """``text``, but bold, underlined or neither, as far as that is said."""
    chain, latin = text.chain, text.latin
    if bold is not None:
        chain, latin = chain.weighted(bold=bold), latin and latin.weighted(bold=bold)
    underlined = text.underline if underline is None else underline
    if (chain, latin, underlined) == (text.chain, text.latin, text.underline):
        return text
    return replace(text, chain=chain, latin=latin, underline=underlined)


class StyleSheet:
    """The styles of one document by name; those of GB/T 9704 are there from the start."""

    def __init__(self, fonts: FontBook) -> None:
        """Take faces from ``fonts``."""
        self._fonts = fonts
        self._memory = LineMemory(fonts)
        self._defined: dict[str, Mapping[str, Any]] = {}
        self._styles: dict[str, ParagraphStyle] = {}
        self._indented: dict[tuple[ParagraphStyle, Attributes], ParagraphStyle] = {}

    def define(self, attributes: Attributes) -> None:
        """Add a style, built on its ``base``, or on the built-in style of its name, or on 正文.

        Raises:
            ValueError: the name is taken, or the base is not there.
            TemplateError: a font is not there.
        """
        name = attributes.get("name")
        if name in self._defined:
            raise ValueError(f"样式“{name}”定义了两次")
        own = {key: attributes.get(key) for key in _PROPERTIES if key in attributes}
        inherited = self._properties(attributes.get("base"), name)
        self._defined[name] = _override(inherited, own)
        # Built-in styles follow 正文, whose definition may only come now.
        self._styles.clear()

    def get(self, name: str | None = None, usual: str = BODY) -> ParagraphStyle:
        """The style called ``name``; without a name, the ``usual`` one.

        Raises:
            ValueError: there is no style called ``name``.
        """
        key = name or usual
        style = self._styles.get(key)
        if style is None:
            style = self._styles[key] = self._build(self._properties(name, usual))
        return style

    def indented(self, style: ParagraphStyle, attributes: Attributes) -> ParagraphStyle:
        """``style`` with the indents and tab stops that ``attributes`` say."""
        if not attributes.values or not any(name in attributes for name in (*_INDENTS, "tabs")):
            return style
        key = (style, attributes)
        if key not in self._indented:
            own = {name: attributes.get(name) for name in _INDENTS if name in attributes}
            lengths = {name: length.points(style.em) for name, length in own.items()}
            tabs = style.tabs
            if "tabs" in attributes:
                tabs = _tab_stops(attributes.get("tabs"), style.em)
            self._indented[key] = replace(style, **lengths, tabs=tabs)
        return self._indented[key]

    def _properties(self, name: str | None, usual: str) -> Mapping[str, Any]:
        if name is not None and name not in self._defined and name not in _BUILT_IN:
            known = "、".join({**_BUILT_IN, **self._defined})
            raise ValueError(f"没有样式“{name}”（可用：{known}）")
        key = name or usual
        if key in self._defined:
            return self._defined[key]
        body = self._defined.get(BODY, _BODY)
        return _override(body, _BUILT_IN.get(key, {}))

    def _build(self, properties: Mapping[str, Any]) -> ParagraphStyle:
        latin = properties["latin"]
        text = TextStyle(
            chain=self._fonts.chain(properties["font"]),
            size=properties["size"],
            pitch=properties.get("pitch"),
            latin=None if latin == _OWN_FACE else self._fonts.chain(latin),
            align=properties["align"],
            cjk_latin_space=properties["cjk-latin-space"],
            memory=self._memory,
        )
        text = varied_text(text, bold=properties["bold"], underline=properties["underline"])
        lengths = {name: properties[name].points(text.em) for name in _LENGTHS}
        tabs = _tab_stops(properties["tabs"], text.em)
        kept = {f"keep_with_{side}": properties[f"keep-with-{side}"] for side in _NEIGHBOURS}
        return ParagraphStyle(text, **lengths, tabs=tabs, **kept)


def _tab_stops(stops: Iterable[TabStop], em: float) -> tuple[tuple[float, str], ...]:
    return tuple(sorted((stop.place.points(em), stop.align) for stop in stops))


def _override(inherited: Mapping[str, Any], own: Mapping[str, Any]) -> Mapping[str, Any]:
    merged = {**inherited, **own}
    # A pitch belongs to its size: titles of 22 pt at 15.8 pt would print over each other.
    if "size" in own and "pitch" not in own:
        merged.pop("pitch", None)
    return merged
