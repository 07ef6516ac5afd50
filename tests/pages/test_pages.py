"""Every page of every example is looked at for faults, in both formats; what is known is listed.

The list, ``known.yaml``, may only shrink: a fault that is not there fails the test, and so does one
that is there and gone. ``python -m tests.pages --forget`` takes from it what is gone.
"""

from __future__ import annotations

import pytest

from tests.outside.soffice import Soffice
from tests.pages.examples import (
    DOCUMENTS,
    Known,
    faults_in_pdf,
    faults_in_word,
    known,
    known_groups,
    listed,
)
from tests.pages.faults import SORTS


@pytest.mark.parametrize("name", DOCUMENTS)
def test_pages_of_pdf_files_have_no_faults_but_those_listed(name: str) -> None:
    assert listed(faults_in_pdf(name)) == known(name, "pdf")


def test_pages_of_word_files_have_no_faults_but_those_listed(soffice: Soffice) -> None:
    found = {name: listed(faults) for name, faults in faults_in_word(soffice).items()}
    expected: dict[str, list[Known]] = {name: known(name, "word") for name in DOCUMENTS}
    assert found == expected


def test_each_fault_is_listed_with_a_reason() -> None:
    for group in known_groups():
        assert group["reason"]
        for name, formats in group["faults"].items():
            assert name in DOCUMENTS
            assert formats.keys() <= {"pdf", "word"}
            assert all(sorts.keys() <= SORTS.keys() for sorts in formats.values())
