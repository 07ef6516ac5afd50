"""Whether a row says what stands in for something classified (涉密)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from perfreport.blocks.printed import Printed, fields_by_attribute
from perfreport.blocks.withheld import Withheld


class SaidWay(NamedTuple):
    """How a classified part is said.

    Attributes:
        words: that stand in for it.
        is_whole: whether what stands in for what its data lack is there as well.
    """

    words: Withheld
    is_whole: bool

    def covered(self, row_class: Any) -> tuple[str, ...]:
        """The fields of a row that need no further reading."""
        fields = fields_by_attribute(row_class)
        lacking = self.words.lacking if self.is_whole else ()
        return tuple(fields[name].name for name in (*self.words.instead, *lacking))


def is_said(way: Withheld, row: Any, fields: Mapping[str, Printed]) -> bool:
    """Whether nothing but the words of ``way`` stands in the fields that it takes the place of."""
    is_there = False
    for name, words in way.instead.items():
        if text := getattr(row, fields[name].name):
            if text != words:
                return False
            is_there = True
    return is_there
