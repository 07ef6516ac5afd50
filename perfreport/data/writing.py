"""Documents as YAML text, laid out for people: the reverse of reading a data file.

Keys are the Chinese ones, in the order of the model's fields. Several paragraphs become a block
with one paragraph a line, short items of a list a line each. A text is quoted only where YAML
would take it for something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, TypeAlias, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from perfreport.basics.addresses import DataPath
from perfreport.basics.patterns import regex
from perfreport.basics.quantities import PENDING, Amount, Number, PendingNumber, Percent, Score
from perfreport.blocks.funds import Parts, StageAmounts
from perfreport.blocks.model import Model, Passage
from perfreport.data.gaps import without_marks

Value: TypeAlias = "str | int | bool | Sequence[Value] | Mapping[str, Value] | Noted"


class UnquotedNumber(str):
    """A number as it is written: not quoted, though it is text."""

    __slots__ = ()


PENDING_FIGURE = UnquotedNumber(PENDING)
"""待填 in the place of a number."""


@dataclass(frozen=True, slots=True)
class Noted:
    """A value with a comment beside it (注释)."""

    value: Value
    comment: str


def noted(value: Value, comment: str | None) -> Value:
    """``value`` with a comment, if there is one."""
    return Noted(value, comment) if comment else value


def with_comment(value: Value, *comments: str) -> Value:
    """``value`` with ``comments`` after the one that it has."""
    own = value.comment if isinstance(value, Noted) else ""
    bare = value.value if isinstance(value, Noted) else value
    return noted(bare, "；".join(filter(None, (own, *comments))))


_LEFT_OUT = "这个版式没有位置、没有写上的："


@dataclass(frozen=True, slots=True)
class Begun:
    """A data file that is begun (草稿).

    Attributes:
        fields: what is known, 待填 for the rest, with comments.
        heading: lines above them.
        left_out: what was known and has come nowhere, in words.
    """

    fields: Mapping[str, Value]
    heading: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def told(self) -> tuple[str, ...]:
        """The heading, with what was left out below it."""
        if len(self.left_out) < 2:
            return (*self.heading, *(f"{_LEFT_OUT}{each}。" for each in self.left_out))
        return (*self.heading, _LEFT_OUT, *(f"  {each}。" for each in self.left_out))

    @property
    def text(self) -> str:
        """It in YAML."""
        return write(self.fields, self.told)


NAME_OF_ITEM = "来源"
"""The key under which an item says its name, where items go by names."""

_INDENT = "  "
_LONGEST_FLOW = 110
_LONGEST_FLOW_LIST = 60
_LONGEST_HEAD = 80
_LONGEST_CLOSE_ITEM = 600

_UNPRINTABLE = "\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff"
_NOT_AS_IT_IS = regex(f"[{_UNPRINTABLE}]")
_ESCAPED = regex(f'["\\\\{_UNPRINTABLE}]')
_PLAIN_NUMBER = regex(r"-?(?:0|[1-9]\d*)(?:\.\d+)?")
# Also 0x1F, 1_000, 12:30 and 2024-01-01T00:00Z, which YAML 1.1 takes for numbers and times.
_LIKE_A_NUMBER = regex(r"[-+.]?\d[\dA-FTXZa-ftxz_,.:+-]*")
# In YAML 1.1, which many readers still are, yes and on are truth values, and 12:30 a number.
_WORDS = frozenset({"", "null", "true", "false", "yes", "no", "on", "off", "y", "n"})
# In YAML 1.1 a lone = or << has a meaning of its own, and ~ is nothing.
_NOT_FIRST = frozenset("-?:,[]{}#&*!|>'\"%@`=<.~ ")
_NOT_PLAIN = regex(r":(?:\s|$)|\s#|\s$")
_NOT_PLAIN_IN_FLOW = regex(r"[,\[\]{}:#?]")


def dump(document: BaseModel, pending: Iterable[DataPath] = ()) -> str:
    """``document`` as the text of a data file; what has its default is left out.

    The fields at ``pending`` say 待填 instead.
    """
    return write(written_fields(document, pending))


def written_fields(document: BaseModel, pending: Iterable[DataPath] = ()) -> Mapping[str, Value]:
    """What ``dump`` writes, by the keys of the data file."""
    fields = _mapping_of(document)
    for path in pending:
        holder: Any = fields
        for key in path.parent:
            holder = _inside(holder, key)
        # Paragraphs are one text, which says itself that one of them is to be filled in.
        if isinstance(holder, str):
            continue
        if not (isinstance(path[-1], str) and _has_gaps(holder.get(path[-1]))):
            holder[path[-1]] = PENDING_FIGURE
    return fields


def _inside(holder: Any, key: str | int) -> Any:
    """What stands under ``key``, begun where there is nothing; an item may go by its name."""
    if isinstance(holder, dict):
        return holder.setdefault(key, {})
    if isinstance(key, int):
        return holder[key]
    item = next((each for each in holder if key in each.values()), None)
    if item is None:
        holder.append(item := {NAME_OF_ITEM: key})
    return item


def _has_gaps(value: Value | None) -> bool:
    """Whether a part of ``value`` says 待填 already, and the rest is content."""
    if isinstance(value, Mapping | list):
        parts = value.values() if isinstance(value, Mapping) else value
        return any(str(part) == PENDING or _has_gaps(part) for part in parts)
    return isinstance(value, str) and PENDING in value.split("\n")[1:] + value.split("\n")[:-1]


def write(mapping: Mapping[str, Value], heading: Sequence[str] = ()) -> str:
    """``mapping`` as YAML text, after comment lines of ``heading``."""
    entries = [list(entry_lines(f"{key}:", value, "")) for key, value in mapping.items()]
    lines = [_comment(line) for line in heading]
    for previous, entry in zip([[], *entries], entries, strict=False):
        if previous and not (_is_short(previous) and _is_short(entry)):
            lines.append("")
        lines.extend(entry)
    return "\n".join(lines) + "\n"


@cache
def ordered_fields(model: type[BaseModel]) -> tuple[tuple[str, FieldInfo], ...]:
    """The fields of ``model`` in the order of a data file: its kind, then as they are declared.

    One that people write behind another stands there.
    """
    behind = getattr(model, "behind", {})
    fields = [each for each in model.model_fields.items() if each[0] not in behind]
    for name, other in behind.items():
        place = next(n for n, (known, _) in enumerate(fields, 1) if known == other)
        fields.insert(place, (name, model.model_fields[name]))
    return tuple(sorted(fields, key=lambda item: not is_constant(item[1])))


def is_constant(field: FieldInfo) -> bool:
    """Whether ``field`` can only say one thing, as 文种 does; it is always written."""
    return get_origin(field.annotation) is Literal and len(get_args(field.annotation)) == 1


def is_blank(part: object) -> bool:
    """Whether a field that holds ``part`` says nothing; a figure always does."""
    # By identity: 0 equals False.
    return part is None or part is False or part == ()


def value_of(part: object) -> Value:
    """A field's typed content as what is written."""
    if isinstance(part, Passage) and part.paragraphs is not None:
        return without_marks("\n".join(part.paragraphs))
    if isinstance(part, Model) and part.by_name:
        return items_of(part.by_name, _mapping_of(part))
    if isinstance(part, BaseModel):
        return _mapping_of(part)
    if isinstance(part, Amount | Score | Percent | Number):
        return UnquotedNumber(part) if part.is_known else PENDING_FIGURE
    if isinstance(part, PendingNumber):
        return PENDING_FIGURE
    if isinstance(part, str):
        return without_marks(part)
    if isinstance(part, int):
        return part
    if isinstance(part, tuple):
        return [value_of(item) for item in part]
    raise TypeError(f"cannot write {type(part).__name__} as YAML")


def items_of(by_name: str, parts: Mapping[str, Value]) -> Value:
    """``parts`` as a list whose items say their names under the key ``by_name``."""
    return [{by_name: name, **_fields(one)} for name, one in parts.items()]


def field_value(field: FieldInfo, part: object) -> Value:
    """The content of ``field`` as what is written; paragraphs are one text."""
    if isinstance(part, tuple) and _holds_paragraphs(field.annotation):
        return without_marks("\n".join(part))
    return value_of(part)


def _mapping_of(model: BaseModel) -> dict[str, Value]:
    # What says nothing comes first, for most optional fields do.
    declared = {
        field.alias or name: field_value(field, part)
        for name, field in ordered_fields(type(model))
        if (part := getattr(model, name)) is not None or field.default is not None
        if part != field.default or is_constant(field)
    }
    # What is built in Python for a form that is not known yet holds some of it as it came.
    extra = model.__pydantic_extra__ or {}
    return {**declared, **(_as_money(extra) if isinstance(model, Parts | StageAmounts) else extra)}


def _as_money(typed: Mapping[str, Any]) -> dict[str, Any]:
    """What was ``typed`` for money with its amounts as numbers."""
    return {key: _amounts(value) for key, value in typed.items()}


def _amounts(value: object) -> object:
    if isinstance(value, Mapping):
        return _as_money(value)
    if isinstance(value, str) and _PLAIN_NUMBER.fullmatch(value):
        return UnquotedNumber(value)
    return value


def _fields(item: Value) -> Mapping[str, Value]:
    assert isinstance(item, Mapping)
    return item


def _holds_paragraphs(annotation: object) -> bool:
    """Whether ``annotation`` is, or wraps, a tuple of plain texts; a list has marked ones."""
    if get_origin(annotation) is tuple:
        return get_args(annotation) == (str, Ellipsis)
    return any(_holds_paragraphs(part) for part in get_args(annotation))


def _is_short(entry: list[str]) -> bool:
    return len(entry) == 1 and len(entry[0]) <= _LONGEST_HEAD


def entry_lines(head: str, value: Value, indent: str) -> Iterator[str]:
    """The lines of ``value`` after ``head``, which is ``键:`` or ``-``."""
    comment = ""
    if isinstance(value, Noted):
        comment = f"  {_comment(value.comment)}" if value.comment else ""
        value = value.value
    if isinstance(value, str) and "\n" in value:
        yield from _paragraphs(f"{indent}{head}", value.split("\n"), indent, comment)
    elif isinstance(value, Mapping) and value:
        yield f"{indent}{head}{comment}"
        for key, part in value.items():
            yield from entry_lines(f"{key}:", part, indent + _INDENT)
    elif isinstance(value, Sequence) and not isinstance(value, str) and value:
        yield from _list(f"{indent}{head}", value, indent, comment)
    else:
        yield f"{indent}{head} {flow_text(value)}{comment}"


def _comment(text: str) -> str:
    return f"# {_NOT_AS_IT_IS.sub(' ', text)}"


def _paragraphs(head: str, lines: list[str], indent: str, comment: str) -> Iterator[str]:
    # Read again, a line of a block that begins with # would be refused as a misplaced comment.
    if any(line.startswith("#") or _NOT_AS_IT_IS.search(line) for line in lines):
        yield f"{head}{comment}"
        yield from (f"{indent}{_INDENT}- {quoted_text(line)}" for line in lines)
    else:
        # A mere | would add a line break to the last paragraph.
        yield f"{head} |-{comment}"
        yield from (f"{indent}{_INDENT}{line}" for line in lines)


def _list(head: str, items: Sequence[Value], indent: str, comment: str) -> Iterator[str]:
    """The lines of a list: in one if it is of a few words, else an item a line or more."""
    if indent and all(isinstance(item, str) for item in items):
        flow = flow_text(items)
        if len(flow) <= _LONGEST_FLOW_LIST and "\n" not in flow:
            yield f"{head} {flow}{comment}"
            return
    yield f"{head}{comment}"
    blocks = [list(item_lines(item, indent + _INDENT)) for item in items]
    is_spaced = any(_is_large(item, block) for item, block in zip(items, blocks, strict=True))
    for position, block in enumerate(blocks):
        if is_spaced and position:
            yield ""
        yield from block


def _is_large(item: Value, block: list[str]) -> bool:
    inner = item.value if isinstance(item, Noted) else item
    has_parts = isinstance(inner, Mapping) and any(
        isinstance(part, Mapping) or (isinstance(part, Sequence) and not isinstance(part, str))
        for part in inner.values()
    )
    return has_parts or sum(map(len, block)) > _LONGEST_CLOSE_ITEM


def item_lines(item: Value, indent: str) -> Iterator[str]:
    """The lines of ``item`` of a list, with its dash."""
    if isinstance(item, Noted) and isinstance(item.value, Mapping):
        yield f"{indent}{_comment(item.comment)}"
        item = item.value
    if not isinstance(item, Mapping) or not item:
        yield from entry_lines("-", item, indent)
    elif len(flow := _flow_of_item(item)) <= _LONGEST_FLOW and flow:
        yield f"{indent}- {flow}"
    else:
        yield from block_item(item, f"{indent}- ")


def block_item(item: Mapping[str, Value], dash: str) -> Iterator[str]:
    """The lines of ``item`` of a list, an entry a line or more, the first behind its ``dash``."""
    inner = " " * len(dash)
    lines = (line for key, part in item.items() for line in entry_lines(f"{key}:", part, inner))
    yield f"{dash}{next(lines).removeprefix(inner)}"
    yield from lines


def _flow_of_item(item: Mapping[str, Value]) -> str:
    """``item`` on one line; empty where it holds a comment, several lines or further parts.

    A text that is yet to be filled in gets a line of its own, where it needs no quoting.
    """
    parts = item.values()
    is_flat = all(isinstance(part, str | int) and "\n" not in str(part) for part in parts)
    awaits_text = any(part == PENDING and not isinstance(part, UnquotedNumber) for part in parts)
    return flow_text(item) if is_flat and not awaits_text else ""


def flow_text(value: Value, *, inside: bool = False) -> str:
    """``value`` on one line; ``inside`` brackets more has to be quoted."""
    if isinstance(value, Noted):
        return flow_text(value.value, inside=inside)
    if isinstance(value, Mapping):
        parts = (f"{key}: {flow_text(part, inside=True)}" for key, part in value.items())
        return f"{{{', '.join(parts)}}}"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, UnquotedNumber | int):
        return str(value)
    if isinstance(value, str):
        return value if _is_plain(value, inside=inside) else quoted_text(value)
    return f"[{', '.join(flow_text(part, inside=True) for part in value)}]"


def _is_plain(text: str, *, inside: bool) -> bool:
    """Whether any YAML reader takes ``text``, unquoted, for this text."""
    return not (
        text.casefold() in _WORDS
        or text[0] in _NOT_FIRST
        or _NOT_PLAIN.search(text)
        or (inside and _NOT_PLAIN_IN_FLOW.search(text))
        or _NOT_AS_IT_IS.search(text)
        or _LIKE_A_NUMBER.fullmatch(text)
    )


def quoted_text(text: str) -> str:
    """``text`` in double quotes, as every YAML reader takes it."""
    return f'"{_ESCAPED.sub(_escape, text)}"'


def _escape(found: re.Match[str]) -> str:
    character = found.group()
    return f"\\{character}" if character in '"\\' else f"\\u{ord(character):04x}"
