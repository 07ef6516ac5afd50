"""Amounts in the prose of a self-evaluation beside those of its tables (自评文字中的金额)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from perfreport.basics.quantities import Amount
from perfreport.blocks.sums import summed
from perfreport.checks.engine.case import Case
from perfreport.checks.engine.rule import ARITHMETIC, Remark, rule
from perfreport.checks.quantities.clauses import full_sentence_before
from perfreport.checks.quantities.prose_amounts import (
    Meant,
    Mention,
    Vocabulary,
    differing,
    is_of_the_whole,
    mentions_by_field,
)
from perfreport.kinds.self_evaluation.model import Appropriations, Expenditure, SelfEvaluation

_PASSAGES = {
    "部门职能", "年度总体工作", "部门整体支出绩效目标", "部门整体绩效管理情况", "绩效自评情况",
    "存在的主要问题", "下一步改进措施",
}  # fmt: skip
_WORDS = (
    "本年度?|当年|全年|年度|年末|年初|[我本全](?:部门|单位|[委局办厅院会])|部门|单位|整体|总体"
    "|人员经费|公用经费|基本支出|项目支出|支出|收入|预算|决算|调整后|实际|发生|完成|安排"
    "|共计|合计|总计|共|总额|总|金额|数额|数|额|其中|占比?|为|是|约|达到?|的"
)
_ROWS = re.compile("基本支出|项目支出|人员经费|公用经费")
_COLUMNS = {
    "initial": re.compile("年初(?:收入|支出|收支|安排)?预算"),
    "annual": re.compile("全年(?:收入|支出|收支)?预算|调整后(?:收入|支出|收支)?预算"),
    "final": re.compile("决算|实际(?:发生)?支出"),
}
_OF_THE_YEAR = re.compile("[0-9]年|全年|本年|年度|部门|单位|整体")
_KEYS = {"final": "决算数", "annual": "全年预算数", "initial": "年初预算数"}


@rule(
    "SUM-035",
    "自评文字中的金额",
    checks="文字中所写的本部门预算数、决算数及其构成与表中的相同，四舍五入的视为相同",
    basis=ARITHMETIC,
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
    return sorted({part.subject for part in parts}, key=len, reverse=True)


def _meant(mention: Mention, document: SelfEvaluation, subjects: Sequence[str]) -> Meant | None:
    """The figure of which the clause speaks; None where it names none."""
    clause = mention.clause
    columns = [name for name, pattern in _COLUMNS.items() if pattern.search(clause)]
    rows = _ROWS.findall(clause)
    subject = next((each for each in subjects if each in clause), "")
    if len(columns) > 1 or len(rows) + bool(subject) > 1:
        return None
    if subject:
        return _meant_of_subject(subject, clause, columns, document)
    if rows:
        return _meant_of_row(rows[0], columns, document.expenditure)
    if not columns:
        return None
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
    return Meant("年初预算收入", amounts, is_plain) if column == "initial" else None
