"""The text of a paragraph, and what stands in it besides text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from perfreport.docx.page.blocks import Traces
from perfreport.docx.page.elements import ALTERNATIVES, GONE, WRAPPERS, chosen, is_on, words_in
from perfreport.docx.page.styles import Styles
from perfreport.docx.wordml import W

FIELD = "{{ field() }}"
"""What stands in a template for what Word computes, such as the number of a table."""

_CHARACTERS = {
    W + name: text
    for name, text in (("tab", "\t"), ("br", "\n"), ("cr", "\n"), ("noBreakHyphen", "-"))
}
_DRAWINGS = {W + "drawing", W + "pict", W + "object", W + "contentPart", ALTERNATIVES}
_FILES = {W + "altChunk", W + "subDoc"}
_FORMATS = ("b", "i", "u", "strike", "dstrike", "highlight", "em", "color", "shd")
_CODE = re.compile("[0-9A-Fa-f]{1,6}")
_LAST_CODE = 0x10FFFF
_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


class TextReader:
    """Reads paragraphs one after another; notes what it leaves out."""

    def __init__(self, styles: Styles, traces: Traces, *, is_template: bool) -> None:
        """Read the paragraphs of a document.

        Args:
            styles: of the document.
            traces: where to note what an editor left behind.
            is_template: whether ``FIELD`` stands for the results of Word's fields.
        """
        self._styles = styles
        self._traces = traces
        self._is_template = is_template
        self._is_in_result = False

    def text(self, paragraph: etree._Element) -> str:
        """The text of ``paragraph`` without characters that nobody sees."""
        return _INVISIBLE.sub("", "".join(self._texts(paragraph, tracked=False)))

    def leave(self, element: etree._Element) -> None:
        """Note what is in an element that is not read, so that nothing is lost unnamed."""
        if words := words_in(element):
            (self._traces.deleted if element.tag in GONE else self._traces.asides).append(words)
        self._traces.pictures += element.tag in _FILES

    def _texts(self, parent: etree._Element, *, tracked: bool) -> Iterator[str]:
        for child in parent:
            if child.tag == W + "r":
                text = self._run(child)
                if tracked and text:
                    self._traces.inserted.append(text)
                yield text
            elif child.tag == W + "fldSimple" and self._is_template:
                yield FIELD
            elif child.tag == ALTERNATIVES:
                yield from self._texts(chosen(child), tracked=tracked)
            elif child.tag in WRAPPERS:
                is_insertion = child.tag in (W + "ins", W + "moveTo")
                yield from self._texts(child, tracked=tracked or is_insertion)
            else:
                self.leave(child)

    def _run(self, run: etree._Element) -> str:
        text = "".join(self._characters(run))
        properties = run.find(W + "rPr")
        if properties is not None and text.strip():
            if is_on(properties.find(W + "vanish")):
                self._traces.asides.append(text)
                return ""
            if self._is_formatted(properties):
                self._traces.formatted.append(text)
        return text

    def _characters(self, run: etree._Element) -> Iterator[str]:
        for child in run:
            if child.tag == W + "fldChar" and self._is_template:
                yield self._field(child.get(W + "fldCharType", ""))
            elif self._is_in_result:
                continue
            elif child.tag == W + "t":
                yield child.text or ""
            elif child.tag in _CHARACTERS:
                yield _CHARACTERS[child.tag]
            elif child.tag == W + "sym":
                yield self._symbol(child)
            elif child.tag == W + "ruby":
                yield from self._annotated(child)
            elif child.tag in _DRAWINGS:
                self._drawing(child)
            else:
                self.leave(child)

    def _field(self, mark: str) -> str:
        self._is_in_result = mark == "separate"
        return FIELD if mark == "separate" else ""

    def _symbol(self, element: etree._Element) -> str:
        """A character of a symbol font; one that cannot be counts as a picture."""
        found = _CODE.fullmatch(element.get(W + "char", ""))
        code = int(found[0], 16) if found else 0
        character = chr(code) if code <= _LAST_CODE else ""
        if not character or _INVISIBLE.match(character):
            self._traces.pictures += 1
            return ""
        return character

    def _annotated(self, ruby: etree._Element) -> Iterator[str]:
        """The words under a phonetic guide (拼音指南)."""
        for part in ruby:
            if part.tag == W + "rubyBase":
                yield from self._texts(part, tracked=False)
            else:
                self.leave(part)

    def _drawing(self, drawing: etree._Element) -> None:
        boxes = [words_in(box) for box in drawing.iter(W + "txbxContent")]
        picture = chosen(drawing) if drawing.tag == ALTERNATIVES else drawing
        words = list(filter(None, boxes)) or [words_in(picture)]
        self._traces.asides.extend(dict.fromkeys(filter(None, words)))
        self._traces.pictures += not any(words)

    def _is_formatted(self, properties: etree._Element) -> bool:
        if any(is_on(properties.find(W + name)) for name in _FORMATS):
            return True
        faces = properties.find(W + "rFonts")
        return faces is not None and not self._styles.knows_faces(faces)
