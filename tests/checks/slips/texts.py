"""Slips in texts."""

from __future__ import annotations

from random import Random

from perfreport.basics.addresses import DataPath
from tests.checks.slips.slip import Slip, Tree, at, found_at, prose, put

_DECLARATIONS = ("部门整体预算绩效目标申报表", "项目支出绩效目标表")
_EVALUATIONS = ("部门整体支出绩效自评报告", "项目支出绩效自评表")


_TIMELESS = "部门职能"
"""What a department is for is told without regard to a year."""


def _slip(name: str, code: str, *texts: str, kinds: tuple[str, ...] = ()) -> Slip:
    """One of ``texts`` in place of a paragraph, ``{said}``; ``{before}`` is the year before."""

    def sow(tree: Tree, random: Random) -> DataPath | None:
        places = [path for path in prose(tree) if _TIMELESS not in path]
        if not places:
            return None
        path = random.choice(places)
        text = random.choice(texts).format(before=int(tree["年度"]) - 1, said=at(tree, path))
        put(tree, path, text)
        return found_at(tree, path)

    return Slip(name, code, kinds, sow)


TEXT_SLIPS: tuple[Slip, ...] = (
    _slip(
        "a tag or a formula", "TEXT-001", "{said}。\\n完成评审", "{said}#REF!", "{said}${{内容}}"
    ),
    _slip("nothing but a prompt", "TEXT-002", "（待补充）", "目标1：……", "TBD"),
    _slip("a placeholder", "TEXT-003", "{said}，完成XXX", "XX单位{said}", "{said}，参加××次"),
    _slip("a missing count", "TEXT-003", "{said}，参加_次", "{said}，编印X份", "{said}，202X年"),
    _slip("a note", "TEXT-003", "{said}（待核实）", "{said}【此处请王科补充】"),
    _slip("an instruction", "TEXT-023", "（此处填写项目概况）{said}", "{said}。（200字以内）"),
    _slip("a word typed twice", "TEXT-024", "进一步进一步{said}", "{said}，提高提高效率"),
    _slip("a clause typed twice", "TEXT-024", "{said}，维修泵站九座，维修泵站九座"),
    _slip("nothing chosen", "TEXT-025", "{said}，较上年增加（减少）5%", "{said}，经费增加持平"),
    _slip(
        "last year's plan",
        "TEXT-026",
        "{before}年计划完成下列工作：{said}",
        "{said}，到{before}年底完成",
        "力争{before}年实现下列目标：{said}",
        kinds=_DECLARATIONS,
    ),
    _slip(
        "last year's report", "TEXT-026", "{before}年，我局完成下列工作：{said}", kinds=_EVALUATIONS
    ),
    _slip(
        "inline numbers with a gap",
        "TEXT-009",
        "1、{said}；2、评审；4、发布",
        "①{said}；②评审；④发布",
        "第一，{said}；第二，评审；第四，发布",
        "目标1：{said}；目标2：评审；目标2：发布",
    ),
    _slip(
        "a look-alike", "TEXT-027", "{said}，完成⽬标", "{said}，⻓期坚持", "{said}，便\uf9dd群众"
    ),
    _slip("broken encoding", "TEXT-028", "{said}锟斤拷", "\ufffd\ufffd{said}", "{said}，完成????"),
    _slip(
        "unseen characters", "TEXT-029", "{said}，完成\u200b课题", "\ufeff{said}", "{said}\u200e"
    ),
)
