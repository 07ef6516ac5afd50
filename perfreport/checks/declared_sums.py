"""The rules that stated sums and rates hold, made of what models declare (原件所印的合计)."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from perfreport.basics.addresses import DataPath
from perfreport.basics.decimals import round_half_up
from perfreport.basics.quantities import Percent
from perfreport.blocks.model import Document
from perfreport.blocks.specialised import is_open
from perfreport.blocks.sums import label_of, share, shares_of, stated_by, sums_of, terms
from perfreport.blocks.walk import keys_of, models_inside, values_at
from perfreport.checks.bases import ERROR, ERROR_OR_INFORMATION
from perfreport.checks.engine.case import Case
from perfreport.checks.engine.rule import ARITHMETIC, Remark, Rule, remark
from perfreport.checks.footing import stated_total


def sum_rules(kind: type[Document]) -> tuple[Rule, ...]:
    """The rules that the sums hold which documents of ``kind`` may state, outermost first."""
    # What several kinds have alike has one rule for all of them.
    own = [each for each in models_inside(kind) if not is_open(each)]
    sums = [sum_rule(model, kind) for model in own if sums_of(model)]
    return (*sums, *(share_rule(model, kind) for model in own if shares_of(model)))


def sum_rule(model: type[BaseModel], *kinds: type[Document]) -> Rule:
    """The rule that the sums hold which a ``model`` inside documents of ``kinds`` may state."""
    sums = sums_of(model)
    assert sums is not None

    def check(case: Case) -> Iterator[Remark]:
        for path, part in case.parts(model):
            for at, value in stated_by(type(part)):
                # Most totals are not stated.
                if (stated := value(part)) is not None:
                    parts = (each.amount for each in terms(part, at)) if stated else ()
                    yield from stated_total(
                        path / keys_of(type(part), at),
                        label_of(part, at),
                        stated,
                        parts,
                        case.form.figures,
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


def share_rule(model: type[BaseModel], *kinds: type[Document]) -> Rule:
    """The rule that the percentages hold which a ``model`` inside documents of ``kinds`` states."""
    shares = shares_of(model)
    assert shares is not None

    def check(case: Case) -> Iterator[Remark]:
        for path, part in case.parts(model):
            declared = shares_of(type(part))
            for at in declared.of if declared else ():
                if (stated := values_at(at)(part)) is not None:
                    yield from _stated_share(path, part, at, stated)

    return Rule(
        code=shares.code,
        title=shares.title,
        checks=shares.checks,
        basis=ARITHMETIC,
        severities=ERROR,
        kinds=kinds,
        check=check,
    )


def _stated_share(path: DataPath, part: BaseModel, at: str, stated: Percent) -> Iterator[Remark]:
    """A remark where the data state another percentage than follows, to the decimals stated."""
    shares, computed = shares_of(type(part)), share(part, at)
    assert shares is not None
    if computed is None or not (computed.is_known and stated.is_known):
        return
    # 8.60% was rounded to two decimals, and 8.6% to one.
    places = max(0, -int(stated.value.as_tuple().exponent))
    exact = round_half_up(computed.value, places)
    if exact != stated.value:
        place = path / keys_of(type(part), at)
        of, whole = (keys_of(type(part), each)[-1] for each in shares.of[at])
        message = f"所写的{shares.label}是{stated}，而{of}除以{whole}是{exact:f}%"
        advice = f"请核对{of}和{whole}；两数无误的，删去所写的{shares.label}，由金额算出"
        yield remark(place, message, advice)
