"""What manifests are made of: parts that are looked at as a whole once their fields are right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar, Self

from pydantic import model_validator

from perfreport.blocks.complaints import Complaint, complain
from perfreport.blocks.model import Model

STAND_IN = "standin_"
"""How names begin that stand for wrong ones while the rest is looked at."""


class Whole(Model):
    """A part of a manifest, or all of it: it tells all that is wrong with it at once."""

    plainest: ClassVar[Mapping[str, object]] = {}
    """What the plainest such part says beside what every one must say, by its keys."""

    def complaints(self) -> Iterator[Complaint]:
        """What is wrong between its fields, each of which is right by itself."""
        return iter(())

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        complain(self.complaints())
        return self
