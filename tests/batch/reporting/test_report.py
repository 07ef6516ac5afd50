"""``perfreport report``: what a record comes to, for people, programs and directors."""

from __future__ import annotations

import json
import re
import sqlite3
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pytest

from perfreport.batch.manifest import NAME, Manifest
from perfreport.batch.papers import Found, Receipt
from perfreport.batch.reporting.page import _columns
from perfreport.kinds.kind import Mark
from tests.batch.reporting.records import receipt, recorded
from tests.cli.running import Runner
from tests.small_files import ALL

ENDINGS = (".html", ".xlsx", ".json", ".txt")
NASTY = "</title></svg><script>alert(1)</script><b>&amp;$x^2$"
REFUSED = "丙.yaml：有错误，没有生成 结果/丙.docx；请改正，或加 --allow-errors 照样生成"
FORMULA = '=cmd|"/c calc"!A1'


@pytest.fixture
def results(tmp_path: Path) -> Path:
    """A folder with what a run left: two made, one refused, one that cannot be read."""
    marks = [Mark("", "96.97", ""), Mark("道路工程", "88.50", "良")]
    found = [
        Found("SUM-001", "error", "甲.合计", "合计不符"),
        Found("IND-005", "warning", "", "缺"),
    ]
    return recorded(
        tmp_path / "结果",
        [
            receipt("甲.yaml", unit="甲局", marks=marks, found=found[1:]),
            receipt("乙.yaml", unit="乙局", marks=[Mark("", "90.00", "优")]),
            receipt("丙.yaml", "failed", unit="甲局", code=1, error=REFUSED, found=found),
            receipt("丁.yaml", "failed", unit=None, code=2, error="丁.yaml:3：年度：要写四位数"),
        ],
    )


def row(out: str, first: str) -> list[str]:
    """The cells of the first row of a table of text that begins with ``first``."""
    rows = (line.split() for line in out.splitlines() if line.startswith("  "))
    return next(row for row in rows if row[:1] == [first])


def test_a_terminal_is_told_in_short(perfreport: Runner, results: Path) -> None:
    outcome = perfreport("report", results)
    assert (outcome.code, outcome.err) == (0, "")
    head = "第 1 次运行：2026-03-01 09:30 开始，2026-03-01 10:45 做完\n"
    assert outcome.out.startswith(head)
    assert row(outcome.out, "生成") == ["生成", "2"]
    assert row(outcome.out, "没有生成") == ["没有生成", "2"]
    *refused, why = row(outcome.out, "丙.yaml")[:4]
    assert refused == ["丙.yaml", "甲局", "检查出错误"]
    assert why.startswith("甲.合计：合计不符（SUM-001）")
    assert row(outcome.out, "SUM-001") == ["SUM-001", "收入与支出", "错误", "1", "1", "1"]
    assert row(outcome.out, "甲局") == ["甲局", "2", "1", "1", "2", "0", "96.97", "88.50"]
    assert row(outcome.out, "丁.yaml") == [
        "丁.yaml",
        "数据文件写得不对",
        "第",
        "3",
        "行：年度：要写四位数",
    ]


def test_real_runs_are_summed_up(perfreport: Runner, tmp_path: Path) -> None:
    data, out = tmp_path / "数据", tmp_path / "结果"
    data.mkdir()
    for name, text in ALL.items():
        (data / f"{name}.yaml").write_text(text, "utf-8")
    (data / "坏.yaml").write_text("文种: 项目", "utf-8")
    assert perfreport("build", data, "-o", out, "-f", "docx", "-j", "1").code == 2
    first = json.loads(perfreport("report", out, "--format", "json").out)
    assert first["last"] == {"made": 2, "unchanged": 0, "failed": 2, "unfinished": 0}
    assert first["causes"] == [{"code": 1, "documents": 1}, {"code": 2, "documents": 1}]
    assert [Path(each["file"]).name for each in first["failures"]] == ["report.yaml", "坏.yaml"]
    (data / "坏.yaml").unlink()
    arguments = ("build", data, "-o", out, "-f", "docx", "-j", "1", "--allow-errors")
    assert perfreport(*arguments).code == 0
    assert perfreport(*arguments).code == 0
    last = json.loads(perfreport("report", out, "--format", "json").out)
    assert last["last"] == {"made": 0, "unchanged": 3, "failed": 0, "unfinished": 0}
    assert last["earlier"] == {"made": 0, "unchanged": 0, "failed": 1, "unfinished": 0}
    assert len(last["runs"]) == 3
    assert last["rules"] == first["rules"]
    assert [each["of_whole"] for each in last["scores"]] == [True]
    only = json.loads(perfreport("report", out, "--format", "json", "--last").out)
    assert (only["failures"], only["earlier"]["failed"]) == ([], 0)
    assert "加 --last" in perfreport("report", out).out


def test_what_a_run_did_not_come_to_is_told(perfreport: Runner, tmp_path: Path) -> None:
    results = recorded(tmp_path, [receipt("甲.yaml")], waiting=["乙.yaml"], has_ended=False)
    told = perfreport("report", results).out
    assert "没有做完\n最后一次运行中断了，有 1 份没有做到；照原样再运行一次，就接着做" in told
    assert row(told, "没有做到") == ["没有做到", "1"]


def test_json_says_what_is_documented(perfreport: Runner, results: Path) -> None:
    told = json.loads(perfreport("report", results, "--format", "json").out)
    assert told["units"][0] == {
        "name": "甲局", "documents": 2, "failed": 1, "errors": 1, "warnings": 2, "notes": 0,
        "mean": 96.97, "mean_of_projects": 88.5,
    }  # fmt: skip
    assert told["marks"][1] == {
        "kind": "项目支出绩效自评表", "unit": "甲局", "project": "", "score": 96.97, "grade": "",
        "file": "甲.yaml",
    }  # fmt: skip
    assert told["distribution"][-1] == {"from": 95, "below": None, "marks": 1}
    readme = (Path(__file__).parents[3] / "docs" / "report.md").read_text("utf-8")
    documented = set(re.findall(r"^\| `(\w+)` \|", readme, re.MULTILINE))
    assert documented == told.keys()


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_same_record_makes_the_same_bytes(
    perfreport: Runner, results: Path, tmp_path: Path, ending: str
) -> None:
    files = [tmp_path / f"{name}{ending}" for name in ("一", "二")]
    for file in files:
        outcome = perfreport("report", results, "-o", file)
        assert (outcome.code, outcome.out) == (0, f"已写出 {file}\n")
    first, second = (file.read_bytes() for file in files)
    assert first == second
    assert files[0].stat().st_mode & 0o077 == 0  # like the record, which tells what documents say


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_is_there_is_not_written_over_unasked(
    perfreport: Runner, results: Path, tmp_path: Path, ending: str
) -> None:
    file = tmp_path / f"报告{ending}"
    file.write_text("我的", "utf-8")
    outcome = perfreport("report", results, "-o", file)
    assert (outcome.code, file.read_text("utf-8")) == (4, "我的")
    assert "加 --overwrite" in outcome.err
    assert perfreport("report", results, "-o", file, "--overwrite").code == 0
    assert file.read_bytes() != "我的".encode()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["-o", "汇总.docx"], "文件名请以 .html、.xlsx、.json或.txt 结尾"),
        (["-o", NAME], "文件名请以"),
        (["-o", "汇总.html", "--format", "json"], "结尾和 --format json 不合"),
    ],
)
def test_a_file_says_what_it_is(
    perfreport: Runner, results: Path, arguments: list[str], told: str
) -> None:
    outcome = perfreport("report", results, *arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert told in outcome.err


def sheets(file: Path) -> dict[str, list[tuple[object, ...]]]:
    book = openpyxl.load_workbook(file)
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "inlineStr"}  # no formula
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}


def test_a_workbook_has_the_lists_whole(perfreport: Runner, results: Path, tmp_path: Path) -> None:
    file = tmp_path / "汇总.xlsx"
    assert perfreport("report", results, "-o", file).code == 0
    made = sheets(file)
    assert list(made) == ["汇总", "没有生成", "检查发现", "按单位", "得分"]
    assert made["没有生成"][1:] == [
        (
            "丙.yaml",
            "甲局",
            "检查出错误",
            "甲.合计：合计不符（SUM-001）\n" + REFUSED.removeprefix("丙.yaml："),
        ),
        ("丁.yaml", "", "数据文件写得不对", "第 3 行：年度：要写四位数"),
    ]
    assert len(made["检查发现"]) == 1 + 3
    assert made["按单位"][1] == ("甲局", 2, 1, 1, 2, 0, 96.97, 88.5)
    assert [row[3] for row in made["得分"][1:]] == [90, 96.97, 88.5]


def test_lists_can_be_read_in_print(perfreport: Runner, results: Path, tmp_path: Path) -> None:
    """A sheet is shrunk to the width of its page, of which about 150 characters can be read."""
    file = tmp_path / "汇总.xlsx"
    perfreport("report", results, "-o", file)
    for sheet in openpyxl.load_workbook(file).worksheets[1:]:
        widths = [
            each.width for each in sheet.column_dimensions.values()
            for _ in range(each.min or 0, (each.max or 0) + 1)
        ]  # fmt: skip
        assert len(widths) == sheet.max_column
        assert sheet.page_setup.orientation == "landscape"
        assert sum(widths) < 165
        assert all(cell.alignment.wrap_text for cell in sheet[2])


@pytest.mark.parametrize("number", range(1, 24))
def test_no_number_at_the_top_stands_alone_in_the_last_row(number: int) -> None:
    columns = _columns(number)
    last = number % columns or columns
    assert columns <= 5
    assert last > 1 or number == 1 or columns == 1


def test_the_mean_of_projects_stands_beside_that_of_documents(
    perfreport: Runner, tmp_path: Path
) -> None:
    given = [
        receipt("甲.yaml", kind="自评报告", marks=[Mark("", "90", "")]),
        receipt("乙.yaml", kind="自评表", marks=[Mark("路", "80", ""), Mark("桥", "81", "")]),
    ]
    perfreport("report", recorded(tmp_path / "结果", given), "-o", tmp_path / "汇总.html")
    text = _Page((tmp_path / "汇总.html").read_text("utf-8")).text
    assert re.search(r"自评报告平均分\s*90\.00", text)
    assert re.search(r"自评表项目平均分\s*80\.50", text)


class _Page(HTMLParser):
    """What a page consists of."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data


def test_a_page_needs_nothing_beside_it(perfreport: Runner, results: Path, tmp_path: Path) -> None:
    file = tmp_path / "汇总.html"
    assert perfreport("report", results, "-o", file).code == 0
    page = _Page(file.read_text("utf-8"))
    assert not {"script", "link", "img", "iframe"} & set(page.tags)
    assert not [each for each in page.attributes if "//" in (each[1] or "")]
    ids = [value for name, value in page.attributes if name == "id"]
    assert len(ids) == len(set(ids))
    assert page.tags.count("svg") == page.tags.count("desc") == 4
    for words in ("结果：预算绩效文书生成汇总", "生成 2；没有生成 2", "良 1", "要写四位数"):
        assert words in page.text


@pytest.fixture
def nasty(tmp_path: Path) -> Path:
    """A record in which whatever others name is an attack."""
    made = receipt(
        f"{FORMULA}\x01.yaml", unit=NASTY, kind=NASTY,
        marks=[Mark(NASTY, "80", NASTY), Mark("", "80", FORMULA)],
        found=[Found(NASTY, "error", FORMULA, f"{NASTY}\x00\x1b[31m"), Found("A", NASTY, "", "")],
    )  # fmt: skip
    failed = receipt("一.yaml", "failed", unit=FORMULA, code=99, error=f"{NASTY}\n" * 40_000)
    return recorded(tmp_path / "果&<i>", [made, failed])


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_others_typed_is_text_and_nothing_else(
    perfreport: Runner, nasty: Path, tmp_path: Path, ending: str
) -> None:
    file = tmp_path / f"汇总{ending}"
    assert perfreport("report", nasty, "-o", file).code == 0
    match ending:
        case ".html":
            page = _Page(file.read_text("utf-8"))
            assert not {"script", "b", "i"} & set(page.tags)
            assert NASTY in page.text
        case ".xlsx":
            assert {NASTY, FORMULA} <= {row[0] for row in sheets(file)["按单位"]}
        case ".json":
            told = json.loads(file.read_text("utf-8"))
            assert {each["name"] for each in told["units"]} == {NASTY, FORMULA}
        case _:
            assert not re.search("[\x00-\x09\x0b-\x1f]", file.read_text("utf-8"))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, f"这个文件夹里没有生成记录（{NAME}）"),
        (b"", "还没有一次运行"),
        (b"nothing that SQLite would write" * 100, "坏了，读不出来"),
    ],
)
def test_a_folder_without_a_record_that_can_be_read_is_refused(
    perfreport: Runner, tmp_path: Path, content: bytes | None, told: str
) -> None:
    if content is not None:
        (tmp_path / NAME).write_bytes(content)
    outcome = perfreport("report", tmp_path)
    assert (outcome.code, outcome.out, outcome.err.count("\n")) == (2, "", 1)
    assert told in outcome.err
    assert [path.name for path in tmp_path.iterdir()] == ([] if content is None else [NAME])


def test_a_folder_that_is_not_there_is_refused(perfreport: Runner, tmp_path: Path) -> None:
    outcome = perfreport("report", tmp_path / "没有")
    assert (outcome.code, outcome.err) == (2, f"{tmp_path}/没有：找不到这个文件夹；请核对路径\n")


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("PRAGMA user_version = 99", "这不是这个版本的 perfreport 的生成记录"),
        ("DROP TABLE marks", "坏了，读不出来"),
        ("UPDATE marks SET score = '优'", "坏了，读不出来"),
        ("UPDATE runs SET started = '昨天'", "坏了，读不出来"),
        ("DELETE FROM runs", "还没有一次运行"),
    ],
)
def test_a_record_that_somebody_changed_is_refused(
    perfreport: Runner, results: Path, tmp_path: Path, statement: str, told: str
) -> None:
    base = sqlite3.connect(results / NAME, isolation_level=None)
    base.execute(statement)
    base.close()
    outcome = perfreport("report", results, "-o", tmp_path / "汇总.json")
    assert (outcome.code, outcome.out) == (2, "")
    assert told in outcome.err
    assert not (tmp_path / "汇总.json").exists()


def test_pages_that_are_damaged_leave_no_report(perfreport: Runner, tmp_path: Path) -> None:
    results = recorded(
        tmp_path / "结果",
        (receipt(f"{n}.yaml", "failed", code=2, error="错" * 900) for n in range(400)),
    )
    content = bytearray((results / NAME).read_bytes())
    content[40_960:-40_960] = b"\xff" * (len(content) - 81_920)
    (results / NAME).write_bytes(content)
    outcome = perfreport("report", results, "-o", tmp_path / "汇总.json")
    assert outcome.code == 2
    assert "坏了，读不出来" in outcome.err
    assert not (tmp_path / "汇总.json").exists()


@pytest.mark.parametrize("page", range(1, 40))
def test_any_page_that_is_damaged_leaves_no_report(
    perfreport: Runner, tmp_path: Path, page: int
) -> None:
    """Also one whose rows the sums do not need: with it documents would be left out."""
    results = recorded(
        tmp_path / "结果",
        (receipt(f"{n}.yaml", "failed", code=2, error="错" * 900) for n in range(60)),
    )
    content = bytearray((results / NAME).read_bytes())
    assert len(content) > 41 * 4096
    content[page * 4096 : page * 4096 + 200] = bytes(200)
    (results / NAME).write_bytes(content)
    outcome = perfreport("report", results)
    assert (outcome.code, outcome.out) == (2, "")
    assert "坏了，读不出来" in outcome.err or "是别的程序的文件" in outcome.err


def test_a_run_at_work_is_waited_for(perfreport: Runner, results: Path) -> None:
    with Manifest(results / NAME):
        outcome = perfreport("report", results)
    assert (outcome.code, outcome.out) == (2, "")
    assert "正在生成，还没有做完；请等它做完再汇总" in outcome.err
    assert perfreport("report", results).code == 0


def test_what_a_killed_run_left_half_written_does_not_count(
    perfreport: Runner, results: Path, tmp_path: Path
) -> None:
    before = perfreport("report", results, "--format", "json").out
    base = sqlite3.connect(results / NAME, isolation_level=None)
    base.execute("PRAGMA cache_size = 1")  # so that changes are in the file before they count
    base.execute("BEGIN")
    base.execute("DELETE FROM documents")
    base.executemany(
        "INSERT INTO marks VALUES (?, '', '0', '')", ([f"{n}" * 99] for n in range(999))
    )
    killed = tmp_path / "被杀"
    killed.mkdir()
    for file in results.iterdir():
        (killed / file.name).write_bytes(file.read_bytes())
    base.close()
    assert len(list(killed.iterdir())) == 2  # the record and what takes it back
    assert perfreport("report", killed, "--format", "json").out == before


def test_a_record_is_read_and_not_changed(perfreport: Runner, results: Path) -> None:
    before = (results / NAME).read_bytes()
    perfreport("report", results)
    assert (results / NAME).read_bytes() == before
    assert [path.name for path in results.iterdir()] == [NAME]


@pytest.mark.parametrize(
    ("package", "ending", "extra"),
    [("matplotlib", ".html", "charts"), ("xlsxwriter", ".xlsx", "excel")],
)
def test_a_missing_extra_is_named(
    perfreport: Runner, results: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    package: str, ending: str, extra: str,
) -> None:  # fmt: skip
    monkeypatch.setitem(sys.modules, package, None)
    file = tmp_path / f"汇总{ending}"
    outcome = perfreport("report", results, "-o", file)
    assert (outcome.code, file.exists()) == (2, False)
    assert f'pip install "yusuan-jixiao[{extra}]"' in outcome.err
    assert perfreport("report", results).code == 0


def many(number: int) -> Iterator[Receipt]:
    found = [Found("SUM-001", "error", "甲.合计", "合计不符")] * 2
    for n in range(number):
        marks = [Mark("", f"{60 + n % 40}.00", "良")]
        yield receipt(f"{n // 6}/{n}.yaml", unit=f"单位{n // 6}", marks=marks, found=found)


def test_long_lists_are_cut_where_people_read_them_and_nowhere_else(
    perfreport: Runner, tmp_path: Path
) -> None:
    results = recorded(tmp_path / "结果", many(600))
    told = perfreport("report", results).out
    assert "按单位（共 100 行，这里是前 10 行）" in told
    assert len(json.loads(perfreport("report", results, "--format", "json").out)["units"]) == 100
    files = [tmp_path / f"汇总{ending}" for ending in (".html", ".xlsx")]
    for file in files:
        assert perfreport("report", results, "-o", file).code == 0
    page = _Page(files[0].read_text("utf-8"))
    assert "共 100 行，这里是前 50 行" in page.text
    assert len(sheets(files[1])["按单位"]) == 101
    assert len(sheets(files[1])["得分"]) == 601
