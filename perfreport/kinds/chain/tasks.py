"""The key tasks of a department beside those of the earlier documents of its year."""

from __future__ import annotations

from collections.abc import Iterator

from perfreport.blocks.model import Document, EvaluationTable, Monitoring
from perfreport.checks.bases import AS_DECLARED, TARGETS_STAND, WARNING_OR_INFORMATION
from perfreport.checks.engine.finding import Severity
from perfreport.checks.engine.quoting import quote
from perfreport.checks.engine.rule import ARITHMETIC
from perfreport.checks.likeness import plain_text
from perfreport.compare.likeness import likeness
from perfreport.kinds.chain.account import Account, StatedTask
from perfreport.kinds.chain.case import Comparison, Disagreement, comparison_rule
from perfreport.kinds.chain.declared import TaskPair, same_tasks
from perfreport.kinds.chain.worded import reworded
from perfreport.kinds.department_targets.model import DepartmentTargets
from perfreport.kinds.self_evaluation.model import SelfEvaluation

_LATER = (DepartmentTargets, Monitoring, EvaluationTable, SelfEvaluation)


def _paired(comparison: Comparison) -> Iterator[tuple[Account, list[TaskPair]]]:
    """The earlier documents that have tasks, each with those that stand in both."""
    ours = comparison.account.tasks
    for earlier in comparison.earlier if ours else ():
        if earlier.tasks:
            yield earlier, same_tasks(ours, earlier.tasks)


@comparison_rule(
    "AGAINST-006",
    "任务都有报告",
    checks="部门申报的每项年度重点工作任务，自评报告的“年度重点工作任务”里都有，"
    "只在别的文字里提到的不算",
    basis=AS_DECLARED,
    needs=("key_tasks",),
)
def unreported_tasks(comparison: Comparison) -> Iterator[Disagreement]:
    """Every key task is reported on in the list of them (任务都有报告)."""
    for earlier, task in _dropped(comparison):
        yield Disagreement(
            task.path / "名称",
            f"{earlier.short}的年度重点工作任务{quote(task.name)}，自评报告没有报告完成情况",
            "请在自评报告的“年度重点工作任务”中补上；任务合并或取消的，请说明",
            document=earlier.position,
        )


@comparison_rule(
    "AGAINST-029",
    "任务没有少",
    checks="前面的环节的每项年度重点工作任务，部门申报表、监控表、自评表都有",
    basis=AS_DECLARED,
    kinds=(DepartmentTargets, Monitoring, EvaluationTable),
)
def dropped_tasks(comparison: Comparison) -> Iterator[Disagreement]:
    """Every declared task is watched and evaluated (任务没有少)."""
    for earlier, task in _dropped(comparison):
        yield Disagreement(
            task.path / "名称",
            f"{earlier.short}的任务{quote(task.name)}，{comparison.account.short}里没有",
            "请补上；任务合并或取消的，请说明",
            document=earlier.position,
        )


def _dropped(comparison: Comparison) -> Iterator[tuple[Account, StatedTask]]:
    """The tasks that the document lacks; none while it has some without a name yet."""
    if not all(each.name for each in comparison.account.tasks):
        return
    for earlier, pairs in _paired(comparison):
        kept = {pair.earlier.path for pair in pairs}
        yield from (
            (earlier, each) for each in earlier.tasks if each.name and each.path not in kept
        )


@comparison_rule(
    "AGAINST-033",
    "任务没有多",
    checks="每项年度重点工作任务，前面的环节都有",
    basis=AS_DECLARED,
    kinds=_LATER,
)
def new_tasks(comparison: Comparison) -> Iterator[Disagreement]:
    """Every key task stands in an earlier document (任务没有多)."""
    paired = list(_paired(comparison))
    known = {pair.later.path for _, pairs in paired for pair in pairs}
    is_open = any(not each.name for earlier, _ in paired for each in earlier.tasks)
    for task in comparison.account.tasks if paired and not is_open else ():
        if task.name and task.path not in known:
            yield Disagreement(
                task.path / "名称",
                f"任务{quote(task.name)}，{_those_of(paired)}里没有",
                "请核对任务名称；年中新增的，请说明",
            )


def _those_of(paired: list[tuple[Account, list[TaskPair]]]) -> str:
    return "、".join(dict.fromkeys(earlier.short for earlier, _ in paired))


@comparison_rule(
    "AGAINST-034",
    "任务名称不变",
    checks="同一任务在各环节名称相同；不同的，说明按哪一项对照",
    basis=AS_DECLARED,
    kinds=_LATER,
)
def renamed_tasks(comparison: Comparison) -> Iterator[Disagreement]:
    """A task is called what it was called before (任务名称不变)."""
    for earlier, pairs in _paired(comparison):
        for pair in pairs:
            if pair.is_near:
                yield Disagreement(
                    pair.later.path / "名称",
                    f"任务{quote(pair.later.name)}与{earlier.short}的"
                    f"{quote(pair.earlier.name)}名称不同，按同一任务对照",
                    "同一任务请写成同一名称；不是同一任务的，请补上少了的，说明多了的",
                )


@comparison_rule(
    "AGAINST-035",
    "任务内容不变",
    checks="任务要做什么、达到什么目标，与前面的环节相同，标点不计；只是文字不同的作提示",
    basis=TARGETS_STAND,
    severities=WARNING_OR_INFORMATION,
    kinds=_LATER,
)
def changed_tasks(comparison: Comparison) -> Iterator[Disagreement]:
    """What a task is to do is what it was to do, and above all its numbers are (任务内容不变).

    A document that has one text alone has either of the two that were declared.
    """
    for earlier, pairs in _paired(comparison):
        for later, before, _ in pairs:
            for key, text in later.texts.items():
                said = before.texts.get(key) or _likest(text, before)
                if change := reworded(text, said, comparison.document.year):
                    yield Disagreement(
                        later.path / key,
                        f"任务{quote(later.name)}的{key}与{earlier.short}的不同：{change.told}",
                        "请照申报的填写；经批准调整过的，请写明调整的依据",
                        change.severity,
                    )


def _likest(text: tuple[str, ...], task: StatedTask) -> tuple[str, ...]:
    """That text of ``task`` which is most like ``text``; none where it has none."""

    def weight(other: tuple[str, ...]) -> float:
        one, two = ("".join(map(plain_text, each)) for each in (text, other))
        return likeness(one, two)

    return max(task.texts.values(), key=weight, default=())


@comparison_rule(
    "AGAINST-036",
    "任务资金不变",
    checks="任务的资金与前面的环节相等；申报的与全年预算数不等，或是年中调整，只作提示",
    basis=ARITHMETIC,
    severities=WARNING_OR_INFORMATION,
    kinds=(Document,),
)
def changed_money_of_tasks(comparison: Comparison) -> Iterator[Disagreement]:
    """A task costs what it was to cost (任务资金不变).

    What a declaration says is the budget at the start of the year, what an evaluation says that of
    the whole year: between them a difference may be an adjustment.
    """
    shown = comparison.rounding.exact_amount
    for earlier, pairs in _paired(comparison):
        for later, before, _ in pairs:
            if later.money is None or before.money is None or later.money == before.money:
                continue
            is_one = later.money_key == before.money_key
            yield Disagreement(
                later.path / later.money_key,
                f"任务{quote(later.name)}的{later.money_key}为{shown(later.money)}，"
                f"{earlier.short}的{before.money_key}为{shown(before.money)}",
                "请核对；年中经批准调整过的，请写明调整的依据",
                Severity.WARNING if is_one else Severity.INFORMATION,
            )
