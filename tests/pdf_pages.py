"""The glyphs and the rules of a PDF's pages, in points from the top left corner.

Read with pypdfium2 from the finished file: nothing here knows how the file was made.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2
from pypdfium2 import raw

Document = bytes | Path
"""A finished file: its bytes or its place."""

THIN = 3.0
"""A filled rectangle that is not thicker is a rule."""


class Glyph(NamedTuple):
    """A character where it stands: its advance from ``left`` to ``right``, on ``baseline``."""

    text: str
    left: float
    right: float
    baseline: float
    size: float


class Rule(NamedTuple):
    """A horizontal or vertical rule; ``left <= right`` and ``top <= bottom``, one pair equal."""

    left: float
    top: float
    right: float
    bottom: float


class Fill(NamedTuple):
    """A filled rectangle that is no rule, such as a bar of a chart."""

    left: float
    top: float
    right: float
    bottom: float


class Page(NamedTuple):
    """A page's size, glyphs in the order of the file, rules and filled rectangles."""

    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...]
    fills: tuple[Fill, ...] = ()


class Line(NamedTuple):
    """Glyphs on one baseline, from left to right."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    glyphs: tuple[Glyph, ...]


def read_pages(pdf: Document) -> list[Page]:
    """The pages of ``pdf``."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [_read_page(page) for page in document]


def lines_of(glyphs: Iterable[Glyph]) -> list[Line]:
    """``glyphs`` as lines from top to bottom, wherever they stand in the file."""
    lines: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.baseline):
        if lines and glyph.baseline - lines[-1][0].baseline < 0.35 * glyph.size:
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    return [_line(glyphs) for glyphs in lines]


def _line(glyphs: list[Glyph]) -> Line:
    glyphs.sort(key=lambda glyph: glyph.left)
    return Line(
        text="".join(glyph.text for glyph in glyphs),
        left=glyphs[0].left,
        right=max(glyph.right for glyph in glyphs),
        baseline=glyphs[0].baseline,
        size=max(glyph.size for glyph in glyphs),
        glyphs=tuple(glyphs),
    )


def _read_page(page: Any) -> Page:
    width, height = page.get_size()
    paths = list(page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]))
    return Page(
        width=width,
        height=height,
        glyphs=tuple(_glyphs(page.get_textpage(), height)),
        rules=tuple(rule for path in paths for rule in _rules(path, height)),
        fills=tuple(fill for path in paths for fill in _fills(path, height)),
    )


def _glyphs(textpage: Any, height: float) -> Iterator[Glyph]:
    count = raw.FPDFText_CountChars(textpage)
    units = [raw.FPDFText_GetUnicode(textpage, index) for index in range(count)]
    for index, unit in enumerate(units):
        if raw.FPDFText_IsGenerated(textpage, index) == 1 or 0xDC00 <= unit < 0xE000:
            continue
        if raw.FPDFText_IsHyphen(textpage, index) == 1:
            text = "-"
        elif 0xD800 <= unit < 0xDC00:
            text = _join_surrogates(unit, units[index + 1])
        else:
            text = chr(unit)
        yield _glyph(textpage, index, text, height)


def _join_surrogates(high: int, low: int) -> str:
    return chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))


def _glyph(textpage: Any, index: int, text: str, height: float) -> Glyph:
    box = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(textpage, index, box)
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(textpage, index, x, y)
    size = raw.FPDFText_GetFontSize(textpage, index)
    return Glyph(text, box.left, box.right, height - y.value, size)


def _rules(path: Any, height: float) -> Iterator[Rule]:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, fill, stroke)
    for corners in _subpaths(path, height):
        if stroke.value:
            yield from _straight(corners)
        elif fill.value:
            yield from _thin(corners)


def _fills(path: Any, height: float) -> Iterator[Fill]:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, fill, stroke)
    for corners in _subpaths(path, height) if fill.value else ():
        if corners:
            xs, ys = zip(*corners, strict=True)
            found = Fill(min(xs), min(ys), max(xs), max(ys))
            if min(found.right - found.left, found.bottom - found.top) > THIN:
                yield found


def _subpaths(path: Any, height: float) -> Iterator[list[tuple[float, float]]]:
    """The corners of each subpath; a closed one ends where it began."""
    matrix = path.get_matrix()
    corners: list[tuple[float, float]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(raw.FPDFPath_CountSegments(path)):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO:
            yield corners
            corners = []
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        right, up = matrix.on_point(x.value, y.value)
        corners.append((right, height - up))
        if raw.FPDFPathSegment_GetClose(segment):
            corners.append(corners[0])
    yield corners


def _straight(corners: list[tuple[float, float]]) -> Iterator[Rule]:
    for (x0, y0), (x1, y1) in pairwise(corners):
        if min(abs(x1 - x0), abs(y1 - y0)) < 0.1 and (x0, y0) != (x1, y1):
            yield Rule(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _thin(corners: list[tuple[float, float]]) -> Iterator[Rule]:
    if not corners:
        return
    xs, ys = zip(*corners, strict=True)
    left, right, top, bottom = min(xs), max(xs), min(ys), max(ys)
    if bottom - top <= min(THIN, right - left):
        yield Rule(left, (top + bottom) / 2, right, (top + bottom) / 2)
    elif right - left <= THIN:
        yield Rule((left + right) / 2, top, (left + right) / 2, bottom)
