"""The nodes of a sound JSON text, made when they are asked for, as are the lines they stand on.

Nobody asks for those of a document without a mistake: from the decoder it goes to its models.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import fields
from json import JSONDecoder
from threading import RLock
from typing import Any, Self

from perfreport.basics.decimals import JsonNumber
from perfreport.basics.patterns import regex
from perfreport.data.source import Key, Node

# Numbers stay as they were typed. NaN and Infinity are no JSON, though the library takes them:
# int refuses their names. A line break inside quotes is no JSON either, and is let pass.
DECODING: Mapping[str, Any] = {
    "parse_float": JsonNumber,
    "parse_int": JsonNumber,
    "parse_constant": int,
    "strict": False,
}
DECODER = JSONDecoder(**DECODING)
"""Decodes values of which no key is given twice."""
BLANK = regex(r"[ \t\r\n]*")
_TO_VALUE = regex(r"[ \t\r\n]*:?[ \t\r\n]*")
_TO_NEXT = regex(r"[ \t\r\n]*[\[{,]?[ \t\r\n]*")
_FIELDS = tuple(field.name for field in fields(Node))
_LOOKING = RLock()
"""Held while places are looked up, for each goes on from those that were found before."""


class JsonNode(Node):
    """A value that was decoded; ``children`` and ``line`` are there once they are asked for."""

    __slots__ = ("_decoded", "_is_opened", "_key", "_parent", "_place")

    def __init__(self, decoded: Any, parent: JsonNode | None = None, key: Key = 0) -> None:
        """Stand for what was ``decoded`` under the ``key`` of its ``parent``."""
        self._decoded, self._parent, self._key = decoded, parent, key
        self._place: _Place | None = None
        self._is_opened = False
        self.is_mapping, self.is_list = isinstance(decoded, dict), isinstance(decoded, list)
        self.value = None if self.is_mapping or self.is_list else decoded
        self.is_block = False
        self.key_line = self.file = self.where = None

    @classmethod
    def root(cls, decoded: object, text: str) -> Self:
        """The node of all that was ``decoded`` from ``text``."""
        made = cls(decoded)
        begins = _end(BLANK, text, 0)
        made._place = _Place(text, begins, 1 + text.count("\n", 0, begins))
        return made

    # Only for what is not there yet: afterwards it is an attribute like others.
    def __getattr__(self, name: str) -> Any:
        """``children`` or ``line``, made now."""
        if name == "children":
            self._is_opened = True
            parts = self._decoded
            pairs = parts.items() if self.is_mapping else enumerate(parts if self.is_list else ())
            self.children = {key: JsonNode(part, self, key) for key, part in pairs}
            return self.children
        if name == "line":
            with _LOOKING:
                self.line = self._found().line
            return self.line
        raise AttributeError(name)

    def plain(self) -> object:
        """As ``Node`` has it."""
        is_group = self.is_mapping or self.is_list
        return self._decoded if is_group and not self._is_opened else super().plain()

    def part(self, key: Key) -> Node | None:
        """As ``Node`` has it; nothing is made where nothing stands."""
        is_absent = self.is_mapping and not self._is_opened and key not in self._decoded
        return None if is_absent else super().part(key)

    def but(self, **changed: Any) -> Self:
        """As ``Node`` has it, and no place is looked up."""
        made = type(self)(self._decoded, self._parent, self._key)
        made._place = self._place
        made._is_opened = self._is_opened or "children" in changed
        for name in _FIELDS:
            if name in changed:
                setattr(made, name, changed[name])
            else:
                with suppress(AttributeError):  # not there yet
                    setattr(made, name, object.__getattribute__(self, name))
        return made

    def _found(self) -> _Place:
        if self._place is None:
            assert self._parent is not None, "the root knows its place"
            self._place = self._parent._found().part(self._key)
        return self._place


class _Place:
    """Where a value begins; its parts are found one behind the other, as far as is asked for."""

    __slots__ = ("_begins", "_last", "_parts", "_text", "line")

    def __init__(self, text: str, begins: int, line: int) -> None:
        self.line = line
        self._text, self._begins = text, begins
        self._parts: dict[Key, _Place] = {}
        self._last: _Place | None = None

    def part(self, key: Key) -> _Place:
        """Where the part under ``key`` begins, which must be there."""
        while key not in self._parts:
            self._find_next()
        return self._parts[key]

    def _find_next(self) -> None:
        text, last = self._text, self._last
        # What stands between is decoded again: nothing steps over it as fast.
        at = _end(
            _TO_NEXT, text, DECODER.raw_decode(text, last._begins)[1] if last else self._begins
        )
        key: Key = len(self._parts)
        if text[self._begins] == "{":
            key, at = DECODER.raw_decode(text, at)
            at = _end(_TO_VALUE, text, at)
        known = last or self
        line = known.line + text.count("\n", known._begins, at)
        self._last = self._parts[key] = _Place(text, at, line)


def _end(pattern: re.Pattern[str], text: str, start: int) -> int:
    found = pattern.match(text, start)
    return found.end() if found else start
