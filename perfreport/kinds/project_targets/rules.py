"""Rules about 项目支出绩效目标表: its money, its offices, its classified projects."""

from __future__ import annotations

from collections.abc import Iterator

from perfreport.basics.addresses import DataPath
from perfreport.basics.patterns import regex
from perfreport.basics.quantities import Amount
from perfreport.blocks.walk import attributes, walk
from perfreport.checks.amounts import amounts_in
from perfreport.checks.bases import ERROR, FUNDED, INFORMATION, SECRECY
from perfreport.checks.engine.case import Case
from perfreport.checks.engine.quoting import quote
from perfreport.checks.engine.rule import ARITHMETIC, Remark, Rule, remark, rule
from perfreport.kinds.project_targets.model import Funds, Project, ProjectTargets, SpendingUnit

# Names begin with office and year: 某市发展研究中心2024年课题研究项目.
_BEFORE_YEAR = regex(r"[^\d（(“《]{6,}?(?=(?:19|20)\d\d)")
_SHARED_START = 4
# 某市发展研究2024年 is no office, and may be anything.
_ENDS_LIKE_AN_OFFICE = regex(r".*(?:[委局办厅院部校站所队处科室署]|中心)")
_HAN = regex("[\u4e00-\u9fff]")


@rule(
    "SUM-033",
    "没有金额的项目",
    checks="写了绩效目标或指标的项目有金额；涉密项目另见涉密内容",
    basis=FUNDED,
)
def projects_have_money(case: Case) -> Iterator[Remark]:
    """A project that has goals or indicators has money; a classified one has a rule of its own."""
    # A form may have no place for money at all; its projects cannot have any.
    if all(f"资金使用单位.项目.{key}" in case.form.not_printed for key in attributes(Funds)):
        return
    for path, project in case.parts(Project):
        has_money = any(amount.value for amount in _amounts(project))
        if (project.goal or project.indicators) and not has_money and not project.classified:
            yield remark(
                path,
                f"项目{quote(project.name)}写了绩效目标或指标，却没有金额",
                "请补上财政拨款、财政专户拨款或其他资金；本年度不安排资金的项目，请从表中删去",
            )


def _amounts(project: Project) -> Iterator[Amount]:
    """The money of ``project``, by the first forms' sources or by those of its form."""
    yield from (amount for amount in project.funds if amount is not None)
    for _, part in walk(project.sources) if project.sources else ():
        amounts = (getattr(part, name) for _, name in amounts_in(type(part)))
        yield from (amount for amount in amounts if amount is not None)


@rule(
    "TEXT-019",
    "单位的名称",
    checks="项目名称开头的单位名称前后一致",
    basis="同一单位在一份文书中用同一名称",
)
def offices_named_alike(case: Case) -> Iterator[Remark]:
    """Where project names begin with the spending unit, all begin with the same name of it."""
    document = case.of(ProjectTargets)
    for position, unit in enumerate(document.units):
        own = unit.name or document.department
        names = [project.name for project in unit.projects]
        # In most documents projects are not called after their unit, and any start may be a place.
        if not any(name.startswith(own) for name in names):
            continue
        for number, name in enumerate(names):
            start = _BEFORE_YEAR.match(name)
            if start and _is_short_for(start.group(), own):
                yield remark(
                    DataPath("资金使用单位", position, "项目", number, "名称"),
                    f"项目名称中的单位写作{quote(start.group())}，其他项目写作{quote(own)}",
                    f"请统一写作{quote(own)}；原件如此的可照录",
                )


def _is_short_for(short: str, name: str) -> bool:
    """Whether ``short`` is ``name`` with some characters left out, more than half of it kept."""
    if short == name or not _ENDS_LIKE_AN_OFFICE.fullmatch(short):
        return False
    if short[:_SHARED_START] != name[:_SHARED_START]:
        return False
    rest = iter(name)
    return len(short) * 2 > len(name) and all(character in rest for character in short)


@rule(
    "CLASS-001",
    "涉密项目的名称",
    checks="涉密项目以代码代替名称",
    basis=SECRECY,
)
def classified_names_are_codes(case: Case) -> Iterator[Remark]:
    """A classified project goes by a code, not by its name."""
    for path, project in case.parts(Project):
        if project.classified and len(_HAN.findall(project.name)) >= 2:
            yield remark(
                path / "名称",
                f"涉密项目的名称{quote(project.name)}是文字，不是代码",
                "请写项目代码；名称可以公开的，经保密审查后照原样保留",
            )


@rule(
    "CLASS-002",
    "涉密项目公开的内容",
    checks="涉密项目除统一的说明外没有另列指标",
    basis=SECRECY,
    severities=INFORMATION,
)
def classified_items_disclose_nothing(case: Case) -> Iterator[Remark]:
    """A classified project has no indicators of its own beside the standard sentence."""
    for path, project in case.parts(Project):
        # An indicator marked as classified prints nothing but the standard words.
        disclosed = [each for each in project.indicators if not each.classified]
        if project.classified and disclosed:
            yield remark(
                path / "绩效指标",
                f"涉密项目{project.name}另外公开了{len(disclosed)}条指标",
                "请确认这些指标经保密审查可以公开；不能公开的请删去",
            )


@rule(
    "CLASS-003",
    "涉密项目的金额",
    checks="涉密项目写有金额",
    basis=SECRECY,
)
def classified_money_is_shown(case: Case) -> Iterator[Remark]:
    """A classified project has its money like any other."""
    for path, project in case.parts(Project):
        if project.classified and not any(True for _ in _amounts(project)):
            yield remark(
                path,
                f"涉密项目{project.name}没有金额",
                "涉密项目只是不公开内容，请补上金额，使合计完整",
            )


@rule(
    "CLASS-004",
    "合计中的涉密项目",
    checks="所写的小计、合计没有漏掉涉密项目的金额",
    basis=ARITHMETIC,
    severities=ERROR,
)
def classified_money_in_totals(case: Case) -> Iterator[Remark]:
    """A stated total holds the money of classified projects too."""
    document, shown_amount = case.of(ProjectTargets), case.form.figures.rounding.exact_amount
    everything = tuple(project for _, project in case.parts(Project))
    totals = [(path / "小计", one.stated, one.projects) for path, one in case.parts(SpendingUnit)]
    totals.append((DataPath("合计"), document.stated, everything))
    for path, stated, projects in totals:
        if stated is None or stated.total is None:
            continue
        hidden = Amount.total(one.funds.total for one in projects if one.classified)
        open_money = Amount.total(one.funds.total for one in projects if not one.classified)
        # Any other gap is the business of the rules on sums; this one knows what was forgotten.
        if hidden and hidden.value and stated.total == open_money:
            yield remark(
                path / "总计",
                f"所写的总计恰好少了涉密项目的{shown_amount(hidden)}",
                "涉密项目的金额照常计入合计，请把它加进来，或删去所写的总计",
            )


RULES: tuple[Rule, ...] = (
    projects_have_money,
    offices_named_alike,
    classified_names_are_codes,
    classified_items_disclose_nothing,
    classified_money_is_shown,
    classified_money_in_totals,
)
