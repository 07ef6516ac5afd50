"""Templates made to do harm are printed or refused, within bounds; nothing else is said."""

from __future__ import annotations

import subprocess
import sys

from tests.forms.templating.attacks import attacks


def test_every_attack_is_refused_by_name_or_printed_within_a_limit_of_memory() -> None:
    command = (sys.executable, "-m", "tests.forms.templating.running_attacks", "--small")
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.stdout.decode().splitlines() == [f"{len(list(attacks()))} attacks"]
    assert (done.returncode, done.stderr) == (0, b"")
