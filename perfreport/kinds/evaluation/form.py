"""Forms of evaluation tables: indicators in rows, with points by a scheme."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel

from perfreport.blocks.fields import key
from perfreport.blocks.indicator_form import IndicatorForm
from perfreport.blocks.model import Indicator
from perfreport.blocks.scored_form import ScoredForm
from perfreport.blocks.whole import ManifestPart
from perfreport.kinds.evaluation.model import EvaluatedIndicator
from perfreport.kinds.evaluation.printed import SCORE
from perfreport.kinds.evaluation.scheme import EvaluationScheme


class EvaluationWording(ManifestPart, title="用语：绩效自评表"):
    """Wording of evaluation tables: they have no sentences."""


class EvaluationForm(IndicatorForm, ScoredForm):
    """A form whose indicators are evaluated."""

    scheme_class: ClassVar = EvaluationScheme
    indicator_class: ClassVar[type[Indicator]] = EvaluatedIndicator

    wording: Annotated[EvaluationWording, key("用语", "各句的写法；或共用的编号")] = (
        EvaluationWording()
    )

    @property
    def cells(self) -> Mapping[str, Any]:
        """Points that follow from the scheme."""
        return {"得分": SCORE}

    def objection_to(self, scheme: Any) -> str | None:
        """That a scheme is one of reports, which has no rule for the indicators of a table."""
        if not scheme.efficiency:
            return None
        return f"评分办法 {scheme.id} 是部门整体支出绩效自评报告的，没有自评表的计分规则，请另选"

    def shows(self, model: type[BaseModel]) -> Mapping[str, Any]:
        """Money by the form's sources, indicators in rows with the form's columns."""
        return {**super().shows(model), **self.rows_of(model)}
