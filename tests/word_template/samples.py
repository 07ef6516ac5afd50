"""Made-up documents for the examples of the tool: what their templates see."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from perfreport.blocks.printed import View
from tests.docx.word_files import examples
from tools import word_template
from tools.word_template.description import Description
from tools.word_template.reading import read

FOLDER = Path(word_template.__file__).parent / "examples"
NAMES = tuple(path.stem for path in sorted(FOLDER.glob("*.txt")))


def example(name: str) -> Description:
    """What the example called ``name`` says."""
    return read((FOLDER / f"{name}.txt").read_text("utf-8"), f"{name}.txt")


class Spending(NamedTuple):
    """What a project may spend and has spent."""

    name: str
    budget: str
    spent: str
    rate: str


class Total(NamedTuple):
    """The same of all projects."""

    budget: str
    spent: str
    rate: str


class Sections(NamedTuple):
    """The sections of a report."""

    basics: tuple[str, ...]
    work: tuple[str, ...]
    scores: str
    causes: tuple[str, ...]
    problems: tuple[str, ...]
    advice: tuple[str, ...]
    others: tuple[str, ...]


class Report(NamedTuple):
    """What the example of a report sees."""

    department: str
    year: str
    sections: Sections
    projects: tuple[Spending, ...]
    total: Total
    date: str


_LONG = "本部门按照预算绩效管理的要求，对全部项目开展了绩效自评，自评覆盖率达到100%。"

_MADE_UP = {
    "henan-2020-evaluation-summary": Report(
        department="河南省某某厅",
        year="2025",
        sections=Sections(
            basics=(_LONG * 3, _LONG * 2),
            work=(_LONG * 2,),
            scores="全部项目平均得分96.50分。",
            causes=("招标推迟，部分工程未按期完工。", "需求增加，培训人数超出计划。"),
            problems=(_LONG,),
            advice=(_LONG,),
            others=("无。",),
        ),
        projects=(
            Spending("政务平台升级", "1,000.00", "985.20", "98.52%"),
            Spending("基层干部培训", "200.00", "200.00", "100.00%"),
        ),
        total=Total("1,200.00", "1,185.20", "98.77%"),
        date="2026年3月20日",
    ),
}

VIEWS: dict[str, View] = {
    **_MADE_UP,
    **{each.form_id: each.view for each in examples() if each.form_id in NAMES},
}
"""What each example prints: a document in ``data_examples`` where its form is built in."""
