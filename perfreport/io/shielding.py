"""What YAML refuses though people type it, carried through its parser in disguise.

Control characters, of which the parser does not say in which field they stand, and a lone dash for
an amount that is not there (``财政拨款: -``), which it takes for an item of a list. Each becomes
one character of a private plane that the text does not use, so that all marks stay right.
"""

from __future__ import annotations

import re

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_LONE_DASH = re.compile(r":[ \t]++-(?=[ \t]*+(?:[\r\n,}\]]|\Z))|:[ \t]++-(?=[ \t]++#)")
_PLANES = {
    0x100000: re.compile("[\U00100000-\U0010ffff]"),
    0xF0000: re.compile("[\U000f0000-\U000fffff]"),
}
"""The private planes: where each begins, and its characters."""


class Shield:
    """A text in disguise.

    Attributes:
        text: as the parser takes it, every character in its place.
    """

    def __init__(self, text: str) -> None:
        """Disguise ``text``."""
        unused = (start for start, used in _PLANES.items() if not used.search(text))
        self._start = next(unused, min(_PLANES))
        dashed = _LONE_DASH.sub(self._hidden_dash, text)
        self.text = _CONTROL.sub(self._hidden, dashed)
        self._is_used = self.text != text

    def lifted(self, part: str) -> str:
        """What stands in the text in the place of ``part``, which came out of the parser."""
        return _PLANES[self._start].sub(self._shown, part) if self._is_used else part

    def runs_on(self, plain: str) -> bool:
        """Whether the scalar ``plain`` is a dash that was not alone: more stands on lines below."""
        return self._is_used and len(plain) > 1 and plain[0] == self._disguise("-")

    def _disguise(self, character: str) -> str:
        return chr(self._start + ord(character))

    def _hidden(self, control: re.Match[str]) -> str:
        return self._disguise(control.group())

    def _hidden_dash(self, entry: re.Match[str]) -> str:
        return f"{entry.group()[:-1]}{self._disguise('-')}"

    def _shown(self, disguised: re.Match[str]) -> str:
        character = chr(ord(disguised.group()) - self._start)
        return character if character == "-" or _CONTROL.match(character) else disguised.group()
