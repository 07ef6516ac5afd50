"""Checking one document: all rules run, all report, in the order of the document."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from pydantic import BaseModel

from perfreport.checks.finding import Finding
from perfreport.checks.rule import Case, Rule
from perfreport.checks.rules import RULES
from perfreport.forms.manifest import Form
from perfreport.models import Document
from perfreport.models.walk import Path, models_in


def check_document(
    document: Document, form: Form, rules: Iterable[Rule] = RULES
) -> tuple[Finding, ...]:
    """What the rules find in ``document``, which fits ``form``.

    Args:
        document: of the form's kind.
        form: what it is printed on.
        rules: that are asked; those about other kinds find nothing.

    Returns:
        the findings in the order of the document's fields, the graver first at one place.
    """
    case = Case(document, form)
    findings = [finding for rule in rules for finding in rule.findings(case)]
    return tuple(sorted(findings, key=lambda finding: _order(finding, type(document))))


def _order(finding: Finding, kind: type[Document]) -> tuple[tuple[int, ...], int, str]:
    return place_in(kind, finding.path), -finding.severity, finding.code


def place_in(kind: type[BaseModel], path: Path) -> tuple[int, ...]:
    """Where ``path`` comes in a document of ``kind``, to sort by."""
    places: list[int] = []
    model: type[BaseModel] | None = kind
    for key in path:
        if isinstance(key, int):
            places.append(key)
            continue
        position, model = _fields(model).get(key, (len(_fields(model)), None))
        places.append(position)
    return tuple(places)


@cache
def _fields(model: type[BaseModel] | None) -> dict[str, tuple[int, type[BaseModel] | None]]:
    """The keys of ``model`` with their positions and the models they hold."""
    if model is None:
        return {}
    return {
        field.alias or name: (position, next(models_in(field.annotation), None))
        for position, (name, field) in enumerate(model.model_fields.items())
    }
