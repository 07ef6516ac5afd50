"""Named styles of paragraphs, each built on another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from perfreport.pdf.attributes import Length
from perfreport.pdf.fonts import Chain, DocumentFonts
from perfreport.pdf.markup import Attributes
from perfreport.pdf.text import Align, TextStyle

_EM_BOX_ASCENT = 0.88
"""Part of the em box that stands above the baseline in Chinese fonts."""

BODY = "正文"
"""The style on which the others are built."""

_NONE = Length(0.0, "pt")
_DEFAULTS: Mapping[str, Any] = {
    "font": ("仿宋",),
    "size": 16.0,
    "leading": Length(28.99, "pt"),
    "indent": _NONE,
    "align": "justify",
    "before": _NONE,
    "after": _NONE,
    "keep-with-next": False,
    "cjk-latin-space": False,
}
_PROPERTIES = (*_DEFAULTS, "latin", "pitch")
_OWN_FACE = ("own",)

Span = tuple[str, TextStyle]
"""Text and how it is set."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a paragraph is set; lengths are in points.

    Attributes:
        text: how its characters are set.
        leading: height of a line; the em box of the text stands in its middle.
        indent: of the first line.
        before: free space above the paragraph, except at the top of a page.
        after: free space below the paragraph.
        keep_with_next: the paragraph stands on the page where the next block starts.
    """

    text: TextStyle
    leading: float
    indent: float
    before: float
    after: float
    keep_with_next: bool

    @property
    def em(self) -> float:
        """Width of one full-width character."""
        return self.text.pitch or self.text.size

    @property
    def drop(self) -> float:
        """Distance from the top of a line to its baseline."""
        return (self.leading - self.text.size) / 2 + _EM_BOX_ASCENT * self.text.size

    def aligned(self, align: Align) -> Style:
        """The same style with another alignment."""
        if align == self.text.align:
            return self
        return replace(self, text=replace(self.text, align=align))


class StyleSheet:
    """The styles of one document by name."""

    def __init__(self, fonts: DocumentFonts) -> None:
        """Start with nothing but the built-in body style of GB/T 9704."""
        self._fonts = fonts
        self._properties: dict[str, Mapping[str, Any]] = {}
        self._styles: dict[str, Style] = {}
        self._default = self._build(_DEFAULTS)

    def define(self, attributes: Attributes) -> None:
        """Add a style, built on its ``base`` or else on the body style.

        Raises:
            ValueError: the name is taken, or the base is not there.
            TemplateError: a font is not there.
        """
        name = attributes.get("name")
        if name in self._styles:
            raise ValueError(f"样式“{name}”定义了两次")
        own = {key: attributes.get(key) for key in _PROPERTIES if key in attributes}
        properties = dict(self._inherited(attributes.get("base")))
        if "size" in own:
            properties.pop("pitch", None)
        properties.update(own)
        self._properties[name] = properties
        self._styles[name] = self._build(properties)

    def get(self, name: str | None = None, *usual: str) -> Style:
        """The style called ``name``; without a name, the first of ``usual`` that is defined.

        Where none of them is, that is the body style.

        Raises:
            ValueError: there is no style called ``name``.
        """
        if name is not None:
            self._check_known(name)
            return self._styles[name]
        for candidate in (*usual, BODY):
            if candidate in self._styles:
                return self._styles[candidate]
        return self._default

    def _inherited(self, base: str | None) -> Mapping[str, Any]:
        if base is None:
            return self._properties.get(BODY, _DEFAULTS)
        self._check_known(base)
        return self._properties[base]

    def _check_known(self, name: str) -> None:
        if name not in self._styles:
            known = "、".join(self._styles) or "无"
            raise ValueError(f"没有样式“{name}”（已定义：{known}）")

    def _build(self, properties: Mapping[str, Any]) -> Style:
        text = TextStyle(
            chain=self._fonts.chain(properties["font"]),
            size=properties["size"],
            pitch=properties.get("pitch"),
            latin=self._latin(properties.get("latin", _OWN_FACE)),
            align=properties["align"],
            cjk_latin_space=properties["cjk-latin-space"],
        )
        em = text.pitch or text.size
        return Style(
            text=text,
            leading=properties["leading"].points(em),
            indent=properties["indent"].points(em),
            before=properties["before"].points(em),
            after=properties["after"].points(em),
            keep_with_next=properties["keep-with-next"],
        )

    def _latin(self, names: tuple[str, ...]) -> Chain | None:
        return None if names == _OWN_FACE else self._fonts.chain(names)
