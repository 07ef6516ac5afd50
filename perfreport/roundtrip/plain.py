"""Rows that read off the page just as they are: nothing has to be remembered of them.

Most rows are so, and there may be thousands. They are told by a quick look, field by field; one
that the quick look is not sure of counts as not plain.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import cache, partial
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel

from perfreport.basics.addresses import FieldPath
from perfreport.basics.quantities import Amount, Number, Percent, Score, Unit
from perfreport.blocks.cell_reader import cell_reader
from perfreport.blocks.form import Form
from perfreport.blocks.model import Document, with_fields
from perfreport.blocks.notations import Notation
from perfreport.blocks.printed import (
    Computed,
    Figure,
    Group,
    IndicatorCell,
    Line,
    MergedLabel,
    Noted,
    Printed,
    ProseText,
    Rows,
    fields_by_attribute,
    printed_fields,
)
from perfreport.blocks.said import is_said
from perfreport.blocks.sums import follows_from
from perfreport.blocks.sure_cells import reads_as, sure_cells
from perfreport.blocks.walk import lists_at, values_at
from perfreport.blocks.wording import CellWording
from perfreport.roundtrip.trees import Correction, is_kept

M = TypeVar("M", bound=BaseModel)
_Look = Callable[[Any, Any], bool]
"""Whether a row says all that a part holds, and no more."""


class Excerpt(NamedTuple):
    """A document and its view without plain rows.

    Attributes:
        document: without them.
        view: without them.
        positions: of the rows that are left, by the places of their lists in the document.
    """

    document: Document
    view: Any
    positions: Mapping[FieldPath, Sequence[int]]


def without_plain_rows(document: Document, view: Any, form: Form) -> Excerpt:
    """What is left without plain rows."""
    pruning = _Pruning(form)
    rest, shown = pruning.parts(document, view, FieldPath())
    return Excerpt(rest, shown, pruning.positions)


def renumbered(
    change: Correction | None, rest: Excerpt, place: FieldPath = FieldPath()
) -> Correction | None:
    """A correction of what is left as one of the whole.

    Raises:
        ValueError: when it puts something in place that may lack plain rows.
    """
    if not isinstance(change, dict):
        if change is not None and any(each.starts_with(place) for each in rest.positions):
            raise ValueError("a whole list")
        return change
    steps = {key: int(key) if key.isdecimal() else key for key in change}
    parts = {key: renumbered(part, rest, place / steps[key]) for key, part in change.items()}
    positions = rest.positions.get(place)
    return {
        key if positions is None else str(positions[int(key)]): part
        for key, part in parts.items()
        if part is not None
    }


class _Pruning:
    def __init__(self, form: Form) -> None:
        self.positions: dict[FieldPath, Sequence[int]] = {}
        self._look = form.kept(_Looks).look

    def parts(self, part: M, view: Any, place: FieldPath) -> tuple[M, Any]:
        """``part`` and its ``view`` without the plain rows of the lists in them."""
        for field in printed_fields(type(view)):
            at = ".".join(field.at)
            if not isinstance(field.block, Rows):
                continue
            parts, rows = lists_at(at)(part), getattr(view, field.name)
            if len(parts) == len(rows) and parts:  # else the template does not print them
                left = self._left(parts, rows, place / field.at)
                part = _with(part, field.at, tuple(each for each, _ in left))
                view = view._replace(**{field.name: tuple(row for _, row in left)})
        return part, view

    def _left(
        self, parts: Sequence[M], rows: Sequence[Any], place: FieldPath
    ) -> list[tuple[M, Any]]:
        row_class = type(rows[0])
        pairs = list(zip(parts, rows, strict=True))
        if any(isinstance(each.block, Rows) for each in printed_fields(row_class)):
            return [self.parts(*pair, place / i) for i, pair in enumerate(pairs)]
        look = self._look(row_class, type(parts[0]), place.names)
        if look is None:
            return pairs
        left = [i for i, pair in enumerate(pairs) if not look(*pair)]
        self.positions[place] = left
        return [pairs[i] for i in left]


class _Looks:
    """The quick looks at the rows of a form, by their classes, and by their lists' places."""

    def __init__(self, form: Form) -> None:
        self.look: Callable[[Any, Any, FieldPath], _Look | None] = cache(partial(_look, form))


def _with(part: M, at: Sequence[str], value: object) -> M:
    """``part`` with ``value`` at the end of the attributes ``at``."""
    name, *inside = at
    inner = _with(getattr(part, name), inside, value) if inside else value
    return with_fields(part, {name: inner})


def _look(form: Form, row_class: type, model: type[BaseModel], place: FieldPath) -> _Look | None:
    """The quick look at rows of a class; None where they have more than it knows.

    What the row does not show must be absent from the part.
    """
    fields = printed_fields(row_class)
    shown = {each.at[0] for each in _flat(fields) if each.at and not _may_be_stated(model, each)}
    shows = _of_fields(fields, model, form, place)
    unseen = [name for name in model.model_fields if name not in shown]
    by_attribute = fields_by_attribute(row_class)
    ways = [way.among(by_attribute) for way in form.withheld(model)]
    if shows is None:
        return None

    def look(part: Any, row: Any) -> bool:
        return (
            shows(part, row)
            and not any(is_kept(getattr(part, name)) for name in unseen)
            and not any(is_said(way, row, by_attribute) for way in ways)
        )

    return look


def _flat(fields: Sequence[Printed]) -> list[Printed]:
    """``fields`` with those of groups that have no part of their own."""
    inner = (printed_fields(each.row) if each.row and not each.at else (each,) for each in fields)
    return [field for each in inner for field in each if not isinstance(field.block, Computed)]


def _may_be_stated(model: type[BaseModel], field: Printed) -> bool:
    """Whether ``field`` prints a figure that follows from others unless it is stated."""
    if not isinstance(field.block, Figure):
        return False
    at = ".".join(field.at)
    return field.block.follows is not None or follows_from(model, at) is not None


def _of_fields(
    fields: Sequence[Printed], model: type[BaseModel], form: Form, place: FieldPath
) -> _Look | None:
    """Whether all ``fields`` of a row say just what the part holds; None where one is not known."""
    looks = [_of_field(each, model, form, place) for each in fields]
    known = [each for each in looks if each is not None]
    if len(known) < len(looks):
        return None
    return lambda part, row: all(each(part, row) for each in known)


def _of_field(field: Printed, model: type[BaseModel], form: Form, place: FieldPath) -> _Look | None:
    """Whether a field of a row says just what the part holds; None where that is not known."""
    if _may_be_stated(model, field):
        return lambda _part, _row: True
    name, get = field.name, values_at(".".join(field.at))
    match field.block:
        case Computed():
            return lambda _part, _row: True
        case Line(given="") | ProseText(otherwise=""):
            return lambda part, row: (getattr(row, name) or None) == (get(part) or None)
        case MergedLabel(given="") as label:
            return _of_label(label, name, get, form)
        case Figure():
            unit = Unit.named(form.figures.unit)
            return lambda part, row: _is_exact(get(part), getattr(row, name), unit)
        case IndicatorCell() as cell:
            wording = form.words(cell.wording)
            return _of_cell(form, wording, place / field.at, name, get)
        case Noted(notation=notation):
            return lambda part, row: getattr(row, name) == _noted(get(part), notation)
        case Group(at=""):
            if shows := _of_fields(printed_fields(field.row), model, form, place):
                return lambda part, row: shows(part, getattr(row, name))
    return None


def _of_label(label: MergedLabel, name: str, get: Callable[[Any], Any], form: Form) -> _Look:
    """Whether the label ``name`` of a row says just what is held."""
    if worded := label.words_of(form):
        return lambda part, row: worded.named(getattr(row, name).text) == (get(part) or "")
    none = form.words(label.otherwise) if label.otherwise else ""
    return lambda part, row: getattr(row, name).text == (get(part) or none)


def _noted(held: Any, notation: Notation) -> str:
    return notation.shown(held) if held else notation.blank


def _is_exact(figure: object, text: str, unit: Unit) -> bool:
    """Whether ``text`` is the whole of ``figure``, without rounding or another unit."""
    if figure is None or not text:
        return figure is None and not text
    if isinstance(figure, Amount):
        is_whole = figure.unit is unit and figure.is_known
        return is_whole and Decimal(text.replace(",", "")) == figure.value
    if isinstance(figure, Score | Number):
        return figure.is_known and Decimal(text) == figure.value
    return not isinstance(figure, Percent) and text == str(figure)


def _of_cell(
    form: Form, wording: CellWording, place: FieldPath, name: str, get: Callable[[Any], Any]
) -> _Look:
    """Whether the cell ``name`` of a row reads back as just the indicators that are held."""
    reader = cell_reader(form, wording, place)
    sure = sure_cells(form, wording, place)

    def look(part: Any, row: Any) -> bool:
        texts, indicators = getattr(row, name), get(part)
        # A cell that the template does not print is blank.
        if texts and indicators and sure.are(indicators):
            return True
        return reads_as(reader, texts, indicators)

    return look
