"""What the charts of a form's Word template may draw: rows of a list, by figures of one sort."""

from __future__ import annotations

from pathlib import Path

import pytest

from perfreport.basics.errors import TemplateError
from perfreport.documents.coverage import uses_of
from perfreport.forms.registry import FormRegistry
from tests.docx.word_files import parts_of, with_parts

NAME = "henan-2020-evaluation-summary"
MAIN = "word/document.xml"
TAG = "{% chart scores project score %}"


def uses_with(tag: str, folder: Path) -> None:
    """Have the form's Word template looked at with ``tag`` for its second chart."""
    registry = FormRegistry()
    file = registry.docx_template(NAME).read_bytes()
    text = parts_of(file)[MAIN].decode()
    assert text.count(TAG) == 1
    changed = with_parts(file, {MAIN: text.replace(TAG, tag).encode()})
    (folder / "docx").mkdir()
    (folder / "docx" / f"{NAME}.docx").write_bytes(changed)
    registry = FormRegistry([folder])
    uses_of(registry.get(NAME), registry, "docx")


@pytest.mark.parametrize(
    "tag",
    [
        TAG,
        "{% chart scores grade score %}",
        "{% chart execution project spent %}",
        "{% chart execution project rate %}",
        "{% chart execution project budget=预算数 spent=执行数 %}",
    ],
)
def test_figures_of_one_sort_may_be_drawn(tag: str, tmp_path: Path) -> None:
    uses_with(tag, tmp_path)


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (
            "execution project budget=预算数 rate=执行率",
            "“budget”是金额，“rate”是百分比，单位不同，长短不能比；请分成几张图，一张图里只画一种",
        ),
        (
            "execution project rate=执行率 budget=预算数 spent=执行数",
            "“rate”是百分比，“budget”是金额，单位不同",
        ),
        ("execution project project", "“project”是文字，画不成条形，请写数字的一项"),
        ("scores project grade", "“grade”是文字，画不成条形"),
        ("scores agency score", "“agency”不是一行文字，请写“scores”各行的名称"),
        ("scores naem score", "“naem”没有这一项，请写“scores”各行的名称"),
        ("scores project point", "“scores”的各行没有“point”"),
        ("nothing project score", "“nothing”不是列表"),
        ("department project score", "“department”不是列表"),
        ("basics project score", "“basics”不是列表"),
    ],
)
def test_anything_else_is_refused_by_template_and_tag(
    names: str, told: str, tmp_path: Path
) -> None:
    with pytest.raises(TemplateError) as refused:
        uses_with(f"{{% chart {names} %}}", tmp_path)
    [line] = str(refused.value).splitlines()
    assert line.startswith(f"版式 {NAME} 的 Word 模板：标签 {{% chart {names.split()[0]} ")
    assert told in line


def test_all_mistakes_of_a_chart_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(TemplateError) as refused:
        uses_with("{% chart scores agency grade=等级 point=分 %}", tmp_path)
    assert len(str(refused.value).splitlines()) == 3
