"""The codes of a text as PDF operands, and the distances between them that are not the usual ones.

Where such distances are is known before lines are broken, how wide they come only afterwards. So
the codes of a whole paragraph carry marks, and a line's share of them, cut out, has its marks
replaced by numbers.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

_SQUEEZED, _GAP, _TIE = "^", "_", "|"
_DIGITS = 4

HALF_EM, QUARTER_EM = 500, 250
"""By how many 1/1000 em squeezed characters are closer, and others are farther apart."""


class Codes:
    """The codes of a text in its faces, four hexadecimal digits for each character.

    Attributes:
        ties: indices of characters that are tied to the one before, in order.
    """

    def __init__(
        self, codes: str, *, squeezed: Sequence[int], gaps: Sequence[int], ties: Sequence[int]
    ) -> None:
        """Mark ``codes``.

        Args:
            codes: of all characters.
            squeezed: indices of characters half an em closer to the one before.
            gaps: indices of characters a quarter em farther from the one before.
            ties: indices of characters that do not part from the one before in a stretched line.
        """
        self.ties = ties
        if squeezed or gaps:
            marks = dict.fromkeys(ties, _TIE)
            marks |= dict.fromkeys(squeezed, _SQUEEZED) | dict.fromkeys(gaps, _GAP)
            self._places: Sequence[int] = sorted(marks)
            self._marked = _with_marks(codes, self._places, marks)
        else:
            self._places = ties
            self._marked = _TIE.join(_cut(codes, ties)) if ties else codes

    def show(self, start: int, end: int, back: str = "") -> str:
        """The operand and operator that show the characters from ``start`` to ``end``.

        ``back`` is the number that takes the stretch of the line back from ties.
        """
        marked = self._between(start, end)
        if len(marked) == _DIGITS * (end - start):
            return f"<{marked}> Tj"
        return _array(marked, back)

    def show_closer(self, start: int, end: int, closer: Sequence[int], by: float) -> str:
        """The same with the characters at ``closer`` nearer to the one before by 1/1000 em."""
        pieces = pairwise([start, *closer, end])
        return _array(f">{by:.1f}<".join([self._between(*piece) for piece in pieces]), "")

    def _between(self, start: int, end: int) -> str:
        """The marked codes from ``start`` to ``end``, without marks at their ends."""
        places = self._places
        left = _DIGITS * start + bisect_right(places, start)
        return self._marked[left : _DIGITS * end + bisect_left(places, end)]

    def count_ties(self, start: int, end: int) -> int:
        """How many characters between ``start`` and ``end`` are tied to the one before."""
        first = bisect_right(self.ties, start)
        return bisect_left(self.ties, end, first) - first


def _cut(codes: str, places: Sequence[int]) -> list[str]:
    """``codes`` in pieces that begin at ``places``."""
    cuts = [0, *places, len(codes) // _DIGITS]
    return [codes[_DIGITS * left : _DIGITS * right] for left, right in pairwise(cuts)]


def _with_marks(codes: str, places: Sequence[int], marks: dict[int, str]) -> str:
    first, *others = _cut(codes, places)
    return first + "".join(
        [marks[place] + piece for place, piece in zip(places, others, strict=True)]
    )


def _array(marked: str, back: str) -> str:
    """Marked codes as the operand of TJ; of Tj if nothing is left to mark."""
    shown = marked.replace(_TIE, back)
    shown = shown.replace(_SQUEEZED, f">{HALF_EM}<").replace(_GAP, f">-{QUARTER_EM}<")
    return f"[<{shown}>] TJ" if ">" in shown else f"<{shown}> Tj"
