"""A kind that nobody told the engines of goes through every command."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
import pytest

from perfreport.cli import run
from perfreport.docx.wordml import W
from tests.cli.running import Outcome
from tests.kinds.toy import KINDS
from tests.kinds.toy.word_template import word_template
from tests.roundtrip.word_editor import WordEditor, retype, text_of

HERE = Path(__file__).parent / "toy"
FORM = "toy-procurement-plan"
Command = Callable[..., Outcome]


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    folder = tmp_path / "templates"
    shutil.copytree(HERE / "templates", folder)
    (folder / "docx").mkdir()
    (folder / "docx" / f"{FORM}.docx").write_bytes(word_template())
    return folder


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return Path(shutil.copy(HERE / "采购计划.yaml", tmp_path))


@pytest.fixture
def command(templates: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs a command that knows the toy kind alone, with its templates."""

    def run_with(name: str, *arguments: str | Path) -> Outcome:
        capsys.readouterr()
        folders = () if name == "schema" else ("--templates", str(templates))
        code = run([name, *map(str, arguments), *folders], KINDS)
        return Outcome(code, *capsys.readouterr())

    return run_with


@pytest.fixture
def word(command: Command, data: Path, tmp_path: Path) -> Path:
    """The Word file that the data give."""
    outcome = command("build", data, "-o", tmp_path / "out")
    assert outcome.code == 0, outcome.err
    (path,) = (tmp_path / "out").glob("*.docx")
    return path


def changed(data: Path, old: str, new: str) -> None:
    text = data.read_text("utf-8")
    assert old in text
    data.write_text(text.replace(old, new), "utf-8")


def edited(word: Path, old: str, new: str) -> None:
    """Type ``new`` over the paragraph that says ``old``."""
    editor = WordEditor(word.read_bytes())
    retype(editor.paragraph(old), new)
    word.write_bytes(editor.save())


def test_both_formats_are_made(word: Path) -> None:
    assert word.with_suffix(".pdf").read_bytes().startswith(b"%PDF")
    document = docx.Document(BytesIO(word.read_bytes()))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert "某某局全年采购预算合计62.90万元。" in texts
    assert "某某局的资金来源：财政拨款60.00万元，自筹2.90万元。" in texts
    assert "二、优先采购节能产品。" in texts
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert rows[1:4] == [
        ["", "", "上半年", "", "56.90", ""],
        ["1", "货物", "服务器", "3", "36.50", "更新旧机。"],
        ["2", "货物", "交换机", "6", "8.40", "扩容。"],
    ]
    assert rows[4][:3] == ["3", "未分类", "机房维保"]


def test_a_word_file_that_nobody_edited_says_what_the_data_say(
    command: Command, word: Path, data: Path, tmp_path: Path
) -> None:
    outcome = command("read", word, "-o", tmp_path / "读回.yaml")
    assert outcome.code == 0, outcome
    assert outcome.err == ""
    assert command("diff", data, tmp_path / "读回.yaml").code == 0
    back = (tmp_path / "读回.yaml").read_text("utf-8")
    assert all(hidden in back for hidden in ("A0201", "第二批待定", "A0601", "经办: 李某"))


def test_an_edit_comes_back_to_its_row_and_what_is_not_printed_stays_with_its_own(
    command: Command, word: Path, data: Path
) -> None:
    edited(word, "交换机", "核心交换机")
    edited(word, "8.40", "9.40")
    outcome = command("read", word, "--update", data)
    assert outcome.code == 0, outcome
    text = data.read_text("utf-8")
    assert "{名称: 核心交换机, 类别: 货物, 数量: 6, 金额: 9.40, 用途: 扩容。}" in text
    assert "{名称: 服务器, 类别: 货物, 数量: 3, 金额: 36.50, 编码: A0201" in text


def test_a_removed_row_takes_what_is_not_printed_along_and_no_other(
    command: Command, word: Path, data: Path
) -> None:
    editor = WordEditor(word.read_bytes())
    row = next(row for row in editor.root.iter(W + "tr") if "服务器" in text_of(row))
    parent = row.getparent()
    assert parent is not None
    parent.remove(row)
    word.write_bytes(editor.save())
    command("read", word, "--update", data)
    text = data.read_text("utf-8")
    assert "A0201" not in text
    assert all(hidden in text for hidden in ("C0504", "A0601", "第一批已备案", "第二批待定"))


def test_what_is_not_printed_stays_with_its_row_in_a_group(
    command: Command, word: Path, data: Path, tmp_path: Path
) -> None:
    editor = WordEditor(word.read_bytes())
    row = next(row for row in editor.root.iter(W + "tr") if "王某" in text_of(row))
    parent = row.getparent()
    assert parent is not None
    parent.append(row)
    editor.add_row(row, "孙某", "付款", before=True)
    word.write_bytes(editor.save())
    assert command("read", word, "-o", tmp_path / "读回.yaml").code == 0
    assert command("read", word, "--update", data).code == 0
    for text in ((tmp_path / "读回.yaml").read_text("utf-8"), data.read_text("utf-8")):
        assert "{名称: 赵某, 职责: 验收, 工号: G02}" in text
        assert "{名称: 王某, 职责: 询价, 工号: G01}" in text
        assert "{名称: 孙某, 职责: 付款}" in text


def test_a_list_in_a_sentence_is_read(command: Command, word: Path, data: Path) -> None:
    edited(word, "自筹2.90万元", "某某局的资金来源：财政拨款60.00万元，自有3.90万元。")
    assert command("read", word, "--update", data).code == 0
    assert "{名称: 自有, 金额: 3.90}" in data.read_text("utf-8")


def test_clauses_in_a_sentence_are_read_in_their_own_way(
    command: Command, data: Path, tmp_path: Path
) -> None:
    changed(data, "经办: 李某", "条件: [先批后买, 分批付款]\n经办: 李某")
    assert command("build", data, "-o", tmp_path / "out").code == 0
    (word,) = (tmp_path / "out").glob("*.docx")
    edited(word, "分批付款", "某某局全年采购预算合计62.90万元。条件：先批后买；一次付清。")
    assert command("read", word, "--update", data).code == 0
    assert "条件: [先批后买, 一次付清]" in data.read_text("utf-8")


def test_what_stands_twice_is_known_by_the_place_that_can_be_read(
    command: Command, word: Path, tmp_path: Path
) -> None:
    edited(word, "自筹2.90万元", "资金尚未落实。")
    outcome = command("read", word, "-o", tmp_path / "读回.yaml")
    assert "资金尚未落实。" in outcome.err
    text = (tmp_path / "读回.yaml").read_text("utf-8")
    assert "部门名称: 某某局" in text
    assert "来源:\n  - 名称: 待填" in text


def test_a_figure_that_follows_is_a_conflict_with_its_basis(
    command: Command, word: Path, data: Path
) -> None:
    edited(word, "56.90", "57.00")
    outcome = command("diff", data, word)
    assert "批次[1].小计" in outcome.err
    assert "该批次各采购项之和" in outcome.err


def test_a_stated_sum_is_printed_and_must_hold(
    command: Command, data: Path, tmp_path: Path
) -> None:
    changed(data, "备注: 第一批已备案", "小计: 57.90\n    备注: 第一批已备案")
    outcome = command("check", data)
    assert outcome.code == 1
    assert "SUM-901" in outcome.out
    assert "小计为57.90万元" in outcome.out
    built = command("build", data, "-o", tmp_path / "out", "--allow-errors")
    assert built.code == 0, built.err
    (word,) = (tmp_path / "out").glob("*.docx")
    back = tmp_path / "读回.yaml"
    assert command("read", word, "-o", back).code == 0
    assert "57.90" in back.read_text("utf-8")


def test_a_sum_is_explained(command: Command, data: Path) -> None:
    outcome = command("explain", data)
    assert outcome.code == 0, outcome.err
    assert "上半年小计：56.90" in outcome.out
    assert "服务器＋交换机＋机房维保" in outcome.out
    assert "合计：62.90" in outcome.out


def test_texts_are_checked_like_those_of_any_kind(command: Command, data: Path) -> None:
    assert command("check", data).code == 0
    changed(data, "随预算一并批复。", "随预算<b>一并</b>批复。")
    assert "TEXT-001" in command("check", data).out


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("名称: 交换机", "名称: 服务器", "第2个采购项“服务器”与第1个重复"),
        ("名称: 自筹", "名称: 财政拨款", "第2个来源“财政拨款”与第1个重复"),
        ("优先采购节能产品。", "公开招标。", "第2个要求“公开招标。”与第1个重复"),
        ("金额: 36.50", "金额: 365000", "像是把元写成了万元"),
        ("用途: 扩容。", "用途: 本项目预算9.5万元。", "与表中的金额8.40万元不同"),
    ],
)
def test_what_its_model_declares_is_checked_by_the_shared_rules(
    command: Command, data: Path, old: str, new: str, found: str
) -> None:
    changed(data, old, new)
    assert found in command("check", data).out


def test_next_year_is_drafted_without_what_was_computed(
    command: Command, data: Path, tmp_path: Path
) -> None:
    changed(data, "备注: 第一批已备案", "小计: 56.90\n    备注: 第一批已备案")
    draft = tmp_path / "下年.yaml"
    outcome = command("draft", "procurement-plan", "--from", data, "-o", draft)
    assert outcome.code == 0, outcome.err
    text = draft.read_text("utf-8")
    assert "年度: 2025" in text
    assert "小计" not in text
    assert "金额: 待填  # 2024年：36.50" in text
    made = command("build", draft, "--draft", "-o", tmp_path / "草稿")
    assert made.code == 0, made.err


def test_a_passage_may_be_classified(command: Command, data: Path, tmp_path: Path) -> None:
    changed(data, "说明: |\n  依照年度工作安排编制。\n  随预算一并批复。\n", "说明: {涉密: true}\n")
    assert command("build", data, "-o", tmp_path / "out").code == 0
    (word,) = (tmp_path / "out").glob("*.docx")
    assert "涉密内容不公开。" in text_of(WordEditor(word.read_bytes()).root)
    edited(word, "涉密内容不公开。", "依照安排编制。")
    outcome = command("diff", data, word)
    assert "涉密，按版式印统一的说明" in outcome.err


def test_a_word_file_is_made_again_from_its_own_data(
    command: Command, word: Path, tmp_path: Path
) -> None:
    edited(word, "扩容。", "扩充容量。")
    outcome = command("regenerate", word, "-o", tmp_path / "again")
    assert outcome.code == 0, outcome
    (again,) = (tmp_path / "again").glob("*.docx")
    assert "扩充容量。" in text_of(WordEditor(again.read_bytes()).root)
    assert command("read", again, "-o", tmp_path / "读回.yaml").code == 0
    assert "A0601" in (tmp_path / "读回.yaml").read_text("utf-8")


@pytest.mark.parametrize("name", ["计划.yaml", "计划.xlsx"])
def test_a_blank_is_begun_and_waits_for_what_is_asked(
    command: Command, tmp_path: Path, name: str
) -> None:
    target = tmp_path / name
    outcome = command("new", FORM, "-o", target)
    assert outcome.code == 0, outcome.err
    checked = command("check", target, "--format", "json")
    (file,) = json.loads(checked.out)["files"]
    assert {finding["code"] for finding in file["findings"]} == {"DRAFT-001"}


def test_it_goes_into_a_workbook_and_back(command: Command, data: Path, tmp_path: Path) -> None:
    book, back = tmp_path / "计划.xlsx", tmp_path / "计划.yaml"
    assert command("convert", data, "-o", book).code == 0
    assert command("check", book).code == 0
    assert command("convert", book, "-o", back).code == 0
    outcome = command("diff", data, back)
    assert (outcome.code, outcome.err) == (0, "")
    assert "A0601" in back.read_text("utf-8")


def test_its_schema_is_printed(command: Command) -> None:
    outcome = command("schema", "procurement-plan")
    assert outcome.code == 0, outcome.err
    schema = json.loads(outcome.out)
    assert schema["title"] == "采购计划表"
    assert "采购项" in schema["$defs"]["Batch"]["properties"]


def test_a_wrong_data_file_is_told_of_with_its_line(command: Command, data: Path) -> None:
    changed(data, "金额: 8.40", "金額: 8.40")
    outcome = command("check", data)
    assert outcome.code == 2
    assert "金額" in outcome.err
    assert "批次[1].采购项[2]" in outcome.err


def test_a_kind_that_is_not_listed_is_unknown(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", str(data)]) == 2
    assert "没有“采购计划表”这个文种" in capsys.readouterr().err


def test_it_is_listed_among_the_documents_of_a_year(command: Command, data: Path) -> None:
    (data.parent / "一年").mkdir()
    shutil.move(data, data.parent / "一年")
    outcome = command("year", data.parent / "一年")
    assert outcome.code == 0, outcome.err
    assert outcome.out.endswith("\n  采购计划  采购计划.yaml\n")
    assert "缺" not in outcome.out
