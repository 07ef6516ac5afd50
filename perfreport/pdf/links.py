"""Where the headings of a PDF file stand, and the areas of its pages that lead there."""

from __future__ import annotations

from perfreport.pdf.pdffile import PdfFile
from perfreport.typeset.display import Link

_PRINTED = 4
"""The flag of annotations that print, which PDF/A asks for."""


class Destinations:
    """The places of all headings; what leads to one may be written before or after it is known."""

    def __init__(self, file: PdfFile) -> None:
        """Start without headings."""
        self._file = file
        self._places: list[str] = []
        self._promised: dict[int, str] = {}

    def add(self, page: str, y: float) -> str:
        """The place of the next heading: at ``y``, counted from the foot of ``page``."""
        place = f"[{page} /XYZ null {y:.2f} null]"
        promised = self._promised.pop(len(self._places), None)
        if promised is not None:
            self._file.write(place.encode("ascii"), promised)
        self._places.append(place)
        return place

    def link(self, link: Link, page_height: float) -> str:
        """Write the annotation that makes ``link`` work; gives what refers to it."""
        bottom, top = page_height - link.bottom, page_height - link.top
        annotation = (
            "<< /Type /Annot /Subtype /Link "
            f"/Rect [{link.left:.2f} {bottom:.2f} {link.right:.2f} {top:.2f}] "
            f"/Border [0 0 0] /F {_PRINTED} /Dest {self._place(link.heading)} >>"
        )
        return self._file.write(annotation.encode("ascii"))

    def _place(self, heading: int) -> str:
        """The place of ``heading``, or what will refer to it."""
        if heading < len(self._places):
            return self._places[heading]
        if heading not in self._promised:
            self._promised[heading] = self._file.reserve()
        return self._promised[heading]
