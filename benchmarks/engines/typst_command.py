"""Typst in a process of its own, at its fastest, with the texts in a JSON file beside its markup.

As a program it does what ``typst compile SOURCE RESULT`` does; it is started with the folder of the
faces as a third argument.
"""

from __future__ import annotations

import sys
from pathlib import Path

import typst


def command(document: object, folder: Path) -> tuple[list[str], Path]:
    """The command that makes the PDF file of ``document``, and where that will be."""
    from benchmarks.fonts import FANDOL
    from benchmarks.typesetter import work_for

    work = work_for(document)  # type: ignore[arg-type] # a program that loads no perfreport
    source, result = folder / work.source.name, folder / "typst.pdf"
    source.write_bytes(work.source.read_bytes())
    source.with_name("sheet.json").write_text(work.texts, "utf-8")
    return [sys.executable, __file__, str(source), str(result), str(FANDOL)], result


def main() -> None:
    """Compile."""
    source, result, fonts = sys.argv[1:]
    typst.compile(
        source,
        output=result,
        font_paths=[fonts],
        ignore_system_fonts=True,
        sys_inputs={"manner": "best"},
        pdf_standards="a-1b",
        pdf_tags=False,
    )


if __name__ == "__main__":
    main()
