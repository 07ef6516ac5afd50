"""Preflight of Apache PDFBox: whether our files are PDF/A-1b."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from lxml import etree

from tests.outside.programs import (
    Document,
    MissingProgramError,
    find_program,
    place_files,
    proving,
    run,
)
from tests.outside.samples import blank_page

JARS = Path("/usr/share/java")
"""Where Debian keeps Java libraries."""

_LIBRARIES = {
    "preflight": "libpdfbox2-java",
    "pdfbox2": "libpdfbox2-java",
    "fontbox2": "libfontbox2-java",
    "xmpbox": "libpdfbox2-java",
    "commons-logging": "libcommons-logging-java",
    "javax.activation": "libactivation-java",
    "jaxb-api": "libjaxb-api-java",
}


class Preflight:
    """Checks PDF files against PDF/A-1b, many in one run of the Java machine."""

    def __init__(self, cache: Path) -> None:
        """Keep the list of the system's fonts, which takes long to make, in ``cache``."""
        self._command = [
            find_program("java", "default-jre-headless"),
            f"-Dpdfbox.fontcache={cache}",
            "-cp",
            ":".join(str(_jar(name, package)) for name, package in _LIBRARIES.items()),
            "org.apache.pdfbox.preflight.Validator_A1b",
        ]
        with proving("PDFBox preflight", "default-jre-headless libpdfbox2-java"):
            self.validate(blank_page())

    def validate(self, pdf: Document) -> list[str]:
        """What keeps ``pdf`` from being PDF/A-1b: code and description of each error."""
        return self.validate_all([pdf])[0]

    def validate_all(self, pdfs: Sequence[Document]) -> list[list[str]]:
        """What keeps each of ``pdfs`` from being PDF/A-1b, all in one run."""
        with TemporaryDirectory() as folder:
            paths = place_files(pdfs, Path(folder), ".pdf")
            listing = Path(folder, "list")
            listing.write_text("".join(f"{path}\n" for path in paths), "utf-8")
            run([*self._command, "xml", "group", listing])
            report = etree.parse(Path(folder, "list.preflight.xml"))
        verdicts = {verdict.get("name"): verdict for verdict in report.iter("preflight")}
        return [_errors(verdicts[path.name]) for path in paths]


def _jar(name: str, package: str) -> Path:
    path = JARS / f"{name}.jar"
    if not path.exists():
        raise MissingProgramError(path.name, package)
    return path


def _errors(verdict: etree._Element) -> list[str]:
    errors = [
        f"{error.findtext('code')}: {error.findtext('details')}" for error in verdict.iter("error")
    ]
    if verdict.findtext("isValid") != "true" and not errors:
        return ["not valid, for no reason given"]
    return errors
