"""The data workbook of a form: which sheets it has, and what stands in their rows and columns.

What a document says once stands in the sheet 资料, a row each. Every list of groups, such as 项目,
has a sheet of its own, with the groups inside its rows flattened into columns; a list inside the
rows of another one says in a column whose it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from perfreport.basics.addresses import NOWHERE, DataPath
from perfreport.blocks.fields import NotProse, SharedByRows, is_needed
from perfreport.blocks.form import Form
from perfreport.blocks.model import Document
from perfreport.blocks.walk import models_in
from perfreport.forms.asked import Asked, asked_by, asked_of_class
from perfreport.forms.offered import sort_of
from perfreport.workbooks.entries import CellSort, Entry
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

    @property
    def columns_in_words(self) -> str:
        """Which columns it has, for messages."""
        names = "、".join(each.heading for each in self.entries if each.is_usual)
        return f"这个工作表的各列是：{names}"


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
    return _layout(asked_by(form))


def layout_of_class(model: type[Document]) -> Layout:
    """The same of a class of documents whose form is not known."""
    return _layout(asked_of_class(model))


def _layout(fields: Iterable[Asked]) -> Layout:
    flattened = _Flattened()
    entries = tuple(flattened.entries(fields, NOWHERE, _Standing()))
    names = sheet_names([each.path for each in flattened.lists], taken=SHEETS)
    lists = (replace(each, name=names[each.path]) for each in flattened.lists)
    return Layout(entries, tuple(lists))


class _Standing(NamedTuple):
    """How what is around a field stands in its row: printed, asked for, stated (原件所印)."""

    is_printed: bool = True
    is_required: bool = True
    is_stated: bool = False

    def inside(self, each: Asked) -> _Standing:
        """How ``each`` stands, which is in it."""
        return _Standing(
            each.is_printed,
            each.is_required and each.is_printed and self.is_required,
            self.is_stated or each.is_stated,
        )


class _Flattened:
    """Fields as entries of rows, and the lists among them."""

    def __init__(self) -> None:
        self.lists: list[ListSheet] = []

    def entries(self, fields: Iterable[Asked], row: DataPath, around: _Standing) -> Iterator[Entry]:
        """The entries of ``fields`` in a row of the list at ``row``, or in the document."""
        for each in fields:
            yield from self._of(each, row, around.inside(each))

    def _of(self, each: Asked, row: DataPath, standing: _Standing) -> Iterator[Entry]:
        match each.sort:
            case "表":
                yield _entry(each, row, standing, "整体")
                self._list(each, row, standing)
            case "组":
                yield _entry(each, row, standing, "整体")
                inside = self.entries(each.parts, row, standing)
                yield from _with_one_asked_for(inside, standing)
            case _:
                yield _entry(each, row, standing, each.sort)
                yield from self.entries(each.parts, row, standing)

    def _list(self, each: Asked, row: DataPath, own: _Standing) -> None:
        place = len(self.lists)
        inner = own._replace(is_required=True)
        entries = tuple(with_headings(self.entries(each.parts, each.path, inner)))
        taken = {entry.heading for entry in entries}
        sheet = ListSheet(
            name="",
            path=each.path,
            parent=row or None,
            parent_heading=free(str(row[-1]), f"所属{row[-1]}", taken) if row else "",
            number_heading=free(NUMBER, f"行{NUMBER}", taken),
            entries=entries,
            named_by=_naming(each.model, entries),
            hint=each.hint,
            is_required=own.is_required,
            is_printed=own.is_printed,
        )
        # Lists inside it were found while its columns were.
        self.lists.insert(place, sheet)


def _entry(each: Asked, row: DataPath, standing: _Standing, sort: CellSort) -> Entry:
    inside, choices = each.path[len(row) :], each.choices
    if choices and choices.depends_on:
        choices = replace(choices, depends_on=choices.depends_on[len(row) :])
    return Entry(
        path=inside,
        heading=each.key,
        sort=sort,
        hint=each.hint,
        is_required=standing.is_required and sort != "整体",
        is_one_of=each.is_one_of and standing.is_printed,
        is_printed=standing.is_printed,
        is_stated=standing.is_stated,
        is_list=each.sort == "表",
        is_shared=each.is_shared,
        choices=choices,
        example=each.example,
        model=each.holder,
    )


def _with_one_asked_for(entries: Iterable[Entry], around: _Standing) -> Iterator[Entry]:
    """The entries of a group; where it is asked for and has one alone, that is asked for."""
    found = list(entries)
    usual = [each for each in found if each.is_usual]
    is_sole = around.is_required and len(usual) == 1
    return (replace(e, is_required=True) if is_sole and e in usual else e for e in found)


def _naming(model: type[BaseModel] | None, entries: Iterable[Entry]) -> Entry | None:
    """The first text that says what a row is called; one that must be there goes before others.

    A level or a code names no row, nor does what several may have alike if there is another.
    """
    known = model.model_fields.values() if model else ()
    fields = [each for each in known if _is_name(each)]
    first = min(fields, key=_rank_of_name, default=None)
    found = (each for each in entries if first and each.path == (first.alias,))
    return next(found, None)


def _is_name(field: FieldInfo) -> bool:
    is_text = sort_of(field) == "文字" and not any(models_in(field.annotation))
    return is_text and NotProse not in field.metadata


def _rank_of_name(field: FieldInfo) -> tuple[bool, bool]:
    return not is_needed(field), SharedByRows in field.metadata
