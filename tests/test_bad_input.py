"""Every mistake in a data file is told with file, line, field, what is wrong and what to write.

Whatever the mistake, no file is made or changed.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import NamedTuple

import pytest

from perfreport.basics.messages import choices
from perfreport.data import data_files
from perfreport.forms.registry import FormRegistry
from tests.basics.files.test_outbox import contents
from tests.cli.running import Outcome, Runner, runner
from tests.forms.own_templates import manifest, pdf_template, with_file
from tests.small_files import DEPARTMENT, PROJECTS, altered, line_with

DISTRICT = "guangzhou-district-project-targets"
PROJECT = "资金使用单位[1].项目[1]"
INDICATOR = f"{PROJECT}.绩效指标[1]"
REGISTRY = FormRegistry()
KINDS = choices(REGISTRY.kind_names)
FORMS = choices(
    each for each in REGISTRY.ids if each.endswith("-targets") and "department" not in each
)
DEMO = "用 perfreport demo -o 例子 可得到写好的数据文件，照着改"
NUMBER = "不是数字，请写成 1266.19 或 1,266.19 这样的数"


class Mistake(NamedTuple):
    """One thing typed wrong and the message that must come of it.

    Attributes:
        right: what stands in the file.
        wrong: what is typed in its place.
        label: of the field, as the message names it.
        message: what is wrong and what to write.
        line: the text on the line that the message names; where it is wrong by default.
    """

    right: str
    wrong: str
    label: str
    message: str
    line: str = ""


MISTAKES = {
    "an unknown key": Mistake(
        "财政拨款: 59",
        "财政拔款: 59",
        f"{PROJECT}.财政拔款",
        "没有“财政拔款”这一项，是不是“财政拨款”？",
    ),
    "a key like no other": Mistake(
        "年度: 2024",
        "年度: 2024\n颜色: 红",
        "颜色",
        "没有“颜色”这一项，请删去；这里可写：文种、版式、年度、部门名称、合计、资金使用单位",
        line="颜色",
    ),
    "a missing field": Mistake(
        "部门名称: 某某部门\n", "", "部门名称", "缺这一项，请补上", line="文种"
    ),
    "a missing field of a part": Mistake(
        "名称: 到位率, ", "", f"{INDICATOR}.名称", "缺这一项，请补上", line="产出指标"
    ),
    "a field left blank": Mistake(
        "部门名称: 某某部门", "部门名称:", "部门名称", "这里应写文字，却是空白"
    ),
    "text where an amount belongs": Mistake(
        "59.80", "五十九", f"{PROJECT}.财政拨款", f"“五十九”{NUMBER}"
    ),
    "an amount in a foreign unit": Mistake(
        "59.80", "59.80美元", f"{PROJECT}.财政拨款", f"“59.80美元”{NUMBER}"
    ),
    "an amount finer than a fen": Mistake(
        "59.80",
        "59.8012345",
        f"{PROJECT}.财政拨款",
        "“59.8012345”有 7 位小数，以万元为单位最多 6 位（精确到分），请核对后取舍",
    ),
    "an amount finer than the form prints": Mistake(
        "59.80", "59.803", f"{PROJECT}.财政拨款", "“59.803”有 3 位小数，版式只印 2 位，请先取舍"
    ),
    "an amount with too many digits": Mistake(
        "59.80",
        "1234567890123",
        f"{PROJECT}.财政拨款",
        "“1234567890123”的整数部分超过 12 位，请核对数字和单位",
    ),
    "an unknown form": Mistake(
        f"版式: {DISTRICT}",
        "版式: guangzhou-distrikt-project-targets",
        "版式",
        f"没有版式“guangzhou-distrikt-project-tar…”，是不是 {DISTRICT}？",
    ),
    "a form like no other": Mistake(
        f"版式: {DISTRICT}", "版式: 某式", "版式", f"没有版式“某式”，可写：{FORMS}"
    ),
    "no form": Mistake(
        f"版式: {DISTRICT}\n", "", "版式", f"缺这一项，请写明用哪个版式，可写：{FORMS}", line="文种"
    ),
    "a form for another kind": Mistake(
        f"版式: {DISTRICT}",
        "版式: guangzhou-self-evaluation",
        "版式",
        "版式 guangzhou-self-evaluation 是“部门整体支出绩效自评报告”的，"
        f"不是“项目支出绩效目标表”的；可写：{FORMS}",
    ),
    "an unknown kind": Mistake(
        "文种: 项目支出绩效目标表",
        "文种: 项目支出绩效目标",
        "文种",
        f"没有“项目支出绩效目标”这个文种，是不是“项目支出绩效目标表”？可写：{KINDS}",
    ),
    "no kind": Mistake(
        "文种: 项目支出绩效目标表\n",
        "",
        "文种",
        f"这里要写明文种，可写：{KINDS}；{DEMO}",
        line="版式",
    ),
    "an unknown first level": Mistake(
        "一级: 产出指标",
        "一级: 产出",
        f"{INDICATOR}.一级",
        "这个版式没有一级指标“产出”，是不是“产出指标”？可写：产出指标、效益指标、满意度指标",
    ),
    "an unknown second level": Mistake(
        "二级: 数量指标",
        "二级: 数目指标",
        f"{INDICATOR}.二级",
        "这个版式没有二级指标“数目指标”，是不是“数量指标”？可写：数量指标、质量指标、时效指标、"
        "成本指标、经济效益、社会效益、生态效益、可持续影响、服务对象满意度",
    ),
    "a list where text belongs": Mistake(
        "某某单位",
        "[某某, 单位]",
        "资金使用单位[1].名称",
        "这里应写文字，却是一个列表；请写成一段，去掉“- ”或方括号",
    ),
    "text where a list belongs": Mistake(
        "        绩效指标:\n          - {一级: 产出指标, 二级: 数量指标, 名称: 到位率, "
        "实施周期指标值: 95%, 年度指标值: 90%}",
        "        绩效指标: 到位率90%",
        f"{PROJECT}.绩效指标",
        "这里要写成列表：一项一项写，每项以“- ”打头，如“- 名称: 到位率90%”，"
        "其余各键（一级、二级、实施周期指标值、年度指标值、涉密等）写在它下面",
    ),
    "a year in words": Mistake(
        "年度: 2024", "年度: 二〇二四", "年度", "“二〇二四”不是整数，请只写阿拉伯数字"
    ),
    "a year out of range": Mistake("年度: 2024", "年度: 20240", "年度", "“20240”太大，至多为 2199"),
    "a key given twice": Mistake(
        "部门名称: 某某部门",
        "部门名称: 某某部门\n部门名称: 另一部门",
        "部门名称",
        "这个键写了两次（第 4 行已有），请删去一处",
        line="部门名称: 另一部门",
    ),
    "a control character": Mistake(
        "聘请编外人员",
        "聘请\x0b编外人员",
        f"{PROJECT}.绩效目标",
        "第 3 个字是不可见的控制字符（U+000B），请删去（制表符请改为空格）",
    ),
    "an escaped control character": Mistake(
        "聘请编外人员。",
        '"聘请\\u0007编外人员"',
        f"{PROJECT}.绩效目标",
        "第 3 个字是不可见的控制字符（U+0007），请删去（制表符请改为空格）",
    ),
    "a character that no font has": Mistake(
        "聘请编外人员",
        "聘请😀编外人员",
        f"{PROJECT}.绩效目标[1]",
        "“😀”（U+1F600）在所用的字体里没有："
        "请把有这个字的字体（如Segoe UI Emoji）装到系统里，或放进一个文件夹并指明它（--fonts）；"
        "或只生成 Word（-f docx）。",
    ),
    "two paragraphs in one line": Mistake(
        "某某单位",
        '"某某\\n单位"',
        "资金使用单位[1].名称",
        "这里只能写一段，请去掉中间的换行",
    ),
    "a colon in a text": Mistake(
        "聘请编外", "完成率: 聘请编外", "", "文字里有“: ”，请给这段文字加上引号"
    ),
    "a full-width colon": Mistake(
        "绩效目标: 聘请", "绩效目标：聘请", "", "冒号是全角的，请改为半角冒号加一个空格“: ”"
    ),
    "a tab for indentation": Mistake(
        "    项目:\n", "\t项目:\n", "", "缩进用了制表符（Tab），请改为空格"
    ),
    "a bracket that is not closed": Mistake(
        "年度指标值: 90%}",
        "年度指标值: 90%",
        "",
        "这里的括号里，各项要用半角逗号隔开，括号要成对；文字里有逗号、冒号、括号的请加引号",
    ),
    "a list instead of a document": Mistake(
        PROJECTS,
        "- 一\n",
        "",
        f"数据文件应是一组“键: 值”，从“文种: …”写起，冒号用半角，后面空一格；{DEMO}",
    ),
}

NO_DATA = (
    "不是数据文件；数据文件是用文本编辑器写的 .yaml 或 .json；生成的 Word 请用 perfreport read 读回"
)
UNREADABLE = {
    "an empty file": (b"", f"：文件是空的；请从“文种: …”写起；{DEMO}"),
    "a file of comments": (b"# \n", f"：文件里没有内容，只有注释；请从“文种: …”写起；{DEMO}"),
    "a file in GBK": (PROJECTS.encode("gbk"), ":1：文件是 GBK 编码，请在编辑器中另存为 UTF-8"),
    "a file in UTF-16": (
        PROJECTS.encode("utf-16"),
        ":1：文件是 UTF-16 编码，请在编辑器中另存为 UTF-8",
    ),
    "a picture": (b"\x89PNG\r\n\x1a\n\xff\xfe", f"：这是 PNG 图片，{NO_DATA}"),
    "a PDF": (b"%PDF-1.4\n1 0 obj\n", f"：这是 PDF 文件，{NO_DATA}"),
    "a Word file": (b"PK\x03\x04\x14", f"：这是 Word、Excel 之类的文件，{NO_DATA}"),
    "no text at all": (
        b"\x00\xff\xfe",
        ":1：文件不是 UTF-8 文本；数据文件要用文本编辑器写成，并存为 UTF-8",
    ),
}


@pytest.fixture
def perfreport(capsys: pytest.CaptureFixture[str]) -> Runner:
    return runner(capsys)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder with results of an earlier run."""
    folder = tmp_path / "结果"
    folder.mkdir()
    for name in ("数据.docx", "数据.pdf", "别的.pdf"):
        (folder / name).write_bytes(b"%PDF-earlier")
    return folder


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "数据.yaml"


def refused(perfreport: Runner, out: Path, *arguments: str | Path, code: int = 2) -> str:
    """What ``build`` says when it fails, having changed nothing in ``out`` or beside it."""
    before = contents(out.parent)
    everything = sorted(out.parent.rglob("*"))
    outcome: Outcome = perfreport("build", *arguments, "-o", out, "--no-system-fonts")
    assert (outcome.code, outcome.out) == (code, "")
    assert contents(out.parent) == before
    assert sorted(out.parent.rglob("*")) == everything
    assert "Traceback" not in outcome.err
    return outcome.err.removesuffix("\n")


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_told_in_one_line(
    perfreport: Runner, path: Path, out: Path, mistake: Mistake
) -> None:
    text = altered(PROJECTS, (mistake.right, mistake.wrong))
    path.write_text(text, "utf-8")
    line = line_with(text, mistake.line or mistake.wrong)
    label = f"{mistake.label}：" if mistake.label else ""
    assert refused(perfreport, out, path) == f"{path}:{line}：{label}{mistake.message}"


@pytest.mark.parametrize(("content", "message"), UNREADABLE.values(), ids=UNREADABLE)
def test_a_file_that_cannot_be_read_is_told_in_one_line(
    perfreport: Runner, path: Path, out: Path, content: bytes, message: str
) -> None:
    path.write_bytes(content)
    assert refused(perfreport, out, path) == f"{path}{message}"


def test_a_file_too_large_is_told_the_limit(
    perfreport: Runner, path: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(data_files, "MOST_BYTES", 2**20)
    path.write_bytes(b"#" * (2**20 + 1))
    assert refused(perfreport, out, path) == f"{path}：文件超过上限 1 MiB；请分成几个文件"


def test_a_folder_without_data_is_told(perfreport: Runner, out: Path) -> None:
    told = refused(perfreport, out, out)
    assert told.startswith(f"{out}：这个文件夹里没有数据文件（.yaml、.yml、.json、.xlsx")


def test_a_file_that_is_not_there_is_told(perfreport: Runner, path: Path, out: Path) -> None:
    assert refused(perfreport, out, path) == f"{path}：找不到这个文件，请核对路径和文件名"


def test_broken_json_is_told_with_its_line(perfreport: Runner, tmp_path: Path, out: Path) -> None:
    path = tmp_path / "数据.json"
    path.write_text('{"文种": "项目支出绩效目标表",\n "年度" 2024}', "utf-8")
    message = "不合 JSON 的写法：键的后面缺半角冒号"
    assert refused(perfreport, out, path) == f"{path}:2：{message}"


def test_half_a_character_in_json_is_told(perfreport: Runner, tmp_path: Path, out: Path) -> None:
    path = tmp_path / "数据.json"
    tree = data_files.parse_source(PROJECTS).root.plain()
    text = json.dumps(tree, ensure_ascii=False, indent=1)
    path.write_text(altered(text, ('"59.80"', '"\\ud800"')), "utf-8")
    line = line_with(path.read_text("utf-8"), "ud800")
    assert refused(perfreport, out, path) == f"{path}:{line}：{PROJECT}.财政拨款：“�”{NUMBER}"


def test_all_mistakes_of_a_file_are_told_at_once(perfreport: Runner, path: Path, out: Path) -> None:
    text = altered(
        PROJECTS,
        (DISTRICT, "某式"),
        ("部门名称", "部门名"),
        ("59.80", "五十九"),
        ("聘请编外", "聘请\x07编外"),
        ("46.00", "46.00\n        财政拨款: 47.00"),
    )
    path.write_text(text, "utf-8")
    lines = refused(perfreport, out, path).splitlines()
    places = [line.split("：")[:2] for line in lines]
    assert places == [
        [f"{path}:{line_with(text, '某式')}", "版式"],
        [f"{path}:{line_with(text, '部门名')}", "部门名"],
        [f"{path}:{line_with(text, '五十九')}", f"{PROJECT}.财政拨款"],
        [f"{path}:{line_with(text, '聘请')}", f"{PROJECT}.绩效目标"],
        [f"{path}:{line_with(text, '47.00')}", "资金使用单位[1].项目[2].财政拨款"],
    ]


def test_the_mistakes_of_several_files_are_told_file_by_file(
    perfreport: Runner, tmp_path: Path, out: Path
) -> None:
    texts = {
        "甲": altered(PROJECTS, ("59.80", "五十九"), ("46.00", "四十六")),
        "乙": PROJECTS,
        "丙": altered(PROJECTS, ("聘请编外人员", "聘请😀编外人员")),
        "丁": altered(DEPARTMENT, ("2,234.47", "2,23")),
    }
    for name, text in texts.items():
        (tmp_path / f"{name}.yaml").write_text(text, "utf-8")
    files = [tmp_path / f"{name}.yaml" for name in [*texts, "戊"]]
    outcome = perfreport("build", *files, "-o", out, "--no-system-fonts")
    assert outcome.code == 2
    groups = outcome.err.removesuffix("\n").split("\n\n")[-4:]
    assert [len(group.splitlines()) for group in groups] == [2, 1, 1, 1]
    for file, group in zip([files[0], *files[2:]], groups, strict=True):
        assert all(line.startswith(str(file)) for line in group.splitlines())


def test_a_folder_made_for_the_results_is_removed_again(
    perfreport: Runner, tmp_path: Path, path: Path
) -> None:
    template = pdf_template(DISTRICT).replace("</split>", "")
    own = with_file(tmp_path / "版式", f"pdf/{DISTRICT}.xml", template)
    path.write_text(PROJECTS, "utf-8")
    assert refused(perfreport, tmp_path / "新" / "更新", path, "--templates", own, code=3)
    assert not (tmp_path / "新").exists()


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("{{ colour }}", [" 第 {line} 行：视图里没有“colour”，可用：title、"]),
        ("{{ title.__class__ }}", [" 第 {line} 行：", "__class__"]),
        ("{{ ''.__class__.__mro__ }}", [" 第 {line} 行：模板越权：不允许读取“__class__”"]),
        ("{% if %}", [" 第 {line} 行：模板标签写错："]),
        ("{{ 1 / 0 }}", [" 第 {line} 行：模板出错："]),
        ("{% include 'x.xml' %}", ["：找不到被引用的模板“x.xml”"]),
        ("{{ units }}", [" 第 {line} 行：模板出错：这里要写文字"]),
        ("<span", ["：版面标记第 ", " <td>：不是合格的 XML"]),
        ("<colour/>", ["：版面标记第 ", " <colour>：没有这个元素"]),
    ],
)
def test_a_template_that_fails_is_told_with_form_part_and_tag(
    perfreport: Runner, tmp_path: Path, path: Path, out: Path, template: str, words: list[str]
) -> None:
    text = pdf_template(DISTRICT).replace(">项目名称（", f">{template}项目名称（")
    line = text[: text.index(f">{template}")].count("\n") + 1
    own = with_file(tmp_path / "版式", f"pdf/{DISTRICT}.xml", text)
    path.write_text(PROJECTS, "utf-8")
    arguments = (path, "--templates", own, "-f", "pdf")
    told = refused(perfreport, out, *arguments, code=3).splitlines()[-1]
    assert told.startswith(f"PDF 模板 {DISTRICT}.xml")
    for word in words:
        assert word.replace("{line}", str(line)) in told


def test_a_manifest_that_is_wrong_is_told_with_its_line(
    perfreport: Runner, tmp_path: Path, path: Path, out: Path
) -> None:
    text = altered(manifest(DISTRICT), ("按一级分组: false", "按一级分组: 否"))
    own = with_file(tmp_path / "版式", f"forms/{DISTRICT}.yaml", text)
    path.write_text(PROJECTS, "utf-8")
    line = line_with(text, "按一级分组")
    message = "用语.指标栏.按一级分组：“否”不可用，请写 true（是）或 false（否）"
    told = refused(perfreport, out, path, "--templates", own, code=3)
    assert told == f"版式清单有误：\n{own}/forms/{DISTRICT}.yaml:{line}：{message}"


def test_a_folder_in_the_place_of_a_result_is_told(
    perfreport: Runner, path: Path, out: Path
) -> None:
    path.write_text(PROJECTS, "utf-8")
    (out / "数据.pdf").unlink()
    (out / "数据.pdf").mkdir()
    told = refused(perfreport, out, path, "--overwrite", code=4).splitlines()[-1]
    assert told.startswith(f"{out}/数据.pdf：写不了（已有同名的文件夹）；请核对，把它移走或改名，")


def test_a_file_in_the_place_of_the_folder_is_told(
    perfreport: Runner, tmp_path: Path, path: Path
) -> None:
    path.write_text(PROJECTS, "utf-8")
    (tmp_path / "文件").write_bytes(b"")
    told = refused(perfreport, tmp_path / "文件", path, code=4)
    assert "写不了（路径中有一段是文件，不是文件夹）；请核对输出目录的路径，" in told


def test_a_folder_that_cannot_be_written_to_is_told(
    perfreport: Runner, path: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    path.write_text(PROJECTS, "utf-8")
    monkeypatch.setattr(os, "replace", refuse)
    told = refused(perfreport, out, path, "--overwrite", code=4).splitlines()[-1]
    assert told.startswith(f"{out}/数据.docx：写不了（没有权限）；请核对权限和磁盘空间，")


def test_a_result_that_cannot_be_put_in_place_leaves_the_other_format_as_it_was(
    perfreport: Runner, tmp_path: Path, path: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.write_text(PROJECTS, "utf-8")
    move = os.replace

    def replace(source: Path, destination: Path) -> None:
        if destination.name == "数据.pdf" and ".old" not in source.name:
            raise OSError(28, "No space left on device")
        move(source, destination)

    monkeypatch.setattr(os, "replace", replace)
    assert "磁盘已满" in refused(perfreport, out, path, "--overwrite", code=4)
