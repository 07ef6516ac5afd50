"""What whoever made a file should know about the characters in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from perfreport.docx.charts import Picture
    from perfreport.typeset.fonts.used import StandIn

_MOST_NAMED = 10
"""Characters that a remark names."""


def remarks_on(stand_ins: Sequence[StandIn]) -> tuple[str, ...]:
    """Which characters are printed with ``stand_ins``, if there are any."""
    return (_remark(stand_ins),) if stand_ins else ()


def undrawn(charts: Iterable[Iterable[Picture]]) -> tuple[str, ...]:
    """What to say of characters that no picture of ``charts`` could show, if there are any."""
    pictures = chain.from_iterable(charts)
    missing = "".join(dict.fromkeys("".join(each.missing for each in pictures)))
    if not missing:
        return ()
    return (f"图里{_named(missing)}没有字体能画，画成“□”；正文和表里的不受影响",)


def _remark(stand_ins: Iterable[StandIn]) -> str:
    printed = (f"{_named(each.characters)}用“{each.face}”印" for each in stand_ins)
    return f"版式的字体里没有的字，{'，'.join(printed)}；内容不受影响"


def _named(characters: str) -> str:
    """A few of ``characters``, those of names before signs."""
    in_order = sorted(characters, key=lambda character: (not character.isalpha(), character))
    more = f"等{len(characters)}个字" if len(characters) > _MOST_NAMED else ""
    return "".join(f"“{character}”" for character in in_order[:_MOST_NAMED]) + more
