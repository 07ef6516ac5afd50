"""How wide text is, and how much of it fits on a line.

Chinese is full-width but for digits, Latin and a few signs. Text that is no more than that, all in
one style, is measured without a step for each character (`PlainText`); any other text is measured
character by character (`MixedText`). Both answer the same questions.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from math import inf

from perfreport.basics.patterns import regex
from perfreport.typeset.display import Kern
from perfreport.typeset.text.metrics import FULL_MARK, HALF, HALF_MARK, TOLERANCE, Metrics, Piece

_LATIN = "[0-9A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ]"
_IDEOGRAPH = "[㐀-䶿一-鿿豈-﫿\U00020000-\U000323af]"
_SEAM = regex(f"(?<={_IDEOGRAPH})(?={_LATIN})|(?<={_LATIN})(?={_IDEOGRAPH})")
"""Where Chinese and Latin meet."""

_HALF_EM, _QUARTER_EM = 500, 250
_HALVES = regex(HALF_MARK.encode())

Fit = Callable[[int], tuple[int, float]]
"""From where a line begins to where it ends at most, and to what it lacks then.

The lack is less than nothing if a mark must be trimmed, or only the tolerance made it fit.
"""


class PlainText:
    """Text of one style, full-width but for Latin-1 characters no wider than the pitch.

    One byte stands for each character: its Latin-1 code, or `FULL`, or `HALF`. What runs of full
    width take is a multiplication; bytes other than `FULL` are few and cheaply gathered.

    Attributes:
        text: the characters.
        metrics: of the first style.
        pieces: the text by fonts.
    """

    def __init__(self, text: str, metrics: Metrics) -> None:
        """Measure ``text``, of which ``metrics.is_plain`` holds."""
        self.text = text
        self.metrics = metrics
        self.pieces = metrics.plain_pieces(text)
        # What is beyond Latin-1 becomes a question mark, the byte of full width.
        self._cells = metrics.squeezed.sub(HALF_MARK, text).encode("latin-1", "replace")

    def kerns(self, start: int, end: int) -> Sequence[Kern]:
        """What moves characters between ``start`` and ``end`` closer or apart."""
        if HALF not in self._cells:
            return ()
        return [(mark.end(), _HALF_EM) for mark in _HALVES.finditer(self._cells, start, end - 1)]

    @property
    def is_even(self) -> bool:
        """Whether all of it is of one font, evenly spaced, without a line below."""
        pieces = self.pieces
        return len(pieces) == 1 and not pieces[0].underlined and HALF not in self._cells

    def width(self, start: int, end: int) -> float:
        """Advance from character ``start`` to ``end``, with what follows the last one."""
        narrow = self._cells[start:end].translate(None, FULL_MARK)
        savings = sum(map(self.metrics.narrow_saving, narrow))
        return (end - start) * self.metrics.pitch - savings

    def size(self, end: int) -> float:
        """The font size of the character before ``end``."""
        return self.metrics.size

    def lack(self, start: int, end: int, room: float) -> float:
        """What a line from ``start`` to ``end`` lacks to be ``room`` points wide."""
        return room - self.width(start, end) + self.metrics.spacing

    def trim(self, end: int) -> float:
        """How much the character before ``end`` can give up at the end of a line."""
        soft = self._cells[end - 1] != HALF and self.text[end - 1] in self.metrics.trimmed
        return self.metrics.half * soft

    def fitting(self, room: float) -> Fit:
        """How much of the text ``room`` points hold."""
        metrics, cells, trim = self.metrics, self._cells, self.trim
        length, advances, saving = len(cells), metrics.narrow_advances, metrics.narrow_saving
        least, half, pitch = metrics.least_lack, metrics.half, metrics.pitch
        room += metrics.spacing
        # So many characters fit even if all are full-width; narrow ones then let in a few more.
        count = max(int((room - least) / pitch), 0)

        def fit(start: int) -> tuple[int, float]:
            end = start + count if start + count < length else length
            lack = room - (end - start) * pitch
            narrow = cells[start:end].translate(None, FULL_MARK)
            if narrow:
                lack += sum(map(saving, narrow))
            while end < length:
                after = lack - advances[cells[end]]
                if after < least and (after + half < least or after + trim(end + 1) < least):
                    break
                lack = after
                end += 1
            return end, lack

        return fit


class MixedText:
    """Text of any styles and characters; the attributes are those of `PlainText`."""

    def __init__(self, spans: Sequence[tuple[str, Metrics]]) -> None:
        """Measure ``spans``, each in its style, one after the other.

        Raises:
            GlyphError: if no face has a character.
        """
        self.text = "".join(text for text, _ in spans)
        self.pieces: list[Piece] = []
        self._ends: list[tuple[int, Metrics]] = []
        advances: list[float] = []
        for text, metrics in spans:
            # Asked for what it does besides: the characters are met, or refused by name.
            metrics.is_plain(text)
            self.pieces += metrics.pieces(text, len(advances))
            advances += map(metrics.advances.__getitem__, text)
            self._ends.append((len(advances), metrics))
        self.metrics = spans[0][1]
        self._kerns = sorted(self._all_kerns())
        for position, kern in self._kerns:
            advances[position - 1] -= kern / 1000 * self.size(position)
        self._places = list(accumulate(advances, initial=0.0))
        self._kern_before = dict(self._kerns)

    def kerns(self, start: int, end: int) -> Sequence[Kern]:
        """What moves characters between ``start`` and ``end`` closer or apart."""
        if not self._kerns:
            return ()
        first = bisect_right(self._kerns, (start, inf))
        return self._kerns[first : bisect_left(self._kerns, (end, -inf))]

    def _all_kerns(self) -> Iterator[Kern]:
        start = 0
        for end, metrics in self._ends:
            for match in metrics.squeezed.finditer(self.text, start, end):
                yield match.end(), _HALF_EM
            if metrics.spaced:
                for seam in _SEAM.finditer(self.text, start, end):
                    yield seam.start(), -_QUARTER_EM
            start = end

    def width(self, start: int, end: int) -> float:
        """Advance from character ``start`` to ``end``, with what follows the last one."""
        return self._places[end] - self._places[start]

    def size(self, end: int) -> float:
        """The font size of the character before ``end``."""
        return self._metrics_before(end).size

    def lack(self, start: int, end: int, room: float) -> float:
        """What a line from ``start`` to ``end`` lacks to be ``room`` points wide."""
        metrics = self._metrics_before(end)
        # The quarter em before the next line's first character is not seen at the end of this one.
        gap = -min(self._kern_before.get(end, 0), 0) / 1000 * metrics.size
        return room - self.width(start, end) + metrics.spacing + gap

    def trim(self, end: int) -> float:
        """How much the character before ``end`` can give up at the end of a line."""
        metrics = self._metrics_before(end)
        soft = self._kern_before.get(end, 0) <= 0 and self.text[end - 1] in metrics.trimmed
        return metrics.half * soft

    def fitting(self, room: float) -> Fit:
        """How much of the text ``room`` points hold."""
        places, length = self._places, len(self.text)

        def fit(start: int) -> tuple[int, float]:
            end = max(bisect_right(places, places[start] + room + TOLERANCE) - 1, start)
            while end < length and self._fits(start, end + 1, room):
                end += 1
            return end, self.lack(start, end, room)

        return fit

    def _fits(self, start: int, end: int, room: float) -> bool:
        lack = self.lack(start, end, room) + self.trim(end)
        return lack >= self._metrics_before(end).least_lack

    def _metrics_before(self, position: int) -> Metrics:
        return next(metrics for end, metrics in self._ends if position <= end)


# A property test holds both to the same lines.
MeasuredText = PlainText | MixedText
