"""Short codes of printed texts: enough to see that one was edited, too short to say what it was."""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import islice

from perfreport.basics.addresses import EACH, ViewPath
from perfreport.basics.patterns import regex
from perfreport.blocks.found import Recovered
from perfreport.roundtrip.printed_texts import (
    PrintedText,
    PrintedTexts,
    fields_of,
    held_by,
    is_group,
    row_class,
)

_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
# Twelve bits by one look-up: every text of a document gets a code.
_PAIRS = [low + high for high in _ALPHABET for low in _ALPHABET]
BLANK = "."
# 18 bits tell an edited text from the printed one and cost 5 to 7 % of the file; the texts
# themselves would be half of it, and would still be there after somebody deleted them.
_LENGTH = 3
_OPEN_ROWS, _CLOSE_ROWS = "()"
_OPEN_SLOTS, _CLOSE_SLOTS = "[]"
# A character that is part of no code is a word of its own, which is expected nowhere.
_WORD = regex(rf"[\w-]{{{_LENGTH}}}|.", re.ASCII | re.DOTALL)


class DamagedError(Exception):
    """What a file carries was damaged, or written for something else."""


def code(text: str) -> str:
    """Three characters, 18 bits; a blank text has a point."""
    if not text.strip():
        return BLANK
    # Of the text alone, so that a row is known wherever it has gone.
    # Not by ``hash``, which differs from one run of Python to the next.
    number = int.from_bytes(blake2b(text.encode(), digest_size=3).digest(), "big")
    return _PAIRS[number & 4095] + _ALPHABET[number >> 12 & 63]


def written(codes: PrintedTexts, sentences: Container[str]) -> str:
    """``codes`` as one word; of the fields those that are ``sentences`` are taken apart."""
    words: list[str] = []
    _write(codes, sentences, words)
    return "".join(words)


def _write(codes: PrintedTexts, sentences: Container[str], words: list[str]) -> None:
    """Append ``codes`` to ``words``."""
    for name, entry in codes.items():
        if isinstance(entry, str):
            words.append(entry)
        elif isinstance(entry, list):
            words.append(_OPEN_ROWS)
            for row in entry:
                _write(row, (), words)
            words.append(_CLOSE_ROWS)
        elif name in sentences:
            words += (_OPEN_SLOTS, *map(str, entry.values()), _CLOSE_SLOTS)
        else:
            _write(entry, (), words)


def read_codes(
    text: str, view_class: type, names: Collection[ViewPath], slots: Mapping[str, Sequence[str]]
) -> PrintedTexts:
    """The codes that ``written`` wrote for a view of ``view_class``.

    Args:
        text: what was written.
        view_class: of the view.
        names: the paths that were printed.
        slots: the slots of composed sentences, by the names of their fields.

    Raises:
        DamagedError: when it was written for something else.
    """
    reader = _Reader(text, held_by(names), slots)
    codes = reader.texts(view_class, ViewPath())
    reader.expect("")
    return codes


class _Reader:
    # The types of the view say what comes next, so that names take no room in the file.

    def __init__(
        self, text: str, held: frozenset[ViewPath], slots: Mapping[str, Sequence[str]]
    ) -> None:
        self._words = iter(_WORD.findall(text))
        self._next = next(self._words, "")
        self._held = held
        self._slots = slots

    def texts(self, view_class: type, path: ViewPath) -> PrintedTexts:
        fields = fields_of(view_class, path)
        return {
            name: self._entry(hint, inner) for name, hint, inner in fields if inner in self._held
        }

    def _entry(self, hint: object, path: ViewPath) -> PrintedText:
        if row := row_class(hint):
            return self._rows(row, path / EACH)
        if is_group(hint):
            return self.texts(hint, path)
        if self._next == _OPEN_SLOTS:
            return self._sentence(str(path[0]))
        return self._code()

    def _rows(self, row: type, path: ViewPath) -> PrintedText:
        self.expect(_OPEN_ROWS)
        rows = []
        while self._next != _CLOSE_ROWS:
            rows.append(self.texts(row, path))
        self.expect(_CLOSE_ROWS)
        return rows

    def _sentence(self, field: str) -> PrintedText:
        if field not in self._slots:
            raise DamagedError(f"{field} is no sentence")
        self.expect(_OPEN_SLOTS)
        entry: dict[str, PrintedText] = {name: self._code() for name in self._slots[field]}
        self.expect(_CLOSE_SLOTS)
        return entry

    def _code(self) -> str:
        found = self._next
        if len(found) != _LENGTH and found != BLANK:
            raise DamagedError("not a code")
        self.expect(found)
        return found

    def expect(self, word: str) -> None:
        """Pass over ``word``, which comes next; an empty one at the end."""
        if self._next != word:
            raise DamagedError(f"{word or 'the end'} expected")
        self._next = next(self._words, "")


_FIGURE = regex(r"\d[\d,]*(?:\.\d+)?%?")
_END = regex(r"[。；]|(?<=。)|$")
_MOST_LETTERS = 2_000
_MOST_PIECES = 100_000
_LEAST_CLAUSE = 3


def recovered_slots(shown: PrintedTexts, codes: PrintedTexts) -> Recovered:
    """The slots found again in those sentences of ``shown`` that are worded otherwise."""
    found: dict[str, Mapping[str, str]] = {}
    for name, entry in shown.items():
        slots = codes.get(name)
        if isinstance(entry, str) and isinstance(slots, dict):
            tried = islice(_pieces(entry[:_MOST_LETTERS]), _MOST_PIECES)
            pieces = {code(piece): piece for piece in tried}
            again = ((slot, pieces.get(str(was))) for slot, was in slots.items())
            found[name] = {slot: piece for slot, piece in again if piece is not None}
    return {name: slots for name, slots in found.items() if slots}


def _pieces(text: str) -> Iterator[str]:
    """The figures and clauses in ``text``; the longest clauses last, for they count."""
    yield from _FIGURE.findall(text)
    for end in dict.fromkeys(found.start() for found in _END.finditer(text)):
        for start in range(end - _LEAST_CLAUSE, -1, -1):
            yield text[start:end]
