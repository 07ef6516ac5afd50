"""Evaluation tables summed up for programs: from documents, from files, from both."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

import pytest

import perfreport
from perfreport import InputError, SeveralInputsError
from tests.cli.years import YEAR
from tests.kinds.chain.evaluations import DREDGING, HEAD, TRAINING, TWO
from tests.small_files import PROJECTS, altered


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the tables of two units, and another document."""
    (tmp_path / "管理所.yaml").write_text(HEAD + DREDGING, "utf-8")
    (tmp_path / "培训.yaml").write_text(HEAD + TRAINING, "utf-8")
    (tmp_path / "目标.yaml").write_text(PROJECTS, "utf-8")
    return tmp_path


def test_a_folder_is_summed_up_in_decimals(folder: Path) -> None:
    found = perfreport.summary(folder)
    (kind,) = found.kinds
    assert (found.amounts_in, kind.kind, kind.year) == ("万元", "项目支出绩效自评表", 2024)
    total = kind.total
    assert (total.count, total.planned, total.executed) == (2, Decimal(150), Decimal(146))
    assert total.rate is not None
    assert round(total.rate, 6) == Decimal("97.333333")
    assert (total.average, total.scored) == (Decimal("86.80"), 2)
    assert [(each.grade, each.number, each.share) for each in total.grades] == [
        ("优", 1, Decimal(50)),
        ("中", 1, Decimal(50)),
    ]
    assert [(each.unit, each.average) for each in kind.units] == [
        ("某市水利局机关", Decimal("75.00")),
        ("某市河道管理所", Decimal("98.60")),
    ]
    (passed,) = found.passed_over
    assert (passed.file, passed.kind) == (str(folder / "目标.yaml"), "项目支出绩效目标表")


def test_documents_files_and_folders_say_the_same(folder: Path) -> None:
    documents = [perfreport.loads(HEAD + TRAINING), perfreport.loads(HEAD + DREDGING)]
    (by_documents,) = perfreport.summary(documents).kinds
    (by_both,) = perfreport.summary([documents[0], str(folder / "管理所.yaml")]).kinds
    (by_folder,) = perfreport.summary(folder).kinds
    assert by_documents.total == by_both.total == by_folder.total
    assert [each.file for each in by_both.parts] == [None, str(folder / "管理所.yaml")]
    (alone,) = perfreport.summary(documents[0]).kinds
    assert alone.total.average == Decimal("75.00")
    twice = perfreport.summary([folder, folder / "管理所.yaml"])
    assert twice == perfreport.summary(folder)


def test_gaps_and_weights_that_are_not_whole_count_nowhere() -> None:
    (line,) = (each for each in TWO.splitlines(keepends=True) if "名称: 学员满意度" in each)
    gap = altered(TWO, (line, ""), ("全年执行数: 88.00", "全年执行数: 待填"))
    (kind,) = perfreport.summary(perfreport.loads(gap, draft=True)).kinds
    assert (kind.total.with_money, kind.total.scored, kind.total.average) == (1, 0, None)
    (dredging, training) = kind.parts
    assert (dredging.executed, dredging.score) == (None, None)
    assert (training.full_mark, training.odd_weights) == (Decimal(100), Decimal(90))
    assert training.grade is None


def test_a_year_is_chosen_and_a_report_is_begun_of_it(folder: Path) -> None:
    last = altered(TWO, ("年度: 2024", "年度: 2023"))
    (folder / "去年.yaml").write_text(last, "utf-8")
    assert [each.year for each in perfreport.summary(folder).kinds] == [2023, 2024]
    assert [each.year for each in perfreport.summary(folder, year=2023).kinds] == [2023]
    with pytest.raises(InputError, match="2023、2024"):
        perfreport.draft_report(folder)
    text = perfreport.draft_report(folder, year=2024)
    begun = perfreport.loads(text, draft=True)
    assert (begun.kind, begun.year) == ("部门项目支出绩效自评总结报告", 2024)
    assert "自评平均得分86.8分" in text


def test_what_cannot_be_summed_up_is_told(folder: Path) -> None:
    with pytest.raises(InputError, match="这里没有自评表，只有项目支出绩效目标表"):
        perfreport.summary(perfreport.loads(PROJECTS))
    (folder / "空").mkdir()
    with pytest.raises(InputError, match="没有数据文件"):
        perfreport.summary(folder / "空")
    with pytest.raises(SeveralInputsError, match=r"“业务培训”在 .* 里已经有了"):
        perfreport.summary([folder, perfreport.loads(HEAD + TRAINING)])
    with pytest.raises(InputError, match="没有版式“没有”"):
        perfreport.draft_report(folder, form="没有")
    (folder / "坏.yaml").write_text("年度: 2024", "utf-8")
    with pytest.raises(SeveralInputsError, match=r"坏\.yaml"):
        perfreport.summary(folder)
    with pytest.raises(TypeError):
        perfreport.summary([3])  # type: ignore[list-item]


def test_a_folder_tells_its_years(tmp_path: Path) -> None:
    shutil.copytree(YEAR, tmp_path / "一年")
    (tmp_path / "一年" / "5-项目自评.yaml").unlink()
    (tmp_path / "坏.yaml").write_text("年度: 2023", "utf-8")
    found = perfreport.year(tmp_path)
    (department,) = found.years
    assert (department.year, department.fits, len(department.documents)) == (2023, True, 6)
    assert department.documents[2].name == "项目监控 1-7月"
    assert [each.fits for each in department.documents[2].compared] == [True, True]
    (missing,) = department.missing
    assert missing.arguments[:3] == ("perfreport", "draft", "project-evaluation")
    assert [each.file for each in found.unread] == [str(tmp_path / "坏.yaml")]
    (next_year,) = perfreport.year(tmp_path, only=2024).years
    assert [each.name for each in next_year.missing] == ["项目目标", "部门目标"]
    with pytest.raises(InputError, match="没有这个文件夹"):
        perfreport.year(tmp_path / "没有")
