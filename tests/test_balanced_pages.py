"""A table whose columns follow its goals takes as few pages as any of the widths allowed to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Literal

import pytest
import yaml

import perfreport
from perfreport.basics import resources
from tests.outside.soffice import Soffice
from tests.test_page_counts import page_count, pages_in_word

FORM = "guangzhou-district-project-targets"
SETTINGS = perfreport.Settings(system_fonts=False)
LENGTHS = range(300, 601, 20)
ONE_PAGE = 440
"""Up to this length the goals of two projects have room on one page, with the right widths."""

_GOAL = "扩大法学会影响力，吸纳法学研究和法律事务领域新会员入会。着力开展多项法治宣传活动，"
_BALANCED = re.compile(r"([0-9.]+)pt\[([0-9.]+)pt,([0-9.]+)pt\]")


@cache
def rendered(
    length: int, projects: int, format: Literal["pdf", "docx"], settings: perfreport.Settings
) -> bytes:
    """A table of ``projects`` with goals of so many characters."""
    indicator = {
        "一级": "产出指标", "二级": "数量指标", "名称": "发展法学会会员人数",
        "实施周期指标值": "20人", "年度指标值": "20人",
    }  # fmt: skip
    listed = [
        {
            "名称": f"法学会工作经费{number}",
            "财政拨款": "10.41",
            "绩效目标": f"{(_GOAL * 15)[: length - 1]}。",
            "绩效指标": [indicator | {"名称": f"发展会员人数{each}"} for each in "甲乙丙"],
        }
        for number in "一二三"[:projects]
    ]
    tree = {
        "文种": "项目支出绩效目标表", "版式": FORM, "年度": 2024, "部门名称": "某某局",
        "资金使用单位": [{"名称": "某某局", "项目": listed}],
    }  # fmt: skip
    text = yaml.safe_dump(tree, allow_unicode=True, sort_keys=False)
    document = perfreport.loads(text)
    return perfreport.render(document, format, settings=settings)


def other_widths(folder: Path) -> Iterator[perfreport.Settings]:
    """Forms with widths that the columns of names, goals and indicators may have, and keep."""
    template = (resources.templates() / "pdf" / f"{FORM}.xml").read_text("utf-8")
    (own, *names), *free = (tuple(map(float, each)) for each in _BALANCED.findall(template))
    together = own + sum(width for width, _, _ in free)
    for name in (own, *names):
        for goal in range(round(free[0][1]), round(free[0][2]), 12):
            if not free[1][1] <= (last := together - name - goal) <= free[1][2]:
                continue
            place = folder / f"{name}-{goal}"
            (place / "pdf").mkdir(parents=True)
            fixed = template
            for width in (name, goal, last):
                fixed = _BALANCED.sub(f"{width:.2f}pt", fixed, count=1)
            (place / "pdf" / f"{FORM}.xml").write_text(fixed, "utf-8")
            yield perfreport.Settings(templates=(place,), system_fonts=False)


@pytest.mark.parametrize("projects", [1, 2, 3])
@pytest.mark.parametrize("length", LENGTHS)
def test_no_other_widths_take_fewer_pages(length: int, projects: int, tmp_path: Path) -> None:
    pages = page_count(rendered(length, projects, "pdf", SETTINGS))
    if projects == 1 or (projects == 2 and length <= ONE_PAGE):
        assert pages == 1
    elif length in LENGTHS[::5]:
        others = (rendered(length, projects, "pdf", each) for each in other_widths(tmp_path))
        assert pages == min(map(page_count, others))


def test_word_files_take_no_more_pages(soffice: Soffice) -> None:
    every = [(length, projects) for length in (300, 440, 460, 480) for projects in (1, 2)]
    in_word = pages_in_word(soffice, [rendered(*each, "docx", SETTINGS) for each in every])
    assert in_word == [page_count(rendered(*each, "pdf", SETTINGS)) for each in every]
