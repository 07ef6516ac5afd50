"""What a form asks for, field by field: for whoever makes something to be filled in."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from pydantic import BaseModel

from perfreport.basics.addresses import NOWHERE, DataPath
from perfreport.blocks.asking import named_in
from perfreport.blocks.fields import SharedByRows, Usual, is_needed, needed
from perfreport.blocks.form import Form
from perfreport.blocks.model import Document, Extras, Indicator, Passage
from perfreport.blocks.specialised import open_fields
from perfreport.blocks.walk import attributes, models_in
from perfreport.data.pending import one_of_them
from perfreport.data.shapes import is_stated
from perfreport.data.writing import ordered_fields
from perfreport.forms.conformance import has_place
from perfreport.forms.offered import Choices, Sort, choices_of, example_of, sort_of

_OF_DOCUMENTS = (DataPath("文种"), DataPath("版式"))
"""What nothing can be read without."""
_TEXT_OF_PASSAGE = "内容"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A field of the documents of a form.

    Attributes:
        path: its keys from the document, without positions.
        sort: what is written there.
        holder: the class that has the field.
        is_required: whether it must be filled in where what stands around it is.
        is_one_of: whether one of it and of fields beside it must be, whichever it is.
        is_printed: whether the form has a place for it.
        is_stated: whether it says what an original prints though it follows from the rest
            (原件所印).
        is_shared: whether several rows may say it alike: a level.
        is_usual: whether nearly every document has it, though it may be left out.
        hint: what belongs there; empty where the key says it all.
        choices: what it offers to choose from.
        example: a plausible content; empty for groups and lists.
        name_of_items: the key under which its items say their names, where it has such.
        model: the class of a group, or of the rows of a list.
        parts: the fields of that; of a passage those beside its text.
        rows: what the rows of a list of indicators say to begin with: each first level, and the
            indicators that the form itself names.
    """

    path: DataPath
    sort: Sort
    holder: type[BaseModel]
    is_required: bool = False
    is_one_of: bool = False
    is_printed: bool = True
    is_stated: bool = False
    is_shared: bool = False
    is_usual: bool = False
    hint: str = ""
    choices: Choices | None = None
    example: str = ""
    name_of_items: str = ""
    model: type[BaseModel] | None = None
    parts: tuple[Asked, ...] = ()
    rows: tuple[Mapping[str, str], ...] = ()

    @property
    def key(self) -> str:
        """What it is called in data files."""
        return str(self.path[-1])

    @property
    def is_wanted(self) -> bool:
        """Whether a blank asks for it: it must be there, or nearly every document has it."""
        return self.is_required or self.is_one_of or self.is_usual or bool(self.rows)


def asked_by(form: Form) -> tuple[Asked, ...]:
    """The fields of the documents on ``form``, in the order of data files."""
    return form.kept(_asked_by)


def _asked_by(form: Form) -> tuple[Asked, ...]:
    return asked_of_class(form.model, form)


def asked_of_class(model: type[Document], form: Form | None = None) -> tuple[Asked, ...]:
    """The same of a class of documents, whose form need not be known.

    What the form would have declared is then left out.
    """
    return tuple(_Asking(form).fields(model, NOWHERE))


def flat(fields: Iterable[Asked]) -> Iterator[Asked]:
    """``fields`` and all that are inside them, each before its parts."""
    for each in fields:
        yield each
        yield from flat(each.parts)


class _Asking:
    """Goes through the classes of a form."""

    def __init__(self, form: Form | None) -> None:
        self._form = form

    def fields(
        self, model: type[BaseModel], around: DataPath, declared: Collection[str] = ()
    ) -> Iterator[Asked]:
        """The fields of ``model`` below ``around``; those ``declared`` are asked for as well."""
        hidden, required = open_fields(model), self._required(model)
        for name, info in ordered_fields(model):
            path = around / (info.alias or name)
            if name not in hidden:
                is_required = name in required or path[-1] in declared or path in _OF_DOCUMENTS
                yield self._field(model, name, path, is_required=is_required)

    def _field(
        self, model: type[BaseModel], name: str, path: DataPath, *, is_required: bool
    ) -> Asked:
        info = model.model_fields[name]
        inner = next(models_in(info.annotation), None)
        hint = info.description or ""
        others = self._form.instead_of(model, name) if self._form else ()
        told = ("" if hint == path[-1] else hint, one_of_them(others) if others else "")
        return Asked(
            path=path,
            sort=sort_of(info),
            is_required=is_required,
            is_one_of=bool(others),
            is_printed=self._has_place(model, name, path),
            is_stated=is_stated(info),
            is_shared=name.startswith("level_") or SharedByRows in info.metadata,
            is_usual=Usual in info.metadata,
            hint="；".join(filter(None, told)),
            choices=choices_of(model, name, path, self._form),
            example=example_of(model, name, self._form),
            name_of_items=getattr(inner, "by_name", ""),
            holder=model,
            model=inner,
            parts=tuple(self._inside(inner, model, path)) if inner else (),
            rows=tuple(self._rows(inner)) if inner and issubclass(inner, Indicator) else (),
        )

    def _inside(
        self, inner: type[BaseModel], holder: type[BaseModel], path: DataPath
    ) -> Iterator[Asked]:
        declared = self._form.asked(holder) if self._form and issubclass(inner, Extras) else ()
        parts = self.fields(inner, path, declared)
        # The text of a passage is what stands under the key of the passage itself.
        return (e for e in parts if not (inner is Passage and e.key == _TEXT_OF_PASSAGE))

    def _has_place(self, model: type[BaseModel], name: str, path: DataPath) -> bool:
        if self._form is None or path in _OF_DOCUMENTS:
            return True
        if name.startswith("classified") and not self._form.withheld(model):
            return False
        return has_place(self._form, path)

    def _required(self, model: type[BaseModel]) -> frozenset[str]:
        """The attributes that a ``model`` must have."""
        own = frozenset(n for n, each in model.model_fields.items() if is_needed(each))
        if self._form is None:
            return own
        # Of a part that need not have anything all of it is awaited.
        one_of = {name for group in self._form.one_of(model) for name in group}
        awaited = self._form.awaited(model) - needed(model) - one_of
        return own | awaited | named_in(self._form.required, model, self._form)

    def _rows(self, model: type[BaseModel]) -> Iterator[dict[str, str]]:
        """What indicators of the class say to begin with, of what the form prints."""
        unprinted = self._form.unprinted(model) if self._form else frozenset()
        printed = {key for key, name in attributes(model).items() if name not in unprinted}
        for row in self._levels():
            yield {key: text for key, text in row.items() if key in printed}

    def _levels(self) -> Iterator[dict[str, str]]:
        taxonomy = self._form.levels if self._form else None
        for one in taxonomy.levels_one if taxonomy else ():
            if not any(two.fixed for two in one.levels_two):
                yield {"一级": one.name}
                continue
            for two in one.levels_two:
                levels = {"一级": one.name, "二级": two.name}
                yield from ({**levels, "名称": each.name} for each in two.fixed)
                if not two.fixed:
                    yield levels
