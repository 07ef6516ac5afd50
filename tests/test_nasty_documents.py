"""Every character of a document is in both files, or refused by the name of its field."""

from __future__ import annotations

import pytest

from tests.nasty_documents import FILES, outcome


@pytest.mark.parametrize("kind", FILES)
def test_no_character_is_lost_in_either_format(kind: str) -> None:
    outcomes = {outcome(kind, seed) for seed in range(25)}
    assert {"printed", "printed without what was refused"} <= outcomes
