"""Edits made on the XML of a Word document as an editor makes them."""

from __future__ import annotations

import copy
import itertools
import zipfile
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from perfreport.docx.wordml import W
from perfreport.office.package import write_package
from perfreport.office.xml import PRESERVE, parse, serialize

_BODY = "word/document.xml"
_AUTHOR = {W + "id": "7", W + "author": "李会计", W + "date": "2024-05-01T00:00:00Z"}

Element = etree._Element


class WordEditor:
    """A document that is open in an editor.

    Attributes:
        parts: of the file, as they were.
        root: of the main part.
        numbers: for what is typed, so that no two texts are equal.
    """

    def __init__(self, content: bytes) -> None:
        """Open the file ``content``."""
        with zipfile.ZipFile(BytesIO(content)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.root = parse(self.parts[_BODY])
        self.numbers = itertools.count(1)

    def save(self) -> bytes:
        """The file as it is now."""
        return write_package({**self.parts, _BODY: serialize(self.root).encode()})

    def paragraph(self, words: str, occurrence: int = 0) -> Element:
        """A paragraph that has ``words``."""
        found = [each for each in self.root.iter(W + "p") if words in text_of(each)]
        return found[occurrence]

    def cell(self, words: str, occurrence: int = 0) -> Element:
        """The cell with just these ``words``."""
        found = [each for each in self.root.iter(W + "tc") if text_of(each) == words]
        return found[occurrence]

    def row(self, words: str) -> Element:
        """The first row that has a cell with just these ``words``."""
        return next(
            row
            for row in self.root.iter(W + "tr")
            if any(text_of(cell) == words for cell in row.iter(W + "tc"))
        )

    def beside(self, words: str, columns: int) -> Element:
        """The cell so many columns to the right of the one with just these ``words``."""
        cells = list(self.row(words).iter(W + "tc"))
        return cells[[text_of(cell) for cell in cells].index(words) + columns]

    def replace(self, paragraph: Element, old: str, new: str) -> None:
        """Type ``new`` over ``old`` in a paragraph; the run breaks into pieces, as in Word."""
        text = text_of(paragraph)
        assert old in text
        before, after = text.split(old, 1)
        retype(paragraph, before, new, after)

    def retype_cell(self, cell: Element, *texts: str) -> None:
        """Type a cell anew, a paragraph for each of ``texts``."""
        first, *others = cell.findall(W + "p")
        for other in others:
            cell.remove(other)
        last = first
        for text in texts[1:]:
            paragraph = copy.deepcopy(first)
            retype(paragraph, text)
            last.addnext(paragraph)
            last = paragraph
        retype(first, texts[0] if texts else "")

    def break_line(self, paragraph: Element, text: str) -> None:
        """Type ``text`` after a line break at the paragraph's end."""
        run = etree.SubElement(paragraph, W + "r")
        etree.SubElement(run, W + "br")
        etree.SubElement(run, W + "t").text = text

    def split(self, paragraph: Element, at: str) -> None:
        """Press Enter before ``at``."""
        before, after = text_of(paragraph).split(at, 1)
        second = copy.deepcopy(paragraph)
        retype(paragraph, before)
        retype(second, at + after)
        paragraph.addnext(second)

    def join_with_next(self, paragraph: Element) -> None:
        """Press Delete at the paragraph's end."""
        following = paragraph.getnext()
        assert following is not None
        retype(paragraph, text_of(paragraph), text_of(following))
        self.remove(following)

    def add_after(self, paragraph: Element, text: str) -> Element:
        """Type a paragraph after this one, in the same style."""
        added = copy.deepcopy(paragraph)
        retype(added, text)
        paragraph.addnext(added)
        return added

    def remove(self, element: Element) -> None:
        """Delete a paragraph, row or table."""
        parent = element.getparent()
        assert parent is not None
        parent.remove(element)

    def add_row(self, row: Element, *texts: str, before: bool = False) -> Element:
        """Insert a row like this one below it (or above), its merged labels running on."""
        added = copy.deepcopy(row)
        given = iter(texts)
        for cell in added.findall(W + "tc"):
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            if merge is not None:
                merge.set(W + "val", "continue")
                self.retype_cell(cell)
            else:
                self.retype_cell(cell, next(given, ""))
        if before:
            row.addprevious(added)
        else:
            row.addnext(added)
        return added

    def part_of(self, name: str, content: bytes) -> None:
        """Put a part into the file."""
        self.parts[name] = content


def text_of(element: Element) -> str:
    """The text in all runs of ``element``."""
    return "".join(text.text or "" for text in element.iter(W + "t"))


def retype(paragraph: Element, *pieces: str) -> None:
    """Give ``paragraph`` new words, a run each, with the marks that editing leaves behind."""
    properties = paragraph.find(f"{W}r/{W}rPr")
    for child in list(paragraph):
        if child.tag != W + "pPr":
            paragraph.remove(child)
    paragraph.set(W + "rsidR", "00A77B3E")
    for number, piece in enumerate(piece for piece in pieces if piece):
        run = etree.SubElement(paragraph, W + "r")
        run.set(W + "rsidRPr", f"00B{number:05}")
        if properties is not None:
            run.append(copy.deepcopy(properties))
        text = etree.SubElement(run, W + "t")
        text.set(PRESERVE, "preserve")
        text.text = piece
        mark = etree.SubElement(paragraph, W + "proofErr")
        mark.set(W + "type", "spellStart" if number % 2 else "spellEnd")


def track_insertion(paragraph: Element, words: str) -> None:
    """Type ``words`` at the end of a paragraph while changes are tracked."""
    insertion = etree.SubElement(paragraph, W + "ins", _AUTHOR)
    run = etree.SubElement(insertion, W + "r")
    etree.SubElement(run, W + "t").text = words


def track_deletion(paragraph: Element) -> None:
    """Delete the first run of a paragraph while changes are tracked."""
    run = paragraph.find(W + "r")
    assert run is not None
    deletion = etree.Element(W + "del", _AUTHOR)
    run.addprevious(deletion)
    deletion.append(run)
    for text in list(run.iter(W + "t")):
        text.tag = W + "delText"


def runs_of(paragraph: Element) -> Iterator[Element]:
    """The runs of a paragraph."""
    yield from paragraph.iter(W + "r")


def embolden(paragraph: Element) -> None:
    """Make a paragraph bold and set it in another face."""
    for run in runs_of(paragraph):
        properties = run.find(W + "rPr")
        if properties is None:
            properties = etree.Element(W + "rPr")
            run.insert(0, properties)
        faces = etree.SubElement(properties, W + "rFonts")
        faces.set(W + "eastAsia", "华文行楷")
        etree.SubElement(properties, W + "b")
