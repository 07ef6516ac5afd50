"""What the kinds share: the closed and frozen base, a passage of prose, and indicators."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Self, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    GetJsonSchemaHandler,
    ValidationError,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from perfreport.basics.addresses import NOWHERE
from perfreport.basics.errors import InputError, Mistake
from perfreport.blocks.complaints import refused
from perfreport.blocks.fields import (
    ABSENT,
    NULL,
    TEXTS,
    Name,
    NotProse,
    Offered,
    OptionalParagraphs,
    OptionalScore,
    TextLine,
    Usual,
    Year,
    YesNo,
    is_yes,
    key,
    stated,
)
from perfreport.blocks.json_text import parse_json
from perfreport.blocks.replacing import replaced, stated_fields, steps_of
from perfreport.blocks.walk import attributes

if TYPE_CHECKING:
    from perfreport.blocks.fields import Typed


M = TypeVar("M", bound=BaseModel)


def _for_data_files(schema: dict[str, Any], model: type[Model]) -> None:
    """Docstrings are for programmers; an editor of data files shows titles and descriptions."""
    schema.pop("description", None)
    if model.conditions:
        schema["allOf"] = list(model.conditions)


if TYPE_CHECKING:
    # To type checkers a constructor takes and gives what pydantic says.
    _InWords = BaseModel
else:

    class _ToldInWords(type(BaseModel)):
        # Not in ``__init__``: pydantic would then call it for every part of a data file as well.
        def __call__(cls, *values, **named):
            """A new object; raises ``InputError`` with every mistake."""
            try:
                return super().__call__(*values, **named)
            except ValidationError as error:
                raise refused(error, cls) from None

    class _InWords(BaseModel, metaclass=_ToldInWords):
        """What is built in Python, and refused in words."""


class Model(_InWords):
    """Base of all typed objects: frozen, closed, Chinese keys in data, English names in Python."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        populate_by_name=True,
        json_schema_extra=_for_data_files,
    )

    yearly: ClassVar[frozenset[str]] = frozenset()
    """The texts that hold for one year alone: a draft for another one asks for them."""
    conditions: ClassVar[tuple[JsonSchemaValue, ...]] = ()
    """What its validators demand of a whole object, as JSON Schemas."""
    scope: ClassVar[str] = ""
    """What it is to a form that declares fields of its own (附加项); empty where it may not."""
    behind: ClassVar[Mapping[str, str]] = {}
    """The fields that data files have behind another, which is declared after them."""
    by_name: ClassVar[str] = ""
    """The key of the names by which its fields are items of a list in data; empty for a mapping."""

    @classmethod
    def model_validate(cls, obj: Any, **options: Any) -> Self:
        """The object that ``obj`` says: a mapping by keys or by attributes.

        Raises:
            InputError: with every mistake.
        """
        try:
            return super().model_validate(obj, **options)
        except ValidationError as error:
            raise refused(error, cls) from None

    @classmethod
    def model_validate_json(cls, json_data: str | bytes | bytearray, **options: Any) -> Self:
        """The object in a JSON text, whose numbers are taken as they are written.

        Args:
            json_data: the text, in UTF-8.
            options: as ``model_validate`` takes them.

        Raises:
            InputError: when it is not JSON, or as ``model_validate`` does.
        """
        # Pydantic's own reader makes binary fractions of numbers, and 59.80 is none.
        try:
            values = parse_json(json_data)
        except ValueError as error:
            raise InputError([Mistake(NOWHERE, str(error))]) from None
        return cls.model_validate(values, **options)

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """The same object, or one with other values in some of its fields.

        Args:
            update: the values, by attribute or by key, as the constructor takes them.
            deep: as in pydantic; what is frozen need not be copied.

        Raises:
            InputError: when the object with these values would not be valid.
        """
        if not update:
            return super().model_copy(deep=deep)
        fields = type(self).model_fields
        keyed = {fields[k].alias or k if k in fields else k: value for k, value in update.items()}
        checked = type(self).model_validate(stated_fields(self) | keyed)
        # The others stay: a year that is still to be filled in would become a plain number.
        changed = [name for key, name in attributes(type(self)).items() if key in keyed]
        return with_fields(self, {name: getattr(checked, name) for name in changed})


def with_fields(part: M, values: Mapping[str, Any]) -> M:
    """``part`` with other ``values`` by attribute, which need make no valid object."""
    return BaseModel.model_copy(part, update=values)


class Passage(Model, title="文字"):
    """Prose under a heading (一节文字), or the note that it is classified (涉密).

    In data a plain text or a list of texts stands for the paragraphs.
    """

    conditions: ClassVar = (
        {
            "if": is_yes("涉密"),
            "then": {"properties": {"内容": NULL}},
            "else": stated("内容"),
        },
    )

    paragraphs: Annotated[OptionalParagraphs, key("内容", "正文，一行一段")] = ABSENT
    classified: Annotated[YesNo, key("涉密", "写“是”则按版式印统一的保密说明，不印内容")] = False

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, source: object) -> object:
        return {"内容": source} if isinstance(source, str | list | tuple) else source

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """A text, a list of texts, or the mapping."""
        mapping = handler(core)
        return {"title": mapping["title"], "anyOf": [*TEXTS, mapping]}

    @model_validator(mode="after")
    def _says_something(self) -> Passage:
        if self.classified == (self.paragraphs is not None):
            raise PydanticCustomError(
                "passage", "请写明“内容”；涉密而不公开的，写“涉密: true”并去掉“内容”，二者只取其一"
            )
        return self


if TYPE_CHECKING:
    PassageField = Typed[Passage, Passage | str | Sequence[str]]
else:
    PassageField = Passage


class Extras(Model, title="附加项", extra="allow"):
    """What a form asks besides (附加项), by the names that it declares.

    As such it takes anything, for a document that is built before its form is known; documents on
    a form hold a class of its own, which has the declared fields and no others.
    """

    def __getitem__(self, name: str) -> object:
        """What stands under ``name``, as data files or templates call it.

        Raises:
            KeyError: when there is nothing.
        """
        known = attributes(type(self))
        values = {
            **(self.__pydantic_extra__ or {}),
            **{k: getattr(self, k) for k in known.values()},
        }
        return values[known.get(name, name)]


if TYPE_CHECKING:
    ExtrasField = Typed[Extras | None, Extras | Mapping[str, object] | None]
else:
    ExtrasField = Annotated[
        Extras | None, BeforeValidator(lambda source: None if source == {} else source)
    ]

EXTRAS = key("附加项", "版式另外要填的内容，键由版式规定")
"""The key of what a form asks besides."""


SIGNS = Offered(("≥", "≤", "＝", "＞", "＜", "定性"))
DIRECTIONS = Offered(("正向指标", "反向指标"))


class Indicator(Model, title="绩效指标"):
    """One performance indicator with its targets (绩效指标)."""

    yearly: ClassVar = frozenset({"annual_value"})
    scope: ClassVar = "指标"

    level_one: Annotated[
        TextLine | None, Usual, key("一级", "如：产出指标、效益指标、满意度指标", title="一级指标")
    ] = None
    level_two: Annotated[
        TextLine | None, Usual, key("二级", "如：数量指标、质量指标、时效指标", title="二级指标")
    ] = None
    code: Annotated[
        TextLine | None,
        NotProse,
        key("二级编码", "原件所印的二级指标编码；与版式指标体系一致时不必填写"),
    ] = None
    name: Annotated[
        Name, key("名称", "三级指标的名称", title="三级指标", examples=["培训业务人员"])
    ]
    cycle_value: Annotated[
        TextLine | None, key("实施周期指标值", "整个实施周期要达到的值", examples=["≥3600人次"])
    ] = None
    annual_value: Annotated[
        TextLine | None, key("年度指标值", "本年度要达到的值", examples=["≥1200人次"])
    ] = None
    classified: Annotated[YesNo, key("涉密", "写“是”则指标值按版式印统一的保密用语")] = False
    sign: Annotated[TextLine | None, NotProse, Usual, SIGNS, key("计算符号", "如：≥、＝、≤")] = None
    value: Annotated[
        TextLine | None, key("指标值", "要达到的值，不分实施周期和年度", examples=["≥1200人次"])
    ] = None
    unit: Annotated[
        TextLine | None, NotProse, Usual, key("度量单位", "如：%、个、万元", examples=["人次"])
    ] = None
    weight: Annotated[OptionalScore, Usual, key("分值", "分值或权重")] = ABSENT
    direction: Annotated[
        TextLine | None, NotProse, Usual, DIRECTIONS, key("方向", "正向指标或反向指标")
    ] = None
    explanation: Annotated[
        TextLine | None,
        key("指标值说明", "指标值的说明、解释或标准", examples=["按签到表统计"]),
    ] = None
    remark: Annotated[TextLine | None, key("备注", "备注")] = None
    extras: Annotated[ExtrasField, EXTRAS] = ABSENT


class Document(Model):
    """What every kind begins with: kind, form, year and department."""

    scope: ClassVar = "文书"

    kind: Annotated[str, key("文种", "文种")]
    form: Annotated[
        TextLine | None, NotProse, key("版式", "版式编号，perfreport forms 列出全部")
    ] = None
    year: Annotated[Year, key("年度", "预算年度，如 2024", examples=["2026"])]
    department: Annotated[Name, key("部门名称", "部门（单位）全称", examples=["某某市某某局"])]
    extras: Annotated[ExtrasField, EXTRAS] = ABSENT

    @property
    def named_scheme(self) -> str | None:
        """The id of the scheme that it names in place of its form's; None where it names none."""
        return None

    def replace(self, path: Sequence[str | int] | str, value: object) -> Self:
        """The same document with ``value`` at ``path``.

        Args:
            path: keys of data files or attributes, and positions from 0, as findings have it; or
                the text that messages print, ``资金使用单位[1].项目[1].财政拨款``, with positions
                from 1. The position behind the last item of a list appends to it.
            value: as the constructor takes it; None leaves out the optional field, or the item.

        Raises:
            InputError: when the path leads nowhere; says where it goes astray and what is there.
            ValidationError: when the document with this value would not be valid.
        """
        return self.model_copy(update=replaced(self, steps_of(path), value))


class Declaration(Document):
    """A document that declares targets, by indicators with levels (绩效目标申报)."""


class Evaluation(Document):
    """A document that tells of a year that is over (绩效自评)."""


class EvaluationTable(Evaluation):
    """An evaluation in a table, by indicators with levels (绩效自评表)."""


class Monitoring(Document):
    """A document that watches a year that is going on, by indicators with levels (绩效监控)."""
