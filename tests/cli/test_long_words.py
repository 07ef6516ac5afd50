"""However much was typed, a message is a line that people can read."""

from __future__ import annotations

from pathlib import Path

import pytest

import perfreport as library
from tests.cli.running import Outcome, Runner
from tests.roundtrip.word_editor import WordEditor
from tests.small_files import PROJECTS, altered

LONG = "长" * 200_000
MOST = 2_000

WRONG = {
    "an unknown key": ("聘请编外人员。", f"聘请编外人员。\n        {LONG}: 1"),
    "an amount": ("59.80", f"{LONG}元"),
    "a kind": ("文种: 项目支出绩效目标表", f"文种: {LONG}"),
    "a form": ("guangzhou-district-project-targets", LONG),
    "a second level": ("二级: 数量指标", f"二级: {LONG}"),
    "a year": ("年度: 2024", f"年度: {LONG}"),
    "a name with breaks": ("名称: 某某单位", f'名称: "{LONG}\\n二"'),
}


def require_readable(outcome: Outcome) -> None:
    assert outcome.err
    assert max(map(len, outcome.err.split("\n"))) <= MOST


@pytest.mark.parametrize("change", WRONG.values(), ids=WRONG)
@pytest.mark.parametrize("command", ["check", "build -o 结果", "diff 好的.yaml", "explain"])
def test_what_is_wrong_in_a_data_file_is_told_in_short_lines(
    perfreport: Runner,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    change: tuple[str, str],
    command: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("好的.yaml").write_text(PROJECTS, "utf-8")
    Path("错的.yaml").write_text(altered(PROJECTS, change), "utf-8")
    outcome = perfreport(*command.split(), "错的.yaml")
    assert outcome.code == 2
    require_readable(outcome)


def test_findings_are_told_in_short_lines(perfreport: Runner, tmp_path: Path) -> None:
    path = tmp_path / "甲.yaml"
    path.write_text(altered(PROJECTS, ("聘请编外人员。", f"“{LONG}、、（")), "utf-8")
    outcome = perfreport("check", path)
    assert "TEXT-" in outcome.out
    assert max(map(len, outcome.out.split("\n"))) <= MOST


@pytest.mark.parametrize("command", ["read", "diff", "regenerate"])
def test_edits_are_told_in_short_lines(perfreport: Runner, tmp_path: Path, command: str) -> None:
    data, word = tmp_path / "甲.yaml", tmp_path / "甲.docx"
    data.write_text(PROJECTS, "utf-8")
    editor = WordEditor(library.render(library.loads(PROJECTS), "docx"))
    editor.replace(editor.paragraph("聘请编外人员。"), "聘请编外人员。", LONG)
    editor.replace(editor.paragraph("105.80"), "105.80", LONG)
    editor.add_after(editor.paragraph("部门名称"), LONG)
    word.write_bytes(editor.save())
    outcome = perfreport(command, *([data] if command == "diff" else []), word)
    require_readable(outcome)
    if command == "diff":
        assert max(map(len, outcome.out.split("\n"))) <= MOST


@pytest.mark.parametrize(
    "arguments", [(LONG,), ("check", LONG), ("build", "甲.yaml", "-o", LONG), ("draft", LONG)]
)
def test_wrong_arguments_are_told_in_short_lines(
    perfreport: Runner, arguments: tuple[str, ...]
) -> None:
    require_readable(perfreport(*arguments))


def test_line_breaks_are_shown_as_such(perfreport: Runner, tmp_path: Path) -> None:
    path = tmp_path / "甲.yaml"
    path.write_text(altered(PROJECTS, ("59.80", '"五十\\n九"')), "utf-8")
    assert "“五十↵九”不是数字" in perfreport("check", path).err
