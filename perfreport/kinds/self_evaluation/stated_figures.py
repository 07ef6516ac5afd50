"""The rule about figures that the prose states though the report computes them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from perfreport.basics.addresses import DataPath
from perfreport.basics.quantities import Amount, Percent
from perfreport.checks.engine.case import Case
from perfreport.checks.engine.prose import Spot
from perfreport.checks.engine.rule import ARITHMETIC, Remark, remark, rule
from perfreport.checks.quantities.clauses import (
    clause_before,
    consists_of,
    is_of_another_time,
    rounds_to,
    sentence_before,
)
from perfreport.kinds.self_evaluation.model import SelfEvaluation

_STATED_RATE = re.compile(
    r"支出(?:执行率|执行进度|进度) ?(?:为|达到|达|是|：|:)? ?(\d{1,3}(?:\.\d+)?)[%％]"
    r"(?!的|[（(]?含|及?以[上下内]|左右|[-－—~～至])"
)
_STATED_SCORE = re.compile(
    r"(?:综合自评|自评总|自评综合)得分(?:为)?(\d{1,3}(?:\.\d+)?)分(?!以[上下]|左右)"
)
_OF_THE_WHOLE = (
    r"全年|本?年度|当年|年末|整体|总体|总|预算|的|[我本](?:部门|单位|[委局办厅院会])|部门|单位"
)
_PLAINLY_OF_THE_WHOLE = re.compile("全年|整体|总体")
_OF_ANOTHER = re.compile("下属|下级|二级|所属|处室|各区|项目|[0-9]个单位")
_OF_A_PART = re.compile(
    "项目|专项|任务|课题|工程|资金|经费|基本支出|一般公共预算|基金|财政拨款|平均"
    "|下属|下级|二级|所属|处室|各区"
)


@rule(
    "RATE-004",
    "文字中的执行率和得分",
    checks="文字中所写的部门整体支出执行率（支出进度）、综合自评得分与算出的相同",
    basis=ARITHMETIC,
)
def figures_in_prose(case: Case) -> Iterator[Remark]:
    """An execution rate or score typed in the prose is the computed one."""
    document, rounding = case.of(SelfEvaluation), case.form.figures.rounding
    rate = document.expenditure.execution_rate
    for spot in case.prose.find(_STATED_RATE):
        typed = Percent(spot.match[1])
        if rate and not rounds_to(rate.value, typed.value) and _is_of_the_whole(spot, document):
            yield _other_figure(spot.path, f"支出执行率{typed}", rounding.rate(rate))
    printed_score = rounding.score(document.score)
    for spot in case.prose.find(_STATED_SCORE):
        if Amount(spot.match[1]).value != document.score.value and _is_own(spot, document):
            yield _other_figure(spot.path, f"自评得分{spot.match[1]}分", f"{printed_score}分")


def _is_own(spot: Spot, document: SelfEvaluation) -> bool:
    """Whether the score is the department's own of the year."""
    sentence = sentence_before(spot)
    return not (is_of_another_time(sentence, document.year) or _OF_ANOTHER.search(sentence))


def _is_of_the_whole(spot: Spot, document: SelfEvaluation) -> bool:
    """Whether the rate is the department's of the year, as far as its sentence tells.

    What its clause says before it must be words for the whole, and nothing before it in the
    sentence may speak of another time, nor of a part unless the clause plainly does not.
    """
    if spot.path[0] == "年度重点工作任务" or "关键指标" in spot.path:
        return False
    sentence, clause = sentence_before(spot), clause_before(spot)
    own = f"{re.escape(document.department)}|{document.year}(?:年度?)?|{_OF_THE_WHOLE}"
    if not consists_of(clause, re.compile(own)) or is_of_another_time(sentence, document.year):
        return False
    return bool(_PLAINLY_OF_THE_WHOLE.search(clause)) or not _OF_A_PART.search(sentence)


def _other_figure(path: DataPath, typed: str, computed: str) -> Remark:
    return remark(
        path,
        f"文字中写的{typed}与由表中数字算出的{computed}不同",
        f"请核对；无误的，把文字改为{computed}",
    )
