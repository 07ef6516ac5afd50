"""What a form asks for, field by field: for whoever makes something to be filled in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from perfreport.basics.addresses import NOWHERE, DataPath
from perfreport.basics.quantities import Amount, Number, Percent, Score
from perfreport.blocks.asking import named_in
from perfreport.blocks.fields import Offered, Usual, is_needed, needed
from perfreport.blocks.form import Figures, Form
from perfreport.blocks.model import Document, Extras, Indicator, Passage
from perfreport.blocks.notations import ChoiceNotation, DateNotation, PeriodNotation
from perfreport.blocks.specialised import is_open
from perfreport.blocks.taxonomy import LevelOne, Taxonomy
from perfreport.blocks.walk import attributes, bare, models_in
from perfreport.data.shapes import is_stated
from perfreport.data.writing import ordered_fields
from perfreport.forms.conformance import has_place

Sort = Literal[
    "文字", "段落", "清单", "金额", "分值", "百分比", "数字", "整数", "日期", "期间", "是否",
    "选择", "组", "表",
]  # fmt: skip
"""What is written in a field: a line, paragraphs, a list of texts, …, a group or a list of them."""

_SORTS: Mapping[object, Sort] = {
    str: "文字", Amount: "金额", Score: "分值", Percent: "百分比", Number: "数字", int: "整数",
    bool: "是否", Passage: "段落",
}  # fmt: skip
_NOTATIONS: Mapping[type, Sort] = {
    DateNotation: "日期", PeriodNotation: "期间", ChoiceNotation: "选择",
}  # fmt: skip
_EXAMPLES: Mapping[Sort, str] = {
    "百分比": "95%", "分值": "10", "数字": "12", "整数": "3", "日期": "2026-03-31",
    "期间": "2026年1月-2026年12月", "是否": "否",
}  # fmt: skip
_YES_NO = ("是", "否")
_DECIDING = (DataPath("文种"), DataPath("版式"))
_WITHHOLDING = ("classified", "classified_statement")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A field that a form asks for.

    Attributes:
        key: in data files.
        path: by keys alone, from the document.
        sort: what is written there.
        is_required: whether it must be filled in where what stands around it is.
        is_stated: whether it is for what an original prints though it follows from the rest.
        is_wanted: whether a blank asks for it: it is required, or nearly every document
            has it, as it has money and indicators.
        hint: what to write; empty where the key says it.
        choices: what may be chosen, or is offered.
        is_closed: whether nothing but the choices may be written.
        example: a plausible content; empty for groups and lists.
        name_of_items: the key under which items say their names; empty for others.
        parts: the fields of a group, or of each row of a list.
        under: of a second level, the choices under each first level.
        rows: of a list of indicators, what its rows say to begin with: each first level, and what
            the form itself names.
    """

    key: str
    path: DataPath
    sort: Sort
    is_required: bool = False
    is_stated: bool = False
    is_wanted: bool = False
    hint: str = ""
    choices: tuple[str, ...] = ()
    is_closed: bool = False
    example: str = ""
    name_of_items: str = ""
    parts: tuple[Asked, ...] = ()
    under: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rows: tuple[Mapping[str, str], ...] = ()


def asked(model: type[Document], form: Form | None = None) -> tuple[Asked, ...]:
    """The fields of the documents of a class, in the order of data files.

    Args:
        model: the class; the form's where there is a form.
        form: that they are printed on: fields without a place there are left out, and what it
            requires is required. Without one what forms declare is left out.
    """
    return tuple(_Asking(form).fields(model, NOWHERE))


class _Asking:
    """The fields of a form."""

    def __init__(self, form: Form | None) -> None:
        self._form = form
        self._taxonomy = form.levels if form else None

    def fields(self, model: type[BaseModel], around: DataPath) -> Iterator[Asked]:
        """The fields of ``model`` below ``around``."""
        required = self._required(model)
        for name, info in ordered_fields(model):
            path = around / (info.alias or name)
            if self._has_place(model, name, path):
                yield self._field(model, name, path, is_required=name in required)

    def _field(
        self, model: type[BaseModel], name: str, path: DataPath, *, is_required: bool
    ) -> Asked:
        info = model.model_fields[name]
        inner, sort = _inner(info), _sort(info)
        choices, is_closed = self._choices(model, name, info)
        rows = tuple(self._rows(inner)) if inner and issubclass(inner, Indicator) else ()
        told = info.description or ""
        return Asked(
            key=str(path[-1]),
            path=path,
            sort=sort,
            is_required=is_required,
            is_stated=is_stated(info),
            is_wanted=is_required or Usual in info.metadata or bool(rows),
            hint="" if told == path[-1] else told,
            choices=choices,
            is_closed=is_closed,
            example=self._example(model, name, sort, choices),
            name_of_items=getattr(inner, "by_name", ""),
            parts=tuple(self.fields(inner, path)) if inner else (),
            under=self._under() if is_level(model, name) == 2 else {},
            rows=rows,
        )

    def _has_place(self, model: type[BaseModel], name: str, path: DataPath) -> bool:
        if self._form is None:
            return not any(map(is_open, models_in(model.model_fields[name].annotation)))
        # What says which kind and form it is every document has.
        if path in _DECIDING:
            return True
        if name in _WITHHOLDING and not self._form.withheld(model):
            return False
        return has_place(self._form, path)

    def _required(self, model: type[BaseModel]) -> frozenset[str]:
        """The attributes that a ``model`` must have."""
        own = frozenset(n for n, each in model.model_fields.items() if is_needed(each))
        if self._form is None:
            return own
        asked_of_all = named_in(self._form.required, model, self._form)
        # Of a part that need not have anything all of it is awaited.
        own |= asked_of_all | (self._form.awaited(model) - needed(model))
        return own | frozenset(self._declared(model)) if issubclass(model, Extras) else own

    def _declared(self, model: type[BaseModel]) -> Iterator[str]:
        """The attributes of a class of declared fields that the form asks for."""
        assert self._form is not None
        for each in self._form.additions.declared:
            info = model.model_fields.get(each.name)
            if each.required and info is not None and info.alias == each.label:
                yield each.name

    def _choices(
        self, model: type[BaseModel], name: str, info: FieldInfo
    ) -> tuple[tuple[str, ...], bool]:
        """What may be chosen in a field, and whether nothing else may be written."""
        if self._form and self._taxonomy and (level := is_level(model, name)):
            if level == 1:
                return tuple(each.name for each in self._taxonomy.levels_one), True
            names = tuple(dict.fromkeys(self._taxonomy.level_two_names))
            return names, not self._form.takes_more_levels
        if len(words := _literals(info)) > 1:
            return words, True
        for each in info.metadata:
            if isinstance(each, ChoiceNotation):
                return tuple(each.options), True
            if isinstance(each, Offered):
                return each.words, False
        return (_YES_NO, True) if bare(info.annotation) is bool else ((), False)

    def _under(self) -> dict[str, tuple[str, ...]]:
        ones = self._taxonomy.levels_one if self._taxonomy else ()
        return {one.name: tuple(two.name for two in one.levels_two) for one in ones}

    def _rows(self, model: type[BaseModel]) -> Iterator[dict[str, str]]:
        """What indicators of the class say to begin with."""
        is_printed = {k for k, n in attributes(model).items() if self._prints(model, n)}
        for one in self._taxonomy.levels_one if self._taxonomy else ():
            twos = one.levels_two if any(two.fixed for two in one.levels_two) else ()
            begun = [
                {"一级": one.name, "二级": two.name, **({"名称": each} if each else {})}
                for two in twos
                for each in [fixed.name for fixed in two.fixed] or [""]
            ]
            for row in begun or [{"一级": one.name}]:
                yield {key: text for key, text in row.items() if key in is_printed}

    def _prints(self, model: type[BaseModel], name: str) -> bool:
        return self._form is None or name not in self._form.unprinted(model)

    def _example(
        self, model: type[BaseModel], name: str, sort: Sort, choices: tuple[str, ...]
    ) -> str:
        """A plausible content of a field; those of one row go together."""
        info = model.model_fields[name]
        if self._taxonomy and (level := is_level(model, name)):
            one = _of_example(self._taxonomy)
            return one.name if level == 1 else next((two.name for two in one.levels_two), "")
        if _is_value(model, name) and self._prints(model, "sign"):
            return "1200"
        if info.examples:
            return str(info.examples[0])
        if sort in _EXAMPLES:
            return _EXAMPLES[sort]
        if choices:
            return choices[0]
        if sort == "金额":
            return self._amount()
        return f"某{info.title or info.alias}" if sort in ("文字", "段落", "清单") else ""

    def _amount(self) -> str:
        figures = self._form.figures if self._form else Figures()
        unit = "" if figures.unit == "万元" else figures.unit
        return f"{120:.{figures.amount_places}f}{unit}"


def is_level(model: type[BaseModel], name: str) -> int:
    """Which level of an indicator the attribute ``name`` of ``model`` is; 0 for another."""
    return {"level_one": 1, "level_two": 2}.get(name, 0) if issubclass(model, Indicator) else 0


def _is_value(model: type[BaseModel], name: str) -> bool:
    """Whether the attribute ``name`` of ``model`` says what an indicator is to reach."""
    return issubclass(model, Indicator) and name in ("cycle_value", "annual_value", "value")


def _of_example(taxonomy: Taxonomy) -> LevelOne:
    """The first level of the indicator that is taken for an example."""
    ones = taxonomy.levels_one
    return next((one for one in ones if one.name == "产出指标"), ones[0])


def _inner(info: FieldInfo) -> type[BaseModel] | None:
    """The class of the group in a field, or of the rows of its list; a passage is a text."""
    inner = next(models_in(info.annotation), None)
    return None if inner is Passage else inner


def _literals(info: FieldInfo) -> tuple[str, ...]:
    """The words that a field of a closed list may say."""
    plain = bare(info.annotation)
    return get_args(plain) if get_origin(plain) is Literal else ()


def _sort(info: FieldInfo) -> Sort:
    plain = bare(info.annotation)
    for each in info.metadata:
        if type(each) in _NOTATIONS:
            return "是否" if getattr(each, "options", ()) == _YES_NO else _NOTATIONS[type(each)]
    if get_origin(plain) is tuple:
        item = get_args(plain)[0]
        # Lines are annotated texts, while paragraphs are plain ones.
        return "表" if any(models_in(item)) else "段落" if item is str else "清单"
    if words := _literals(info):
        return "选择" if len(words) > 1 else "文字"
    return _SORTS.get(plain, "组")


def flat(fields: Iterable[Asked]) -> Iterator[Asked]:
    """``fields`` and all that are inside them, each before its parts."""
    for each in fields:
        yield each
        yield from flat(each.parts)
