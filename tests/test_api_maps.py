"""Sheets of others for programs: read, put into documents and written by their maps."""

from __future__ import annotations

from pathlib import Path

import pytest

import perfreport
from perfreport import InputError, ProjectEvaluation, Settings, TemplateError
from perfreport.documents.loading import fitted
from perfreport.documents.mapping import document_of, sheet_of
from perfreport.documents.putting_in import put_in
from tests.examples import example
from tests.workbooks.maps.sample_sheets import REGISTRY, read, shipped

IMPORT, LIST = "integrated-self-evaluation", "monitoring-by-line"
EVALUATION = "national-2020-project-evaluation"


def evaluation() -> ProjectEvaluation:
    found = example(EVALUATION)
    assert isinstance(found, ProjectEvaluation)
    return found


def test_what_is_written_is_what_the_command_writes_and_reads() -> None:
    made = perfreport.write_sheet(evaluation(), IMPORT)
    expected = sheet_of(fitted(evaluation(), REGISTRY), shipped(IMPORT))
    assert made == expected
    name = evaluation().projects[0].name
    said = perfreport.read_sheet(made.content, IMPORT, project=name)
    assert said == document_of(read(made.content), shipped(IMPORT), REGISTRY, name=name)
    assert said.pending


def test_a_sheet_is_put_into_a_document_and_the_rest_of_it_stays() -> None:
    before = evaluation()
    changed = before.replace("项目[1].绩效指标[1].实际完成值", "11座")
    sheet = perfreport.write_sheet(changed, IMPORT).content
    found = perfreport.put_sheet(before, sheet, IMPORT)
    assert found == put_in(read(sheet), shipped(IMPORT), fitted(before, REGISTRY), REGISTRY)
    assert isinstance(found.document, ProjectEvaluation)
    (project,) = found.document.projects
    assert project.indicators[0].actual == "11座"
    assert project.goal == before.projects[0].goal


def test_what_cannot_be_done_is_told() -> None:
    with pytest.raises(TemplateError, match="没有对照表"):
        perfreport.write_sheet(evaluation(), "没有")
    with pytest.raises(InputError, match="这是“项目支出绩效自评表”"):
        perfreport.write_sheet(evaluation(), LIST)
    with pytest.raises(InputError, match="没有“另一个”"):
        perfreport.write_sheet(evaluation(), IMPORT, project="另一个")
    with pytest.raises(InputError):
        perfreport.read_sheet(b"a,b\n1,2\n", IMPORT)
    with pytest.raises(TypeError, match="the bytes of a workbook are wanted, not str"):
        perfreport.read_sheet("表.xlsx", IMPORT)  # type: ignore[arg-type]
    waiting = perfreport.loads(perfreport.dumps(evaluation()).replace("9座", "待填", 1), draft=True)
    with pytest.raises(InputError, match="还没有填写"):
        perfreport.write_sheet(waiting, IMPORT)


def test_maps_are_listed_ones_of_ones_own_too(tmp_path: Path) -> None:
    shipped_ids = [each.id for each in perfreport.list_maps()]
    assert shipped_ids == sorted(shipped_ids)
    assert {IMPORT, LIST} <= set(shipped_ids)
    text = (Path("templates") / "workbooks" / f"{IMPORT}.yaml").read_text("utf-8")
    folder = tmp_path / "workbooks"
    folder.mkdir()
    (folder / "own.yaml").write_text(text.replace(f"编号: {IMPORT}", "编号: own"), "utf-8")
    settings = Settings(templates=[tmp_path])
    found = {each.id: each for each in perfreport.list_maps(settings=settings)}
    assert set(found) == {*shipped_ids, "own"}
    assert found["own"][1:] == found[IMPORT][1:]
    made = perfreport.write_sheet(evaluation(), "own", settings=settings)
    assert made.content == perfreport.write_sheet(evaluation(), IMPORT).content
