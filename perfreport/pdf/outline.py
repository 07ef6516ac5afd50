"""The outline of a PDF file (书签), from its headings."""

from __future__ import annotations

from dataclasses import dataclass, field

from perfreport.pdf.pdffile import PdfFile, text_string


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
