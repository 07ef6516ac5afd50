"""What stands in a paragraph of a Word template: texts, tags, breaks, fields."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from lxml import etree

from perfreport.basics.patterns import regex
from perfreport.derivation.controls import straight
from perfreport.derivation.formats import TextFormat
from perfreport.derivation.places import Notes, Place, refused
from perfreport.derivation.properties import Stated
from perfreport.derivation.stylesheet import Grid, StyleSheet, text_format
from perfreport.docx.page.elements import ALTERNATIVES, GONE, WRAPPERS, chosen
from perfreport.docx.page.symbols import character, in_own_characters
from perfreport.docx.tags import tag_places
from perfreport.docx.wordml import W

_CODE = regex("[0-9A-Fa-f]{1,4}")
_MARK = "\0"
"""Stands in the text of a paragraph for what is none; no Word file has it."""

_PICTURE = "图片或图形"
_TEXT_BOX = "文本框"
_REFUSED = {
    "drawing": _PICTURE,
    "pict": _PICTURE,
    "object": "嵌入的对象",
    "footnoteReference": "脚注",
    "endnoteReference": "尾注",
    "oMath": "公式",
    "oMathPara": "公式",
    "ruby": "拼音指南",
}
"""What stands in paragraphs and the PDF has not, by the names of the elements."""

_OTHER_FORMATS = {
    "strike": "删除线",
    "dstrike": "删除线",
    "color": "文字的颜色",
    "highlight": "突出显示",
    "i": "倾斜",
}
_NOT_SHOWN = "PDF 里不印{}"


class Text(NamedTuple):
    """Words of the form."""

    text: str
    format: TextFormat


class Slot(NamedTuple):
    """A tag ``{{ … }}``."""

    tag: str
    format: TextFormat


class Statement(NamedTuple):
    """A tag ``{% … %}`` within a paragraph."""

    tag: str


class Mark(NamedTuple):
    """What is no text: ``br``, ``tab``, ``page``, or the instruction of a field."""

    kind: str


Piece = Text | Slot | Statement | Mark
BREAK, TAB, NEW_PAGE = Mark("br"), Mark("tab"), Mark("page")
PAGE, PAGES = Mark("PAGE"), Mark("NUMPAGES")
_FIELDS = {"PAGE": PAGE, "NUMPAGES": PAGES, "SECTIONPAGES": PAGES}

_Atom = tuple[str, TextFormat] | Mark


@dataclass(slots=True)
class _Field:
    """A field that is being read; its result begins where ``is_shown``."""

    instruction: str = ""
    is_shown: bool = False


class PieceReader:
    """Reads paragraphs of one part, on pages with one grid."""

    def __init__(self, styles: StyleSheet, grid: Grid, notes: Notes) -> None:
        """Resolve formats by ``styles``; note what the PDF will not show."""
        self._styles = styles
        self._grid = grid
        self._notes = notes

    def read(self, paragraph: etree._Element, around: Stated, place: Place) -> list[Piece]:
        """The pieces of ``paragraph``, for the text of which ``around`` holds.

        Raises:
            TemplateError: when the PDF has nothing like what stands there.
        """
        atoms = list(self._atoms(paragraph, around, place, []))
        return list(_pieces(atoms))

    def _atoms(
        self, parent: etree._Element, around: Stated, place: Place, fields: list[_Field]
    ) -> Iterator[_Atom]:
        for child in parent:
            name = etree.QName(child).localname
            if child.tag in GONE:
                continue
            if child.tag == W + "r":
                yield from self._run(child, around, place, fields)
            elif child.tag == W + "fldSimple":
                mark = _field_mark(child.get(W + "instr", ""))
                yield from [mark] if mark else self._atoms(child, around, place, fields)
            elif child.tag == ALTERNATIVES:
                yield from self._atoms(chosen(child), around, place, fields)
            elif child.tag in WRAPPERS:
                yield from self._atoms(child, around, place, fields)
            elif name in _REFUSED:
                raise _refusal(child, name, place)

    def _run(
        self, run: etree._Element, around: Stated, place: Place, fields: list[_Field]
    ) -> Iterator[_Atom]:
        stated = self._styles.run(run.find(W + "rPr"), around)
        form = replace(
            text_format(stated, self._grid), named=self._styles.character_style(run.find(W + "rPr"))
        )
        for child in _without_alternatives(run):
            name = etree.QName(child).localname
            if name in _REFUSED:
                raise _refusal(child, name, place)
            if name == "fldChar":
                yield from _follow_field(child, fields)
            elif name == "instrText" and fields:
                fields[-1].instruction += child.text or ""
            elif stated.get("hidden") or any(_is_hidden(field) for field in fields):
                continue
            elif name == "t":
                yield self._own_characters(child.text or "", stated, place), form
            elif name in _ATOMS:
                yield from _ATOMS[name](child, form)
        self._note_formats(run, stated, place)

    def _own_characters(self, text: str, stated: Stated, place: Place) -> str:
        """``text``, raised or lowered where Unicode has that."""
        own = in_own_characters(text, stated.get("raised", ""))
        if own is None:
            self._notes.add(place, "PDF 里上标、下标按普通文字印")
        return text if own is None else own

    def _note_formats(self, run: etree._Element, stated: Stated, place: Place) -> None:
        for name, what in _OTHER_FORMATS.items():
            if stated.get(name) and run.find(W + "t") is not None:
                self._notes.add(place, _NOT_SHOWN.format(what))


def _without_alternatives(run: etree._Element) -> Iterator[etree._Element]:
    for child in run:
        yield from chosen(child) if child.tag == ALTERNATIVES else (child,)


def _symbol(element: etree._Element, form: TextFormat) -> Iterator[_Atom]:
    code = element.get(W + "char", "")
    known = _CODE.fullmatch(code) and character(element.get(W + "font", ""), int(code, 16))
    yield known or "\ufffd", form


def _break(element: etree._Element, _: TextFormat) -> Iterator[_Atom]:
    yield NEW_PAGE if element.get(W + "type") == "page" else BREAK


_ATOMS: Mapping[str, Callable[[etree._Element, TextFormat], Iterator[_Atom]]] = {
    "br": _break,
    "cr": _break,
    "tab": lambda _, __: iter((TAB,)),
    "ptab": lambda _, __: iter((TAB,)),
    "sym": _symbol,
    "noBreakHyphen": lambda _, form: iter((("\u2011", form),)),
}


def _refusal(element: etree._Element, name: str, place: Place) -> Exception:
    has_text = any(
        etree.QName(each).localname in ("txbxContent", "txbx") for each in element.iter()
    )
    what = _TEXT_BOX if has_text else _REFUSED[name]
    return refused(place, f"PDF 里没有{what}，请去掉，或另写 PDF 模板")


def _follow_field(element: etree._Element, fields: list[_Field]) -> Iterator[_Atom]:
    match element.get(W + "fldCharType"):
        case "begin":
            fields.append(_Field())
        case "separate" if fields:
            fields[-1].is_shown = True
            if mark := _field_mark(fields[-1].instruction):
                yield mark
        case "end" if fields:
            field = fields.pop()
            mark = _field_mark(field.instruction)
            if mark and not field.is_shown:
                yield mark
        case _:
            pass


def _field_mark(instruction: str) -> Mark | None:
    """What the PDF sets for itself in place of a field's result; None where it shows that."""
    words = instruction.split()
    return _FIELDS.get(words[0].upper()) if words else None


def _is_hidden(field: _Field) -> bool:
    """Whether the text that is read now belongs to an instruction, or is replaced."""
    return not field.is_shown or _field_mark(field.instruction) is not None


def _pieces(atoms: Sequence[_Atom]) -> Iterator[Piece]:
    """``atoms`` with the tags in them found, however many runs one is parted over."""
    text, formats, marks = "", list[TextFormat | None](), dict[int, Mark]()
    for atom in atoms:
        if isinstance(atom, Mark):
            marks[len(text)] = atom
            text += _MARK
            formats.append(None)
        else:
            text += atom[0]
            formats += [atom[1]] * len(atom[0])
    place = 0
    for start, end in tag_places(text):
        yield from _plain(text, formats, marks, place, start)
        tag = straight(text[start:end].replace(_MARK, ""))
        form = formats[start]
        if tag.startswith("{{") and form:
            yield Slot(tag, form)
        elif tag.startswith("{%"):
            yield Statement(tag)
        place = end
    yield from _plain(text, formats, marks, place, len(text))


def _plain(
    text: str,
    formats: Sequence[TextFormat | None],
    marks: dict[int, Mark],
    start: int,
    end: int,
) -> Iterator[Piece]:
    """The texts and marks between two tags; neighbours of one format are one text."""
    first = start
    for place in range(start, end + 1):
        is_end = place == end or place in marks or _is_other(formats[place], formats[first])
        if is_end and first < place and first not in marks:
            form = formats[first]
            assert form is not None
            yield Text(text[first:place].replace("\n", " "), form)
        if is_end:
            first = place
        if place < end and place in marks:
            yield marks[place]
            first = place + 1


def _is_other(one: TextFormat | None, other: TextFormat | None) -> bool:
    """Whether two characters are set otherwise, or by another style."""
    return one != other or bool(one and other and one.named != other.named)
