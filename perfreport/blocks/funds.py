"""Money by source and stage (资金): the rows and columns that a form names.

In data each source is an item with an amount for each stage, what is listed apart of it stands
under it (其中), and a stated total goes by the name 合计::

    资金: [{来源: 政府预算资金, 年度: 120.00}, {来源: 单位资金, 年度: 3.00}]

The same money may be divided in another way (结构), whose items stand in the same list::

    资金: [{来源: 政府预算资金, 年度: 120.00}, {来源: 基本支出, 年度: 100.00}, …]

The items of such a list go by their names: held they are fields of a class that the form makes,
so that their order says nothing, and a place is called 资金.政府预算资金.年度.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, TypeVar

from pydantic import GetJsonSchemaHandler, create_model, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from perfreport.basics.messages import choices, quoted
from perfreport.blocks.complaints import Complaint
from perfreport.blocks.declared import is_name, unusable
from perfreport.blocks.fields import (
    NotProse,
    OptionalAmount,
    OptionalPercent,
    TextLine,
    Usual,
    key,
)
from perfreport.blocks.model import Model
from perfreport.blocks.printed import Figure, Group, view_class
from perfreport.blocks.sums import Shares, Sums, columns
from perfreport.blocks.walk import attributes
from perfreport.blocks.whole import ManifestPart, Whole

if TYPE_CHECKING:
    from perfreport.blocks.fields import Typed

M = TypeVar("M", bound=Model)
P = TypeVar("P", bound="Parts")

_SOURCE, _TOTAL, _PARTS, _RATE = "来源", "合计", "其中", "执行率"
_TAKEN = ("stated", "parts", "sums", "shares", "rate", "structure")
"""What the classes of money have under these names is another thing."""
_KEYS_OF_ITEMS = (_SOURCE, _PARTS)
_KEYS = (*_KEYS_OF_ITEMS, _TOTAL)
"""What items and lists of money have under these keys is another thing."""


class StageAmounts(Model, title="各栏金额", extra="allow"):
    """StageAmounts by stage (年度, 实施期, 年初预算数 …), which the form names; as such any."""


class Parts(Model, title="其中", extra="allow"):
    """What is listed apart of a source, by its name."""

    by_name: ClassVar = _SOURCE

    @model_validator(mode="before")
    @classmethod
    def _by_name(cls, source: object) -> object:
        return by_name(source, cls) if isinstance(source, list | tuple) else source

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """The list of items, or the mapping by their names."""
        mapping = handler(core)
        known = handler.resolve_ref_schema(mapping).get("properties", {})
        items = [_item_schema(name, part, handler) for name, part in known.items()]
        either = {"anyOf": items} if items else _ANY_ITEM
        return {"title": "资金", "anyOf": [{"type": "array", "items": either}, mapping]}


_NAME_SCHEMA = {"title": _SOURCE, "description": "资金来源"}
_ANY_ITEM = {
    "type": "object",
    # A number is a name as it is written.
    "properties": {_SOURCE: {"type": ["string", "number"], "pattern": r"\S", **_NAME_SCHEMA}},
    "required": [_SOURCE],
}


def _item_schema(
    name: str, part: JsonSchemaValue, handler: GetJsonSchemaHandler
) -> JsonSchemaValue:
    """An item that is called ``name`` and says what the mapping has under it."""
    inner = next(each for each in part["anyOf"] if each.get("type") != "null")
    inside = handler.resolve_ref_schema(inner)
    named = {"const": name, **_NAME_SCHEMA}
    return {
        **inside,
        "properties": {_SOURCE: named, **inside.get("properties", {})},
        "required": [_SOURCE, *inside.get("required", ())],
    }


class Sources(Parts, title="资金", extra="allow"):
    """Money by source (来源), which the form names; as such any."""

    structure: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    """As sums, the other figures that each total is made up of (结构)."""

    sums: ClassVar = Sums(
        of={},
        label="资金合计的{key}",
        basis="各资金来源之和",
        code="SUM-014",
        title="资金的合计",
        checks="所写的资金合计，每一栏等于各来源之和",
    )
    shares: ClassVar = Shares(
        of={},
        label=_RATE,
        basis="由这一行的金额算出",
        code="SUM-016",
        title="执行率",
        checks="所写的执行率等于这一行的执行数除以预算数",
    )


class Totals(Parts, title="资金", extra="allow"):
    """The same of several projects: each amount is the sum of theirs, as their holder declares."""


if TYPE_CHECKING:
    _Money = Sequence[object] | Mapping[str, object]
    SourcesField = Typed[Sources | None, Sources | _Money | None]
    TotalsField = Typed[Totals | None, Totals | _Money | None]
else:
    SourcesField = Annotated[Sources | None, Usual]
    TotalsField = Totals | None


def by_name(items: Sequence[object], model: type[Model]) -> dict[str, object]:
    """The items of a list in data by their names.

    Raises:
        PydanticCustomError: when one has no name, or two have the same.
    """
    named: dict[str, object] = {}
    for position, item in enumerate(items):
        if isinstance(item, Mapping):
            rest = dict(item)
            name = rest.pop(_SOURCE, None)
            if isinstance(name, str) and name.strip() not in ("", *named):
                named[name.strip()] = rest
                continue
        raise PydanticCustomError(
            "item_name",
            "第 {position} 项要写明“来源”，各项的来源不能相同；可写：{known}",
            {"position": position + 1, "known": choices(attributes(model))},
        )
    return named


class FundStage(ManifestPart, title="资金栏目"):
    """A column of money (资金的一栏)."""

    label: Annotated[TextLine, key("名称", "数据里的键，如 年度、实施期、年初预算数")]
    name: Annotated[TextLine, NotProse, key("英文", "模板里用的名称，如 annual")]


class FundPart(ManifestPart, title="其中"):
    """A row of money (资金的一行)."""

    label: Annotated[TextLine, key("名称", "数据里“来源”所写的名称")]
    name: Annotated[TextLine, NotProse, key("英文", "模板里用的名称，如 government")]


class FundSource(FundPart, title="资金来源"):
    """A row of money, with what is listed apart of it (其中)."""

    parts: Annotated[tuple[FundPart, ...], key("其中", "这一来源中单列的部分")] = ()


class FundsRate(ManifestPart, title="执行率"):
    """What the rate of each row is: one column as a share of another (执行率)."""

    part: Annotated[TextLine, key("已执行", "作分子的栏目，如 全年执行数")]
    whole: Annotated[TextLine, key("预算", "作分母的栏目，如 全年预算数")]
    forecast: Annotated[
        TextLine | None, key("预计", "监控表里到年底的栏目，如 全年预计执行数；不写则没有")
    ] = None

    @property
    def stages(self) -> Mapping[str, str]:
        """The columns that it names, by its keys."""
        named = {"已执行": self.part, "预算": self.whole, "预计": self.forecast}
        return {key: label for key, label in named.items() if label}


class FundsLayout(Whole, title="资金"):
    """The rows and columns of money that a form prints."""

    stages: Annotated[tuple[FundStage, ...], key("栏目", "各栏，如年度、实施期", min_length=1)]
    sources: Annotated[tuple[FundSource, ...], key("来源", "各行，依次印出", min_length=1)]
    structure: Annotated[
        tuple[FundPart, ...],
        key("结构", "合计的另一种分法，如基本支出、项目支出；各项之和应等于各来源之和"),
    ] = ()
    rate: Annotated[
        FundsRate | None, key(_RATE, "每一行另有执行率：哪一栏除以哪一栏；不写则没有")
    ] = None

    def complaints(self) -> Iterator[Complaint]:
        """Names that templates can have, and that differ; columns that there are."""
        yield from self._of_names()
        known = [each.label for each in self.stages]
        for inside, label in self.rate.stages.items() if self.rate else ():
            if label not in known:
                message = f"没有{quoted(label)}这一栏，可写：{choices(known)}"
                yield Complaint((_RATE, inside), message, ("栏目",))

    def _of_names(self) -> Iterator[Complaint]:
        stages = [(("栏目", at), each) for at, each in enumerate(self.stages)]
        rows = [(("来源", at), each) for at, each in enumerate(self.sources)]
        parts = [
            (("来源", at, "其中", position), part)
            for at, each in enumerate(self.sources)
            for position, part in enumerate(each.parts)
        ]
        structure = [(("结构", at), each) for at, each in enumerate(self.structure)]
        yield from _differ(stages, _KEYS_OF_ITEMS)
        yield from _differ([*rows, *parts, *structure], _KEYS)

    @property
    def opens(self) -> type[Sources]:
        """The class that takes any money."""
        return Sources

    @property
    def model(self) -> type[Sources]:
        """The class that holds the money in data."""
        made = self.made(Sources)
        sources, structure = ([e.name for e in each] for each in (self.sources, self.structure))
        stages = [each.name for each in self.stages]
        made.sums = replace(Sources.sums, of=columns(stages, "stated", *sources))
        made.structure = columns(stages, "stated", *structure) if structure else {}
        made.shares = replace(Sources.shares, of=dict(self._rates()))
        return made

    def made(self, base: type[P]) -> type[P]:
        """A class of ``base`` that holds an amount for each row and column, and their rates."""
        amounts: dict[str, Any] = {
            each.name: (Annotated[OptionalAmount, Usual], _field(each.label))
            for each in self.stages
        }
        if self.rate:
            stated_rate = _field(_RATE, "原件所印的执行率；不填则由金额算出")
            amounts["rate"] = (OptionalPercent, stated_rate)
        of_stages = _made("各栏金额", StageAmounts, amounts)
        sources = {each.name: _usual(self._source(each, of_stages), each) for each in self.sources}
        stated = (of_stages | None, _field(_TOTAL, "原件所印的合计；不填则由各来源相加"))
        structure = {each.name: _usual(of_stages, each) for each in self.structure}
        return _made("资金", base, {**sources, **structure, "stated": stated})

    def _rates(self) -> Iterator[tuple[str, tuple[str, str]]]:
        """Where the rates of all rows stand, and what each is the share of."""
        if self.rate is None:
            return
        names = {each.label: each.name for each in self.stages}
        part, whole = names[self.rate.part], names[self.rate.whole]
        for row in ("stated", *self._rows):
            yield f"{row}.rate", (f"{row}.{part}", f"{row}.{whole}")

    @property
    def _rows(self) -> Mapping[str, FundPart]:
        """The rows by their dotted attributes: sources, what is apart of them, the structure."""
        rows: dict[str, FundPart] = {}
        for each in self.sources:
            rows[each.name] = each
            rows |= {f"{each.name}.parts.{part.name}": part for part in each.parts}
        return rows | {part.name: part for part in self.structure}

    def _source(self, source: FundSource, of_stages: type[StageAmounts]) -> type[StageAmounts]:
        if not source.parts:
            return of_stages
        parts = {each.name: _optional(of_stages, each) for each in source.parts}
        inner = _made("其中", Parts, parts)
        return _made("资金来源", of_stages, {"parts": (inner | None, _field(_PARTS))})

    @property
    def view(self) -> Any:
        """What templates see: the total and the sources, parts among them, each by stage."""
        stages = {each.name: Annotated[str, Figure(label=each.label)] for each in self.stages}
        if self.rate:
            stages["rate"] = Annotated[str, Figure(label=_RATE)]
        row = view_class("AmountsView", stages)
        rows = {
            part.name: Annotated[row, Group(at, label=part.label)]
            for at, part in self._rows.items()
        }
        return view_class(
            "FundsView", {"total": Annotated[row, Group("stated", label=_TOTAL)], **rows}
        )


@dataclass(frozen=True, slots=True)
class TotalsLayout:
    """The same for the sums of several projects."""

    of: FundsLayout

    @property
    def opens(self) -> type[Totals]:
        """The class that takes any sums."""
        return Totals

    @property
    def model(self) -> type[Totals]:
        """The class that holds the sums in data."""
        return self.of.made(Totals)


def _differ(
    named: Sequence[tuple[tuple[str | int, ...], FundStage | FundPart]], taken: Sequence[str]
) -> Iterator[Complaint]:
    """Complaints about names that cannot be used, are ``taken``, or stand twice."""
    seen: set[str] = set()
    for place, each in named:
        around = (str(place[0]),)
        for inside, name in (("名称", each.label), ("英文", each.name)):
            if name in seen:
                message = f"{quoted(name)}写了两次，各项的名称不能相同"
                yield Complaint((*place, inside), message, around)
            seen.add(name)
        if each.label in taken:
            message = f"{quoted(each.label)}在“资金”里另有用处，请另取一个名称"
            yield Complaint((*place, "名称"), message, around)
        if each.name == "total":
            yield Complaint((*place, "英文"), "total 是合计的名称，请另取一个", around)
        elif not is_name(each.name) or each.name in _TAKEN:
            yield Complaint((*place, "英文"), unusable(each.name), around)


def _made(title: str, base: type[M], fields: Mapping[str, Any]) -> type[M]:
    made: type[M] = create_model(
        title, __base__=base, __cls_kwargs__={"extra": "forbid", "title": title}, **fields
    )
    return made


def _usual(model: type[Model], part: FundPart) -> tuple[Any, Any]:
    return Annotated[model | None, Usual], _field(part.label)


def _optional(model: type[Model], part: FundPart) -> tuple[Any, Any]:
    return model | None, _field(part.label)


def _field(label: str, description: str | None = None) -> Any:
    return key(label, description or label, default=None)
