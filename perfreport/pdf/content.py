"""From the display list of a page to its content stream."""

from __future__ import annotations

from collections.abc import Iterable

from perfreport.typeset.display import Page, PlacedLines, Rule
from perfreport.typeset.fonts.face import PlaneFont
from perfreport.typeset.fonts.used import UsedFonts


def content_stream(page: Page, fonts: UsedFonts) -> str:
    """The operators that paint ``page``: its text in reading order, then its rules.

    What they show is noted in ``fonts``.
    """
    painter = _TextPainter(page.height, fonts)
    rules: list[Rule] = []
    for item in page.items:
        if item.__class__ is Rule:
            rules.append(item)
        else:
            painter.paint(item)  # type: ignore[arg-type]
    fonts.end_page()
    return "\n".join(["BT", *painter.operators, "ET", *_strokes(rules, page.height)])


class _TextPainter:
    """Writes text operators, leaving out what the graphics state already says."""

    def __init__(self, page_height: float, fonts: UsedFonts) -> None:
        self.operators: list[str] = []
        self._page_height = page_height
        self._fonts = fonts
        self._font: PlaneFont | None = None
        self._texts: list[str] = []
        self._size = 0.0
        self._emboldening = 0.0
        self._spacing = 0.0
        self._leading = 0.0

    def paint(self, placed: PlacedLines) -> None:
        """Write ``placed``, one operator below the other."""
        x, baseline, leading, lines = placed
        write = self.operators.append
        write(f"1 0 0 1 {x:.2f} {self._page_height - baseline:.2f} Tm")
        if leading != self._leading and len(lines) > 1:
            write(f"{leading:.3f} TL")
            self._leading = leading
        moved = 0.0
        next_line = None
        for line in lines:
            if moved:
                write(f"{-moved:.3f} {-leading:.3f} Td")
                moved = 0.0
            elif next_line:
                write(next_line)
            next_line = "T*"
            for offset, font, size, spacing, show, text in line.runs:
                if offset != moved:
                    write(f"{offset - moved:.3f} 0 Td")
                    moved = offset
                if spacing != self._spacing:
                    write(f"{spacing:.4f} Tc")
                    self._spacing = spacing
                if font is not self._font or size != self._size:
                    self._select(font, size)
                self._texts.append(text)
                write(show)

    def _select(self, font: PlaneFont, size: float) -> None:
        used = self._fonts.use(font)
        self.operators.append(f"/{used.resource} {size:g} Tf")
        self._embolden((font.emboldening or 0) / 1000 * size)
        self._font, self._size, self._texts = font, size, used.texts

    def _embolden(self, width: float) -> None:
        """Draw the outlines of what follows too, by a line of ``width`` points."""
        if width != self._emboldening:
            self.operators.append(f"2 Tr {width:.3f} w" if width else "0 Tr")
            self._emboldening = width


def _strokes(rules: Iterable[Rule], page_height: float) -> list[str]:
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
