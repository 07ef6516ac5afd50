"""Rendering: templates read once, shared by threads, the same bytes every time."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from perfreport.basics.errors import TemplateError
from perfreport.basics.properties import Properties
from perfreport.docx import template as template_module
from perfreport.docx.engine import render
from perfreport.docx.package import read_package
from perfreport.forms.registry import FormRegistry
from tests.docx.word_files import PROPERTIES, Example, examples, paragraphs_of, saved, word_template

EXAMPLES = examples()
NOT_LOADED = """
import sys
import perfreport, perfreport.docx.engine
sys.exit(any(name in sys.modules for name in ("docxtpl", "docx")))
"""


def of_form(form_id: str) -> Example:
    return next(example for example in EXAMPLES if example.form_id == form_id)


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The templates read from now on."""
    paths: list[Path] = []

    def read(path: Path) -> dict[str, bytes]:
        paths.append(path)
        return read_package(path)

    monkeypatch.setattr(template_module, "read_package", read)
    return paths


def test_a_template_is_read_once(tmp_path: Path, reads: list[Path]) -> None:
    view = EXAMPLES[0].view
    path = saved(word_template("{{ title }}"), tmp_path)

    assert len({render(view, path, PROPERTIES) for _ in range(3)}) == 1
    assert reads == [path]


def test_threads_read_a_template_once_and_do_not_mix_up_their_documents(
    tmp_path: Path, reads: list[Path]
) -> None:
    path = saved(word_template("{{ title }}", '{{ number("表") }}', "{{ department }}"), tmp_path)
    view = of_form("guangzhou-department-targets").view
    views = [view._replace(department=f"第{number}个部门") for number in range(200)]

    with ThreadPoolExecutor(8) as pool:
        files = list(pool.map(lambda each: render(each, path, PROPERTIES), views))

    assert [paragraphs_of(file)[1:] for file in files] == [["1", each.department] for each in views]
    assert reads == [path]


def test_a_template_that_has_changed_is_read_again(tmp_path: Path) -> None:
    view = EXAMPLES[0].view
    path = saved(word_template("旧 {{ title }}"), tmp_path)
    render(view, path, PROPERTIES)
    saved(word_template("新的 {{ title }}"), tmp_path)

    assert paragraphs_of(render(view, path, PROPERTIES)) == [f"新的 {view.title}"]


def test_one_template_may_serve_several_kinds(tmp_path: Path) -> None:
    path = saved(word_template("{{ title }}"), tmp_path)

    for example in EXAMPLES:
        assert paragraphs_of(render(example.view, path, PROPERTIES)) == [example.view.title]


def test_a_template_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="读不了这个 Word 模板"):
        render(EXAMPLES[0].view, tmp_path / "没有.docx", PROPERTIES)


def test_the_properties_are_those_of_the_call(tmp_path: Path) -> None:
    path = saved(word_template("{{ title }}"), tmp_path)
    files = [
        render(EXAMPLES[0].view, path, Properties(title=title)) for title in ("甲", "乙", "甲")
    ]

    assert files[0] == files[2] != files[1]


def test_the_built_in_templates_render_again_to_the_same_bytes() -> None:
    registry = FormRegistry()
    for example in EXAMPLES:
        path = registry.docx_template(example.form_id)
        once, again = (render(example.view, path, PROPERTIES) for _ in range(2))
        assert once == again


def test_the_libraries_for_word_are_loaded_only_for_use() -> None:
    subprocess.run(
        [sys.executable, "-c", NOT_LOADED], check=True, env=dict(os.environ, PYTHONHASHSEED="1")
    )
