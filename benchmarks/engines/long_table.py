"""reportlab's LongTable of Paragraphs, in TrueType copies of the same faces."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import black
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate, Table

from benchmarks.fonts import BOLD, FANG, HEI, truetype
from benchmarks.sheet import MARGINS, Sheet, sheet_of
from benchmarks.workload import alphabet
from perfreport import ProjectTargets

_TEXT = ParagraphStyle("text", fontName=FANG, fontSize=9, leading=12.5, wordWrap="CJK")
_LEFT = ParagraphStyle("left", _TEXT, alignment=0)
_RIGHT = ParagraphStyle("right", _TEXT, alignment=2)
_LABEL = ParagraphStyle("label", _TEXT, fontName=HEI, alignment=1)
_ABOVE = ParagraphStyle("above", _LEFT, fontSize=10.5, leading=16)
_ABOVE_RIGHT = ParagraphStyle("above right", _ABOVE, alignment=2)
_TITLE = ParagraphStyle("title", _TEXT, fontName=BOLD, fontSize=16, leading=24, alignment=1)

_COLUMN_STYLES = (_LEFT, _RIGHT, _RIGHT, _RIGHT, _RIGHT, _LEFT, _LEFT)
_GRID = [
    ("GRID", (0, 0), (-1, -1), 0.5, black),
    ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
    *((f"{side}PADDING", (0, 0), (-1, -1), mm) for side in ("TOP", "RIGHT", "BOTTOM", "LEFT")),
]
_PAGE_NUMBER_HEIGHT = 10 * mm


def prepare(document: ProjectTargets) -> Sheet:
    """The texts of ``document``; the faces are loaded, with the characters that may be set."""
    sheet = sheet_of(document)
    for name, text in ((FANG, alphabet()), (HEI, "".join(sheet.header)), (BOLD, sheet.title)):
        pdfmetrics.registerFont(TTFont(name, truetype(name, text)))
    return sheet


def render(sheet: Sheet) -> bytes:
    """The PDF file of ``sheet``."""
    above = Table([[_paragraph(sheet.department, _ABOVE), _paragraph(sheet.unit, _ABOVE_RIGHT)]])
    table = LongTable(
        [
            [_paragraph(label, _LABEL) for label in sheet.header],
            *(list(map(_paragraph, row, _COLUMN_STYLES)) for row in sheet.rows),
        ],
        colWidths=[width * mm for width in sheet.columns],
        repeatRows=1,
        style=_GRID,
    )
    return _build([_paragraph(sheet.title, _TITLE), above, table])


def _paragraph(text: str, style: ParagraphStyle) -> Paragraph | str:
    return Paragraph(escape(text).replace("\n", "<br/>"), style) if text else ""


def _build(story: list[Any]) -> bytes:
    top, right, bottom, left = (margin * mm for margin in MARGINS)
    stream = BytesIO()
    SimpleDocTemplate(
        stream,
        pagesize=landscape(A4),
        topMargin=top,
        rightMargin=right,
        bottomMargin=bottom,
        leftMargin=left,
    ).build(story, onFirstPage=_number_page, onLaterPages=_number_page)
    return stream.getvalue()


def _number_page(canvas: Any, template: Any) -> None:
    canvas.setFont(FANG, 10.5)
    canvas.drawCentredString(template.pagesize[0] / 2, _PAGE_NUMBER_HEIGHT, f"— {template.page} —")
