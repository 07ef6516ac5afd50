"""Money by source beside the same money divided otherwise (资金的来源与结构)."""

from __future__ import annotations

from collections.abc import Iterator

from perfreport.basics.addresses import DataPath
from perfreport.blocks.funds import Sources
from perfreport.blocks.sums import figure, terms
from perfreport.blocks.walk import keys_of, values_at
from perfreport.checks.bases import FORM_TABLE, WARNING_OR_INFORMATION
from perfreport.checks.declared_sums import share_rule, sum_rule
from perfreport.checks.engine.case import Case
from perfreport.checks.engine.finding import Severity
from perfreport.checks.engine.rule import Remark, rule
from perfreport.checks.footing import Footing, Side, footed

sources_add_up = sum_rule(Sources)
sources_have_their_shares = share_rule(Sources)

_ADVICE = "请核对各来源的资金和资金结构，两种分法是同一笔钱；原件如此的可照录"


@rule(
    "SUM-015",
    "资金的结构",
    checks="版式另有“结构”的（如基本支出、项目支出），每一栏各项之和等于资金合计",
    basis=FORM_TABLE,
    severities=WARNING_OR_INFORMATION,
)
def structure_meets_total(case: Case) -> Iterator[Remark]:
    """What the money is for adds up to where it comes from."""
    for path, part in case.parts(Sources):
        for at in part.structure:
            yield from _meets_total(case, path, part, at)


def _meets_total(case: Case, path: DataPath, part: Sources, at: str) -> Iterator[Remark]:
    """A remark on the ``part`` at ``path`` whose structure does not make up the total ``at``."""
    of = {each: amount for each in part.structure[at] if (amount := figure(part, each)) is not None}
    total = figure(part, at)
    if of and total is not None:
        is_stated = values_at(at)(part) is not None
        income = (total,) if is_stated else tuple(each.amount for each in terms(part, at))
        structure = Side("资金结构各项之和", tuple(of.values()))
        footing = Footing(Side("资金合计", income), structure, case.form.figures)
        place = path / keys_of(type(part), next(iter(of)))
        yield from footed(place, footing, Severity.WARNING, _ADVICE)
