"""The rule that a stated sum holds, made of what its model declares (原件所印的合计)."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from perfreport.blocks.model import Document
from perfreport.blocks.specialised import is_open
from perfreport.blocks.sums import label_of, stated_by, sums_of, terms
from perfreport.blocks.walk import keys_of, models_inside, values_at
from perfreport.checks.bases import ERROR_OR_INFORMATION
from perfreport.checks.engine.case import Case
from perfreport.checks.engine.rule import ARITHMETIC, Remark, Rule
from perfreport.checks.footing import stated_total


def sum_rules(kind: type[Document]) -> tuple[Rule, ...]:
    """The rules that the sums hold which documents of ``kind`` may state, outermost first."""
    # What several kinds have alike has one rule for all of them.
    own = (each for each in models_inside(kind) if sums_of(each) and not is_open(each))
    return tuple(sum_rule(model, kind) for model in own)


def sum_rule(model: type[BaseModel], *kinds: type[Document]) -> Rule:
    """The rule that the sums hold which a ``model`` inside documents of ``kinds`` may state."""
    sums = sums_of(model)
    assert sums is not None

    def check(case: Case) -> Iterator[Remark]:
        for path, part in case.walked:
            if isinstance(part, model):
                # Of a form's own class, that of the form.
                for at in stated_by(part):
                    stated = values_at(at)(part)
                    place = path / keys_of(type(part), at)
                    # Most totals are not stated, and their parts are not looked up.
                    parts = (each.amount for each in terms(part, at)) if stated else ()
                    yield from stated_total(
                        place, label_of(part, at), stated, parts, case.form.figures
                    )

    return Rule(
        code=sums.code,
        title=sums.title,
        checks=sums.checks,
        basis=ARITHMETIC,
        severities=ERROR_OR_INFORMATION,
        kinds=kinds,
        check=check,
    )
