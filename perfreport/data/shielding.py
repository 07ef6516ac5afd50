"""What YAML refuses though people type it, carried through its parser in disguise.

Control characters, of which the parser does not say in which field they stand, and a lone dash for
an amount that is not there (``财政拨款: -``), which it takes for an item of a list. Each becomes
one private character that the text neither has nor can produce by an escape, so that all marks
stay right and nothing else is lifted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from perfreport.basics.patterns import regex

# Not ruamel.yaml: it keeps comments, and takes many times as long. Files are changed in their text.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The parser whose marks are used everywhere: libyaml's, where Python has it."""

_CONTROL = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
# Possessive: a run of blanks is looked at once, however long it is.
_LONE_DASH = regex(r":[ \t]++-(?=[ \t]*+(?:[\r\n]|\Z)|[ \t]++[#,}\]])")
_PRIVATE = range(0xF0000, 0x110000)
"""The private planes of Unicode."""

_IS_PRIVATE = regex("[\U000f0000-\U0010ffff]")
_ESCAPED = regex(r"\\U([0-9A-Fa-f]{8})")
"""The only way to write a private character as an escape."""


class Shield:
    """A text in disguise.

    Attributes:
        text: as the parser takes it, every character in its place.
    """

    def __init__(self, text: str) -> None:
        """Disguise ``text``; what finds no character for its disguise is left as it is."""
        hidden = {*_CONTROL.findall(text), *("-" if _LONE_DASH.search(text) else "")}
        self._disguises = dict(zip(sorted(hidden), _unused(text), strict=False)) if hidden else {}
        self.text = text
        if "-" in self._disguises:
            self.text = _LONE_DASH.sub(self._hidden_dash, text)
        for character, disguise in self._disguises.items():
            if character != "-":
                self.text = self.text.replace(character, disguise)

    def lifted(self, part: str) -> str:
        """What stands in the text in the place of ``part``, which came out of the parser."""
        for character, disguise in self._disguises.items():
            part = part.replace(disguise, character)
        return part

    def runs_on(self, plain: str) -> bool:
        """Whether the scalar ``plain`` is a dash that was not alone: more stands on lines below."""
        return len(plain) > 1 and plain[0] == self._disguises.get("-")

    def _hidden_dash(self, entry: re.Match[str]) -> str:
        return f"{entry.group()[:-1]}{self._disguises['-']}"


def _unused(text: str) -> Iterator[str]:
    """The private characters that ``text`` does not hold, whether as they are or escaped."""
    used = {ord(character) for character in _IS_PRIVATE.findall(text)}
    used.update(int(code, 16) for code in _ESCAPED.findall(text))
    return (chr(code) for code in _PRIVATE if code not in used)
