"""Short codes of printed texts: enough to see that one was edited, too short to say what it was."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from hashlib import blake2b
from itertools import islice

from perfreport.basics.addresses import EACH, ViewPath
from perfreport.blocks.found import Recovered
from perfreport.roundtrip.printed_texts import (
    PrintedText,
    PrintedTexts,
    held_by,
    hints,
    is_group,
    row_class,
)

_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_PAIRS = [low + high for high in _ALPHABET for low in _ALPHABET]
_BLANK = "."
# 18 bits tell an edited text from the printed one and cost 5 to 7 % of the file; the texts
# themselves would be half of it, and would still be there after somebody deleted them.
_LENGTH = 3
_OPEN_ROWS, _CLOSE_ROWS = "()"
_OPEN_SLOTS, _CLOSE_SLOTS = "[]"


class DamagedError(Exception):
    """What a file carries was damaged, or written for something else."""


def code(text: str) -> str:
    """Three characters, 18 bits; a blank text has a point."""
    if not text.strip():
        return _BLANK
    # Of the text alone, so that a row is known wherever it has gone.
    number = int.from_bytes(blake2b(text.encode(), digest_size=3).digest(), "big")
    return _PAIRS[number & 4095] + _ALPHABET[number >> 12 & 63]


def codes_of(printed: PrintedTexts) -> PrintedTexts:
    """``printed`` with the code of each text in its place."""
    return {name: _coded(entry) for name, entry in printed.items()}


def _coded(entry: PrintedText) -> PrintedText:
    if isinstance(entry, str):
        return code(entry)
    if isinstance(entry, dict):
        return codes_of(entry)
    return [codes_of(row) for row in entry]


def written(codes: PrintedTexts, names: Collection[ViewPath]) -> str:
    """``codes`` as one word; ``names`` tell slots of sentences from fields."""
    words: list[str] = []
    groups = frozenset(
        name[:depth] for name in names for depth in range(1, len(name)) if name[depth] != EACH
    )
    _write(codes, ViewPath(), groups, words)
    return "".join(words)


def _write(
    codes: PrintedTexts, path: ViewPath, groups: frozenset[ViewPath], words: list[str]
) -> None:
    """Append ``codes`` to ``words``; ``groups`` are the paths at which further fields are."""
    for name, entry in codes.items():
        if isinstance(entry, str):
            words.append(entry)
        elif isinstance(entry, list):
            words.append(_OPEN_ROWS)
            for row in entry:
                _write(row, path / name / EACH, groups, words)
            words.append(_CLOSE_ROWS)
        elif path / name in groups:
            _write(entry, path / name, groups, words)
        else:
            words += (_OPEN_SLOTS, *map(str, entry.values()), _CLOSE_SLOTS)


def read_codes(
    text: str, view_class: type, names: Collection[ViewPath], slots: dict[str, list[str]]
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
    if not reader.is_at_end:
        raise DamagedError("codes left over")
    return codes


class _Reader:
    def __init__(self, text: str, held: frozenset[ViewPath], slots: dict[str, list[str]]) -> None:
        self._text = text
        self._position = 0
        self._held = held
        self._slots = slots

    @property
    def is_at_end(self) -> bool:
        return self._position == len(self._text)

    def texts(self, view_class: type, path: ViewPath) -> PrintedTexts:
        fields = hints(view_class).items()
        return {
            name: self._entry(hint, path / name)
            for name, hint in fields
            if path / name in self._held
        }

    def _entry(self, hint: object, path: ViewPath) -> PrintedText:
        if row := row_class(hint):
            return self._rows(row, path / EACH)
        if is_group(hint):
            return self.texts(hint, path)
        if self._next() == _OPEN_SLOTS:
            return self._sentence(str(path[0]))
        return self._code()

    def _rows(self, row: type, path: ViewPath) -> PrintedText:
        self._expect(_OPEN_ROWS)
        rows = []
        while self._next() != _CLOSE_ROWS:
            rows.append(self.texts(row, path))
        self._expect(_CLOSE_ROWS)
        return rows

    def _sentence(self, field: str) -> PrintedText:
        if field not in self._slots:
            raise DamagedError(f"{field} is no sentence")
        self._expect(_OPEN_SLOTS)
        entry: dict[str, PrintedText] = {name: self._code() for name in self._slots[field]}
        self._expect(_CLOSE_SLOTS)
        return entry

    def _code(self) -> str:
        length = 1 if self._next() == _BLANK else _LENGTH
        found = self._text[self._position : self._position + length]
        if len(found) < length or not set(found) <= set(_ALPHABET + _BLANK):
            raise DamagedError("not a code")
        self._position += length
        return found

    def _next(self) -> str:
        return self._text[self._position : self._position + 1]

    def _expect(self, character: str) -> None:
        if self._next() != character:
            raise DamagedError(f"{character} expected")
        self._position += 1


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
