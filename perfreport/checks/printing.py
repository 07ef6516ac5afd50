"""What the PDF of a document cannot print; which characters those are the fonts say."""

from __future__ import annotations

from dataclasses import dataclass

from perfreport.checks.bases import ALL
from perfreport.checks.finding import Described, Finding, Severity
from perfreport.models.walk import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintingRule(Described):
    """The rule that every character can be printed."""

    def finding(self, path: Path, problem: str, advice: str) -> Finding:
        """That the text at ``path`` has a character that is not printed."""
        return Finding(
            code=self.code,
            severity=Severity.WARNING,
            path=path,
            message=f"PDF 印不出{problem}",
            advice=advice,
            basis=self.basis,
        )


PRINTING_RULE = PrintingRule(
    code="PRINT-001",
    title="PDF 印不出的字",
    checks="PDF 印得出每一个字：字体里有，也不必与别的字连写、叠印或从右向左排；Word 不受影响",
    basis="文书应当一字不少地印出",
    severities=(Severity.WARNING,),
    kinds=ALL,
)
