"""LibreOffice without a screen: whether it opens our files, and what it makes of them."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from copy import copy
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from perfreport.basics import resources
from perfreport.typeset.fonts.names import DESIGNS
from tests.outside.programs import (
    Document,
    HangingError,
    ProgramError,
    find_program,
    place_files,
    proving,
    run,
)
from tests.outside.samples import one_cell, word_document


class Office(NamedTuple):
    """A program of LibreOffice: what it opens, and how it writes."""

    package: str
    ending: str
    opens: str
    writes: Mapping[str, str]
    sample: Callable[[str], bytes]


WRITER = Office(
    "libreoffice-writer",
    ".docx",
    "MS Word 2007 XML",
    {
        "pdf": "pdf:writer_pdf_Export",
        "docx": "docx:MS Word 2007 XML",
        "txt": "txt:Text (encoded):UTF8,LF,,,false",
    },
    word_document,
)
CALC = Office(
    "libreoffice-calc",
    ".xlsx",
    "Calc MS Excel 2007 XML",
    {
        "pdf": "pdf:calc_pdf_Export",
        "xlsx": "xlsx:Calc MS Excel 2007 XML",
        "ods": "ods:calc8",
        "xls": "xls:MS Excel 97",
    },
    one_cell,
)

OPEN_SHEETS = CALC._replace(ending=".ods", opens="calc8")

_RECALCULATING = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>"""
_FONTS = """<fontconfig><dir>{folder}</dir><cachedir>{cache}</cachedir>{faces}</fontconfig>"""
_FACE = """<match><test name="family"><string>{name}</string></test>
<edit name="family" mode="assign" binding="strong"><string>{family}</string></edit></match>"""


class Soffice:
    """LibreOffice with a profile of its own; what sheets compute it computes anew.

    It has the bundled fonts and no others, under the names that the PDF takes them for, so that its
    pages are the same on every machine.

    Each start takes more than a second: convert many documents in one call.
    """

    def __init__(self, profile: Path, office: Office = WRITER) -> None:
        """Use the folder ``profile``, which no other process may use at the same time."""
        self._program = find_program("soffice", office.package)
        self._profile = profile
        self._office = office
        self._environment = {**os.environ, "FONTCONFIG_FILE": str(_font_settings(profile))}
        (profile / "user").mkdir(exist_ok=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_RECALCULATING, "utf-8")
        with proving("soffice", office.package):
            self.convert(office.sample("绩效"), "pdf")

    def opening(self, office: Office) -> Soffice:
        """The same, for the files that another ``office`` opens."""
        other = copy(self)
        other._office = office
        return other

    def convert(self, document: Document, to: str) -> bytes:
        """The ``document`` as ``to``: ``"pdf"``, ``"docx"``, ``"txt"``, ``"xlsx"``, ``"ods"``."""
        return self.convert_all([document], to)[0]

    def convert_all(self, documents: Sequence[Document], to: str) -> list[bytes]:
        """Each of the ``documents`` as ``to``, all in one run.

        Raises:
            ProgramError: LibreOffice could not open one of them.
        """
        with TemporaryDirectory() as folder:
            paths = place_files(documents, Path(folder), self._office.ending)
            output = Path(folder, "output")
            command: list[str | Path] = [*self._command(to), "--outdir", output, *paths]
            try:
                printed = run(command, environment=self._environment)
            except HangingError:  # it does so now and then when it ends, whatever it was given
                printed = run(command, environment=self._environment)
            converted = [output / f"{path.stem}.{to}" for path in paths]
            if failed := [index for index, path in enumerate(converted) if not path.exists()]:
                raise ProgramError(f"LibreOffice cannot open the documents {failed}:\n{printed}")
            return [path.read_bytes() for path in converted]

    def _command(self, to: str) -> list[str]:
        return [
            self._program,
            f"-env:UserInstallation={self._profile.as_uri()}",
            "--headless",
            "--norestore",
            f"--infilter={self._office.opens}",
            "--convert-to",
            self._office.writes[to],
        ]


def _font_settings(folder: Path) -> Path:
    """A file of settings in ``folder`` with which fontconfig has the bundled fonts alone."""
    faces = (
        _FACE.format(name=name, family=design.bundled.partition("-")[0])
        for design in DESIGNS
        for name in design.names
    )
    folder.mkdir(parents=True, exist_ok=True)
    settings = folder / "fonts.conf"
    settings.write_text(
        _FONTS.format(folder=resources.fonts(), cache=folder / "fonts", faces="".join(faces)),
        "utf-8",
    )
    return settings
