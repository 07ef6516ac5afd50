"""What a reader would call a fault of finished pages: ``python -m tests.pages FILE…``.

A Word file is laid out by LibreOffice. Beside a PDF its Word file is looked for, which says where
the type area is and what begins a page. Without a file the examples are looked at, in both formats;
with ``--forget`` what is gone of their known faults is taken from the list.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.outside.soffice import Soffice
from tests.pages.examples import faults_in_examples, forget_all_but
from tests.pages.faults import Fault, faults_of
from tests.pages.sheets import design_of

FORGET = "--forget"


def main(arguments: list[str]) -> int:
    """Print the faults of the files; 1 where there are any."""
    with TemporaryDirectory() as folder:
        files = [Path(argument) for argument in arguments if argument != FORGET]
        if files:
            found = {str(file): _of_file(file, Path(folder)) for file in files}
        else:
            examples = faults_in_examples(Soffice(Path(folder)))
            found = {".".join(place): faults for place, faults in examples.items()}
            if FORGET in arguments:
                forget_all_but(examples)
    for name, faults in found.items():
        lines = [f"{name}：{len(faults)}", *(f"  {fault}" for fault in faults)]
        sys.stdout.write("".join(f"{line}\n" for line in lines))
    return int(any(found.values()))


def _of_file(file: Path, folder: Path) -> list[Fault]:
    if file.suffix == ".docx":
        return faults_of(Soffice(folder).convert(file, "pdf"), design_of(file))
    beside = file.with_suffix(".docx")
    return faults_of(file, design_of(beside) if beside.exists() else None)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
