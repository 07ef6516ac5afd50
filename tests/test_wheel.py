"""A wheel, installed in an empty environment outside the repository, renders everything."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.examples import EXAMPLES, rendered

REPOSITORY = Path(__file__).parent.parent
MOST_BYTES = 40 * 10**6


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


def test_an_installed_wheel_renders_the_examples(wheel: Path, tmp_path: Path) -> None:
    environment, out = tmp_path / "environment", tmp_path / "out"
    run(sys.executable, "-m", "venv", str(environment))
    python = str(environment / "bin" / "python")
    install = (python, "-m", "pip", "--quiet", "--disable-pip-version-check", "install")
    run(*install, "--require-hashes", "--requirement", "requirements/demo.txt")
    run(*install, "--no-deps", str(wheel))
    run(python, "-m", "pip", "check")
    command = [str(environment / "bin" / "perfreport"), "demo", "-o", str(out)]
    subprocess.run(command, check=True, cwd=tmp_path, capture_output=True)
    for name in EXAMPLES:
        for format in ("docx", "pdf"):
            assert (out / f"{name}.{format}").read_bytes() == rendered(name, format)
    build = ("build", str(out / f"{EXAMPLES[0]}.yaml"), "-o", "别处", "--no-system-fonts")
    subprocess.run([command[0], *build], check=True, cwd=tmp_path, capture_output=True)
    made = tmp_path / "别处" / f"{EXAMPLES[0]}.pdf"
    assert made.read_bytes() == rendered(EXAMPLES[0], "pdf")
