"""Fields that a form declares for itself (附加项): what a region asks besides, typed like the rest.

A form says what a field is called, where it belongs, and of what sort it is. From that follow the
class that holds it in data and the fields of the view, so that it is checked, printed, compared
and read back by the same engines as what kinds declare.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from keyword import iskeyword
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from perfreport.basics.messages import quoted
from perfreport.basics.patterns import regex
from perfreport.basics.quantities import GAP, PENDING, Amount, Number, Percent, Rounding
from perfreport.blocks.complaints import Complaint
from perfreport.blocks.fields import (
    NotProse,
    OptionalAmount,
    OptionalParagraphs,
    OptionalPercent,
    TextLine,
    YesNo,
    key,
    line_of,
)
from perfreport.blocks.model import Model
from perfreport.blocks.notations import (
    ChoiceNotation,
    DateNotation,
    DateStyle,
    Notation,
    PeriodNotation,
    noted,
)
from perfreport.blocks.printed import Block, Figure, Group, Line, Noted, ProseText
from perfreport.blocks.whole import Whole

Scope = Literal["文书", "单位", "项目", "指标", "任务"]
Sort = Literal["文字", "段落", "金额", "数字", "百分比", "日期", "期间", "是否", "选择", "联系人"]

_NAME = regex("[a-z][a-z0-9_]*")
_YES_NO = ("是", "否")
_SAID = {"true": "是", "false": "否"}
"""What data say for yes and no besides, as they do elsewhere; a scalar of YAML is a text."""


def is_name(text: str) -> bool:
    """Whether templates, views and classes of data can have a field called ``text``."""
    is_word = _NAME.fullmatch(text) is not None and not text.startswith("model_")
    return is_word and not iskeyword(text) and not hasattr(Model, text)


def unusable(name: str) -> str:
    """What to do about a ``name`` that templates cannot have."""
    rule = "只用小写字母、数字和下划线，以字母开头，不用程序的保留字（如 class）"
    return f"{quoted(name)}不可用，{rule}"


def field_complaints(name: str, sort: str, choice: ChoiceNotation) -> Iterator[Complaint]:
    """What is wrong with a field of this ``name`` and ``sort``."""
    options = choice.options
    if not is_name(name):
        yield Complaint(("英文",), unusable(name), ("英文",))
    if (sort == "选择") != bool(options):
        message = "“选择”要写“选项”" if sort == "选择" else "只有“选择”才写“选项”"
        yield Complaint(("选项",), message, ("类型", "选项"))
    for position, option in enumerate(options):
        if option in options[:position]:
            yield Complaint(("选项", position), f"{quoted(option)}写了两次，请删去一处", ("选项",))
        elif option == PENDING or option.startswith(GAP):
            message = f"{quoted(option)}是还没有填的意思，不能作选项，请改一个写法"
            yield Complaint(("选项", position), message, ("选项",))
    unread = [position for position, option in enumerate(options) if not choice.is_read(option)]
    if unread and len({*options}) == len(options):
        option = quoted(options[unread[0]])
        message = f"{option}打了勾读不回来：选项里不写□、√一类记号，也不能只差空格"
        yield Complaint(("选项", unread[0]), message, ("选项", "方框"))


class DeclaredField(Whole, title="附加项"):
    """A field that a form adds to a document, unit, project, indicator or task (附加项)."""

    label: Annotated[TextLine, key("名称", "数据文件里的键，也是页面上的名称")]
    name: Annotated[TextLine, NotProse, key("英文", "模板里用的名称，如 start_date")]
    belongs_to: Annotated[Scope, key("属于", "属于文书、单位、项目、指标还是任务")] = "文书"
    sort: Annotated[Sort, key("类型", "类型")] = "文字"
    options: Annotated[tuple[TextLine, ...], key("选项", "“选择”的各个选项")] = ()
    has_boxes: Annotated[YesNo, key("方框", "true：印出全部选项，选中的打勾（□、☑）")] = False
    date_style: Annotated[DateStyle, key("日期写法", "日期怎样印")] = "2026年1月1日"
    required: Annotated[YesNo, key("必填", "true：每处都要填")] = False
    is_private: Annotated[YesNo, key("不公开", "true：公开的版本不印，如电话、身份证号")] = False
    hint: Annotated[TextLine | None, key("填写说明", "填什么")] = None

    def complaints(self) -> Iterator[Complaint]:
        """A name that templates can have, and options where one of them is chosen."""
        choice = ChoiceNotation(self.options, self.has_boxes)
        yield from field_complaints(self.name, self.sort, choice)

    @property
    def notation(self) -> Notation | None:
        """How its texts are written; None for what is no closed notation."""
        match self.sort:
            case "日期":
                return DateNotation(self.date_style)
            case "期间":
                return PeriodNotation()
            case "是否":
                return ChoiceNotation(_YES_NO, self.has_boxes)
            case "选择":
                return ChoiceNotation(self.options, self.has_boxes)
        return None

    @property
    def annotation(self) -> Any:
        """The type of the field in data; every one may be absent, as far as types go."""
        if (notation := self.notation) is not None:
            return Annotated[noted_text(notation) | None, NotProse]
        return _ANNOTATIONS[self.sort]

    @property
    def block(self) -> Block:
        """What it is in a view."""
        if (notation := self.notation) is not None:
            return Noted(self.name, label=self.label, notation=notation)
        made: Block = _BLOCKS[self.sort](self.name, label=self.label)
        return made

    @property
    def is_single(self) -> bool:
        """Whether it is one text, which titles and sentences may name."""
        return self.sort not in ("段落", "联系人")

    def text(self, value: Any, rounding: Rounding) -> str:
        """``value`` as it stands in a title; nothing for None."""
        if value is None:
            return ""
        if self.notation is not None:
            return noted(self.notation, value)
        match value:
            case Amount():
                return rounding.amount(value)
            case Percent():
                return rounding.rate(value)
        return str(value)

    @property
    def shown(self) -> Any:
        """The type of the field of the view."""
        types = {"段落": tuple[str, ...], "联系人": ContactView}
        return Annotated[types.get(self.sort, str), self.block]


class Contact(Model, title="联系人"):
    """Somebody to ask, with a telephone (联系人)."""

    name: Annotated[TextLine | None, key("姓名", "姓名")] = None
    telephone: Annotated[TextLine | None, NotProse, key("电话", "联系电话")] = None


class ContactView(NamedTuple):
    """Somebody to ask, as printed."""

    name: Annotated[str, Line()]
    telephone: Annotated[str, Line()]


_ANNOTATIONS: Mapping[str, Any] = {
    "文字": TextLine | None,
    "段落": OptionalParagraphs,
    "金额": OptionalAmount,
    "数字": Number | None,
    "百分比": OptionalPercent,
    "联系人": Contact | None,
}
_BLOCKS: Mapping[str, Any] = {
    "文字": Line, "段落": ProseText, "金额": Figure, "数字": Figure, "百分比": Figure,
    "联系人": Group,
}  # fmt: skip


def noted_text(notation: Notation) -> Any:
    """The type of a text that is held as ``notation`` has it."""
    # Yes and no are words, which a day or a grade cannot be.
    is_yes_or_no = all(re.search(notation.pattern, word) for word in _YES_NO)

    def parse(source: object) -> str:
        text = line_of(source if isinstance(source, str) else str(source))
        if is_yes_or_no:
            text = _SAID.get(text.lower(), text)
        # What is still to be filled in is no content, and is told as such.
        if text == PENDING or text.startswith(GAP):
            return text
        try:
            return notation.held(text)
        except ValueError as error:
            raise PydanticCustomError("notation", "{reason}", {"reason": str(error)}) from None

    types = ["string", "boolean"] if is_yes_or_no else "string"
    schema = {"type": types, "pattern": notation.pattern}
    # The notation goes with the type, for whoever asks what may be written (``notation_of``).
    return Annotated[str, notation, BeforeValidator(parse), WithJsonSchema(schema)]
