"""One report with all that an outline can have: cover, contents, blocks, appendices, signature."""

from __future__ import annotations

import copy
import io
import re
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from lxml import etree

from perfreport.documents.rendering import Renderer
from perfreport.docx.wordml import W
from perfreport.proof.proving import prove
from tests.docx.word_files import parts_of, with_parts
from tests.kinds.report.outlines import expenditure_template
from tests.kinds.report.reports import FORM, Reports, Tree, data
from tests.kinds.report.test_content import EXPENDITURE
from tests.pdf_pages import lines_of, read_pages
from tests.roundtrip.word_editor import WordEditor, retype, text_of

TEMPLATE = """\
封面: 不计页码

封面标题: {% for line in title_lines %}{{ line }}{% if not loop.last %}<br>{% endif %}{% endfor %}
封面文字: 项目名称：{{ extras.project }}
封面文字: 填报时间：{{ extras.filled_on }}
分页
副标题: 目　录
目录: 2
分页
一级标题: 基本情况
正文: {{ opening }}
二级标题: 项目概况
正文: [[ overview ]]
二级标题: 主要做法
正文: [[ steps ]]
一级标题: 基本信息
表格 基本信息: 40 110
| 负责人 | {{ facts.leader }} |
| 预算 | {{ facts.budget }} |
EXPENDITURE
一级标题: 重点任务
{%p for task in tasks %}
二级标题: {{ task.name }}
正文: 目标：
正文: [[ task.goal ]]
正文: 完成情况：
正文: [[ task.result ]]
{%p endfor %}
{%p if indicators %}
一级标题: 关键指标
表格 指标: 36 36 36 36
| 序号 | 指标 | 预期 | 实际 | (表头)
{%tr for row in indicators %}
| {{ row.number }} | {{ row.name }} | {{ row.expected }} | {{ row.actual }} |
{%tr endfor %}
{%p endif %}
一级标题: 附件
附件说明首条: {{ scores_listed }}
附件说明各条: {{ money_listed }}
落款: {{ department }}
日期: {{ extras.filled_on }}
分页
附件号: {{ scores_attachment }}
附件标题: 评分表
表格 评分表: 25 30 35 20 20 20
| 一级 | 二级 | 三级 | 分值 | 得分 | 得分率 | (表头)
{%tr for row in scores %}
SCORES
{%tr endfor %}
| 合计 (3c) | {{ scores_weight_total }} | {{ scores_score_total }} | · |
分节: A4 横向
附件号: {{ money_attachment }}
附件标题: 资金明细表
表格 资金明细表: 160 80
| 用途 | 金额 | (表头)
{%tr for row in money %}
| {{ row.use }} | {{ row.amount }} |
{%tr endfor %}
| 合计 | {{ money_amount_total }} |
""".replace("EXPENDITURE", expenditure_template("一级标题: 收支情况", "spent")).replace(
    "SCORES",
    "| {% merge row.level_one %} | {% merge row.level_two %} | {{ row.name }} "
    "| {{ row.weight }} | {{ row.score }} | {{ row.rate }} |",
)
MORE: Tree = {
    "附加项": [
        {"名称": "项目名称", "英文": "project", "必填": True},
        {"名称": "填报日期", "英文": "filled_on", "类型": "日期", "必填": True},
    ]
}
OUTLINE: list[Tree] = [
    {"标题": "基本情况", "内容": "无"},
    {
        "标题": "开头", "英文": "opening", "内容": "句子", "印标题": False,
        "句子": "{department}实施{project}，由{facts_leader}负责，决算{spent_total_final}万元，"
        "得{scores_score_total}分，明细合计{money_amount_total}万元。",
    },
    {"标题": "项目概况", "级": 2, "英文": "overview"},
    {"标题": "主要做法", "级": 2, "英文": "steps", "内容": "清单", "编号": "一是"},
    {
        "标题": "基本信息", "英文": "facts", "内容": "栏目表",
        "栏目": [
            {"名称": "负责人", "英文": "leader", "必填": True},
            {"名称": "预算", "英文": "budget", "类型": "金额"},
        ],
    },
    {"标题": "收支情况", "英文": "spent", "内容": "收支表"},
    {"标题": "重点任务", "英文": "tasks", "内容": "重点任务"},
    {"标题": "关键指标", "英文": "indicators", "内容": "关键指标", "必填": False},
    {"标题": "附件", "内容": "无"},
    {"标题": "评分表", "英文": "scores", "内容": "评分", "附件": True},
    {
        "标题": "资金明细表", "英文": "money", "内容": "表", "附件": True,
        "列": [
            {"名称": "用途", "英文": "use", "必填": True},
            {"名称": "金额", "英文": "amount", "类型": "金额", "必填": True},
        ],
    },
]  # fmt: skip
DATA = data(
    {
        "项目概况": ["背景。" * 150, "内容。" * 300],
        "主要做法": ["制定方案；", "组织实施；", "验收归档。"],
        "基本信息": {"负责人": "王某", "预算": "20"},
        "收支情况": EXPENDITURE,
        "重点任务": [
            {"名称": f"第{n}项任务", "任务绩效目标": "办好。" * 60, "实际完成情况": "办好了。" * 60}
            for n in range(1, 6)
        ],
        "关键指标": [{"名称": "培训", "预期实现值": "10期", "实际完成值": "11期"}],
        "评分表": [
            {"一级": "决策", "二级": "立项", "名称": "依据充分性", "分值": "10", "得分": "9.5"},
            {"一级": "决策", "二级": "立项", "名称": "程序规范性", "分值": "10", "得分": "8"},
        ],
        "资金明细表": [{"用途": "场地", "金额": "1.5"}, {"用途": "教材", "金额": "2"}],
    },
    {"附加项": {"项目名称": "培训项目", "填报日期": "2025-03-01"}},
)


@pytest.fixture
def reports(tmp_path: Path) -> Reports:
    return Reports.of(tmp_path, OUTLINE, TEMPLATE, MORE)


def entries(content: bytes) -> list[tuple[str, int]]:
    """What the table of contents of a Word file shows."""
    paragraphs = [text_of(each) for each in WordEditor(content).root.iter(W + "p")]
    start = next(n for n, text in enumerate(paragraphs) if text.endswith("目　录")) + 1
    found = [re.fullmatch(r"(\D.*?)(\d+)", text) for text in paragraphs[start:]]
    listed = [each for each in found[: found.index(None)] if each]
    return [(each[1], int(each[2])) for each in listed]


def test_a_sentence_takes_in_all_blocks(reports: Reports) -> None:
    assert reports.view(DATA).opening == (
        "某某局实施培训项目，由王某负责，决算9.00万元，得17.5分，明细合计3.50万元。"
    )


def test_it_comes_back_as_it_went(reports: Reports) -> None:
    reading = reports.read(reports.word(DATA))
    assert reading.document == reports.document(DATA)
    assert not reading.edits
    assert not reading.unplaced
    assert not reading.conflicts


def test_the_contents_of_both_formats_have_the_pages_of_the_pdf(reports: Reports) -> None:
    pdf = Renderer(reports.registry).render(reports.loaded(DATA), "pdf").content
    pages = [
        "".join(page.get_textpage().get_text_bounded().split())
        for page in pypdfium2.PdfDocument(io.BytesIO(pdf))
    ]
    listed = entries(reports.word(DATA))
    assert [text for text, _ in listed][:4] == [
        "一、基本情况", "（一）项目概况", "（二）主要做法", "二、基本信息",
    ]  # fmt: skip
    assert listed[-3:] == [
        ("六、附件", len(pages) - 3), ("评分表", len(pages) - 2), ("资金明细表", len(pages) - 1),
    ]  # fmt: skip
    assert all(one <= other for (_, one), (_, other) in pairwise(listed))
    assert listed[0][1] < listed[-1][1]
    for text, number in listed:
        assert text in pages[number]  # the cover is not counted
        assert re.search(rf"{re.escape(text)}…*{number}(?!\d)", pages[1])


def test_titles_of_attachments_are_bookmarks_and_in_the_outline_of_word(reports: Reports) -> None:
    pdf = Renderer(reports.registry).render(reports.loaded(DATA), "pdf").content
    with pypdfium2.PdfDocument(pdf) as document:
        marks = [(each.level, each.get_title()) for each in document.get_toc()]
        pages = len(document)
        places = [each.get_dest().get_index() for each in document.get_toc()]
    assert marks[-3:] == [(0, "六、附件"), (0, "评分表"), (0, "资金明细表")]
    assert places[-2:] == [pages - 2, pages - 1]
    word = reports.word(DATA)
    styles = etree.fromstring(parts_of(word)["word/styles.xml"])
    levels = {
        style.get(W + "styleId"): level.get(W + "val")
        for style in styles.iter(W + "style")
        for level in style.iter(W + "outlineLvl")
    }
    named = {text_of(each): each for each in WordEditor(word).root.iter(W + "p")}
    for title in ("评分表", "资金明细表"):
        style = named[title].find(f"{W}pPr/{W}pStyle")
        assert style is not None
        assert levels[style.get(W + "val")] == "0"
    (instruction,) = WordEditor(word).root.iter(W + "instrText")
    assert "\\u" in (instruction.text or "")


def test_a_title_of_an_attachment_that_is_renamed_is_told_and_no_section(reports: Reports) -> None:
    def rename(editor: WordEditor) -> None:
        title = [each for each in editor.root.iter(W + "p") if text_of(each) == "资金明细表"][-1]
        editor.replace(title, "资金明细表", "经费明细表")

    reading = reports.edited(DATA, rename)
    assert reading.document == reports.document(DATA)
    assert len(reading.unplaced) == 1


def test_files_are_read_whose_titles_of_attachments_stand_in_no_outline(reports: Reports) -> None:
    word = reports.word(DATA)
    styles = etree.fromstring(parts_of(word)["word/styles.xml"])
    [found] = [each for each in styles.iter(W + "style") if each.get(W + "styleId") == "附件标题"]
    properties = found.find(W + "pPr")
    assert properties is not None
    level = properties.find(W + "outlineLvl")
    assert level is not None
    properties.remove(level)
    older = with_parts(word, {"word/styles.xml": etree.tostring(styles)})
    reading = reports.read(older)
    assert reading.document == reports.document(DATA)
    assert not reading.unplaced
    assert not reading.conflicts


def test_an_attachment_may_be_of_any_level_in_the_outline(tmp_path: Path) -> None:
    outline = [{**each, "级": 2} if each.get("附件") else each for each in OUTLINE]
    reports = Reports.of(tmp_path, outline, TEMPLATE, MORE)
    assert entries(reports.word(DATA))[-1][0] == "资金明细表"


def test_attachments_are_numbered_alike_in_the_list_and_at_their_heads(reports: Reports) -> None:
    view = reports.view(DATA)
    assert (view.scores_listed, view.money_listed) == ("附件：1.评分表", "2.资金明细表")
    assert (view.scores_attachment, view.money_attachment) == ("附件1", "附件2")


def test_each_attachment_begins_a_page_with_its_number_and_title(reports: Reports) -> None:
    pdf = Renderer(reports.registry).render(reports.loaded(DATA), "pdf").content
    *_, scores, money = read_pages(pdf)
    for page, number, title in ((scores, "附件1", "评分表"), (money, "附件2", "资金明细表")):
        head, named = lines_of(page.glyphs)[:2]
        assert (head.text, named.text) == (number, title)
        # GB/T 9704 (7.3.7): the number on the first line, the title on the third.
        assert named.baseline - head.baseline == pytest.approx(2 * 28.95, abs=3)
        middle = (named.left + named.right) / 2
        assert head.left == pytest.approx(min(line.left for line in lines_of(page.glyphs)), abs=3)
        assert middle == pytest.approx(page.width / 2, abs=3)
    assert scores.width < scores.height
    assert money.width > money.height


def test_word_turns_the_sheet_of_an_attachment_too(reports: Reports) -> None:
    root = WordEditor(reports.word(DATA)).root
    first, last = (each.find(W + "pgSz") for each in root.iter(W + "sectPr"))
    assert first is not None
    assert last is not None
    assert first.get(W + "orient") == "portrait"
    assert last.get(W + "orient") == "landscape"


def test_a_cover_has_no_number_and_is_not_counted(reports: Reports) -> None:
    pdf = Renderer(reports.registry).render(reports.loaded(DATA), "pdf").content
    cover, contents, *_ = (lines_of(page.glyphs) for page in read_pages(pdf))
    assert not any(re.fullmatch("— \\d+ —", line.text) for line in cover)
    assert contents[-1].text == "— 1 —"
    with pypdfium2.PdfDocument(pdf) as document:
        assert [document.get_page_label(number) for number in range(3)] == ["封面", "1", "2"]
    (first, *others) = WordEditor(reports.word(DATA)).root.iter(W + "sectPr")
    assert first.find(W + "titlePg") is not None
    numbers = first.find(W + "pgNumType")
    assert numbers is not None
    assert numbers.get(W + "start") == "0"
    assert all(each.find(W + "pgNumType") is None for each in others)


def test_a_heading_left_out_is_not_in_the_contents(reports: Reports) -> None:
    sections = {key: value for key, value in DATA["章节"].items() if key != "关键指标"}
    texts = [text for text, _ in entries(reports.word({**DATA, "章节": sections}))]
    assert "五、附件" in texts
    assert not any("关键指标" in text for text in texts)


def test_word_counts_the_pages_anew_when_it_opens_the_file(reports: Reports) -> None:
    root = WordEditor(reports.word(DATA)).root
    (instruction,) = (each for each in root.iter(W + "instrText") if "TOC" in (each.text or ""))
    run = instruction.getparent()
    assert run is not None
    before = run.getprevious()
    assert before is not None
    (begin,) = before
    assert begin.get(W + "dirty") == "true"


def test_contents_that_word_updated_are_no_edit(reports: Reports) -> None:
    def update(editor: WordEditor) -> None:
        line = next(each for each in editor.root.iter(W + "p") if "（二）主要做法" in text_of(each))
        editor.replace(line, text_of(line), "（二）主要做法 77")

    reading = reports.edited(DATA, update)
    assert reading.document == reports.document(DATA)
    assert not reading.unplaced


def test_a_section_that_somebody_adds_is_named(reports: Reports) -> None:
    def add(editor: WordEditor) -> None:
        # The contents name the heading first.
        heading = copy.deepcopy(editor.paragraph("项目概况", 1))
        retype(heading, "下步打算")
        editor.add_after(editor.paragraph("内容。内容。"), "继续努力。").addprevious(heading)

    reading = reports.edited(DATA, add)
    assert reading.document == reports.document(DATA)
    assert [each.words for each in reading.unplaced] == ["（二）下步打算", "继续努力。"]


def test_it_is_proved(reports: Reports) -> None:
    form = reports.registry.get(FORM)
    renderer = Renderer(reports.registry)
    assert prove(form, reports.registry, renderer, ("docx", "pdf"), strictly=False) == []
