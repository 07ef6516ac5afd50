"""Checking one document: all rules run, all report, in the order of the document."""

from __future__ import annotations

from collections.abc import Iterable

from perfreport.blocks.form import Form
from perfreport.blocks.model import Document
from perfreport.checks.engine.case import Case
from perfreport.checks.engine.finding import Finding
from perfreport.checks.engine.order import place_in
from perfreport.checks.engine.rule import Rule


def findings_of(document: Document, form: Form, rules: Iterable[Rule]) -> tuple[Finding, ...]:
    """What ``rules`` find in ``document``, which fits ``form``.

    Those about other kinds find nothing.

    Returns:
        the findings in the order of the document's fields, the graver first at one place.
    """
    case = Case(document, form)
    findings = [finding for rule in rules for finding in rule.findings(case)]
    kind = type(document)
    return tuple(
        sorted(findings, key=lambda one: (place_in(kind, one.path), -one.severity, one.code))
    )
