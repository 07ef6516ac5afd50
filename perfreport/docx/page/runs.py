"""The text of a paragraph, and what stands in it besides text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from perfreport.basics.patterns import regex
from perfreport.docx.page.elements import (
    ALTERNATIVES,
    GONE,
    WRAPPERS,
    chosen,
    is_chart,
    is_on,
    words_in,
)
from perfreport.docx.page.styles import Styles, named_faces
from perfreport.docx.page.symbols import character, in_own_characters, is_symbol_font
from perfreport.docx.wordml import W
from perfreport.page.blocks import Traces

FIELD = "{{ field() }}"
"""What stands in a template for what Word computes, such as the number of a table."""

_CHARACTERS = {
    W + name: text
    for name, text in (
        ("tab", "\t"), ("ptab", "\t"), ("br", "\n"), ("cr", "\n"), ("noBreakHyphen", "-")
    )
}  # fmt: skip
_DRAWINGS = {W + "drawing", W + "pict", W + "object", W + "contentPart", ALTERNATIVES}
_FILES = {W + "altChunk", W + "subDoc"}
_FORMATS = [
    W + name
    for name in ("b", "i", "u", "strike", "dstrike", "highlight", "em", "color", "shd", "position")
]
_HIDDEN, _FACES, _ALIGNMENT = W + "vanish", W + "rFonts", W + "vertAlign"
_PRIVATE = regex("[\uf020-\uf0ff]")
"""The codes of symbol fonts, as Word puts them among those for private use."""

_BYTES = range(0x20, 0x100)
_CODE = regex("[0-9A-Fa-f]{1,6}")
_LAST_CODE = 0x10FFFF
_UNKNOWN = "\0"
"""What stands for an unknown symbol until its paragraph is read; no XML can hold it."""

_SHOWN_AROUND = 12
_INVISIBLE = regex("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


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
        self._unknown: list[str] = []

    def text(self, paragraph: etree._Element) -> str:
        """The text of ``paragraph`` without characters that nobody sees."""
        text = "".join(self._texts(paragraph, tracked=False))
        if self._unknown:
            self._note_unknown(text)
        return visible(text)

    def _note_unknown(self, text: str) -> None:
        """Note the unknown symbols of a paragraph with the words around the first."""
        place = max(text.find(_UNKNOWN), 0)
        around = text[max(place - _SHOWN_AROUND, 0) : place + _SHOWN_AROUND]
        words = around.replace(_UNKNOWN, "□")
        self._traces.symbols.append(f"“{words}”（{'、'.join(dict.fromkeys(self._unknown))}）")
        self._unknown.clear()

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
                    self._traces.inserted.append(_known(text))
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
        if properties is None or not text.strip():
            return text
        marks = {mark.tag: mark for mark in properties}
        if _FACES in marks and _PRIVATE.search(text):
            text = self._in_unicode(text, marks)
        if is_on(marks.get(_HIDDEN)):
            self._traces.asides.append(_known(text))
            return ""
        return self._aligned(text, marks)

    def _aligned(self, text: str, marks: Mapping[str, etree._Element]) -> str:
        """``text`` of a run with these properties, raised or lowered where Unicode has that."""
        alignment = marks[_ALIGNMENT].get(W + "val", "") if _ALIGNMENT in marks else ""
        own = in_own_characters(text, alignment)
        if own is None or self._is_formatted(marks):
            self._traces.formatted.append(_known(text))
        return own or text

    def _in_unicode(self, text: str, marks: dict[str, etree._Element]) -> str:
        """``text`` of a run with the characters that its codes of a symbol font stand for.

        Its faces are no format then, and taken out of its properties, the ``marks``. A private code
        in another of the document's own faces was printed so.
        """
        faces = marks[_FACES]
        named = named_faces(faces)
        face = next(filter(is_symbol_font, named), None)
        if face is None and self._styles.knows_faces(faces):
            return text
        del marks[_FACES]
        face = face or named[0]
        return _PRIVATE.sub(lambda found: self._in_font(face, ord(found[0])), text)

    def _in_font(self, face: str, code: int) -> str:
        """The character with this ``code`` in a symbol font; an unknown one is noted."""
        found = character(face, code)
        if found is None:
            self._unknown.append(f"字体 {face or '不明'}，编码 {code:04X}")
        return found or _UNKNOWN

    def _characters(self, run: etree._Element) -> Iterator[str]:
        for child in run:
            if child.tag == W + "fldChar" and self._is_template:
                # A field goes through several runs, and may go through several paragraphs.
                self._is_in_result = child.get(W + "fldCharType") == "separate"
                if self._is_in_result:
                    yield FIELD
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

    def _symbol(self, element: etree._Element) -> str:
        """A character of a symbol font; one that cannot be counts as a picture."""
        found = _CODE.fullmatch(element.get(W + "char", ""))
        code = int(found[0], 16) if found else 0
        face = element.get(W + "font", "")
        if _PRIVATE.match(chr(min(code, _LAST_CODE))) or (is_symbol_font(face) and code in _BYTES):
            return self._in_font(face, code)
        # Six digits may go beyond the last character of Unicode.
        if code > _LAST_CODE or _INVISIBLE.match(chr(code)):
            self._traces.pictures += 1
            return ""
        return chr(code)

    def _annotated(self, ruby: etree._Element) -> Iterator[str]:
        """The words under a phonetic guide (拼音指南)."""
        for part in ruby:
            if part.tag == W + "rubyBase":
                yield from self._texts(part, tracked=False)
            else:
                self.leave(part)

    def _drawing(self, drawing: etree._Element) -> None:
        if is_chart(drawing):
            return
        boxes = [words_in(box) for box in drawing.iter(W + "txbxContent")]
        picture = chosen(drawing) if drawing.tag == ALTERNATIVES else drawing
        words = list(filter(None, boxes)) or [words_in(picture)]
        # Word writes a text box twice, for programs of either age; its words count once.
        self._traces.asides.extend(dict.fromkeys(filter(None, words)))
        self._traces.pictures += not any(words)

    def _is_formatted(self, marks: Mapping[str, etree._Element]) -> bool:
        if any(is_on(marks.get(name)) for name in _FORMATS):
            return True
        return _FACES in marks and not self._styles.knows_faces(marks[_FACES])


def visible(text: str) -> str:
    """``text`` without characters that nobody sees."""
    return text if text.isprintable() else _INVISIBLE.sub("", text)


def _known(text: str) -> str:
    """``text`` without the marks of unknown symbols."""
    return text.replace(_UNKNOWN, "")
