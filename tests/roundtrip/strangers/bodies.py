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

ONCE_BESIDE: Body = [
    "{{ title }}",
    [
        ("单位", "主管", "项目", "金额", "目标", "一级", "二级", "指标", "值"),
        ("{%tr for spending_unit in units %}",),
        ("{%tr for project in spending_unit.projects %}",),
        ("{%tr for target in project.targets %}",),
        (
            "{% merge spending_unit %}{{ spending_unit.name }}",
            "{% merge spending_unit %}{{ spending_unit.head }}",
            "{% merge project %}{{ project.name }}",
            "{% merge project %}金额：{{ project.amount }}",
            "{% merge project %}\n" + in_cell("project.goal"),
            "{% merge target.level_one %}",
            "{{ target.level_two }}",
            "{{ target.name }}",
            "{{ target.value }}",
        ),
        ("{%tr endfor %}",),
        ("{%tr endfor %}",),
        ("{%tr endfor %}",),
    ],
]
"""A row for each target; what it belongs to stands once beside all of them."""

SIDE_BY_SIDE: Body = [
    "{{ title }}",
    "{{ department }}{{ year }}",
    *each_project(
        [
            ("项目", "{{ project.name }}{{ project.amount }}"),
            ("联系", "{{ project.leader }}{{ project.phone }}"),
        ],
        NEW_PAGE,
        before=("# {{ spending_unit.name }}",),
    ),
]
"""Fields with nothing between them."""


def with_spares(*spares: tuple[str, ...]) -> Body:
    """A table for each project with ``spares`` below its targets."""
    return each_project(
        [("项目名称", "{{ project.name }}", "", ""), *targets(*spares)],
        NEW_PAGE,
        before=("# {{ spending_unit.name }}",),
    )


IF_NONE = with_spares(
    ("{%tr if not project.targets %}",),
    ("", "", "指标1：", ""),
    ("", "", "指标2：", ""),
    ("{%tr endif %}",),
)
"""Spare rows where there are no targets."""

BLANK_ROWS = with_spares(("", "", "", ""), ("", "", "", ""))
"""Two blank rows below the targets."""

NAMED_ROWS = with_spares(("产出指标", "数量指标", "指标1：", ""), ("", "", "……", ""))
"""Spare rows with fixed words."""

HEADINGS: Body = [
    "{{ title }}",
    "# 一、编制依据",
    *loop("basis"),
    "# 二、风险",
    *loop("risks"),
]
"""Headings in a style of their own."""

PLAIN_HEADINGS: Body = [each.removeprefix("# ") for each in HEADINGS if isinstance(each, str)]
"""Headings that are known by their words and numbers alone."""

SECTIONS: Body = [
    "{{ title }}",
    "{%p for section in sections %}",
    "# {{ section.heading }}",
    *loop("section.text"),
    "{%p endfor %}",
]
"""Sections in a loop."""

TWO_LISTS: Body = [
    "{{ title }}",
    "{%p for section in sections %}",
    "# {{ section.heading }}",
    "{%p endfor %}",
    "各节正文",
    "{%p for section in sections %}",
    "正文（{{ section.heading }}）：",
    *loop("section.text"),
    "{%p endfor %}",
]
"""Two loops over the same sections."""

UNNAMED: Body = [
    "{%p for line in title_lines %}",
    "{{ line }}",
    "{%p endfor %}",
    [
        ("金额", "负责人", "目标"),
        ("{%tr for spending_unit in units %}",),
        ("{{ spending_unit.head }}", "", ""),
        ("{%tr for project in spending_unit.projects %}",),
        ("{{ project.amount }}", "{{ project.leader }}", in_cell("project.goal")),
        ("{%tr endfor %}",),
        ("{%tr endfor %}",),
    ],
]
"""A loop over the lines of the title; rows without their names."""

BESIDE_BLANK: Body = ["{{ title }}", [("", in_cell("basis")), ("风险", in_cell("risks"))]]
"""A loop beside a blank cell."""

STACKED: Body = [
    "{{ title }}",
    *each_project(
        [
            (
                "项目",
                "名称：{{ project.name }}\n金额：{{ project.amount }}\n{{ project.leader }}（签）",
            )
        ],
        before=("# {{ spending_unit.name }}",),
    ),
]
"""Several fields in a cell, a line each."""

UNIT_TABLES: Body = [
    "{{ title }}",
    "{%p for spending_unit in units %}",
    [
        ("单位", "{{ spending_unit.name }}"),
        ("项目", "金额"),
        ("{%tr for project in spending_unit.projects %}",),
        ("{{ project.name }}", "{{ project.amount }}"),
        ("{%tr endfor %}",),
    ],
    "{%p endfor %}",
]
"""A table for each unit, its projects in rows."""
