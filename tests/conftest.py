"""Fixtures for all tests: the outside programs that judge the finished files.

A program that is not on the machine, or only in part, skips the tests that need it; with the
environment variable ``PERFREPORT_REQUIRE_TOOLS`` set, as in continuous integration, it fails them.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import settings

from benchmarks import peers
from tests.outside.ooxml_validator import OoxmlValidator
from tests.outside.poppler import PdfFonts, PdfPages, PdfStructure
from tests.outside.preflight import Preflight
from tests.outside.programs import MissingProgramError, find_program
from tests.outside.pyright import pyright as pyright_command
from tests.outside.qpdf import Qpdf
from tests.outside.soffice import CALC, Soffice
from tests.outside.uno import uno_python

Program = TypeVar("Program")

# A busy machine is no reason to fail. Where a failure keeps a change out, random tests try the same
# examples each time; anywhere else they try new ones.
settings.register_profile("perfreport", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("perfreport")


ONE_CASE_EACH = "--one-case-each"


def pytest_addoption(parser: pytest.Parser) -> None:
    """The option by which one learns whether the tests run on a machine at all."""
    told = "of each test one case alone, and no random ones"
    parser.addoption(ONE_CASE_EACH, action="store_true", help=told)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is the same on every machine where that was asked for."""
    if not config.getoption(ONE_CASE_EACH):
        return
    firsts: dict[str, pytest.Item] = {}
    for item in items:
        if not item.get_closest_marker("hypothesis"):
            firsts.setdefault(item.nodeid.partition("[")[0], item)
    kept = set(map(id, firsts.values()))
    config.hook.pytest_deselected(items=[item for item in items if id(item) not in kept])
    items[:] = firsts.values()


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What is remembered of forms goes into a folder of the tests' own."""
    os.environ["XDG_CACHE_HOME"] = str(tmp_path_factory.mktemp("cache"))


def _available(make: Callable[[], Program]) -> Program:
    """What ``make`` gives; without the program the test is skipped, or fails where it may not."""
    try:
        return make()
    except MissingProgramError as missing:
        if os.environ.get("PERFREPORT_REQUIRE_TOOLS"):
            pytest.fail(str(missing), pytrace=False)
        pytest.skip(str(missing))


@pytest.fixture(scope="session")
def soffice(tmp_path_factory: pytest.TempPathFactory) -> Soffice:
    """LibreOffice, with a profile for each worker: converts Word documents."""
    return _available(lambda: Soffice(tmp_path_factory.mktemp("soffice")))


@pytest.fixture(scope="session")
def calc(tmp_path_factory: pytest.TempPathFactory) -> Soffice:
    """LibreOffice for workbooks, with a profile for each worker."""
    return _available(lambda: Soffice(tmp_path_factory.mktemp("calc"), CALC))


@pytest.fixture(scope="session")
def python_with_uno(soffice: Soffice) -> Path:
    """The interpreter in which LibreOffice, which is there, can be driven."""
    return _available(uno_python)


@pytest.fixture(scope="session")
def pyright() -> list[str]:
    """The command that runs pyright, a type checker."""
    return _available(pyright_command)


@pytest.fixture(scope="session")
def rust_docxtpl() -> str:
    """The interpreter with rust-docxtpl, a peer in the benchmarks."""
    return _available(lambda: find_program(str(peers.RUST_DOCXTPL), "rust-docxtpl"))


@pytest.fixture(scope="session")
def ooxml_validator() -> OoxmlValidator:
    """The Open XML SDK: lists what is wrong with Word documents."""
    return _available(OoxmlValidator)


@pytest.fixture(scope="session")
def preflight(tmp_path_factory: pytest.TempPathFactory) -> Preflight:
    """PDFBox preflight: lists what keeps PDF files from being PDF/A-1b."""
    return _available(lambda: Preflight(tmp_path_factory.mktemp("preflight")))


@pytest.fixture(scope="session")
def qpdf() -> Qpdf:
    """qpdf: lists what is wrong with the structure of PDF files."""
    return _available(Qpdf)


@pytest.fixture(scope="session")
def pdf_fonts() -> PdfFonts:
    """Poppler: lists the fonts of PDF files."""
    return _available(PdfFonts)


@pytest.fixture(scope="session")
def pdf_structure() -> PdfStructure:
    """Poppler: reads the structure trees of PDF files."""
    return _available(PdfStructure)


@pytest.fixture(scope="session")
def pdf_pages_as_png() -> PdfPages:
    """Poppler: draws the pages of PDF files."""
    return _available(PdfPages)
