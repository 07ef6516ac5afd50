"""The outline of a PDF file (书签), from its headings."""

from __future__ import annotations

from dataclasses import dataclass, field

from reportlab.pdfbase import pdfdoc

from perfreport.pdf.pdffile import PdfFile, dictionary, name


@dataclass(slots=True)
class _Entry:
    level: int
    content: pdfdoc.PDFDictionary
    children: list[_Entry] = field(default_factory=list)


class Outline:
    """A tree of entries; one goes below the last entry of a higher level."""

    def __init__(self) -> None:
        """Start without entries."""
        self._root = _Entry(0, dictionary(Type=name("Outlines")))
        self._path = [self._root]

    def add(self, level: int, text: str, destination: pdfdoc.PDFArray) -> None:
        """Add an entry that leads to ``destination``."""
        entry = _Entry(level, dictionary(Title=pdfdoc.PDFString(text), Dest=destination))
        while self._path[-1].level >= level:
            self._path.pop()
        self._path[-1].children.append(entry)
        self._path.append(entry)

    def refer(self, file: PdfFile) -> pdfdoc.PDFObjectReference | None:
        """A reference to the outline in ``file``, if there is one."""
        if not self._root.children:
            return None
        _link(self._root, file)
        return file.refer(self._root.content)


def _link(entry: _Entry, file: PdfFile) -> int:
    """Make the children of ``entry`` know each other; gives how many entries there are below."""
    references = [file.refer(child.content) for child in entry.children]
    for index, child in enumerate(entry.children):
        child.content["Parent"] = file.refer(entry.content)
        if index:
            child.content["Prev"] = references[index - 1]
        if index + 1 < len(references):
            child.content["Next"] = references[index + 1]
    count = len(references) + sum(_link(child, file) for child in entry.children)
    if references:
        entry.content["First"], entry.content["Last"] = references[0], references[-1]
        entry.content["Count"] = count
    return count
