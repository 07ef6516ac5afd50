"""``build --draft``: documents with 待填 are made to be filled in, in Word, and read back."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

import perfreport as library
from perfreport.docx.wordml import W
from tests.cli.running import Outcome, Runner
from tests.docx.word_files import parts_of
from tests.roundtrip.word_editor import WordEditor, text_of
from tests.small_files import ALL, DEPARTMENT, PROJECTS, REPORT, altered

GAPS = altered(
    PROJECTS,
    ("财政拨款: 59.80", "财政拨款: 待填  # 2023年：59.80"),
    ("聘请编外人员。", "待填  # 一行一段"),
    ("年度指标值: 90%", "年度指标值: 待填"),
)


@pytest.fixture
def draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = Path("草稿.yaml")
    path.write_text(GAPS, "utf-8")
    return path


WORD, PDF = Path("结果/草稿.docx"), Path("结果/草稿.pdf")


def build(perfreport: Runner, *options: str) -> Outcome:
    return perfreport("build", "草稿.yaml", "-o", "结果", "--no-system-fonts", *options)


def page_texts(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_range() for page in document]


def words(path: Path) -> str:
    document = WordEditor(path.read_bytes())
    return "".join(map(text_of, document.root.iter(W + "p")))


def test_without_the_option_nothing_is_made(perfreport: Runner, draft: Path) -> None:
    outcome = build(perfreport)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err == (
        "草稿.yaml:9：3处还没有填写，这里是第一处；请填好，perfreport check 草稿.yaml 逐处列出；"
        "先印出来填的，印成草稿（--draft）\n"
    )


def test_gaps_are_shown_and_what_follows_from_them(perfreport: Runner, draft: Path) -> None:
    outcome = build(perfreport, "--draft")
    assert outcome.code == 0
    assert outcome.err == "说明　草稿.yaml：3处还没有填写，perfreport check 草稿.yaml 逐处列出\n"
    pdf = "".join("".join(page_texts(PDF.read_bytes())).split())
    for text in (words(WORD), pdf):
        assert "【待填：绩效目标】" in text
        assert "年度指标值:【待填】" in text
        assert text.count("【随数据计算】") == 5  # the project's total, and two sums of two figures
        assert "0.00" not in text


def test_a_list_that_waits_as_a_whole_shows_all_that_belongs_there(
    perfreport: Runner, draft: Path
) -> None:
    begin = DEPARTMENT.index("年度重点工作任务:")
    end = DEPARTMENT.index("绩效指标:", begin)
    text = f"{DEPARTMENT[:begin]}年度重点工作任务: 待填\n{DEPARTMENT[end:]}"
    Path("草稿.yaml").write_text(text, "utf-8")
    assert build(perfreport, "--draft").code == 0
    found = words(WORD)
    for gap in ("任务名称】", "【待填：做什么】", "【待填】", "【待填：期望达到的目标（概述）】"):
        assert gap in found


def test_each_page_says_that_it_is_a_draft(perfreport: Runner, draft: Path) -> None:
    build(perfreport, "--draft")
    assert all("草稿" in text for text in page_texts(PDF.read_bytes()))
    assert "草稿" in parts_of(WORD.read_bytes())["word/draft.xml"].decode()


def test_a_finished_document_says_nothing_of_drafts(perfreport: Runner, draft: Path) -> None:
    draft.write_text(PROJECTS, "utf-8")
    build(perfreport)
    assert "word/draft.xml" not in parts_of(WORD.read_bytes())
    assert not any("草稿" in text for text in page_texts(PDF.read_bytes()))


@pytest.mark.parametrize("text", [GAPS, *ALL.values()])
def test_a_draft_that_nobody_touched_is_read_as_it_is(
    perfreport: Runner, draft: Path, text: str
) -> None:
    draft.write_text(text, "utf-8")
    build(perfreport, "--draft", "--allow-errors")
    outcome = perfreport("read", WORD, "--update", draft)
    assert (outcome.code, outcome.err) == (0, "")
    assert draft.read_text("utf-8") == text
    assert "没有不同" in perfreport("diff", draft, WORD).out


def fill(*pairs: tuple[str, str]) -> None:
    editor = WordEditor(WORD.read_bytes())
    for gap, content in pairs:
        editor.replace(editor.paragraph(gap), gap, content)
    WORD.write_bytes(editor.save())


def test_a_gap_that_is_filled_in_comes_back_and_the_others_stay(
    perfreport: Runner, draft: Path
) -> None:
    build(perfreport, "--draft")
    fill(("【待填：绩效目标】", "聘请编外人员。"), ("年度指标值:【待填】", "年度指标值:90%"))
    outcome = perfreport("diff", draft, WORD)
    assert outcome.code == 1
    assert "说明　草稿.yaml：3处还没有填写" in outcome.err
    assert "【增：聘请编外人员。】" in outcome.out
    assert perfreport("read", WORD, "--update", draft).code == 0
    assert draft.read_text("utf-8") == altered(
        PROJECTS,
        ("财政拨款: 59.80", "财政拨款: 待填  # 2023年：59.80"),
        ("聘请编外人员。", "聘请编外人员。  # 一行一段"),
    )


def test_a_draft_that_is_all_filled_in_becomes_a_document(perfreport: Runner, draft: Path) -> None:
    build(perfreport, "--draft")
    fill(
        ("【待填：绩效目标】", "聘请编外人员。"),
        ("年度指标值:【待填】", "年度指标值:90%"),
        ("【待填】", "0.00"),
    )
    assert perfreport("read", WORD, "--update", draft).code == 0
    assert "财政拨款: 0.00" in draft.read_text("utf-8")
    assert build(perfreport).code == 0
    assert "46.00" in words(WORD)
    assert "待填" not in words(WORD)


def test_what_is_typed_beside_a_mark_is_kept_and_still_to_be_filled_in(
    perfreport: Runner, draft: Path
) -> None:
    build(perfreport, "--draft")
    fill(("【待填：绩效目标】", "【待填：绩效目标】聘请编外人员。"))
    assert perfreport("read", WORD, "--update", draft).code == 0
    assert "【待填：绩效目标】聘请编外人员。" in draft.read_text("utf-8")
    assert build(perfreport).code == 2


@pytest.mark.parametrize(
    "text",
    [
        altered(PROJECTS, ("财政拨款: 59.80", "财政拨款: 59.80\n        涉密: 待填")),
        altered(REPORT, ("年度: 2023", "年度: 待填")),
    ],
)
def test_what_decides_how_a_document_is_printed_is_filled_in_first(
    perfreport: Runner, draft: Path, text: str
) -> None:
    draft.write_text(text, "utf-8")
    outcome = build(perfreport, "--draft")
    assert (outcome.code, outcome.out) == (2, "")
    assert "这一项决定文书怎样印" in outcome.err


def test_sentences_over_gaps_say_nothing_wrong(perfreport: Runner, draft: Path) -> None:
    text = altered(REPORT, ("{科目: 公共安全, 金额: 100.00}", "{科目: 公共安全, 金额: 待填}"))
    draft.write_text(text, "utf-8")
    assert build(perfreport, "--draft").code == 0
    assert "公共安全预算收入【待填】万元" in words(WORD)
    assert "年初预算收入【随数据计算】万元" in words(WORD)


def test_python_makes_drafts_too(draft: Path) -> None:
    document = library.load(draft, draft=True)
    assert [finding.code for finding in library.check(document)] == ["DRAFT-001"] * 3
    with pytest.raises(library.InputError, match="还没有填写"):
        library.render(document, "docx")
    for format in ("docx", "pdf"):
        assert library.render(document, format, draft=True)
    assert library.loads(DEPARTMENT, draft=True) == library.loads(DEPARTMENT)
