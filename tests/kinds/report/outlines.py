"""Random outlines, each with a page of text that prints it and data that fill it."""

from __future__ import annotations

from typing import Any, NamedTuple

from hypothesis import strategies as st

from tests.kinds.report.reports import Tree
from tests.strategies.texts import plain_lines

_SORTS = ("文字", "段落", "合并", "金额", "数字", "分值", "百分比", "日期")
_CONTENTS = (
    "无", "文字", "一段", "清单", "句子", "表", "栏目表", "重点任务", "关键指标", "收支表",
)  # fmt: skip
_NUMBERINGS = (None, "1.", "一是")
_paragraphs = st.lists(plain_lines.map("{}。".format), min_size=1, max_size=3)
_amounts = st.integers(0, 10**8).map(lambda cents: f"{cents / 100:.2f}")
_CELLS: dict[str, st.SearchStrategy[Any]] = {
    "文字": plain_lines,
    "段落": _paragraphs,
    "合并": st.sampled_from(("产出指标", "效益指标")),
    "金额": _amounts,
    "数字": st.integers(0, 999).map(str),
    "分值": st.integers(0, 200).map(lambda halves: f"{halves / 2:g}"),
    "百分比": st.integers(0, 10000).map(lambda cents: f"{cents / 100:.2f}%"),
    "日期": st.dates().filter(lambda day: day.year >= 1000).map(lambda day: day.isoformat()),
}
_tasks = st.fixed_dictionaries(
    {"名称": plain_lines, "任务绩效目标": _paragraphs, "实际完成情况": _paragraphs}
)
_key_indicators = st.fixed_dictionaries(
    {"名称": plain_lines, "预期实现值": plain_lines, "实际完成值": plain_lines}
)
_appropriations = st.fixed_dictionaries(
    {"年初预算数": _amounts, "全年预算数": _amounts, "决算数": _amounts}
)
_expenditure = st.fixed_dictionaries(
    {
        "基本支出": st.fixed_dictionaries(
            {"人员经费": _appropriations, "公用经费": _appropriations}
        ),
        "项目支出": _appropriations,
    }
)


class Case(NamedTuple):
    """An outline, the template that prints it, and what stands under its headings."""

    outline: list[Tree]
    template: str
    sections: Tree


class _Section(NamedTuple):
    outline: Tree
    template: str
    content: st.SearchStrategy[Any] | None


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Some sections of any content, some of them left out where they may be."""
    contents = draw(st.lists(st.sampled_from(_CONTENTS), min_size=1, max_size=6))
    sections = [_section(draw, number, each) for number, each in enumerate(contents)]
    filled: Tree = {}
    for each in sections:
        is_stated = each.outline.get("必填", True) or draw(st.booleans())
        if each.content is not None and is_stated:
            filled[each.outline["标题"]] = draw(each.content)
    template = "\n".join(each.template for each in sections)
    return Case([each.outline for each in sections], template, filled)


def _section(draw: st.DrawFn, number: int, content: str) -> _Section:
    heading, name = f"第{number}节内容", f"s{number}"
    outline: Tree = {"标题": heading, "英文": name, "内容": content}
    title = f"一级标题: {heading}"
    match content:
        case "无":
            del outline["英文"]
            return _Section(outline, title, None)
        case "句子":
            outline["句子"] = "{department}{year}年工作已经完成。"
            return _Section(outline, f"{title}\n正文: {{{{ {name} }}}}", None)
        case "表":
            return _table(draw, outline, title)
        case "栏目表":
            return _entries(draw, outline, title)
        case "收支表":
            return _optional(draw, outline, expenditure_template(title, name), _expenditure)
        case "一段":
            return _optional(
                draw, outline, f"一级标题: {heading}。 >> {{{{ {name} }}}}", plain_lines
            )
        case "文字":
            return _optional(draw, outline, f"{title}\n正文: [[ {name} ]]", _paragraphs)
        case "清单":
            numbering = draw(st.sampled_from(_NUMBERINGS))
            style = "正文" if numbering else "条目"
            outline |= {"编号": numbering} if numbering else {}
            content_of = st.lists(plain_lines, min_size=1, max_size=4, unique=True)
            return _optional(draw, outline, f"{title}\n{style}: [[ {name} ]]", content_of)
    return _rows(draw, outline, title)


def _optional(
    draw: st.DrawFn, outline: Tree, template: str, content: st.SearchStrategy[Any]
) -> _Section:
    if draw(st.booleans()):
        outline["必填"] = False
        template = f"{{%p if {outline['英文']} %}}\n{template}\n{{%p endif %}}"
    return _Section(outline, template, content)


def _rows(draw: st.DrawFn, outline: Tree, title: str) -> _Section:
    """The tables of tasks and of key indicators."""
    is_tasks = outline["内容"] == "重点任务"
    cells = "row.name }} | [[ row.goal ]] | [[ row.result ]]"
    if not is_tasks:
        cells = "row.number }} | {{ row.name }} | {{ row.expected }} | {{ row.actual }}"
    heads = "任务 | 目标 | 完成" if is_tasks else "序号 | 指标 | 预期 | 实际"
    template = _table_template(title, outline["英文"], heads.split(" | "), f"| {{{{ {cells} |")
    rows = st.lists(_tasks if is_tasks else _key_indicators, min_size=1, max_size=3)
    return _optional(draw, outline, template, rows)


def _table(draw: st.DrawFn, outline: Tree, title: str) -> _Section:
    sorts = ["文字", *draw(st.lists(st.sampled_from(_SORTS), max_size=4))]
    outline["列"] = [
        {"名称": f"第{n}列", "英文": f"c{n}", "类型": sort, "必填": not n or draw(st.booleans())}
        for n, sort in enumerate(sorts)
    ]
    cells = [_cell(f"row.c{n}", sort) for n, sort in enumerate(sorts)]
    heads = [each["名称"] for each in outline["列"]]
    sums = [
        f"{{{{ {outline['英文']}_c{n}_total }}}}" if sort in ("金额", "分值") else "·"
        for n, sort in enumerate(sorts)
    ]
    template = _table_template(title, outline["英文"], heads, f"| {' | '.join(cells)} |")
    if any(sum_ != "·" for sum_ in sums):
        template += f"\n| 合计 | {' | '.join(sums[1:])} |"
    row = _filled(outline["列"])
    return _optional(draw, outline, template, st.lists(row, min_size=1, max_size=4))


def _entries(draw: st.DrawFn, outline: Tree, title: str) -> _Section:
    sorts = draw(st.lists(st.sampled_from([s for s in _SORTS if s not in ("合并", "分值")]),
                          min_size=1, max_size=4))  # fmt: skip
    outline["栏目"] = [
        {"名称": f"第{n}栏", "英文": f"e{n}", "类型": sort, "必填": draw(st.booleans())}
        for n, sort in enumerate(sorts)
    ]
    name = outline["英文"]
    rows = [
        f"| {each['名称']} | {_cell(name + '.' + each['英文'], each['类型'])} |"
        for each in outline["栏目"]
    ]
    table = "\n".join([f"表格 {outline['标题']}: 40 100", *rows])
    return _optional(draw, outline, f"{title}\n{table}", _filled(outline["栏目"]))


def _filled(declared: list[Tree]) -> st.SearchStrategy[Tree]:
    """Values under the labels, those that may be left out now and then left out."""
    cells = {each["名称"]: _CELLS[each["类型"]] for each in declared}
    needed = {each["名称"] for each in declared if each["必填"]} or {declared[0]["名称"]}
    return st.fixed_dictionaries(
        {label: cell for label, cell in cells.items() if label in needed},
        optional={label: cell for label, cell in cells.items() if label not in needed},
    )


def _cell(name: str, sort: str) -> str:
    if sort == "合并":
        return f"{{% merge {name} %}}"
    return f"[[ {name} ]]" if sort == "段落" else f"{{{{ {name} }}}}"


def _table_template(title: str, name: str, heads: list[str], row: str) -> str:
    widths = " ".join(["28"] * len(heads))
    return "\n".join(
        (title, f"表格 {name}: {widths}", f"| {' | '.join(heads)} | (表头)",
         f"{{%tr for row in {name} %}}", row, "{%tr endfor %}")
    )  # fmt: skip


_ROWS = {
    "合计": "total", "基本": "basic", "人员": "personnel", "公用": "operating", "项目": "project",
}  # fmt: skip
_COLUMNS = ("initial", "annual", "final")


def expenditure_template(title: str, name: str) -> str:
    """A heading and the table of all that the expenditure called ``name`` says."""
    lines = [title, f"表格 {name}: 36 36 36 36", "| 项目 | 年初 | 全年 | 决算 | (表头)"]
    for label, row in _ROWS.items():
        cells = [f"{{{{ {name}.{row}.{column} }}}}" for column in _COLUMNS]
        lines.append(f"| {label} | {' | '.join(cells)} |")
    return "\n".join(lines)
