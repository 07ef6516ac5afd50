"""A report with cover, contents, signature and attachment, made as ``docs/word-templates.md`` says.

The form is the page's own, its template made of the page of text, or changed in Word so that the
cover is a section of its own.
"""

from __future__ import annotations

import copy
import io
import re
from pathlib import Path

import docx
import pypdfium2
import pytest

from perfreport.docx.wordml import W
from tests.cli.running import Runner
from tests.roundtrip.word_editor import WordEditor, text_of
from tools.word_template.elements import w
from tools.word_template.reading import read
from tools.word_template.word_file import word_file

PAGE = (Path(__file__).parents[2] / "docs" / "word-templates.md").read_text("utf-8")
SHOWN = dict(re.findall(r'^```\w+ title="(.*?)"\n(.*?)^```', PAGE, re.DOTALL | re.MULTILINE))
DATA = f"""\
文种: 某市绩效工作报告
版式: covered-report
年度: 2026
部门名称: 某市某局
附加项: {{报告日期: 2027-03-01}}
章节:
  工作情况: {"开展了几项工作。" * 120}
  存在的问题: [盘点不及时。, 修复不及时。]
  下步打算: {"继续做好工作。" * 120}
  项目明细表:
    - {{项目: 道路养护, 得分: 90}}
    - {{项目: 桥梁养护, 得分: 85}}
"""


def with_section(file: bytes) -> bytes:
    """The template with its cover as a section, as somebody makes one in Word."""
    document = docx.Document(io.BytesIO(file))
    body = document.element.body
    heading = next(each for each in body.iter(W + "p") if text_of(each) == "目　录")
    whole = body.find(W + "sectPr")
    whole.remove(whole.find(W + "titlePg"))
    whole.find(W + "pgNumType").set(W + "start", "1")
    cover = copy.deepcopy(whole)
    for each in (*cover.findall(W + "footerReference"), cover.find(W + "pgNumType")):
        cover.remove(each)
    heading.pPr.remove(heading.pPr.find(W + "pageBreakBefore"))
    heading.addprevious(w("p", w("pPr", cover)))
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


@pytest.fixture(params=["page of text", "section"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The folder of the form."""
    manifest, text = SHOWN["forms/covered-report.yaml"], SHOWN["covered-report.txt"]
    file = word_file(read(text, "covered-report.txt"))
    for name in ("forms", "docx"):
        (tmp_path / "版式" / name).mkdir(parents=True)
    (tmp_path / "版式/forms/covered-report.yaml").write_text(manifest, "utf-8")
    template = with_section(file) if request.param == "section" else file
    (tmp_path / "版式/docx/covered-report.docx").write_bytes(template)
    return tmp_path / "版式"


def test_it_is_sound_printed_and_read_back(
    perfreport: Runner, folder: Path, tmp_path: Path
) -> None:
    form = ("--templates", folder)
    assert perfreport("form", "check", "covered-report", *form).code == 0
    data = tmp_path / "报告.yaml"
    data.write_text(DATA, "utf-8")
    outcome = perfreport("build", data, "-o", tmp_path, "--no-system-fonts", *form)
    assert outcome.code == 0, outcome.err

    with pypdfium2.PdfDocument(tmp_path / "报告.pdf") as document:
        labels = [document.get_page_label(number) for number in range(len(document))]
        texts = ["".join(each.get_textpage().get_text_bounded().split()) for each in document]
        marks = [mark.get_title() for mark in document.get_toc()]
    last = len(texts) - 1
    assert labels == ["封面", *map(str, range(1, last + 1))]
    assert texts[0] == "某市某局2026年度绩效工作报告填报单位：某市某局填报日期：2027年3月1日"
    assert all(f"—{number}—" in texts[number] for number in range(1, last + 1))
    assert marks == ["一、工作情况", "（一）存在的问题", "二、下步打算", "项目明细表"]
    assert texts[1].startswith("目录")
    assert re.search(rf"项目明细表…*{last}", texts[1])
    assert texts[last].startswith("附件项目明细表")
    assert "附件：项目明细表某市某局2027年3月1日" in texts[last - 1]

    word = WordEditor((tmp_path / "报告.docx").read_bytes())
    assert f"项目明细表{last}" in [text_of(each) for each in word.root.iter(W + "p")]
    assert perfreport("read", tmp_path / "报告.docx", "--update", data, *form).code == 0
    assert data.read_text("utf-8") == DATA
