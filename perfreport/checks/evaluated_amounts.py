"""Amounts in the prose of a self-evaluation beside those of its tables (自评文字中的金额)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from perfreport.checks.clauses import consists_of, is_of_another_time, paragraph_before
from perfreport.checks.prose_amounts import Meant, Mention, differing, mentions_by_field
from perfreport.checks.rule import Case, Remark
from perfreport.models import SelfEvaluation
from perfreport.models.self_evaluation import Appropriations, Expenditure
from perfreport.quantities import Amount

_PASSAGES = {
    "部门职能", "年度总体工作", "部门整体支出绩效目标", "部门整体绩效管理情况", "绩效自评情况",
    "存在的主要问题", "下一步改进措施",
}  # fmt: skip
_WORDS = (
    "本年度?|当年|全年|年度|年末|年初|[我本全](?:部门|单位|[委局办厅院会])|部门|单位|整体|总体|人员|公用|经费"
    "|基本|项目|支出|收入|预算|决算|调整后|调整|实际|发生|完成|安排|共计|合计|总计|共|总额|总|金额|数额|数|额"
    "|其中|为|是|约|达到?|的"
)
_OF_THE_WHOLE = re.compile("部门整体|整体支出|[我本](?:部门|单位|[委局办厅院会])")
_OF_A_PART = re.compile("项目|专项|任务|课题|工程|资金|经费|评价")
_NEVER_OF_THE_WHOLE = re.compile(
    "一般公共|基金|财政拨款|国有资本|专户|三公|采购|结转|结余|压减|压缩|节约"
    "|下属|下级|二级|所属|处室|各区|中心|学校|医院|[支大]队|研究[院所]|本级"
)
_NAMES_OF_ROWS = re.compile("基本支出|项目支出|人员经费|公用经费")
_COLUMNS = {
    "initial": re.compile("年初(?:收入|支出|收支)?预算"),
    "annual": re.compile("全年(?:收入|支出|收支)?预算|调整后?(?:收入|支出|收支)?预算"),
    "final": re.compile("决算|实际(?:支出|发生|完成)"),
}
_FINAL_FIRST = ("final", "annual", "initial")
_KEYS = {"initial": "年初预算数", "annual": "全年预算数", "final": "决算数"}


def amounts_in_prose(case: Case) -> Iterator[Remark]:
    """An amount that the prose of a self-evaluation states is that of its tables."""
    document = case.self_evaluation
    subjects = {part.subject for part in (*document.revenue.subjects, *document.final_account)}
    names = sorted((document.department, *subjects), key=len, reverse=True)
    words = re.compile(f"{'|'.join(map(re.escape, names))}|{document.year}年度?|{_WORDS}")
    for mentions in mentions_by_field(case.prose):
        if mentions[0].spot.path[0] not in _PASSAGES:
            continue
        for mention in mentions:
            if _is_of_the_whole(mention, document, words) and (
                meant := _meant(mention.clause, document)
            ):
                yield from differing(mention, meant, case.form.figures.rounding)


def _is_of_the_whole(mention: Mention, document: SelfEvaluation, words: re.Pattern[str]) -> bool:
    """Whether the amount is the department's of the year, as far as its paragraph tells."""
    before = paragraph_before(mention.spot).replace(document.department, "")
    if not (mention.ends_its_clause and consists_of(mention.clause, words)):
        return False
    if is_of_another_time(before, document.year) or _NEVER_OF_THE_WHOLE.search(before):
        return False
    part = _OF_A_PART.search(_NAMES_OF_ROWS.sub("", before))
    return part is None or bool(_OF_THE_WHOLE.search(mention.clause))


def _meant(clause: str, document: SelfEvaluation) -> Meant | None:
    """The figure of which ``clause`` speaks; None where it names none."""
    columns = [name for name, pattern in _COLUMNS.items() if pattern.search(clause)]
    if len(columns) > 1:
        return None
    if subject := _subject_in(clause, document):
        columns = columns or (["initial"] if "预算收入" in clause else [])
        return _meant_of_subject(subject, columns, document)
    if "收入" in clause:
        total = document.revenue.total
        parts = Amount.sum(part.amount for part in document.revenue.subjects)
        initial = document.expenditure.total.initial
        return Meant("年初预算收入", (total, parts, initial)) if columns == ["initial"] else None
    return _meant_of_row(clause, columns, document.expenditure)


def _meant_of_row(clause: str, columns: list[str], expenditure: Expenditure) -> Meant | None:
    basic = expenditure.basic
    rows: dict[str, tuple[Appropriations, ...]] = {
        "人员经费": (basic.personnel,),
        "公用经费": (basic.operating,),
        "基本支出": (basic.total, Appropriations.sum_of(None, basic.personnel, basic.operating)),
        "项目支出": (expenditure.project,),
    }
    named = [name for name in rows if name in clause]
    if len(named) > 1 or not (named or columns):
        return None
    if not named:
        total, parts = expenditure.total, (basic.total, expenditure.project)
        rows = {"": (total, Appropriations.sum_of(None, *parts))}
    label = named[0] if named else ""
    amounts = tuple(getattr(row, name) for name in columns or _FINAL_FIRST for row in rows[label])
    return Meant(f"{label}{_KEYS[(columns or _FINAL_FIRST)[0]]}", amounts)


def _subject_in(clause: str, document: SelfEvaluation) -> str:
    subjects = {part.subject for part in (*document.revenue.subjects, *document.final_account)}
    return max((subject for subject in subjects if subject in clause), key=len, default="")


def _meant_of_subject(subject: str, columns: list[str], document: SelfEvaluation) -> Meant | None:
    """The amount of a functional subject: budgeted at the start, or spent in the end."""
    amounts = {
        "initial": [part.amount for part in document.revenue.subjects if part.subject == subject],
        "final": [part.amount for part in document.final_account if part.subject == subject],
    }
    meant = tuple(amounts.get(columns[0], ())) if columns else ()
    return Meant(f"{subject}{_KEYS[columns[0]]}", meant) if meant else None
