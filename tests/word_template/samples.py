"""The examples of the tool, and what their templates see."""

from __future__ import annotations

from pathlib import Path

from perfreport.blocks.printed import View
from tests.docx.word_files import examples
from tools import word_template
from tools.word_template.description import Description
from tools.word_template.reading import read

FOLDER = Path(word_template.__file__).parent / "examples"
NAMES = tuple(path.stem for path in sorted(FOLDER.glob("*.txt")))


def example(name: str) -> Description:
    """What the example called ``name`` says."""
    return read((FOLDER / f"{name}.txt").read_text("utf-8"), f"{name}.txt")


VIEWS: dict[str, View] = {each.form_id: each.view for each in examples() if each.form_id in NAMES}
"""What each example prints: the document on its form in ``data_examples``."""
