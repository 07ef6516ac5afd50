"""What is printed in place of what is classified (涉密)."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from pydantic import BaseModel

from perfreport.blocks.model import with_fields

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Withheld:
    """What a form prints for a classified part of a document.

    Attributes:
        instead: by attribute, what is printed whatever the data hold.
        lacking: by attribute, what is printed where the data have none.
        says: by attribute, what the data say to have it printed just so, besides 涉密.
    """

    instead: Mapping[str, Any]
    lacking: Mapping[str, Any] = field(default_factory=dict)
    says: Mapping[str, Any] = field(default_factory=dict)

    @property
    def attributes(self) -> tuple[str, ...]:
        """The attributes that a classified part does not have to state."""
        return (*self.instead, *self.lacking)

    def among(self, attributes: Container[str]) -> Withheld:
        """What is printed of it by rows that print no more than ``attributes``."""
        instead, lacking = (
            {name: words for name, words in each.items() if name in attributes}
            for each in (self.instead, self.lacking)
        )
        return replace(self, instead=instead, lacking=lacking)

    def over(self, part: M) -> M:
        """``part`` as it is printed."""
        lacking = {name: words for name, words in self.lacking.items() if not getattr(part, name)}
        return with_fields(part, {**lacking, **self.instead})


def as_printed(part: M, withheld: Iterable[Withheld]) -> M:
    """``part`` as it is printed; of several ways the one that its data name, else the first."""
    ways = tuple(withheld) if getattr(part, "classified", False) else ()
    if not ways:
        return part
    meant = (way for way in ways if all(getattr(part, k) == v for k, v in way.says.items()))
    return next(meant, ways[0]).over(part)
