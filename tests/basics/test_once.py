"""What is made once, when threads come together."""

from __future__ import annotations

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest

from perfreport.basics import resources
from perfreport.basics.once import once
from perfreport.forms.registry import FormRegistry
from tests.forms.own_templates import with_copy

THREADS = 8


def together(call: Any) -> list[Any]:
    """What each of some threads gets that call at the same moment."""
    gate = Barrier(THREADS)

    def one(_: int) -> Any:
        gate.wait()
        return call()

    with ThreadPoolExecutor(THREADS) as threads:
        return list(threads.map(one, range(THREADS)))


def slowly(made: list[object]) -> object:
    """Makes something, so that the others come while it does."""
    made.append(thing := object())
    time.sleep(0.05)
    return thing


def test_threads_that_come_together_get_one_result() -> None:
    made: list[object] = []

    @once
    def thing(name: str) -> object:
        return slowly(made)

    assert len(set(together(lambda: thing("a")))) == 1
    assert len(made) == 1
    assert thing("b") is not thing("a")


def test_what_cannot_be_made_is_tried_again() -> None:
    tries: list[str] = []

    @once
    def thing(name: str) -> int:
        tries.append(name)
        return 1 // (len(tries) - 1)

    with pytest.raises(ZeroDivisionError):
        thing("a")
    assert (thing("a"), thing("a"), len(tries)) == (1, 1, 2)


def test_what_is_kept_with_a_form_is_made_once() -> None:
    form = FormRegistry().get("national-2020-project-evaluation")
    made: list[object] = []

    def make(_: object) -> object:
        return slowly(made)

    assert len(set(together(lambda: form.kept(make)))) == 1


def test_a_form_is_read_once(tmp_path: Path) -> None:
    with_copy(tmp_path, "national-2020-project-evaluation", "某市")  # that nobody has read yet
    registry = FormRegistry([tmp_path])
    forms = together(lambda: registry.get("某市"))
    assert len({id(each) for each in forms}) == 1


_PROGRAM = """
import sys, threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
import perfreport

sys.setswitchinterval(1e-6)
settings = perfreport.Settings(system_fonts=False)
number = 6

def files(path):
    gate = threading.Barrier(number)
    def one(_):
        gate.wait()
        document = perfreport.load(path, settings=settings)
        perfreport.check(document, settings=settings)
        return perfreport.render(document, "docx", settings=settings)
    with ThreadPoolExecutor(number) as threads:
        return set(threads.map(one, range(number)))

for name in sys.argv[1:]:
    assert len(files(Path(name))) == 1, name
"""


def test_the_first_documents_of_a_process_may_come_together() -> None:
    """Of each form, in a process that has made no classes of its yet."""
    examples = sorted(map(str, resources.examples().glob("*.yaml")))
    run = [sys.executable, "-c", _PROGRAM, *examples]
    outcome = subprocess.run(run, capture_output=True, text=True, check=False, encoding="utf-8")
    assert outcome.returncode == 0, outcome.stderr[-1000:]
