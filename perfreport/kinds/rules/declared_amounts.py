"""Amounts in the prose of a declaration beside those of its tables (文字中的金额)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from pydantic import BaseModel

from perfreport.basics.addresses import DataPath
from perfreport.basics.patterns import regex
from perfreport.basics.quantities import Amount, Unit
from perfreport.blocks.funds import Sources
from perfreport.blocks.model import Document
from perfreport.blocks.sums import figure, is_stated
from perfreport.blocks.walk import attributes, part_at, value_at
from perfreport.checks.amounts import amounts_in
from perfreport.checks.bases import DECLARATIONS
from perfreport.checks.engine.case import Case
from perfreport.checks.engine.rule import ARITHMETIC, Remark, rule
from perfreport.checks.quantities.clauses import (
    consists_of,
    is_of_another_time,
    names_another_year,
    sentence_before,
)
from perfreport.checks.quantities.prose_amounts import (
    Meant,
    Mention,
    Vocabulary,
    differing,
    is_of_the_whole,
    mentions_by_field,
    tells_other_unit,
    total_of,
)

if TYPE_CHECKING:
    from perfreport.kinds.department_targets.model import Budget

_OF_DEPARTMENT = frozenset({"总体绩效目标", "其他需完成的任务"})
_MONEY_OF_ONE = regex(
    "本项目|本任务|该任务|本项任务|项目|任务|本年度?|当年|全年|年?度|共计|合计|总计|共|计划|计|拟|申请|申报"
    "|安排|投入|下达|预算|资金|经费|财政|拨款|金额|总额|数额|数|总|额|为|是|约|达到?|需|的| "
)
_SAYS_MONEY = regex("预算|资金|经费|拨款|拟投入")
_SAYS_ITSELF = regex("本项目|本任务|该任务|本项任务|拟投入")
# Such a text tells of more money than the year has: 项目总投资300万元, 300万元，分三年实施.
_OF_SEVERAL_YEARS = regex(
    "总投资|概算|周期|跨年|逐年|各年|每年|年均|累计|结转|[一二三四五]期|分期|分批|分年"
    "|(?<![0-9])[2-9二两三四五六七八九十]年"
)
# What goes from part to part gives the money of parts: 一是购置设备。预算30万元。二是……
_ENUMERATES = regex(
    "[一二三四五六七八九十]是|其[一二三]|[一二三四五六七八九十][、）)]"
    "|[0-9][.、．）)](?![0-9])|[①-⑳]|另|其余|剩余"
)
_PARTS, _TOTAL = "其中", "合计"
# 安排财政拨款 after 2024年， opens its sentence as well.
_WITHOUT_MARKS = dict.fromkeys(map(ord, "，；：、,;:（）() "))
_A_YEAR = regex(r"(?:19|20)\d\d年度?")
_WORDS_OF_DEPARTMENT = (
    "本年度?|当年|全年|年度|[我本全](?:部门|单位|[委局办厅院会])|部门|单位|整体|预算|支出|收入|收支"
    "|共计|合计|总计|共|总额|总|金额|数额|数|额|安排|计划|财政拨款|基本|项目|其中|为|是|约|达到?|的"
)
# They are taken out before words for parts and other wholes are looked for,
# of which 项目支出 and 财政拨款 hold some.
_FIGURES_OF_DEPARTMENT = regex("基本支出|项目支出|财政拨款")
_SAYS_DEPARTMENT = regex("部门|单位|[我本][委局办厅院会]")
# Only beside 部门 or 单位: 全年预算收入20亿元 may be that of the whole town.
_WHOLE_BUDGET = regex(
    "预算总额|年度预算|(?:收入|支出|收支)总?(?:预算|总额)|预算总?(?:收入|支出)|总(?:收入|支出)"
)


@rule(
    "SUM-034",
    "申报文字中的金额",
    checks="文字中所写的本项目、本任务、本部门的金额与表中的相同，四舍五入的视为相同",
    basis=ARITHMETIC,
    kinds=DECLARATIONS,
)
def amounts_in_prose(case: Case) -> Iterator[Remark]:
    """An amount that a declaration's prose states is that of its table."""
    document = case.document
    of_department = _OF_DEPARTMENT if case.form.kind_id == "department-targets" else frozenset()
    for path, mentions in mentions_by_field(case.prose):
        if path[0] in of_department:
            yield from _money_of_department(case, mentions)
        elif meant := _money_of_one(document, path):
            yield from _money_stated_once(case, path, mentions, meant)


def _money_of_one(document: Document, path: DataPath) -> Meant | None:
    """The money of the project, task or the like to whose prose ``path`` leads, the whole first."""
    part = value_at(document, path.parent)
    # A name or a value is a text of one line; only goals and the like tell what something costs.
    is_prose = isinstance(value_at(document, path), tuple)
    if part is document or not isinstance(part, BaseModel) or not is_prose:
        return None
    fields = amounts_in(type(part))
    amounts = tuple(each for _, name in fields if (each := figure(part, name)) is not None)
    if not amounts:
        return None
    key, name = fields[0]
    if not is_stated(type(part), name):
        return Meant(key, amounts)
    # A project that states zero has another slip, of which SUM-033 tells.
    label = f"{type(part).model_config.get('title')}{key}"
    return Meant(label, amounts) if amounts[0].value else None


def _money_stated_once(
    case: Case, path: DataPath, mentions: list[Mention], meant: Meant
) -> Iterator[Remark]:
    """A remark where a text says what the whole costs, and the table says otherwise.

    Where it gives several such amounts, or amounts that add up, they are parts.
    """
    year = case.document.year
    stated = [each for each in mentions if _is_money_of_one(each, year)]
    if not stated:
        return
    value = value_at(case.document, path)
    text = "\n".join(value) if isinstance(value, tuple) else ""
    # The text as a whole, for the years may stand behind the amount: 预算300万元，2025年建成.
    if _OF_SEVERAL_YEARS.search(text) or names_another_year(text, year):
        return
    of_itself = [each for each in stated if _SAYS_ITSELF.search(each.clause)]
    if not of_itself:
        # Without 本项目 an amount is the whole at the head of a sentence alone:
        # 购置设备，预算30万元。 tells of the equipment.
        stated = [] if _lists_parts(mentions, text) else _opening(stated, mentions)
    elif _PARTS in text:
        stated = of_itself
    # 安排资金30万元……；安排资金70万元…… tell of two parts.
    is_one = len({each.yuan for each in stated}) == 1
    # The rule on magnitudes tells that the table has the wrong unit; once is enough.
    is_unit = is_one and any(tells_other_unit(stated[0], amount) for amount in meant.amounts)
    if is_one and not is_unit and total_of(mentions) != meant.amounts[0].to(Unit.YUAN):
        yield from differing(stated[0], meant, case.form.figures.rounding)


def _lists_parts(mentions: list[Mention], text: str) -> bool:
    """Whether ``text`` goes from part to part, without saying of what they are parts."""
    return (len(mentions) > 1 and _PARTS not in text) or bool(_ENUMERATES.search(text))


def _opening(stated: list[Mention], mentions: list[Mention]) -> list[Mention]:
    """Those of ``stated`` that open a sentence and are the largest of all ``mentions``."""
    largest = max(each.yuan for each in mentions)
    return [each for each in stated if each.yuan == largest and _opens_a_sentence(each)]


def _opens_a_sentence(mention: Mention) -> bool:
    """Whether nothing but the year and the like stands before it in its sentence."""
    before = sentence_before(mention.spot).translate(_WITHOUT_MARKS)
    return consists_of(_A_YEAR.sub("", before), _MONEY_OF_ONE)


def _is_money_of_one(mention: Mention, year: int) -> bool:
    if not (mention.ends_its_clause and _SAYS_MONEY.search(mention.spot.before)):
        return False
    # The year of the document may stand in the clause itself: 2024年本项目预算……
    clause = mention.clause.replace(f"{year}年", "")
    return (
        bool(_SAYS_MONEY.search(clause))
        and consists_of(clause, _MONEY_OF_ONE)
        and not is_of_another_time(sentence_before(mention.spot), year)
    )


def _money_of_department(case: Case, mentions: list[Mention]) -> Iterator[Remark]:
    from perfreport.kinds.department_targets.model import DepartmentTargets  # late: of that alone

    document = case.of(DepartmentTargets)
    rows = _rows_of(document.sources) if document.sources else {}
    if not rows and document.budget is None:
        return
    figures = "|".join((*map(re.escape, rows), _FIGURES_OF_DEPARTMENT.pattern))
    own = f"{re.escape(document.department)}|{document.year}年度?|{figures}"
    vocabulary = Vocabulary(re.compile(f"{own}|{_WORDS_OF_DEPARTMENT}"), re.compile(figures))
    for mention in (each for each in mentions if each.ends_its_clause):
        if document.budget:
            meant = _meant_of_budget(mention.clause, document.budget)
        else:
            meant = _meant_of_rows(mention.clause, rows)
        if meant and is_of_the_whole(mention, meant, vocabulary, document):
            yield from differing(mention, meant, case.form.figures.rounding)


def _rows_of(sources: Sources) -> Mapping[str, tuple[Amount, ...]]:
    """The amounts of each row of money in all its columns, by its label, the longer ones first."""
    labels = sorted(attributes(type(sources)).items(), key=lambda each: -len(each[0]))
    found: dict[str, tuple[Amount, ...]] = {}
    for label, name in labels:
        model = part_at(type(sources), name)
        of_stages = (figure(sources, f"{name}.{stage}") for stage in model.model_fields)
        found[label] = tuple(each for each in of_stages if isinstance(each, Amount))
    return found


def _meant_of_rows(clause: str, rows: Mapping[str, tuple[Amount, ...]]) -> Meant | None:
    """The row of money that ``clause`` names, or the whole of it."""
    label = next((each for each in rows if each in clause and each != _TOTAL), "")
    if label:
        return Meant(label, rows[label], is_plain=False) if rows[label] else None
    total = rows.get(_TOTAL) if _is_whole(clause) else None
    return Meant("资金合计", total) if total else None


def _is_whole(clause: str) -> bool:
    """Whether ``clause`` speaks of all the money of the department."""
    is_of_department = _SAYS_DEPARTMENT.search(clause) and _WHOLE_BUDGET.search(clause)
    return "部门预算" in clause or bool(is_of_department)


def _meant_of_budget(clause: str, budget: Budget) -> Meant | None:
    development = budget.special_funds + budget.other_development
    expenditure = Amount.sum((budget.basic, budget.project, development))
    income = budget.appropriation + budget.other_income
    if "基本支出" in clause:
        return Meant("基本支出", (budget.basic,), is_plain=False)
    if "项目支出" in clause:
        # Development expenditure (事业发展性支出) may be in what is called project money or not.
        return Meant("项目支出", (budget.project, budget.project + development), is_plain=False)
    if "财政拨款" in clause:
        return Meant("财政拨款", (budget.appropriation,), is_plain=False)
    if _is_whole(clause):
        return Meant("支出合计", (expenditure, income, budget.own_level + budget.transfers))
    return None
