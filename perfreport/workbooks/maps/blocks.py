"""The blocks of a map: tables in a sheet, one below the other."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate
from typing import Annotated

from pydantic import Field

from perfreport.basics.addresses import NOWHERE, DataPath
from perfreport.basics.messages import choices, quoted
from perfreport.blocks.complaints import Complaint
from perfreport.blocks.fields import EMPTY, Many, TextLine, WholeNumber, YesNo, key
from perfreport.blocks.lexicon import normal
from perfreport.blocks.model import Model
from perfreport.blocks.whole import Whole
from perfreport.workbooks.maps.columns import MOST_ROWS, Column, number_of


class Join(Model, title="合写"):
    """Columns that some forms print in one text (合写): ≥ and 95 and % as ≥95%."""

    field: Annotated[TextLine, key("字段", "合写成哪一项，如 年度指标值")]
    parts: Annotated[
        Many[TextLine],
        key("由", "依次是计算符号、指标值、度量单位的字段", min_length=3, max_length=3),
    ]
    with_unit: Annotated[Many[TextLine], key("同单位", "合写时也带上单位的字段，如 实际完成值")] = (
        EMPTY
    )


class Block(Whole, title="块"):
    """A table in a sheet (块): heads, and rows under them."""

    name: Annotated[TextLine, key("名称", "供人辨认")]
    into: Annotated[
        TextLine | None, key("放进", "各行是哪个列表的各条，如 项目[1].绩效指标；段落的不写")
    ] = None
    is_prose: Annotated[YesNo, key("段落", "true：各行不是一条条的，每列的字逐行接成几段")] = False
    head: Annotated[
        Annotated[WholeNumber, Field(ge=1, le=MOST_ROWS)] | None,
        key("表头行", "表头（两行的，上面一行）在第几行；不写则接着上一块"),
    ] = None
    rows: Annotated[
        Annotated[WholeNumber, Field(ge=1, le=MOST_ROWS)] | None,
        key("行数", "固定的行数；不写则几条写几行"),
    ] = None
    columns: Annotated[Many[Column], key("列", "各列，依次写出", min_length=1)]
    fixed: Annotated[
        TextLine | None,
        key("固定行", "这一列（表头）说每行是哪一项，它的各个代码依次各占一行，没有数的也写出"),
    ] = None
    joins: Annotated[Many[Join], key("合写", "版式只有一栏的，把几列合写成一项")] = EMPTY
    ends: Annotated[Many[TextLine], key("止于", "以这些字开头的一行，已不是这一块")] = EMPTY

    @property
    def place(self) -> DataPath:
        """The list of which its rows are the items; no steps for prose."""
        return DataPath.parse(self.into) if self.into else NOWHERE

    @property
    def depth(self) -> int:
        """How many rows its heads have."""
        return max(len(each.headings) for each in self.columns)

    @property
    def width(self) -> int:
        """Over how many columns of the sheet it goes."""
        return max(at + each.span for each, at in zip(self.columns, self.numbers, strict=True))

    @property
    def is_by_letters(self) -> bool:
        """Whether its columns are fixed and need no heads to be found."""
        return all(each.letter for each in self.columns)

    def column(self, heading: str) -> Column | None:
        """Its column with the ``heading``."""
        return next((each for each in self.columns if each.heading == heading), None)

    @cached_property
    def numbers(self) -> tuple[int, ...]:
        """Where its columns are written, from 0."""
        letters = [number_of(each.letter) for each in self.columns if each.letter]
        spans = accumulate((each.span for each in self.columns), initial=0)
        return tuple(letters) or tuple(spans)[:-1]

    def complaints(self) -> Iterator[Complaint]:
        """Columns that differ; heads, fields and codes that there are."""
        if (self.into is None) != self.is_prose:
            yield Complaint((), "“放进”和“段落: true”要写一项，也只能写一项", ("放进", "段落"))
        heads = [tuple(map(normal, each.headings)) for each in self.columns]
        for position, each in enumerate(heads):
            if each in heads[:position]:
                message = "前面已有这个表头，两列的表头不能相同"
                yield Complaint(("列", position, "表头"), message, ("列",))
        lettered = [each.letter for each in self.columns if each.letter]
        if len(set(lettered)) < len(lettered) or 0 < len(lettered) < len(self.columns):
            yield Complaint(("列",), "“列号”要么各列都写，要么都不写，也不能相同", ("列",))
        if self.is_by_letters and self.head is None:
            yield Complaint((), "写了“列号”的，也要写“表头行”", ("列", "表头行"))
        yield from self._of_names()

    def _of_names(self) -> Iterator[Complaint]:
        known = [each.heading for each in self.columns]
        if self.fixed is not None:
            column = self.column(self.fixed)
            if column is None or not column.codes:
                message = f"没有{quoted(self.fixed)}这一列，或它没有“代码”"
                yield Complaint(("固定行",), message, ("固定行", "列"))
        for position, each in enumerate(self.columns):
            if each.exemption and each.exemption.column not in known:
                message = f"没有{quoted(each.exemption.column)}这一列，可写：{choices(known)}"
                yield Complaint(("列", position, "可空", "列"), message, ("列",))
        fields = [each.field for each in self.columns if each.field]
        for position, join in enumerate(self.joins):
            for at, part in enumerate(join.parts):
                if part not in fields:
                    message = f"没有哪一列的字段是{quoted(part)}"
                    yield Complaint(("合写", position, "由", at), message, ("合写", "列"))
