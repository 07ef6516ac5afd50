"""Preflight accepts a PDF/A-1b file and says what keeps another from being one."""

from tests.outside.preflight import Preflight
from tests.outside.samples import METADATA, blank_page


def test_a_pdf_a_file_has_no_errors(preflight: Preflight) -> None:
    assert preflight.validate(blank_page()) == []


def test_a_file_that_does_not_say_what_it_is_has_an_error(preflight: Preflight) -> None:
    silent = METADATA.replace(b'pdfaid:part="1"', b"")

    [error, *_] = preflight.validate(blank_page(metadata=silent))

    assert error.startswith("7.")


def test_each_of_many_files_has_its_own_errors(preflight: Preflight) -> None:
    errors = preflight.validate_all([blank_page(), b"no PDF", blank_page()])

    assert [len(each) > 0 for each in errors] == [False, True, False]
