"""The lines of the derived markup, each with its place in Word, and the styles that they name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from perfreport.basics.patterns import regex
from perfreport.derivation.formats import Indent, ParagraphFormat, Tab, TextFormat
from perfreport.derivation.places import Place

_NAMES = {
    "title": "标题",
    "heading 1": "一级标题",
    "heading 2": "二级标题",
    "heading 3": "三级标题",
    "heading 4": "四级标题",
    "caption": "表题",
    "footer": "页码",
    "normal": "普通",
    "body text": "正文",
}
"""What Word's own styles are called in the markup, by their names in small letters."""

_LEAST_LEADING = 1.0
_BRACES = regex("[{}]")
_NAMELESS = "样式"


class Line(NamedTuple):
    """A line of the markup and what it was made of."""

    text: str
    place: Place


def points(length: float) -> str:
    """``length`` in points as the markup has it."""
    return f"{max(0.0, length):.2f}".rstrip("0").rstrip(".") + "pt"


def signed_points(length: float) -> str:
    """``length`` in points, which may lie outwards."""
    return f"-{points(-length)}" if length < 0 else points(length)


def indent(length: Indent) -> str:
    """An indent as the markup has it; it may lead outwards."""
    return f"{length.value:g}em" if length.unit == "em" else signed_points(length.value)


def element(name: str, attributes: Mapping[str, str], content: str | None = None) -> str:
    """The element ``name``; attributes without a value are left out."""
    written = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items() if value)
    return f"<{name}{written}/>" if content is None else f"<{name}{written}>{content}</{name}>"


def opening(name: str, attributes: Mapping[str, str]) -> str:
    """The tag that begins the element ``name``."""
    return element(name, attributes).removesuffix("/>") + ">"


def words(text: str) -> str:
    """``text`` of the form as the markup has it; braces in it are no tags."""
    return escape(text, {"{": "&#123;", "}": "&#125;"})


class StyleNames:
    """Names of styles for formats, as they are first used."""

    def __init__(self) -> None:
        """Begin without any."""
        self._names: dict[ParagraphFormat, str] = {}

    def name(self, form: ParagraphFormat) -> str:
        """The style of paragraphs in ``form``."""
        style = _BRACES.sub("", form.style) or _NAMELESS
        form = replace(form, style=_NAMES.get(style.casefold(), style))
        if form not in self._names:
            taken = set(self._names.values())
            numbered = (f"{form.style}{number}" for number in range(2, len(taken) + 3))
            names = (form.style, *numbered)
            self._names[form] = next(name for name in names if name not in taken)
        return self._names[form]

    def span(self, text: TextFormat, around: ParagraphFormat) -> str:
        """The style of text in a paragraph that is set otherwise."""
        return self.name(replace(around, text=text))

    def lines(self, place: Place, faces: Mapping[str, str]) -> list[Line]:
        """The styles as the markup defines them; ``faces`` stand in for those of their names."""
        return [
            Line(f"  {element('style', _style(name, form, faces))}", place)
            for form, name in self._names.items()
        ]

    @property
    def faces(self) -> set[str]:
        """The faces that the styles name."""
        return {face for form in self._names for face in (form.text.face, form.text.latin)}


def _stop(tab: Tab) -> str:
    kind = "" if tab.align == "left" else f":{tab.align}"
    return f"{points(tab.position)}{kind}"


def _style(name: str, form: ParagraphFormat, faces: Mapping[str, str]) -> dict[str, str]:
    text = form.text
    face, latin = faces.get(text.face, text.face), faces.get(text.latin, text.latin)
    return {
        "name": name,
        "font": face,
        "latin": "" if face == latin or text.latin in faces else latin,
        "size": points(text.size),
        "pitch": points(text.size + text.spacing) if text.spacing else "",
        "leading": points(max(form.leading, _LEAST_LEADING)),
        "indent": indent(form.first),
        "left": indent(form.left) if form.left.value else "",
        "right": indent(form.right) if form.right.value else "",
        "tabs": " ".join(map(_stop, form.tabs)),
        "align": form.align,
        "before": points(form.before) if form.before else "0",
        "after": points(form.after) if form.after else "0",
        "keep-with-next": "yes" if form.keep_next else "no",
        "keep-with-previous": "yes" if form.keep_previous else "",
        "bold": "yes" if text.bold else "",
        "underline": "yes" if text.underline else "",
        "cjk-latin-space": "yes" if form.cjk_latin_space else "no",
    }
