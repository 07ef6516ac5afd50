"""Where a template names a field of its view: the paragraph, the cell or the line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from perfreport.basics.addresses import ViewPath
from perfreport.docx.package import read_package
from perfreport.docx.page.package import main_part
from perfreport.docx.page.reader import read_page
from perfreport.docx.tags import tags_in
from perfreport.forms.tags import expression_of
from perfreport.forms.templating import read_text
from perfreport.forms.templating.references import pdf_files
from perfreport.forms.templating.uses import Uses
from perfreport.office.limits import Limits
from perfreport.proof.pages import Piece, blocks_of


def tag_in_word(template: Path, names: ViewPath, uses: Uses) -> tuple[str, str]:
    """The place of the field called ``names`` and its tag; both empty where it has none."""
    return _found(template_pieces(template), names, uses)


def template_pieces(template: Path) -> list[Piece]:
    """The paragraphs and cells of a Word template with their tags."""
    parts = read_package(template)
    page = read_page(parts, main_part(parts), Limits(), is_template=True)
    return [*blocks_of(page.blocks), *(Piece("页眉、页脚", text) for text in page.margins)]


def tag_in_pdf(name: str, folders: Sequence[Path], names: ViewPath, uses: Uses) -> tuple[str, str]:
    """The same in a PDF template and those that it extends."""
    return _found(list(_lines(name, folders)), names, uses)


def _lines(name: str, folders: Sequence[Path]) -> Iterator[Piece]:
    for path in pdf_files(name, folders):
        for number, line in enumerate(read_text(path).split("\n"), start=1):
            yield Piece(f"{path.name} 第 {number} 行", line)


def _found(pieces: Sequence[Piece], names: ViewPath, uses: Uses) -> tuple[str, str]:
    expression = re.compile(rf"(?<![\w.]){re.escape(expression_of(names, uses))}(?!\w)")
    for place, text in pieces:
        for tag in tags_in(text):
            if expression.search(tag):
                return place, " ".join(tag.split())
    return "", ""
