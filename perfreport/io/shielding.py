"""What YAML refuses though people type it, carried through its parser in disguise.

Control characters, of which the parser does not say in which field they stand, and a lone dash for
an amount that is not there (``财政拨款: -``), which it takes for an item of a list. Each becomes
one character of the last private plane, so that all marks stay right, and comes out as itself.
"""

from __future__ import annotations

import re

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_SHIELD = 0x100000
_SHIELDED = re.compile("[\U00100000-\U0010ffff]")
_LONE_DASH = re.compile(r":[ \t]++-(?=[ \t]*+(?:[\r\n,}\]]|\Z))|:[ \t]++-(?=[ \t]++#)")
_DASH = "\U0010fffd"
"""Stands for no control character."""


class Shield:
    """A text in disguise.

    Attributes:
        text: as the parser takes it, every character in its place.
    """

    def __init__(self, text: str) -> None:
        """Disguise ``text``; a dash only where the text does not itself have what stands for it."""
        self._dash = "-" if _DASH in text else _DASH
        dashed = _LONE_DASH.sub(lambda found: f"{found.group()[:-1]}{self._dash}", text)
        self.text = _CONTROL.sub(_hidden, dashed)
        self._is_used = self.text != text

    def lifted(self, part: str) -> str:
        """What stands in the text in the place of ``part``, which came out of the parser."""
        if not self._is_used:
            return part
        return _SHIELDED.sub(_shown, part.replace(self._dash, "-"))

    def runs_on(self, plain: str) -> bool:
        """Whether the scalar ``plain`` is a dash that was not alone: more stands on lines below."""
        return self._is_used and plain[:1] == _DASH and len(plain) > 1


def _hidden(control: re.Match[str]) -> str:
    return chr(_SHIELD + ord(control.group()))


def _shown(shielded: re.Match[str]) -> str:
    character = chr(ord(shielded.group()) - _SHIELD)
    return character if _CONTROL.match(character) else shielded.group()
