"""How the tags of loops are told: as the template writes them."""

from __future__ import annotations

from pathlib import Path

from perfreport.documents.coverage import uses_of
from perfreport.forms.registry import FormRegistry
from perfreport.proof.tags import tags_of
from tests.kinds.report.reports import FORM, Reports

TASKS = {"标题": "重点任务", "英文": "tasks", "内容": "重点任务"}
LINES = """\
一级标题: 重点任务
{%p for task in tasks %}
二级标题: {{ task.name }}
正文: [[ task.goal ]]
正文: 完成情况：
正文: [[ task.result ]]
{%p endfor %}
"""
ROWS = """\
一级标题: 重点任务
表格 任务: 40 40 40
{%tr for task in tasks %}
| {{ task.name }} | [[ task.goal ]] | [[ task.result ]] |
{%tr endfor %}
"""


def _loop(registry: FormRegistry) -> str:
    form = registry.get(FORM)
    (tag,) = (each for each in tags_of(form, registry) if each.name == "tasks")
    (name,) = (each for each in tags_of(form, registry) if each.name == "task.name")
    assert tag.tag.startswith(name.loop)
    return name.loop


def test_a_loop_over_paragraphs_is_told_as_one(tmp_path: Path) -> None:
    registry = Reports.of(tmp_path, [TASKS], LINES).registry
    assert _loop(registry) == "{%p for task in tasks %}"
    assert "task in tasks" in uses_of(registry.get(FORM), registry, "docx").by_paragraph


def test_a_loop_over_rows_is_told_as_one(tmp_path: Path) -> None:
    assert _loop(Reports.of(tmp_path, [TASKS], ROWS).registry) == "{%tr for task in tasks %}"
