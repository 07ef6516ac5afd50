"""Figures in the prose of a self-evaluation beside those of its tables (自评文字中的数字)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from perfreport.basics.addresses import DataPath
from perfreport.basics.patterns import regex
from perfreport.basics.quantities import Amount, Percent
from perfreport.blocks.model import Passage
from perfreport.blocks.sums import summed
from perfreport.blocks.walk import keys_of
from perfreport.checks.engine.case import Case
from perfreport.checks.engine.prose import Spot
from perfreport.checks.engine.rule import ARITHMETIC, Remark, remark, rule
from perfreport.checks.quantities.clauses import (
    clause_before,
    consists_of,
    full_sentence_before,
    is_of_another_time,
    rounds_to,
    sentence_before,
)
from perfreport.checks.quantities.prose_amounts import (
    Meant,
    Mention,
    Vocabulary,
    differing,
    is_of_the_whole,
    mentions_by_field,
)
from perfreport.kinds.self_evaluation.model import Appropriations, Expenditure, SelfEvaluation

_FIELDS = SelfEvaluation.model_fields.values()
_PASSAGES = {"部门整体支出绩效目标"} | {str(f.alias) for f in _FIELDS if f.annotation is Passage}
_WORDS = (
    "本年度?|当年|全年|年度|年末|年初|[我本全](?:部门|单位|[委局办厅院会])|部门|单位|整体|总体"
    "|人员经费|公用经费|基本支出|项目支出|支出|收入|预算|决算|调整后|实际|发生|完成|安排"
    "|共计|合计|总计|共|总额|总|金额|数额|数|额|其中|占比?|为|是|约|达到?|的"
)
_ROWS = regex("基本支出|项目支出|人员经费|公用经费")
_COLUMNS = {
    "initial": regex("年初(?:收入|支出|收支|安排)?预算"),
    "annual": regex("全年(?:收入|支出|收支)?预算|调整后(?:收入|支出|收支)?预算"),
    "final": regex("决算|实际(?:发生)?支出"),
}
_OF_THE_YEAR = regex("[0-9]年|全年|本年|年度|部门|单位|整体")
# In this order, for messages name the first where a text names no column: what was spent.
_KEYS = {name: keys_of(Appropriations, name).label for name in ("final", "annual", "initial")}
_STATED_RATE = regex(
    r"支出(?:执行率|执行进度|进度) ?(?:为|达到|达|是|：|:)? ?(\d{1,3}(?:\.\d+)?)[%％]"
    r"(?!的|[（(]?含|及?以[上下内]|左右|[-－—~～至])"
)
_STATED_SCORE = regex(
    r"(?:综合自评|自评总|自评综合)得分(?:为)?(\d{1,3}(?:\.\d+)?)分(?!以[上下]|左右)"
)
_OF_THE_WHOLE = (
    r"全年|本?年度|当年|年末|整体|总体|总|预算|的|[我本](?:部门|单位|[委局办厅院会])|部门|单位"
)
_PLAINLY_OF_THE_WHOLE = regex("全年|整体|总体")
_OF_ANOTHER = regex("下属|下级|二级|所属|处室|各区|项目|[0-9]个单位")
_OF_A_PART = regex(
    "项目|专项|任务|课题|工程|资金|经费|基本支出|一般公共预算|基金|财政拨款|平均"
    "|下属|下级|二级|所属|处室|各区"
)


@rule(
    "SUM-035",
    "自评文字中的金额",
    checks="文字中所写的本部门预算数、决算数及其构成与表中的相同，四舍五入的视为相同",
    basis=ARITHMETIC,
    needs=("revenue", "final_account", "expenditure"),
)
def amounts_in_prose(case: Case) -> Iterator[Remark]:
    """An amount that the prose of a self-evaluation states is that of its tables."""
    document = case.of(SelfEvaluation)
    subjects = _subjects(document)
    vocabulary = _vocabulary(document, subjects)
    for _, mentions in mentions_by_field(case.prose, _PASSAGES):
        for mention in (each for each in mentions if each.ends_its_clause):
            meant = _meant(mention, document, subjects)
            if meant and is_of_the_whole(mention, meant, vocabulary, document):
                yield from differing(mention, meant, case.form.figures.rounding)


def _vocabulary(document: SelfEvaluation, subjects: Sequence[str]) -> Vocabulary:
    names = "|".join(map(re.escape, subjects))
    words = f"{re.escape(document.department)}|{document.year}年度?|{names}|{_WORDS}"
    return Vocabulary(re.compile(words), re.compile(f"{names}|{_ROWS.pattern}"))


def _subjects(document: SelfEvaluation) -> list[str]:
    """The functional subjects of the tables, the longer names first."""
    parts = (*document.revenue.subjects, *document.final_account)
    # The name of one subject may hold that of another.
    return sorted({part.subject for part in parts}, key=len, reverse=True)


def _meant(mention: Mention, document: SelfEvaluation, subjects: Sequence[str]) -> Meant | None:
    """The figure of which the clause speaks; None where it names none."""
    clause = mention.clause
    columns = [name for name, pattern in _COLUMNS.items() if pattern.search(clause)]
    rows = _ROWS.findall(clause)
    subject = next((each for each in subjects if each in clause), "")
    # Of two figures that one clause names the amount may be either.
    if len(columns) > 1 or len(rows) + bool(subject) > 1:
        return None
    if subject:
        return _meant_of_subject(subject, clause, columns, document)
    if rows:
        return _meant_of_row(rows[0], columns, document.expenditure)
    if not columns:
        return None
    # 科学技术年初预算600万元，决算560万元: the second clause is about the subject still.
    sentence = full_sentence_before(mention.spot)
    is_of_part = _ROWS.search(sentence) or any(each in sentence for each in subjects)
    return None if is_of_part else _meant_of_total(clause, columns[0], document)


def _meant_of_subject(
    subject: str, clause: str, columns: list[str], document: SelfEvaluation
) -> Meant | None:
    """The amount of a functional subject: budgeted at the start, or spent in the end."""
    column = "initial" if "预算收入" in clause else "".join(columns)
    parts = {"initial": document.revenue.subjects, "final": document.final_account}
    amounts = tuple(part.amount for part in parts.get(column, ()) if part.subject == subject)
    return Meant(f"{subject}{_KEYS[column]}", amounts) if amounts else None


def _meant_of_row(row: str, columns: list[str], expenditure: Expenditure) -> Meant:
    """A row of the expenditure table, in any column where the clause names none."""
    basic = expenditure.basic
    rows: dict[str, tuple[Appropriations, ...]] = {
        "人员经费": (basic.personnel,),
        "公用经费": (basic.operating,),
        # A stated total may differ from its parts by rounding; the text may quote either.
        "基本支出": (basic.total, Appropriations.of(basic, summed)),
        "项目支出": (expenditure.project,),
    }
    names = columns or list(_KEYS)
    amounts = tuple(getattr(each, name) for name in names for each in rows[row])
    return Meant(f"{row}{_KEYS[names[0]]}", amounts, is_plain=bool(columns))


def _meant_of_total(clause: str, column: str, document: SelfEvaluation) -> Meant | None:
    """The sum of all expenditure, or of all revenue, of which only the first budget is known."""
    expenditure = document.expenditure
    parts = Appropriations.of(expenditure, summed)
    amounts: tuple[Amount, ...] = (getattr(expenditure.total, column), getattr(parts, column))
    is_plain = bool(_OF_THE_YEAR.search(clause))
    if "收入" not in clause:
        return Meant(_KEYS[column], amounts, is_plain)
    revenue = document.revenue
    total = Amount.sum(part.amount for part in revenue.subjects)
    amounts = (revenue.total, total, *amounts)
    # 收入决算 is in no table of the report, and so cannot be held to one.
    return Meant("年初预算收入", amounts, is_plain) if column == "initial" else None


@rule(
    "RATE-004",
    "文字中的执行率和得分",
    checks="文字中所写的部门整体支出执行率（支出进度）、综合自评得分与算出的相同",
    basis=ARITHMETIC,
    needs=("expenditure", "effectiveness", "efficiency"),
)
def rates_and_scores_in_prose(case: Case) -> Iterator[Remark]:
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
    # Tasks and indicators give rates of their own.
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
