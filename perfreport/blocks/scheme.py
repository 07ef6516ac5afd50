"""Evaluation schemes (评价方案): the points that one region and year lays down.

A scheme is data with its source, ``schemes/<id>.yaml`` beside the forms; a form's manifest names
the one it goes by. Weights that a scheme does not lay down are left out, and then not checked.
"""

from __future__ import annotations

from typing import Annotated

from perfreport.blocks.fields import TextLine, WholeNumber, key
from perfreport.blocks.model import Model


class Scheme(Model, title="评价方案"):
    """What the schemes of all kinds say of themselves."""

    id: Annotated[TextLine, key("方案", "方案编号，与文件名相同")]
    name: Annotated[TextLine, key("名称", "方案的名称")]
    region: Annotated[TextLine, key("地区", "适用地区")]
    year: Annotated[WholeNumber, key("年度", "适用于评价哪一年度的支出")]
    document_number: Annotated[TextLine | None, key("文号", "印发文件的文号；不知道的不填")] = None
    source: Annotated[TextLine, key("依据", "方案出自哪里")]

    @property
    def citation(self) -> str:
        """Name, number and source, as a finding cites them."""
        number = f"（{self.document_number}）" if self.document_number else ""
        return f"{self.name}{number}，{self.source}"
