"""Programs are found, run and reported on."""

import sys
from pathlib import Path

import pytest

from tests.conftest import _available
from tests.outside.programs import MissingProgramError, ProgramError, find_program, run


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


def test_a_failing_program_is_an_error_with_its_output() -> None:
    script = "import sys; print('坏'); sys.exit(3)"

    with pytest.raises(ProgramError, match="ended with 3:\n坏"):
        run([sys.executable, "-X", "utf8", "-c", script])


def test_an_exit_code_may_be_allowed(tmp_path: Path) -> None:
    assert run([sys.executable, "-c", "raise SystemExit(3)"], allowed=(0, 3)) == ""
