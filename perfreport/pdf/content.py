"""From the display list of a page to its content stream."""

from __future__ import annotations

from codecs import utf_16_be_encode
from collections.abc import Iterable, Iterator, Sequence

from perfreport.pdf.embedding import codes_of, resource
from perfreport.typeset.display import (
    Adjustment,
    Color,
    EvenLines,
    Fill,
    FinishedPage,
    Item,
    Kern,
    PlacedLines,
    Run,
    Stroke,
    TextLine,
)
from perfreport.typeset.fonts.face import PlaneFont
from perfreport.typeset.fonts.used import UsedFonts
from perfreport.typeset.structure import Element, Tag

# The lines of a long table are so many that making their operators anew is faster.
_RUNS_KEPT = 4096
_RUNS_KEPT_OF_DOCUMENT = 600
_LONGEST_RUN_KEPT = 100
"""Runs whose operators are kept, in all and of one document, and the characters of such a run."""

_BETWEEN_LINES = "> Tj\nT*\n<"
"""What stands between the codes of a line and those of the next."""

_Key = str | tuple[str, Adjustment, float]
"""A text that is evenly spaced, or one with its adjustment and spacing."""

# A report made again after an edit finds nearly all of its operators here.
_known: dict[_Key, str] = {}
"""What shows these, in fonts of the plane that has their characters."""


class PagePainter:
    """Writes the content streams of one document's pages.

    Text operators leave out what the graphics state of the page already says.

    Attributes:
        fonts: what the pages so far show.
    """

    def __init__(self) -> None:
        """Start without pages."""
        self.fonts = UsedFonts()
        self._left = _RUNS_KEPT_OF_DOCUMENT

    def content_stream(self, page: FinishedPage, *, marks: bool) -> tuple[str, list[Element]]:
        """The operators that paint ``page``: fills, text in reading order, strokes.

        Also the elements whose texts they mark, in the order of the numbers of their ``marks``.
        """
        self._begin(page)
        marked: list[Element] = []
        if marks:
            self._paint_marked(page.items, marked)
        else:
            self._paint([item for item in page.items if item.__class__ is PlacedLines])
        self.fonts.end_page()
        fills = [item for item in page.items if item.__class__ is Fill]
        strokes = [item for item in page.items if item.__class__ is Stroke]
        behind, above = _fills(fills, page.height), _strokes(strokes, page.height)
        if marks:
            behind, above = _furniture(behind), _furniture(above)
        return "\n".join([*behind, "BT", *self._operators, "ET", *above]), marked

    def _paint_marked(self, items: Iterable[Item], marked: list[Element]) -> None:
        """Write the texts among ``items``, each marked as that of its element."""
        for element, texts in _texts(items):
            self._operators.append(_mark(element, marked))
            self._paint(texts)
            self._operators.append("EMC")

    def _begin(self, page: FinishedPage) -> None:
        self._operators: list[str] = []
        self._page_height = page.height
        # The graphics state of a new page says nothing yet.
        self._font: PlaneFont | None = None
        self._texts: list[str] = []
        self._size = self._emboldening = self._spacing = self._leading = 0.0

    def _paint(self, texts: Iterable[PlacedLines]) -> None:
        """Write ``texts``, one operator below the other."""
        write, remembers = self._operators.append, self._left > 0
        for x, baseline, leading, lines in texts:
            # An absolute place: no paragraph depends on where the one before it ended.
            write(f"1 0 0 1 {x:.2f} {self._page_height - baseline:.2f} Tm")
            # One line has no line below it, and leaves the leading as it is.
            if leading != self._leading and len(lines) > 1:
                write(f"{leading:.3f} TL")
                self._leading = leading
            if type(lines) is EvenLines and not (remembers or lines.font.plane):
                self._paint_even(lines)
            else:
                self._paint_lines(lines, leading, remembers=remembers)

    def _paint_lines(self, lines: Iterable[TextLine], leading: float, *, remembers: bool) -> None:
        """Write ``lines``, ``leading`` apart, where the first of them stands."""
        write, known = self._operators.append, _known.get
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
                self._set(font, size, spacing)
                self._texts.append(text)
                if remembers or adjustment is not None or font.plane:
                    key = text if adjustment is None else (text, adjustment, spacing)
                    write(known(key) or self._shown(run, key))
                else:  # as `_shown` does, without its calls for each line of a long table
                    write(f"<{utf_16_be_encode(text)[0].hex()}> Tj")

    def _paint_even(self, lines: EvenLines) -> None:
        """The same of such ``lines``, of the basic plane."""
        self._set(lines.font, lines.size, lines.spacing)
        self._texts += lines.texts
        # Binary strings instead of hexadecimal ones gained nothing.
        shown = [utf_16_be_encode(text)[0].hex() for text in lines.texts]
        self._operators.append("<" + _BETWEEN_LINES.join(shown) + "> Tj")

    def _set(self, font: PlaneFont, size: float, spacing: float) -> None:
        """Have the graphics state say ``font``, its ``size`` and ``spacing``."""
        if spacing != self._spacing:
            self._operators.append(f"{spacing:.4f} Tc")
            self._spacing = spacing
        if font is not self._font or size != self._size:
            self._select(font, size)

    def _shown(self, run: Run, key: _Key) -> str:
        """What shows ``run``, which is not known by its ``key``, where font and spacing are set."""
        shown = _shown(codes_of(run.font, run.text), run.spacing, run.adjustment)
        if self._left and len(run.text) <= _LONGEST_RUN_KEPT:
            self._left -= 1
            if len(_known) >= _RUNS_KEPT:
                _known.clear()
            _known[key] = shown
        return shown

    def _select(self, font: PlaneFont, size: float) -> None:
        used = self.fonts.use(font)
        self._operators.append(f"/{resource(used)} {size:g} Tf")
        self._font, self._size, self._texts = font, size, used.texts
        width = font.emboldening / 1000 * size
        if width != self._emboldening:
            self._operators.append(f"2 Tr {width:.3f} w" if width else "0 Tr")
            self._emboldening = width


def _shown(codes: str, spacing: float, adjustment: Adjustment | None) -> str:
    """What shows ``codes`` where ``spacing`` is set.

    It switches the spacing where they are rigid, and does not take it back by kerning: viewers that
    look for spaces between words find none where spacing is even.
    """
    if adjustment is None:
        return f"<{codes}> Tj"
    kerns, rigid, rigid_spacing = adjustment
    end = len(codes) // 4
    if not rigid:
        return _kerned(codes, 0, end, kerns)
    tighten, loosen = f" {rigid_spacing:.4f} Tc <", f"> Tj {spacing:.4f} Tc "
    operators = _kerned(codes, 0, rigid[0], kerns) if rigid[0] else ""
    for first, last, following in zip(rigid[::2], rigid[1::2], [*rigid[2::2], end], strict=True):
        tight, loose = codes[4 * first : 4 * last], _kerned(codes, last, following, kerns)
        operators += f"{tighten}{tight}{loosen}{loose}"
    return operators.lstrip()


def _kerned(codes: str, start: int, end: int, kerns: Sequence[Kern]) -> str:
    """What shows the characters of ``codes`` from ``start`` to ``end``, and their ``kerns``.

    One at ``end`` is before the character that comes next, which another operator shows.
    """
    parts, at = [], start
    for position, kern in kerns:
        if start < position <= end:
            parts.append(f"<{codes[4 * at : 4 * position]}>{kern}")
            at = position
    if at < end:
        parts.append(f"<{codes[4 * at : 4 * end]}>")
    return f"[{''.join(parts)}] TJ" if at > start else f"{parts[0]} Tj"


def _texts(items: Iterable[Item]) -> Iterator[tuple[Element | None, list[PlacedLines]]]:
    """The texts among ``items``, those of one element together."""
    element: Element | None = None
    texts: list[PlacedLines] = []
    for item in items:
        if item.__class__ is PlacedLines:
            texts.append(item)
        elif item.__class__ is Tag:
            if texts:
                yield element, texts
                texts = []
            element = item.element
    if texts:
        yield element, texts


def _mark(element: Element | None, marked: list[Element]) -> str:
    """What begins a text of ``element``, which is then one of the ``marked``."""
    if element is None:
        return "/Artifact BMC"
    marked.append(element)
    # The name counts for nothing: the structure tree says what the element is.
    return f"/P <</MCID {len(marked) - 1}>> BDC"


def _furniture(operators: list[str]) -> list[str]:
    """``operators`` of what is not read aloud."""
    return ["/Artifact BMC", *operators, "EMC"] if operators else []


def _fills(fills: Iterable[Fill], page_height: float) -> list[str]:
    """Rectangles, one path for each colour; what is painted afterwards is black again."""
    paths: dict[Color, list[str]] = {}
    for left, top, right, bottom, color in fills:
        place = f"{left:.2f} {page_height - bottom:.2f} {right - left:.2f} {bottom - top:.2f}"
        paths.setdefault(color, []).append(f"{place} re")
    operators = []
    for color, path in paths.items():
        operators += [" ".join(f"{part:.4g}" for part in color) + " rg", *path, "f"]
    return ["q", *operators, "Q"] if operators else []


def _strokes(strokes: Iterable[Stroke], page_height: float) -> list[str]:
    """Strokes with square ends, so that corners are closed; one path for each thickness."""
    paths: dict[float, list[str]] = {}
    for x0, y0, x1, y1, weight in strokes:
        start, y = f"{x0:.2f}", f"{page_height - y0:.2f}"
        end = f"{x1:.2f} {y}" if y1 == y0 else f"{start} {page_height - y1:.2f}"
        paths.setdefault(weight, []).append(f"{start} {y} m {end} l")
    operators = ["2 J"] if paths else []
    for weight, path in paths.items():
        operators += [f"{weight:g} w", *path, "S"]
    return operators
