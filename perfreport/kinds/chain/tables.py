"""The projects, indicators and goals of a document beside those of the earlier ones of its year."""

from __future__ import annotations

from collections.abc import Iterator

from perfreport.basics.addresses import DataPath
from perfreport.basics.quantities import Score
from perfreport.blocks.model import Document
from perfreport.checks.bases import (
    AS_DECLARED,
    SECRECY,
    TARGETS_STAND,
    WARNING_OR_INFORMATION,
    WITH_LEVELS,
)
from perfreport.checks.engine.quoting import quote
from perfreport.checks.likeness import plain_name, plain_text
from perfreport.kinds.chain.account import StatedIndicator
from perfreport.kinds.chain.beside import beside
from perfreport.kinds.chain.case import Comparison, Disagreement, comparison_rule
from perfreport.kinds.chain.worded import reworded
from perfreport.kinds.evaluation.model import EvaluatedIndicator
from perfreport.kinds.self_evaluation.model import SelfEvaluation

_WEIGHTS_STAND = (
    "《中央部门项目支出核心绩效目标和指标设置及取值指引（试行）》（财预〔2021〕101号）："
    "指标权重设立后原则上不得调整"
)
_ADJUSTED = "请核对；经批准调整过的，请写明调整的依据"


@comparison_rule(
    "AGAINST-019",
    "指标没有少",
    checks="前一环节的每项绩效指标，后一环节的表里都有；涉密的除外",
    basis=TARGETS_STAND,
    kinds=WITH_LEVELS,
)
def dropped_indicators(comparison: Comparison) -> Iterator[Disagreement]:
    """No indicator of an earlier document is left out (指标没有少)."""
    kept = {(each.declared.document, each.declared.path) for each in comparison.quotations}
    # Some forms print one line a project, without its indicators.
    if not comparison.account.indicators:
        return
    for each in beside(comparison):
        ours, theirs = each.indicators
        if all(one.name for one in ours):
            for gone in theirs:
                is_kept = (gone.document, gone.path) in kept
                is_excused = gone.is_classified or comparison.has_no_place(gone)
                if gone.name and not is_kept and not is_excused:
                    yield Disagreement(
                        gone.path / "名称",
                        f"{comparison.where(gone)}的指标{quote(gone.name)}，"
                        f"{comparison.account.short}里没有",
                        "请补上；经批准取消的，请写明依据",
                        document=gone.document,
                    )


@comparison_rule(
    "AGAINST-020",
    "指标没有多",
    checks="表里的每项绩效指标，前面的环节都有",
    basis=TARGETS_STAND,
    kinds=WITH_LEVELS,
)
def new_indicators(comparison: Comparison) -> Iterator[Disagreement]:
    """Every indicator stands in an earlier document (指标没有多)."""
    known = {each.quoting.path for each in comparison.quotations}
    found: dict[DataPath, StatedIndicator] = {}
    for each in beside(comparison):
        ours, theirs = each.indicators
        # Of two of one name one is told to be there twice, and none is new.
        names = {plain_name(one.name) for one in theirs}
        others = [one for one in ours if one.name and plain_name(one.name) not in names]
        if theirs and all(names):
            found |= {one.path: one for one in others if one.path not in known}
    for path, one in found.items():
        if comparison.is_laid_down(one):
            continue
        whose = one.project and f"项目{quote(one.project)}的"
        yield Disagreement(
            path / "名称",
            f"{whose}指标{quote(one.name)}，前面的环节都没有",
            "请核对指标名称；经批准增加的，请写明依据",
        )


@comparison_rule(
    "AGAINST-021",
    "指标权重不变",
    checks="同一指标的分值与前面的环节相同",
    basis=_WEIGHTS_STAND,
    kinds=WITH_LEVELS,
)
def changed_weights(comparison: Comparison) -> Iterator[Disagreement]:
    """Weights stay as they were approved (指标权重不变)."""
    for each in comparison.quotations:
        ours, theirs = each.quoting.weight, each.declared.weight
        if ours is not None and theirs is not None and ours != theirs:
            whose = each.quoting.project and f"项目{quote(each.quoting.project)}的"
            favour = "，对本单位有利" if _is_in_favour(each.quoting, ours, theirs) else ""
            yield Disagreement(
                each.quoting.path / "分值",
                f"{whose}指标{quote(each.quoting.name)}的分值为{ours}，"
                f"{comparison.account_at(each.declared.document).short}为{theirs}{favour}",
                "请改回；权重设立后原则上不得调整",
            )


def _is_in_favour(quoting: StatedIndicator, ours: Score, theirs: Score) -> bool:
    """Whether what was reached weighs more now, or what was missed less."""
    part = quoting.part
    if not (isinstance(part, EvaluatedIndicator) and part.score and part.score.is_known):
        return False
    is_full = part.score.value >= ours.value
    return (ours.value > theirs.value) is is_full


@comparison_rule(
    "AGAINST-023",
    "项目没有少",
    checks="前一环节的每个项目，后一环节的表里都有；涉密的除外",
    basis=AS_DECLARED,
    kinds=WITH_LEVELS,
)
def dropped_projects(comparison: Comparison) -> Iterator[Disagreement]:
    """No project of an earlier document is left out (项目没有少)."""
    ours = comparison.account
    if not all(each.name for each in ours.projects):
        return
    for earlier in comparison.earlier if ours.projects else ():
        kept = {pair.earlier.path for pair in comparison.projects.get(earlier.position, ())}
        for project in earlier.projects:
            if project.name and project.path not in kept and not project.is_classified:
                yield Disagreement(
                    project.path / "名称",
                    f"{earlier.short}的项目{quote(project.name)}，{ours.short}里没有",
                    "请补上；项目分在几份表中的，请把几份合起来对照；取消的，请说明",
                    document=earlier.position,
                )


@comparison_rule(
    "AGAINST-024",
    "项目没有多",
    checks="表里的每个项目，前面的环节都有",
    basis=AS_DECLARED,
    kinds=WITH_LEVELS,
)
def new_projects(comparison: Comparison) -> Iterator[Disagreement]:
    """Every project stands in an earlier document (项目没有多)."""
    known = {pair.later.path for pairs in comparison.projects.values() for pair in pairs}
    names = {plain_text(each.name) for earlier in comparison.earlier for each in earlier.projects}
    is_closed = comparison.projects and all(names)
    for project in comparison.account.projects if is_closed else ():
        is_new = project.path not in known and plain_text(project.name) not in names
        if project.name and is_new:
            yield Disagreement(
                project.path / "名称",
                f"项目{quote(project.name)}，前面的环节都没有",
                "请核对项目名称；由别的表申报的，请把那份一并用来对照；年中新增的，请说明",
            )


@comparison_rule(
    "AGAINST-025",
    "项目名称不变",
    checks="同一项目在各环节名称相同；不同的，说明按哪一个对照",
    basis=AS_DECLARED,
    kinds=WITH_LEVELS,
)
def renamed_projects(comparison: Comparison) -> Iterator[Disagreement]:
    """A project is called what it was called before (项目名称不变)."""
    for earlier in comparison.earlier:
        for pair in comparison.projects.get(earlier.position, ()):
            if pair.is_near:
                yield Disagreement(
                    pair.later.path / "名称",
                    f"项目{quote(pair.later.name)}与{earlier.short}的"
                    f"{quote(pair.earlier.name)}名称不同，按同一项目对照",
                    "同一项目请写成同一名称；不是同一项目的，不必理会由此得出的其他提示",
                )


@comparison_rule(
    "AGAINST-037",
    "指标级别不变",
    checks="同一指标的一级、二级指标与前面的环节相同；版式的指标体系不同的，按“相当于”的对照",
    basis=TARGETS_STAND,
    kinds=WITH_LEVELS,
)
def changed_levels(comparison: Comparison) -> Iterator[Disagreement]:
    """An indicator stands where it stood (指标级别不变)."""
    for each in comparison.quotations:
        ours = comparison.level_names(each.quoting)
        theirs = comparison.levels_there(each.declared)
        if theirs is None or ours == theirs or not all(ours):
            continue
        key = "一级" if ours[0] != theirs[0] else "二级"
        whose = each.quoting.project and f"项目{quote(each.quoting.project)}的"
        account = comparison.account_at(each.declared.document)
        yield Disagreement(
            each.quoting.path / key,
            f"{whose}指标{quote(each.quoting.name)}列在{quote('—'.join(ours))}之下，"
            f"{account.short}列在{quote('—'.join(each.declared.levels))}之下",
            "请改回；经批准调整过的，请写明调整的依据",
        )


@comparison_rule(
    "AGAINST-038",
    "实施单位不变",
    checks="同一项目的实施单位与前面的环节相同",
    basis=AS_DECLARED,
    kinds=WITH_LEVELS,
)
def changed_units(comparison: Comparison) -> Iterator[Disagreement]:
    """A project is carried out by the unit that was to do it (实施单位不变)."""
    for earlier in comparison.earlier:
        for pair in comparison.projects.get(earlier.position, ()):
            ours, theirs = pair.later.implementer, pair.earlier.implementer
            if ours and theirs and plain_text(ours) != plain_text(theirs):
                yield Disagreement(
                    pair.later.implementer_path,
                    f"项目{quote(pair.later.name)}的实施单位为{quote(ours)}，"
                    f"{earlier.short}为{quote(theirs)}",
                    "请核对；单位更名、项目改由别的单位实施的，请说明",
                )


@comparison_rule(
    "AGAINST-032",
    "涉密的没有公开",
    checks="前面的环节标了涉密的指标，后面的环节没有写出它的目标值、完成值",
    basis=SECRECY,
    kinds=(Document,),
)
def disclosed(comparison: Comparison) -> Iterator[Disagreement]:
    """What was withheld before is not told now (涉密的没有公开)."""
    for each in comparison.quotations:
        quoting, declared = each.quoting, each.declared
        if (
            declared.is_classified
            and not quoting.is_classified
            and (quoting.target or quoting.state)
        ):
            yield Disagreement(
                quoting.path,
                f"指标{quote(quoting.name)}在{comparison.account_at(declared.document).short}里标了涉密，"
                f"{comparison.account.short}写出了它的值",
                "请按保密规定处理：不公开的写“涉密: true”或删去；已经解密的不必理会",
            )


@comparison_rule(
    "AGAINST-027",
    "目标文字不变",
    checks="项目、部门的年度目标，文字与前面的环节相同，标点不计；只是文字不同的作提示",
    basis=TARGETS_STAND,
    severities=WARNING_OR_INFORMATION,
    kinds=(*WITH_LEVELS, SelfEvaluation),
)
def changed_goals(comparison: Comparison) -> Iterator[Disagreement]:
    """The goal is worded as it was, and above all its numbers are (目标文字不变)."""
    for each in beside(comparison):
        if change := reworded(*each.goals, comparison.document.year):
            yield Disagreement(
                each.goal_place,
                f"{each.whose}年度目标与{each.earlier.short}的不同：{change.told}",
                _ADJUSTED,
                change.severity,
            )
