"""The forms of 部门整体支出绩效自评报告."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal, Self

from pydantic import BaseModel, Field, PrivateAttr

from perfreport.basics.addresses import FieldPath
from perfreport.blocks.form import Deviation, Form
from perfreport.blocks.found import Said, Tree
from perfreport.blocks.model import Passage, TextLine
from perfreport.blocks.withheld import Withheld
from perfreport.kinds.self_evaluation import links
from perfreport.kinds.self_evaluation.model import SelfEvaluation
from perfreport.kinds.self_evaluation.printed import SelfEvaluationView
from perfreport.kinds.self_evaluation.scheme import SelfEvaluationScheme
from perfreport.kinds.self_evaluation.wording import SelfEvaluationWording


class SelfEvaluationForm(Form):
    """A form of 部门整体支出绩效自评报告."""

    kind_id: ClassVar = "self-evaluation"
    model: ClassVar = SelfEvaluation
    view: ClassVar = SelfEvaluationView
    scheme_class: ClassVar = SelfEvaluationScheme

    kind: Literal["部门整体支出绩效自评报告"] = Field(alias="文种", description="文种")
    wording: SelfEvaluationWording = Field(alias="用语", description="用语")
    scheme_id: TextLine | None = Field(
        None, alias="评价方案", description="评价方案的编号；不写则不按方案核对分值"
    )
    deviation: Deviation | None = Field(
        None, alias="完成值偏离", description="实际完成值远超预期实现值的界限；不写则不查"
    )
    _scheme: SelfEvaluationScheme | None = PrivateAttr(None)

    @property
    def named_scheme(self) -> str | None:
        """As the manifest says."""
        return self.scheme_id

    @property
    def scheme(self) -> SelfEvaluationScheme | None:
        """As ``going_by`` was given it."""
        return self._scheme

    def going_by(self, scheme: SelfEvaluationScheme | None) -> Self:
        """The same form with the ``scheme`` that it names, or without one."""
        form = self.model_copy()
        form._scheme = scheme
        return form

    @property
    def label_words(self) -> Iterator[str]:
        """The first level that goes without saying, and the second levels of the scheme."""
        yield self.wording.efficiency_level_one
        yield from (each.level_two for each in (self.scheme.efficiency if self.scheme else ()))

    def withheld(self, model: type[BaseModel]) -> tuple[Withheld, ...]:
        """The note in place of a classified passage."""
        words = Withheld({"paragraphs": (self.wording.classified_passage,)})
        return (words,) if issubclass(model, Passage) else ()

    def settle(self, tree: Tree, said: Said) -> None:
        """Deductions keep to the indicators that they are about."""
        links.relink(tree, said)

    def forget(self, tree: Tree) -> list[FieldPath]:
        """Reasons of lost points where nobody knows which indicators they are about."""
        return links.forget_reasons(tree)
