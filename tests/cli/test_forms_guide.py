"""``docs/forms.md``: what it shows works from its beginning to its end, as it stands there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import forms_guide as guide
from tests.cli.running import Runner
from tests.roundtrip.word_editor import WordEditor, retype
from tests.small_files import altered
from tools.word_template.__main__ import main as make_template

FOLDER, FORM, DATA = "我的版式", "普陀2026", "下立交.yaml"
MANIFEST, TEMPLATE = f"{FOLDER}/forms/{FORM}.yaml", f"{FOLDER}/docx/{FORM}.docx"
TOOL = ["python", "-m", "tools.word_template"]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def put(name: str, text: str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, "utf-8")


def by_hand(command: str) -> None:
    """What the guide says to do before ``command``."""
    if command.startswith("perfreport form tags"):
        guide.with_tags(guide.blank_form()).save(TEMPLATE)
    if command.startswith("perfreport read"):
        path = Path("结果/下立交.docx")
        editor = WordEditor(path.read_bytes())
        retype(editor.paragraph("985米"), "990米")
        path.write_bytes(editor.save())


def test_it_works_from_beginning_to_end(
    perfreport: Runner, capsys: pytest.CaptureFixture[str]
) -> None:
    printed, commands = "", list[str]()
    for step in guide.steps():
        if step.kind == "file":
            put(step.name, step.text)
        elif step.kind == "shown" and commands:
            assert printed == step.text
        elif step.kind == "command":
            by_hand(step.text)
            words = guide.words_of(step.text)
            commands.append(step.text)
            if words[:3] == TOOL:
                assert make_template(words[3:]) == 0, capsys.readouterr().err
                continue
            outcome = perfreport(*words[1:])
            assert outcome.code == 0, (step.text, outcome)
            printed = outcome.out
    assert len(commands) > 14
    assert Path(DATA).read_text("utf-8") == altered(guide.files()[DATA], ("985米", "990米"))
    assert len(list(Path("明年").iterdir())) == 2
    names = {path.name for path in Path("结果").iterdir()}
    assert names == {
        f"{name}.{end}" for name in ("下立交", "评价", "泵站") for end in ("docx", "pdf")
    }


def write_form(manifest: str, page: str) -> None:
    put(MANIFEST, manifest)
    put("页.txt", page)
    Path(TEMPLATE).parent.mkdir()
    assert make_template(["页.txt", "-o", TEMPLATE]) == 0


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        (
            "空白表.txt", "{{ project.extras.nature }}", "｛｛ project.extras.nature ｝｝",
            "“｛｛ project.extras.nature ｝｝”像标签，不会填上内容",
        ),
        (
            "空白表.txt", "{{ project.extras.nature }}", "·",
            "没有印“资金使用单位.项目.附加项.项目性质”，所填的会丢失",
        ),
        (
            "空白表.txt", "{{ spender.name }}", "·",
            "里只有内层的循环，印出来就分不清一项到哪里为止",
        ),
        ("空白表.txt", "extras.nature", "extras.kind", "视图里没有“kind”，可用：nature、category"),
        (
            "空白表.txt", "{%p for project in spender.projects %}\n", "",
            "标签 {% endfor %} 写错：多出一个 endfor",
        ),
        ("空白表.txt", "{% merge indicator.level_one %}", "指标{% merge indicator.level_one %}",
         "要独占表格的一格"),
        ("空白表.txt", "{{ unit }}", "{{ units }}", "这里要写文字；一组内容请用 for 逐项写出"),
        (MANIFEST, "金额单位: 元", "金额单位: 圆", "金额单位：“圆”不可用，可写：元、万元、亿元"),
        (MANIFEST, "\n标题:", "\n题目:", "没有“题目”这一项，是不是“标题”？"),
        (MANIFEST, "二级, 三级, 年", "二级, 单位, 年", "“单位”不可用，是不是“度量单位”？"),
        (
            MANIFEST, "绩效指标.二级", "绩效指标.二级指标",
            "不是这个文种的项目，是不是“资金使用单位.项目.绩效指标.二级”？",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_form_is_told_in_the_words_of_the_guide(
    perfreport: Runner, name: str, old: str, new: str, message: str
) -> None:
    files = guide.files()
    files[name] = altered(files[name], (old, new))
    write_form(files[MANIFEST], files["空白表.txt"])
    outcome = perfreport("form", "check", FOLDER)
    assert outcome.code == 3
    assert message in outcome.out
    assert f"`{message}`" in guide.PAGE


def test_a_contact_of_the_document_beside_each_project_tells_no_units_apart(
    perfreport: Runner,
) -> None:
    files = guide.files()
    contact = "  - {名称: 填报人, 英文: contact, 类型: 联系人}\n"
    manifest = altered(files[MANIFEST], ("附加项:\n", f"附加项:\n{contact}"))
    row = "| 填报人 (2c) | {{ extras.contact.name }} (2c) | 电话 | {{ extras.contact.telephone }} |"
    page = altered(files["空白表.txt"], ("{%tr endfor %}\n", f"{{%tr endfor %}}\n{row}\n"))
    write_form(manifest, page)
    outcome = perfreport("form", "check", FOLDER)
    assert (outcome.code, "没有发现问题" in outcome.out) == (0, True)


def test_what_follows_from_a_tag_that_is_missing_is_not_told_beside_it(
    perfreport: Runner,
) -> None:
    files = guide.files()
    page = altered(files["空白表.txt"], ("[[ project.goal ]]", "·"))
    write_form(files[MANIFEST], page)
    outcome = perfreport("form", "check", FOLDER)
    assert outcome.code == 3
    assert outcome.out.startswith(f"版式 {FORM}：1 处要改\n")
    assert "没有印“资金使用单位.项目.绩效目标”，所填的会丢失" in outcome.out


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("项目性质: 阶", "项目性制: 阶", "没有“项目性制”这一项，是不是“项目性质”？"),
        (
            "来源: 其他资金", "来源: 单位资金",
            "没有“单位资金”这一项，请核对键名；这里可写：财政资金",
        ),
        ("2026/1/1", "年初", "“年初”不是日期，请写成 2026-01-01 或 2026年1月1日"),
        ("年度指标值: 可控", "指标值: 可控", "这个版式要印这一项，请补上"),
        ("年度指标值: 可控", "实施周期指标值: 可控", "没有这一项的位置，请删去"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_data_is_told_in_the_words_of_the_guide(
    perfreport: Runner, old: str, new: str, message: str
) -> None:
    files = guide.files()
    write_form(files[MANIFEST], files["空白表.txt"])
    put(DATA, altered(files[DATA], (old, new)))
    outcome = perfreport("build", DATA, "--templates", FOLDER, "-o", "结果")
    assert outcome.code == 2
    assert message in outcome.err
    assert f"`{message}`" in guide.PAGE
