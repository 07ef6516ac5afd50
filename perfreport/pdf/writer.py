"""From markup to a PDF file, page by page, by way of reportlab's PDF objects."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import BinaryIO

from reportlab.pdfbase import pdfdoc

from perfreport.basics.properties import Properties
from perfreport.pdf.conformance import document_information, metadata, output_intent
from perfreport.pdf.content import PagePainter
from perfreport.pdf.embedding import embed
from perfreport.pdf.navigation import Destinations, Outline
from perfreport.pdf.pdffile import PdfFile, compressed, dictionary, name, text_string
from perfreport.typeset.display import FinishedPage
from perfreport.typeset.engine import typeset
from perfreport.typeset.fonts.book import FontBook
from perfreport.typeset.fonts.used import StandIn

_PAGES_PER_NODE = 256
"""Pages of one node of the page tree; PDF/A allows arrays of 8,191 entries."""


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
    typeset(chunks, fonts, writer.add_page, stamp=properties.stamp)
    return writer.finish()


class PdfWriter:
    """Writes the pages of one PDF/A-1b file (GB/T 23286.1) as they are handed over."""

    def __init__(self, target: BinaryIO, properties: Properties) -> None:
        """Write a file with ``properties`` to ``target``."""
        self._file = PdfFile(target)
        self._properties = properties
        self._outline = Outline()
        self._destinations = Destinations(self._file)
        self._painter = PagePainter()
        self._pages = _PageTree(self._file)

    def add_page(self, page: FinishedPage) -> None:
        """Write ``page``."""
        content = self._file.write(compressed(self._painter.content_stream(page).encode("ascii")))
        links = [self._destinations.link(link, page.height) for link in page.links]
        reference = self._pages.add(page.width, page.height, content, links)
        for bookmark in page.bookmarks:
            destination = self._destinations.add(reference, page.height - bookmark.y)
            self._outline.add(bookmark.level, bookmark.text, destination)

    def finish(self) -> list[StandIn]:
        """Write the fonts that the pages use, and all that concerns the whole file.

        Returns:
            The faces that stood in for those of a style.
        """
        embed(self._painter.fonts, self._file)
        catalog = dictionary(
            Type=name("Catalog"),
            Pages=self._file.refer(self._pages.root),
            PageLabels="<< /Nums [0 << /S /D >>] >>",
            Lang=text_string(self._properties.language),
            ViewerPreferences="<< /DisplayDocTitle true >>",
            Metadata=self._file.write(metadata(self._properties)),
            # PDF/A is always on: it costs a profile of a few hundred bytes.
            OutputIntents=f"[{output_intent(self._file)}]",
        )
        outline = self._outline.write(self._file)
        if outline is not None:
            catalog["Outlines"] = outline
        information = document_information(self._properties).encode("ascii")
        self._file.close(catalog, self._file.write(information))
        return self._painter.fonts.stand_ins()


class _PageTree:
    """The pages of a file, in nodes small enough for PDF/A."""

    def __init__(self, file: PdfFile) -> None:
        self._file = file
        self._nodes = pdfdoc.PDFArray([])
        fonts = pdfdoc.PDFObjectReference(pdfdoc.BasicFonts)
        # Fonts are known only at the end, so all pages inherit one dictionary of resources.
        self.root = dictionary(
            Type=name("Pages"), Kids=self._nodes, Count=0, Resources=dictionary(Font=fonts)
        )

    def add(self, width: float, height: float, content: str, annotations: Sequence[str]) -> str:
        """Write a page that shows ``content``; gives what refers to it."""
        if self.root["Count"] % _PAGES_PER_NODE == 0:
            self._add_node()
        annots = f" /Annots [{' '.join(annotations)}]" if annotations else ""
        page = (
            f"<< /Type /Page /Parent {self._parent} /MediaBox [0 0 {width:.2f} {height:.2f}] "
            f"/Contents {content}{annots} >>"
        )
        reference = self._file.write(page.encode("ascii"))
        self._node["Kids"].sequence.append(reference)
        self._node["Count"] += 1
        self.root["Count"] += 1
        return reference

    def _add_node(self) -> None:
        parent = self._file.refer(self.root)
        self._node = dictionary(
            Type=name("Pages"), Parent=parent, Kids=pdfdoc.PDFArray([]), Count=0
        )
        reference = self._file.refer(self._node)
        self._parent = reference.format(self._file.document).decode("ascii")
        self._nodes.sequence.append(reference)
