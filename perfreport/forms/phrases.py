"""Phrases of a form's wording (用语): text with named slots, such as ``得分率为{rate}``."""

from __future__ import annotations

from dataclasses import dataclass
from string import Formatter

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from perfreport.messages import choices


@dataclass(frozen=True, slots=True)
class Phrase:
    """A text with slots in braces; ``{{`` and ``}}`` print one brace.

    A slot is a plain name: attribute and index look-ups, conversions and format instructions are
    refused, so that a phrase from a stranger can only place the texts it is given.
    """

    text: str

    def __call__(self, **values: str) -> str:
        """The text with each slot replaced by the value of its name."""
        return self.text.format_map(values)


@dataclass(frozen=True, slots=True)
class Slots:
    """Marks a phrase's field with the names its slots may use."""

    names: tuple[str, ...]

    def __init__(self, *names: str) -> None:
        """The allowed ``names``."""
        object.__setattr__(self, "names", names)

    def __get_pydantic_core_schema__(
        self, _source: object, _handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Accept text whose slots are among the names."""
        return core_schema.no_info_plain_validator_function(
            self._parse,
            serialization=core_schema.plain_serializer_function_ser_schema(
                lambda phrase: phrase.text
            ),
        )

    def _parse(self, source: object) -> Phrase:
        if isinstance(source, Phrase):
            return source
        if not isinstance(source, str):
            raise PydanticCustomError("phrase", "这里应写一句用语（文字）")
        try:
            parts = list(Formatter().parse(source))
        except ValueError:
            raise PydanticCustomError(
                "phrase", "花括号不成对；占位写成 {name} 这样，要印花括号本身请写两个"
            ) from None
        for _, name, spec, conversion in parts:
            if name is None:
                continue
            if name not in self.names or spec or conversion:
                raise PydanticCustomError(
                    "phrase_slot",
                    "不认识的占位“{slot}”，这句可用：{names}",
                    {"slot": name or "{}", "names": choices(self.names)},
                )
        return Phrase(source)
