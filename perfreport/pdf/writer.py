"""From markup to a PDF file, page by page, by way of reportlab's PDF objects."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from reportlab.pdfbase import pdfdoc

from perfreport.basics.properties import Properties
from perfreport.pdf.conformance import document_information, metadata, output_intent
from perfreport.pdf.content import PagePainter
from perfreport.pdf.embedding import embed
from perfreport.pdf.pdffile import PdfFile, compressed, text_string
from perfreport.pdf.structure import StructureTree
from perfreport.typeset.display import FinishedPage, Link
from perfreport.typeset.engine import typeset
from perfreport.typeset.fonts.book import FontBook
from perfreport.typeset.fonts.used import StandIn
from perfreport.typeset.structure import Element

_PAGES_PER_NODE = 256
"""Pages of one node of the page tree; PDF/A allows arrays of 8,191 entries."""

_DOCUMENT = 0
"""The level of the entry of a document, above the first of its headings."""

_COVER = "封面"

_LABELS_PER_NODE = 1_000
"""Ranges of page labels of one node of their tree, for the same reason."""

_PRINTED = 4
"""The flag of annotations that print, which PDF/A asks for."""


def write_pdf(
    target: BinaryIO, chunks: Iterable[str], fonts: FontBook, properties: Properties
) -> list[StandIn]:
    """Write the PDF file of a document given as ``chunks`` of markup, while it is being set.

    ``target`` is only written to, from front to back; after an error it holds part of a file. The
    same markup, fonts and properties give the same bytes, always.

    Returns:
        The faces of last resort that the file uses.

    Raises:
        TemplateError: the markup is wrong, or does not fit on its pages.
        GlyphError: no face has a character of the text.
    """
    writer = PdfWriter(target, properties)
    writer.add_document(chunks, fonts)
    return writer.finish()


class PdfWriter:
    """Writes one PDF/A-1b file (GB/T 23286.1) of the pages of one document, or of several.

    What several have in common is written once: each font with the characters of all of them.

    Attributes:
        pages: how many there are so far.
    """

    def __init__(self, target: BinaryIO, properties: Properties) -> None:
        """Write a file with ``properties`` to ``target``."""
        self._file = PdfFile(target)
        self._structure = StructureTree(self._file) if properties.accessible else None
        self._properties = properties
        self._outline = _Outline()
        self._destinations = _Destinations(self._file)
        self._painter = PagePainter()
        self._pages = _PageTree(self._file)
        self._late: list[tuple[str, FinishedPage]] = []
        self._labels = _PageLabels()
        self._headings = 0
        self._opening = ""
        self.pages = 0

    def add_document(self, chunks: Iterable[str], fonts: FontBook, *, entry: str = "") -> None:
        """Set a document given as ``chunks`` of markup, its pages numbered on from the last one.

        Args:
            chunks: of the markup.
            fonts: as ``typeset`` takes them.
            entry: in the outline, above its headings; none when empty.

        Raises:
            TemplateError: the markup is wrong, or does not fit on its pages.
            GlyphError: no face has a character of the text.
        """
        self._headings, self._opening = self._destinations.count, entry
        stamp, first = self._properties.stamp, self._labels.last + 1
        part = self._structure.begin(of_several=bool(entry)) if self._structure else None
        typeset(chunks, fonts, self.add_page, stamp=stamp, structure=part, first=first)

    def add_page(self, page: FinishedPage) -> None:
        """Write ``page``."""
        self._labels.add(page.number)
        content, marked = self._content(page)
        if page.late is not None:
            late = self._file.reserve()
            # Only what is needed then is kept: there may be ten thousand pages.
            self._late.append((late, page._replace(items=(), bookmarks=(), links=())))
            content = f"[{content} {late}]"
        reference = self._file.reserve()
        said = self._structure.add_page(reference, marked) if self._structure else ""
        links = [self._write_link(link, page.height, reference) for link in page.links]
        self._pages.add(page.width, page.height, content, links, said, reference)
        self.pages += 1
        if self._opening:
            self._outline.add(_DOCUMENT, self._opening, _place(reference, page.height))
            self._opening = ""
        for bookmark in page.bookmarks:
            destination = self._destinations.add(reference, page.height - bookmark.y)
            self._outline.add(bookmark.level, bookmark.text, destination)

    def _write_link(self, link: Link, height: float, page: str) -> str:
        """Write ``link`` of ``page``, which is ``height`` points high; gives what refers to it."""
        own = self._file.reserve()
        said = ""
        if self._structure and link.element is not None:
            said = self._structure.add_link(page, own, link.element)
        return self._destinations.link(link, self._headings, height, said, own)

    def _content(self, page: FinishedPage, reference: str = "") -> tuple[str, list[Element]]:
        """Write what ``page`` shows; gives what refers to it, and whose texts it marks."""
        stream, marked = self._painter.content_stream(page, marks=self._structure is not None)
        return self._file.write(compressed(stream.encode("ascii")), reference), marked

    def _write_late(self) -> None:
        """Write what pages show that say how many there are."""
        for reference, page in self._late:
            assert page.late is not None
            self._content(page._replace(items=page.late(self._labels.last)), reference)

    def finish(self) -> list[StandIn]:
        """Write the fonts that the pages use, and all that concerns the whole file.

        Returns:
            The faces that stood in for those of a style.
        """
        self._write_late()
        embed(self._painter.fonts, self._file)
        catalog = {
            "Type": "/Catalog",
            "Pages": self._file.refer(self._pages.root),
            "PageLabels": self._labels.write(self._file),
            "Lang": text_string(self._properties.language),
            # The window shows the title then, and not the name of the file.
            "ViewerPreferences": "<< /DisplayDocTitle true >>",
            "Metadata": self._file.write(metadata(self._properties)),
            # PDF/A is always on: it costs a profile of a few hundred bytes.
            "OutputIntents": f"[{output_intent(self._file)}]",
        }
        if self._structure:
            catalog["StructTreeRoot"] = self._structure.write()
            catalog["MarkInfo"] = "<< /Marked true >>"
        outline = self._outline.write(self._file)
        if outline is not None:
            catalog["Outlines"] = outline
        information = document_information(self._properties).encode("ascii")
        self._file.close(pdfdoc.PDFDictionary(catalog), self._file.write(information))
        return self._painter.fonts.stand_ins()


class _PageLabels:
    """What viewers call the pages: by their numbers, a cover that is not counted by its name.

    Attributes:
        last: the number of the last page that has one.
    """

    def __init__(self) -> None:
        """Start without pages."""
        self.last = 0
        self._pages = 0
        self._is_numbered = False
        self._ranges: list[tuple[int, str]] = []

    def add(self, number: int | None) -> None:
        """Add the page of this ``number``."""
        if number is None:
            self._begin(f"/P {text_string(_COVER)}")
        elif number != self.last + 1 or not self._is_numbered:
            self._begin("/S /D" if number == 1 else f"/S /D /St {number}")
        self._is_numbered = number is not None
        self.last = self.last if number is None else number
        self._pages += 1

    def _begin(self, label: str) -> None:
        self._ranges.append((self._pages, f"<< {label} >>"))

    def write(self, file: PdfFile) -> str:
        """The number tree of the labels, its leaves small enough for PDF/A."""
        starts = range(0, len(self._ranges), _LABELS_PER_NODE)
        nodes = [self._ranges[start : start + _LABELS_PER_NODE] for start in starts]
        if len(nodes) <= 1:
            return f"<< {_numbers(self._ranges)} >>"
        leaves = [f"<< /Limits [{node[0][0]} {node[-1][0]}] {_numbers(node)} >>" for node in nodes]
        kids = [file.write(leaf.encode("ascii")) for leaf in leaves]
        return f"<< /Kids [{' '.join(kids)}] >>"


def _numbers(ranges: Iterable[tuple[int, str]]) -> str:
    return f"/Nums [{' '.join(f'{page} {label}' for page, label in ranges)}]"


class _PageTree:
    """The pages of a file, in nodes small enough for PDF/A."""

    def __init__(self, file: PdfFile) -> None:
        self._file = file
        self._nodes = pdfdoc.PDFArray([])
        # Fonts are known only at the end, so all pages inherit one dictionary of resources.
        fonts = pdfdoc.PDFDictionary({"Font": pdfdoc.PDFObjectReference(pdfdoc.BasicFonts)})
        self.root = pdfdoc.PDFDictionary(
            {"Type": "/Pages", "Kids": self._nodes, "Count": 0, "Resources": fonts}
        )

    def add(
        self,
        width: float,
        height: float,
        content: str,
        annotations: Sequence[str],
        said: str,
        reference: str,
    ) -> None:
        """Write the page of ``reference`` that shows ``content``; ``said`` is what else it says."""
        if self.root["Count"] % _PAGES_PER_NODE == 0:
            self._add_node()
        annots = f" /Annots [{' '.join(annotations)}]" if annotations else ""
        page = (
            f"<< /Type /Page /Parent {self._parent} /MediaBox [0 0 {width:.2f} {height:.2f}] "
            f"/Contents {content}{annots}{said} >>"
        )
        self._file.write(page.encode("ascii"), reference)
        self._node["Kids"].sequence.append(reference)
        self._node["Count"] += 1
        self.root["Count"] += 1

    def _add_node(self) -> None:
        parent = self._file.refer(self.root)
        self._node = pdfdoc.PDFDictionary(
            {"Type": "/Pages", "Parent": parent, "Kids": pdfdoc.PDFArray([]), "Count": 0}
        )
        reference = self._file.refer(self._node)
        self._parent = reference.format(self._file.document).decode("ascii")
        self._nodes.sequence.append(reference)


def _place(page: str, y: float) -> str:
    """The place at ``y``, counted from the foot of ``page``."""
    # The nulls leave the reader's own zoom alone.
    return f"[{page} /XYZ null {y:.2f} null]"


class _Destinations:
    """The places of all headings; what leads to one may be written before or after it is known."""

    def __init__(self, file: PdfFile) -> None:
        """Start without headings."""
        self._file = file
        self._places: list[str] = []
        self._promised: dict[int, str] = {}

    def add(self, page: str, y: float) -> str:
        """The place of the next heading: at ``y``, counted from the foot of ``page``."""
        place = _place(page, y)
        # A contents list links to headings on pages that are not written yet.
        promised = self._promised.pop(len(self._places), None)
        if promised is not None:
            self._file.write(place.encode("ascii"), promised)
        self._places.append(place)
        return place

    @property
    def count(self) -> int:
        """How many there are so far."""
        return len(self._places)

    def link(self, link: Link, before: int, page_height: float, said: str, reference: str) -> str:
        """Write the annotation of ``reference`` that makes ``link`` work, and ``said`` of it.

        There are so many headings ``before`` those of the document of the link.
        """
        bottom, top = page_height - link.bottom, page_height - link.top
        annotation = (
            "<< /Type /Annot /Subtype /Link "
            f"/Rect [{link.left:.2f} {bottom:.2f} {link.right:.2f} {top:.2f}] "
            # Without this a viewer draws a box around every entry of a contents list.
            f"/Border [0 0 0] /F {_PRINTED} /Dest {self._place_of(before + link.heading)}{said} "
            # What is read aloud of it.
            f"/Contents {text_string(link.text)} >>"
        )
        return self._file.write(annotation.encode("ascii"), reference)

    def _place_of(self, heading: int) -> str:
        """The place of ``heading``, or what will refer to it."""
        if heading < len(self._places):
            return self._places[heading]
        if heading not in self._promised:
            self._promised[heading] = self._file.reserve()
        return self._promised[heading]


@dataclass(slots=True)
class _Entry:
    level: int
    content: str = ""
    count: int = 0
    children: list[_Entry] = field(default_factory=list)


class _Outline:
    """A tree of entries; one goes below the last entry of a higher level."""

    def __init__(self) -> None:
        """Start without entries."""
        self._root = _Entry(_DOCUMENT - 1)
        self._path = [self._root]

    def add(self, level: int, text: str, destination: str) -> None:
        """Add an entry that leads to ``destination``."""
        entry = _Entry(level, f"/Title {text_string(text)} /Dest {destination}")
        # A heading may skip a level: it goes below the last one that is higher, whichever.
        while self._path[-1].level >= level:
            self._path.pop()
        for above in self._path:
            above.count += 1
        self._path[-1].children.append(entry)
        self._path.append(entry)

    def write(self, file: PdfFile) -> str | None:
        """Write the outline; gives what refers to it, if there is one."""
        if not self._root.children:
            return None
        root = file.reserve()
        _write(self._root, root, "/Type /Outlines", file)
        return root


def _write(entry: _Entry, reference: str, links: str, file: PdfFile) -> None:
    """Write ``entry`` and all below it; ``links`` lead to the entries around it."""
    references = [file.reserve() for _ in entry.children]
    if references:
        links += f" /First {references[0]} /Last {references[-1]} /Count {entry.count}"
    file.write(f"<< {entry.content} {links} >>".encode("ascii"), reference)
    for index, child in enumerate(entry.children):
        around = f"/Parent {reference}"
        if index:
            around += f" /Prev {references[index - 1]}"
        if index + 1 < len(references):
            around += f" /Next {references[index + 1]}"
        _write(child, references[index], around, file)
