"""Rules about what evaluation tables say of deviations (偏差原因): due, and not due."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from perfreport.basics.patterns import regex
from perfreport.blocks.walk import walk_texts
from perfreport.checks.bases import EVALUATION_RULES, INFORMATION, SCHEME
from perfreport.checks.engine.case import Case
from perfreport.checks.engine.quoting import quote
from perfreport.checks.engine.rule import Remark, Rule, remark, rule
from perfreport.kinds.evaluation import scoring
from perfreport.kinds.evaluation.judgements import (
    is_exactly_met,
    is_far_above,
    is_rate_low,
    is_unmet,
)
from perfreport.kinds.evaluation.model import EvaluatedIndicator, Scored, ScoredDocument
from perfreport.kinds.evaluation.points import target_text

# 预算执行率偏低的原因是…, 按合同下年支付: where a form has no cell for it, any text will do.
_WHY = regex(
    "执行率|未执行|结转|结余|(?:未|没有|[下次]年|延[迟期]|推迟).{0,6}支付|支付.{0,6}(?:慢|滞后|延)"
)
_CELL = regex("执行.*原因")
_NO_REASON = regex("(?:无|没有|未发生|不存在|不涉及|不适用)?(?:偏差|偏离)?[。.—–/／-]*")
_COUNTED = "数量指标"


@rule(
    "SCORE-027",
    "偏差原因",
    checks="没有完成、超出较多的指标，写有偏差原因",
    basis=EVALUATION_RULES,
    kinds=(ScoredDocument,),
)
def deviations_have_reasons(case: Case) -> Iterator[Remark]:
    """Where a target was missed, or far exceeded, a reason is given."""
    scheme = scoring.scheme_of(case.form)
    for path, each in case.of(ScoredDocument).placed_indicators if scheme else ():
        if scheme is None or gives_reason(each):
            continue
        reasons = scheme.reasons
        if reasons.unmet and is_unmet(each, scheme):
            what, clause = "没有完成", reasons.unmet
        elif reasons.above and is_far_above(each, scheme):
            what, clause = f"超出指标值{reasons.above.share}以上", reasons.above
        else:
            continue
        yield remark(
            path / "偏差原因",
            f"{quote(each.name)}指标值{target_text(each)}，完成{each.actual}，{what}，没有写偏差原因",
            "请写明原因和改进措施",
            scheme.cites(clause),
        )


@rule(
    "SCORE-028",
    "执行率偏低",
    checks="执行率低于评分办法所定界限的，写有原因",
    basis=SCHEME,
    kinds=(ScoredDocument,),
)
def low_rates_have_reasons(case: Case) -> Iterator[Remark]:
    """An execution rate below the scheme's limit is explained somewhere."""
    scheme = scoring.scheme_of(case.form)
    for path, part in case.of(ScoredDocument).scored if scheme else ():
        rate = part.execution.rate if part.execution else None
        limit = scheme.reasons.rate_below if scheme else None
        if scheme and limit and is_rate_low(rate, scheme) and not _tells_why(part):
            shown = case.form.figures.rounding.rate_or_dash(rate)
            yield remark(
                path / "执行率得分",
                f"执行率{shown}，低于{limit.share}，没有写原因",
                "请写明预算执行率偏低的原因",
                scheme.cites(limit),
            )


@rule(
    "SCORE-031",
    "多余的偏差原因",
    checks="恰好完成、没有扣分的指标，不写偏差原因",
    basis=EVALUATION_RULES,
    severities=INFORMATION,
    kinds=(ScoredDocument,),
)
def reasons_are_due(case: Case) -> Iterator[Remark]:
    """What was reached to the digit and lost no points has nothing to explain."""
    scheme = scoring.scheme_of(case.form)
    for path, each in case.of(ScoredDocument).placed_indicators if scheme else ():
        if scheme and gives_reason(each) and is_exactly_met(each, scheme):
            score = scoring.score(each, case.form)
            if score is None or score == each.weight:
                yield remark(
                    path / "偏差原因",
                    f"{quote(each.name)}指标值{target_text(each)}，完成{each.actual}，恰好完成，却写了偏差原因",
                    "请核对完成值，或删去偏差原因",
                )


@rule(
    "SCORE-032",
    "项目完成与数量指标",
    checks="写明项目（任务）完成的，没有数量指标未完成",
    basis=EVALUATION_RULES,
    kinds=(ScoredDocument,),
)
def what_is_completed_is_done(case: Case) -> Iterator[Remark]:
    """Of what is said to be completed no quantity was missed."""
    scheme, document = scoring.scheme_of(case.form), case.of(ScoredDocument)
    completed = {path for path, part in document.scored if part.completed} if scheme else set()
    for path, each in document.placed_indicators if completed else ():
        level = case.taxonomy.level_two(each.level_two or "")
        is_counted = level is not None and level.name == _COUNTED
        # Quality or benefit may fall short of what was done to the end.
        if scheme and path[:-2] in completed and is_counted and is_unmet(each, scheme):
            yield remark(
                path / "实际完成值",
                f"写的是已经完成，而{quote(each.name)}指标值{target_text(each)}，只完成{each.actual}",
                "请核对是否全部完成和完成值；没有全部完成的写“否”",
            )


def gives_reason(indicator: EvaluatedIndicator) -> bool:
    """Whether a reason is given, and not merely that there is none (无)."""
    texts = indicator.deviation_reason or ()
    return not all(_NO_REASON.fullmatch(text.strip()) for text in texts)


def _tells_why(part: Scored) -> bool:
    """Whether a text of ``part`` beside its indicators speaks of money that was not spent."""
    texts = walk_texts(part) if isinstance(part, BaseModel) else ()
    return any(_WHY.search(text) or _CELL.search(path.label) for path, text in texts)


RULES: tuple[Rule, ...] = (
    deviations_have_reasons,
    low_rates_have_reasons,
    reasons_are_due,
    what_is_completed_is_done,
)
"""The rules about deviations."""
