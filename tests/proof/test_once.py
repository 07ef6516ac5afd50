"""A form of a user's own is proved once, until it changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from perfreport import TemplateError
from perfreport.documents.rendering import FORMATS, Renderer
from perfreport.forms.registry import FormRegistry
from perfreport.proof import once, proving
from perfreport.proof.finding import Objection
from tests.forms.own_templates import with_copy, with_own_pdf
from tests.roundtrip.word_editor import WordEditor, retype
from tests.small_files import altered

FORM = "guangzhou-district-project-targets"


@pytest.fixture
def proofs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """The forms that were proved, one after the other."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    forget_this_process(monkeypatch)
    proved: list[str] = []

    def prove(form: object, *_: object, **__: object) -> list[Objection]:
        proved.append(form.id)  # type: ignore[attr-defined]
        return []

    monkeypatch.setattr(proving, "prove", prove)
    return proved


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder with a form."""
    return with_copy(tmp_path / "own", FORM, "own")


def require_sound(folder: Path, form_id: str = "own") -> None:
    registry = FormRegistry([folder])
    renderer = Renderer(registry, system_fonts=False)
    once.require_sound(registry.get(form_id), registry, renderer, FORMATS)


def forget_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(once, "_sound", set())
    monkeypatch.setattr(once, "_objections", {})


def test_a_form_is_proved_once_in_a_process_and_once_on_a_machine(
    proofs: list[str], own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    require_sound(own)
    require_sound(own)
    assert proofs == ["own"]
    forget_this_process(monkeypatch)
    require_sound(own)
    assert proofs == ["own"]
    assert [path.stat().st_size for path in once.cache_folder().iterdir()] == [0]


def test_a_form_that_was_found_sound_in_all_formats_is_proved_in_none(
    proofs: list[str], own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    registry = FormRegistry([own])
    once.remember_sound(registry.get("own"), registry)
    for formats in (FORMATS, FORMATS[:1], FORMATS[1:]):
        forget_this_process(monkeypatch)
        renderer = Renderer(registry, system_fonts=False)
        once.require_sound(registry.get("own"), registry, renderer, formats)
    assert proofs == []


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("forms/own.yaml", "地区: ", "地区: 新"),
        ("pdf/own.xml", "heading %}", "heading %} "),
        ("pdf/_own-base.xml", "其他资金", "其他"),
    ],
)
def test_a_form_that_has_changed_is_proved_again(
    proofs: list[str], own: Path, name: str, old: str, new: str
) -> None:
    with_own_pdf(own, FORM, "own")
    require_sound(own)
    path = own / name
    path.write_text(altered(path.read_text("utf-8"), (old, new)), "utf-8")
    require_sound(own)
    assert proofs == ["own", "own"]


@pytest.mark.parametrize("has_own_pdf", [False, True])
def test_a_form_whose_word_template_has_changed_is_proved_again(
    proofs: list[str], own: Path, has_own_pdf: bool
) -> None:
    if has_own_pdf:
        with_own_pdf(own, FORM, "own")
    require_sound(own)
    path = own / "docx/own.docx"
    editor = WordEditor(path.read_bytes())
    retype(editor.paragraph("其他资金"), "其他")
    path.write_bytes(editor.save())
    require_sound(own)
    assert proofs == ["own", "own"]


def test_built_in_forms_are_not_proved_again(proofs: list[str], own: Path) -> None:
    require_sound(own, FORM)
    assert proofs == []


@pytest.mark.parametrize("place", ["a file", "nothing"])
def test_where_nothing_can_be_remembered_forms_are_proved_each_time(
    proofs: list[str], own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("", "utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked / "inside" if place == "a file" else ""))
    monkeypatch.setenv("HOME", str(blocked))
    for _ in range(2):
        forget_this_process(monkeypatch)
        require_sound(own)
    assert proofs == ["own", "own"]


def test_what_is_objected_to_is_refused_and_remembered_by_the_process_alone(
    own: Path, proofs: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    objection = Objection("own", "docx/own.docx", "坏了", "修好", "正文", "第 1 段", "{{ x }}")

    def prove(*_: object, **__: object) -> list[Objection]:
        proofs.append("own")
        return [objection]

    monkeypatch.setattr(proving, "prove", prove)
    for _ in range(2):
        with pytest.raises(TemplateError) as refused:
            require_sound(own)
        assert str(refused.value) == (
            "版式 own　docx/own.docx 正文　第 1 段　标签 {{ x }}：坏了；修好"
        )
    assert proofs == ["own"]
    assert not once.cache_folder().exists()
