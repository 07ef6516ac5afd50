"""What the kinds share: the closed and frozen base, a passage of prose, and indicators."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, GetJsonSchemaHandler, ValidationError, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from perfreport.blocks.complaints import refused
from perfreport.blocks.fields import (
    ABSENT,
    TEXTS,
    Name,
    OptionalParagraphs,
    TextLine,
    Year,
    YesNo,
    key,
)

if TYPE_CHECKING:
    from perfreport.blocks.fields import Typed


def _without_docstring(schema: dict[str, Any]) -> None:
    """Docstrings are for programmers; an editor of data files shows titles and descriptions."""
    schema.pop("description", None)


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
        json_schema_extra=_without_docstring,
    )

    yearly: ClassVar[frozenset[str]] = frozenset()
    """The texts that hold for one year alone: a draft for another one asks for them."""

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


class Passage(Model, title="文字"):
    """Prose under a heading (一节文字), or the note that it is classified (涉密).

    In data a plain text or a list of texts stands for the paragraphs.
    """

    paragraphs: Annotated[OptionalParagraphs, key("内容", "正文，一行一段")] = ABSENT
    classified: Annotated[YesNo, key("涉密", "写 true 则按版式印统一的保密说明，不印内容")] = False

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


class Indicator(Model, title="绩效指标"):
    """One performance indicator with its targets (绩效指标)."""

    yearly: ClassVar = frozenset({"annual_value"})

    level_one: Annotated[
        TextLine | None, key("一级", "如：产出指标、效益指标、满意度指标", title="一级指标")
    ] = None
    level_two: Annotated[
        TextLine | None, key("二级", "如：数量指标、质量指标、时效指标", title="二级指标")
    ] = None
    code: Annotated[
        TextLine | None, key("二级编码", "原件所印的二级指标编码；与版式指标体系一致时不必填写")
    ] = None
    name: Annotated[Name, key("名称", "三级指标的名称", title="三级指标")]
    cycle_value: Annotated[TextLine | None, key("实施周期指标值", "整个实施周期要达到的值")] = None
    annual_value: Annotated[TextLine | None, key("年度指标值", "本年度要达到的值")] = None
    classified: Annotated[YesNo, key("涉密", "写 true 则指标值按版式印统一的保密用语")] = False


class Document(Model):
    """What every kind begins with: kind, form, year and department."""

    kind: Annotated[str, key("文种", "文种")]
    form: Annotated[TextLine | None, key("版式", "版式编号，perfreport forms 列出全部")] = None
    year: Annotated[Year, key("年度", "预算年度，如 2024")]
    department: Annotated[Name, key("部门名称", "部门（单位）全称")]


class Declaration(Document):
    """A document that declares targets, by indicators with levels (绩效目标申报)."""


class Evaluation(Document):
    """A document that tells of a year that is over (绩效自评)."""
