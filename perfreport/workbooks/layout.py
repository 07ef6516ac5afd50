"""The data workbook of a form: which sheets it has, and what stands in their rows and columns.

What a document says once stands in the sheet 资料, a row each. Every list of groups, such as 项目,
has a sheet of its own, with the groups inside its rows flattened into columns; a list inside the
rows of another one says in a column whose it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from perfreport.basics.addresses import NOWHERE, DataPath
from perfreport.blocks.fields import Demanded, NotProse, SharedByRows, is_needed
from perfreport.blocks.form import Form
from perfreport.blocks.model import Document, Extras, Passage
from perfreport.blocks.specialised import open_fields
from perfreport.blocks.walk import bare, models_in
from perfreport.data.shapes import is_stated
from perfreport.data.writing import ordered_fields
from perfreport.workbooks.entries import Entry, choices_of, sort_of
from perfreport.workbooks.headings import free, sheet_names, with_headings

DOCUMENT_SHEET = "资料"
EXPLANATION_SHEET = "填写说明"
CHOICES_SHEET = "选项"
SHEETS = (DOCUMENT_SHEET, EXPLANATION_SHEET, CHOICES_SHEET)
"""Those that hold no list."""
GROUP, NAME, CONTENT, HINT = DOCUMENT_HEADINGS = ("栏目", "名称", "内容", "说明")
"""The headings of the sheet 资料."""
NUMBER = "序号"
"""The heading of the first column of a list's sheet."""
EXAMPLE = "例"
"""What stands there in the row of an example, which is not read."""

_OF_CELLS = {
    "写 true": "选“是”",
    "写成列表，每行前面加“- ”": "一条写一行，在单元格里按 Alt+Enter 换行",
}
KIND_AND_FORM = ("文种", "版式")
"""What nothing can be read without."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSheet:
    """The sheet of a list of groups.

    Attributes:
        name: of the sheet.
        path: the keys of the list, and of those around it, from the document: 资金使用单位.项目.
        parent: the path of the list in whose rows it is; None for one list of the document.
        parent_heading: of the column that says in which of them; empty without a parent.
        number_heading: of the first column.
        entries: the other columns, in the order of the data.
        named_by: the entry that tells its rows apart; None where only their numbers do.
        hint: what belongs there.
        is_required: whether the form asks for it wherever what it is in is there.
        is_printed: whether the form has a place for it.
    """

    name: str
    path: DataPath
    parent: DataPath | None
    parent_heading: str
    number_heading: str
    entries: tuple[Entry, ...]
    named_by: Entry | None
    hint: str
    is_required: bool
    is_printed: bool

    @property
    def inside(self) -> DataPath:
        """Its keys from the row of its parent, or from the document."""
        return self.path[len(self.parent) :] if self.parent else self.path


@dataclass(frozen=True, slots=True)
class Layout:
    """All sheets of a workbook.

    Attributes:
        entries: the rows of 资料, in the order of the data.
        lists: the other sheets; that of a list stands behind that of the list around it.
    """

    entries: tuple[Entry, ...]
    lists: tuple[ListSheet, ...]

    def list_at(self, path: DataPath) -> ListSheet | None:
        """The sheet of the list at ``path``, which has keys alone; None if there is no list."""
        return next((each for each in self.lists if each.path == path), None)


def layout_of(form: Form) -> Layout:
    """The workbook for documents on ``form``."""
    return form.kept(_layout_of)


def _layout_of(form: Form) -> Layout:
    return layout_of_class(form.model, form)


def layout_of_class(model: type[Document], form: Form | None = None) -> Layout:
    """The same of a class of documents, whose form need not be known."""
    fields = _Fields(form)
    entries = tuple(fields.of(model, NOWHERE, NOWHERE))
    names = sheet_names([each.path for each in fields.lists], taken=SHEETS)
    lists = (replace(each, name=names[each.path]) for each in fields.lists)
    return Layout(entries, tuple(lists))


@dataclass(frozen=True, slots=True)
class _Standing:
    """How a part stands in its form.

    Attributes:
        is_printed: whether it has a place.
        is_required: whether it is asked for wherever the row is.
        is_stated: whether it follows from the rest (原件所印).
        asked: the keys in it that are asked for besides.
    """

    is_printed: bool = True
    is_required: bool = True
    is_stated: bool = False
    asked: tuple[str, ...] = ()


class _Fields:
    """Goes through the classes of a form, row by row of what its workbook has."""

    def __init__(self, form: Form | None) -> None:
        self._form = form
        self._required = _paths(form.required if form else ())
        self._not_printed = _paths(form.not_printed if form else ())
        self.lists: list[ListSheet] = []

    def of(
        self,
        model: type[BaseModel],
        row: DataPath,
        inside: DataPath,
        around: _Standing = _Standing(),
    ) -> Iterator[Entry]:
        """The entries of a part of the class ``model``.

        Args:
            model: the class.
            row: the keys of the list whose row it is in; none for the document.
            inside: its keys from there.
            around: how the part itself stands.
        """
        hidden = open_fields(model)
        for name, field in ordered_fields(model):
            if name in hidden:
                continue
            path = inside / str(field.alias or name)
            standing = self._standing(model, name, row / tuple(map(str, path)), around)
            yield from self._entries(model, name, row, path, standing)

    def _entries(
        self, model: type[BaseModel], name: str, row: DataPath, path: DataPath, standing: _Standing
    ) -> Iterator[Entry]:
        field = model.model_fields[name]
        inner = next(models_in(field.annotation), None)
        if inner is None or inner is Passage:
            yield self._entry(model, name, path, standing)
        else:
            yield _whole(field, path, standing)
        if inner is None:
            return
        if get_origin(bare(field.annotation)) is tuple:
            self._list(inner, field, row / tuple(map(str, path)), row, standing)
        elif inner is Passage:
            yield from (e for e in self.of(inner, row, path, standing) if e.path[-1] != "内容")
        else:
            yield from _with_one_asked_for(self.of(inner, row, path, standing), standing)

    def _entry(
        self, model: type[BaseModel], name: str, path: DataPath, standing: _Standing
    ) -> Entry:
        form, field = self._form, model.model_fields[name]
        levels = form.levels if form else None
        takes_more = form is None or form.takes_more_levels
        return Entry(
            path=path,
            heading=str(path[-1]),
            sort=sort_of(field),
            hint=_hint(field),
            is_required=standing.is_required,
            is_printed=standing.is_printed,
            is_stated=standing.is_stated,
            is_shared=name.startswith("level_") or SharedByRows in field.metadata,
            choices=choices_of(model, name, path, levels, takes_more=takes_more),
            model=model,
        )

    def _list(
        self,
        model: type[BaseModel],
        field: FieldInfo,
        path: DataPath,
        row: DataPath,
        own: _Standing,
    ) -> None:
        place = len(self.lists)
        inner = _Standing(is_printed=own.is_printed, is_stated=own.is_stated)
        entries = tuple(with_headings(self.of(model, path, NOWHERE, inner)))
        taken = {entry.heading for entry in entries}
        sheet = ListSheet(
            name="",
            path=path,
            parent=row or None,
            parent_heading=free(str(row[-1]), f"所属{row[-1]}", taken) if row else "",
            number_heading=free(NUMBER, f"行{NUMBER}", taken),
            entries=entries,
            named_by=_naming(model, entries),
            hint=_hint(field),
            is_required=own.is_required,
            is_printed=own.is_printed,
        )
        # Lists inside it were found while its columns were.
        self.lists.insert(place, sheet)

    def _standing(
        self, model: type[BaseModel], name: str, place: DataPath, around: _Standing
    ) -> _Standing:
        """How the attribute ``name`` of a ``model`` at ``place`` stands, as schemas have it."""
        field = model.model_fields[name]
        inner = next(models_in(field.annotation), None)
        asked = (
            self._form.asked(model) if self._form and inner and issubclass(inner, Extras) else ()
        )
        is_printed = around.is_printed and self._has_place(model, name, place)
        is_asked = (
            field.is_required()
            or Demanded in field.metadata
            or place in self._required
            or place[-1] in (*around.asked, *(KIND_AND_FORM if len(place) == 1 else ()))
            or bool(asked)
        )
        return _Standing(
            is_printed=is_printed,
            is_required=is_asked and is_printed and around.is_required,
            is_stated=around.is_stated or is_stated(field),
            asked=asked,
        )

    def _has_place(self, model: type[BaseModel], name: str, place: DataPath) -> bool:
        """Whether the form prints the attribute ``name`` of a ``model`` at ``place``."""
        if self._form is None:
            return True
        is_of_classified = name.startswith("classified")
        return (
            place not in self._not_printed
            and name not in self._form.unprinted(model)
            and (not is_of_classified or bool(self._form.withheld(model)))
        )


def _paths(dotted: Iterable[str]) -> frozenset[DataPath]:
    return frozenset(DataPath(*each.split(".")) for each in dotted)


def _whole(field: FieldInfo, path: DataPath, standing: _Standing) -> Entry:
    return Entry(
        path=path,
        heading=str(path[-1]),
        sort="整体",
        hint=_hint(field),
        is_printed=standing.is_printed,
        is_stated=standing.is_stated,
        is_list=get_origin(bare(field.annotation)) is tuple,
    )


def _hint(field: FieldInfo) -> str:
    """What belongs into a field, as is said beside a cell and not in a text file."""
    text = field.description if field.description and field.description != field.alias else ""
    for in_text, in_cell in _OF_CELLS.items():
        text = text.replace(in_text, in_cell)
    return text


def _with_one_asked_for(entries: Iterable[Entry], around: _Standing) -> Iterator[Entry]:
    """The entries of a group; where it is asked for and has one alone, that is asked for."""
    found = list(entries)
    usual = [each for each in found if each.is_usual]
    is_sole = around.is_required and len(usual) == 1
    return (replace(e, is_required=True) if is_sole and e in usual else e for e in found)


def _naming(model: type[BaseModel], entries: Iterable[Entry]) -> Entry | None:
    """The first text that says what a row is called; one that must be there goes before others.

    A level or a code names no row, nor does what several may have alike if there is another.
    """
    fields = [each for each in model.model_fields.values() if _is_name(each)]
    first = min(fields, key=_rank_of_name, default=None)
    found = (each for each in entries if first and each.path == (first.alias,))
    return next(found, None)


def _is_name(field: FieldInfo) -> bool:
    is_text = sort_of(field) == "文字" and not any(models_in(field.annotation))
    return is_text and NotProse not in field.metadata


def _rank_of_name(field: FieldInfo) -> tuple[bool, bool]:
    return not is_needed(field), SharedByRows in field.metadata
