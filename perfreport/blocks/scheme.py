"""Evaluation schemes (评价方案): the points that one region and year lays down.

A scheme is data with its source, ``schemes/<id>.yaml`` beside the forms; a form's manifest names
the one it goes by. Weights that a scheme does not lay down are left out, and then not checked.
"""

from __future__ import annotations

from pydantic import Field

from perfreport.blocks.model import Model, TextLine, WholeNumber


class Scheme(Model):
    """What the schemes of all kinds say of themselves."""

    id: TextLine = Field(alias="方案", description="方案编号，与文件名相同")
    name: TextLine = Field(alias="名称", description="方案的名称")
    region: TextLine = Field(alias="地区", description="适用地区")
    year: WholeNumber = Field(alias="年度", description="适用于评价哪一年度的支出")
    document_number: TextLine | None = Field(
        None, alias="文号", description="印发文件的文号；不知道的不填"
    )
    source: TextLine = Field(alias="依据", description="方案出自哪里")

    @property
    def citation(self) -> str:
        """Name, number and source, as a finding cites them."""
        number = f"（{self.document_number}）" if self.document_number else ""
        return f"{self.name}{number}，{self.source}"
