"""Where every value of a data file begins and ends, for whoever changes the file in place.

The tree of extents has the shape of the tree of nodes that ``perfreport.data.data_files`` reads.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

import yaml

from perfreport.data.shielding import LOADER, Shield
from perfreport.data.source import Key

_JSON_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]:,]|[^\s{}\[\]:,"]+', re.DOTALL)


class Style(Enum):
    """How a value is written."""

    PLAIN = None
    SINGLE = "'"
    DOUBLE = '"'
    LITERAL = "|"
    FOLDED = ">"
    FLOW = "{["
    BLOCK = "-"


@dataclass(slots=True)
class Extent:
    """A value in the text of a file, from ``start`` up to ``end``.

    Attributes:
        start: of its first character.
        end: behind its last one, comments and line ends behind it left out.
        style: of a scalar its quotes or block sign; of a collection whether it is in brackets.
        entries: the parts of a collection in the order of the file.
        is_mapping: whether they have keys.
    """

    start: int
    end: int
    style: Style
    entries: list[Entry] = field(default_factory=list)
    is_mapping: bool = False

    @property
    def is_collection(self) -> bool:
        """Whether it is a mapping or a list."""
        return self.style in (Style.FLOW, Style.BLOCK)


@dataclass(slots=True)
class Entry:
    """A part of a collection.

    Attributes:
        key: its key, or its position in a list.
        start: of the key, or of the dash; of the value where there is neither.
        head_end: behind the colon, or the dash; ``start`` where there is neither.
        value: the value's extent.
    """

    key: Key
    start: int
    head_end: int
    value: Extent


def read_extents(text: str, *, is_json: bool = False) -> Extent:
    """The extents of ``text``, which must be a data file that was read without a mistake."""
    builder = _Builder()
    if is_json:
        _read_json(text, builder)
    else:
        _read_yaml(text, builder)
    return builder.root


class _Builder:
    """Puts extents together, from the outermost collection inwards."""

    def __init__(self) -> None:
        self.root = Extent(0, 0, Style.PLAIN)
        self._open: list[Extent] = []
        # Only the innermost mapping can have one that waits for its value: a collection takes it.
        self._key: tuple[str, int] | None = None

    @property
    def awaits_key(self) -> bool:
        return bool(self._open) and self._open[-1].is_mapping and self._key is None

    def key(self, key: str, start: int) -> None:
        self._key = key, start

    def add(self, extent: Extent, head_end: int | None) -> None:
        """Place a value; ``head_end`` is that of the nearest head before it, if there is one."""
        if not self._open:
            self.root = extent
            return
        parent = self._open[-1]
        name, start = self._key or (len(parent.entries), extent.start)
        if head_end is None or (parent.style is Style.FLOW and not parent.is_mapping):
            head_end = start
        if parent.style is Style.BLOCK and not parent.is_mapping:
            start = head_end - 1
        parent.entries.append(Entry(name, start, head_end, extent))
        self._key = None

    def open(self, extent: Extent, head_end: int | None) -> None:
        self.add(extent, head_end)
        self._open.append(extent)

    def close(self, end: int) -> None:
        """End the innermost collection: in brackets at ``end``, else with its last part."""
        extent = self._open.pop()
        # The parser ends a collection on lines where the next thing begins, behind comments.
        extent.end = end if extent.style is Style.FLOW else extent.entries[-1].value.end


def _read_yaml(text: str, builder: _Builder) -> None:
    readable = Shield(text).text
    heads = list(_heads(readable))
    for event in yaml.parse(readable, Loader=LOADER):
        if isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            builder.close(_end(event))
        elif isinstance(event, yaml.ScalarEvent) and builder.awaits_key:
            builder.key(event.value, _start(event))
        elif isinstance(event, yaml.ScalarEvent):
            extent = _scalar(readable, event)
            builder.add(extent, _head_before(extent.start, heads))
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            start = _start(event)
            extent = Extent(start, start, Style.FLOW if event.flow_style else Style.BLOCK)
            extent.is_mapping = isinstance(event, yaml.MappingStartEvent)
            builder.open(extent, _head_before(start, heads))


def _heads(text: str) -> Iterator[int]:
    """The ends of all colons behind keys and all dashes before items."""
    # Events have no marks of colons and dashes; only tokens have.
    for token in yaml.scan(text, Loader=LOADER):
        if isinstance(token, yaml.BlockEntryToken | yaml.ValueToken):
            yield _start(token) + 1


def _head_before(start: int, heads: list[int]) -> int | None:
    place = bisect_left(heads, start + 1)
    return heads[place - 1] if place else None


def _scalar(text: str, event: yaml.ScalarEvent) -> Extent:
    start, end = _start(event), _end(event)
    style = Style(event.style or None)
    if style in (Style.LITERAL, Style.FOLDED):
        # The parser ends a block behind the blank lines below it.
        end = start + len(text[start:end].rstrip())
    return Extent(start, end, style)


def _start(part: yaml.Event | yaml.Token) -> int:
    assert part.start_mark is not None  # every event and token here has its marks
    return part.start_mark.index


def _end(part: yaml.Event) -> int:
    assert part.end_mark is not None
    return part.end_mark.index


def _read_json(text: str, builder: _Builder) -> None:
    head_end: int | None = None
    for token in _JSON_TOKEN.finditer(text):
        word, start, end = token.group(), token.start(), token.end()
        if word == ":":
            head_end = end
        elif word in "}]":
            builder.close(end)
        elif word in "{[":
            builder.open(Extent(start, end, Style.FLOW, is_mapping=word == "{"), head_end)
        elif word == ",":
            continue
        elif builder.awaits_key:
            builder.key(json.loads(word, strict=False), start)
        else:
            style = Style.DOUBLE if word[0] == '"' else Style.PLAIN
            builder.add(Extent(start, end, style), head_end)
