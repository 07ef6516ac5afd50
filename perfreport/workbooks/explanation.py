"""What the sheet 填写说明 of a blank tells whoever fills it in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from perfreport.basics.quantities import PENDING
from perfreport.workbooks.contents import Explanation
from perfreport.workbooks.entries import Entry
from perfreport.workbooks.layout import CONTENT, DOCUMENT_SHEET, EXAMPLE, Layout, ListSheet

_FILE = "文件名.xlsx"
_REQUIRED = "标题后面有 * 的都要填，没有 * 的可以空着。把鼠标停在标题上，可看到填什么。"
_FILLING_IN = (
    f"写着“{PENDING}”的格子换成内容；一时不知道的留着，检查时逐处列出。",
    "一格里要写几段或几条的，按 Alt+Enter 换行，一段（一条）写一行。",
    "空行不读；行不够，接着往下写，或在中间插入。表的名称和标题行请不要改。",
)
_EXAMPLES = (f"“{EXAMPLE}”那一行（灰色斜体）只是照着填的样子，不会读进去，删去也可以。",)
_CHOOSING = (
    f"这个文种有几个版式，填法各有不同：在“{DOCUMENT_SHEET}”的“版式”里看有哪些，"
    "用 perfreport new 版式编号 -o 文件名.xlsx 得到那个版式的全部栏目，再填。",
)
_AFTERWARDS = (
    "存盘，关上这个文件，再运行下面两条命令：",
    f"perfreport check {_FILE}　　逐项检查，有问题的指出是哪张表的哪一格",
    f"perfreport build {_FILE} -o 结果　　写出 Word 和 PDF",
)

HOW = "怎样填"
"""What the title of the sheet ends with."""


def explanation(
    title: str, layout: Layout, unit: str, *, has_form: bool = True, has_examples: bool = False
) -> Explanation:
    """What it says of a workbook for ``title``.

    Args:
        title: what the workbook is for.
        layout: its sheets.
        unit: of amounts.
        has_form: whether the form is known, or is to be chosen.
        has_examples: whether lists have a row that shows how to fill them in.
    """
    lists = [each for each in layout.lists if each.is_printed]
    filling_in = (
        *(() if has_form else _CHOOSING),
        _REQUIRED,
        *_one_of(layout),
        *_FILLING_IN,
        *(_EXAMPLES if has_examples and lists else ()),
        *_offers(layout),
        *_amounts(layout, unit),
        *_classified(layout),
    )
    parts = {
        "一、各张表填什么": tuple(_sheets(lists)),
        "二、怎样填": filling_in,
        "三、填好以后": _AFTERWARDS,
    }
    return Explanation(f"{title}：{HOW}", parts)


def _sheets(lists: Iterable[ListSheet]) -> Iterator[str]:
    yield f"“{DOCUMENT_SHEET}”：整份文书只填一次的，一项一行，填在“{CONTENT}”一栏。"
    for each in lists:
        hint = f"{each.hint}；" if each.hint else ""
        yield f"“{each.name}”：{hint}一项填一行。{_whose(each)}"


def _whose(sheet: ListSheet) -> str:
    if sheet.parent is None:
        return ""
    parent = sheet.parent[-1]
    return (
        f"“{sheet.parent_heading}”一栏写这一行属于哪一个：写“{parent}”表里的名称，名称有相同的写那里的序号；"
        "空着就是与上一行相同。"
    )


def _entries(layout: Layout) -> list[Entry]:
    entries = [*layout.entries, *(entry for each in layout.lists for entry in each.entries)]
    return [each for each in entries if each.is_usual]


def _one_of(layout: Layout) -> Iterator[str]:
    if any(each.is_one_of for each in _entries(layout)):
        yield f"标题后面有 ** 的几项至少填一项，不填的把“{PENDING}”删去。"


def _offers(layout: Layout) -> Iterator[str]:
    choices = [each.choices for each in _entries(layout) if each.choices]
    if choices:
        changing = any(each.by_text for each in choices)
        yield "有下拉箭头的从中选" + ("；二级指标的选项随所选的一级指标变。" if changing else "。")


def _amounts(layout: Layout, unit: str) -> Iterator[str]:
    sorts = {each.sort for each in _entries(layout)}
    if "金额" in sorts:
        yield f"金额以{unit}为单位，只写数字；没有的空着。合计不必填，由程序相加。"
    if "百分比" in sorts:
        yield "百分比写成 95%。"


def _classified(layout: Layout) -> Iterator[str]:
    if any(each.path[-1] == "涉密" for each in _entries(layout)):
        yield "涉密的，在“涉密”一栏选“是”，不写涉密的内容：印出来的是版式规定的说明。"
