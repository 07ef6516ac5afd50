"""报告, of which forms say what they are."""

from __future__ import annotations

from perfreport.kinds.kind import Kind, Links
from perfreport.kinds.report.explanations import explanations
from perfreport.kinds.report.form import ReportForm


def _links() -> Links:
    from perfreport.kinds.chain.summarised import says_how
    from perfreport.kinds.project_evaluation.model import ProjectEvaluation

    return Links(compares_with=(ProjectEvaluation,), compares_on=says_how)


KIND = Kind(
    form=ReportForm,
    called="报告",
    explains=explanations,
    links=_links,
    is_open=True,
)
