"""The built-in forms, typed for the tool, print what their Word templates print."""

from __future__ import annotations

from pathlib import Path

import pytest

from perfreport.forms.registry import FormRegistry
from tests.content import differences
from tests.docx.word_files import PROPERTIES, Example, examples, render
from tests.docx_reading import read_docx
from tools.word_template.reading import read
from tools.word_template.word_file import word_file

TYPED = {path.stem: path for path in (Path(__file__).parent / "typed").glob("*.txt")}
EXAMPLES = [example for example in examples() if example.form_id in TYPED]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_a_built_in_form_can_be_typed(example: Example, tmp_path: Path) -> None:
    form_id = example.form_id
    template = tmp_path / f"{form_id}.docx"
    template.write_bytes(word_file(read(TYPED[form_id].read_text("utf-8"), TYPED[form_id].name)))
    built_in = render(example.view, FormRegistry().docx_template(form_id), PROPERTIES)
    typed = render(example.view, template, PROPERTIES)

    assert differences(read_docx(built_in), read_docx(typed)) == []


def test_there_is_one_of_each_kind() -> None:
    registry = FormRegistry()

    assert len({registry.get(example.form_id).kind for example in EXAMPLES}) == len(TYPED) == 3
