"""What a form asks for (必填) and what it has no place for (不印), which cannot contradict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from pydantic import BaseModel

from perfreport.basics.addresses import NOWHERE, DataPath
from perfreport.basics.messages import choices, nearest, quoted
from perfreport.blocks.complaints import Complaint
from perfreport.blocks.model import Indicator
from perfreport.blocks.walk import attributes, field_at, model_there, models_in

_MOST_STEPS = 6
_REQUIRED, _NOT_PRINTED = "必填", "不印"
_ALWAYS_THERE = frozenset({"year", "department", "sections"})
_DECIDING = {"附加项": ("附加项",), "资金": ("资金",), "章节": ("提纲",)}
"""What decides, where one of these stands in the way to a field, whether it is there."""


class Asking(Protocol):
    """A form, as far as it is needed here."""

    @property
    def required(self) -> tuple[str, ...]:
        """Dotted fields that must be there."""

    @property
    def not_printed(self) -> tuple[str, ...]:
        """Dotted fields without a place."""

    @property
    def model(self) -> type[BaseModel]:
        """The class of the documents."""

    def unprinted(self, model: type[BaseModel]) -> frozenset[str]:
        """The attributes of a ``model`` that have no place besides."""


def of_fields(form: Asking) -> Iterator[Complaint]:
    """Complaints about 必填 and 不印 of ``form``."""
    for key, fields in ((_REQUIRED, form.required), (_NOT_PRINTED, form.not_printed)):
        for position, field in enumerate(fields):
            if field_at(form.model, DataPath(*field.split("."))) is None:
                message = f"“必填”“不印”中的{quoted(field)}不是这个文种的项目，"
                yield Complaint((key, position), message + _advice(field, form), _needs(field))
            elif message := _contradiction(key, field, form):
                yield Complaint((key, position), message, _needs(field))
            elif key == _REQUIRED and (message := _without_place(field, form)):
                yield Complaint((key, position), message, (*_needs(field), "指标列"))


def left_out(model: type[BaseModel], labels: Iterable[str]) -> tuple[str, ...]:
    """The attributes of a ``model`` that a form lets be left out (可不写)."""
    names = attributes(model)
    return tuple(names[each] for each in labels if each in leavable(model))


def of_left_out(model: type[BaseModel], labels: Sequence[str]) -> Iterator[Complaint]:
    """Complaints about 可不写, which names fields of a ``model``."""
    known = leavable(model)
    for position, each in enumerate(labels):
        if each in known:
            continue
        near = nearest(each, known)
        hint = f"是不是“{near}”？" if near else f"可写：{choices(known) or '没有可写的'}"
        message = f"“可不写”中的{quoted(each)}不是这个文种必须写的项目，{hint}"
        yield Complaint(("可不写", position), message, ("可不写",))


def leavable(model: type[BaseModel]) -> tuple[str, ...]:
    """The keys of a ``model`` that it asks for, and that a form may let be left out."""
    fields = model.model_fields
    names = attributes(model).items()
    return tuple(k for k, name in names if fields[name].is_required() and name not in _ALWAYS_THERE)


def _needs(field: str) -> tuple[str, ...]:
    return tuple(
        need for key, needs in _DECIDING.items() if key in field.split(".") for need in needs
    )


def _contradiction(key: str, field: str, form: Asking) -> str:
    """Why ``field`` cannot stand under ``key``; empty where it can."""
    path = DataPath(*field.split("."))
    if key == _NOT_PRINTED:
        found = field_at(form.model, path)
        is_required = found is not None and found.is_required()
        wrong = f"“{field}”是数据里必须有的，不能列在“不印”里，请从“不印”中删去"
        return wrong if is_required else ""
    hidden = next((each for each in path.prefixes() if dotted(each) in form.not_printed), None)
    if hidden is not None:
        also = "" if hidden == path else f"（“{dotted(hidden)}”）"
        return f"“{field}”既列在“必填”里，又列在“不印”里{also}，请删去一处"
    return ""


def _without_place(field: str, form: Asking) -> str:
    path = DataPath(*field.split("."))
    if path not in places_without(form):
        return ""
    cure = _cure(form.model, path)
    return f"版式没有“{field}”的位置，不能“必填”：{cure}，或从“必填”中删去"


def _cure(model: type[BaseModel], path: DataPath) -> str:
    holder = model_there(model, path.parent) if path.parent else model
    if holder is not None and issubclass(holder, Indicator):
        return f"请在“指标列”里加上“{path[-1]}”"
    return "请给它一个位置（资金、附加项、提纲）"


def places_without(form: Asking) -> frozenset[DataPath]:
    """The fields for which ``form`` has no column, no row and no declared place."""
    found: set[DataPath] = set()
    for path, holder in _fields(form.model):
        if path.parent in found or attributes(holder)[str(path[-1])] in form.unprinted(holder):
            found.add(path)
    return frozenset(found)


def named_in(fields: Iterable[str], holder: type[BaseModel], form: Asking) -> frozenset[str]:
    """The attributes of the class ``holder`` that are among the dotted ``fields`` of ``form``."""
    paths = (DataPath(*each.split(".")) for each in fields)
    return frozenset(
        attributes(holder)[str(path[-1])]
        for path in paths
        if (model_there(form.model, path.parent) if path.parent else form.model) is holder
    )


def dotted(path: DataPath) -> str:
    """``path`` as manifests name a field, whose lists have no positions."""
    return ".".join(key for key in path if isinstance(key, str))


def dotted_fields(form: Asking) -> Mapping[str, DataPath]:
    """All fields of the documents of ``form``, as manifests name them."""
    return {dotted(path): path for path, _ in _fields(form.model)}


def _fields(
    model: type[BaseModel], around: DataPath = NOWHERE
) -> Iterator[tuple[DataPath, type[BaseModel]]]:
    """The paths of all fields with their models; what holds others comes before those."""
    for key, name in attributes(model).items():
        path = around / key
        yield path, model
        inner = next(models_in(model.model_fields[name].annotation), None)
        if inner is not None and len(path) < _MOST_STEPS:
            yield from _fields(inner, path)


def _advice(field: str, form: Asking) -> str:
    known = dotted_fields(form)
    last = field.replace("。", ".").split(".")[-1]
    near = nearest(field.replace("。", "."), known, likeness=0.7)
    near = near or next((each for each in known if each.split(".")[-1] == last), None)
    hint = f"是不是“{near}”？" if near else "请核对；"
    return f"{hint}各层用半角点隔开"
