"""Runs of many documents: what is made, left, refused and recorded, whoever does the work."""

from __future__ import annotations

import html
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

import perfreport as library
from tests.batch.units import FIXED, OURS, RECORD, made, recorded, results, write
from tests.cli.running import Runner
from tests.forms.own_templates import with_copy
from tests.roundtrip.word_editor import WordEditor
from tests.small_files import DEPARTMENT, PROJECTS, altered

pytestmark = pytest.mark.usefixtures("units")


def test_each_document_is_made_as_it_would_be_alone(perfreport: Runner) -> None:
    outcome = perfreport("build", "各单位", "-o", "结果", *FIXED)
    assert outcome.code == 2
    assert "生成 10 份，没有生成 2 份；记录在 结果/perfreport.sqlite" in outcome.out
    assert "各单位/坏局/项目.yaml:" in outcome.err
    refused = (
        "各单位/差局/自评.yaml：有错误，没有生成 结果/差局/自评.docx、结果/差局/自评.pdf；请改正"
    )
    assert refused in outcome.err
    first, last = recorded("SELECT error FROM documents WHERE code = 1")[0][0].split("\n")
    assert first.startswith("各单位/差局/自评.yaml：履职效能.分值：")
    assert last.startswith(refused)
    reported = json.loads(perfreport("report", "结果", "--format", "json").out)
    assert any(refused.partition("：")[2] in each["error"] for each in reported["failures"])
    found = results()
    assert len(found) == 2 * 10
    for number in range(10):
        document = library.load(f"各单位/{number}局/项目.yaml")
        for format in ("docx", "pdf"):
            expected = library.render(document, format, settings=OURS)
            assert found[f"结果/{number}局/项目.{format}"] == expected


def test_a_second_run_makes_what_changed_and_nothing_else(perfreport: Runner) -> None:
    build = ("build", "各单位", "-o", "结果", *FIXED)
    perfreport(*build)
    before = {path: path.stat().st_mtime_ns for path in Path("结果").rglob("*.*")}
    write("各单位/3局/项目.yaml", altered(PROJECTS, ("46.00", "47.00")))
    Path("结果/4局/项目.pdf").unlink()
    Path("结果/5局/项目.pdf").write_bytes(b"%PDF-1.4 damaged")
    write("各单位/新局/部门.yaml", DEPARTMENT)
    outcome = perfreport(*build)
    assert "生成 4 份，没有变化 7 份，没有生成 2 份" in outcome.out
    after = {path: path.stat().st_mtime_ns for path in Path("结果").rglob("*.*")}
    touched = {path.parent.name for path in after if before.get(path) != after[path]}
    assert touched == {"3局", "4局", "5局", "新局", "结果"}
    assert "生成 11 份，没有生成 2 份" in perfreport(*build, "--again").out


@pytest.mark.parametrize(
    "options", [("-f", "pdf"), ("--draft",), ("--allow-errors",), ("--form", "某市")]
)
def test_what_is_made_in_another_way_is_made_again(
    perfreport: Runner, options: tuple[str, ...]
) -> None:
    with_copy(Path("我的版式"), "guangzhou-district-project-targets", "某市")
    shutil.rmtree("各单位/差局")
    build = ("build", "各单位", "-o", "结果", "--templates", "我的版式", *FIXED)
    perfreport(*build)
    assert "没有变化 10 份" in perfreport(*build).out
    assert "生成 10 份" in perfreport(*build, *options).out


def test_a_form_that_changes_has_its_documents_made_again(perfreport: Runner) -> None:
    with_copy(Path("我的版式"), "guangzhou-district-project-targets", "某市")
    mine = altered(PROJECTS, ("版式: guangzhou-district-project-targets", "版式: 某市"))
    write("各单位/1局/项目.yaml", mine)
    build = ("build", "各单位", "-o", "结果", "--templates", "我的版式", *FIXED)
    perfreport(*build)
    assert "没有变化 10 份" in perfreport(*build).out
    manifest = Path("我的版式/forms/某市.yaml")
    manifest.write_text(f"{manifest.read_text('utf-8')}\n# 改了\n", "utf-8")
    assert "生成 1 份，没有变化 9 份" in perfreport(*build).out


def test_a_word_file_that_somebody_edited_stays(perfreport: Runner) -> None:
    build = ("build", "各单位", "-o", "结果", *FIXED)
    perfreport(*build)
    word = Path("结果/2局/项目.docx")
    editor = WordEditor(word.read_bytes())
    editor.replace(editor.paragraph("聘请编外"), "编外", "临时")
    word.write_bytes(edited := editor.save())
    outcome = perfreport(*build)
    assert outcome.code == 4
    assert "perfreport read 结果/2局/项目.docx --update 各单位/2局/项目.yaml" in outcome.err
    assert word.read_bytes() == edited
    assert "生成 1 份，没有变化 9 份" in perfreport(*build, "--overwrite").out
    assert word.read_bytes() != edited


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere every name is text")
def test_names_that_are_no_text_are_names_like_others(perfreport: Runner) -> None:
    old = os.fsdecode("老局".encode("gbk"))
    shutil.move("各单位/1局", f"各单位/{old}")
    shutil.copytree("各单位/坏局", f"各单位/{old}坏")
    build = ("build", "各单位", "-o", "结果", "-j", "2", *FIXED)
    outcome = perfreport(*build)
    assert (outcome.code, Path("结果", old, "项目.docx").exists()) == (2, True)
    assert "生成 10 份，没有生成 3 份" in outcome.out
    assert "没有变化 10 份，没有生成 3 份" in perfreport(*build).out
    for target in ("汇总.html", "汇总.json", "汇总.xlsx"):
        assert perfreport("report", "结果", "-o", target).code == 0


class Odd(Executor):
    """Does its work at once, in another order, and sees that only names and receipts travel."""

    def submit(self, function: Any, /, *arguments: Any, **named: Any) -> Future[Any]:
        """Does it, or not."""
        chunk, *_ = arguments
        assert all(isinstance(each, str) for task in chunk for each in task[:2])
        future: Future[Any] = Future()
        future.set_result(list(reversed(function(*arguments, **named))))
        return future


@pytest.mark.parametrize("executor", [ThreadPoolExecutor(2), ProcessPoolExecutor(2), Odd()])
def test_any_executor_makes_the_same(executor: Executor) -> None:
    built = made()
    assert (built.made, built.unchanged, built.failed, built.exit_code) == (10, 0, 2, 2)
    alone, documents = results(), recorded(_WITHOUT_TIMES)
    shutil.rmtree("结果")
    with executor:
        assert made(executor=executor) == built
    assert results() == alone
    assert recorded(_WITHOUT_TIMES) == documents


_WITHOUT_TIMES = """
SELECT key, base, file, place, code, error, data, recipe, form, kind, year, unit,
    (SELECT group_concat(format || digest) FROM outputs WHERE outputs.key = documents.key),
    (SELECT group_concat(code || message) FROM findings WHERE findings.key = documents.key)
  FROM documents ORDER BY place
"""


def test_two_processes_make_the_same(perfreport: Runner) -> None:
    one = perfreport("build", "各单位", "-o", "结果", "-j", "1", *FIXED)
    alone = results()
    shutil.rmtree("结果")
    two = perfreport("build", "各单位", "-o", "结果", "-j", "2", *FIXED)
    assert results() == alone
    assert (one.code, sorted(one.out.splitlines())) == (two.code, sorted(two.out.splitlines()))


@pytest.mark.parametrize("path", ["各单位", Path("各单位")])
def test_a_single_path_needs_no_list(path: str | Path) -> None:
    assert library.build_many(path, "结果", settings=OURS).made == 10


@pytest.mark.parametrize(
    ("jobs", "error"), [(0, ValueError), (-1, ValueError), ("2", TypeError), (True, TypeError)]
)
@pytest.mark.parametrize("executor", [None, ThreadPoolExecutor(1)])
def test_jobs_that_are_no_number_are_refused(
    jobs: Any, error: type[Exception], executor: Executor | None
) -> None:
    with pytest.raises(error, match="jobs is"):
        made(jobs=jobs, executor=executor)
    assert not Path("结果").exists()


class Counting(ThreadPoolExecutor):
    """Counts what is handed to it and not done yet."""

    def __init__(self) -> None:
        """With four threads that begin late."""
        super().__init__(4)
        self.most = self.now = 0

    def submit(self, function: Any, /, *arguments: Any, **named: Any) -> Future[Any]:
        """As every executor has it."""
        self.now += 1
        self.most = max(self.most, self.now)
        future = super().submit(function, *arguments, **named)
        future.add_done_callback(self._end)
        return future

    def _end(self, _: object) -> None:
        self.now -= 1


@pytest.mark.parametrize(("jobs", "most"), [(1, 2), (3, 6)])
def test_jobs_say_how_many_an_executor_is_given(jobs: int, most: int) -> None:
    with Counting() as executor:
        made(executor=executor, jobs=jobs)
    assert executor.most <= most


def test_a_file_that_is_named_in_two_ways_is_one_document(tmp_path: Path) -> None:
    file = "各单位/1局/项目.yaml"
    ways = (file, f"./{file}", "各单位/1局/../1局//项目.yaml")
    built = library.build_many(ways, "结果", settings=OURS)
    assert (built.made, built.failed) == (1, 0)
    others = (f"{tmp_path}/{file}", f"{tmp_path}/各单位/2局/..//1局/项目.yaml")
    built = library.build_many(others, "另一处", settings=OURS)
    assert (built.made, built.failed) == (1, 0)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere both are one file")
@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("Case", "case", "只差大小写"),
        ("caf\u00e9", "cafe\u0301", "看上去一样，Unicode 写法不同"),
    ],
)
def test_names_that_are_the_same_elsewhere_are_both_listed(
    perfreport: Runner, one: str, other: str, told: str
) -> None:
    shutil.rmtree("各单位")
    files = [write(f"各单位/{name}.yaml", PROJECTS) for name in (one, other)]
    outcome = perfreport("build", "各单位", "-o", "结果", *FIXED)
    assert (outcome.code, outcome.err.count(told)) == (2, len(files))
    assert "没有生成 2 份" in outcome.out
    assert [name for (name,) in recorded("SELECT file FROM documents ORDER BY file")] == sorted(
        map(str, files)
    )
    assert not results()


def test_a_document_that_is_refused_has_its_first_error_told_wherever_it_is_listed(
    perfreport: Runner,
) -> None:
    for number in range(10, 21):  # more than are told one by one
        shutil.copytree("各单位/差局", f"各单位/{number}局")
    outcome = perfreport("build", "各单位", "-o", "结果", *FIXED)
    error = next(
        each
        for each in json.loads(
            perfreport("check", "各单位/差局/自评.yaml", "--format", "json").out
        )["files"][0]["findings"]
        if each["severity"] == "error"
    )
    told = f"{error['message']}（{error['code']}）"
    assert f"各单位/差局/自评.yaml：{error['place']}：{told}" in outcome.err
    perfreport("report", "结果", "-o", "汇总.json")
    perfreport("report", "结果", "-o", "汇总.html")
    failures = json.loads(Path("汇总.json").read_text("utf-8"))["failures"]
    assert any(told in each["error"] for each in failures)
    assert html.escape(error["message"], quote=False) in Path("汇总.html").read_text("utf-8")


def test_workbooks_that_were_made_among_the_data_are_no_data(perfreport: Runner) -> None:
    for name in ("坏局", "差局"):
        shutil.rmtree(f"各单位/{name}")
    build = ("build", "各单位", "-o", "各单位", "-f", "xlsx", *FIXED)
    assert "生成 10 份" in perfreport(*build).out
    outcome = perfreport(*build)
    assert (outcome.code, "没有变化 10 份" in outcome.out) == (0, True)
    assert "各单位/0局/项目.xlsx等 10 个工作簿是以前生成的，没有当作数据读" in outcome.err
    again = library.build_many("各单位", "各单位", formats="xlsx", settings=OURS)
    assert (again.unchanged, again.failed) == (10, 0)
    # What somebody put in its place is not what was made.
    blank = library.blank_xlsx("guangzhou-district-project-targets")
    Path("各单位/1局/项目.xlsx").write_bytes(blank)
    assert "没有生成 2 份" in perfreport(*build).out


def test_programs_are_told_of_each_document() -> None:
    told: list[library.Receipt] = []
    made(tell=told.append)
    assert {each.file for each in told} == {str(path) for path in Path("各单位").rglob("*.yaml")}
    (wrong,) = [each for each in told if each.base == "坏局/项目"]
    assert (wrong.state, wrong.code) == ("failed", 2)
    assert wrong.error.startswith("各单位/坏局/项目.yaml:")


class Failing(Executor):
    """Loses the chunks that have a certain file, as when the worker dies of it."""

    def submit(self, function: Any, /, *arguments: Any, **named: Any) -> Future[Any]:
        """Does it, or not."""
        future: Future[Any] = Future()
        if any("7局" in task.file for task in arguments[0]):
            future.set_exception(RuntimeError("a worker died"))
        else:
            future.set_result(function(*arguments, **named))
        return future


def test_what_a_worker_dies_of_fails_alone() -> None:
    built = made(executor=Failing())
    assert (built.made, built.failed, built.exit_code) == (9, 3, 70)
    assert any("a worker died" in each.error for each in built.failures)


class Stopping(Executor):
    """Takes one chunk and no more."""

    taken = False

    def submit(self, function: Any, /, *arguments: Any, **named: Any) -> Future[Any]:
        """Does it, or not."""
        if self.taken:
            raise RuntimeError("cannot schedule new futures after shutdown")
        self.taken = True
        future: Future[Any] = Future()
        future.set_result(function(*arguments, **named))
        return future


def test_what_was_done_before_an_executor_stopped_is_kept() -> None:
    with pytest.raises(library.ExecutorError, match="执行器不再接受工作"):
        made(executor=Stopping(), jobs=1)
    assert made().unchanged == 4


def test_two_runs_at_once_do_not_mix(perfreport: Runner) -> None:
    Path("结果").mkdir()
    with closing(sqlite3.connect(Path("结果", RECORD), isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        outcome = perfreport("build", "各单位", "-o", "结果")
    assert outcome.code == 4
    assert "另一次生成或汇总正在用这个目录，还没有做完" in outcome.err
    assert not results()


@pytest.mark.parametrize("content", [b"not a database, but long enough to be one" * 9, b"SQLite"])
def test_a_damaged_record_is_told(perfreport: Runner, content: bytes) -> None:
    Path("结果").mkdir()
    Path("结果", RECORD).write_bytes(content)
    outcome = perfreport("build", "各单位", "-o", "结果")
    assert outcome.code == 4
    assert "这份生成记录坏了，读不出来；请把它移走再运行一次" in outcome.err
    assert Path("结果", RECORD).read_bytes() == content


def test_a_record_of_another_program_is_told(perfreport: Runner) -> None:
    Path("结果").mkdir()
    with closing(sqlite3.connect(Path("结果", RECORD))) as other:
        other.execute("CREATE TABLE theirs (number)")
    for version in (0, 1, 7):
        with closing(sqlite3.connect(Path("结果", RECORD))) as other:
            other.execute(f"PRAGMA user_version = {version}")
        outcome = perfreport("build", "各单位", "-o", "结果")
        assert outcome.code == 4
        assert "这不是 perfreport 的生成记录，是别的程序的文件" in outcome.err
        assert "是别的程序的文件" in perfreport("report", "结果").err


def test_a_record_of_another_version_is_told(perfreport: Runner) -> None:
    shutil.rmtree("各单位/差局")
    made()
    with closing(sqlite3.connect(Path("结果", RECORD))) as other:
        other.execute("PRAGMA user_version = 2")
    outcome = perfreport("build", "各单位", "-o", "结果")
    assert outcome.code == 4
    assert "不是这个版本的 perfreport 的生成记录" in outcome.err


def test_a_folder_in_the_place_of_the_record_is_told(perfreport: Runner) -> None:
    Path("结果", RECORD).mkdir(parents=True)
    outcome = perfreport("build", "各单位", "-o", "结果")
    assert outcome.code == 4
    assert "结果/perfreport.sqlite：写不了（已有同名的文件夹）" in outcome.err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_a_record_that_is_a_link_is_nobody_elses_to_read() -> None:
    for folder in ("结果", "别处"):
        Path(folder).mkdir()
    Path("结果", RECORD).symlink_to(Path("别处/记录.sqlite").absolute())
    made()
    assert Path("结果", RECORD).is_symlink()
    assert Path("别处/记录.sqlite").stat().st_mode & 0o777 == 0o600


_INTERRUPTIBLE = """
import signal
from perfreport.__main__ import main
signal.signal(signal.SIGINT, signal.default_int_handler)  # the tests may run in the background
main()
"""


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_leaves_nothing_half_written(ending: int) -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", _INTERRUPTIBLE, "build", "各单位", "-o", "结果", "-j", "2"]
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as process:
        while not list(Path("结果").rglob("*.pdf")):
            time.sleep(0.01)
        process.send_signal(ending)
        told, _ = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "已中断" in told.decode()
    assert "Traceback" not in told.decode()
    # A document that was just being put in place is taken back: both of its files, or neither.
    made = [Path(name) for name in results()]
    assert all(path.with_suffix(ending) in made for path in made for ending in (".docx", ".pdf"))
