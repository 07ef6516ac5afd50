"""All texts of a document as one, so that a pattern is searched once and not text by text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate, chain, compress, groupby
from operator import attrgetter, itemgetter
from typing import NamedTuple

from pydantic import BaseModel

from perfreport.basics.addresses import DataPath
from perfreport.basics.patterns import may_match
from perfreport.blocks.model import Document
from perfreport.blocks.walk import keys_of_items, keys_of_names, text_fields, texts_in, walk

BREAK = "\n"
_NEAR = 20
_QUOTED = 8


class Spot(NamedTuple):
    """A match of a pattern, and the text in which it stands.

    Attributes:
        prose: in which it was found.
        position: of the text among those of ``prose``.
        text: the whole of it, a paragraph.
        start: where in ``text`` the match begins.
        match: the match itself; its positions are not those of ``text``.
    """

    prose: Prose
    position: int
    text: str
    start: int
    match: re.Match[str]

    @property
    def path(self) -> DataPath:
        """The path of the text."""
        # Of thousands of matches few are what a rule looks for.
        return self.prose.path(self.position)

    @property
    def field(self) -> str:
        """The key of the field of which the text is a part."""
        return next(key for key in reversed(self.path) if isinstance(key, str))

    @property
    def is_whole_field(self) -> bool:
        """Whether the text is no paragraph among others, but a field or an item of its own."""
        path = self.path
        return not isinstance(path[-1], int) or path[-2] in self.prose.keys_of_items

    def is_of(self, pattern: re.Pattern[str]) -> bool:
        """Whether it was found by ``pattern``, which ``regex`` may have given."""
        return self.match.re.pattern == pattern.pattern

    @property
    def found(self) -> str:
        """What was matched."""
        return self.match.group()

    @property
    def before(self) -> str:
        """The characters of the text before the match, at most twenty."""
        return self.text[max(0, self.start - _NEAR) : self.start]

    @property
    def after(self) -> str:
        """The characters of the text after the match, at most twenty."""
        return self.text[self.end : self.end + _NEAR]

    @property
    def beside(self) -> str:
        """The characters next to the match on either side, where there are any."""
        return self.before[-1:] + self.after[:1]

    @property
    def end(self) -> int:
        """Where in ``text`` the match ends."""
        return self.start + len(self.found)

    @property
    def around(self) -> str:
        """The match with a few characters on both sides, as messages quote it."""
        return f"{self.before[-_QUOTED:]}{self.found}{self.after[:_QUOTED]}"


class Prose:
    """The texts of a document, each paragraph with its path.

    Attributes:
        texts: all of them, in the order of the document.
        different: each different one once, with line ends between them.
        keys_of_items: under which stand lists of texts that are no paragraphs of one text.
    """

    def __init__(
        self, document: Document, walked: Sequence[tuple[DataPath, BaseModel]] | None = None
    ) -> None:
        """Collect the texts of ``document``; names of forms and codes are not among them.

        Args:
            document: to be looked through.
            walked: its parts with their places, where they are at hand.
        """
        self._walked = tuple(walk(document)) if walked is None else walked
        self._names = keys_of_names(type(document))
        texts: list[str] = []
        # Of thousands of texts few are found fault with: their fields are looked for then.
        firsts: list[int] = []
        for _, part in self._walked:
            firsts.append(len(texts))
            texts += texts_in(part, self._names)
        self.texts, self._firsts = texts, firsts
        self.keys_of_items = keys_of_items(type(document))
        # Levels, names and values are the same in thousands of rows: each is searched once.
        firsts_of: dict[str, int] = {}
        self._repeated: dict[int, list[int]] = {}
        for position, text in enumerate(texts):
            if (first := firsts_of.setdefault(text, position)) != position:
                self._repeated.setdefault(first, [first]).append(position)
        self.different = BREAK.join(firsts_of)
        self._starts = [0, *accumulate(len(text) + len(BREAK) for text in firsts_of)]
        self._first_positions = list(firsts_of.values())

    @cached_property
    def whole(self) -> str:
        """All of them, in the order of the document."""
        return BREAK.join(self.texts)

    def positions_of(self, are_meant: Iterable[object]) -> list[int]:
        """The positions of texts, of which ``are_meant`` says it for each of the different ones."""
        firsts = compress(self._first_positions, are_meant)
        return sorted(chain.from_iterable(map(self._alike, firsts)))

    def find(self, pattern: re.Pattern[str]) -> Iterator[Spot]:
        """Every match of ``pattern``, which must not reach over a line end."""
        if not may_match(pattern, self.different):
            return
        found: list[tuple[int, int, re.Match[str]]] = []
        for match in pattern.finditer(self.different):
            at = bisect_right(self._starts, match.start()) - 1
            start = match.start() - self._starts[at]
            alike = self._alike(self._first_positions[at])
            found += ((position, start, match) for position in alike)
        # Those in one text stay in the order in which they were found.
        for position, start, match in sorted(found, key=itemgetter(0)):
            yield Spot(self, position, self.texts[position], start, match)

    def find_by_text(
        self, pattern: re.Pattern[str], is_meant: Callable[[Spot], bool] | None = None
    ) -> Iterator[list[Spot]]:
        """The matches of ``pattern``, all or those that are meant, those in one text together."""
        spots = self.find(pattern)
        if is_meant is not None:
            spots = filter(is_meant, spots)
        for _, together in groupby(spots, attrgetter("position")):
            yield list(together)

    def find_by_field(self, pattern: re.Pattern[str]) -> Iterator[list[Spot]]:
        """The matches of ``pattern``, those in one field together, whatever its paragraphs."""
        for _, spots in groupby(self.find(pattern), lambda spot: self._around(spot.position)[1]):
            yield list(spots)

    def field_at(self, position: int) -> tuple[DataPath, str]:
        """The field to which the text at ``position`` belongs: its path and all its paragraphs."""
        field, first, last = self._around(position)
        return field, BREAK.join(self.texts[first:last])

    def path(self, position: int) -> DataPath:
        """The path of the text at ``position``."""
        field, first, last = self._around(position)
        # Nobody counts the paragraphs of a field that has one.
        return field / (position - first) if last - first > 1 else field

    def _alike(self, first: int) -> Sequence[int]:
        """The positions of all texts that are like the ``first`` one of them."""
        return self._repeated.get(first) or (first,)

    def _around(self, position: int) -> tuple[DataPath, int, int]:
        """The field to which the text at ``position`` belongs: its path, where its texts are."""
        at = bisect_right(self._firsts, position) - 1
        place, part = self._walked[at]
        last = self._firsts[at]
        for key, value in text_fields(part, self._names):
            first, last = last, last + (1 if isinstance(value, str) else len(value))
            if position < last:
                return place / key, first, last
        raise IndexError(position)


def others(spots: Sequence[Spot]) -> str:
    """How many matches a paragraph has, to be said behind the first; empty for one."""
    return f"（这一段共{len(spots)}处）" if len(spots) > 1 else ""
