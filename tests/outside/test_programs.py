"""Programs are found, run and reported on."""

import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.conftest import _available
from tests.outside.ooxml_validator import OoxmlValidator
from tests.outside.poppler import PdfFonts, PdfPages
from tests.outside.preflight import Preflight
from tests.outside.programs import (
    HangingError,
    MissingProgramError,
    ProgramError,
    find_program,
    run,
)
from tests.outside.qpdf import Qpdf
from tests.outside.soffice import Soffice
from tests.outside.uno import uno_python


def test_a_missing_program_is_named_with_its_package() -> None:
    with pytest.raises(MissingProgramError, match=r"no-such-program（its-package）"):
        find_program("no-such-program", "its-package")


def test_a_missing_program_skips_its_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PERFREPORT_REQUIRE_TOOLS", raising=False)

    with pytest.raises(pytest.skip.Exception, match="no-such-program"):
        _available(lambda: find_program("no-such-program", "its-package"))


def test_a_missing_program_fails_its_tests_where_it_is_required(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PERFREPORT_REQUIRE_TOOLS", "1")

    with pytest.raises(pytest.fail.Exception, match="no-such-program"):
        _available(lambda: find_program("no-such-program", "its-package"))


@pytest.mark.parametrize("script", ["exit 0", "exit 1", "echo 没有这个模块; exit 1"])
@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("soffice", lambda folder: Soffice(folder / "profile")),
        ("java", lambda folder: Preflight(folder / "cache")),
        ("ooxml-validator", lambda _: OoxmlValidator()),
        ("pdffonts", lambda _: PdfFonts()),
        ("pdftoppm", lambda _: PdfPages()),
    ],
)
def test_a_program_that_is_there_in_part_is_missing(
    name: str,
    make: Callable[[Path], object],
    script: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stub = tmp_path / name
    stub.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    stub.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")

    with pytest.raises(MissingProgramError, match=r"\.ci/install-tools"):
        make(tmp_path)


def test_a_qpdf_that_does_not_start_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stub = tmp_path / "qpdf"
    stub.write_text("no program", "utf-8")
    stub.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(MissingProgramError, match="qpdf 装得不全"):
        Qpdf()


def test_an_interpreter_without_uno_is_missing() -> None:
    with pytest.raises(MissingProgramError, match="python3-uno 装得不全"):
        uno_python(sys.executable)


def test_a_failing_program_is_an_error_with_its_output() -> None:
    script = "import sys; print('坏'); sys.exit(3)"

    with pytest.raises(ProgramError, match="ended with 3:\n坏"):
        run([sys.executable, "-X", "utf8", "-c", script])


def test_an_exit_code_may_be_allowed(tmp_path: Path) -> None:
    assert run([sys.executable, "-c", "raise SystemExit(3)"], allowed=(0, 3)) == ""


def test_a_program_that_hangs_is_ended_with_all_that_it_started(tmp_path: Path) -> None:
    told = tmp_path / "child"
    script = f"sleep 1000 & echo $! > {told}; wait"

    with pytest.raises(HangingError, match=r"did not end within 0\.5 s"):
        run(["sh", "-c", script], timeout=0.5)

    assert has_ended(int(told.read_text("utf-8")))


def test_what_a_program_leaves_running_is_ended(tmp_path: Path) -> None:
    told = tmp_path / "child"

    run(["sh", "-c", f"sleep 1000 >/dev/null 2>&1 & echo $! > {told}"])

    assert has_ended(int(told.read_text("utf-8")))


def test_a_program_that_hangs_once_is_tried_once_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stub = tmp_path / "soffice"
    before = tmp_path / "before"
    while_out = "while [ $# -gt 2 ]; do [ $1 = --outdir ] && out=$2; shift; done"
    hang = f"test -e {before} || {{ touch {before}; sleep 1000; }}"
    made = 'mkdir -p "$out"; echo %PDF > "$out/0.pdf"'
    stub.write_text(f"#!/bin/sh\n{hang}\n{while_out}\n{made}\n", "utf-8")
    stub.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr("tests.outside.soffice.run", partial(run, timeout=2))

    assert Soffice(tmp_path / "profile").convert(b"", "pdf") == b"%PDF\n"


def has_ended(process: int) -> bool:
    """Whether a killed ``process`` is gone, or a name that nobody has asked after yet."""
    for _ in range(100):
        try:
            state = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(") ")[2][0]
        except FileNotFoundError:
            return True
        if state in "ZX":
            return True
        time.sleep(0.05)
    return False
