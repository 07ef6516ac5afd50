"""Every command that the README shows is typed as it stands there."""

from __future__ import annotations

import re
import shlex
import shutil
from glob import glob
from pathlib import Path

import pytest

import perfreport as library
from perfreport.data.writing import written_fields
from perfreport.forms.registry import FormRegistry
from perfreport.workbooks.writing import write
from tests.batch.reporting.records import receipt, recorded
from tests.cli.running import Runner
from tests.forms.own_templates import with_copy
from tests.roundtrip.word_editor import WordEditor

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
COMMANDS = [
    line.partition("  #")[0].partition(" #")[0].strip()
    for block in BLOCKS
    for line in block.splitlines()
    if line.startswith("perfreport ")
]
FILES = {
    "项目.yaml": "guangzhou-2023-project-targets",
    "部门.yaml": "guangzhou-2024-department-targets",
    "自评.yaml": "guangzhou-2023-self-evaluation",
    "data.yaml": "guangzhou-2023-project-targets",
    "targets.yaml": "guangzhou-2023-project-targets",
    "evaluation.yaml": "guangzhou-2023-self-evaluation",
}
SETTLING = {"diff", "check"}
"""Commands that end with 1 when there is something to settle."""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with the files that the README names."""
    monkeypatch.chdir(tmp_path)
    for name, example in FILES.items():
        shutil.copy(ROOT / "data_examples" / f"{example}.yaml", name)
    for units in ("各单位", "units"):
        Path(units, "甲局").mkdir(parents=True)
        shutil.copy("项目.yaml", Path(units, "甲局", "项目.yaml"))
    Path("各单位自评").mkdir()
    evaluation = "qingshan-2023-project-evaluation.yaml"
    shutil.copy(ROOT / "data_examples" / evaluation, Path("各单位自评", "水利局.yaml"))
    loaded = library.load("项目.yaml")
    form = FormRegistry().get(str(loaded.form))
    Path("项目表.xlsx").write_bytes(write(written_fields(loaded), form))
    for word in ("我的版式", "forms-of-ours"):
        with_copy(Path(word), "guangzhou-project-targets", "某市")
    with_copy(Path("某县的版式"), "guangzhou-project-targets", "某县")
    document = library.load("项目.yaml")
    editor = WordEditor(library.render(document, "docx"))
    name = document.units[0].projects[0].name  # type: ignore[attr-defined]
    editor.replace(editor.paragraph(name), name, f"{name}（改）")
    for word in ("改过的.docx", "edited.docx"):
        Path(word).write_bytes(editor.save())


def typed(command: str) -> list[str]:
    """The words that a shell would hand over."""
    words = shlex.split(command)[1:]
    return [name for word in words for name in (sorted(glob(word)) if "*" in word else [word])]


def test_commands_are_found() -> None:
    assert len(COMMANDS) > 30
    assert {command.split()[1] for command in COMMANDS} >= {"build", "read", "schema", "rules"}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_does_what_it_is_shown_for(perfreport: Runner, command: str) -> None:
    words = typed(command)
    if words[0] in ("convert", "draft", "new"):
        Path(words[-1]).unlink(missing_ok=True)  # nothing that is there is written over
    if words[:2] == ["form", "new"] and Path(words[-1]).exists():
        shutil.rmtree(words[-1])
    if "--update" in words or words[:2] == ["diff", "项目.yaml"]:
        Path("结果").mkdir()
        shutil.copy("改过的.docx", "结果/项目.docx")
    if words[0] == "report":
        recorded(Path("结果"), [receipt("甲.yaml")])
    outcome = perfreport(*words)
    assert outcome.code in ((0, 1) if words[0] in SETTLING else (0,)), outcome.err
    assert outcome.out
