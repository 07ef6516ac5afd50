"""The columns of a map, and the cells that stand alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import Field

from perfreport.basics.addresses import DataPath
from perfreport.basics.messages import quoted
from perfreport.basics.patterns import regex
from perfreport.blocks.complaints import Complaint
from perfreport.blocks.fields import EMPTY, Many, TextLine, WholeNumber, YesNo, key
from perfreport.blocks.lexicon import normal, words_of
from perfreport.blocks.model import Model
from perfreport.blocks.months import months_of
from perfreport.blocks.whole import Whole
from perfreport.sheets.workbook import Spot

MOST_ROWS, MOST_COLUMNS = 10_000, 100
"""Where in a sheet a map may place something."""

_ADDRESS = regex(r"([A-Z]{1,2})([1-9]\d{0,4})")
_LETTERS = regex("[A-Z]{1,2}")

_MONTH = "X"
"""What stands for the month in a heading."""

Derived = Literal["序号", "分值减得分"]
"""What a column says that follows from others: the number of the row, or the points lost."""


def number_of(letters: str) -> int:
    """The number, from 0, of the column called ``letters``."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number - 1


class Code(Model, title="代码"):
    """What a cell says in place of what data say (代码)."""

    typed: Annotated[TextLine, key("表中", "表里的写法，如 6")]
    meant: Annotated[TextLine, key("数据", "数据文件里的写法，如 定性")]


class Exemption(Model, title="可空"):
    """Where a cell may be blank that must say something elsewhere."""

    column: Annotated[TextLine, key("列", "看哪一列（表头）")]
    values: Annotated[Many[TextLine], key("写着", "那一列写着这些时，这一列可空", min_length=1)]


class Column(Whole, title="列"):
    """A column of a block (列)."""

    heading: Annotated[TextLine, key("表头", "列名；别的写法按词表认")]
    upper: Annotated[TextLine | None, key("上级表头", "两行表头的，上一行的列名")] = None
    also: Annotated[Many[TextLine], key("又称", "词表以外的别的列名")] = EMPTY
    month_of: Annotated[
        TextLine | None,
        key("月份", "表头里的 X 是整份哪一项的末月，如 监控期间；读入时各月都认"),
    ] = None
    letter: Annotated[
        TextLine | None, key("列号", "固定在哪一列，如 C；不写则按表头认，写出时依次排")
    ] = None
    field: Annotated[
        TextLine | None, key("字段", "每行的哪一项，如 名称、资金.合计.年初预算数")
    ] = None
    outside: Annotated[
        TextLine | None, key("整体字段", "不是每行的，是整份的哪一项，如 项目[1].执行率分值")
    ] = None
    derived: Annotated[Derived | None, key("算出", "由别的列得出，不收进数据")] = None
    ignored: Annotated[TextLine | None, key("不收", "数据里没有这一项；说明为什么")] = None
    is_compulsory: Annotated[YesNo, key("必填", "true：表头前印 *，没有这一列不能读")] = False
    exemption: Annotated[
        Exemption | None, key("可空", "什么时候可以空着，别的时候要填；表头不印 *")
    ] = None
    goes_on: Annotated[YesNo, key("承上", "true：空着或合并的，和上一行相同")] = False
    is_merged: Annotated[YesNo, key("合并", "true：写出时，相同的上下合并")] = False
    codes: Annotated[Many[Code], key("代码", "表中的写法和数据的写法")] = EMPTY
    width: Annotated[
        Annotated[WholeNumber, Field(ge=2, le=100)], key("宽", "写出时的列宽，几个字")
    ] = 6
    span: Annotated[
        Annotated[WholeNumber, Field(ge=1, le=20)], key("占列", "写出时横着合并几列")
    ] = 1

    @property
    def headings(self) -> tuple[str, ...]:
        """Its heading from the top down."""
        return (self.upper, self.heading) if self.upper else (self.heading,)

    def in_months(self, text: str) -> Mapping[str, str]:
        """``text`` of its heading for each end of the months, by these (1-7月); alone as it is."""
        if self.month_of is None:
            return {"": text}
        return {"": text} | {f"1-{n}月": text.replace(_MONTH, str(n)) for n in range(1, 13)}

    def headed(self, months: str) -> str:
        """Its heading in a sheet about the ``months``; as the map has it where they say nothing."""
        found = months_of(months)
        return self.in_months(self.heading)[f"1-{found.last}月" if found and self.month_of else ""]

    def months_in(self, text: str) -> str:
        """The months that ``text`` of its heading says; none where it says none."""
        own = (
            (each, m)
            for name in (self.heading, *self.also)
            for m, each in self.in_months(name).items()
        )
        return next((months for each, months in own if normal(each) == words_of(text)), "")

    @property
    def called(self) -> str:
        """As messages name it."""
        return "/".join(self.headings)

    @property
    def told(self) -> str:
        """What becomes of it, in words."""
        if self.derived or self.ignored:
            return f"（{self.derived or self.ignored}）"
        return self.field or self.outside or ""

    @property
    def is_unread(self) -> bool:
        """Whether nothing of it gets into data."""
        return self.field is None and self.outside is None

    @property
    def path(self) -> DataPath:
        """The field, from the row or from the document."""
        return DataPath.parse(self.field or self.outside or "")

    def complaints(self) -> Iterator[Complaint]:
        """It is one of four things; its letter is one; its heading has room for a month."""
        if self.month_of is not None and _MONTH not in self.heading:
            message = f"写了“月份”的，表头里要有 {_MONTH}，如 截止{_MONTH}月支出"
            yield Complaint(("表头",), message, ("表头", "月份"))
        known = (self.field, self.outside, self.derived, self.ignored)
        if sum(each is not None for each in known) != 1:
            message = "“字段、整体字段、算出、不收”要写一项，也只能写一项"
            yield Complaint((), message, ("字段", "整体字段", "算出", "不收"))
        if self.letter is not None and not _is_column(self.letter):
            yield Complaint(("列号",), f"{quoted(self.letter)}不是列号，请写成 A、C、AB 这样")
        typed = [each.typed for each in self.codes]
        for position, each in enumerate(typed):
            if each in typed[:position]:
                message = f"{quoted(each)}写了两次，请删去一处"
                yield Complaint(("代码", position, "表中"), message, ("代码",))


class Constant(Model, title="常数"):
    """What every sheet of a layout means without saying it (常数)."""

    field: Annotated[TextLine, key("字段", "整份的哪一项，如 监控期间")]
    content: Annotated[TextLine, key("内容", "读入时写上的内容，如 1-7月")]

    @property
    def path(self) -> DataPath:
        """The field, from the document."""
        return DataPath.parse(self.field)


class Single(Whole, title="单格"):
    """A cell that says one thing (单格): found by the label beside it, or by its address."""

    field: Annotated[TextLine, key("字段", "整份的哪一项，如 部门名称、项目[1].名称")]
    label: Annotated[TextLine | None, key("标签", "旁边的字；别的写法按词表认")] = None
    side: Annotated[Literal["右", "下"], key("在", "值在标签的哪一边")] = "右"
    address: Annotated[
        TextLine, key("单元格", "值在哪一格，如 B3；有标签的按标签找，写出时写在这里")
    ]
    is_compulsory: Annotated[YesNo, key("必填", "true：找不到或空着不能读")] = False

    @property
    def path(self) -> DataPath:
        """The field, from the document."""
        return DataPath.parse(self.field)

    @property
    def spot(self) -> Spot:
        """Where its value is."""
        found = _ADDRESS.fullmatch(self.address)
        assert found is not None
        return Spot(int(found[2]) - 1, number_of(found[1]))

    @property
    def beside(self) -> Spot:
        """Where its label is written."""
        row, column = self.spot
        return Spot(row, column - 1) if self.side == "右" else Spot(row - 1, column)

    def complaints(self) -> Iterator[Complaint]:
        """Its address is one, with room for the label."""
        if not _ADDRESS.fullmatch(self.address):
            message = f"{quoted(self.address)}不是单元格，请写成 B3 这样"
            yield Complaint(("单元格",), message)
        elif self.label and min(self.beside) < 0:
            yield Complaint(("单元格",), "这一格的旁边没有地方写标签", ("单元格", "标签"))


def _is_column(letters: str) -> bool:
    return bool(_LETTERS.fullmatch(letters)) and number_of(letters) < MOST_COLUMNS
