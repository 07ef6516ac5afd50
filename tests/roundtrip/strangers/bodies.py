"""Bodies of Word templates as strangers draw them."""

from __future__ import annotations

from tests.kinds.sheets.word import NEW_PAGE, Body, Rows


def loop(name: str) -> tuple[str, ...]:
    """Paragraphs, one for each text of the list ``name``."""
    return (f"{{%p for line in {name} %}}", "{{ line }}", "{%p endfor %}")


def in_cell(name: str) -> str:
    """The same within a cell."""
    return "\n".join(loop(name))


def each_project(*body: str | Rows, before: tuple[str, ...] = ()) -> Body:
    """The ``body`` for each project, and what stands ``before`` those of each unit."""
    return [
        "{%p for spending_unit in units %}",
        *before,
        "{%p for project in spending_unit.projects %}",
        *body,
        "{%p endfor %}",
        "{%p endfor %}",
    ]


def targets(*spare: tuple[str, ...], columns: str = "") -> Rows:
    """Rows of targets with merged levels, and ``spare`` ones below."""
    return [
        ("一级指标", "二级指标", "三级指标", "指标值"),
        ("{%tr for target in project.targets %}",),
        (
            "{% merge target.level_one %}",
            "{% merge target.level_two %}",
            "{{ target.name }}",
            "{{ target.value }}",
        ),
        ("{%tr endfor %}",),
        *spare,
    ]


FACTS = [
    ("项目名称", "{{ project.name }}", "金额", "{{ project.amount }}"),
    ("负责人", "{{ project.leader }}", "电话", "{{ project.phone }}"),
    ("目标", in_cell("project.goal"), "", ""),
]
WITH_UNIT = [
    ("单位", "{{ spending_unit.name }}", "主管", "{{ spending_unit.head }}"),
    *FACTS,
]
HEADED = each_project(
    "{{ title }}",
    "部门：{{ department }}（{{ year }}年度）",
    [*FACTS, *targets()],
    NEW_PAGE,
    before=("# {{ spending_unit.name }}",),
)
"""A heading for each unit, lines above the table of each project."""

FLAT = each_project("{{ title }}", "部门：{{ department }}", [*WITH_UNIT, *targets()], NEW_PAGE)
"""The unit stands in the table of each of its projects, and nowhere else."""

BARE = each_project([*WITH_UNIT, *targets()], NEW_PAGE)
"""Tables with nothing between them but page breaks."""

ADJACENT = ["{{ title }}", *each_project([*WITH_UNIT, *targets()])]
"""Tables with nothing between them at all."""

ROWS: Body = [
    "{{ title }}",
    [
        ("单位", "主管", "项目", "指标", "值"),
        ("{%tr for spending_unit in units %}",),
        ("{%tr for project in spending_unit.projects %}",),
        ("{%tr for target in project.targets %}",),
        (
            "{{ spending_unit.name }}",
            "{{ spending_unit.head }}",
            "{{ project.name }}",
            "{{ target.name }}",
            "{{ target.value }}",
        ),
        ("{%tr endfor %}",),
        ("{%tr endfor %}",),
        ("{%tr endfor %}",),
    ],
]
"""A row for each target, with all that it belongs to beside it."""
