"""A single value of a document as a cell of its workbook: what it is called and what it takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel

from perfreport.basics.addresses import DataPath
from perfreport.forms.offered import Choices, Sort

CellSort = Sort | Literal["整体"]
"""What a cell holds: a field, or what a group says (待填) in place of its parts (整体)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A value: a row of the sheet 资料, or a column of a list's sheet.

    Attributes:
        path: its keys, from the document or from the row of the list.
        heading: of its column, unique in its sheet; in 资料 its own key.
        sort: what its cell holds.
        hint: what belongs there; empty where the heading says it all.
        is_required: whether the form asks for it wherever its row is.
        is_one_of: whether it asks there for it or for others beside it, whichever it is.
        is_printed: whether the form has a place for it.
        is_stated: whether it says what an original prints though it follows from the rest
            (原件所印).
        is_list: whether it is a list that says something as a whole.
        is_shared: whether several rows may say it together, in merged cells: a level.
        choices: what it offers to choose from.
        example: of what it holds, as the row of an example has it.
        model: the class that has its field; None where nobody asks.
    """

    path: DataPath
    heading: str
    sort: CellSort
    hint: str = ""
    is_required: bool = False
    is_one_of: bool = False
    is_printed: bool = True
    is_stated: bool = False
    is_list: bool = False
    is_shared: bool = False
    choices: Choices | None = None
    example: str = ""
    model: type[BaseModel] | None = None

    @property
    def group(self) -> str:
        """The keys around it, as 栏目 has them: 预算整体情况, 资金 / 政府预算资金."""
        return " / ".join(str(key) for key in self.path.parent)

    @property
    def is_usual(self) -> bool:
        """Whether it is there in every workbook; what is not is there where data state it."""
        return self.is_printed and self.sort != "整体" and (self.is_required or not self.is_stated)
