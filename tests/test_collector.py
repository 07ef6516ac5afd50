"""The library leaves Python's cyclic garbage collector to its host; the command has its own way."""

from __future__ import annotations

import gc
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest

import perfreport
from perfreport.basics import resources
from tests.small_files import PROJECTS

_DATA = resources.examples() / "zengcheng-2024-project-targets.yaml"


def everything() -> None:
    """Load, check, print and read back."""
    document = perfreport.load(_DATA)
    perfreport.check(document)
    word = perfreport.render(document, "docx")
    perfreport.render(document, "pdf")
    perfreport.read_docx(word)


def _stopped(*_: object) -> None:
    raise AssertionError("the collector is the host's")


def test_the_library_leaves_the_collector_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("enable", "disable", "set_threshold", "freeze", "unfreeze", "collect"):
        monkeypatch.setattr(gc, name, _stopped)
    everything()


@pytest.mark.parametrize("choose", [gc.disable, gc.enable])
def test_what_the_host_chose_holds_whatever_its_threads_do(choose: Callable[[], None]) -> None:
    was_enabled = gc.isenabled()
    choose()
    try:
        chosen, seen = gc.isenabled(), set[bool]()
        work = Thread(target=everything)
        work.start()
        while work.is_alive():
            seen.add(gc.isenabled())
            work.join(0.001)
        assert {*seen, gc.isenabled()} == {chosen}
    finally:
        (gc.enable if was_enabled else gc.disable)()


def test_importing_changes_nothing_and_the_command_looks_for_garbage_less_often() -> None:
    code = (
        "import gc; before = gc.get_threshold(); import perfreport.api, perfreport.__main__ as it\n"
        "assert gc.isenabled() and gc.get_threshold() == before\n"
        "import perfreport.cli; perfreport.cli.main = lambda: None; it.main()\n"
        "assert gc.isenabled() and before[0] < gc.get_threshold()[0] <= 250_000\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_small_document_is_made_without_a_search_for_garbage(tmp_path: Path) -> None:
    """Nor are there any on leaving: nothing is left for them to search."""
    data = tmp_path / "项目.yaml"
    data.write_text(PROJECTS, "utf-8")
    code = (
        "import gc, sys, perfreport.__main__ as it\n"
        "seen = []\n"
        "gc.callbacks.append(lambda phase, told: seen.append(gc.get_threshold()[0]))\n"
        "try: it.main()\n"
        "finally: assert 250_000 not in seen and len(gc.get_objects()) < 1000, seen\n"
    )
    typed = ["build", str(data), "-o", str(tmp_path)]
    subprocess.run([sys.executable, "-c", code, *typed], check=True)
    assert {each.suffix for each in tmp_path.glob("项目.*")} == {".yaml", ".docx", ".pdf"}
