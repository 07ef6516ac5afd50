"""Help and messages about wrong usage are in Chinese and say what to write."""

from __future__ import annotations

import re

import click
import pytest
from rich.cells import cell_len

from perfreport.cli import commands
from tests.cli.running import COMMANDS, PAGES, Runner

ENGLISH = re.compile("Usage|Options|Commands|Show|Error|Missing|required|default|argument")


def test_a_group_without_a_command_shows_its_help(perfreport: Runner) -> None:
    assert perfreport("form") == perfreport("form", "--help")
    assert perfreport("form").code == 0


def test_without_a_command_the_help_is_shown(perfreport: Runner) -> None:
    assert perfreport() == perfreport("--help")
    outcome = perfreport()
    assert outcome.code == 0
    for name in commands.commands:
        assert f"  {name} " in outcome.out


@pytest.mark.parametrize("command", PAGES)
def test_help_has_no_english_of_its_own(perfreport: Runner, command: str) -> None:
    outcome = perfreport(*command.split(), "--help")
    assert outcome.code == 0
    assert outcome.out.startswith("用法：")
    assert not ENGLISH.search(outcome.out)


@pytest.mark.parametrize("command", PAGES)
def test_help_is_asked_for_in_short_too(perfreport: Runner, command: str) -> None:
    outcome = perfreport(*command.split(), "-h")
    assert outcome == perfreport(*command.split(), "--help")
    assert "-h, --help" in outcome.out


@pytest.mark.parametrize("width", [60, 80])
@pytest.mark.parametrize("command", PAGES)
def test_help_stays_inside_a_terminal(
    perfreport: Runner, monkeypatch: pytest.MonkeyPatch, command: str, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    text, _, _ = perfreport(*command.split(), "--help").out.partition("\n例:\n")
    for line in text.splitlines():
        assert cell_len(line) <= width
        assert not re.match(r"\s*[，。；：、？”）》]", line)


@pytest.mark.parametrize("command", PAGES)
def test_what_options_mean_stands_in_one_column(perfreport: Runner, command: str) -> None:
    text = perfreport(*command.split(), "--help").out
    rows = re.findall(r"^( {2}-.*?  +)\S", text, re.MULTILINE)
    assert len({cell_len(row) for row in rows}) == 1


def test_the_list_of_commands_has_the_first_sentence_of_each(perfreport: Runner) -> None:
    text = re.sub(r"\s", "", perfreport("--help").out)
    for name, command in commands.commands.items():
        first, *_ = re.split("。", command.help or "")
        assert f"{name}{first}".replace(" ", "") in text
    assert "..." not in text


def options_of(command: str) -> dict[str, click.Parameter]:
    """The options of a command by each of the ways in which they are written."""
    known = COMMANDS[command].params
    return {name: parameter for parameter in known for name in parameter.opts}


@pytest.mark.parametrize(
    "command", ["build", "check", "explain", "draft", "read", "regenerate", "diff", "schema"]
)
def test_a_form_can_be_named_and_be_ones_own_wherever_one_is_needed(command: str) -> None:
    assert {"--form", "--templates"} <= options_of(command).keys()


@pytest.mark.parametrize("command", COMMANDS)
def test_an_option_means_the_same_in_every_command(command: str) -> None:
    known = options_of(command)
    meanings = {"--format": "report", "-f": "formats", "--file-format": "formats"}
    for name in meanings.keys() & known.keys():
        assert known[name].name == meanings[name]
    if "--format" in known:
        report = known["--format"].type
        assert isinstance(report, click.Choice)
        assert tuple(report.choices)[:2] == ("text", "json")


@pytest.mark.parametrize(
    "command", ["check", "diff", "rules", "forms", "explain", "form check", "report", "year"]
)
def test_every_report_is_there_for_programs_too(command: str) -> None:
    assert "--format" in options_of(command)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_is_explained(command: str) -> None:
    for parameter in COMMANDS[command].params:
        assert parameter.param_type_name == "argument" or vars(parameter).get("help")


def test_the_version_is_printed(perfreport: Runner) -> None:
    assert re.fullmatch(r"perfreport \d+\.\d+\.\d+\n", perfreport("--version").out)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("biuld", "没有命令 biuld，是不是 build？"),
        ("xyz", "没有命令 xyz，可用：new、build、"),
        ("--foo", "没有选项 --foo"),
        ("build", "缺少参数“文件…”，请补上"),
        ("build a.yaml", "缺少选项 -o，请补上"),
        ("build a.yaml -o", "选项 -o 的后面要写内容"),
        ("build a.yaml -o out --form", "选项 --form 的后面要写内容"),
        ("check a.yaml --fromat json", "没有选项 --fromat，是不是 --format"),
        (
            "build a.yaml -o out --format pdf",
            "没有选项 --format，生成哪种文件用 -f 或 --file-format",
        ),
        ("regenerate a.docx --format=pdf", "没有选项 --format，生成哪种文件用 -f 或 --file-format"),
        ("check a.yaml -f json", "没有选项 -f，报告的格式用 --format"),
        ("diff a b -fhtml", "没有选项 -f，报告的格式用 --format"),
        ("draft project-targets -f x", "没有选项 -f"),
        ("build a.yaml -o out -f doc", "选项 -f：写得不对，可写：docx、pdf"),
        ("build a.yaml -o out -j 0", "选项 -j：写得不对，请写整数，至少 1"),
        ("check a.yaml -j abc", "选项 -j：写得不对，请写整数，至少 1"),
        ("read a.docx --limit", "选项 --limit 的后面要写内容"),
        ("read a.docx --limit 段落=6", "选项 --limit：写得不对，没有上限“段落”，可写：文件字节、"),
        ("diff a b --limit 文字", "选项 --limit：写得不对，空白不是数，“文字=”后面请只写数字，如"),
        ("regenerate a --limit 文字=1e6", "选项 --limit：写得不对，“1e6”不是数"),
        ("read a.docx --limit 文字=-1", "选项 --limit：写得不对，“-1”不是数"),
        ("read a.docx --limit 文字=１０", "选项 --limit：写得不对，“１０”不是数"),
        ("schema", "缺少参数“文种”，请补上，或用 --form 写明版式"),
        ("schema 通知", "参数“文种”：写得不对，可写：部门整体预算绩效目标申报表、"),
        ("form chekc", "没有命令 chekc，是不是 check？"),
        ("form new 某县 -o 新", "缺少选项 --from，请补上"),
        ("forms 一 二", "多写了“一 二”，请删去；路径里有空格的请加引号"),
    ],
)
def test_wrong_usage_is_told_with_what_to_write(
    perfreport: Runner, arguments: str, message: str
) -> None:
    outcome = perfreport(*arguments.split())
    assert (outcome.code, outcome.out) == (2, "")
    first, second = outcome.err.splitlines()
    assert first.startswith(message)
    assert re.fullmatch(r"用法见：perfreport( \w+)* --help", second)


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("diff", "退出码：0 说的一样；1 有不同"),
        ("rules", "1 没有一条规则有所写的全部的词"),
        ("explain", "第几条写在方括号里，从 1 数起"),
        ("check", "退出码：0 没有错误，也许有警告、提示；1 有错误；2 数据文件或命令写得不对"),
        ("demo", "改过的例子（.yaml）、别人改过而没有收回的 Word 文件"),
    ],
)
def test_help_tells_what_a_program_or_a_changed_file_has_to_expect(
    perfreport: Runner, command: str, words: str
) -> None:
    said = "".join(perfreport(command, "--help").out.split())
    assert "".join(words.split()) in said


def test_only_the_examples_come_with_data_files_to_overwrite(perfreport: Runner) -> None:
    assert "改过的例子" not in perfreport("build", "--help").out
