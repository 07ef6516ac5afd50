"""From markup to the bytes of a PDF file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from io import BytesIO
from typing import BinaryIO

from perfreport.pdf.canvas import Canvas
from perfreport.properties import Properties
from perfreport.typeset.display import Page
from perfreport.typeset.fonts.book import FontBook
from perfreport.typeset.fonts.used import StandIn
from perfreport.typeset.markup.reader import read_document
from perfreport.typeset.markup.styles import StyleSheet
from perfreport.typeset.pages.layout import lay_out
from perfreport.typeset.pages.stamp import stamped


def typeset(chunks: Iterable[str], fonts: FontBook, properties: Properties) -> bytes:
    """The PDF file of a document given as ``chunks`` of markup.

    The same markup, fonts and properties give the same bytes, always.

    Raises:
        TemplateError: the markup is wrong, or does not fit on its pages.
        GlyphError: no face has a character of the text.
    """
    stream = BytesIO()
    typeset_to(stream, chunks, fonts, properties)
    return stream.getvalue()


def typeset_to(
    stream: BinaryIO, chunks: Iterable[str], fonts: FontBook, properties: Properties
) -> list[StandIn]:
    """Write the same file to ``stream`` while it grows, page by page.

    ``stream`` is only written to, from front to back. After an error it holds part of a file.

    Returns:
        The faces of last resort that the file uses.

    Raises:
        TemplateError: the markup is wrong, or does not fit on its pages.
        GlyphError: no face has a character of the text.
    """
    styles = StyleSheet(fonts)
    setup, blocks = read_document(chunks, styles)
    canvas = Canvas(stream, properties)
    receive: Callable[[Page], None] = canvas.add_page
    if properties.stamp:
        receive = stamped(properties.stamp, setup, styles, receive)
    lay_out(setup, blocks, receive)
    return canvas.finish()
