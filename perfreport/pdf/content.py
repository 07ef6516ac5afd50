"""From the display list of a page to its content stream."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from perfreport.pdf.encoding import codes_of, resource
from perfreport.typeset.display import FinishedPage, Kern, PlacedLines, Run, Stroke
from perfreport.typeset.fonts.face import PlaneFont
from perfreport.typeset.fonts.used import UsedFonts

_ADJUSTED_RUNS_KEPT = 2048
_TEXTS_KEPT = 4096
_TEXTS_KEPT_OF_DOCUMENT = 600
_LONGEST_TEXT_KEPT = 100
"""Runs, texts of others and characters of such a text whose operators are kept. A document made
again has the same lines; those of a long table are so many that making them anew is faster."""

_known: dict[str, str] = {}
"""What shows texts that are evenly spaced; they are looked up for each line, so no `Cache`."""


class PagePainter:
    """Writes the content streams of one document's pages.

    Text operators leave out what the graphics state of the page already says.

    Attributes:
        fonts: what the pages so far show.
    """

    def __init__(self) -> None:
        """Start without pages."""
        self.fonts = UsedFonts()
        self._left = _TEXTS_KEPT_OF_DOCUMENT

    def content_stream(self, page: FinishedPage) -> str:
        """The operators that paint ``page``: its text in reading order, then its rules."""
        self._begin(page.height)
        rules: list[Stroke] = []
        for item in page.items:
            if item.__class__ is Stroke:
                rules.append(item)
            else:
                self._paint(item)  # type: ignore[arg-type]
        self.fonts.end_page()
        return "\n".join(["BT", *self._operators, "ET", *_strokes(rules, page.height)])

    def _begin(self, page_height: float) -> None:
        """Start a page, whose graphics state says nothing yet."""
        self._operators: list[str] = []
        self._page_height = page_height
        self._font: PlaneFont | None = None
        self._texts: list[str] = []
        self._size = self._emboldening = self._spacing = self._leading = 0.0

    def _paint(self, placed: PlacedLines) -> None:
        """Write ``placed``, one operator below the other."""
        x, baseline, leading, lines = placed
        write = self._operators.append
        write(f"1 0 0 1 {x:.2f} {self._page_height - baseline:.2f} Tm")
        if leading != self._leading and len(lines) > 1:
            write(f"{leading:.3f} TL")
            self._leading = leading
        next_line = ""
        for line in lines:
            if next_line:
                write(next_line)
            moved, next_line = 0.0, "T*"
            for run in line.runs:
                offset, font, size, spacing, text, adjustment = run
                if offset != moved:
                    write(f"{offset - moved:.3f} 0 Td")
                    moved, next_line = offset, f"{-offset:.3f} {-leading:.3f} Td"
                if spacing != self._spacing:
                    write(f"{spacing:.4f} Tc")
                    self._spacing = spacing
                if font is not self._font or size != self._size:
                    self._select(font, size)
                self._texts.append(text)
                if adjustment is None:
                    write(_known.get(text) or self._shown(font, text))
                else:
                    write(_adjusted(run))

    def _shown(self, font: PlaneFont, text: str) -> str:
        """What shows ``text``, evenly spaced, where its font and spacing are set."""
        shown = f"<{codes_of(font, text)}> Tj"
        if self._left and len(text) <= _LONGEST_TEXT_KEPT:
            self._left -= 1
            if len(_known) >= _TEXTS_KEPT:
                _known.clear()
            _known[text] = shown
        return shown

    def _select(self, font: PlaneFont, size: float) -> None:
        used = self.fonts.use(font)
        self._operators.append(f"/{resource(used)} {size:g} Tf")
        self._embolden((font.emboldening or 0) / 1000 * size)
        self._font, self._size, self._texts = font, size, used.texts

    def _embolden(self, width: float) -> None:
        """Draw the outlines of what follows too, by a line of ``width`` points."""
        if width != self._emboldening:
            self._operators.append(f"2 Tr {width:.3f} w" if width else "0 Tr")
            self._emboldening = width


@lru_cache(_ADJUSTED_RUNS_KEPT)
def _adjusted(run: Run) -> str:
    """What shows ``run``, which has an adjustment, where its font and spacing are set.

    It switches the spacing where the run is rigid, and does not take it back by kerning: viewers
    that look for spaces between words find none where spacing is even.
    """
    assert run.adjustment is not None
    kerns, rigid, rigid_spacing = run.adjustment
    codes, end = codes_of(run.font, run.text), len(run.text)
    if not rigid:
        return _kerned(codes, 0, end, kerns)
    tighten, loosen = f" {rigid_spacing:.4f} Tc <", f"> Tj {run.spacing:.4f} Tc "
    operators = _kerned(codes, 0, rigid[0], kerns) if rigid[0] else ""
    for first, last, following in zip(rigid[::2], rigid[1::2], [*rigid[2::2], end], strict=True):
        tight, loose = codes[4 * first : 4 * last], _kerned(codes, last, following, kerns)
        operators += f"{tighten}{tight}{loosen}{loose}"
    return operators.lstrip()


def _kerned(codes: str, start: int, end: int, kerns: Sequence[Kern]) -> str:
    """What shows the characters of ``codes`` from ``start`` to ``end``, and their ``kerns``."""
    parts, at = [], start
    for position, kern in kerns:
        if start < position < end:
            parts.append(f"{codes[4 * at : 4 * position]}>{kern}<")
            at = position
    last = codes[4 * at : 4 * end]
    return f"[<{''.join(parts)}{last}>] TJ" if parts else f"<{last}> Tj"


def _strokes(rules: Iterable[Stroke], page_height: float) -> list[str]:
    """Strokes with square ends, so that corners are closed; one path for each thickness."""
    paths: dict[float, list[str]] = {}
    for x0, y0, x1, y1, weight in rules:
        paths.setdefault(weight, []).append(
            f"{x0:.2f} {page_height - y0:.2f} m {x1:.2f} {page_height - y1:.2f} l"
        )
    operators = ["2 J"] if paths else []
    for weight, path in paths.items():
        operators += [f"{weight:g} w", *path, "S"]
    return operators
