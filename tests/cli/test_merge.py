"""``perfreport build --merge``: the documents of a run in one PDF beside the files of each."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest

import perfreport as library
from tests.cli.running import Runner
from tests.outside.preflight import Preflight
from tests.small_files import ALL, PROJECTS, altered

HERE = library.Settings(system_fonts=False)
OPTIONS = ("--allow-errors", "--no-system-fonts")


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    return tmp_path / "册" / "全册.pdf"


def merged(*texts: str, draft: bool = False) -> bytes:
    documents = [library.loads(text, draft=draft) for text in texts]
    return library.render_merged(documents, title="全册", draft=draft, settings=HERE)


def page_count(pdf: Path) -> int:
    with pypdfium2.PdfDocument(pdf) as document:
        return len(document)


def test_each_is_made_and_all_are_in_one_file(
    perfreport: Runner, data: Path, out: Path, whole: Path, preflight: Preflight
) -> None:
    files = [data / f"{name}.yaml" for name in ALL]
    outcome = perfreport("build", *files, "-o", out, "--merge", whole, *OPTIONS)
    assert outcome.code == 0
    pages = sum(page_count(out / f"{name}.pdf") for name in ALL)
    assert outcome.out.splitlines()[-1] == f"已合成 {whole}：3 份，{pages} 页"
    assert page_count(whole) == pages
    assert whole.read_bytes() == merged(*ALL.values())
    assert {path.suffix for path in out.iterdir()} == {".docx", ".pdf", ".sqlite"}
    assert preflight.validate(whole) == []


def test_they_stand_in_the_order_in_which_they_are_named(
    perfreport: Runner, data: Path, out: Path, whole: Path
) -> None:
    names = sorted(ALL, reverse=True)
    perfreport(
        "build", *(data / f"{name}.yaml" for name in names), "-o", out, "--merge", whole, *OPTIONS
    )
    assert whole.read_bytes() == merged(*(ALL[name] for name in names))
    perfreport("build", data, "-o", out, "--merge", whole, *OPTIONS)
    assert whole.read_bytes() == merged(*(ALL[name] for name in sorted(ALL)))


@pytest.mark.parametrize("more", [["-j", "2"], ["-f", "docx"], ["-f", "pdf"]])
def test_the_file_is_the_same_however_its_parts_are_made(
    perfreport: Runner, data: Path, out: Path, whole: Path, more: list[str]
) -> None:
    assert perfreport("build", data, "-o", out, "--merge", whole, *OPTIONS, *more).code == 0
    assert whole.read_bytes() == merged(*(ALL[name] for name in sorted(ALL)))


def test_what_is_unchanged_is_in_the_file_all_the_same(
    perfreport: Runner, data: Path, out: Path, whole: Path
) -> None:
    perfreport("build", data, "-o", out, *OPTIONS)
    outcome = perfreport("build", data, "-o", out, "--merge", whole, *OPTIONS)
    assert "没有变化 3 份" in outcome.out
    before = whole.read_bytes()
    perfreport("build", data, "-o", out, "--merge", whole, *OPTIONS)
    assert whole.read_bytes() == before


def test_one_document_may_be_a_file_of_its_own(
    perfreport: Runner, data: Path, out: Path, whole: Path
) -> None:
    outcome = perfreport(
        "build", data / "projects.yaml", "-o", out, "--merge", whole, "--no-system-fonts"
    )
    assert outcome.code == 0
    assert whole.read_bytes() == merged(PROJECTS)
    assert (out / "projects.docx").exists()


@pytest.mark.parametrize("was_there", [False, True])
def test_where_one_is_not_made_there_is_no_file_of_all(
    perfreport: Runner, data: Path, out: Path, whole: Path, was_there: bool
) -> None:
    (data / "projects.yaml").write_text(altered(PROJECTS, ("年度: 2024", "年度: 什么")), "utf-8")
    if was_there:
        whole.parent.mkdir()
        whole.write_bytes(b"%PDF-1.4 before")
    outcome = perfreport("build", data, "-o", out, "--merge", whole, *OPTIONS)
    assert outcome.code == 2
    left = "；原来的没有动" if was_there else ""
    told = f"没有合成 {whole}：有 1 份没有生成，请改正后再运行一次{left}"
    assert told in outcome.err
    assert (out / "report.pdf").exists()
    assert whole.exists() is was_there
    assert not was_there or whole.read_bytes() == b"%PDF-1.4 before"


def test_errors_that_the_checks_find_keep_it_back_too(
    perfreport: Runner, data: Path, out: Path, whole: Path
) -> None:
    text = altered(ALL["department"], ("项目支出: 874.39", "项目支出: 800.00"))
    (data / "department.yaml").write_text(text, "utf-8")
    outcome = perfreport("build", data, "-o", out, "--merge", whole)
    assert outcome.code == 1
    assert f"没有合成 {whole}" in outcome.err
    assert not whole.exists()


def test_one_alone_that_is_not_made_is_not_merged(
    perfreport: Runner, data: Path, out: Path, whole: Path
) -> None:
    path = data / "projects.yaml"
    path.write_text(altered(PROJECTS, ("年度: 2024", "年度: 什么")), "utf-8")
    outcome = perfreport("build", path, "-o", out, "--merge", whole)
    assert outcome.code == 2
    assert f"没有合成 {whole}：有 1 份没有生成" in outcome.err


def test_drafts_are_merged_as_drafts(
    perfreport: Runner, data: Path, out: Path, whole: Path
) -> None:
    text = altered(PROJECTS, ("绩效目标: 聘请编外人员。", "绩效目标: 待填"))
    (data / "projects.yaml").write_text(text, "utf-8")
    outcome = perfreport(
        "build", data / "projects.yaml", "-o", out, "--merge", whole, "--draft", "--no-system-fonts"
    )
    assert outcome.code == 0
    assert whole.read_bytes() == merged(text, draft=True)


@pytest.mark.parametrize("name", ["全册", "全册.docx", "全册.yaml"])
def test_it_is_called_as_a_pdf_is(
    perfreport: Runner, data: Path, out: Path, tmp_path: Path, name: str
) -> None:
    outcome = perfreport("build", data, "-o", out, "--merge", tmp_path / name)
    assert outcome.code == 2
    assert "--merge 要写 PDF 文件名，如 全册.pdf" in outcome.err
    assert not out.exists()


def test_what_is_on_standard_input_is_not_merged(
    perfreport: Runner, out: Path, whole: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(PROJECTS.encode())))
    outcome = perfreport("build", "-", "-o", out, "--merge", whole)
    assert outcome.code == 2
    assert "标准输入里的文书只读一次" in outcome.err
    assert not out.exists()


def test_what_is_no_pdf_is_not_written_over(
    perfreport: Runner, data: Path, out: Path, whole: Path
) -> None:
    whole.parent.mkdir()
    whole.write_text("我的笔记", "utf-8")
    outcome = perfreport("build", data, "-o", out, "--merge", whole, *OPTIONS)
    assert outcome.code == 4
    assert f"{whole}：没有覆盖：它不是 PDF 文件" in outcome.err
    assert not out.exists()
    outcome = perfreport("build", data, "-o", out, "--merge", whole, "--overwrite", *OPTIONS)
    assert outcome.code == 0
    assert whole.read_bytes().startswith(b"%PDF-")


def test_the_file_of_one_of_them_is_not_written_over(
    perfreport: Runner, data: Path, out: Path
) -> None:
    outcome = perfreport("build", data, "-o", out, "--merge", out / "report.pdf", *OPTIONS)
    assert outcome.code == 4
    assert "合成的一册和其中一份的 PDF 是同一个文件" in outcome.err
    alone = library.render(library.loads(ALL["report"]), "pdf", settings=HERE)
    assert (out / "report.pdf").read_bytes() == alone


def test_no_document_is_no_file() -> None:
    with pytest.raises(library.InputError, match="一份文书也没有"):
        library.render_merged([], title="全册")
