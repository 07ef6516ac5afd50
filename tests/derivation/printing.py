"""A Word template printed in both formats, the PDF by what is derived from it."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import Any

from perfreport.basics import resources
from perfreport.basics.properties import Properties
from perfreport.derivation.derived import Derived, derive
from perfreport.docx.template import load
from perfreport.pdf.writer import write_pdf
from perfreport.typeset.fonts.book import FontBook
from tests.content import differences
from tests.docx_reading import read_docx
from tests.pdf_reading import read_pdf

BOOK = FontBook(bundled=resources.fonts())
PROPERTIES = Properties(title="标题")


def derived(template: Path) -> Derived:
    """What is derived from ``template``, faces nobody has replaced."""
    return derive(template, BOOK.has)


def pdf_of(template: Path, view: Any) -> bytes:
    """The PDF of ``view`` by what is derived from ``template``."""
    file = BytesIO()
    write_pdf(file, derived(template).markup(view), BOOK, PROPERTIES)
    return file.getvalue()


def word_of(template: Path, view: Any) -> bytes:
    """The Word file of ``view``."""
    return load(template, type(view)).render(view, PROPERTIES)


def differences_of(template: Path, view: Any) -> Iterable[str]:
    """What Word and PDF do not say alike."""
    word = read_docx(word_of(template, view))
    return differences(word, read_pdf(pdf_of(template, view), like=word))
