"""rust-docxtpl on the same template with the same texts, which are ready.

It is imported as ``docxtpl`` and works in an environment of its own, which
``make .venv-rust-docxtpl/installed`` makes.
"""

from __future__ import annotations

import pickle
import subprocess
from functools import cache
from typing import Any

from benchmarks import docxtpl_worker
from benchmarks.peers import RUST_DOCXTPL
from benchmarks.word_templates import work_for
from perfreport.blocks.model import Document

ELSEWHERE = True


def prepare(document: Document) -> int:
    """The number under which the worker has what it needs for ``document``."""
    number = _ask(tuple(work_for(document)))
    assert isinstance(number, int)
    return number


def render(number: int) -> bytes:
    """The Word file of the document with ``number``."""
    content = _ask(number)
    assert isinstance(content, bytes)
    return content


def close() -> None:
    """Stop the worker."""
    _worker().communicate()
    _worker.cache_clear()


def _ask(question: object) -> object:
    asked, answered = _worker().stdin, _worker().stdout
    assert asked is not None
    assert answered is not None
    pickle.dump(question, asked)
    asked.flush()
    return pickle.load(answered)


@cache
def _worker() -> subprocess.Popen[bytes]:
    if not RUST_DOCXTPL.exists():
        raise FileNotFoundError("rust-docxtpl is not here: make .venv-rust-docxtpl/installed")
    pipes: Any = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    return subprocess.Popen([RUST_DOCXTPL, docxtpl_worker.__file__], **pipes)
