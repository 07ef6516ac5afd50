"""Checking one document: all rules run, all report, in the order of the document."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from pydantic import BaseModel

from perfreport.basics.addresses import DataPath
from perfreport.blocks.form import Form
from perfreport.blocks.model import Document
from perfreport.blocks.walk import models_in
from perfreport.checks.engine.case import Case
from perfreport.checks.engine.finding import Finding
from perfreport.checks.engine.rule import Rule


def findings_of(document: Document, form: Form, rules: Iterable[Rule]) -> tuple[Finding, ...]:
    """What ``rules`` find in ``document``, which fits ``form``.

    Those about other kinds find nothing.

    Returns:
        the findings in the order of the document's fields, the graver first at one place.
    """
    # One for all rules, which share what is worked out of it.
    case = Case(document, form)
    findings = [finding for rule in rules for finding in rule.findings(case)]
    kind = type(document)
    return tuple(
        sorted(findings, key=lambda one: (place_in(kind, one.path), -one.severity, one.code))
    )


def place_in(kind: type[BaseModel], path: DataPath) -> tuple[int, ...]:
    """Where ``path`` comes in a document of ``kind``, to sort by."""
    places: list[int] = []
    model: type[BaseModel] | None = kind
    for key in path:
        if isinstance(key, int):
            places.append(key)
            continue
        # A key that the model does not have comes behind those that it has.
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
