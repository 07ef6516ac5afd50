"""The classes that a form makes of those of its kind: with what it declares besides.

They are subclasses of the kind's own, made once for what is declared alike, and go through pickle
by what they were made of.
"""

from __future__ import annotations

import copyreg
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from types import UnionType
from typing import (
    Annotated,
    Any,
    Literal,
    NamedTuple,
    Protocol,
    TypeVar,
    Union,
    get_args,
    get_origin,
)  # fmt: skip

from pydantic import BaseModel, create_model
from pydantic.fields import FieldInfo

from perfreport.basics.addresses import DataPath
from perfreport.basics.errors import InputError, Mistake
from perfreport.basics.once import once
from perfreport.blocks.declared import DeclaredField
from perfreport.blocks.fields import EMPTY, key
from perfreport.blocks.model import Document, Extras, Model
from perfreport.blocks.printed import Rows, declared_in, printed_fields, view_class
from perfreport.blocks.walk import models_in, models_inside, part_at

M = TypeVar("M", bound=Model)


class Layout(Protocol):
    """What a form lays down for a class that is open without one: its money, its sections."""

    def __hash__(self) -> int:
        """What is laid down alike makes one class."""

    @property
    def opens(self) -> type[Model]:
        """The class that takes anything."""

    @property
    def model(self) -> type[Model]:
        """The class that takes what the form has."""


class Additions(NamedTuple):
    """What a form adds to the classes of its kind.

    Attributes:
        declared: its own fields (附加项).
        layouts: what it lays down for open classes.
        kind: the name of its documents' kind (文种), where the kind itself leaves it open.
        optional: the attributes of a document that may be left out, though the kind has them.
    """

    declared: tuple[DeclaredField, ...] = ()
    layouts: tuple[Layout, ...] = ()
    kind: str = ""
    optional: tuple[str, ...] = ()

    def of(self, scope: str) -> tuple[DeclaredField, ...]:
        """The fields that belong to what is a ``scope``."""
        return tuple(each for each in self.declared if each.belongs_to == scope)


def specialised(model: type[M], additions: Additions) -> type[M]:
    """The class of a form's documents, or of a part of them, for ``model`` of its kind."""
    made: Any = _specialised(model, additions)
    return made  # type: ignore[no-any-return] # a subclass of the model


@once
def _specialised(model: type[Model], additions: Additions) -> type[Model]:
    changed: dict[str, tuple[Any, Any]] = {
        name: (_with(field.annotation, {inner: new}), field)
        for name, field in model.model_fields.items()
        for inner in list(models_in(field.annotation))[:1]
        if (new := _instead(inner, model, additions)) is not inner
    }
    if additions.kind and issubclass(model, Document):
        changed["kind"] = _literal(additions.kind), key("文种", "文种", default=additions.kind)
    for name in additions.optional if issubclass(model, Document) else ():
        field = model.model_fields[name]
        changed[name] = _optional(changed.get(name, (field.annotation,))[0], field)
    if not changed:
        return model
    made = create_model(model.__name__, __base__=model, **changed)  # type: ignore[call-overload]
    made.__doc__ = model.__doc__
    _MADE_OF[made] = specialised, (model, additions)
    result: type[Model] = made
    return result


def _optional(annotation: Any, field: FieldInfo) -> tuple[Any, Any]:
    """A ``field`` of this ``annotation`` as one that may be left out."""
    checked = Annotated[(annotation, *field.metadata)] if field.metadata else annotation
    is_list = get_origin(annotation) is tuple and get_args(annotation)[0] is not str
    markers = tuple(each for each in field.metadata if isinstance(each, type))
    may_be_absent = checked if is_list else checked | None
    plain = Annotated[(may_be_absent, *markers)] if markers else may_be_absent
    absent = EMPTY if is_list else None
    return plain, key(str(field.alias), field.description, default=absent)


def _literal(name: str) -> Any:
    return Literal[name]


def _instead(inner: type[Any], holder: type[Model], additions: Additions) -> type[Any]:
    """What stands for the class ``inner`` of a field of ``holder``."""
    if inner is Extras:
        declared = additions.of(scope_of(holder))
        return extras_model(declared) if declared else inner
    layout = next((each for each in additions.layouts if each.opens is inner), None)
    if layout or is_open(inner):
        return laid_out(layout) if layout else inner
    return specialised(inner, additions)


def scope_of(model: type[Any]) -> str:
    """What a ``model`` is to a form that declares fields; empty for what may have none."""
    scope: str = getattr(model, "scope", "")
    return scope


@cache
def open_fields(model: type[Any]) -> frozenset[str]:
    """The attributes of a ``model`` that hold anything: what its form could have declared."""
    fields = model.model_fields.items()
    return frozenset(n for n, each in fields if any(map(is_open, models_in(each.annotation))))


def is_open(model: type[Any]) -> bool:
    """Whether a ``model`` takes anything, since no form has said what it may hold."""
    return bool(model.model_config.get("extra") == "allow")


def specialised_view(
    shown: Any, model: type[Any], shows: Callable[[type[Any]], Mapping[str, Any]]
) -> Any:
    """The class ``shown`` of a view or of rows for a ``model``, as a form has it.

    Args:
        shown: the class as the kind declares it.
        model: the class of what is printed.
        shows: gives the fields of rows for a model that the form has otherwise, or besides; None
            for those that it does not have.
    """
    given = shows(model)
    fields = {**declared_in(shown), **given}
    kept = {name: hint for name, hint in fields.items() if hint is not None}
    whole = view_class(shown.__name__, kept) if given else shown
    changed: dict[str, Any] = {}
    for each in printed_fields(whole):
        if isinstance(each.block, Rows):
            row: Any = specialised_view(each.row, part_at(model, ".".join(each.at)), shows)
            if row is not each.row:
                changed[each.name] = Annotated[tuple[row, ...], each.block]
    return view_class(shown.__name__, {**kept, **changed}) if changed else whole


@once
def extras_model(declared: tuple[DeclaredField, ...]) -> type[Extras]:
    """The class that holds the ``declared`` fields of one scope."""
    fields = {
        each.name: (each.annotation, key(each.label, each.hint or each.label, default=None))
        for each in declared
    }
    made: type[Extras] = create_model(  # type: ignore[call-overload]
        "附加项", __base__=Extras, __cls_kwargs__={"extra": "forbid", "title": "附加项"}, **fields
    )
    _MADE_OF[made] = extras_model, (declared,)
    return made


@once
def extras_view(declared: tuple[DeclaredField, ...]) -> Any:
    """What templates see of them."""
    return view_class("ExtrasView", {each.name: each.shown for each in declared})


@once
def laid_out(layout: Layout) -> type[Model]:
    """The class that a ``layout`` makes."""
    made: type[Model] = layout.model
    # Its parts are made with it, and come back from pickle as its parts.
    for position, part in enumerate(models_inside(made)):
        if part.__qualname__ not in vars(sys.modules[part.__module__]):
            _MADE_OF[part] = _part_of, (layout, position)
    return made


def _part_of(layout: Layout, position: int) -> type[Any]:
    made: type[BaseModel] = laid_out(layout)
    return models_inside(made)[position]


def _with(annotation: Any, instead: Mapping[type, type]) -> Any:
    """``annotation`` with other classes for some."""
    if annotation in instead:
        return instead[annotation]
    inner = tuple(_with(each, instead) for each in get_args(annotation))
    origin = get_origin(annotation)
    if origin in (Union, UnionType):
        return Union[inner]  # noqa: UP007 # of types known at run time
    if origin is Annotated:
        return Annotated[(inner[0], *get_args(annotation)[1:])]
    return origin[inner] if origin is not None and inner else annotation


_MADE_OF: dict[type[Any], tuple[Callable[..., Any], tuple[Any, ...]]] = {}
"""How each class was made: the function and its arguments."""


def _reduced(cls: type[Model]) -> Any:
    """How a class goes through pickle: a made one by what it was made of."""
    return _MADE_OF.get(cls, cls.__qualname__)


# Pickle asks the class of a class before it looks for a name to import it by.
copyreg.pickle(type(Model), _reduced)


def converted(part: M, model: type[M], path: DataPath, mistakes: list[Mistake]) -> M:
    """``part``, of a kind's own class, as one of the form's class ``model``.

    What a form declares was taken as it came, and is typed now; what is wrong with it goes into
    ``mistakes``. All else stays as it is, figures that are still to be filled in among it.
    """
    if type(part) is model:
        return part
    values: dict[str, Any] = {}
    for name, field in type(part).model_fields.items():
        value, inner = (
            getattr(part, name),
            next(models_in(model.model_fields[name].annotation), None),
        )
        place = path / (field.alias or name)
        if isinstance(value, Model) and inner:
            value = _converted(value, inner, place, mistakes)
        elif isinstance(value, tuple) and inner:
            parts = zip(value, place.items(len(value)), strict=True)
            value = tuple(_converted(each, inner, at, mistakes) for each, at in parts)
        values[name] = value
    return model.model_construct(part.model_fields_set, **values)


def _is_open_part(part: Model) -> bool:
    return is_open(type(part))


def _converted(value: Any, inner: type[Any], place: DataPath, mistakes: list[Mistake]) -> Any:
    if not _is_open_part(value):
        return converted(value, inner, place, mistakes)
    try:
        return inner.model_validate({**dict(value), **(value.__pydantic_extra__ or {})})
    except InputError as error:
        mistakes += (replace(each, path=place / each.path) for each in error.mistakes)
        return None
