"""What leads to the headings of a PDF file: its outline (书签), and areas of its pages."""

from __future__ import annotations

from dataclasses import dataclass, field

from perfreport.pdf.pdffile import PdfFile, text_string
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
        # A contents list links to headings on pages that are not written yet.
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


@dataclass(slots=True)
class _Entry:
    level: int
    content: str = ""
    children: list[_Entry] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many entries there are below."""
        return len(self.children) + sum(child.count for child in self.children)


class Outline:
    """A tree of entries; one goes below the last entry of a higher level."""

    def __init__(self) -> None:
        """Start without entries."""
        self._root = _Entry(0)
        self._path = [self._root]

    def add(self, level: int, text: str, destination: str) -> None:
        """Add an entry that leads to ``destination``."""
        entry = _Entry(level, f"/Title {text_string(text)} /Dest {destination}")
        while self._path[-1].level >= level:
            self._path.pop()
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
