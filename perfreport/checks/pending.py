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


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierPendingRule(Described):
    """The rule that what a document is compared with is filled in."""

    def findings(self, pending: Sequence[DataPath]) -> Iterator[Finding]:
        """One for the first ``pending`` place of an earlier document, with how many there are."""
        if pending:
            message = f"所对照的这一份还有 {len(pending)} 处没有填写，没有填的没有对照"
            yield self.finding(pending[0], message, "填好以后请再对照一次")


EARLIER_PENDING_RULE = EarlierPendingRule(
    code="DRAFT-002",
    title="所对照的已填",
    checks=f"所对照的前面的文书中，每一处“{PENDING}”都已换成内容；还有没填的，已经填了的先对照",
    basis="文书应当填写完整",
    severities=(Severity.INFORMATION,),
)
