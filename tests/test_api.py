"""The public interface: its names, what it takes and gives, and that importing it is light."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

import perfreport
from perfreport import InputError, OutputError, PerfreportError, TemplateError
from perfreport.blocks.walk import models_inside
from perfreport.kinds import KINDS
from perfreport.kinds.kind import Kind
from tests.small_files import ALL, PROJECTS, altered

HEAVY = ("docxtpl", "docx", "reportlab", "lxml", "uharfbuzz", "click", "rich")
OF_WORD_FILES = {"Conflict", "Edit", "Note", "Reading", "Unplaced", "Update"}
LOADED_BY_IMPORT = f"""
import sys
import perfreport
for name in set(perfreport.__all__) - {OF_WORD_FILES}:
    getattr(perfreport, name)
print([module for module in {HEAVY} if module in sys.modules])
"""


def test_the_public_names_are_these() -> None:
    assert perfreport.__all__ == sorted(perfreport.__all__)
    assert all(hasattr(perfreport, name) for name in perfreport.__all__)  # imported only now
    assert not hasattr(perfreport, "docx_reader")
    public = {name for name in vars(perfreport) if not name.startswith("_")}
    modules = {name for name in public if type(vars(perfreport)[name]) is type(sys)}
    assert public - modules == set(perfreport.__all__)


@pytest.mark.parametrize("kind", KINDS.all, ids=lambda kind: kind.id)
def test_every_class_that_documents_are_built_with_is_public(kind: Kind) -> None:
    for model in models_inside(kind.model):
        assert getattr(perfreport, model.__name__, None) is model


def test_where_names_live_is_said_once_for_type_checkers_and_once_for_python() -> None:
    source = ast.parse(Path(perfreport.__file__).read_text("utf-8"))
    imported = {
        (node.module, alias.name)
        for node in ast.walk(source)
        if isinstance(node, ast.ImportFrom) and node.module
        for alias in node.names
    }
    homes = {
        (f"perfreport.{home}", name) for home, names in perfreport._HOMES.items() for name in names
    }
    assert imported == homes
    assert sorted(name for _, name in homes) == perfreport.__all__


@pytest.mark.parametrize("name", perfreport.__all__)
def test_every_public_name_is_documented(name: str) -> None:
    assert getattr(perfreport, name).__doc__


def test_the_version_is_that_of_the_distribution() -> None:
    text = (Path(__file__).parents[1] / "pyproject.toml").read_text("utf-8")
    assert f'version = "{perfreport.__version__}"' in text


def test_importing_loads_no_library_that_renders_or_reads_word_files() -> None:
    command = [sys.executable, "-c", LOADED_BY_IMPORT]
    loaded = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert loaded.strip() == "[]"


@pytest.mark.parametrize("text", ALL.values(), ids=ALL)
def test_a_text_and_a_file_load_alike(tmp_path: Path, text: str) -> None:
    path = tmp_path / "数据.yaml"
    path.write_text(text, "utf-8")
    assert perfreport.load(path) == perfreport.load(str(path)) == perfreport.loads(text)


def test_json_loads_like_yaml(tmp_path: Path) -> None:
    document = perfreport.loads(PROJECTS)
    text = json.dumps(document.model_dump(mode="json", by_alias=True, exclude_none=True))
    path = tmp_path / "数据.json"
    path.write_text(text, "utf-8")
    assert perfreport.load(path) == perfreport.loads(text, notation="json") == document


def test_what_was_loaded_and_what_was_built_are_one_kind_of_thing() -> None:
    document = perfreport.loads(PROJECTS)
    assert isinstance(document, perfreport.ProjectTargets)
    tree = document.model_dump(mode="json", exclude_none=True)
    assert perfreport.ProjectTargets.model_validate(tree) == document


def test_a_form_can_be_given_in_place_of_the_one_in_the_file() -> None:
    with pytest.raises(InputError, match="没有版式“没有”"):
        perfreport.loads(PROJECTS, form="没有")
    without = altered(PROJECTS, ("版式: guangzhou-district-project-targets\n", ""))
    document = perfreport.loads(without, form="guangzhou-district-project-targets")
    assert document == perfreport.loads(PROJECTS)  # the form is remembered
    assert perfreport.render(document, "docx") == perfreport.render(
        perfreport.loads(PROJECTS), "docx"
    )


def test_rendering_gives_the_two_formats() -> None:
    document = perfreport.loads(PROJECTS)
    assert perfreport.render(document, "docx").startswith(b"PK")
    assert perfreport.render(document, "pdf").startswith(b"%PDF-")


def test_writing_names_the_files_after_the_document(tmp_path: Path) -> None:
    document = perfreport.loads(PROJECTS)
    stem = "2024年某某部门项目支出绩效目标表"
    paths = perfreport.write(
        document, tmp_path / "新", settings=perfreport.Settings(system_fonts=False)
    )
    assert paths == (tmp_path / "新" / f"{stem}.docx", tmp_path / "新" / f"{stem}.pdf")
    assert paths[0].read_bytes() == perfreport.render(document, "docx")
    assert paths[1].read_bytes() == perfreport.render(
        document, "pdf", settings=perfreport.Settings(system_fonts=False)
    )


def test_writing_takes_a_name_and_the_formats(tmp_path: Path) -> None:
    document = perfreport.loads(PROJECTS)
    (path,) = perfreport.write(document, str(tmp_path), name="../甲", formats=["pdf", "pdf"])
    assert [path] == list(tmp_path.iterdir())


def test_a_format_that_there_is_not_writes_nothing(tmp_path: Path) -> None:
    document = perfreport.loads(PROJECTS)
    with pytest.raises(ValueError, match="'odt'"):
        perfreport.write(document, tmp_path / "新", formats=["pdf", "odt"])  # type: ignore[list-item]
    assert list(tmp_path.iterdir()) == []


def test_a_mistake_writes_nothing(tmp_path: Path) -> None:
    document = perfreport.loads(altered(PROJECTS, ("聘请编外人员。", "聘请😀。")))
    with pytest.raises(InputError, match="😀"):
        perfreport.write(
            document, tmp_path / "新", settings=perfreport.Settings(system_fonts=False)
        )
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_a_file_cannot_be_written_to(tmp_path: Path) -> None:
    (tmp_path / "文件").write_bytes(b"")
    with pytest.raises(OutputError, match="写不了"):
        perfreport.write(perfreport.loads(PROJECTS), tmp_path / "文件", formats=["pdf"])


def test_a_missing_template_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="没有这个版式文件夹"):
        perfreport.loads(PROJECTS, settings=perfreport.Settings(templates=[tmp_path / "没有"]))


def test_the_log_says_which_characters_a_font_of_last_resort_has_set(
    caplog: pytest.LogCaptureFixture,
) -> None:
    document = perfreport.loads(altered(PROJECTS, ("聘请编外人员。", "聘请张喆。")))
    with caplog.at_level("INFO", "perfreport"):
        perfreport.render(document, "pdf", settings=perfreport.Settings(system_fonts=False))
    assert caplog.messages == ["版式的字体里没有的字，“喆”用“后备宋体”印；内容不受影响"]


def test_check_finds_what_the_pdf_cannot_print() -> None:
    document = perfreport.loads(altered(PROJECTS, ("聘请编外人员。", "聘请😀人员。")))
    found = perfreport.check(document, settings=perfreport.Settings(system_fonts=False))
    assert [each.code for each in found][-1:] == ["PRINT-001"]


def test_every_error_is_one_of_perfreport() -> None:
    for error in (InputError, OutputError, TemplateError):
        assert issubclass(error, PerfreportError)
