"""Where the headings of a PDF file stand, and the areas of its pages that lead there."""

from __future__ import annotations

from reportlab.pdfbase import pdfdoc

from perfreport.pdf.display import Link
from perfreport.pdf.pdffile import PdfFile

_PRINTED = 4
"""The flag of annotations that print, which PDF/A asks for."""


class Destinations:
    """The places of all headings; what leads to one may be written before or after it is known."""

    def __init__(self, file: PdfFile) -> None:
        """Start without headings."""
        self._file = file
        self._places: list[pdfdoc.PDFArray] = []
        self._known = 0

    def add(self, page: str, y: float) -> pdfdoc.PDFArray:
        """The place of the next heading: at ``y``, counted from the foot of ``page``."""
        place = self._place(self._known)
        self._known += 1
        place.sequence += [page, "/XYZ", "null", round(y, 2), "null"]
        return place

    def link(self, link: Link, page_height: float) -> str:
        """Write the annotation that makes ``link`` work; gives what refers to it."""
        bottom, top = page_height - link.bottom, page_height - link.top
        place = self._file.refer(self._place(link.heading)).format(self._file.document)
        annotation = (
            "<< /Type /Annot /Subtype /Link "
            f"/Rect [{link.left:.2f} {bottom:.2f} {link.right:.2f} {top:.2f}] "
            f"/Border [0 0 0] /F {_PRINTED} /Dest {place.decode('ascii')} >>"
        )
        return self._file.write(annotation.encode("ascii"))

    def _place(self, heading: int) -> pdfdoc.PDFArray:
        while heading >= len(self._places):
            self._places.append(pdfdoc.PDFArray([]))
        return self._places[heading]
