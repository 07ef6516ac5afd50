"""What forms of several kinds word: numbers in front of items, cells of indicators.

Every computed or composed text of a document is written here once, as data of the form, and
reaches Word and PDF ready made.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from perfreport.blocks.model import Model
from perfreport.blocks.phrases import Phrase, Slots

NumberingScheme = Literal["一、", "（一）", "1.", "1、", "（1）", "①", "一是"]


class CellWording(Model):
    """How the indicators of a project become the text of one cell (绩效指标一栏)."""

    grouped: bool = Field(
        alias="按一级分组", description="true：同一级指标归为一组，组前写一级指标名称"
    )
    separate_paragraphs: bool = Field(alias="每条一段", description="true：每条指标另起一段")
    group_numbering: NumberingScheme = Field(
        "一、", alias="组号", description="组的编号样式；只有一组时不编号"
    )
    item_numbering: NumberingScheme = Field(alias="条号", description="条目的编号样式")
    number_single_item: bool = Field(
        alias="单条也编号", description="一组（或全部）只有一条时是否仍编号"
    )
    group_heading: Annotated[Phrase, Slots("number", "level_one")] = Field(
        Phrase("{number}{level_one}："), alias="组首", description="一组的开头"
    )
    item: Annotated[
        Phrase,
        Slots(
            "number", "level_one", "level_one_code", "level_two", "level_two_code", "name",
            "cycle_value", "annual_value",
        ),
    ] = Field(alias="条目", description="一条指标的写法")  # fmt: skip
