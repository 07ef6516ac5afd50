"""Every attack through the command line, in this process, which may take so much memory.

``python -m tests.forms.templating.running_attacks`` runs them with the limits of every day and
prints what does not hold; ``--small`` with smaller ones, which are reached sooner.
"""

from __future__ import annotations

import contextlib
import io
import resource
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from perfreport.cli import run
from perfreport.documents import coverage
from perfreport.forms.templating import budget
from perfreport.proof import proving
from perfreport.typeset import budget as typesetting
from tests.forms.templating.attacks import Attack, attacks
from tests.small_files import PROJECTS, altered

_MOST_MEMORY = 3 * 2**30
_SMALL_STEPS, _SMALL_CHARACTERS, _SMALL_PIECES = 500_000, 2_000_000, 300_000
_MOST_MESSAGE = 2_500


def failure(attack: Attack, folder: Path) -> str:
    """How ``attack`` does not hold; empty when it does."""
    for name, content in attack.files.items():
        path = folder / "forms" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    data, out = folder / "data.yaml", folder / "out"
    data.write_text(_without_findings(), "utf-8")
    told = io.StringIO()
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(told):
        code = run(
            ["build", str(data), "-o", str(out), "-f", attack.format,
             "--templates", str(folder / "forms")]
        )  # fmt: skip
    return _difference(attack, code, told.getvalue(), written=any(out.glob("*")))


def _difference(attack: Attack, code: int, told: str, *, written: bool) -> str:
    if not attack.told:
        return "" if code == 0 and written else f"{code}: {told[:300]}"
    names_file = FORM_FILE in told and len(told) < _MOST_MESSAGE * max(1, told.count("\n"))
    holds = (
        code == 3 and "Exception" not in told and attack.told in told and names_file and not written
    )
    return "" if holds else f"{code}: {told[:300]}"


FORM_FILE = "guangzhou-district-project-targets."


def _without_findings() -> str:
    indicator = (
        "- {一级: 效益指标, 二级: 社会效益, 名称: 满意率, 实施周期指标值: 95%, 年度指标值: 90%}"
    )
    return altered(PROJECTS, ("年度指标值: 90%}\n", f"年度指标值: 90%}}\n          {indicator}\n"))


def main() -> None:
    """Run them all, one after another."""
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    if "--small" in sys.argv:
        budget.MOST_STEPS, budget.MOST_CHARACTERS = _SMALL_STEPS, _SMALL_CHARACTERS
        typesetting.MOST_PIECES = _SMALL_PIECES
    # Attacks print nothing of a document, which would be told before anything else is.
    coverage.lacks = lambda *_, **__: ()  # type: ignore[attr-defined]
    proving.prove = lambda *_, **__: []
    count = 0
    for attack in attacks():
        count += 1
        with TemporaryDirectory() as folder:
            if problem := failure(attack, Path(folder)):
                sys.stdout.write(f"{attack.name} -> {problem}\n")
    sys.stdout.write(f"{count} attacks\n")


if __name__ == "__main__":
    main()
