"""What all quantities have in common: exact, perhaps still to be filled in."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar, Self, TypeVar

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

T = TypeVar("T")

PENDING = "待填"
"""What stands in a field, or as a line of its text, until somebody fills it in."""

GAP = f"【{PENDING}"
"""How the mark begins that is printed for what is still to be filled in (待填)."""

PENDING_FIGURE = f"{GAP}】"
"""What is printed for a figure that is still to be filled in (待填)."""

FOLLOWING_FIGURE = "【随数据计算】"
"""What is printed for a figure that follows from such a one."""

# Quiet NaNs pass through sums and rates without a word. The payload tells what is to be filled in
# from what follows from it, which is neither listed nor counted.
PENDING_VALUE = Decimal("NaN1")
_FOLLOWING = Decimal("NaN")


def made(kind: type[T], **attributes: object) -> T:
    """A quantity that is not held to the bounds of what is typed."""
    # Sums may be longer than what anybody types, and differences negative.
    quantity = object.__new__(kind)
    for name, value in attributes.items():
        object.__setattr__(quantity, name, value)
    return quantity


def _restored(kind: type[T], attributes: dict[str, Any]) -> T:
    """A quantity out of a pickle."""
    value = attributes["value"]
    if value.is_nan():
        attributes["value"] = PENDING_VALUE if value.as_tuple().digits else _FOLLOWING
    return made(kind, **attributes)


def computed(kind: type[T], value: Decimal, **attributes: object) -> T:
    """A quantity that follows from others, exactly; unknown where one of them is."""
    return made(kind, value=_FOLLOWING if value.is_nan() else value, **attributes)


class Quantity:
    """What the quantities have in common: each may be unknown for now.

    Attributes:
        schemas: the ways to write one in a data file, as JSON Schema.
    """

    # Without them the slots of the classes below would save nothing.
    __slots__ = ()
    value: Decimal
    schemas: ClassVar[tuple[JsonSchemaValue, ...]]

    def __init__(self, value: object) -> None:
        """One of a number or text."""
        raise NotImplementedError

    @property
    def suffix(self) -> str:
        """What stands behind the number in a data file."""
        return ""

    @classmethod
    def parse(cls, source: object) -> Self:
        """One of what is typed, or one as it is; raises ``ValueError`` for anything else."""
        if isinstance(source, cls):
            return source
        return cls.pending() if source == PENDING_FIGURE else cls._read(source)

    @classmethod
    def _read(cls, source: object) -> Self:
        """One of a number or text."""
        return cls(source)

    @classmethod
    def pending(cls) -> Self:
        """One that is still to be filled in (待填)."""
        return made(cls, value=PENDING_VALUE)

    def __reduce__(self) -> tuple[object, ...]:
        """The same from another process: what is not known has one value, known by identity."""
        names: tuple[str, ...] = type(self).__slots__
        return _restored, (type(self), {name: getattr(self, name) for name in names})

    def __str__(self) -> str:
        """As it is written in a data file."""
        if self.is_known:
            return f"{self.value:f}{self.suffix}"
        # Only what is still to be filled in is counted.
        return PENDING_FIGURE if self.value.as_tuple().digits else FOLLOWING_FIGURE

    @property
    def is_known(self) -> bool:
        """Whether it neither is to be filled in nor follows from one that is."""
        return not self.value.is_nan()

    @classmethod
    def __get_pydantic_core_schema__(
        cls, _source: object, _handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Validate by ``parse``; serialise by ``str``."""

        def validate(source: object) -> Any:
            try:
                return cls.parse(source)
            except ValueError as error:
                code = cls.__name__.lower()
                # A plain ValueError would be told as “Value error, …”.
                raise PydanticCustomError(code, "{reason}", {"reason": str(error)}) from None

        return core_schema.no_info_plain_validator_function(
            validate, serialization=core_schema.plain_serializer_function_ser_schema(str)
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, _core: CoreSchema, _handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """One of its ``schemas``."""
        ways = [dict(way) for way in cls.schemas]
        return ways[0] if len(ways) == 1 else {"anyOf": ways}


class PendingAnswer(str):
    """A yes or no that is still to be filled in, printed as its text: so far no yes."""

    __slots__ = ()

    def __new__(cls) -> PendingAnswer:
        """The only one there is."""
        return super().__new__(cls, PENDING_FIGURE)

    def __bool__(self) -> bool:
        """What waits is not ticked."""
        return False


class PendingNumber(int):
    """A whole number that is still to be filled in; it equals none that can be."""

    def __new__(cls) -> PendingNumber:
        """The only one there is."""
        return super().__new__(cls, -1)

    def __str__(self) -> str:
        """As it is printed."""
        return PENDING_FIGURE
