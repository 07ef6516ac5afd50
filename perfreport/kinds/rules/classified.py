"""Rules about classified items (涉密): nothing of theirs is disclosed, and all of it is marked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from perfreport.blocks.model import Passage
from perfreport.checks.bases import DECLARATIONS, INFORMATION, SECRECY
from perfreport.checks.engine.case import Case
from perfreport.checks.engine.rule import Remark, remark, rule
from perfreport.kinds.project_targets.model import Project
from perfreport.kinds.self_evaluation.model import SelfEvaluation

_SAYS_CLASSIFIED = re.compile(
    r"""^(?:涉密|保密)(?:项目|指标|项目指标)?。?$
      | ^(?:涉密|保密)项目[。，；：]
      | [（(]涉密
      | 不(?:对外|予)公开""",
    re.VERBOSE | re.MULTILINE,
)
_WITHHELD = re.compile("不对外公开|不予公开")


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
        is_marked = any(path[:length] in marked for length in range(len(path)))
        # 加强涉密项目管理 as a goal of the department discloses nothing.
        is_in_scope = "项目" in path or "绩效指标" in path
        # 不对外公开 by itself says nothing of secrets (密).
        if is_in_scope and not is_marked and ("密" in text or "密" in found):
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
