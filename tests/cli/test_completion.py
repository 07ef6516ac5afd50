"""What a shell offers when somebody presses the tabulator, asked as the shell asks."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from perfreport.cli import run
from perfreport.forms.registry import FormRegistry
from perfreport.kinds import KINDS
from perfreport.office.limits import LABELS
from tests.cli.processes import PROGRAM, ROOT, environment, program
from tests.forms.own_templates import with_file, with_form
from tests.small_files import PROJECTS

README = (ROOT / "README.md").read_text("utf-8")
OF_PROJECTS = [form.id for form in FormRegistry().of_kind("项目支出绩效目标表")]
OF_EVALUATIONS = [form.id for form in FormRegistry().of_kind("部门整体支出绩效自评报告")]


Offer = Callable[..., list[str]]


def asked(*typed: str | Path) -> dict[str, str]:
    """The variables by which bash asks what to offer for the last of the words ``typed``."""
    return {
        "_PERFREPORT_COMPLETE": "bash_complete",
        "COMP_WORDS": " ".join(["perfreport", *map(str, typed)]),
        "COMP_CWORD": str(len(typed)),
    }


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Offer:
    """What is offered for the last of the words that are typed."""

    def answer(*typed: str | Path) -> list[str]:
        for name, value in asked(*typed).items():
            monkeypatch.setenv(name, value)
        with pytest.raises(SystemExit) as ended:
            run([])
        out, err = capsys.readouterr()
        assert (ended.value.code, err) == (0, "")
        return [line.partition(",")[2] for line in out.split()]

    return answer


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "项目.yaml"
    path.write_text(PROJECTS, "utf-8")
    return path


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_is_told_how_to_ask(shell: str) -> None:
    ended = program(variables={"_PERFREPORT_COMPLETE": f"{shell}_source"})
    script = ended.stdout.decode()
    assert ended.returncode == 0
    assert f"_PERFREPORT_COMPLETE={shell}_complete" in script
    if interpreter := shutil.which(shell):
        checked = subprocess.run([interpreter, "-n"], input=ended.stdout, check=False)
        assert checked.returncode == 0


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is missing")
def test_the_line_of_the_readme_makes_bash_complete(tmp_path: Path, data: Path) -> None:
    (line,) = re.findall(r"`(eval [^`]*bash_source[^`]*)`", README.split("## English")[0])
    command = tmp_path / "perfreport"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m perfreport "$@"\n', "utf-8")
    command.chmod(0o755)
    script = f"""{line}
        COMP_WORDS=(perfreport build '{data}' --form guangzhou-d) COMP_CWORD=4
        $(complete -p perfreport | sed 's/.*-F \\(.*\\) .*/\\1/') perfreport
        echo "${{COMPREPLY[@]}}" """
    variables = environment(PATH=f"{tmp_path}:{os.environ['PATH']}")
    ended = subprocess.run(["bash", "-c", script], capture_output=True, check=False, env=variables)
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert ended.stdout.decode() == "guangzhou-district-project-targets\n"


def test_commands_options_and_formats_are_offered(offered: Offer) -> None:
    assert offered("che") == ["check"]
    assert offered("build", "a.yaml", "--file") == ["--file-format"]
    assert offered("build", "a.yaml", "-f", "") == ["docx", "pdf", "xlsx"]
    assert offered("check", "a.yaml", "--format", "") == ["text", "json", "sarif"]
    assert offered("rules", "sum-01")[:2] == ["SUM-011", "SUM-012"]


def test_kinds_are_offered_by_either_name(offered: Offer) -> None:
    assert offered("schema", "") == list(KINDS.by_id)
    assert offered("draft", "self") == ["self-evaluation"]
    of_projects = ["项目支出绩效目标表", "项目支出绩效监控表", "项目支出绩效自评表"]
    assert offered("draft", "项目") == of_projects


def test_forms_and_kinds_are_offered_for_a_blank(offered: Offer) -> None:
    assert offered("new", "henan-2022-p") == ["henan-2022-project-targets"]
    kinds = ["department-targets", "department-monitoring", "department-evaluation"]
    assert offered("new", "department-") == kinds
    assert offered("new", "转移") == ["转移支付绩效自评表"]


def test_the_names_of_limits_are_offered(offered: Offer) -> None:
    assert offered("read", "a.docx", "--limit", "") == [f"{label}=" for label in LABELS.values()]
    assert offered("diff", "a", "b", "--limit", "段") == ["段落和单元格="]


def test_all_forms_are_offered_where_the_kind_is_not_known(offered: Offer, tmp_path: Path) -> None:
    assert offered("schema", "--form", "") == list(FormRegistry().ids)
    assert offered("build", tmp_path / "没有.yaml", "--form", "") == list(FormRegistry().ids)


def test_forms_of_the_kind_that_is_named_are_offered(offered: Offer) -> None:
    assert offered("draft", "self-evaluation", "--form", "") == OF_EVALUATIONS
    assert offered("schema", "项目支出绩效目标表", "--form", "") == OF_PROJECTS


@pytest.mark.parametrize("command", ["build", "check", "explain", "diff", "read a.docx --update"])
def test_forms_of_the_kind_of_the_file_are_offered(
    offered: Offer, command: str, data: Path
) -> None:
    assert offered(*command.split(), data, "--form", "") == OF_PROJECTS
    assert offered(*command.split(), data, "--form", "guangzhou-d") == [
        "guangzhou-district-project-targets"
    ]


def test_what_a_report_is_compared_with_does_not_decide_its_form(
    offered: Offer, data: Path
) -> None:
    assert offered("check", "--against", data, "a.yaml", "--form", "") == list(FormRegistry().ids)


def test_forms_of_ones_own_are_offered(offered: Offer, tmp_path: Path, data: Path) -> None:
    folder = with_form(tmp_path / "版式", "guangzhou-project-targets", str, new_id="某市")
    typed = ("build", data, "--templates", folder, "--form")
    assert offered(*typed, "") == [*OF_PROJECTS, "某市"]
    assert offered(*typed, "某") == ["某市"]


def test_maps_are_offered(offered: Offer, tmp_path: Path) -> None:
    assert offered("convert", "a.xlsx", "--map", "integrated-m") == ["integrated-monitoring"]
    assert offered("maps", "tianjin") == ["tianjin-department-evaluation"]
    folder = with_file(tmp_path, "workbooks/台账.yaml", "编号: 别的\n")
    assert offered("convert", "--templates", folder, "--map", "") == []


def test_a_wrong_manifest_or_folder_offers_nothing(offered: Offer, tmp_path: Path) -> None:
    folder = with_file(tmp_path, "forms/某市.yaml", "文种: 通知\n")
    assert offered("build", "--templates", folder, "--form", "") == []
    assert offered("build", "--templates", tmp_path / "没有", "--form", "") == []


def test_nothing_waits_for_standard_input() -> None:
    variables = environment(**asked("build", "-", "--form", "guangzhou-s"))
    with subprocess.Popen(
        PROGRAM, env=variables, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as waiting:
        assert waiting.wait(60) == 0  # though nobody writes
        assert waiting.stdout
        assert waiting.stdout.read().decode() == "plain,guangzhou-self-evaluation\n"
