"""Documents with gaps, to be printed and filled in by hand.

Where a data file says 待填 a text becomes a mark that says what belongs there
（【待填：部门（单位）全称】）, a figure one that no sum or rate can be made of. Both stay what they
are through views, pages and back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Sequence
from types import NoneType
from typing import Any, TypeVar, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from perfreport.basics.addresses import DataPath
from perfreport.basics.patterns import regex
from perfreport.basics.quantities import (
    GAP,
    PENDING,
    PENDING_FIGURE,
    Amount,
    Number,
    PendingAnswer,
    PendingNumber,
    Percent,
    Score,
)
from perfreport.blocks.complaints import validated
from perfreport.blocks.fields import needed
from perfreport.blocks.model import Indicator, Passage, with_fields
from perfreport.blocks.walk import attributes, bare, models_in, parts_by_place, walk
from perfreport.data.pending import neutral

M = TypeVar("M", bound=BaseModel)

Awaited = Callable[[type[BaseModel]], Collection[str]]
"""Gives the attributes that a form waits for in a part of a class that waits as a whole."""

_DECIDING = frozenset({DataPath("文种"), DataPath("版式"), DataPath("年度")})
_WITHHOLDING = frozenset({"涉密", "涉密说明", "层次"})

_GAPS_OF_FIGURES: dict[object, object] = {
    Amount: Amount.pending(),
    Percent: Percent.pending(),
    Score: Score.pending(),
    Number: Number.pending(),
    int: PendingNumber(),
    bool: PendingAnswer(),
}
_MARK = regex(f"{GAP}[^】]*】")
_DETAILS = regex("[，；。]")


def decides(path: DataPath) -> bool:
    """Whether what stands at ``path`` decides how a document is printed: it can be no gap."""
    return path in _DECIDING or path[-1] in _WITHHOLDING


def without_marks(text: str) -> str:
    """``text`` as a data file has it: 待填 for a line that is nothing but a mark."""
    if GAP not in text:
        return text
    return "\n".join(PENDING if _MARK.fullmatch(line) else line for line in text.split("\n"))


def with_gaps(document: M, pending: Sequence[DataPath], awaited: Awaited = needed) -> M:
    """``document`` with gaps at the ``pending`` places of its data file, where it has stand-ins.

    A part that waits as a whole has them in all that is ``awaited``.
    """
    gaps = [path for path in pending if not decides(path)]
    return _Gaps(awaited).within(document, gaps) if gaps else document


class _Gaps:
    """Gaps put into parts of a document."""

    def __init__(self, awaited: Awaited) -> None:
        self._awaited = awaited

    def within(self, part: M, pending: Sequence[DataPath]) -> M:
        inside = _by_first_step(pending)
        gaps = {
            name: self._inside(getattr(part, name), inside[key], part, name)
            for key, name in attributes(type(part)).items()
            if key in inside
        }
        # Without validation: a mark is no figure that may be typed.
        return with_fields(part, gaps)

    def _inside(
        self, value: object, pending: list[DataPath], holder: BaseModel, name: str
    ) -> object:
        """The content of the field ``name`` of ``holder`` with its gaps."""
        if () in pending or _is_prose(value):
            return self._gap(value, type(holder), name)
        if value is None:
            # Of figures alone that wait nothing was left.
            value = _plainest(type(holder).model_fields[name])
        if isinstance(value, BaseModel):
            return self.within(value, pending)
        if isinstance(value, tuple):
            inside = _by_first_step(pending)
            return tuple(
                self._inside(item, inside[position], holder, name) if position in inside else item
                for position, item in enumerate(value)
            )
        return value

    def _gap(self, value: object, model: type[BaseModel], name: str) -> object:
        """The gap for ``value``, which stands in for a field; what else its text says stays."""
        field = model.model_fields[name]
        plain = bare(field.annotation)
        if plain in _GAPS_OF_FIGURES:
            return _GAPS_OF_FIGURES[plain]
        if value is None:
            value = () if get_origin(plain) is tuple else _plainest(field)
        if isinstance(value, str):
            return _mark(model, field) if value == PENDING else value
        if isinstance(value, tuple):
            return tuple(self._gap(item, model, name) for item in value or _first_row(field))
        if isinstance(value, Passage):
            return with_fields(value, {"paragraphs": self._gap(value.paragraphs, model, name)})
        return self._all(value) if isinstance(value, BaseModel) else value

    def _all(self, part: BaseModel) -> BaseModel:
        """``part`` with gaps in all that is awaited."""
        model = type(part)
        return with_fields(
            part, {n: self._gap(getattr(part, n), model, n) for n in self._awaited(model)}
        )


def _by_first_step(pending: Iterable[DataPath]) -> dict[str | int, list[DataPath]]:
    """The rest of each path that is ``pending``, by where it begins."""
    inside: dict[str | int, list[DataPath]] = defaultdict(list)
    for path in pending:
        inside[path[0]].append(path[1:])
    return inside


def _is_prose(value: object) -> bool:
    """Whether it is lines of text, which need not be those of the data file one by one."""
    if isinstance(value, Passage):
        return value.paragraphs is not None
    return isinstance(value, tuple) and all(isinstance(item, str) for item in value)


def _plainest(field: FieldInfo) -> object:
    """The plainest content of an optional ``field``: a part with stand-ins, or a text."""
    plain = bare(field.annotation)
    if isinstance(plain, type) and issubclass(plain, BaseModel):
        return validated(plain, neutral(plain, field))
    return PENDING if plain is str else None


def _first_row(field: FieldInfo) -> tuple[object, ...]:
    """A row with stand-ins for a list that may be empty; none if there is nothing it must have."""
    row = next(models_in(field.annotation), None)
    if row is None:
        return (PENDING,)
    if not any(inner.is_required() for inner in row.model_fields.values()):
        return ()
    return (validated(row, neutral(row, field)),)


def _mark(model: type[BaseModel], field: FieldInfo) -> str:
    """What is printed for a text of ``field``: what belongs there, without the details.

    Indicators are printed in composed cells, whose words it must not resemble.
    """
    if model is Indicator:
        return PENDING_FIGURE
    return f"{GAP}：{_DETAILS.split(field.description or '')[0]}】"


def gap_places(document: BaseModel) -> tuple[DataPath, ...]:
    """The paths of all gaps in ``document``; a part in which nothing else stands counts as one."""
    return tuple(_gaps(document)) if _may_have_gaps(document) else ()


_FIGURES = (Amount, Number, Percent, Score)


def _may_have_gaps(document: BaseModel) -> bool:
    """Whether a text or a figure in ``document`` may be a gap, whatever its place."""
    texts: list[str] = []
    for _, parts in parts_by_place(document):
        values = [each for part in parts for each in part.__dict__.values() if each is not None]
        for kind in set(map(type, values)):
            alike: list[Any] = [each for each in values if type(each) is kind]
            if kind is tuple:
                texts += [each for items in alike for each in items if isinstance(each, str)]
            elif issubclass(kind, str):
                texts += alike
            elif issubclass(kind, (PendingNumber, *_FIGURES)) and any(map(_is_gap, alike)):
                return True
    # Both marks of a gap have this word in them.
    return PENDING in "\n".join(texts)


def _gaps(document: BaseModel) -> Iterator[DataPath]:
    for path, part in walk(document):
        names = [
            name
            for name, value in part.__dict__.items()
            if value.__class__ not in _NO_GAPS and _is_gap(value)
        ]
        if names and path and _says_nothing_else(part, names):
            yield path
        else:
            yield from (path / (type(part).model_fields[name].alias or name) for name in names)


_NO_GAPS = frozenset({NoneType, bool, int})
"""Classes of which no value is a gap."""


def _says_nothing_else(part: BaseModel, names: Container[str]) -> bool:
    fields = type(part).model_fields.items()
    return all(name in names or getattr(part, name) == field.default for name, field in fields)


def _is_gap(value: object) -> bool:
    if isinstance(value, str):
        return GAP in value or value == PENDING
    if isinstance(value, tuple):
        return any(isinstance(item, str) and _is_gap(item) for item in value)
    if isinstance(value, _FIGURES):
        return not value.is_known
    return isinstance(value, PendingNumber)
