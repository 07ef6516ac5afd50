"""A link, a pipe, a device or a folder in the place of a form's file: one rule for all files."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from perfreport.basics import resources
from perfreport.basics.errors import TemplateError
from perfreport.forms.registry import FormRegistry
from perfreport.forms.schemes import load_scheme
from perfreport.forms.templating import Environment, template_errors
from perfreport.kinds.evaluation.scheme import EvaluationScheme

FORM = "guangzhou-self-evaluation"
SCHEME = "guangzhou-self-evaluation-2023"


def _manifest(folder: Path) -> object:
    return FormRegistry([folder]).get(FORM)


def _word(folder: Path) -> object:
    return FormRegistry([folder]).docx_template(FORM)


def _pdf(folder: Path) -> object:
    return FormRegistry([folder]).pdf_template(FORM)


def _scheme(folder: Path) -> object:
    return load_scheme(EvaluationScheme, SCHEME, [folder])


def _included(folder: Path) -> object:
    with template_errors("模板"):
        return Environment([folder / "pdf"]).get_template("_included.xml")


PLACES = [
    pytest.param(f"forms/{FORM}.yaml", _manifest, id="manifest"),
    pytest.param(f"docx/{FORM}.docx", _word, id="Word template"),
    pytest.param(f"pdf/{FORM}.xml", _pdf, id="PDF template"),
    pytest.param(f"schemes/{SCHEME}.yaml", _scheme, id="scheme"),
    pytest.param("pdf/_included.xml", _included, id="included"),
]
every_place = pytest.mark.parametrize(("name", "use"), PLACES)
Use = Callable[[Path], object]


def refusal(use: Use, folder: Path, path: Path) -> str:
    with pytest.raises(TemplateError) as caught:
        use(folder)
    assert str(path) in str(caught.value)
    return str(caught.value)


def placed(folder: Path, name: str) -> Path:
    path = folder / "templates" / name
    path.parent.mkdir(parents=True)
    return path


def content(name: str) -> bytes:
    built_in = resources.templates() / name
    return built_in.read_bytes() if built_in.exists() else b"<document/>"


@every_place
def test_a_link_within_its_folder_is_followed(name: str, use: Use, tmp_path: Path) -> None:
    path = placed(tmp_path, name)
    path.with_name("原件").write_bytes(content(name))
    path.symlink_to("原件")
    assert use(tmp_path / "templates")


@every_place
def test_a_folder_that_is_a_link_itself_is_followed(name: str, use: Use, tmp_path: Path) -> None:
    placed(tmp_path, name).write_bytes(content(name))
    (tmp_path / "链接").symlink_to("templates")
    assert use(tmp_path / "链接")


@every_place
def test_a_link_that_leads_out_of_its_folder_is_refused(
    name: str, use: Use, tmp_path: Path
) -> None:
    path = placed(tmp_path, name)
    (tmp_path / "别处").write_bytes(content(name))
    path.symlink_to(tmp_path / "别处")
    assert "请把文件本身放进来" in refusal(use, tmp_path / "templates", path)


@every_place
@pytest.mark.parametrize("target", ["没有", "."])
def test_a_link_to_nothing_and_one_to_a_folder_are_refused(
    name: str, use: Use, target: str, tmp_path: Path
) -> None:
    path = placed(tmp_path, name)
    path.symlink_to(target)
    assert refusal(use, tmp_path / "templates", path)


@every_place
def test_a_link_to_itself_is_refused(name: str, use: Use, tmp_path: Path) -> None:
    path = placed(tmp_path, name)
    path.symlink_to(path.name)
    assert "读不了" in refusal(use, tmp_path / "templates", path)


@every_place
def test_a_folder_and_a_pipe_are_refused(name: str, use: Use, tmp_path: Path) -> None:
    path = placed(tmp_path, name)
    os.mkfifo(path)
    assert "不是普通文件" in refusal(use, tmp_path / "templates", path)
    path.unlink()
    path.mkdir()
    assert "不是普通文件" in refusal(use, tmp_path / "templates", path)


@every_place
def test_a_device_is_refused(name: str, use: Use, tmp_path: Path) -> None:
    path = placed(tmp_path, name)
    path.symlink_to("/dev/zero")
    assert "请把文件本身放进来" in refusal(use, tmp_path / "templates", path)


@contextmanager
def not_as_root() -> Iterator[None]:
    """As a user who may not read everything."""
    if os.geteuid():
        yield
        return
    os.seteuid(65_534)
    try:
        yield
    finally:
        os.seteuid(0)


READ_AT_ONCE = [place for place in PLACES if place.id in ("manifest", "scheme", "included")]


@pytest.mark.parametrize(("name", "use"), READ_AT_ONCE)
def test_a_file_that_may_not_be_read_is_refused(name: str, use: Use) -> None:
    with TemporaryDirectory() as open_to_all:
        Path(open_to_all).chmod(0o755)
        path = placed(Path(open_to_all), name)
        path.write_bytes(content(name))
        path.chmod(0)
        with not_as_root():
            assert "没有权限" in refusal(use, Path(open_to_all, "templates"), path)
