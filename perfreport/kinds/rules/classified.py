"""Rules about classified items (涉密): nothing of theirs is disclosed, and all of it is marked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from perfreport.blocks.model import Passage
from perfreport.blocks.walk import walk
from perfreport.checks.bases import DECLARATIONS, INFORMATION, SECRECY, WARNING
from perfreport.checks.engine.case import Case
from perfreport.checks.engine.finding import Severity
from perfreport.checks.engine.quoting import quote
from perfreport.checks.engine.rule import Remark, rule
from perfreport.kinds.project_targets.model import Project, ProjectTargets
from perfreport.kinds.self_evaluation.model import SelfEvaluation

_HAN = re.compile("[\u4e00-\u9fff]")
_SAYS_CLASSIFIED = re.compile(
    r"""^(?:涉密|保密)(?:项目|指标|项目指标)?。?$
      | ^(?:涉密|保密)项目[。，；：]
      | [（(]涉密
      | 不(?:对外|予)公开""",
    re.VERBOSE | re.MULTILINE,
)
_WITHHELD = re.compile("不对外公开|不予公开")


@rule(
    "CLASS-001",
    "涉密项目的名称",
    checks="涉密项目以代码代替名称",
    basis=SECRECY,
    severities=WARNING,
    kinds=(ProjectTargets,),
)
def classified_names_are_codes(case: Case) -> Iterator[Remark]:
    """A classified project goes by a code, not by its name."""
    for path, project in case.parts(Project):
        if project.classified and len(_HAN.findall(project.name)) >= 2:
            yield Remark(
                path / "名称",
                Severity.WARNING,
                f"涉密项目的名称{quote(project.name)}是文字，不是代码",
                "请写项目代码；名称可以公开的，经保密审查后照原样保留",
            )


@rule(
    "CLASS-002",
    "涉密项目公开的内容",
    checks="涉密项目除统一的说明外没有另列指标",
    basis=SECRECY,
    severities=INFORMATION,
    kinds=(ProjectTargets,),
)
def classified_items_disclose_nothing(case: Case) -> Iterator[Remark]:
    """A classified project has no indicators of its own beside the standard sentence."""
    for path, project in case.parts(Project):
        disclosed = [each for each in project.indicators if not each.classified]
        if project.classified and disclosed:
            yield Remark(
                path / "绩效指标",
                Severity.INFORMATION,
                f"涉密项目{project.name}另外公开了{len(disclosed)}条指标",
                "请确认这些指标经保密审查可以公开；不能公开的请删去",
            )


@rule(
    "CLASS-003",
    "涉密项目的金额",
    checks="涉密项目写有金额",
    basis=SECRECY,
    severities=WARNING,
    kinds=(ProjectTargets,),
)
def classified_money_is_shown(case: Case) -> Iterator[Remark]:
    """A classified project has its money like any other."""
    for path, project in case.parts(Project):
        if project.classified and project.funds.total is None:
            yield Remark(
                path,
                Severity.WARNING,
                f"涉密项目{project.name}没有金额",
                "涉密项目只是不公开内容，请补上金额，使合计完整",
            )


@rule(
    "CLASS-005",
    "没有标明的涉密内容",
    checks="文字自称涉密、不公开的项目和指标标有“涉密: true”",
    basis=SECRECY,
    severities=WARNING,
    kinds=DECLARATIONS,
)
def what_says_classified_is_marked(case: Case) -> Iterator[Remark]:
    """A project or indicator whose text says that it is classified is marked so."""
    marked = {path for path, project in case.parts(Project) if project.classified}
    marked |= {path for path, indicator in case.placed_indicators if indicator.classified}
    for spots in case.prose.find_by_text(_SAYS_CLASSIFIED):
        path, text, found = spots[0].path, spots[0].text, spots[0].found
        is_marked = not marked.isdisjoint(path.prefixes())
        is_in_scope = "项目" in path or "绩效指标" in path
        if is_in_scope and not is_marked and ("密" in text or "密" in found):
            yield Remark(
                path,
                Severity.WARNING,
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
    for path, part in walk(case.of(SelfEvaluation)):
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
