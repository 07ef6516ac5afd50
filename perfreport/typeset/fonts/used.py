"""The fonts that a document uses, and which of their characters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from perfreport.typeset.fonts.face import PlaneFont

_MANY_CHARACTERS = 20_000
"""After so many characters few are new, and it is quicker to search for these."""


@dataclass(eq=False)
class UsedFont:
    """A font as one document uses it.

    Attributes:
        font: the shared font.
        number: of the font in the document, from 1, in the order of first use.
        characters: that the document shows with it.
        texts: that the page in progress shows with it; whoever paints appends them.
    """

    font: PlaneFont
    number: int
    characters: set[str] = field(default_factory=set)
    # Gathered, for a set takes a page's characters faster at once.
    texts: list[str] = field(default_factory=list)
    _taken: int = 0
    _new: re.Pattern[str] | None = None

    def end_page(self) -> None:
        """Take note of the characters of the page's texts."""
        if not self.texts:
            return
        text = "".join(self.texts)
        self.texts.clear()
        new = self._new.findall(text) if self._new else text
        self.characters.update(new)
        self._taken += len(new)
        # The pattern passes over what is known without an object for each character.
        if self._taken >= _MANY_CHARACTERS:
            self._new = re.compile(f"[^{re.escape(''.join(sorted(self.characters)))}]")
            self._taken = 0


class StandIn(NamedTuple):
    """A face of last resort, by its name, and the characters that a document shows with it."""

    face: str
    characters: str


class UsedFonts:
    """The fonts of one document, in the order of their first use."""

    def __init__(self) -> None:
        """Start with none."""
        self._fonts: dict[PlaneFont, UsedFont] = {}

    def __iter__(self) -> Iterator[UsedFont]:
        """The fonts in their order."""
        return iter(self._fonts.values())

    def use(self, font: PlaneFont) -> UsedFont:
        """``font`` as the document uses it."""
        used = self._fonts.get(font)
        if used is None:
            used = self._fonts[font] = UsedFont(font, len(self._fonts) + 1)
        return used

    def stand_ins(self) -> list[StandIn]:
        """The faces of last resort among them; call it when all pages are complete."""
        characters: dict[str, set[str]] = {}
        for used in filter(lambda used: used.font.stands_in, self):
            characters.setdefault(used.font.face.name, set()).update(used.characters)
        return [StandIn(face, "".join(sorted(found))) for face, found in characters.items()]

    def end_page(self) -> None:
        """A page is complete."""
        for used in self._fonts.values():
            used.end_page()
