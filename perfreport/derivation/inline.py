"""The content of a paragraph as markup."""

from __future__ import annotations

from collections.abc import Sequence

from perfreport.derivation.formats import ParagraphFormat, TextFormat
from perfreport.derivation.pieces import BREAK, TAB, Mark, Piece, Slot, Statement, Text
from perfreport.derivation.writing import StyleNames, words


def inline(pieces: Sequence[Piece], form: ParagraphFormat, styles: StyleNames) -> str:
    """``pieces`` in a paragraph of ``form``; text that is set otherwise in a span."""
    written: list[str] = []
    for piece in pieces:
        match piece:
            case Text(text, text_format):
                written.append(_spanned(words(text), text_format, form, styles))
            case Slot(tag, text_format):
                written.append(_spanned(tag, text_format, form, styles))
            case Statement(tag):
                written.append(tag)
            case Mark() if piece == BREAK:
                written.append("<br/>")
            case Mark() if piece == TAB:
                written.append("<tab/>")
            case Mark():
                pass
    return "".join(written)


def _spanned(content: str, text: TextFormat, around: ParagraphFormat, styles: StyleNames) -> str:
    # Blanks look the same in every face, but for their width and the line below them.
    is_blank = not content.strip() and text.underline == around.text.underline
    if text == around.text or is_blank:
        return content
    return f'<span style="{styles.span(text, around)}">{content}</span>'
