"""``-`` in the place of a file: the one document that is on standard input."""

from __future__ import annotations

import errno
import io
import json
import os
import pty
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import perfreport as library
from tests.cli.processes import PROGRAM, environment, program
from tests.cli.running import Runner
from tests.roundtrip.word_editor import WordEditor
from tests.small_files import DEPARTMENT, PROJECTS, REPORT, altered, line_with

Feeder = Callable[[str | bytes], None]

IN_JSON = library.loads(PROJECTS).model_dump_json(by_alias=True, exclude_none=True)
NAME = "2024年某某部门项目支出绩效目标表"


@pytest.fixture
def feed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Feeder:
    """Puts something on standard input, in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def put(content: str | bytes) -> None:
        data = content.encode() if isinstance(content, str) else content
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), "ascii"))

    return put


def word(*edits: tuple[str, str]) -> bytes:
    """The Word file of the projects, with texts typed over."""
    editor = WordEditor(library.render(library.loads(PROJECTS), "docx"))
    for old, new in edits:
        editor.replace(editor.paragraph(old), old, new)
    return editor.save()


@pytest.mark.parametrize("content", [PROJECTS, IN_JSON, "\ufeff" + PROJECTS, "\ufeff\n" + IN_JSON])
def test_files_built_of_it_are_named_by_what_they_are(
    perfreport: Runner, feed: Feeder, content: str
) -> None:
    feed(content)
    outcome = perfreport("build", "-", "-o", "结果")
    assert outcome.code == 0
    assert outcome.out == f"已生成 结果/{NAME}.docx\n已生成 结果/{NAME}.pdf\n"
    made = Path("结果", f"{NAME}.docx").read_bytes()
    assert made == library.render(library.loads(PROJECTS), "docx")


def test_it_is_checked_and_explained(perfreport: Runner, feed: Feeder) -> None:
    feed(REPORT)
    outcome = perfreport("check", "-")
    place = f"标准输入:{line_with(REPORT, '分值: 50')}"
    assert outcome.code == 1
    assert outcome.out.startswith("标准输入：1个错误、2个警告\n")
    assert f"  错误 SCORE-001　{place}　履职效能.分值\n" in outcome.out
    feed(REPORT)
    assert "履职效能得分率：99.98%" in perfreport("explain", "-", "履职效能.得分率").out


def test_either_side_of_a_comparison_may_be_it(perfreport: Runner, feed: Feeder) -> None:
    feed(altered(PROJECTS, ("59.80", "69.80")))
    Path("项目.yaml").write_text(PROJECTS, "utf-8")
    outcome = perfreport("diff", "项目.yaml", "-")
    assert outcome.out.startswith("原件：项目.yaml\n新件：标准输入\n共1处不同：修改1处\n")
    feed(word(("聘请编外人员。", "聘请临时人员。")))
    outcome = perfreport("diff", "-", "项目.yaml")
    assert outcome.out.startswith("原件：标准输入\n新件：项目.yaml\n共1处不同：修改1处\n")


def test_a_declaration_to_compare_with_may_be_it(perfreport: Runner, feed: Feeder) -> None:
    feed(PROJECTS)
    Path("自评.yaml").write_text(REPORT, "utf-8")
    outcome = perfreport("check", "自评.yaml", "--against", "-")
    assert f"AGAINST-002　标准输入:{line_with(PROJECTS, '年度')}　年度\n" in outcome.out


def test_a_draft_is_begun_from_it(perfreport: Runner, feed: Feeder) -> None:
    feed(PROJECTS)
    outcome = perfreport("draft", "self-evaluation", "--from", "-", "-o", "自评.yaml")
    assert (outcome.code, outcome.err) == (0, "")
    assert "\n文种: 部门整体支出绩效自评报告\n" in Path("自评.yaml").read_text("utf-8")


def test_a_word_file_is_read_from_it(perfreport: Runner, feed: Feeder) -> None:
    Path("项目.yaml").write_text(PROJECTS, "utf-8")
    edited = word(("聘请编外人员。", "聘请临时人员。"))
    feed(edited)
    outcome = perfreport("read", "-")
    assert (outcome.code, "聘请临时人员。" in outcome.out) == (0, True)
    feed(edited)
    assert perfreport("read", "-", "--update", "项目.yaml").code == 0
    assert Path("项目.yaml").read_text("utf-8") == altered(PROJECTS, ("编外人员。", "临时人员。"))
    feed(edited)
    assert perfreport("read", "-", "-o", "新.yaml").code == 0
    assert library.load("新.yaml") == library.load("项目.yaml")


@pytest.mark.parametrize("folder", [(), ("-o", "新")])
def test_a_word_file_from_it_is_made_again(
    perfreport: Runner, feed: Feeder, folder: tuple[str, ...]
) -> None:
    feed(word(("聘请编外人员。", "聘请临时人员。")))
    outcome = perfreport("regenerate", "-", *folder)
    where = "新/" if folder else ""
    assert outcome.out == f"已生成 {where}{NAME}.docx\n已生成 {where}{NAME}.pdf\n"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "标准输入：文件是空的"),
        (altered(PROJECTS, ("财政拨款: 59.80", "财政拔款: 59.80")), "标准输入:9："),
        ("{", "标准输入:1：不合 JSON 的写法"),
        (PROJECTS.encode("gbk"), "标准输入:1：文件是 GBK 编码"),
        (word(), "标准输入：这是 Word、Excel 之类的文件，不是数据文件"),
    ],
)
def test_what_is_wrong_with_it_is_told_under_its_name(
    perfreport: Runner, feed: Feeder, content: str | bytes, message: str
) -> None:
    feed(content)
    outcome = perfreport("build", "-", "-o", "结果")
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith(message)


def test_what_cannot_be_read_is_told(
    perfreport: Runner, feed: Feeder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> bytes:
        raise OSError(errno.EIO, "Input/output error")

    feed(PROJECTS)
    monkeypatch.setattr(sys.stdin.buffer, "read", fail)
    outcome = perfreport("check", "-")
    assert outcome.code == 2
    assert outcome.err.startswith("标准输入：读不出内容（磁盘读写出错）")


def test_what_is_no_word_file_is_told_under_its_name(perfreport: Runner, feed: Feeder) -> None:
    feed(PROJECTS)
    outcome = perfreport("read", "-")
    assert outcome.code == 2
    assert outcome.err.startswith("标准输入：这不是 Word 文件（.docx），而是数据文件")


def test_a_word_file_beyond_the_limit_is_not_read_on(perfreport: Runner, feed: Feeder) -> None:
    feed(word())
    outcome = perfreport("read", "-", "--limit", "文件字节=1048")
    assert outcome.code == 2
    assert "标准输入：内容超过上限" in outcome.err
    feed(word())
    assert perfreport("read", "-", "--limit", "文件字节=10480000").code == 0


def test_places_to_be_filled_in_are_asked_for_as_it_was_typed(
    perfreport: Runner, feed: Feeder
) -> None:
    feed(altered(PROJECTS, ("聘请编外人员。", "待填"), ("名称: 某某单位", "名称: 待填")))
    outcome = perfreport("build", "-", "-o", "结果", "--draft", "-f", "docx")
    assert outcome.err == "说明　标准输入：2处还没有填写，perfreport check - 逐处列出\n"


def test_a_draft_without_a_department_has_a_name_all_the_same(
    perfreport: Runner, feed: Feeder
) -> None:
    feed(altered(PROJECTS, ("部门名称: 某某部门", "部门名称: 待填")))
    outcome = perfreport("build", "-", "-o", "结果", "--draft", "-f", "docx")
    assert outcome.code == 0
    (made,) = Path("结果").iterdir()
    assert made.name == "2024年【待填：部门（单位）全称】项目支出绩效目标表.docx"


@pytest.mark.parametrize(
    "command",
    [
        "build - - -o 结果",
        "check - --against -",
        "diff - -",
        "draft self-evaluation --from - --from - -o a.yaml",
    ],
)
def test_it_is_there_once(perfreport: Runner, feed: Feeder, command: str) -> None:
    feed(PROJECTS)
    outcome = perfreport(*command.split())
    assert (outcome.code, outcome.out) == (2, "")
    assert "- 只能写一次，标准输入里只有一份文书" in outcome.err
    assert "用法见：" in outcome.err


def test_it_is_built_alone(perfreport: Runner, feed: Feeder) -> None:
    feed(PROJECTS)
    Path(f"{NAME}.yaml").write_text(PROJECTS, "utf-8")
    outcome = perfreport("build", "-", f"{NAME}.yaml", "-o", "结果")
    assert (outcome.code, outcome.out) == (2, "")
    assert "- 要单独写：标准输入里的文书不能和别的文件放在一起" in outcome.err
    assert not Path("结果").exists()


def test_a_file_with_that_name_is_reached_by_its_path(perfreport: Runner, feed: Feeder) -> None:
    feed(DEPARTMENT)
    Path("-").write_text(REPORT, "utf-8")
    assert "履职效能" in perfreport("explain", "./-").out


def test_nothing_is_put_in_its_place(perfreport: Runner, feed: Feeder) -> None:
    feed(word())
    outcome = perfreport("read", "-", "--update", "-")
    assert outcome.code == 2
    assert "要改的数据文件请写文件名；- 是标准输入，只能读" in outcome.err


def test_an_edited_word_file_is_kept_with_words_that_can_be_followed(
    perfreport: Runner, feed: Feeder
) -> None:
    Path("结果").mkdir()
    Path("结果", f"{NAME}.docx").write_bytes(word(("聘请编外人员。", "聘请临时人员。")))
    feed(PROJECTS)
    outcome = perfreport("build", "-", "-o", "结果")
    assert outcome.code == 4
    assert f"用 perfreport diff 数据.yaml 结果/{NAME}.docx 查看" in outcome.err


# In a process of its own.


@pytest.mark.parametrize("command", ["build - -o 结果", "read -", "diff - a.yaml"])
def test_a_terminal_is_not_waited_for(command: str) -> None:
    ours, theirs = pty.openpty()
    ended = program(*command.split(), stdin=theirs)
    os.close(theirs)
    os.close(ours)
    assert ended.returncode == 2
    assert "标准输入里没有文件；请送一个进来，如 perfreport" in ended.stderr.decode()


def test_nothing_at_all_is_told() -> None:
    shell = ["sh", "-c", '"$0" -m perfreport check - <&-', sys.executable]
    ended = subprocess.run(shell, capture_output=True, check=False, env=environment())
    assert ended.returncode == 2
    assert "标准输入里没有文件" in ended.stderr.decode()


def test_what_one_command_prints_another_reads(tmp_path: Path) -> None:
    first, second = [*PROGRAM, "read", "a.docx"], [*PROGRAM, "check", "-", "--format", "json"]
    (tmp_path / "a.docx").write_bytes(word())
    settings: dict[str, Any] = {"cwd": tmp_path, "env": environment(), "stdout": subprocess.PIPE}
    with subprocess.Popen(first, **settings) as reading:
        ended = subprocess.run(second, stdin=reading.stdout, check=False, **settings)
    assert ended.returncode == 0
    assert json.loads(ended.stdout)["files"][0]["file"] == "标准输入"


def test_results_are_no_more_open_than_the_file_it_is_redirected_from(tmp_path: Path) -> None:
    data = tmp_path / f"{NAME}.yaml"
    data.write_text(PROJECTS, "utf-8")
    data.chmod(0o600)
    with data.open("rb") as file:
        assert program("build", "-", "-o", tmp_path, "-f", "docx", stdin=file).returncode == 0
    made = tmp_path / f"{NAME}.docx"
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
