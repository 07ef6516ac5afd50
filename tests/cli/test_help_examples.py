"""The examples at the end of each help page are typed as they stand there."""

from __future__ import annotations

import io
import re
import shlex
import sys
from pathlib import Path

import pytest

import perfreport as library
from perfreport.basics import resources
from perfreport.cli.wording import Command, CommandGroup
from tests.batch.reporting.records import receipt, recorded
from tests.cli.running import PAGES, Outcome, Runner
from tests.forms.own_templates import with_copy
from tests.kinds.chain.evaluations import DREDGING, HEAD, TRAINING
from tests.roundtrip.word_editor import WordEditor
from tests.small_files import DEPARTMENT, PROJECTS, REPORT, altered


def examples(page: str) -> dict[str, str]:
    """The examples of a command, or of the program."""
    command = PAGES[page]
    assert isinstance(command, Command | CommandGroup)
    return dict(command.examples)


YEAR = resources.examples() / "year"
OF_OTHERS = Path(__file__).parents[1] / "workbooks" / "maps" / "files" / "自评.xls"
"""A sheet that somebody else's system takes."""

EXAMPLES = [example for page in PAGES for example in examples(page)]
SOMETHING_TO_SETTLE = ("perfreport diff ", "perfreport check 自评.yaml")
"""Examples that end with 1: the documents differ, the report is not consistent."""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the files that the examples name."""
    monkeypatch.chdir(tmp_path)
    last_year = altered(PROJECTS, ("年度: 2024", "年度: 2023"))
    files = {"项目": PROJECTS, "部门": DEPARTMENT, "自评": REPORT, "去年": last_year}
    for name, text in files.items():
        Path(f"{name}.yaml").write_text(text, "utf-8")
    for name, example in (("目标", "1-项目目标"), ("监控", "3-项目监控")):
        Path(f"{name}.yaml").write_bytes((YEAR / f"{example}.yaml").read_bytes())
    library.dump(library.loads(PROJECTS), "填好.xlsx")
    editor = WordEditor(library.render(library.loads(PROJECTS), "docx"))
    editor.replace(editor.paragraph("聘请编外人员。"), "聘请编外人员。", "聘请临时人员。")
    Path("改过的.docx").write_bytes(editor.save())
    folder = Path("各单位", "甲局")
    folder.mkdir(parents=True)
    (folder / "项目.yaml").write_text(PROJECTS, "utf-8")
    Path("名单.txt").write_text("项目.yaml\n各单位/甲局/项目.yaml\n", "utf-8")
    Path("自评.xls").write_bytes(OF_OTHERS.read_bytes())
    with_copy(Path("我的版式"), "guangzhou-project-targets", "某市")
    _evaluations()
    return tmp_path


def _evaluations() -> None:
    """Evaluation tables of two units."""
    Path("自评").mkdir()
    Path("自评/甲.yaml").write_text(HEAD + DREDGING, "utf-8")
    Path("甲.yaml").write_text(HEAD + DREDGING, "utf-8")
    library.dump(library.loads(HEAD + TRAINING), "乙.xlsx")


def typed(example: str, perfreport: Runner, monkeypatch: pytest.MonkeyPatch) -> Outcome:
    """What comes of an example, with the files that it redirects."""
    words = shlex.split(example)
    assert words.pop(0) == "perfreport"
    if "<" in words:
        *words, _, name = words
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(Path(name).read_bytes())))
    if ">" in words:
        words = words[: words.index(">")]
    return perfreport(*words)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_ends_with_examples_of_its_own(perfreport: Runner, page: str) -> None:
    own = examples(page)
    assert 1 <= len(own) <= 3
    listed = "".join(f"  {example}\n      {meaning}\n" for example, meaning in own.items())
    assert perfreport(*page.split(), "--help").out.endswith(f"\n例:\n{listed}")
    for example, meaning in own.items():
        assert example.startswith(f"perfreport {page}")
        assert re.search("[\u4e00-\u9fff]", meaning)


@pytest.mark.parametrize("example", EXAMPLES)
def test_examples_do_what_they_say(
    perfreport: Runner, monkeypatch: pytest.MonkeyPatch, example: str
) -> None:
    if example.startswith("perfreport report "):
        recorded(Path("结果"), [receipt("甲.yaml")])
    before = set(Path().rglob("*"))
    outcome = typed(example, perfreport, monkeypatch)
    assert outcome.code == int(example.startswith(SOMETHING_TO_SETTLE)), outcome.err
    named = re.findall(r"-o (\S+)", example)
    made = set(Path().rglob("*")) - before
    assert all(Path(name) in made for name in named)
    assert outcome.out


@pytest.mark.parametrize(
    ("page", "made"),
    [
        ("build", ["结果/项目.docx", "结果/项目.pdf"]),
        ("regenerate", ["新/改过的.docx", "新/改过的.pdf"]),
    ],
)
def test_files_have_the_names_that_are_said(
    perfreport: Runner, monkeypatch: pytest.MonkeyPatch, page: str, made: list[str]
) -> None:
    example, meaning = next(iter(examples(page).items()))
    assert meaning == f"写出 {' 和 '.join(made)}"
    typed(example, perfreport, monkeypatch)
    assert all(Path(name).exists() for name in made)
