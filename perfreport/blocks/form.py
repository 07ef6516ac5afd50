"""A form's manifest (版式清单): what one region and year prints for one kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from string import Formatter
from typing import Annotated, Any, ClassVar, Literal, NamedTuple, Self, TypeVar, get_args

from pydantic import BaseModel
from pydantic.json_schema import JsonSchemaValue

from perfreport.basics.addresses import DataPath, FieldPath
from perfreport.basics.messages import choices, nearest, quoted
from perfreport.basics.once import MAKING
from perfreport.basics.quantities import Percent, Rounding, Unit
from perfreport.blocks import titles
from perfreport.blocks.asking import named_in, of_fields
from perfreport.blocks.complaints import Complaint
from perfreport.blocks.declared import DeclaredField, Scope
from perfreport.blocks.fields import Count, TextLine, key, needed
from perfreport.blocks.found import Said, Tree
from perfreport.blocks.funds import FundsLayout, TotalsLayout
from perfreport.blocks.model import Document, Model
from perfreport.blocks.phrases import Phrase, Slots, unknown_slot
from perfreport.blocks.printed import Group
from perfreport.blocks.scheme import Scheme
from perfreport.blocks.spare import SpareRows
from perfreport.blocks.specialised import (
    Additions,
    Layout,
    extras_view,
    open_fields,
    scope_of,
    specialised,
    specialised_view,
)
from perfreport.blocks.taxonomy import Taxonomy
from perfreport.blocks.walk import keys_of, models_inside
from perfreport.blocks.whole import STAND_IN, ManifestPart, Whole
from perfreport.blocks.withheld import Withheld

T = TypeVar("T")
Misfit = tuple[DataPath, str]
"""A place of a document, and what to do about it."""
_SLOTS_OF_TITLES = ("department", "year")


class Figures(ManifestPart, title="数字"):
    """How the form prints figures (数字)."""

    unit: Annotated[Literal["元", "万元", "亿元"], key("金额单位", "表中金额的单位")] = "万元"
    amount_places: Annotated[Count, key("金额小数", "金额的小数位数", le=6)] = 2
    rate_places: Annotated[Count, key("比率小数", "百分比的小数位数", le=6)] = 2
    full_rate: Annotated[Literal["100%", "100.00%"], key("满分比率", "恰为百分之百时的写法")] = (
        "100%"
    )

    @property
    def rounding(self) -> Rounding:
        """The same as the rounding policy that prints."""
        return _rounding(self.unit, self.amount_places, self.rate_places, self.full_rate)


# Every printed figure asks for it; kept with the model it would outlive what a copy changes.
@cache
def _rounding(unit: str, amount_places: int, rate_places: int, full_rate: str) -> Rounding:
    return Rounding(Unit.named(unit), amount_places, rate_places, full_rate == "100%")


class RequiredLevels(ManifestPart, title="必备一级"):
    """First levels that every list of indicators must have (必备一级指标)."""

    names: Annotated[
        tuple[TextLine, ...], key("名称", "一级指标的名称，如 [产出指标, 效益指标]", min_length=1)
    ]
    source: Annotated[TextLine, key("依据", "这一要求出自哪里")]


class RequiredLevelsTwo(ManifestPart, title="必备二级"):
    """Second levels that every list of indicators should have (必备二级指标)."""

    names: Annotated[
        tuple[TextLine, ...], key("名称", "二级指标的名称，如 [数量指标, 质量指标]", min_length=1)
    ]
    source: Annotated[TextLine, key("依据", "这一要求出自哪里")]


class Deviation(ManifestPart, title="完成值偏离"):
    """When an achieved value lies far beyond its target (完成值偏离目标), and what explains it."""

    most: Annotated[Percent, key("超出", "实际完成值超出预期实现值多少才提示，如 30%")]
    explained_by: Annotated[
        tuple[TextLine, ...], key("说明用词", "报告中出现其中一词，即视为对偏离已有说明")
    ] = ()
    source: Annotated[TextLine, key("依据", "这一界限出自哪里")]


class Heading(NamedTuple):
    """A heading that a form lays down (提纲).

    Attributes:
        text: without its number.
        level: from 1; 0 where it is of no matter: attachments stand behind all sections.
        is_printed: whether templates must have it.
    """

    text: str
    level: int
    is_printed: bool


class Form(Whole):
    """What the forms of all kinds have.

    What a kind has of its own is asked of its form: a class of each kind declares what it prints,
    and says what stands for classified parts, what it cannot print, and the like.
    """

    # A private attribute of pydantic's would be compared, pickled, and shared by copies, which
    # may say something else.
    __slots__ = ("_kept",)
    _kept: dict[object, Any]

    kind_id: ClassVar[str]
    """The kind's short name, as commands take it."""
    base_model: ClassVar[type[Document]]
    """The class of the kind's documents."""
    base_view: ClassVar[Any]
    """What the kind prints, as it is declared."""
    scheme_class: ClassVar[type[Scheme]] = Scheme
    """The class of the schemes that its forms may go by."""
    in_prose: ClassVar = False
    """Whether its documents are reports in prose, and no tables."""

    kind: Annotated[str, key("文种", "文种")]
    id: Annotated[TextLine, key("版式", "版式编号，与文件名相同")]
    extends: Annotated[
        TextLine | None, key("依照", "另一版式的编号：这里没有写的，都照它的清单和模板")
    ] = None
    name: Annotated[TextLine, key("名称", "供人辨认的名称")]
    region: Annotated[TextLine, key("地区", "适用地区")]
    year: Annotated[TextLine, key("年度", "适用年度")]
    source: Annotated[TextLine, key("依据", "版式出自哪里")]
    title: Annotated[Phrase, Slots(is_open=True), key("标题", "文书标题；要分行的写成几行")]
    title_width: Annotated[
        Count | None,
        key(
            "标题字数",
            "标题一行最多几个字；更长的在词语之间分行，排成梯形或菱形，不拆开名称、年份。不写就由版面折行",
            ge=10,
            le=60,
        ),
    ] = None
    required: Annotated[
        tuple[TextLine, ...], key("必填", "本版式必须填写的可选项，如“绩效指标.年度指标值”")
    ] = ()
    not_printed: Annotated[
        tuple[TextLine, ...], key("不印", "本版式没有位置的可选项；数据里写了就提示")
    ] = ()
    figures: Annotated[Figures, key("数字", "金额、百分比的印法")] = Figures()
    declared: Annotated[
        tuple[DeclaredField, ...], key("附加项", "这个文种没有而本版式要填的内容")
    ] = ()
    funds: Annotated[FundsLayout | None, key("资金", "资金的来源和栏目；不写则按文种的")] = None

    wording: Annotated[Model, key("用语", "各句的写法；或共用的编号")]

    def kept(self, make: Callable[[Form], T]) -> T:
        """What ``make`` makes of the form, made once and kept for all that it prints."""
        made: T
        try:
            made = self._kept[make]
        except (AttributeError, KeyError):
            made = self._made(make)
        return made

    def _made(self, make: Callable[[Form], T]) -> T:
        with MAKING:
            if not hasattr(self, "_kept"):
                object.__setattr__(self, "_kept", {})
            if make not in self._kept:
                self._kept[make] = make(self)
            made: T = self._kept[make]
        return made

    @property
    def additions(self) -> Additions:
        """What it adds to the classes of its kind."""
        return Additions(self.declared, self.layouts, optional=self.optional)

    @property
    def optional(self) -> tuple[str, ...]:
        """The attributes of a document that may be left out, though the kind asks for them."""
        return ()

    @property
    def layouts(self) -> tuple[Layout, ...]:
        """What it lays down for the open classes of its kind."""
        return (self.funds, TotalsLayout(self.funds)) if self.funds else ()

    @property
    def leavable(self) -> tuple[str, ...]:
        """The keys of a document that its manifest may let be left out (可不写)."""
        return ()

    @property
    def model(self) -> type[Document]:
        """The class of the documents that it prints: the kind's, with what it declares besides."""
        return specialised(self.base_model, self.additions)

    @property
    def view(self) -> Any:
        """What its templates see: what the kind prints, with what it declares besides."""
        return self.kept(_view)

    def shows(self, model: type[BaseModel]) -> Mapping[str, Any]:
        """The fields of rows, or of the view, for a ``model`` that are not as the kind has them."""
        declared = self.additions.of(scope_of(model))
        if not declared:
            return {}
        return {"extras": Annotated[extras_view(declared), Group(label="附加项")]}

    def unprinted(self, model: type[BaseModel]) -> frozenset[str]:
        """The attributes of a ``model`` that have no place, beside those under 不印."""
        return open_fields(model)

    def offered(self, model: type[BaseModel], name: str) -> tuple[str, ...]:
        """The words of which the attribute ``name`` of a ``model`` must be one; none for any."""
        return ()

    def asked(self, model: type[BaseModel]) -> tuple[str, ...]:
        """The keys under 附加项 that every part of the class ``model`` must state."""
        return tuple(e.label for e in self.additions.of(scope_of(model)) if e.required)

    def awaited(self, model: type[BaseModel]) -> frozenset[str]:
        """The attributes that a part of the class ``model`` waits for, where all of it does."""
        asked = {"extras"} if self.asked(model) else set()
        awaited = needed(model) | named_in(self.required, model, self) | asked
        return awaited - named_in(self.not_printed, model, self) - self.unprinted(model)

    def one_of(self, model: type[BaseModel]) -> tuple[tuple[str, ...], ...]:
        """Groups of attributes of a ``model`` of which one has to be stated, whichever it is."""
        return ()

    def instead_of(self, model: type[BaseModel], name: str) -> tuple[str, ...]:
        """The keys of what may be stated in place of the attribute ``name`` of a ``model``."""
        group = next((each for each in self.one_of(model) if name in each), ())
        return tuple(keys_of(model, each).label for each in group if each != name)

    # With its form, so that view, checks, explanations and the reading back agree on which lost
    # points follow from the execution rate.
    @property
    def scheme(self) -> Scheme | None:
        """The evaluation scheme that the form goes by; None where it has none."""
        return None

    @property
    def named_scheme(self) -> str | None:
        """The id of the scheme that the manifest names; None where it names none."""
        return None

    @property
    def levels(self) -> Taxonomy | None:
        """The levels that its indicators have; None where they have none laid down."""
        return None

    @property
    def spare_rows(self) -> SpareRows | None:
        """How rows are printed that the data do not have (备填的行); None if none are."""
        return None

    @property
    def has_halves(self) -> bool:
        """Whether rows of indicators have two halves (实施期、年度)."""
        return False

    @property
    def takes_more_levels(self) -> bool:
        """Whether indicators may have second levels that are not laid down."""
        return False

    @property
    def headings(self) -> tuple[Heading, ...]:
        """The headings that its templates have, in order; none where it lays down none."""
        return ()

    @property
    def label_words(self) -> Iterator[str]:
        """The words laid down for labels merged over rows."""
        return iter(self.levels.names if self.levels else ())

    def words(self, name: str) -> Any:
        """The wording called ``name`` by a declaration: a phrase, a text, a numbering."""
        return getattr(self.wording, name)

    def withheld(self, model: type[BaseModel]) -> tuple[Withheld, ...]:
        """What is printed for a classified part of the class ``model``, the default first."""
        return ()

    def misfits_of(self, path: DataPath, part: BaseModel) -> Iterator[Misfit]:
        """What the form cannot print of ``part``, beside what is asked of every kind."""
        return iter(())

    def may_misfit(self, model: type[BaseModel]) -> bool:
        """Whether ``misfits_of`` may find anything in a part of the class ``model``."""
        return True

    def asks_of(self, model: type[BaseModel]) -> Iterator[JsonSchemaValue]:
        """What ``misfits_of`` asks of a part of the class ``model``, as JSON Schemas."""
        return iter(())

    def settle(self, tree: Tree, said: Said) -> None:
        """Put right in the ``tree`` that was read what hangs together in this kind alone."""

    @property
    def scopes(self) -> frozenset[str]:
        """To what the form may declare fields: what its documents have of it."""
        return frozenset(map(scope_of, models_inside(self.base_model)))

    def forget(self, tree: Tree) -> list[FieldPath]:
        """Leave out of the ``tree`` what means nothing without what else was read; its places."""
        return []

    def objection_to(self, scheme: Any) -> str | None:
        """Why the form cannot go by ``scheme``; None where it can."""
        return None

    def going_by(self, scheme: Any) -> Self:
        """The same form with the ``scheme`` that it names."""
        return self

    def title_lines(self, document: Document) -> tuple[str, ...]:
        """The document's title, in the lines of the manifest's and as many more as it needs."""
        rounding, extras = self.figures.rounding, document.extras
        names = {
            each.name: each.text(getattr(extras, each.name, None), rounding)
            for each in self.additions.of("文书")
        }
        names["department"] = document.department
        marked = {name: f"{titles.BEGIN}{text}{titles.END}" for name, text in names.items()}
        title = self.title(**marked, year=str(document.year))
        return titles.shaped(title.strip(), self.title_width)

    def complaints(self) -> Iterator[Complaint]:
        """Of the title, of declared fields, of what is asked for or has no place."""
        yield from self._of_title()
        yield from self._of_declared()
        yield from of_fields(self)

    def _of_title(self) -> Iterator[Complaint]:
        declared = [each.name for each in self.additions.of("文书") if each.is_single]
        right = [name for name in declared if not name.startswith(STAND_IN)]
        known = tuple(dict.fromkeys((*_SLOTS_OF_TITLES, *right)))
        for _, name, _, _ in Formatter().parse(self.title.text):
            if name is not None and name not in known:
                # What is like nothing that is there may be a declared field that is itself wrong.
                needs = () if nearest(name, known) else ("附加项",)
                yield Complaint(("标题",), unknown_slot(name, known), needs)

    def _of_declared(self) -> Iterator[Complaint]:
        scopes = self.scopes
        for position, each in enumerate(self.declared):
            if each.belongs_to not in scopes:
                known = choices([one for one in get_args(Scope) if one in scopes])
                message = f"这个文种里没有{quoted(each.belongs_to)}，可写：{known}"
                yield Complaint(("附加项", position, "属于"), message, ("附加项",))
            if each.belongs_to == "文书" and each.name in _SLOTS_OF_TITLES:
                message = f"{quoted(each.name)}在标题和句子里另有用处，请另取一个"
                yield Complaint(("附加项", position, "英文"), message, ("附加项",))
            before = [one for one in self.declared[:position] if one.belongs_to == each.belongs_to]
            if each.label in [one.label for one in before] or each.name in [o.name for o in before]:
                message = f"“{each.label}”（{each.name}）的名称或英文与前面的相同，请改名"
                yield Complaint(("附加项", position), message, ("附加项",))


def _view(form: Form) -> Any:
    return specialised_view(form.base_view, form.model, form.shows)
