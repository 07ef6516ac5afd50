"""What manifests are made of: parts that are looked at as a whole once their fields are right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Self

from pydantic import ConfigDict, model_validator

from perfreport.basics.once import MAKING
from perfreport.blocks.complaints import Complaint, complain
from perfreport.blocks.model import Model

STAND_IN = "standin_"
"""How names begin that stand for wrong ones while the rest is looked at."""


class ManifestPart(Model):
    """A part of a manifest, or all of it.

    Its class is made ready when one is first read: most are parts of others, and few forms have
    them all. (Of documents' classes the schemas of their parts must be ready before their own.)
    """

    model_config = ConfigDict(defer_build=True)

    @classmethod
    def model_rebuild(cls, **options: Any) -> bool | None:
        """Make the class ready, once, whichever thread needs it first; as pydantic calls it."""
        with MAKING:
            return super().model_rebuild(**options)


class Whole(ManifestPart):
    """A part that tells all that is wrong with it at once."""

    plainest: ClassVar[Mapping[str, object]] = {}
    """What the plainest such part says beside what every one must say, by its keys."""

    def complaints(self) -> Iterator[Complaint]:
        """What is wrong between its fields, each of which is right by itself."""
        return iter(())

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        complain(self.complaints())
        return self
