"""Phrases of a form's wording (用语): text with named slots, such as ``得分率为{rate}``."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from string import Formatter

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from perfreport.basics.messages import choices, nearest
from perfreport.blocks.complaints import Complaint, complain

MOST_CHARACTERS = 2_000
"""Characters of a phrase; those of the forms that come along have up to 137."""

MOST_SLOTS = 30
"""Slots of a phrase; those of the forms that come along have up to 8.

Reading a phrase back takes an expression for every slot.
"""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A text with slots in braces; ``{{`` and ``}}`` print one brace.

    A slot is a plain name: attribute and index look-ups, conversions and format instructions are
    refused, so that a phrase from a stranger can only place the texts it is given.
    """

    text: str

    def __call__(self, **values: str) -> str:
        """The text with each slot replaced by the value of its name."""
        # No expressions: 30,000 cells are filled at the speed of ``str.format``.
        return self.text.format_map(values)

    def with_some(self, **values: str) -> Phrase:
        """The phrase with the slots of these names filled; the others stay."""
        pieces: list[str] = []
        for words, name, _, _ in Formatter().parse(self.text):
            pieces.append(_literal(words))
            if name is not None:
                pieces.append(_literal(values[name]) if name in values else f"{{{name}}}")
        return Phrase("".join(pieces))


def _literal(text: str) -> str:
    """``text`` as a phrase prints it."""
    return text.replace("{", "{{").replace("}", "}}")


NOT_WORDED = Phrase("")
"""Of a sentence for which a form has no words."""


class Slots:
    """Marks a phrase's field with the names its slots may use."""

    def __init__(self, *names: str, is_open: bool = False) -> None:
        """The allowed ``names``; any others as well, where the form itself looks into them."""
        self.names = names
        self.is_open = is_open

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
        complain(self._complaints(source))
        return Phrase(source)

    def _complaints(self, text: str) -> Iterator[Complaint]:
        for name, spec, conversion in _slots(text):
            is_known = name in self.names or (self.is_open and name.isidentifier())
            if is_known and (spec or conversion):
                yield Complaint((), f"占位“{name}”里只写名称，不写格式{_may_use(self.names)}")
            elif not is_known:
                yield Complaint((), unknown_slot(name, self.names))


def unknown_slot(name: str, known: Collection[str]) -> str:
    """What to do about the slot ``name``, which is none of those that are ``known``."""
    near = nearest(name, known)
    hint = f"，是不是“{near}”？" if near else ""
    return f"不认识的占位“{name or '{}'}”{hint or '，'}{_may_use(known).removeprefix('，')}"


def _may_use(known: Collection[str]) -> str:
    return f"，这句可用：{choices(known)}" if known else "，占位只用字母、数字和下划线"


def _slots(text: str) -> list[tuple[str, str | None, str | None]]:
    """The name, the format instruction and the conversion of every slot of ``text``.

    Raises:
        PydanticCustomError: the text is too long, has too many slots, or its braces are no pairs.
    """
    if len(text) > MOST_CHARACTERS:
        raise PydanticCustomError(
            "phrase", "一句用语有 {length} 字，超过上限 {most} 字，请改短",
            {"length": len(text), "most": MOST_CHARACTERS},
        )  # fmt: skip
    try:
        parts = list(Formatter().parse(text))
    except ValueError:
        raise PydanticCustomError(
            "phrase", "花括号不成对；占位写成 {name} 这样，要印花括号本身请写两个"
        ) from None
    slots = [(name, spec, conversion) for _, name, spec, conversion in parts if name is not None]
    if len(slots) > MOST_SLOTS:
        raise PydanticCustomError(
            "phrase", "一句用语有 {number} 个占位，超过上限 {most} 个，请减少",
            {"number": len(slots), "most": MOST_SLOTS},
        )  # fmt: skip
    return slots
