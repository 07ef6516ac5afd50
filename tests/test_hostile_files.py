"""Whatever file the command is given, it ends with a code of its table and a word in Chinese."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import runner
from tests.hostile_files import Ended, Hostile, complaints, hostile_files, prepared, state_of

_ONE_IN = 7
ALL = hostile_files()


def test_there_are_five_hundred_and_always_the_same() -> None:
    assert len(ALL) >= 500
    assert hostile_files() == ALL


@pytest.mark.parametrize("hostile", ALL[::_ONE_IN], ids=lambda each: f"{each.name}-{each.command}")
def test_a_hostile_file_is_met_with_one_word_and_changes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], hostile: Hostile
) -> None:
    arguments = prepared(hostile, tmp_path)
    before = state_of(tmp_path)
    outcome = runner(capsys)(*arguments)
    after = state_of(tmp_path)
    changed = tuple(sorted(k for k in before | after if before.get(k) != after.get(k)))
    assert list(complaints(hostile, Ended(outcome.code, outcome.err, changed))) == []
