"""Rules about typed texts beside what the form prints around them, or in their place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from string import Formatter

from perfreport.basics.addresses import DataPath
from perfreport.basics.patterns import regex
from perfreport.blocks.model import Model, Passage
from perfreport.blocks.phrases import Phrase
from perfreport.blocks.walk import keys_of
from perfreport.blocks.wording import CellWording
from perfreport.checks.bases import DECLARATIONS, INFORMATION, NUMBERING, PUNCTUATION, SECRECY
from perfreport.checks.engine.case import Case
from perfreport.checks.engine.quoting import quote
from perfreport.checks.engine.rule import Remark, remark, rule
from perfreport.kinds.department_targets.model import DepartmentTargets
from perfreport.kinds.project_targets.form import ProjectTargetsForm
from perfreport.kinds.project_targets.model import Project
from perfreport.kinds.project_targets.wording import ProjectTargetsWording
from perfreport.kinds.self_evaluation.form import SelfEvaluationForm
from perfreport.kinds.self_evaluation.model import SelfEvaluation
from perfreport.kinds.self_evaluation.sections import Deduction

# At the end alone: 支出管理 may well be the name of a subject.
_PRINTED_WITH_SUBJECTS = regex("(?:预算|决算)?(?:收入|支出)$")
_UNFINISHED = regex("[，、,]$", re.MULTILINE)
_STOPS = "。，；、：,;:"
# 1.5万册 and 第一产业 begin with no number of an item, nor does 目标1类人群.
_TYPED_NUMBER = regex(
    r"[一二三四五六七八九十]+、|[（(](?:[一二三四五六七八九十]+|\d{1,2})[）)]|\d{1,2}[.、．](?!\d)|[①-⑳]"
    r"|[目任](?:(?<=目)标|(?<=任)务)([一二三四五六七八九]|\d)[：:、.．]"
    r"|第?([一二三四五六七八九])(?:(?<=第.)[，,、：:]|(?<!第.)是)"
)
_SLOTS = ("name", "cycle_value", "annual_value", "reason")
"""The attributes that are typed and printed by a slot of that name."""
_NEXT = dict(pairwise("一二三四五六七八九十")) | dict(pairwise("0123456789"))
_SAYS_CLASSIFIED = regex(
    r"""^(?:涉密|保密)(?:项目|指标|项目指标)?。?$
      | ^(?:涉密|保密)项目[。，；：]
      | [（(]涉密
      | 不(?:对外|予)公开""",
    re.VERBOSE | re.MULTILINE,
)
_WITHHELD = regex("不对外公开|不予公开")


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
    parts: Iterable[tuple[DataPath, Model]]
    match case.form:
        case SelfEvaluationForm(wording=wording):
            phrase, parts = wording.deduction, case.parts(Deduction)
        case ProjectTargetsForm(
            wording=ProjectTargetsWording(indicator_cell=CellWording() as cell)
        ):
            phrase, parts = cell.item, case.placed_indicators
        case _:
            return
    stops = {name: stop for name in _SLOTS if (stop := _stop_behind(phrase, name))}
    for path, part in parts:
        for name, stop in stops.items():
            if text := getattr(part, name):
                yield path / keys_of(type(part), name), text, stop


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
    needs=("revenue", "final_account"),
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
        # A form that prints other words behind its subjects repeats nothing.
        if not _PRINTED_WITH_SUBJECTS.search(printed):
            continue
        for position, part in enumerate(subjects):
            name = _PRINTED_WITH_SUBJECTS.sub("", part.subject)
            # A subject called 支出 alone would have no name left to advise.
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
    needs=("basis",),
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
    # A single goal is printed without a number, so that a typed one stands alone.
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
    # 一是……；二是…… within one goal counts its own points and not the goals.
    return bool(numeral) and number.group().replace(numeral, _NEXT.get(numeral, "")) in goal


@rule(
    "CLASS-005",
    "没有标明的涉密内容",
    checks="文字自称涉密、不公开的项目和指标标有“涉密: true”",
    basis=SECRECY,
    kinds=DECLARATIONS,
)
def what_says_classified_is_marked(case: Case) -> Iterator[Remark]:
    """A project or indicator whose text says that it is classified is marked so."""
    marked = {path for path, project in case.parts(Project) if project.classified}
    marked |= {path for path, indicator in case.placed_indicators if indicator.classified}
    for spots in case.prose.find_by_text(_SAYS_CLASSIFIED):
        path, text, found = spots[0].path, spots[0].text, spots[0].found
        is_in_scope = "项目" in path or "绩效指标" in path
        # 不对外公开 by itself says nothing of secrets (密).
        if is_in_scope and marked.isdisjoint(path.prefixes()) and ("密" in text or "密" in found):
            yield remark(
                path,
                f"文字中有“{found}”，却没有标明涉密",
                "涉密的请写“涉密: true”，由版式印出统一的说明；不涉密的请改写文字",
            )


@rule(
    "CLASS-006",
    "没有标明的涉密章节",
    checks="只写了不公开说明的一节标有“涉密: true”",
    basis=SECRECY,
    severities=INFORMATION,
    kinds=(SelfEvaluation,),
)
def withheld_passages_are_marked(case: Case) -> Iterator[Remark]:
    """A passage that only says it is withheld is marked as classified."""
    for path, passage in case.parts(Passage):
        text = "\n".join(passage.paragraphs or ())
        # A passage of several paragraphs, or a long one, says something beside the note.
        if "\n" not in text and "保密" in text and len(text) < 80 and _WITHHELD.search(text):
            yield remark(
                path,
                "这一节只写了不公开的说明",
                "请改写为“涉密: true”，由版式印出统一的说明",
            )
