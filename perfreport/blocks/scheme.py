"""Evaluation schemes (评分办法): the points that one region and year lays down.

A scheme is data with its source, ``schemes/<id>.yaml`` beside the forms; a form's manifest names
the one it goes by. Weights that a scheme does not lay down are left out, and then not checked.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from perfreport.blocks.complaints import Complaint
from perfreport.blocks.fields import TextLine, WholeNumber, key
from perfreport.blocks.whole import Whole


class Scheme(Whole, title="评分办法"):
    """What the schemes of all kinds say of themselves."""

    id: Annotated[TextLine, key("方案", "方案编号，与文件名相同")]
    name: Annotated[TextLine, key("名称", "方案的名称")]
    region: Annotated[TextLine, key("地区", "适用地区")]
    year: Annotated[WholeNumber | None, key("年度", "只适用于评价一个年度的支出的，写哪一年度")] = (
        None
    )
    since: Annotated[TextLine | None, key("自何时起", "以后各年度都适用的，写自哪一年起")] = None
    document_number: Annotated[TextLine | None, key("文号", "印发文件的文号；不知道的不填")] = None
    source: Annotated[TextLine, key("依据", "方案出自哪里")]

    @property
    def reference(self) -> str:
        """Name and number."""
        return f"{self.name}（{self.document_number}）" if self.document_number else self.name

    @property
    def citation(self) -> str:
        """Name, number and source, as a finding cites them."""
        return f"{self.reference}，{self.source}"

    def is_of_another_year(self, year: int) -> bool:
        """Whether it is of one year alone, and not of ``year``."""
        return self.year is not None and self.year != year

    def complaints(self) -> Iterator[Complaint]:
        """It says for which year it is."""
        if (self.year is None) == (self.since is None):
            yield Complaint(("年度",), "请写“年度”或“自何时起”，写一个", ("年度", "自何时起"))
