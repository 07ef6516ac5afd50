"""Checking documents: rules over the models, and findings that say what does not hold."""

from perfreport.checks.document import check_document
from perfreport.checks.engine.finding import Finding, Severity
from perfreport.checks.reports.handbook import rules_markdown, rules_text
from perfreport.checks.rules import RULES

__all__ = ["RULES", "Finding", "Severity", "check_document", "rules_markdown", "rules_text"]
