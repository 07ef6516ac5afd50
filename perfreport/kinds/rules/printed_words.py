"""Rules about typed texts beside what the form prints around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from string import Formatter

from perfreport.basics.addresses import DataPath
from perfreport.blocks.phrases import Phrase
from perfreport.checks.bases import NUMBERING, PUNCTUATION
from perfreport.checks.engine.case import Case
from perfreport.checks.engine.quoting import quote
from perfreport.checks.engine.rule import Remark, remark, rule
from perfreport.kinds.department_targets.model import DepartmentTargets
from perfreport.kinds.project_targets.form import ProjectTargetsForm
from perfreport.kinds.self_evaluation.form import SelfEvaluationForm
from perfreport.kinds.self_evaluation.model import SelfEvaluation

_PRINTED_WITH_SUBJECTS = re.compile("(?:预算|决算)?(?:收入|支出)$")
_UNFINISHED = re.compile("[，、,]$", re.MULTILINE)
_STOPS = "。，；、：,;:"
_TYPED_NUMBER = re.compile(
    r"[一二三四五六七八九十]+、|[（(](?:[一二三四五六七八九十]+|\d{1,2})[）)]|\d{1,2}[.、．](?!\d)|[①-⑳]"
    r"|[目任](?:(?<=目)标|(?<=任)务)([一二三四五六七八九]|\d)[：:、.．]"
    r"|第?([一二三四五六七八九])(?:(?<=第.)[，,、：:]|(?<!第.)是)"
)
_NEXT = dict(pairwise("一二三四五六七八九十")) | dict(pairwise("0123456789"))


@rule(
    "TEXT-005",
    "与版式重复的标点",
    checks="版式在后面印有标点的文字，结尾不再写标点",
    basis=PUNCTUATION,
)
def no_stop_before_printed_stop(case: Case) -> Iterator[Remark]:
    """A text that the form closes with a stop of its own does not end with one."""
    for path, text, stop in _closed_by_form(case):
        if text[-1] in _STOPS:
            yield remark(
                path,
                f"文字以“{text[-1]}”结尾，版式还要印“{stop}”，会印成“{text[-1]}{stop}”",
                f"请删去结尾的“{text[-1]}”",
            )


def _closed_by_form(case: Case) -> Iterator[tuple[DataPath, str, str]]:
    """The texts behind which the form prints a stop: path, text and stop."""
    if isinstance(case.document, SelfEvaluation):
        yield from _reasons(case)
    elif isinstance(case.form, ProjectTargetsForm):
        item = case.form.wording.indicator_cell.item
        stops = {
            name: stop
            for name in ("name", "cycle_value", "annual_value")
            if (stop := _stop_behind(item, name))
        }
        for path, indicator in case.placed_indicators:
            for name, stop in stops.items():
                if text := getattr(indicator, name):
                    yield path / _KEYS[name], text, stop


_KEYS = {"name": "名称", "cycle_value": "实施周期指标值", "annual_value": "年度指标值"}


def _reasons(case: Case) -> Iterator[tuple[DataPath, str, str]]:
    document, wording = case.of(SelfEvaluation), case.on(SelfEvaluationForm).wording
    stop = _stop_behind(wording.deduction, "reason")
    for label, section in (("履职效能", document.effectiveness), ("管理效率", document.efficiency)):
        for position, deduction in enumerate(section.deductions):
            if stop and deduction.reason:
                yield DataPath(label, "扣分原因", position, "原因"), deduction.reason, stop


def _stop_behind(phrase: Phrase, slot: str) -> str:
    """The stop that ``phrase`` prints right behind ``slot``; empty where it prints none."""
    literal = _literal_behind(phrase, slot)
    return literal[:1] if literal[:1] in _STOPS else ""


def _literal_behind(phrase: Phrase, slot: str) -> str:
    """The words that ``phrase`` prints between ``slot`` and the next one."""
    parts = list(Formatter().parse(phrase.text))
    for (_, name, _, _), (literal, _, _, _) in pairwise((*parts, ("", None, None, None))):
        if name == slot:
            return literal
    return ""


@rule(
    "TEXT-020",
    "与版式重复的科目用语",
    checks="科目的名称不带版式在后面印的“预算收入”“决算支出”，也不以“收入”“支出”结尾",
    basis="版式的用语",
    kinds=(SelfEvaluation,),
)
def subjects_without_printed_words(case: Case) -> Iterator[Remark]:
    """The name of a subject does not end in words for income or expenditure that the form adds."""
    document, wording = case.of(SelfEvaluation), case.on(SelfEvaluationForm).wording
    lists = (
        (DataPath("年初预算收入", "构成"), document.revenue.subjects, wording.revenue_part),
        (DataPath("决算支出"), document.final_account, wording.final_account_part),
    )
    for path, subjects, phrase in lists:
        printed = _literal_behind(phrase, "subject")
        if not _PRINTED_WITH_SUBJECTS.search(printed):
            continue
        for position, part in enumerate(subjects):
            name = _PRINTED_WITH_SUBJECTS.sub("", part.subject)
            if name and name != part.subject:
                yield remark(
                    path / position / "科目",
                    f"版式在科目后面还要印“{printed}”，会印成“{part.subject}{printed}”",
                    f"请把科目写作“{name}”",
                )


@rule(
    "TEXT-021",
    "自评依据的书名号",
    checks="自评依据的文件带书名号",
    basis=PUNCTUATION,
    kinds=(SelfEvaluation,),
)
def basis_in_title_marks(case: Case) -> Iterator[Remark]:
    """The document that the evaluation is based on stands in title marks (书名号)."""
    basis = case.of(SelfEvaluation).basis
    if "《" not in basis:
        yield remark(
            DataPath("自评依据"),
            f"自评依据{quote(basis)}没有书名号",
            "请写文件的全称并加书名号，如《…绩效评价工作方案的通知》",
        )


@rule(
    "TEXT-022",
    "没有说完的文字",
    checks="各段文字和各条目标不以“，”“、”结尾",
    basis=PUNCTUATION,
)
def texts_are_finished(case: Case) -> Iterator[Remark]:
    """No text ends in a comma; where the form prints a stop behind it, another rule says so."""
    unfinished = list(case.prose.find(_UNFINISHED))
    if not unfinished:
        return
    # Where the form prints a stop, 、 would be printed before it: the rule on that says what to do.
    closed = {path for path, _, _ in _closed_by_form(case)}
    for spot in unfinished:
        if spot.path not in closed:
            yield remark(
                spot.path,
                f"文字以“{spot.found}”结尾，话没有说完：“{spot.before[-8:]}{spot.found}”",
                "请补上缺的文字，或改为“。”；一段被换行断开的，请接成一段",
            )


@rule(
    "TEXT-010",
    "目标的双重编号",
    checks="由版式编号的目标前面没有手工写的编号",
    basis=NUMBERING,
    kinds=(DepartmentTargets, SelfEvaluation),
)
def goals_not_numbered_twice(case: Case) -> Iterator[Remark]:
    """A goal that the form numbers has no number typed before it."""
    document = case.document
    if not isinstance(document, DepartmentTargets | SelfEvaluation) or len(document.goals) < 2:
        return
    key = "总体绩效目标" if isinstance(document, DepartmentTargets) else "部门整体支出绩效目标"
    for position, goal in enumerate(document.goals):
        number = _TYPED_NUMBER.match(goal)
        if number and not _lists_points(goal, number):
            yield remark(
                DataPath(key, position),
                f"目标以“{number.group()}”开头，版式自动编号，会印成两个编号",
                f"请删去“{number.group()}”",
            )


def _lists_points(goal: str, number: re.Match[str]) -> bool:
    """Whether the goal goes on with the next number: 一是……，二是……; 目标1：……；目标2：……."""
    numeral = number[1] or number[2]
    return bool(numeral) and number.group().replace(numeral, _NEXT.get(numeral, "")) in goal
