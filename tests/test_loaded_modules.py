"""What is loaded for what: a command that needs little begins at once."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.processes import ROOT, environment
from tests.small_files import PROJECTS

_HEAVY = ("pydantic", "rich", "lxml", "jinja2", "docx", "reportlab", "babel", "fontTools")
_OF_WORD = ("lxml", "docx", "docxtpl", "perfreport.docx", "perfreport.roundtrip")
_OF_WORKBOOKS = ("xlsxwriter", "perfreport.sheets", "perfreport.workbooks", "perfreport.xlsx")
_OF_MANY = (
    "sqlite3",
    "multiprocessing",
    "rich",
    "perfreport.batch.hands",
    "perfreport.proof.proving",
)
_OF_CHARTS = ("reportlab.graphics", "perfreport.charts.shapes")
_OF_COMPARISONS = ("rapidfuzz", "perfreport.compare")
_OF_MISTAKES = ("perfreport.blocks.lexicon",)
_OF_THE_NETWORK = ("http.client", "urllib.request")
_COMMAND = """
import sys
from perfreport.cli import run

code = run(sys.argv[1:])
print("\\n".join(sys.modules))
sys.exit(code)
"""


def loaded(code: str, *arguments: str | Path) -> set[str]:
    """The modules that a process of its own has loaded at the end of ``code``."""
    ended = subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        env=environment(),
        check=True,
        capture_output=True,
        timeout=100,
    )
    return set(ended.stdout.decode().split("\n"))


def kinds_in(modules: set[str]) -> set[str]:
    """The kinds whose documents have been made ready."""
    start, end = "perfreport.kinds.", ".form"
    found = {name for name in modules if name.startswith(start) and name.endswith(end)}
    return {name.removeprefix(start).removesuffix(end) for name in found}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "项目.yaml"
    path.write_text(PROJECTS, "utf-8")
    return path


def test_importing_the_library_loads_nothing_heavy() -> None:
    code = "import sys, perfreport; dir(perfreport); print('\\n'.join(sys.modules))"
    modules = loaded(code)
    assert modules.isdisjoint(_HEAVY)
    assert {each for each in modules if each.startswith("perfreport.")} == set()


@pytest.mark.parametrize("typed", [(), ("--help",), ("--version",)])
def test_the_help_loads_nothing_heavy(typed: tuple[str, ...]) -> None:
    modules = loaded(_COMMAND, *typed)
    assert modules.isdisjoint(_HEAVY)
    assert kinds_in(modules) == set()


def test_a_pdf_alone_loads_its_kind_and_nothing_of_other_files(data: Path) -> None:
    modules = loaded(_COMMAND, "build", data, "-o", data.parent, "-f", "pdf")
    assert (data.parent / "项目.pdf").exists()
    assert kinds_in(modules) == {"project_targets"}
    others = {*_OF_WORD, *_OF_WORKBOOKS, *_OF_CHARTS, *_OF_COMPARISONS, *_OF_MISTAKES, *_OF_MANY}
    assert modules.isdisjoint({*others, *_OF_THE_NETWORK, "perfreport.kinds.chain"})


def test_a_word_file_alone_loads_nothing_of_pdf_files(data: Path) -> None:
    modules = loaded(_COMMAND, "build", data, "-o", data.parent, "-f", "docx")
    assert (data.parent / "项目.docx").exists()
    assert kinds_in(modules) == {"project_targets"}
    assert modules.isdisjoint({"reportlab", "perfreport.pdf", "xlsxwriter", *_OF_MANY})


def test_what_a_program_loads_and_renders_loads_its_kind_alone(data: Path) -> None:
    code = """
import sys, perfreport
document = perfreport.load(sys.argv[1])
perfreport.check(document)
perfreport.render(document, "pdf")
print("\\n".join(sys.modules))
"""
    modules = loaded(code, data)
    assert kinds_in(modules) == {"project_targets"}
    assert modules.isdisjoint({*_OF_WORD, *_OF_WORKBOOKS, *_OF_MANY, *_OF_THE_NETWORK})


def test_a_check_loads_its_kind_and_nothing_that_prints(data: Path) -> None:
    modules = loaded(_COMMAND, "check", data)
    assert kinds_in(modules) == {"project_targets"}
    others = {*_OF_WORD, *_OF_WORKBOOKS, *_OF_CHARTS, *_OF_COMPARISONS, *_OF_MISTAKES}
    assert modules.isdisjoint({*others, *_OF_THE_NETWORK, "rich", "perfreport.pdf.writer"})


def test_the_command_asks_for_no_plugin_of_pydantic(data: Path) -> None:
    code = "import os, perfreport.__main__ as it\ntry: it.main()\nfinally: print(dict(os.environ))"
    assert any("'PYDANTIC_DISABLE_PLUGINS': '__all__'" in line for line in loaded(code, "rules"))


def test_classes_of_manifests_are_made_ready_when_one_is_read() -> None:
    code = """
from perfreport.blocks.form import Form
from perfreport.blocks.funds import FundStage
from perfreport.kinds.project_targets.form import ProjectTargetsForm
print(*(each.__pydantic_complete__ for each in (FundStage, Form, ProjectTargetsForm)))
FundStage.model_validate({"名称": "年度", "英文": "annual"})
print(FundStage.__pydantic_complete__)
"""
    assert {"False False False", "True"} <= loaded(code)


def compiled_at_once(tree: ast.AST) -> Iterator[int]:
    """The lines of ``tree`` that compile a pattern when their module is imported."""
    for node in ast.iter_child_nodes(tree):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield from compiled_at_once(node)
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "re.compile":
                yield node.lineno


def test_no_pattern_is_compiled_when_its_module_is_imported() -> None:
    """``basics.patterns.regex`` makes those that wait."""
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in (ROOT / "perfreport").rglob("*.py")
        for line in compiled_at_once(ast.parse(path.read_text("utf-8")))
    ]
    assert found == []
