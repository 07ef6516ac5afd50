"""The outline of a report (提纲): what stands under each heading, how it is held and printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Annotated, Any, ClassVar, Literal, NamedTuple, get_args, get_origin

from pydantic import create_model

from perfreport.basics.messages import choices, quoted
from perfreport.basics.quantities import Amount, Score
from perfreport.blocks import printed
from perfreport.blocks.complaints import Complaint
from perfreport.blocks.declared import DeclaredField, is_name, unusable
from perfreport.blocks.fields import EMPTY, Many, NotProse, OptionalParagraphs, TextLine, YesNo, key
from perfreport.blocks.model import Model, PassageField
from perfreport.blocks.phrases import Phrase, Slots
from perfreport.blocks.printed import (
    Figure,
    Group,
    Label,
    Line,
    MergedLabel,
    Numbered,
    Rows,
    view_class,
)
from perfreport.blocks.specialised import Additions, specialised
from perfreport.blocks.whole import Whole
from perfreport.blocks.wording import NumberingScheme
from perfreport.kinds.report.attachments import attachment_names
from perfreport.kinds.report.columns import (
    Column,
    Entry,
    Row,
    demanded,
    entries_view,
    made_of,
)
from perfreport.kinds.report.model import Sections
from perfreport.kinds.report.summing import Summing
from perfreport.kinds.self_evaluation.model import Expenditure, KeyTask
from perfreport.kinds.self_evaluation.printed import (
    SCORE_RATE,
    ExpenditureView,
    KeyIndicatorRow,
    KeyTaskRow,
)
from perfreport.kinds.self_evaluation.sections import KeyIndicator, ScoredIndicator

Content = Literal[
    "无", "文字", "一段", "清单", "句子", "表", "栏目表", "重点任务", "关键指标", "评分", "收支表",
]  # fmt: skip
_TAKEN = frozenset(
    {"title", "title_lines", "year", "department", "unit", "extras", "loop", "number", "merge"}
    | {"true", "false", "none", "paragraph"}
    | {"self", "super", "caller", "varargs", "kwargs"}
)
"""What templates call otherwise."""
_SUMMED: Mapping[str, Callable[[Any], Any]] = {
    "金额": Amount.total,
    "分值": Score.total,
}


_OF_SCORES = tuple(
    Column(label=label, name=name, sort="分值")
    for label, name in (("分值", "weight"), ("得分", "score"))
)
"""What is summed where indicators have points (评分)."""


class ScoredRow(NamedTuple):
    """An indicator with its points, its levels merged over equal neighbours (评分)."""

    level_one: Annotated[Label, MergedLabel(label="一级指标")]
    level_two: Annotated[Label, MergedLabel(label="二级指标")]
    name: Annotated[str, Line()]
    weight: Annotated[str, Figure()]
    score: Annotated[str, Figure()]
    rate: Annotated[str, SCORE_RATE]


class Section(Whole, title="节"):
    """A heading and what stands under it (提纲的一节)."""

    plainest: ClassVar = {"内容": "无"}

    heading: Annotated[TextLine, key("标题", "标题，不写编号；数据里“章节”下的键")]
    level: Annotated[int, key("级", "第几级标题", ge=1, le=4)] = 1
    name: Annotated[TextLine | None, NotProse, key("英文", "模板里用的名称；有内容的才写")] = None
    content: Annotated[Content, key("内容", "下面是什么；“无”只有标题")] = "文字"
    required: Annotated[YesNo, key("必填", "false：可以不写")] = True
    is_attachment: Annotated[
        YesNo, key("附件", "true：印在正文后面，另起一页；模板里写附件号、附件说明")
    ] = False
    is_headed: Annotated[YesNo, key("印标题", "false：标题只在清单和数据里，模板不印")] = True
    phrase: Annotated[Phrase | None, Slots(is_open=True), key("句子", "“句子”的写法")] = None
    numbering: Annotated[
        NumberingScheme | None, key("编号", '“清单”的编号样式；不写则由模板编号，写 "" 则不编号')
    ] = None
    columns: Annotated[tuple[Column, ...], key("列", "“表”的各列")] = ()
    entries: Annotated[tuple[Entry, ...], key("栏目", "“栏目表”的各栏")] = ()
    hint: Annotated[TextLine | None, key("填写说明", "写什么")] = None
    summing: Annotated[Summing | None, key("汇总", "由自评表汇总时这一节怎样写")] = None

    def complaints(self) -> Iterator[Complaint]:
        """What its content asks for and has not, or has and does not ask for; names."""
        of_contents = {
            "句子": ("句子", self.phrase),
            "表": ("列", self.columns),
            "栏目表": ("栏目", self.entries),
        }
        for content, (key_name, what) in of_contents.items():
            if self.content == content and not what:
                message = f"内容是“{content}”的要写“{key_name}”"
                yield Complaint(("内容",), message, ("内容", key_name))
            elif what and self.content != content:
                message = f"内容是“{content}”的才写“{key_name}”"
                yield Complaint(("内容",), message, ("内容", key_name))
        if self.numbering is not None and self.content != "清单":
            message = "内容是“清单”的才写“编号”"
            yield Complaint(("编号",), message, ("内容", "编号"))
        if self.is_attachment and not self.is_data:
            message = f"内容是“{self.content}”的不能是附件"
            yield Complaint(("附件",), message, ("内容", "附件"))
        for each in self.summing.unfit_for(self.content) if self.summing else ():
            message = f"内容是“{self.content}”的不写“{each}”"
            yield Complaint(("汇总", each), message, ("内容", "汇总"))
        yield from self._of_names()

    def _of_names(self) -> Iterator[Complaint]:
        if (self.content == "无") == bool(self.name):
            message = "有内容的要写“英文”，没有内容的不写"
            yield Complaint(("英文",), message, ("内容", "英文"))
        if self.name in _TAKEN:
            taken = choices(sorted(_TAKEN))
            message = f"{quoted(self.name)}另有用处，请另取一个，不用 {taken}"
            yield Complaint(("英文",), message, ("英文",))
        elif self.name and not is_name(self.name):
            yield Complaint(("英文",), unusable(self.name), ("英文",))
        inside_of: Mapping[str, tuple[Column | Entry, ...]] = {
            "列": self.columns,
            "栏目": self.entries,
        }
        for key_name, parts in inside_of.items():
            seen: set[str] = set()
            for position, part in enumerate(parts):
                for inside, name in (("名称", part.label), ("英文", part.name)):
                    if name in seen:
                        message = f"{quoted(name)}写了两次，请改名"
                        yield Complaint((key_name, position, inside), message, (key_name,))
                seen |= {part.label, part.name}

    @property
    def is_data(self) -> bool:
        """Whether data state what stands there."""
        return self.content not in ("无", "句子")

    @property
    def names(self) -> Iterator[str]:
        """What templates may name of it: itself, its sums."""
        if self.name:
            yield self.name
        yield from dict(self.totals())
        yield from attachment_names(self)

    def annotation(self, *, may_be_classified: bool, task: Any = KeyTask) -> Any:
        """The type of the content in data; ``task`` is the class of the form's tasks."""
        match self.content:
            case "文字":
                return PassageField if may_be_classified else OptionalParagraphs
            case "一段":
                return TextLine | None
            case "清单":
                return Many[TextLine]
            case "表":
                row: Any = made_of(Row, "行", self.columns)
                return Many[row]
            case "栏目表":
                return made_of(Model, "栏目表", self.entries) | None
            case "重点任务":
                return Many[task]
            case "关键指标":
                return Many[KeyIndicator]
            case "评分":
                return Many[ScoredIndicator]
        return Expenditure | None

    def shown(self, *, may_be_classified: bool, task: Any = KeyTaskRow) -> Any:
        """The type of the content in the view; ``task`` is the class of the form's tasks there."""
        at = f"sections.{self.name}"
        match self.content:
            case "文字":
                block = printed.PassageText if may_be_classified else printed.ProseText
                return Annotated[tuple[str, ...], block(at, label=self.heading)]
            case "一段":
                return Annotated[str, Line(at, label=self.heading)]
            case "清单":
                return Annotated[tuple[str, ...], self._numbered(at)]
            case "表":
                row: Any = view_class("TableRow", {each.name: each.shown for each in self.columns})
                return Annotated[tuple[row, ...], Rows(at, label=self.heading)]
            case "栏目表":
                return Annotated[entries_view(self.entries), Group(at, label=self.heading)]
            case "重点任务":
                return Annotated[tuple[task, ...], Rows(at, label=self.heading)]
            case "关键指标":
                return Annotated[tuple[KeyIndicatorRow, ...], Rows(at, label=self.heading)]
            case "评分":
                return Annotated[tuple[ScoredRow, ...], Rows(at, label=self.heading)]
        return Annotated[ExpenditureView, Group(at, label=self.heading)]

    def _numbered(self, at: str) -> Numbered:
        return Numbered(at, label=self.heading, numbering=str(self.name) if self.numbering else "")

    def totals(self) -> Iterator[tuple[str, Any]]:
        """The sums of the table's columns of money and points, as fields of the view."""
        for column in _OF_SCORES if self.content == "评分" else self.columns:
            if total := _SUMMED.get(column.sort):
                yield f"{self.name}_{column.name}_total", _total(self, column, total)


def _total(section: Section, column: Column, total: Callable[[Any], Any]) -> Any:
    def text(document: Any, form: Any, _: int) -> str:
        rows = getattr(document.sections, section.name or "")
        figures = [value for row in rows if (value := getattr(row, column.name)) is not None]
        if not figures:
            return ""
        rounding, found = form.figures.rounding, total(figures)
        shown: str = rounding.amount(found) if column.sort == "金额" else rounding.score(found)
        return shown

    basis = f"“{section.heading}”各行的{column.label}之和"
    return Annotated[str, printed.Computed(label=f"{column.label}合计", basis=basis, text=text)]


class Outline(NamedTuple):
    """The sections of a report, and what is in them.

    Attributes:
        sections: in the order of print.
        may_be_classified: whether passages may be.
        declared: the fields that the form declares for tasks.
    """

    sections: tuple[Section, ...]
    may_be_classified: bool
    declared: tuple[DeclaredField, ...] = ()

    @property
    def task(self) -> type[KeyTask]:
        """The class of the tasks."""
        return specialised(KeyTask, Additions(self.declared))

    @property
    def opens(self) -> type[Sections]:
        """The class that takes any sections."""
        return Sections

    @property
    def model(self) -> type[Sections]:
        """The class that holds what stands under the headings."""
        fields = {str(each.name): self._field(each) for each in self.sections if each.is_data}
        made: Any = create_model(  # type: ignore[call-overload]
            "章节", __base__=Sections, __cls_kwargs__={"extra": "forbid", "title": "章节"}, **fields
        )
        return made  # type: ignore[no-any-return] # a subclass of Sections

    def _field(self, section: Section) -> tuple[Any, Any]:
        annotation = section.annotation(may_be_classified=self.may_be_classified, task=self.task)
        is_list = get_origin(annotation) is tuple and get_args(annotation)[0] is not str
        # What nobody explains is still called something, in editors and in gaps of drafts.
        hint = section.hint or section.heading
        if section.required:
            least = {"min_length": 1} if is_list else {}
            return demanded(annotation), key(section.heading, hint, **least)
        absent = EMPTY if is_list else None
        return annotation if is_list else annotation | None, key(
            section.heading, hint, default=absent
        )
