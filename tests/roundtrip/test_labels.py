"""Labels that went away with the row they stood in."""

from __future__ import annotations

from perfreport.basics.addresses import ViewPath
from perfreport.roundtrip.changes import Changes
from perfreport.roundtrip.codes import code
from perfreport.roundtrip.printed_texts import PrintedTexts
from perfreport.roundtrip.restored import lost_labels

LEVELS = [f"level_{letter}" for letter in "abcdefgh"]


def test_the_labels_of_a_row_come_back_in_one_order() -> None:
    shown: PrintedTexts = {"indicators": [dict.fromkeys(LEVELS, "")]}
    codes: PrintedTexts = {"indicators": [{name: code(name) for name in LEVELS}]}
    row = ViewPath("indicators", 0)
    names = frozenset(ViewPath("indicators", "*", name) for name in LEVELS)
    found = lost_labels(shown, codes, Changes(rows={row: row}), names, LEVELS)
    assert list(found.values()) == LEVELS
