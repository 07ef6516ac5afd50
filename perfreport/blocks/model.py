"""What the kinds share: the closed and frozen base, text types, and indicators."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated, Any, ClassVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    WithJsonSchema,
    WrapValidator,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from perfreport.basics.decimals import no_number
from perfreport.basics.messages import quoted
from perfreport.basics.quantities import PENDING_FIGURE, PendingNumber

PARAGRAPH_MARK = re.compile(r"</?p(?:\s[^<>]*)?>", re.IGNORECASE)
MOST_CHARACTERS = 1_000_000
"""Of one text: several of them stand in one cell, of which Word and XML take 10 MB."""

_FORBIDDEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LINE_END = re.compile(r"\r\n?|[\u2028\u2029\x85]")
_DASHES = re.compile("[-–—―－−─]+")
# Beyond 4,300 digits ``int`` raises an error of its own.
_DIGITS = re.compile(r"\d{1,18}")


def _without_docstring(schema: dict[str, Any]) -> None:
    """Docstrings are for programmers; an editor of data files shows titles and descriptions."""
    schema.pop("description", None)


class Model(BaseModel):
    """Base of all typed objects: frozen, closed, Chinese keys in data, English names in Python."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        populate_by_name=True,
        json_schema_extra=_without_docstring,
    )

    yearly: ClassVar[frozenset[str]] = frozenset()
    """The texts that hold for one year alone: a draft for another one asks for them."""


def _checked_characters(text: str) -> str:
    if len(text) > MOST_CHARACTERS:
        raise PydanticCustomError(
            "long_text",
            "这一项有 {count} 字，至多 {most} 字，请核对是否误贴，或分开写",
            {"count": f"{len(text):,}", "most": f"{MOST_CHARACTERS:,}"},
        )
    # Nearly every text is: one look in place of two expressions.
    if text.isprintable():
        return text
    text = _LINE_END.sub("\n", text)
    if found := _FORBIDDEN.search(text):
        before, character = text[: found.start()], found.group()
        raise PydanticCustomError(
            "control_character",
            "第 {position} 个字是不可见的控制字符（U+{code}），请删去（制表符请改为空格）",
            {
                "position": len(before) - before.rfind("\n"),
                "code": f"{ord(character):04X}",
                "breaks": before.count("\n"),
            },
        )
    return text


def _without_marks(text: str) -> str:
    """``text`` with line breaks for paragraph marks."""
    return PARAGRAPH_MARK.sub("\n", text) if "<" in text else text


def paragraphs_of(text: str) -> list[str]:
    """The paragraphs of ``text``, whether lines or marks part them; blank ones are none."""
    return [stripped for part in _without_marks(text).split("\n") if (stripped := part.strip())]


def _not_text(source: object) -> PydanticCustomError:
    return PydanticCustomError("not_text", "这里应写文字，却是{shown}", {"shown": quoted(source)})


def _parse_whole_number(source: object) -> int:
    """A whole number; text has digits, full-width ones too, and no sign, point or separator."""
    # To Python True is a whole number.
    if isinstance(source, int) and not isinstance(source, bool):
        return source
    if isinstance(source, str) and _DIGITS.fullmatch(source.strip()):
        return int(source)
    why = "不是整数，请只写阿拉伯数字"
    if isinstance(source, str):
        why = no_number(source, why)
    raise PydanticCustomError("not_whole", "{shown}{why}", {"shown": quoted(source), "why": why})


def _parse_line(source: object) -> str:
    """One line of text: paragraph marks dropped, blanks at the ends dropped, never empty."""
    # From Python a code may come as a number; data files have texts alone.
    if isinstance(source, int) and not isinstance(source, bool):
        source = str(source)
    if not isinstance(source, str):
        raise _not_text(source)
    text = _without_marks(_checked_characters(source)).strip()
    if not text:
        raise PydanticCustomError("empty_text", "这里不能空着，请填写内容")
    if "\n" in text:
        raise PydanticCustomError("line_break", "这里只能写一段，请去掉中间的换行或 <p>")
    return text


def _parse_paragraphs(source: object) -> tuple[str, ...]:
    """Paragraphs of text from one text or a list of texts; empty ones are dropped."""
    if isinstance(source, str):
        texts: list[object] = [source]
    elif isinstance(source, list | tuple):
        texts = list(source)
    else:
        raise _not_text(source)
    paragraphs: list[str] = []
    for text in texts:
        if not isinstance(text, str):
            raise _not_text(text)
        paragraphs.extend(paragraphs_of(_checked_characters(text)))
    if not paragraphs:
        raise PydanticCustomError("empty_text", "这里不能空着，请填写内容")
    return tuple(paragraphs)


_TEXTS: list[dict[str, Any]] = [
    {"type": "string", "minLength": 1},
    {"type": "array", "items": {"type": "string"}, "minItems": 1},
]

WholeNumber = Annotated[int, BeforeValidator(_parse_whole_number)]
"""A whole number, such as a year. Text is taken only where it is nothing but digits."""


def _parse_count(source: object, validate: Callable[[object], int]) -> int:
    """A count; one that is still to be filled in goes by itself."""
    is_pending = source == PENDING_FIGURE or isinstance(source, PendingNumber)
    return PendingNumber() if is_pending else validate(_parse_whole_number(source))


Count = Annotated[int, Field(ge=0), WrapValidator(_parse_count)]
"""How many of something there are."""

TextLine = Annotated[
    str,
    BeforeValidator(_parse_line),
    WithJsonSchema({"type": ["string", "number"], "minLength": 1}),
]
"""A text of one paragraph, never empty. Blanks and ``<p>`` residue at its ends are dropped."""


def _checked_name(text: str) -> str:
    if _DASHES.fullmatch(text):
        raise PydanticCustomError("dash", "这里只有“{text}”，请填写内容", {"text": text[:4]})
    return text


Name = Annotated[TextLine, AfterValidator(_checked_name)]
"""A text line that must say something: a dash, as for what is not there, is none."""

Paragraphs = Annotated[
    tuple[str, ...],
    BeforeValidator(_parse_paragraphs),
    WithJsonSchema({"anyOf": _TEXTS}),
]
"""A text of one or more paragraphs, from one text (a line each, ``<p>`` residue too) or a list."""


class MayBeNone:
    """Marks a field that may say 无 or 略 alone: there may be nothing to tell."""


def _yes_or_no(source: object) -> object:
    return {"是": True, "否": False}.get(source, source) if isinstance(source, str) else source


YesNo = Annotated[
    bool,
    BeforeValidator(_yes_or_no),
    WithJsonSchema({"enum": [True, False, "是", "否"]}),
]
"""True or false; data files may say 是 or 否."""


class Passage(Model, title="文字"):
    """Prose under a heading (一节文字), or the note that it is classified (涉密).

    In data a plain text or a list of texts stands for the paragraphs.
    """

    paragraphs: Paragraphs | None = Field(None, alias="内容", description="正文，一行一段")
    classified: YesNo = Field(
        False, alias="涉密", description="写 true 则按版式印统一的保密说明，不印内容"
    )

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
        return {"title": mapping["title"], "anyOf": [*_TEXTS, mapping]}

    @model_validator(mode="after")
    def _says_something(self) -> Passage:
        if self.classified == (self.paragraphs is not None):
            raise PydanticCustomError(
                "passage", "请写明“内容”；涉密而不公开的，写“涉密: true”并去掉“内容”，二者只取其一"
            )
        return self


class Indicator(Model, title="绩效指标"):
    """One performance indicator with its targets (绩效指标)."""

    yearly: ClassVar = frozenset({"annual_value"})

    level_one: TextLine | None = Field(
        None, alias="一级", title="一级指标", description="如：产出指标、效益指标、满意度指标"
    )
    level_two: TextLine | None = Field(
        None, alias="二级", title="二级指标", description="如：数量指标、质量指标、时效指标"
    )
    code: TextLine | None = Field(
        None,
        alias="二级编码",
        description="原件所印的二级指标编码；与版式指标体系一致时不必填写",
    )
    name: Name = Field(alias="名称", title="三级指标", description="三级指标的名称")
    cycle_value: TextLine | None = Field(
        None, alias="实施周期指标值", description="整个实施周期要达到的值"
    )
    annual_value: TextLine | None = Field(None, alias="年度指标值", description="本年度要达到的值")
    classified: YesNo = Field(
        False, alias="涉密", description="写 true 则指标值按版式印统一的保密用语"
    )


class Document(Model):
    """What every kind begins with: kind, form, year and department."""

    kind: str = Field(alias="文种", description="文种")
    form: TextLine | None = Field(
        None, alias="版式", description="版式编号，perfreport forms 列出全部"
    )
    year: WholeNumber = Field(alias="年度", ge=1949, le=2199, description="预算年度，如 2024")
    department: Name = Field(alias="部门名称", description="部门（单位）全称")


class Declaration(Document):
    """A document that declares targets, by indicators with levels (绩效目标申报)."""


class Evaluation(Document):
    """A document that tells of a year that is over (绩效自评)."""
