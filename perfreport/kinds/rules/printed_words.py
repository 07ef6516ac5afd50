"""Rules about typed texts beside what the form prints around them, or in their place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from string import Formatter
from typing import NamedTuple

from perfreport.basics.addresses import DataPath
from perfreport.basics.patterns import regex
from perfreport.blocks.model import Model
from perfreport.blocks.phrases import Phrase
from perfreport.blocks.walk import keys_of
from perfreport.blocks.wording import CellWording
from perfreport.checks.bases import DECLARATIONS, PUNCTUATION, SECRECY
from perfreport.checks.engine.case import Case
from perfreport.checks.engine.rule import Remark, remark, rule

# At the end alone: 支出管理 may well be the name of a subject.
_UNFINISHED = regex("[，、,]$", re.MULTILINE)
_STOPS = "。，；、：,;:"
# 1.5万册 and 第一产业 begin with no number of an item, nor does 目标1类人群.
_SLOTS = ("name", "cycle_value", "annual_value", "reason")
"""The attributes that are typed and printed by a slot of that name."""
_SAYS_CLASSIFIED = regex(
    r"""^(?:涉密|保密)(?:项目|指标|项目指标)?。?$
      | ^(?:涉密|保密)项目[。，；：]
      | [（(]涉密
      | 不(?:对外|予)公开""",
    re.VERBOSE | re.MULTILINE,
    needs=["涉密", "保密", "公开"],
)


@rule(
    "TEXT-005",
    "与版式重复的标点",
    checks="版式在后面印有标点的文字，结尾不再写标点",
    basis=PUNCTUATION,
)
def no_stop_before_printed_stop(case: Case) -> Iterator[Remark]:
    """A text that the form closes with a stop of its own does not end with one."""
    parts, stops = _printed_with_stops(case)
    # How the texts of an attribute end tells of most documents that nothing is wrong.
    ends = {text[-1] for name in stops for _, part in parts if (text := getattr(part, name))}
    if ends.isdisjoint(_STOPS):
        return
    for place, text, stop in _closed_by_form(case):
        if text[-1] in _STOPS:
            yield remark(
                place.path,
                f"文字以“{text[-1]}”结尾，版式还要印“{stop}”，会印成“{text[-1]}{stop}”",
                f"请删去结尾的“{text[-1]}”",
            )


class _Place(NamedTuple):
    """A text field of a part, whose path is put together when it is asked for."""

    around: DataPath
    part: Model
    name: str

    @property
    def path(self) -> DataPath:
        return self.around / keys_of(type(self.part), self.name)


def _closed_by_form(case: Case) -> Iterator[tuple[_Place, str, str]]:
    """The texts behind which the form prints a stop: place, text and stop."""
    parts, stops = _printed_with_stops(case)
    for path, part in parts:
        for name, stop in stops.items():
            if text := getattr(part, name):
                yield _Place(path, part, name), text, stop


def _printed_with_stops(
    case: Case,
) -> tuple[Sequence[tuple[DataPath, Model]], dict[str, str]]:
    """The parts of which the form closes texts with stops of its own, and these by attribute."""
    parts: Sequence[tuple[DataPath, Model]]
    # Late: of each kind by itself.
    if case.form.kind_id == "self-evaluation":
        from perfreport.kinds.self_evaluation.form import SelfEvaluationForm
        from perfreport.kinds.self_evaluation.sections import Deduction

        phrase, parts = case.on(SelfEvaluationForm).wording.deduction, case.parts(Deduction)
    elif case.form.kind_id == "project-targets":
        from perfreport.kinds.project_targets.form import ProjectTargetsForm

        cell = case.on(ProjectTargetsForm).wording.indicator_cell
        if not isinstance(cell, CellWording):
            return (), {}
        phrase, parts = cell.item, case.placed_indicators
    else:
        return (), {}
    return parts, {name: stop for name in _SLOTS if (stop := _stop_behind(phrase, name))}


def _stop_behind(phrase: Phrase, slot: str) -> str:
    """The stop that ``phrase`` prints right behind ``slot``; empty where it prints none."""
    literal = literal_behind(phrase, slot)
    return literal[:1] if literal[:1] in _STOPS else ""


def literal_behind(phrase: Phrase, slot: str) -> str:
    """The words that ``phrase`` prints between ``slot`` and the next one."""
    parts = list(Formatter().parse(phrase.text))
    for (_, name, _, _), (literal, _, _, _) in pairwise((*parts, ("", None, None, None))):
        if name == slot:
            return literal
    return ""


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
    closed = {place.path for place, _, _ in _closed_by_form(case)}
    for spot in unfinished:
        if spot.path not in closed:
            yield remark(
                spot.path,
                f"文字以“{spot.found}”结尾，话没有说完：“{spot.before[-8:]}{spot.found}”",
                "请补上缺的文字，或改为“。”；一段被换行断开的，请接成一段",
            )


@rule(
    "CLASS-005",
    "没有标明的涉密内容",
    checks="文字自称涉密、不公开的项目和指标标有“涉密: true”",
    basis=SECRECY,
    kinds=DECLARATIONS,
)
def what_says_classified_is_marked(case: Case) -> Iterator[Remark]:
    """A project or indicator whose text says that it is classified is marked so."""
    from perfreport.kinds.project_targets.model import Project  # late: of few kinds

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
