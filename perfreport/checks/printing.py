"""What the PDF of a document cannot print; which characters those are the fonts say."""

from __future__ import annotations

from perfreport.basics.addresses import DataPath
from perfreport.checks.engine.finding import Finding
from perfreport.checks.engine.rule import Described

PRINTING_RULE = Described(
    code="PRINT-001",
    title="PDF 印不出的字",
    checks="PDF 印得出每一个字：字体里有，也不必与别的字连写、叠印或从右向左排；Word 不受影响",
    basis="文书应当一字不少地印出",
)


def unprintable(path: DataPath, problem: str, advice: str) -> Finding:
    """That the text at ``path`` has a character that the PDF cannot print."""
    return PRINTING_RULE.finding(path, f"PDF 印不出{problem}", advice)
