"""The tags in a Word template: found across runs, checked in their places, made ready for Jinja.

The tags are those of docxtpl: ``{{ … }}`` and ``{% … %}`` anywhere in text, and ``{%p … %}``,
``{%tr … %}``, ``{%tc … %}`` for the whole paragraph, row or cell in which the tag stands alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from perfreport.docx.wordml import PRESERVE, W
from perfreport.errors import TemplateError

TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)

_PART_OF_TAG = re.compile(r"\{\{|\{%|\{#|%\}|\}\}|#\}")
_WHOLE = re.compile(r"\{([{%])(p|tr|tc|r) ")
_WHOLE_NAMES = {"p": "段", "tr": "行", "tc": "格"}
_MOST_CHARACTERS = 1_000
_EDITING_ATTRIBUTES = re.compile(r"\}(?:rsid\w*|paraId|textId)$")
_EDITING_ELEMENTS = (W + "proofErr", W + "lastRenderedPageBreak")


def text_of(element: etree._Element) -> str:
    """The text in all runs of ``element``."""
    return "".join(text.text or "" for text in element.iter(W + "t"))


def strip_editing_marks(root: etree._Element) -> None:
    """Remove what Word notes while somebody edits; a loop would repeat it."""
    for element in list(root.iter(*_EDITING_ELEMENTS)):
        _remove(element)
    for element in root.iter():
        for name in [name for name in element.attrib if _EDITING_ATTRIBUTES.search(str(name))]:
            del element.attrib[name]


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def keep_spaces(root: etree._Element) -> None:
    """Have Word print the blanks at either end of every text."""
    for text in root.iter(W + "t"):
        text.set(PRESERVE, "preserve")


def check_tags(root: etree._Element, where: str) -> None:
    """Check that every tag is complete and stands where it can work.

    Raises:
        TemplateError: names the first tag that is not, or does not.
    """
    for paragraph in root.iter(W + "p"):
        text = "".join(each.text or "" for each in _own_texts(paragraph))
        if broken := _PART_OF_TAG.search(TAG.sub("", text)):
            raise TemplateError(f"{where}：“{_shortened(text)}”中有不完整的标签 {broken.group()}")
        for tag in TAG.findall(text):
            _check_tag(tag, paragraph, where)


def _own_texts(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The texts of ``paragraph``, without those of text boxes anchored in it."""
    for text in paragraph.iter(W + "t"):
        if next(text.iterancestors(W + "p")) is paragraph:
            yield text


def _check_tag(tag: str, paragraph: etree._Element, where: str) -> None:
    if len(tag) > _MOST_CHARACTERS:
        raise TemplateError(f"{where}：标签过长：{_shortened(tag)}")
    if not (whole := _WHOLE.match(tag)):
        return
    opening, name = whole.groups()
    if opening == "{" or name == "r":
        raise TemplateError(f"{where}：标签 {tag} 里的“{name}”用不了，请去掉")
    holder = next((each for each in _outwards(paragraph) if each.tag == W + name), None)
    if holder is None or text_of(holder).strip() != tag:
        raise TemplateError(f"{where}：标签 {tag} 要独占一{_WHOLE_NAMES[name]}，旁边不能有别的文字")


def _outwards(element: etree._Element) -> Iterator[etree._Element]:
    yield element
    yield from element.iterancestors()


def _shortened(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"


def jinja_source(root: etree._Element) -> str:
    """``root`` as a Jinja template in which the n-th tag stands on line n + 1."""
    from docxtpl import DocxTemplate

    xml = etree.tostring(root, encoding="unicode").replace("\n", " ")
    source: str = DocxTemplate("").patch_xml(xml)
    return TAG.sub(_with_line_break, source)


def _with_line_break(tag: re.Match[str]) -> str:
    """The tag with a line break that is part of it and not of the text."""
    opening = 3 if tag.group().startswith(("{%-", "{{-", "{#-")) else 2
    return f"{tag.group()[:opening]}\n{tag.group()[opening:]}"


def tag_on_line(source: str, line: int) -> str:
    """The tag on ``line`` of a source made by ``jinja_source``; empty before the first."""
    tags = TAG.findall(source)
    return " ".join(tags[line - 2].split()) if 2 <= line < len(tags) + 2 else ""
