"""The same input gives the same bytes, whatever the clock and the hash seed."""

from __future__ import annotations

import os
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

import perfreport
from tests.examples import EXAMPLES, FOLDER, example, rendered

RENDER_AT_ANOTHER_TIME = """
import sys, time
time.time = lambda: float(sys.argv[1])
time.time_ns = lambda: int(float(sys.argv[1]) * 10**9)
time.localtime = lambda *_: time.gmtime(float(sys.argv[1]))
import perfreport
for number, path in enumerate(sys.argv[3:]):
    settings = perfreport.Settings(system_fonts=False)
    perfreport.write(perfreport.load(path), sys.argv[2], name=str(number), settings=settings)
"""


@pytest.mark.parametrize(("seed", "clock"), [("1", "86400"), ("2", "4102444800")])
def test_another_process_with_another_clock_writes_the_same_bytes(
    tmp_path: Path, seed: str, clock: str
) -> None:
    paths = [str(FOLDER / f"{name}.yaml") for name in EXAMPLES]
    subprocess.run(
        [sys.executable, "-c", RENDER_AT_ANOTHER_TIME, clock, str(tmp_path), *paths],
        check=True,
        env={**os.environ, "PYTHONHASHSEED": seed, "TZ": "Asia/Shanghai"},
    )
    written = sorted(path.read_bytes() for path in tmp_path.iterdir())
    assert written == sorted(
        rendered(name, format) for name in EXAMPLES for format in ("docx", "pdf")
    )


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_word_file_is_the_same_whatever_zlib_a_python_was_built_with(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def other(*_: object, **__: object) -> bytes:
        raise AssertionError("zlib compressed something")

    monkeypatch.setattr(zlib, "compress", other)
    monkeypatch.setattr(zlib, "compressobj", other)
    settings = perfreport.Settings(system_fonts=False)
    assert perfreport.render(example(name), "docx", settings=settings) == rendered(name, "docx")
