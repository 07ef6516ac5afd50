"""Files made by earlier versions still read; ``files`` keeps some of each."""

from __future__ import annotations

from pathlib import Path

import pytest

from perfreport.basics import resources
from perfreport.docx.embedding import data_element, embedded_data
from perfreport.forms.registry import FormRegistry
from perfreport.roundtrip import read_docx
from perfreport.roundtrip.memory import VERSION
from tests.docx.word_files import parts_of, with_parts
from tests.examples import example, rendered

REGISTRY = FormRegistry()
FILES = sorted((Path(__file__).parent / "files").glob("version-*.docx"))
_REPORT = "guangzhou-2023-self-evaluation"


def test_a_file_of_each_version_is_kept() -> None:
    kept = {path.name.split("-")[1] for path in FILES}
    assert kept == {str(version) for version in range(1, int(VERSION) + 1)}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_of_an_earlier_version_reads(path: Path) -> None:
    name = path.stem.split("-", 2)[2]
    reading = read_docx(path.read_bytes(), REGISTRY)
    assert reading.document == example(name)
    assert not reading.conflicts


def remembering(name: str, **changes: str) -> bytes:
    """An example that remembers something else."""
    file = rendered(name, "docx")
    parts = parts_of(file)
    item = next(part for part in parts if part.startswith("customXml/item9"))
    data = {**(embedded_data(parts, "word/document.xml") or {}), **changes}
    texts = {key: text for key, text in data.items() if key in ("codes", "data")}
    attributes = {key: text for key, text in data.items() if key not in texts}
    return with_parts(file, {item: data_element(attributes, texts)})


def test_codes_of_another_edition_are_not_compared_and_it_is_said() -> None:
    reading = read_docx(remembering(_REPORT, codes="AAA"), REGISTRY)
    assert [note.code for note in reading.notes] == ["other_edition"]
    assert reading.document == example(_REPORT)
    assert not reading.edits


def test_damaged_data_are_taken_for_none() -> None:
    reading = read_docx(remembering("zengcheng-2024-project-targets", data="{"), REGISTRY)
    assert reading.document == example("zengcheng-2024-project-targets")


@pytest.mark.parametrize(
    "data",
    [
        '{"units":{"99":{"name":["x"]}},"nowhere":{"1":{"a":[1]}}}',
        '{"department":{"x":["y"]},"units":{"²":["y"]}}',
        '{"units":{"0":{"projects":{"0":{"name":{"0":[1]}}}}}}',
        "[]",
        '{"a":' * 900 + "1" + "}" * 900,
    ],
)
def test_data_that_lead_nowhere_do_no_harm(data: str) -> None:
    name = "guangzhou-2024-department-targets"
    document = read_docx(remembering(name, data=data), REGISTRY).document
    assert document.department == example(name).department


def test_data_of_a_wrong_sort_are_left_out_or_refused() -> None:
    data = '{"units":[7],"year":["x"],"department":[{}],"form":[[]]}'
    name = "zengcheng-2024-project-targets"
    reading = read_docx(remembering(name, data=data), REGISTRY)
    assert "contradiction" in [note.code for note in reading.notes]


def test_a_file_of_a_newer_version_reads_as_far_as_it_goes() -> None:
    reading = read_docx(remembering(_REPORT, version="2"), REGISTRY)
    assert "newer_version" in [note.code for note in reading.notes]
    assert reading.document == example(_REPORT)


def test_a_file_of_an_older_edition_of_the_form_reads_without_edits(tmp_path: Path) -> None:
    folder = tmp_path / "forms"
    folder.mkdir()
    form_id = example(_REPORT).form
    manifest = (resources.templates() / "forms" / f"{form_id}.yaml").read_text("utf-8")
    newer = manifest.replace('年度: "2023"', '年度: "2030"').replace(
        "，其中：{parts}", "，包括{parts}"
    )
    (folder / f"{form_id}.yaml").write_text(newer, "utf-8")
    reading = read_docx(rendered(_REPORT, "docx"), FormRegistry([tmp_path]))
    assert reading.document == example(_REPORT)
    assert "other_edition" in [note.code for note in reading.notes]
    assert (reading.edits, reading.conflicts, reading.unplaced) == ((), (), ())
