"""Whether a part of a template stays sound XML whatever its tags print, told once from its source.

It does where the same elements are open behind a loop or a condition as before it, or the same
attribute, and where values stand in texts and attributes alone: these are escaped. Of other parts
every rendering has to be parsed.
"""

from __future__ import annotations

import re
from collections.abc import Container

from perfreport.basics.patterns import regex
from perfreport.docx.tags import tag_places

_MOST_BYTES = 10_000_000
"""Of one text in a part that is not parsed: a parser takes none that is longer."""

_MOST_DEEP = 250
"""Elements in each other; a parser takes 256."""

_CONTROLS = frozenset(range(32)) - {9, 10, 13}
_NO_CHARACTERS = "\ufffe\uffff"

_NAME = r"[A-Za-z_][\w.:-]*"
_ELEMENT = regex(rf"<({_NAME})|</({_NAME})\s*>|<!--(?:(?!--).)*-->", re.DOTALL)
_ATTRIBUTE = regex(rf"\s+{_NAME}=\"|(\s*/?>)")
_OUTPUT = regex(r"\{\{-?\s*(?:[\w.\[\]]+|number\(\"[^\"{}]*\"\))\s*-?\}\}")
_STATEMENT = regex(r"\{%-?\s*(\w+)\s*(.*?)-?%\}", re.DOTALL)
_SET = regex(r"\w+\s*=")


def has_only_characters_of_xml(part: str, encoded: bytes) -> bool:
    """Whether ``part`` holds no character that XML has not, and no text too long for a parser.

    Args:
        part: as it was rendered.
        encoded: the same in UTF-8.
    """
    # One character at a time, each where it is found fastest: a pattern takes ten times as long.
    return (
        not any(each in encoded for each in _CONTROLS)
        and not any(each in part for each in _NO_CHARACTERS)
        and _has_short_texts(encoded)
    )


def _has_short_texts(part: bytes) -> bool:
    """Whether there is an element in each stretch of ``part`` as long as a text may be."""
    place = 0
    while len(part) - place > _MOST_BYTES:
        place = part.rfind(b"<", place + 1, place + _MOST_BYTES)
        if place < 0:
            return False
    return True


def stays_sound(source: str, kept: Container[str]) -> bool:
    """Whether the Jinja template ``source`` gives sound XML whatever is printed.

    Args:
        source: of a part that is sound, but for what its tags print.
        kept: the names, without prefixes, of elements that must be just those of the template.
    """
    try:
        _Scan(kept).scan(source)
    except _DoubtError:
        return False
    return True


class _DoubtError(Exception):
    """Something may come out that is no sound XML."""


class _Scan:
    def __init__(self, kept: Container[str]) -> None:
        self._kept = kept
        self._open: list[str] = []
        self._in_tag = self._in_value = False
        self._values = 0
        # What was open where each loop or condition began: elements, and an attribute's number.
        self._blocks: list[tuple[int, tuple[str, ...]]] = []

    def scan(self, source: str) -> None:
        place = 0
        for start, end in tag_places(source):
            self._markup(source[place:start])
            self._jinja(source[start:end])
            place = end
        self._markup(source[place:])
        self._require(not self._open and not self._in_tag)

    def _require(self, condition: object) -> None:
        if not condition:
            raise _DoubtError

    def _markup(self, markup: str) -> None:
        place = 0
        while place < len(markup):
            if self._in_value:
                end = markup.find('"', place)
                place = end + 1 if end >= 0 else len(markup)
                self._in_value = end < 0
            elif self._in_tag:
                place = self._attribute(markup, place)
            else:
                start = markup.find("<", place)
                if start < 0:
                    return
                place = self._element(markup, start)

    def _element(self, markup: str, place: int) -> int:
        """Take the element, or the comment, that begins or ends at ``place``; where it goes on."""
        found = _ELEMENT.match(markup, place)
        if found is None:
            raise _DoubtError
        begun, ended = found.groups()
        if begun:
            self._require(len(self._open) < _MOST_DEEP)
            self._require(not (self._blocks and self._is_kept(begun)))
            self._open.append(begun)
            self._in_tag = True
        elif ended:
            self._require(self._open and self._open.pop() == ended)
        return found.end()

    def _is_kept(self, name: str) -> bool:
        return name.rpartition(":")[2] in self._kept

    def _attribute(self, markup: str, place: int) -> int:
        found = _ATTRIBUTE.match(markup, place)
        if found is None:
            raise _DoubtError
        if found[1]:
            self._in_tag = False
            if "/" in found[1]:
                self._open.pop()
        else:
            self._in_value = True
            self._values += 1
        return found.end()

    def _jinja(self, tag: str) -> None:
        self._require(not self._in_tag or self._in_value)
        self._require(not (self._open and self._is_kept(self._open[-1])))
        if tag.startswith("{{"):
            self._require(_OUTPUT.fullmatch(tag))
        elif not tag.startswith("{#"):
            self._statement(tag)

    def _statement(self, tag: str) -> None:
        found = _STATEMENT.fullmatch(tag)
        word, rest = found.groups() if found else ("", "")
        here = self._values if self._in_value else 0, tuple(self._open)
        if word in ("for", "if"):
            self._blocks.append(here)
        elif word in ("elif", "else", "endfor", "endif"):
            self._require(self._blocks and self._blocks[-1] == here)
            if word.startswith("end"):
                self._blocks.pop()
        else:
            self._require(word == "set" and _SET.match(rest))
