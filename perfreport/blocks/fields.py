"""The types of fields: what may be typed for each, what it is held as, and its key in data files.

A field is ``name: Annotated[Type, key("名称", "说明")]``, followed by its default if it has one.
The key stands in a call of our own and not in an assigned ``Field(alias=…)``: type checkers would
take the Chinese key for the name of the constructor's argument.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, Generic, NamedTuple, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    Field,
    ValidationError,
    WithJsonSchema,
    WrapValidator,
)
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError

from perfreport.basics.decimals import JsonNumber, no_number, says_nothing
from perfreport.basics.messages import quoted
from perfreport.basics.patterns import regex
from perfreport.basics.quantities import (
    PENDING_FIGURE,
    Amount,
    PendingAnswer,
    PendingNumber,
    Percent,
    Score,
)

T = TypeVar("T")
Held = TypeVar("Held", covariant=True)
Given = TypeVar("Given", contravariant=True)

ABSENT: Any = None
"""The default of a field that may be left out."""

EMPTY: Any = ()
"""The default of a list."""


def key(label: str, description: str | None = None, **more: Any) -> Any:
    """What a field is called in data files, and what editors say about it.

    Args:
        label: its key, the Chinese label on the form.
        description: what to write there; by default nothing is said.
        more: as pydantic's ``Field`` takes it: bounds, a title other than the key.
    """
    return Field(alias=label, description=description, **more)


PARAGRAPH_MARK = regex(r"</?p(?:\s[^<>]*)?>", re.IGNORECASE)
MOST_CHARACTERS = 1_000_000
"""Of one text: several of them stand in one cell, of which Word and XML take 10 MB."""
MOST_DEPTH = 40
"""Of mappings and lists inside each other, in a data file or in JSON."""
MOST_COUNTED = 10**12 - 1
"""Of one count: as many digits as an amount may have."""

_FORBIDDEN = regex("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LINE_END = regex(r"\r\n?|[\u2028\u2029\x85]")
_DASHES = regex("[-–—―－−─]+")
# Beyond 4,300 digits ``int`` raises an error of its own.
_DIGITS = regex(r"\d{1,18}")
# To JSON Schema 2024.0 and 2.024e3 are whole numbers.
_WHOLE = regex(r"(-?\d{1,18})(?:\.0*)?")


def _checked_characters(text: str) -> str:
    if len(text) > MOST_CHARACTERS:
        raise PydanticCustomError(
            "long_text",
            "这一项有 {count} 字，至多 {most} 字，请核对是否误贴，或分开写",
            {"count": f"{len(text):,}", "most": f"{MOST_CHARACTERS:,}"},
        )
    # Nearly every text is: one look in place of two expressions.
    if text.isprintable():
        return text
    text = _LINE_END.sub("\n", text)
    if found := _FORBIDDEN.search(text):
        before, character = text[: found.start()], found.group()
        raise PydanticCustomError(
            "control_character",
            "第 {position} 个字是不可见的控制字符（U+{code}），请删去（制表符请改为空格）",
            {
                "position": len(before) - before.rfind("\n"),
                "code": f"{ord(character):04X}",
                "breaks": before.count("\n"),
            },
        )
    return text


def _without_marks(text: str) -> str:
    """``text`` with line breaks for paragraph marks."""
    return PARAGRAPH_MARK.sub("\n", text) if "<" in text else text


def paragraphs_of(text: str) -> list[str]:
    """The paragraphs of ``text``, whether lines or marks part them; blank ones are none."""
    return [stripped for part in _without_marks(text).split("\n") if (stripped := part.strip())]


def _not_text(source: object) -> PydanticCustomError:
    return PydanticCustomError("not_text", "这里应写文字，却是{shown}", {"shown": quoted(source)})


def _parse_whole_number(source: object) -> int:
    """A whole number; text has digits, full-width ones too, and no sign, point or separator."""
    # To Python True is a whole number.
    if isinstance(source, int) and not isinstance(source, bool):
        return source
    if isinstance(source, JsonNumber):
        whole = _WHOLE.fullmatch(source.written_out)
        if whole:
            return int(whole[1])
    elif isinstance(source, str) and _DIGITS.fullmatch(source.strip()):
        return int(source)
    why = "不是整数，请只写阿拉伯数字"
    if isinstance(source, str):
        why = no_number(source, why)
    raise PydanticCustomError("not_whole", "{shown}{why}", {"shown": quoted(source), "why": why})


def line_of(source: object) -> str:
    """One line of text: paragraph marks dropped, blanks at the ends dropped, never empty."""
    # Nearly every text is one but for its ends: nothing else is looked for.
    if (
        isinstance(source, str)
        and source.isprintable()
        and "<" not in source
        and len(source) <= MOST_CHARACTERS
        and (text := source.strip())
    ):
        return text
    # From Python a code may come as a number; data files have texts alone.
    if isinstance(source, int) and not isinstance(source, bool):
        source = str(source)
    if not isinstance(source, str):
        raise _not_text(source)
    text = _without_marks(_checked_characters(source)).strip()
    if not text:
        raise PydanticCustomError("empty_text", "这里不能空着，请填写内容")
    if "\n" in text:
        mark = "<p>" if PARAGRAPH_MARK.search(source) else "换行"
        message = "这里只能写一段，请去掉中间的{mark}"
        raise PydanticCustomError("line_break", message, {"mark": mark})
    return text


def _parse_paragraphs(source: object) -> tuple[str, ...]:
    """Paragraphs of text from one text or a list of texts; empty ones are dropped."""
    if isinstance(source, str):
        texts: list[object] = [source]
    elif isinstance(source, list | tuple):
        texts = list(source)
    else:
        raise _not_text(source)
    paragraphs: list[str] = []
    for text in texts:
        if not isinstance(text, str):
            raise _not_text(text)
        paragraphs.extend(paragraphs_of(_checked_characters(text)))
    if not paragraphs:
        raise PydanticCustomError("empty_text", "这里不能空着，请填写内容")
    return tuple(paragraphs)


# As ``_checked_characters`` has it, but for half characters: an expression of JavaScript that does
# not count in whole ones would take every rare character for two of them.
_NOT_IN_PROSE = r"\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufffe\uffff"
_NOT_IN_LINES = rf"{_NOT_IN_PROSE}\n\r\u0085\u2028\u2029"
_MARK = r"</?[Pp](\s[^<>]*)?>"


def _text_schema(pattern: str) -> dict[str, Any]:
    """Text in data files, or a number, which is taken as it is written."""
    return {"type": ["string", "number"], "pattern": pattern, "maxLength": MOST_CHARACTERS}


_LINE = rf"(?=\s*\S)(?!.*{_MARK})[^{_NOT_IN_LINES}]*$"
_PROSE = _text_schema(rf"^(?=(\s|{_MARK})*(?!{_MARK})\S)[^{_NOT_IN_PROSE}]*$")
TEXTS: list[dict[str, Any]] = [_PROSE, {"type": "array", "items": _PROSE, "minItems": 1}]

WholeNumber = Annotated[int, BeforeValidator(_parse_whole_number)]
"""A whole number. Text is taken only where it is nothing but digits."""

Year = Annotated[int, Field(ge=1949, le=2199), BeforeValidator(_parse_whole_number)]
"""A year of the calendar since there is a budget."""


def _parse_count(source: object, validate: Callable[[object], int]) -> int:
    """A count; one that is still to be filled in goes by itself."""
    is_pending = source == PENDING_FIGURE or isinstance(source, PendingNumber)
    return PendingNumber() if is_pending else validate(_parse_whole_number(source))


Count = Annotated[int, Field(ge=0, le=MOST_COUNTED), WrapValidator(_parse_count)]
"""How many of something there are."""

Month = Annotated[int, Field(ge=1, le=12), WrapValidator(_parse_count)]
"""A month of the year."""

TextLine = Annotated[
    str,
    BeforeValidator(line_of),
    WithJsonSchema(_text_schema(f"^{_LINE}")),
]
"""A text of one paragraph, never empty. Blanks and ``<p>`` residue at its ends are dropped."""


def _checked_name(text: str) -> str:
    if _DASHES.fullmatch(text):
        raise PydanticCustomError("dash", "这里只有“{text}”，请填写内容", {"text": text[:4]})
    return text


Name = Annotated[
    TextLine,
    AfterValidator(_checked_name),
    WithJsonSchema(_text_schema(rf"^(?!\s*{_DASHES.pattern}\s*$){_LINE}")),
]
"""A text line that must say something: a dash, as for what is not there, is none."""


OptionalName = Name | None


class NotProse:
    """Marks a text that names something by an id or a code: nothing is read into its words."""


class Offered(NamedTuple):
    """Words that are usual in a text, to choose from; others may be written as well."""

    words: tuple[str, ...]


class Usual:
    """Marks an optional field that nearly every document states: a blank asks for it."""


class SharedByRows:
    """Marks what several rows of a list may have alike, such as a level: it names none of them."""


class Demanded:
    """Marks a field that must be stated on every form that prints it, and not every one does."""


def is_needed(field: FieldInfo) -> bool:
    """Whether ``field`` must be stated wherever it is printed."""
    return field.is_required() or Demanded in field.metadata


def needed(model: type[BaseModel]) -> frozenset[str]:
    """The attributes that every ``model`` must have; all where it need not have any."""
    fields = model.model_fields
    return frozenset(n for n, each in fields.items() if is_needed(each)) or frozenset(fields)


class MayBeNone:
    """Marks a field that may say 无 or 略 alone: there may be nothing to tell."""


_YES: list[object] = [True, "是", "√", "✓"]
_NO: list[object] = [False, "否"]
NULL: dict[str, Any] = {"type": "null"}
"""What is not there, as JSON Schema."""


def stated(label: str) -> dict[str, Any]:
    """That the field ``label`` is there and says something, as JSON Schema."""
    return {"required": [label], "properties": {label: {"not": NULL}}}


def is_yes(label: str) -> dict[str, Any]:
    """That the field ``label`` says yes, as JSON Schema."""
    return {"required": [label], "properties": {label: {"enum": _YES}}}


def _yes_or_no(source: object, validate: Callable[[object], bool]) -> bool | PendingAnswer:
    if source == PENDING_FIGURE:
        return PendingAnswer()
    if isinstance(source, str) and source in _YES + _NO:
        return source in _YES
    try:
        return validate(source)
    except ValidationError:
        message = "{shown}不可用，请写“是”或“否”"
        raise PydanticCustomError("yes_or_no", message, {"shown": quoted(source)}) from None


YesNo = Annotated[
    bool,
    WrapValidator(_yes_or_no),
    WithJsonSchema({"enum": [*_YES, *_NO]}),
]
"""True or false; data files may say 是 or 否, and √ for yes as in a column of ticks."""


def _absent(source: object) -> object:
    return None if says_nothing(source) else source


if TYPE_CHECKING:

    class Typed(Generic[Held, Given]):
        """A field that is given as one type and held as another: to type checkers a descriptor."""

        def __get__(self, instance: object, owner: type[object]) -> Held:
            """What a document holds."""

        def __set__(self, instance: object, value: Given) -> None:
            """What the constructor takes."""

    _Number = Decimal | int | str
    AmountField = Typed[Amount, Amount | _Number]
    OptionalAmount = Typed[Amount | None, Amount | _Number | None]
    ScoreField = Typed[Score, Score | _Number]
    OptionalScore = Typed[Score | None, Score | _Number | None]
    OptionalPercent = Typed[Percent | None, Percent | str | None]
    Paragraphs = Typed[tuple[str, ...], str | Sequence[str]]
    OptionalParagraphs = Typed[tuple[str, ...] | None, str | Sequence[str] | None]
    Many = Typed[tuple[T, ...], Sequence[T]]
else:
    AmountField = Amount
    OptionalAmount = Annotated[Amount | None, BeforeValidator(_absent)]
    ScoreField = Score
    OptionalScore = Score | None
    OptionalPercent = Percent | None
    Paragraphs = Annotated[
        tuple[str, ...],
        BeforeValidator(_parse_paragraphs),
        WithJsonSchema({"anyOf": TEXTS}),
    ]
    OptionalParagraphs = Paragraphs | None
    Many = tuple[T, ...]
