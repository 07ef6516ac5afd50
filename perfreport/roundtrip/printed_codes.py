"""What a document said when it was printed, as far as the codes of its texts tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from perfreport.basics.addresses import EACH, ViewPath
from perfreport.blocks.sentences import Apart
from perfreport.roundtrip.codes import code
from perfreport.roundtrip.printed_texts import PrintedText, PrintedTexts


class PrintedCodes:
    """The codes of a document's texts; false where none are known."""

    def __init__(self, codes: PrintedTexts, sentences: Mapping[str, Apart]) -> None:
        """For ``codes``, in which ``sentences`` are taken apart."""
        self._codes = codes
        self._sentences = sentences
        self._columns: dict[ViewPath, list[PrintedText]] = {}
        self._texts: dict[ViewPath, set[str]] = {}

    def __bool__(self) -> bool:
        """Whether anything is known."""
        return bool(self._codes)

    def was_printed(self, field: ViewPath, text: str) -> bool:
        """Whether ``text``, or its paragraphs, stood at ``field``, in whichever row."""
        sentence = self._sentences.get(str(field[0])) if len(field) == 1 else None
        slots = sentence(text) if sentence else None
        if slots is not None:
            return self._codes.get(str(field[0])) == {k: code(v) for k, v in slots.items()}
        names = _names(field)
        if names not in self._texts:
            self._texts[names] = {each for each in self.column(field) if isinstance(each, str)}
        return code(text) in self._texts[names]

    def column(self, field: ViewPath) -> list[PrintedText]:
        """The codes that stood at ``field``, one for each row that it is in."""
        names = _names(field)
        if names not in self._columns:
            self._columns[names] = list(_inside(self._codes, names))
        return self._columns[names]

    def beside(self, fields: Sequence[ViewPath]) -> set[tuple[PrintedText, ...]]:
        """The codes that stood at ``fields`` of the same row, or of the document."""
        columns = map(self.column, fields)
        return {row for row in zip(*columns, strict=False) if all(map(_is_code, row))}

    def rows(self, listed: ViewPath) -> list[PrintedTexts]:
        """The rows of the lists at ``listed``, in whichever row these stood."""
        return list(rows_in(self._codes, _names(listed)))


def rows_in(codes: PrintedText, listed: ViewPath) -> Iterator[PrintedTexts]:
    """The rows of the lists at ``listed`` in ``codes``, in whichever row of it."""
    for rows in _inside(codes, _names(listed)):
        if isinstance(rows, list):
            yield from rows


def _is_code(entry: PrintedText) -> bool:
    return isinstance(entry, str)


def _names(path: ViewPath) -> ViewPath:
    return ViewPath(*(step for step in path if isinstance(step, str) and step != EACH))


def _inside(codes: PrintedText, names: ViewPath) -> Iterator[PrintedText]:
    """What stands at ``names`` in ``codes``, for lists on the way in each of their rows."""
    if not names:
        yield codes
    elif isinstance(codes, list):
        for row in codes:
            yield from _inside(row, names)
    elif isinstance(codes, dict) and str(names[0]) in codes:
        yield from _inside(codes[str(names[0])], names[1:])


NOTHING_KNOWN = PrintedCodes({}, {})
"""Of a file that lost what it remembers."""
