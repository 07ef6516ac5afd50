"""What forms of several kinds word: numbers in front of items, cells of indicators.

Every computed or composed text of a document is written here once, as data of the form, and
reaches Word and PDF ready made.
"""

from __future__ import annotations

from typing import Annotated, Literal

from perfreport.blocks.fields import key
from perfreport.blocks.phrases import Phrase, Slots
from perfreport.blocks.whole import ManifestPart

NumberingScheme = Literal["一、", "（一）", "1.", "1、", "（1）", "(一)", "(1)", "①", "一是", ""]


class CellWording(ManifestPart, title="指标栏"):
    """How the indicators of a project become the text of one cell (绩效指标一栏)."""

    grouped: Annotated[bool, key("按一级分组", "true：同一级指标归为一组，组前写一级指标名称")]
    separate_paragraphs: Annotated[bool, key("每条一段", "true：每条指标另起一段")]
    group_numbering: Annotated[NumberingScheme, key("组号", "组的编号样式；只有一组时不编号")] = (
        "一、"
    )
    item_numbering: Annotated[NumberingScheme, key("条号", "条目的编号样式")]
    number_single_item: Annotated[bool, key("单条也编号", "一组（或全部）只有一条时是否仍编号")]
    group_heading: Annotated[Phrase, Slots("number", "level_one"), key("组首", "一组的开头")] = (
        Phrase("{number}{level_one}：")
    )
    item: Annotated[
        Phrase,
        Slots(
            "number",
            "level_one",
            "level_one_code",
            "level_two",
            "level_two_code",
            "name",
            "cycle_value",
            "annual_value",
        ),
        key("条目", "一条指标的写法"),
    ]
