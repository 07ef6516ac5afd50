"""What a description says about page, styles and text, and what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfreport.basics.errors import InputError, Mistake
from tools.templates import DESCRIPTIONS
from tools.word_template.description import Contents, Description, Paragraph, Section
from tools.word_template.reading import PRESETS, read
from tools.word_template.word_file import word_file


def description(*lines: str) -> Description:
    return read("\n".join(lines), "form.txt")


def texts(*lines: str) -> list[tuple[str, str]]:
    """Style and text of every paragraph."""
    return [
        (block.style, block.text)
        for block in description(*lines).blocks
        if isinstance(block, Paragraph)
    ]


def mistakes(*lines: str) -> list[str]:
    with pytest.raises(InputError) as caught:
        description(*lines)
    return str(caught.value).split("\n")


def test_a_page() -> None:
    page = description(
        "纸张: A3 横向",
        "页边距: 左 15 上 20 下 18 右 16",
        "页脚: 第 {页码} 页 共 {总页数} 页",
        "页脚位置: 外侧 12",
        "网格: 22 行 28 字",
    ).page

    assert page.size == (420, 297)
    assert page.margins == (20, 16, 18, 15)
    assert (page.footer, page.footer_place) == ("第 {页码} 页 共 {总页数} 页", "外侧")
    assert (page.footer_height, page.grid) == (12, (22, 28))


def test_a_style_changes_what_the_set_has_and_what_is_made_like_it() -> None:
    styles = description("样式 表格正文: 字号 小四, 行距 20").styles

    assert [styles[name].size for name in ("表格正文", "表格标签", "表头")] == [12, 12, 12]
    assert styles["表头"].face == "黑体"


def test_a_style_of_the_forms_own() -> None:
    styles = description("样式 项目名称: 依照 一级标题, 字体 楷体_GB2312, 加粗, 左缩进 2").styles
    style = styles["项目名称"]

    assert (style.face, style.bold, style.left) == ("楷体_GB2312", True, 2)
    # It is no heading: two styles on one level of a list would break the numbering.
    assert (style.builtin, style.id, style.level) == ("", "", 0)


def test_reports_have_the_page_of_the_standard() -> None:
    page = description("样式集: 公文").page

    assert page.type_area == (156, 225)
    assert (page.grid, page.footer_place) == ((22, 28), "外侧")


@pytest.mark.parametrize("preset", PRESETS)
def test_every_set_has_a_style_for_every_use(preset: str) -> None:
    uses = "标题 副标题 附件号 一级标题 正文 条目 题注 注 签字 落款 日期 表格正文 表头 金额 页码"

    assert set(uses.split()) <= set(description(f"样式集: {preset}").styles)


def test_a_section_is_turned_and_turned_back() -> None:
    first, _, back = (
        each.page
        for each in description(
            "样式集: 公文", "封面: 不计页码", "分节: A4 横向", "附件号: 甲", "分节: A3 横向", "分节"
        ).blocks
        if isinstance(each, Section)
    )
    page = description("样式集: 公文").page
    assert first.grid is None
    # The gutter lies above, and the number stands as far below the text as on the other pages.
    assert (first.size, first.margins) == ((297, 210), (28, 26, 35, 26))
    assert not first.has_cover
    assert back == page


def test_a_table_may_be_as_wide_as_its_section() -> None:
    wide = ("表格 甲: 200", "| 一 |")
    [told] = mistakes("样式集: 公文", *wide)
    assert "form.txt:2：各列共 200 毫米，版心只有 156 毫米宽，请改窄" in told
    assert description("样式集: 公文", "分节: A4 横向", *wide).blocks


def test_a_section_says_its_paper() -> None:
    [told] = mistakes("分节: A4 大")
    assert "form.txt:1：分节“A4 大”写错，要写纸张，如 A4 横向；不写则回到开头的" in told
    [told] = mistakes("封面: 有")
    assert "封面“有”写错，要写不计页码" in told


def test_lines_of_text() -> None:
    assert texts(
        "# 说明",
        "标题: 绩效目标表",
        "正文：项目名称：{{ project.name }}，",
        "  接着上一行",
        "空行: 2",
        "正文: [[ goals ]]",
        "{%p if notes %}",
        "注: 说明",
        "{%p endif %}",
    ) == [
        ("标题", "绩效目标表"),
        ("正文", "项目名称：{{ project.name }}，接着上一行"),
        ("正文", ""),
        ("正文", ""),
        ("正文", "{%p for paragraph in goals %}"),
        ("正文", "{{ paragraph }}"),
        ("正文", "{%p endfor %}"),
        ("正文", "{%p if notes %}"),
        ("注", "说明"),
        ("正文", "{%p endif %}"),
    ]


def test_a_new_page_begins_with_the_next_text_that_is_printed() -> None:
    blocks = description(
        "分页", "{%p for x in y %}", "标题: 甲", "{%p endfor %}", "正文: 乙"
    ).blocks

    assert [isinstance(each, Paragraph) and each.is_on_new_page for each in blocks] == [
        False,
        True,
        False,
        False,
    ]


TABLE = ("表格: 20", "| 甲 |")


@pytest.mark.parametrize(
    "lines",
    [
        (*TABLE, *TABLE),
        (*TABLE, "{%p if x %}", *TABLE, "{%p endif %}"),
        (*TABLE, "{%p if x %}", "正文: 甲", "{%p endif %}", *TABLE),
        (*TABLE, "正文: [[ goals ]]", *TABLE),
        ("{%p for x in y %}", *TABLE, "{%p endfor %}"),
        ("{%p for x in y %}", "{%p for z in x %}", *TABLE, "{%p endfor %}", "{%p endfor %}"),
    ],
)
def test_tables_that_would_become_one_are_told(lines: tuple[str, ...]) -> None:
    assert any("Word 会并成一个" in told for told in mistakes(*lines))


@pytest.mark.parametrize(
    "lines",
    [
        (*TABLE, "空行", *TABLE),
        ("{%p for x in y %}", "标题: 甲", *TABLE, "{%p endfor %}"),
        ("{%p for x in y %}", *TABLE, "空行", "{%p endfor %}"),
        (*TABLE, "{%p if x %}", "注: 甲", "{%p else %}", "注: 乙", "{%p endif %}", *TABLE),
        ("{%p if x %}", *TABLE, "{%p else %}", *TABLE, "{%p endif %}"),
    ],
)
def test_tables_with_something_between_them_are_not(lines: tuple[str, ...]) -> None:
    assert description(*lines)


def test_a_table_of_contents_has_so_many_levels() -> None:
    assert description("目录: 2", "目录").blocks == (
        Contents(style="正文", levels=2),
        Contents(style="正文", levels=3),
    )
    assert mistakes("目录: 五") == ["form.txt:1：目录后面写级数，如 目录: 2，1 至 4"]


def test_every_mistake_is_told_with_its_line_and_the_nearest_word() -> None:
    assert mistakes(
        "纸长: A4",
        "纸张: A9",
        "页边距: 20 20 20",
        "样式 正文: 字号 小肆, 首航 2, 字体 宋体",
        "样式 甲: 依照 整文",
        "一级标体: 基本情况",
        "标题编号: 第章",
        "| 甲 |",
        "表格: 宽 20",
        "空行: 很多",
        "分页",
    ) == [
        "form.txt:1：没有样式或设置“纸长”，是不是“纸张”",
        "form.txt:2：纸张“A9”写错，要写A3、A4、A5、B5、16开 之一和纵向或横向，如 A4 横向",
        "form.txt:3：页边距“20 20 20”写错，要写上 20 右 18 下 20 左 18 这样四个毫米数",
        "form.txt:4：“字号 小肆”：字号要写号数（如小四）或磅数（如 10.5）",
        "form.txt:4：没有样式的设置“首航”，是不是“首行”",
        "form.txt:5：没有样式“整文”，是不是“正文”",
        "form.txt:6：没有样式或设置“一级标体”，是不是“一级标题”",
        "form.txt:7：标题编号“第章”写错，要写各级的第一个，如 一、 （一） 1. （1），至多四级",
        "form.txt:8：表格的行前面要有“表格 名称: 各列的毫米数”一行",
        "form.txt:9：“宽 20”：要写各列的毫米数，如 20 30 106",
        "form.txt:10：空行后面写行数，如 空行: 2，至多 40",
        "form.txt:11：分页后面要接一段文字；接表格的，中间请写“空行”",
    ]


def test_styles_that_word_would_take_for_one_are_told() -> None:
    assert mistakes("样式 我的标题: 内置 heading 1", "样式 normal: 加粗") == [
        "form.txt:1：样式“我的标题”与“一级标题”同名或同标识，请改名",
        "form.txt:2：样式“normal”与“Word 自带的样式”同名或同标识，请改名",
    ]
    assert "依照自己" in mistakes("样式 甲: 依照 乙", "样式 乙: 依照 甲")[0]


def test_margins_that_leave_no_page_are_told() -> None:
    assert mistakes("纸张: A5", "页边距: 上 20 右 70 下 20 左 70") == [
        "form.txt:2：页边距之间只剩 8 毫米 × 170 毫米，请改小"
    ]


def test_what_no_file_can_hold_is_told() -> None:
    assert mistakes("正文: 甲\x01") == ["form.txt:1：有印不出的字符 U+0001，请删去"]


@given(st.data())
def test_no_text_is_too_odd(data: st.DataObject) -> None:
    """Any change of an example is either a form or told line by line."""
    path = data.draw(st.sampled_from([*DESCRIPTIONS.values()]))
    lines = path.read_text("utf-8").split("\n")
    pieces = st.sampled_from(["|", "(", ")", "2c", "3r", "{%p", "{%tr", " //", "**", "[[", ":", ""])
    for _ in range(data.draw(st.integers(1, 4))):
        number = data.draw(st.integers(0, len(lines) - 1))
        place = data.draw(st.integers(0, len(lines[number])))
        text = data.draw(pieces | st.text(max_size=3))
        lines[number] = lines[number][:place] + text + lines[number][place + 1 :]
    told = told_of(lines)

    assert all(mistake.line for mistake in told)
    assert told or word_file(description(*lines)).startswith(b"PK")


def told_of(lines: list[str]) -> tuple[Mistake, ...]:
    """The mistakes in a description; none when it is a form."""
    try:
        description(*lines)
    except InputError as error:
        return error.mistakes
    return ()


def test_the_documentation_shows_a_description_that_can_be_read() -> None:
    page = Path(__file__).parents[2] / "docs" / "word-templates.md"
    _, shown = page.read_text("utf-8").split("```text\n")
    found = description(*shown.partition("```")[0].split("\n"))

    assert [type(block).__name__ for block in found.blocks].count("Table") == 1
