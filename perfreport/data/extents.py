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
from typing import Any

import yaml

from perfreport.basics.patterns import regex
from perfreport.data.shielding import LOADER, Shield
from perfreport.data.source import Key

# What a scalar may mean is not asked here: the plainest loader does not look.
_COMPOSER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_JSON_TOKEN = regex(r'"(?:[^"\\]|\\.)*"|[{}\[\]:,]|[^\s{}\[\]:,"]+', re.DOTALL)


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
    # Recursion does: such a file is nested no deeper than the readers allow.
    if is_json:
        tokens = (token for token in _JSON_TOKEN.finditer(text) if token.group() != ",")
        return _of_json(next(tokens), tokens)
    readable = Shield(text).text
    root = yaml.compose(readable, Loader=_COMPOSER)
    return _of_yaml(root, readable, list(_heads(readable)))


def _of_json(first: re.Match[str], tokens: Iterator[re.Match[str]]) -> Extent:
    """The extent of the value that begins with the token ``first``, the rest of which follows."""
    word = first.group()
    if word not in ("{", "["):
        return Extent(*first.span(), Style.DOUBLE if word[0] == '"' else Style.PLAIN)
    extent = Extent(*first.span(), Style.FLOW, is_mapping=word == "{")
    while (token := next(tokens)).group() not in ("}", "]"):
        key: Key = len(extent.entries)
        start = head_end = token.start()
        if extent.is_mapping:
            key = json.loads(token.group(), strict=False)
            head_end = next(tokens).end()
            token = next(tokens)
        extent.entries.append(Entry(key, start, head_end, _of_json(token, tokens)))
    extent.end = token.end()
    return extent


def _of_yaml(node: Any, text: str, heads: list[int]) -> Extent:
    """The extent of ``node`` in ``text``, whose colons and dashes end at ``heads``."""
    start, end = node.start_mark.index, node.end_mark.index
    if isinstance(node, yaml.ScalarNode):
        style = Style(node.style or None)
        if style in (Style.LITERAL, Style.FOLDED):
            # The parser ends a block behind the blank lines below it.
            end = start + len(text[start:end].rstrip())
        return Extent(start, end, style)
    extent = Extent(start, end, Style.FLOW if node.flow_style else Style.BLOCK)
    extent.is_mapping = isinstance(node, yaml.MappingNode)
    for position, part in enumerate(node.value):
        extent.entries.append(_entry(extent, position, part, text, heads))
    if extent.style is Style.BLOCK:
        # The parser ends a collection on lines where the next thing begins, behind comments.
        extent.end = extent.entries[-1].value.end
    return extent


def _entry(holder: Extent, position: int, part: Any, text: str, heads: list[int]) -> Entry:
    """The entry for ``part`` of the collection at ``holder``, a node or two of a key and value."""
    key, value = part if holder.is_mapping else (None, part)
    extent = _of_yaml(value, text, heads)
    before = bisect_left(heads, extent.start + 1)
    if key is not None:
        start = key.start_mark.index
        return Entry(key.value, start, heads[before - 1] if before else start, extent)
    if holder.style is Style.FLOW:
        return Entry(position, extent.start, extent.start, extent)
    return Entry(position, heads[before - 1] - 1, heads[before - 1], extent)


def _heads(text: str) -> Iterator[int]:
    """The ends of all colons behind keys and all dashes before items."""
    # Nodes have no marks of colons and dashes; only tokens have.
    for token in yaml.scan(text, Loader=LOADER):
        if isinstance(token, yaml.BlockEntryToken | yaml.ValueToken):
            assert token.start_mark is not None  # every token here has its marks
            yield token.start_mark.index + 1
