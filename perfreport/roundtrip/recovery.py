"""Sentences that somebody reworded: what they were made of is looked for in the new words.

The code of each figure and clause is remembered; what has the same code is still there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice

from perfreport.blocks.found import Recovered
from perfreport.roundtrip.codes import code
from perfreport.roundtrip.printed_texts import PrintedText, PrintedTexts

_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?%?")
_END = re.compile(r"[。；]|(?<=。)|$")
_MOST_LETTERS = 2_000
_MOST_PIECES = 100_000
_LEAST_CLAUSE = 3


def recovered_slots(shown: PrintedTexts, codes: PrintedTexts) -> Recovered:
    """The slots found again in those sentences of ``shown`` that are worded otherwise."""
    return {
        name: slots
        for name, entry in shown.items()
        if isinstance(entry, str) and (slots := _slots(entry, codes.get(name)))
    }


def _slots(text: str, codes: PrintedText | None) -> Mapping[str, str]:
    if not isinstance(codes, dict):
        return {}
    tried = islice(_pieces(text[:_MOST_LETTERS]), _MOST_PIECES)
    pieces = {code(piece): piece for piece in tried}
    return {
        name: pieces[remembered]
        for name, remembered in codes.items()
        if isinstance(remembered, str) and remembered in pieces
    }


def _pieces(text: str) -> Iterator[str]:
    """The figures and clauses in ``text``; the longest clauses last, for they count."""
    yield from _FIGURE.findall(text)
    for end in dict.fromkeys(found.start() for found in _END.finditer(text)):
        for start in range(end - _LEAST_CLAUSE, -1, -1):
            yield text[start:end]
