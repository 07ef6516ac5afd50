"""Drafts made in a hurry, with all slips at once, and every word that is said about them.

What is said stands beside each draft in a file of its own, to be read as its author would read it;
``PERFREPORT_RENEW=1`` writes it anew.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from perfreport.basics.errors import InputError
from perfreport.documents.checking import check_loaded
from perfreport.documents.findings.checked import Checked, Origin
from perfreport.documents.findings.text import as_text
from perfreport.documents.loading import Loaded, read_document
from perfreport.forms.registry import FormRegistry

FOLDER = Path(__file__).parent / "hurried"
REGISTRY = FormRegistry()
AGAINST = {"部门": ("项目",)}
"""The drafts that a draft is held against."""


def said_of(name: str) -> str:
    """What ``perfreport check`` prints about the draft called ``name``."""
    try:
        drafts = [read(each) for each in (name, *AGAINST.get(name, ()))]
    except InputError as error:
        return f"{error}\n".replace(f"{FOLDER}{os.sep}", "")
    (loaded, source), *others = drafts
    findings = check_loaded(loaded, REGISTRY, [other for other, _ in others])
    return as_text([Checked(findings, source, [each for _, each in others])], None)


def read(name: str) -> tuple[Loaded, Origin]:
    loaded = read_document(FOLDER / f"{name}.yaml", REGISTRY)
    assert loaded.source
    return loaded, Origin(f"{name}.yaml", loaded.source.line)


@pytest.mark.parametrize("name", ["部门", "项目", "自评", "写错"])
def test_what_is_said_of_a_hurried_draft_is_what_was_read_and_understood(name: str) -> None:
    expected = FOLDER / f"{name}.txt"
    if os.environ.get("PERFREPORT_RENEW"):
        expected.write_text(said_of(name), "utf-8")
    assert said_of(name) == expected.read_text("utf-8"), "renew it with PERFREPORT_RENEW=1"


def test_every_slip_is_in_a_hurried_draft() -> None:
    said = "".join(path.read_text("utf-8") for path in FOLDER.glob("*.txt"))
    new = [f"TEXT-0{number}" for number in range(23, 30)]
    for code in ("ITEM-001", "ITEM-002", "IND-012", "IND-013", "SUM-032", "SUM-033", "SUM-034",
                 "SUM-035", "AGAINST-018", "SCORE-004", *new):  # fmt: skip
        assert code in said, code
