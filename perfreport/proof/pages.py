"""What finished files say, piece by piece in reading order: the form in which they are compared.

White space is not compared: a line break of one format is nothing in the other. Page numbers are
left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from perfreport.basics.patterns import regex
from perfreport.docx.page.package import main_part, read_package
from perfreport.docx.page.reader import read_page
from perfreport.office.limits import Limits
from perfreport.page.blocks import Paragraph, Table, Traces

if TYPE_CHECKING:
    from perfreport.typeset.markup import blocks as pdf

_BLANK = regex(r"[\s\u200b\ufeff]+")
_PAGE_NUMBER = regex(r"[—–\-－\s第共页/]*\d{0,4}[—–\-－\s第共页/\d]*")
_FIGURE = regex(r"[\d,.]+")


class Piece(NamedTuple):
    """A paragraph or a cell: where it stands, and what it says without blanks."""

    place: str
    text: str


def squeezed(text: str) -> str:
    """``text`` without any white space."""
    return _BLANK.sub("", text)


def word_pieces(content: bytes) -> tuple[Piece, ...]:
    """What a finished Word file says; what is printed at the head of every page comes first."""
    parts = read_package(content, Limits())
    page = read_page(parts, main_part(parts), Limits())
    margins = (text for text in page.margins if not _PAGE_NUMBER.fullmatch(text))
    heads = (Piece("页眉、页脚", text) for text in margins)
    return _whole((*heads, *blocks_of(page.blocks)))


def xlsx_pieces(content: bytes) -> tuple[Piece, ...]:
    """What a printed workbook says."""
    from perfreport.sheets.reading import read_workbook
    from perfreport.xlsx.page import read_page as read_sheets

    return _whole(blocks_of(read_sheets(read_workbook(content), Traces(), Limits()).blocks))


def blocks_of(found: Iterable[Paragraph | Table]) -> Iterator[Piece]:
    """The paragraphs and cells of a Word page with their places."""
    paragraphs = tables = 0
    for block in found:
        if isinstance(block, Paragraph):
            paragraphs += 1
            yield Piece(f"第 {paragraphs} 段", block.numbered)
        else:
            tables += 1
            for number, row in enumerate(block.rows, start=1):
                for column, cell in enumerate(row.cells, start=1):
                    yield Piece(f"第 {tables} 张表第 {number} 行第 {column} 格", cell.numbered)


def pdf_pieces(setup: pdf.PageSetup, blocks: Iterable[pdf.Block]) -> tuple[Piece, ...]:
    """The same of what a PDF file is set from."""
    heads = (Piece("每页上方", text) for block in setup.running for text in _texts(block))
    return _whole((*heads, *_pdf_blocks(blocks)))


def _pdf_blocks(blocks: Iterable[pdf.Block]) -> Iterator[Piece]:
    from perfreport.typeset.markup.blocks import Paragraph, Split, Table

    paragraphs = tables = 0
    for block in blocks:
        if isinstance(block, Table):
            tables += 1
            for number, row in enumerate(block.rows, start=1):
                for column, cell in enumerate(row.cells, start=1):
                    text = "".join(each for part in cell.content for each in _texts(part))
                    yield Piece(f"第 {tables} 张表第 {number} 行第 {column} 格", text)
        elif isinstance(block, Paragraph | Split):
            paragraphs += 1
            yield Piece(f"第 {paragraphs} 段", "".join(_texts(block)))


def _texts(block: str | pdf.Paragraph | pdf.Split) -> Iterator[str]:
    from perfreport.typeset.markup.blocks import Split

    if isinstance(block, str):
        yield block
    elif isinstance(block, Split):
        yield from (*_texts(block.left), *_texts(block.right))
    else:
        yield from (text for spans in block.segments for text, _ in spans)


def _whole(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    return tuple(Piece(place, text) for place, each in pieces if (text := squeezed(each)))


def says(pieces: Iterable[Piece], text: str) -> bool:
    """Whether a piece says ``text``; of figures not as a part of another one."""
    wanted = squeezed(text)
    if not _FIGURE.fullmatch(wanted):
        return any(wanted in piece.text for piece in pieces)
    saying = (piece.text for piece in pieces if wanted in piece.text)
    return any(wanted in _FIGURE.findall(text) for text in saying)


class Difference(NamedTuple):
    """What stands in one file and otherwise, or not at all, in the other; a piece of each."""

    word: Piece | None
    other: Piece | None


def differences(word: Sequence[Piece], other: Sequence[Piece]) -> Iterator[Difference]:
    """What another file says otherwise than the Word file of the same document."""
    # How a text is parted into paragraphs and cells is none of what a document says.
    if "".join(each.text for each in word) == "".join(each.text for each in other):
        return
    one, two = ([each.text for each in pieces] for pieces in (word, other))
    for way, start, end, begin, stop in SequenceMatcher(a=one, b=two, autojunk=False).get_opcodes():
        if way != "equal":
            for position in range(max(end - start, stop - begin)):
                first = word[start + position] if start + position < end else None
                second = other[begin + position] if begin + position < stop else None
                yield Difference(first, second)
