"""A wheel, installed in an empty environment outside the repository, renders everything."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.examples import EXAMPLES, rendered

REPOSITORY = Path(__file__).parent.parent
MOST_BYTES = 40 * 10**6
PYTHON_BLOCKS = re.findall(
    r"```python\n(.*?)```", (REPOSITORY / "README.md").read_text("utf-8"), re.DOTALL
)
TYPED = """
from perfreport import Deduction, Effectiveness, Score, Settings

project: perfreport.Project = document.units[0].projects[0]
amount = project.appropriation
assert amount is not None
value: Decimal = amount.value + 1
goal: tuple[str, ...] | None = project.goal
lost = Deduction(reason="执行偏慢。", stated_points="1.5")
part = Effectiveness(weight=50, score=Decimal("48.5"), deductions=(lost,))
score: Score = part.score
settings = Settings(templates=[], system_fonts=False)
findings = perfreport.check(document, settings=settings)
serious = [each.code for each in findings if each.severity >= perfreport.Severity.WARNING]
paths: list[tuple[str | int, ...]] = [each.path for each in findings]


def averages(folder: str) -> dict[int, Decimal | None]:
    found = perfreport.summary([folder, document], year=2024, settings=settings)
    text: str = perfreport.draft_report(folder)
    missing = [each.command for year in perfreport.year(folder).years for each in year.missing]
    print("；".join(missing))
    return {kind.year: kind.total.average for kind in found.kinds if kind.parts[0].name in text}
"""
WRONG = """\
from perfreport import Project, ProjectTargets, render, summary

Project(nam="购置")  # wrong
Project(name="购置", appropriation=12.5)  # wrong
Project(name="购置", goal=3)  # wrong
Project(name="购置", 财政拨款=1)  # wrong
render("文书", "pdf")  # wrong
document = ProjectTargets(year=2024, department="某局", units=[])
render(document, "doc")  # wrong
document.unit  # wrong
summary(3)  # wrong
summary("自评").kinds[0].total.mean  # wrong
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder))
    (path,) = folder.glob("*.whl")
    return path


def run(*command: str) -> str:
    result = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


def test_the_wheel_has_the_name_that_the_readme_installs(wheel: Path) -> None:
    assert wheel.name in (REPOSITORY / "README.md").read_text("utf-8")


def test_the_wheel_is_small_enough(wheel: Path) -> None:
    assert wheel.stat().st_size < MOST_BYTES


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The interpreter of an empty environment with the wheel and what it needs."""
    environment = tmp_path_factory.mktemp("environment")
    run(sys.executable, "-m", "venv", str(environment))
    python = str(environment / "bin" / "python")
    install = (python, "-m", "pip", "--quiet", "--disable-pip-version-check", "install")
    run(*install, "--require-hashes", "--requirement", "requirements/demo.txt")
    run(*install, "--no-deps", str(wheel))
    run(python, "-m", "pip", "check")
    return python


def test_an_installed_wheel_renders_the_examples(python: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    command = [str(Path(python).parent / "perfreport"), "demo", "-o", str(out)]
    subprocess.run(command, check=True, cwd=tmp_path, capture_output=True)
    for name in EXAMPLES:
        for format in ("docx", "pdf"):
            assert (out / f"{name}.{format}").read_bytes() == rendered(name, format)
    build = ("build", str(out / f"{EXAMPLES[0]}.yaml"), "-o", "别处", "--no-system-fonts")
    subprocess.run([command[0], *build], check=True, cwd=tmp_path, capture_output=True)
    made = tmp_path / "别处" / f"{EXAMPLES[0]}.pdf"
    assert made.read_bytes() == rendered(EXAMPLES[0], "pdf")


@pytest.fixture(params=["mypy", "pyright"])
def checker(python: str, request: pytest.FixtureRequest) -> list[str]:
    """A type checker as a user calls it who has configured nothing."""
    if request.param == "mypy":
        options = ["--strict", "--config-file=", "--python-executable", python]
        return [sys.executable, "-m", "mypy", *options]
    return [*request.getfixturevalue("pyright"), "--pythonpath", python]


def complaints(checker: list[str], program: Path) -> list[str]:
    """The lines on which ``checker`` reports errors in ``program``."""
    told = subprocess.run(
        [*checker, program.name],
        cwd=program.parent,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    found = re.findall(r"program\.py:(\d+)(?::\d+)?(?: -|:) error", told.stdout)
    assert bool(found) == bool(told.returncode), told.stdout + told.stderr
    lines = program.read_text("utf-8").splitlines()
    return sorted({lines[int(number) - 1].strip() for number in found})


def test_a_typed_program_passes_without_any_plugin(
    checker: list[str], python: str, tmp_path: Path
) -> None:
    shutil.copytree(REPOSITORY / "data_examples", tmp_path / "data_examples")
    loading, building, *others = PYTHON_BLOCKS
    for code in (loading, building + TYPED, *others):
        program = tmp_path / "program.py"
        program.write_text(code, "utf-8")
        assert complaints(checker, program) == []
        ran = subprocess.run([python, "program.py"], cwd=tmp_path, stderr=subprocess.PIPE)
        assert ran.returncode == 0, ran.stderr.decode()


def test_a_wrong_program_does_not(checker: list[str], tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(WRONG, "utf-8")
    wrong = [line.strip() for line in WRONG.splitlines() if "# wrong" in line]
    assert complaints(checker, program) == sorted(wrong)
