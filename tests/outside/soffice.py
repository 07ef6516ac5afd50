"""LibreOffice without a screen: whether it opens our files, and what it makes of them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from perfreport.basics import resources
from perfreport.typeset.fonts.names import DESIGNS
from tests.outside.programs import Document, ProgramError, find_program, place_files, proving, run
from tests.outside.samples import word_document

_OUTPUT_FILTERS = {
    "pdf": "pdf:writer_pdf_Export",
    "docx": "docx:MS Word 2007 XML",
    "txt": "txt:Text (encoded):UTF8,LF,,,false",
}


_FONTS = """<fontconfig><dir>{folder}</dir><cachedir>{cache}</cachedir>{faces}</fontconfig>"""
_FACE = """<match><test name="family"><string>{name}</string></test>
<edit name="family" mode="assign" binding="strong"><string>{family}</string></edit></match>"""


class Soffice:
    """LibreOffice Writer with a profile of its own.

    It has the bundled fonts and no others, under the names that the PDF takes them for, so that its
    pages are the same on every machine.

    Each start takes more than a second: convert many documents in one call.
    """

    def __init__(self, profile: Path) -> None:
        """Use the folder ``profile``, which no other process may use at the same time."""
        self._program = find_program("soffice", "libreoffice-writer")
        self._profile = profile
        self._environment = {**os.environ, "FONTCONFIG_FILE": str(_font_settings(profile))}
        with proving("soffice", "libreoffice-writer"):
            self.convert(word_document("绩效"), "txt")

    def convert(self, document: Document, to: str) -> bytes:
        """The Word ``document`` as ``to``: ``"pdf"``, ``"docx"`` or ``"txt"``."""
        return self.convert_all([document], to)[0]

    def convert_all(self, documents: Sequence[Document], to: str) -> list[bytes]:
        """Each of the Word ``documents`` as ``to``, all in one run.

        Raises:
            ProgramError: LibreOffice could not open one of them.
        """
        with TemporaryDirectory() as folder:
            paths = place_files(documents, Path(folder), ".docx")
            output = Path(folder, "output")
            command: list[str | Path] = [*self._command(to), "--outdir", output, *paths]
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
            "--infilter=MS Word 2007 XML",
            "--convert-to",
            _OUTPUT_FILTERS[to],
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
