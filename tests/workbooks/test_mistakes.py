"""What is wrong in a workbook is told at its cell, in the words of any other data file."""

from __future__ import annotations

import io
import json
from datetime import date
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from perfreport.basics.errors import InputError
from perfreport.data.data_files import parse_source
from perfreport.data.writing import dump, written_fields
from perfreport.documents.loading import read_document, understand
from perfreport.sheets.reading import read_workbook
from perfreport.workbooks.writing import write
from tests.examples import FOLDER
from tests.workbooks.edited import REGISTRY, Edit, example, put, read

_GONE = "请写它的名称或序号"


_NO_ROW = (
    "这个工作表里没有填一行，请补上；这个工作表的各列是："
    "名称、政府预算资金·年度、财政专户管理资金·年度、单位资金·年度、绩效目标"
)


def _cleared(sheet: str, first: int) -> Edit:
    """Clear the contents of all rows of a sheet from the ``first`` on."""

    def edit(book: Workbook) -> None:
        for row in book[sheet].iter_rows(min_row=first):
            for cell in row:
                cell.value = None

    return edit


def _told(*edits: Edit) -> list[str]:
    with pytest.raises(InputError) as caught:
        read(*edits)
    return str(caught.value).split("\n")


def _only(*edits: Edit) -> str:
    (line,) = _told(*edits)
    return line.removeprefix("目标.xlsx：")


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (
            put("项目", D3="#REF!"),
            "项目!D3：资金使用单位[1].项目[2].资金.政府预算资金.年度："
            "这一格是 #REF!，请改正公式，或直接填写",
        ),
        (
            put("项目", C3=None, B3=None),
            "项目!C3：资金使用单位[1].项目[2].名称：缺这一项，请补上",
        ),
        (put("资料", C4=None), "资料!C4：年度：缺这一项，请补上"),
        (put("资料", B4="年份"), "资料!B4：年度：没有“年份”这一项，是不是“年度”？"),
        (
            put("资料", B9="备注", C9="x"),
            "资料!B9：没有“备注”这一项，请核对名称，或删去这一行",
        ),
        (
            put("资料", B9="年度", C9="2023"),
            "资料!C9：年度：这一项写了两次（资料!C4 已有），请删去一处",
        ),
        (
            put("项目", D1="政府预算资金年度数"),
            "项目!D1：资金使用单位.项目：没有“政府预算资金年度数”这一列，是不是“政府预算资金·年度”？",
        ),
        (
            put("绩效指标", E1="三级指标"),
            "绩效指标!E1：资金使用单位.项目.绩效指标：没有“三级指标”这一列，是不是“名称”？",
        ),
        (
            put("绩效指标", H1="解释", H4="按计划"),
            "绩效指标!H1：资金使用单位.项目.绩效指标：没有“解释”这一列，是不是“指标值说明”？"
            "不是的话，请另加“指标值说明”这一列，可以空着",
        ),
        (
            put("项目", E1="政府预算资金·年度"),
            "项目!E1：资金使用单位.项目：“政府预算资金·年度”这一列有两处（项目!D1 已有），"
            "请删去一处",
        ),
        (
            lambda book: book["项目"].delete_cols(3),
            "项目!A1：资金使用单位.项目.名称：没有“名称”这一列，请补上",
        ),
        (
            lambda book: setattr(book["项目"], "title", "项目表"),
            "项目表：资金使用单位.项目：没有“项目表”这个工作表，是不是“项目”？",
        ),
        (
            lambda book: book.remove(book["项目"]),
            "资金使用单位.项目：没有工作表“项目”，请补上",
        ),
        (_cleared("项目", 1), f"项目：资金使用单位.项目：{_NO_ROW}"),
        (_cleared("项目", 2), f"项目：资金使用单位.项目：{_NO_ROW}"),
        (_cleared("资料", 1), "资料：找不到表头；工作表“资料”要有“名称”“内容”两列"),
        (
            lambda book: book["资料"].merge_cells("C4:C5"),
            "资料!C4：从这一格到 C5 合并了，不知道是哪一格的；请拆开，每格写明",
        ),
        (
            put("绩效指标", B4="政务平台升级改造"),
            "绩效指标!B4：资金使用单位.项目.绩效指标：工作表“项目”里没有“政务平台升级改造”这个项目，"
            f"是不是“政务服务平台升级改造”？{_GONE}",
        ),
        (
            put("绩效指标", B4="甲", B9="甲"),
            f"绩效指标!B4：资金使用单位.项目.绩效指标：工作表“项目”里没有“甲”这个项目，{_GONE}"
            "；这样的有 2 行",
        ),
        (
            lambda book: (put("项目", A3=1)(book), put("绩效指标", B2=1, B3=2, B4=1)(book)),
            "项目!A3：资金使用单位.项目：“1”这个序号写了两次（项目!A2 已有），请改成不同的",
        ),
        (
            put("绩效指标", A2=9, B2=None, B4=None),
            f"绩效指标!B2：资金使用单位.项目.绩效指标：这一行要写明是哪个项目的，{_GONE}",
        ),
        (
            put("绩效指标", A2=9, B2=None, A3=1, B3=None),
            f"绩效指标!B2：资金使用单位.项目.绩效指标：这一行要写明是哪个项目的，{_GONE}"
            "；各行像是排过序，请先照序号排回；这样的有 2 行",
        ),
        (
            put("绩效指标", B2=None),
            f"绩效指标!B2：资金使用单位.项目.绩效指标：这一行要写明是哪个项目的，{_GONE}",
        ),
        (
            lambda book: book["绩效指标"].merge_cells("E2:E3"),
            "绩效指标!E2：资金使用单位.项目.绩效指标：从这一格到 E3 合并了，不知道是哪一格的；"
            "请拆开，每格写明",
        ),
        (
            put("项目", H1="绩效指标", H2="略"),
            "项目!H2：资金使用单位[1].项目[1].绩效指标：这里只写“待填”或“无”；内容请写在它下面的各项里",
        ),
        (
            put("项目", H1="绩效指标", H2="待填"),
            "项目!H2：资金使用单位[1].项目[1].绩效指标：这里有了内容，"
            "工作表“绩效指标”里又有这一项的行；请删去一处",
        ),
        (
            lambda book: (
                put("资金使用单位", A2="例", B2="某某水利厅", A3=None, B3=None)(book),
                book["项目"].delete_rows(2, 5),
                book["绩效指标"].delete_rows(2, 60),
            ),
            "资金使用单位!A2：资金使用单位：未读取的行：它标着“例”，内容却不是原来的例子；"
            "要读入，请把“例”改成序号或删去这个字",
        ),
        (
            lambda book: book["项目"].delete_rows(1),
            "项目：资金使用单位.项目：找不到表头；这个工作表的各列是："
            "名称、政府预算资金·年度、财政专户管理资金·年度、单位资金·年度、绩效目标",
        ),
    ],
)
def test_a_slip_is_told_once_at_its_cell(edit: Edit, told: str) -> None:
    if told.startswith("项目!C3"):
        # What named the project by its name is not there any more either.
        assert told in [line.removeprefix("目标.xlsx：") for line in _told(edit)]
    else:
        assert _only(edit) == told


def test_a_heading_that_the_form_does_not_print_is_told_once() -> None:
    loaded = read_document(FOLDER / "national-2020-project-evaluation.yaml", REGISTRY)
    book = load_workbook(io.BytesIO(write(written_fields(loaded.document), loaded.form)))
    headings = {str(cell.value): cell for cell in book["绩效指标"][1]}
    headings["年度指标值*"].value = "指标值"
    file = io.BytesIO()
    book.save(file)
    with pytest.raises(InputError) as caught:
        understand(read_workbook(file.getvalue(), "自评.xlsx"), REGISTRY)
    (line,) = str(caught.value).split("\n")
    assert line.endswith("：没有“指标值”这一列，是不是“年度指标值”？")


def test_where_several_entries_have_a_name_their_group_is_asked_for() -> None:
    loaded = read_document(FOLDER / "henan-2022-department-targets.yaml", REGISTRY)
    book = load_workbook(io.BytesIO(write(written_fields(loaded.document), loaded.form)))
    cells = [each for each in book["资料"]["A"][1:] if each.value]
    for cell in cells:
        cell.value = None
    file = io.BytesIO()
    book.save(file)
    with pytest.raises(InputError) as caught:
        understand(read_workbook(file.getvalue(), "目标.xlsx"), REGISTRY)
    told = [f"{each.cell}：{each.message}" for each in caught.value.mistakes]
    what = "有几项都叫“金额”，请在“栏目”这一列写明是哪一项的，如“资金 / 政府预算资金”"
    assert told == [f"资料!{each.coordinate}：{what}" for each in cells]


@pytest.mark.parametrize(
    ("cell", "typed", "in_text"),
    [
        ("D3", "很多", "很多"),
        ("D3", 12.3456789, "12.3456789"),
        ("C3", "第一行\n第二行", "第一行\n第二行"),
        ("D3", date(2023, 5, 1), "2023-05-01"),
    ],
)
def test_a_wrong_value_is_told_in_the_words_that_yaml_has(
    cell: str, typed: Any, in_text: str
) -> None:
    text = dump(example().document)
    old = "186.20" if cell == "D3" else "网络安全运行维护"
    changed = parse_source(text.replace(old, json.dumps(in_text, ensure_ascii=False), 1))
    with pytest.raises(InputError) as caught:
        understand(changed, REGISTRY)
    (expected,) = caught.value.mistakes
    with pytest.raises(InputError) as caught:
        read(put("项目", **{cell: typed}))
    found = next(each for each in caught.value.mistakes if each.cell == f"项目!{cell}")
    assert (found.path, found.message) == (expected.path, expected.message)


def test_all_mistakes_are_told_at_once_in_the_order_of_the_sheets() -> None:
    told = _told(put("绩效指标", G4=None), put("项目", D4="多", F2="少"), put("资料", C4="去年"))
    assert [line.split("：")[1] for line in told] == [
        "资料!C4", "项目!F2", "项目!D4", "绩效指标!G4",
    ]  # fmt: skip


def test_what_is_not_read_is_told_behind_the_mistakes() -> None:
    told = _told(put("项目", D3="多", H1="我的话", H2="x"), put("资料", E1="我的话", E2="x"))
    assert [line.partition("项目")[0] for line in told[:1]] == ["目标.xlsx："]
    assert told[1:] == [
        "说明　目标.xlsx：资料!E1：未读取的列“我的话”",
        "说明　目标.xlsx：项目!H1：未读取的列“我的话”",
    ]


def _remarks(*edits: Edit) -> list[str]:
    source = read(*edits).source
    assert source is not None
    return [each.describe(None) for each in source.remarks]


def _margins(book: Workbook) -> None:
    margins: Any = book["项目"]
    margins.oddHeader.center.text = "内部资料"
    margins.oddFooter.center.text = "第 &P 页"


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (_margins, ["项目：未读取的页眉页脚“内部资料”"]),
        (
            lambda book: (book.__delitem__("选项"), book.create_sheet("选项").append(["重要", 1])),
            ["选项：未读取的工作表“选项”"],
        ),
        (
            lambda book: put("填写说明", A1="项目", A2="另一个")(book),
            ["填写说明：未读取的工作表“填写说明”"],
        ),
        (lambda book: None, []),
    ],
)
def test_what_stands_beside_the_data_is_told(edit: Edit, told: list[str]) -> None:
    assert _remarks(edit) == told


def test_a_workbook_without_data_is_refused() -> None:
    line = _only(lambda book: book.remove(book["资料"]))
    assert line.startswith("工作簿里没有“资料”这个工作表")
    assert "perfreport convert --map" in line


def _first_called_three(**cells: object) -> tuple[Edit, Edit]:
    return put("项目", C2="3"), put("绩效指标", **{f"B{n}": "3" for n in range(2, 12)} | cells)


def test_a_number_that_is_a_name_and_the_number_of_another_row_is_a_mistake() -> None:
    assert _only(*_first_called_three(B2=3, B3=3)) == (
        "绩效指标!B2：资金使用单位.项目.绩效指标：“3”是一个项目的名称，也是“基层干部业务培训”的序号；"
        "要写前者请写它的序号 1，要写后者请写它的名称；这样的有 2 行"
    )


@pytest.mark.parametrize("typed", ["3", 1])
def test_a_text_is_a_name_and_a_number_alone_is_one(typed: str | int) -> None:
    found: list[Any] = [read(*_first_called_three(B2=typed)).document, example().document]
    one, other = (each.units[0].projects[0].indicators for each in found)
    assert len(one) == len(other)


def test_a_number_goes_to_the_row_of_that_name_where_no_other_has_it() -> None:
    assert read(put("项目", C4=7), put("绩效指标", **{f"B{n}": 7 for n in range(17, 24)}))


def test_a_number_is_that_of_a_row_that_nothing_else_can_name() -> None:
    names = put("项目", C2="3", C3="同名", C4="同名")
    others = {f"B{n}": 2 for n in range(12, 17)} | {f"B{n}": 3 for n in range(17, 24)}
    edits = _first_called_three(**others)
    document: Any = read(*edits, names).document
    assert len(document.units[1].projects[0].indicators) == 7
