"""What a document still lacks: places of its data file that say 待填."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from perfreport.basics.addresses import DataPath
from perfreport.basics.quantities import PENDING
from perfreport.blocks.form import Form
from perfreport.blocks.model import Document
from perfreport.checks.engine.finding import Finding, Severity
from perfreport.checks.engine.rule import Described
from perfreport.data.pending import advice

FILL_IN = advice(Document, DataPath())
"""What to do about every place that says 待填; its own advice also tells what belongs there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingRule(Described):
    """The rule that nothing is left to be filled in."""

    def findings(
        self, kind: type[Document], pending: Sequence[DataPath], form: Form | None = None
    ) -> Iterator[Finding]:
        """One for each ``pending`` place in a document of ``kind``, perhaps on a ``form``."""
        for path in pending:
            yield self.finding(path, "这一项还没有填写", advice(kind, path, form))


def what_belongs(finding: Finding) -> str:
    """What belongs at the place of a ``finding`` of this rule; empty where its key says it all."""
    return finding.advice.removeprefix(FILL_IN).removeprefix("：")


PENDING_RULE = PendingRule(
    code="DRAFT-001",
    title="待填已填",
    checks=f"起草的数据文件中，每一处“{PENDING}”都已换成内容；还有没填的，其他规则暂不检查",
    basis="文书应当填写完整",
    # A document with a gap may be printed as a draft alone.
    severities=(Severity.ERROR,),
)
