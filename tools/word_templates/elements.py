"""The elements of WordprocessingML in few words."""

from __future__ import annotations

from lxml import etree

from perfreport.docx.wordml import PRESERVE, W

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
"""The namespace in which one part of a document refers to another."""

Element = etree._Element
Content = Element | str


_PREFIXES = {"w": W.strip("{}"), "r": R.strip("{}")}


def w(tag: str, /, *content: Content, **attributes: object) -> Element:
    """The element ``w:tag`` with its attributes and what is in it."""
    element = etree.Element(W + tag, nsmap=_PREFIXES)
    for attribute, value in attributes.items():
        element.set(W + attribute, str(value))
    for each in content:
        if isinstance(each, str):
            element.text = each
        else:
            element.append(each)
    return element


def on(name: str) -> Element:
    """The property ``w:name``, switched on."""
    return w(name)


def off(name: str) -> Element:
    """The property ``w:name``, switched off."""
    return w(name, val="0")


def twips(millimetres: float) -> int:
    """A length as Word counts it, in twentieths of a point."""
    return round(millimetres * 1440 / 25.4)


def text(words: str) -> Element:
    """Text within a run; blanks at its ends are kept."""
    element = w("t", words)
    element.set(PRESERVE, "preserve")
    return element


def run(*content: Content, style: str = "") -> Element:
    """A run of text, in a character style or in that of its paragraph."""
    parts = [text(each) if isinstance(each, str) else each for each in content]
    properties = [w("rPr", w("rStyle", val=style))] if style else []
    return w("r", *properties, *parts)


def paragraph(style: str, *content: Content, properties: tuple[Element, ...] = ()) -> Element:
    """A paragraph of runs, fields and texts; a text becomes a run of its own."""
    parts = [run(each) if isinstance(each, str) else each for each in content]
    return w("p", w("pPr", w("pStyle", val=style), *properties), *parts)


def lines(*texts: str) -> Element:
    """A run of several lines."""
    first, *others = texts
    return run(first, *(each for text in others for each in (w("br"), text)))


def field(instruction: str, shown: str) -> list[Element]:
    """The runs of a field that shows ``shown`` until Word updates it."""
    return [
        run(w("fldChar", fldCharType="begin")),
        run(w("instrText", f" {instruction} ")),
        run(w("fldChar", fldCharType="separate")),
        run(shown),
        run(w("fldChar", fldCharType="end")),
    ]


def title_lines(style: str) -> Element:
    """The title, line by line as the form breaks it."""
    loop = (
        "{% for line in title_lines %}{{ line }}{% if not loop.last %}",
        "{% endif %}{% endfor %}",
    )
    return paragraph(style, lines(*loop))


def each_paragraph(style: str, of: str) -> list[Element]:
    """One paragraph for each of the texts in the view's list ``of``."""
    return [
        paragraph(style, f"{{%p for paragraph in {of} %}}"),
        paragraph(style, "{{ paragraph }}"),
        paragraph(style, "{%p endfor %}"),
    ]
