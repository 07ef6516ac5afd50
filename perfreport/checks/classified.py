"""Rules about classified items (涉密): nothing of theirs is disclosed, and all of it is marked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from perfreport.checks.finding import Severity
from perfreport.checks.rule import Case, Remark
from perfreport.models import Passage, Project
from perfreport.models.walk import Path, walk

_HAN = re.compile("[\u4e00-\u9fff]")
_SAYS_CLASSIFIED = re.compile(
    "[（(]涉密|涉密项目|保密项目|涉密指标|不对外公开|不予公开|^(?:涉密|保密)$"
)
_WITHHELD = re.compile("不对外公开|不予公开")


def classified_names_are_codes(case: Case) -> Iterator[Remark]:
    """A classified project goes by a code, not by its name."""
    for path, project in case.projects:
        if project.classified and len(_HAN.findall(project.name)) >= 2:
            yield Remark(
                (*path, "名称"),
                Severity.WARNING,
                f"涉密项目的名称“{project.name}”是文字，不是代码",
                "请写项目代码；名称可以公开的，经保密审查后照原样保留",
            )


def classified_items_disclose_nothing(case: Case) -> Iterator[Remark]:
    """A classified project has no indicators of its own beside the standard sentence."""
    for path, project in case.projects:
        if project.classified and project.indicators:
            yield Remark(
                (*path, "绩效指标"),
                Severity.INFORMATION,
                f"涉密项目{project.name}另外公开了{len(project.indicators)}条指标",
                "请确认这些指标经保密审查可以公开；不能公开的请删去",
            )


def classified_money_is_shown(case: Case) -> Iterator[Remark]:
    """A classified project has its money like any other."""
    for path, project in case.projects:
        if project.classified and project.funds.total is None:
            yield Remark(
                path,
                Severity.WARNING,
                f"涉密项目{project.name}没有金额",
                "涉密项目只是不公开内容，请补上金额，使合计完整",
            )


def what_says_classified_is_marked(case: Case) -> Iterator[Remark]:
    """Whatever says that it is classified is marked so."""
    for path, project in case.projects:
        if not project.classified and (words := _words_of(project)):
            yield _unmarked(path, f"项目“{project.name}”", words)
    for path, indicator in case.placed_indicators:
        texts = (indicator.name, indicator.annual_value or "", indicator.cycle_value or "")
        words = _said_in(*texts)
        if words and not indicator.classified and not _is_within_classified(case, path):
            yield _unmarked(path, f"指标“{indicator.name}”", words)


def _is_within_classified(case: Case, path: Path) -> bool:
    """Whether the indicator at ``path`` is one of a classified project."""
    return any(
        project is not None and project.classified and path[:-1] == place
        for place, _, project in case.indicator_lists
    )


def _words_of(project: Project) -> str:
    return _said_in(project.name, *(project.goal or ()))


def _said_in(*texts: str) -> str:
    matches = (_SAYS_CLASSIFIED.search(text) for text in texts)
    return next((match.group() for match in matches if match), "")


def _unmarked(path: Path, label: str, words: str) -> Remark:
    return Remark(
        path,
        Severity.WARNING,
        f"{label}的文字中有“{words}”，却没有标明涉密",
        "涉密的请写“涉密: true”，由版式印出统一的说明；不涉密的请改写文字",
    )


def withheld_passages_are_marked(case: Case) -> Iterator[Remark]:
    """A passage that only says it is withheld is marked as classified."""
    for path, part in walk(case.self_evaluation):
        if not isinstance(part, Passage) or len(part.paragraphs or ()) != 1:
            continue
        (text,) = part.paragraphs or ("",)
        if "保密" in text and _WITHHELD.search(text) and len(text) < 80:
            yield Remark(
                path,
                Severity.INFORMATION,
                "这一节只写了不公开的说明",
                "请改写为“涉密: true”，由版式印出统一的说明",
            )
