"""Poppler: which fonts a PDF file has, and what its pages look like."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tests.outside.programs import Document, find_program, place_files, proving, run
from tests.outside.samples import blank_page


class PdfFont(NamedTuple):
    """A font of a PDF file.

    Attributes:
        name: with the prefix of a subset, if it is one.
        is_embedded: whether the file carries it.
        is_subset: whether it has only the glyphs that are used.
        has_unicode: whether the file says which characters its glyphs stand for.
    """

    name: str
    is_embedded: bool
    is_subset: bool
    has_unicode: bool


class PdfFonts:
    """Lists the fonts of PDF files."""

    def __init__(self) -> None:
        """Find the program."""
        self._program = find_program("pdffonts", "poppler-utils")
        with proving("pdffonts", "poppler-utils"):
            self(blank_page())

    def __call__(self, pdf: Document) -> list[PdfFont]:
        """The fonts of ``pdf``."""
        with TemporaryDirectory() as folder:
            [path] = place_files([pdf], Path(folder), ".pdf")
            _heads, _rule, *lines = run([self._program, path]).splitlines()
        return [_font(line) for line in lines]


class Part(NamedTuple):
    """A part of a document as its structure tree has it.

    Attributes:
        role: as the file names it.
        depth: below how many others it stands.
        says: of itself: whom it heads, how far it reaches.
        text: that is its own, without that of the parts below it.
    """

    role: str
    depth: int
    says: tuple[str, ...]
    text: str


class PdfStructure:
    """Reads the structure trees of PDF files."""

    def __init__(self) -> None:
        """Find the program."""
        self._program = find_program("pdfinfo", "poppler-utils")
        with proving("pdfinfo", "poppler-utils"):
            assert self(blank_page()) == []

    def __call__(self, pdf: Document) -> list[Part]:
        """The parts of ``pdf`` in the order in which they are read aloud."""
        with TemporaryDirectory() as folder:
            [path] = place_files([pdf], Path(folder), ".pdf")
            return _parts(run([self._program, "-struct-text", path]))


class PdfPages:
    """Draws the pages of PDF files."""

    def __init__(self) -> None:
        """Find the program."""
        self._program = find_program("pdftoppm", "poppler-utils")
        with proving("pdftoppm", "poppler-utils"):
            [_] = self(blank_page(), 10)

    def __call__(self, pdf: Document, dpi: int = 150) -> list[bytes]:
        """The pages of ``pdf`` as PNG pictures of ``dpi`` dots per inch."""
        with TemporaryDirectory() as folder:
            [path] = place_files([pdf], Path(folder), ".pdf")
            run([self._program, "-png", "-r", str(dpi), path, Path(folder, "page")])
            return [picture.read_bytes() for picture in sorted(Path(folder).glob("page-*.png"))]


def _parts(tree: str) -> list[Part]:
    """A line for each part, each text and what each part says of itself, indented below it."""
    parts: list[Part] = []
    for line in tree.splitlines():
        text = line.strip()
        if text.startswith('"'):
            parts[-1] = parts[-1]._replace(text=parts[-1].text + text[1:-1])
        elif text.startswith("/"):
            parts[-1] = parts[-1]._replace(says=(*parts[-1].says, text))
        elif text:
            depth = (len(line) - len(line.lstrip())) // 2
            parts.append(Part(text.removesuffix(":").split(" ")[0], depth, (), ""))
    return parts


def _font(line: str) -> PdfFont:
    """A line of the list: name, type, encoding, emb, sub, uni, object and generation."""
    words = line.split()
    embedded, subset, unicode = (word == "yes" for word in words[-5:-2])
    return PdfFont(words[0], embedded, subset, unicode)
