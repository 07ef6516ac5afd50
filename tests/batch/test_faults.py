"""Runs that meet faults: of forms, disks, files and processes, and those that are killed."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import perfreport as library
from perfreport.blocks.form import Form
from perfreport.proof import once, proving
from perfreport.proof.finding import Objection
from tests.batch.units import FIXED, made, results, write
from tests.cli.processes import ROOT, environment, program
from tests.cli.running import Runner
from tests.forms.own_templates import with_copy
from tests.small_files import altered

RANDOM_KILLS = 8
pytestmark = pytest.mark.usefixtures("units")


def _form(old: str, new: str) -> None:
    """Have a form of one's own in which something is written in another way."""
    with_copy(Path("我的版式"), "guangzhou-district-project-targets", "某市")
    manifest = Path("我的版式/forms/某市.yaml")
    manifest.write_text(altered(manifest.read_text("utf-8"), (old, new)), "utf-8")
    for path in Path("各单位").rglob("项目.yaml"):
        text = path.read_text("utf-8").replace("guangzhou-district-project-targets", "某市")
        path.write_text(text, "utf-8")


def test_what_is_wrong_with_a_form_is_told_once_for_all_its_documents(perfreport: Runner) -> None:
    _form("标题: ", "标是: ")
    build = ("build", "各单位", "-o", "结果", "--templates", "我的版式", "-j", "1", *FIXED)
    outcome = perfreport(*build)
    assert (outcome.code, outcome.err.count("没有“标是”这一项")) == (3, 1)
    assert "用这个版式的 各单位/0局/项目.yaml 等 11 份没有生成" in outcome.err
    assert "没有生成 12 份" in outcome.out


def test_a_form_that_loses_something_is_told_once(
    perfreport: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", os.getcwd())
    monkeypatch.setattr(once, "_sound", set())
    proved = []

    def prove(form: Form, *_: object, **__: object) -> list[Objection]:
        proved.append(form.id)
        return [Objection(form.id, "docx/某市.docx", "不印金额", "请补上")]

    monkeypatch.setattr(proving, "prove", prove)
    _form("标题: ", "标题:  ")
    build = ("build", "各单位", "-o", "结果", "--templates", "我的版式", "-j", "1", *FIXED)
    outcome = perfreport(*build)
    assert (outcome.code, outcome.err.count("不印金额；请补上"), proved) == (3, 1, ["某市"])
    assert "用这个版式的 各单位/0局/项目.yaml 等 10 份没有生成" in outcome.err
    assert (perfreport(*build, "--form", "某市").code, proved) == (3, ["某市"])


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        (("--templates", "没有"), 3, "没有：没有这个版式文件夹，请核对路径（--templates）"),
        (("--templates", "各单位"), 3, "各单位：这里没有版式"),
        (("--fonts", "没有"), 2, "没有：没有这个字体文件夹，请核对路径（--fonts）"),
        (("--form", "没有"), 2, "没有版式“没有”"),
        (("--form", "某市", "--templates", "我的版式"), 3, "没有“标是”这一项"),
    ],
)
def test_what_all_documents_would_fail_of_is_told_before_anything_begins(
    perfreport: Runner, options: tuple[str, ...], code: int, words: str
) -> None:
    _form("标题: ", "标是: ")
    outcome = perfreport("build", "各单位", "-o", "结果", *options)
    assert (outcome.code, outcome.err.count(words)) == (code, 1)
    assert "各单位/0局" not in outcome.err
    assert not Path("结果").exists()


@pytest.mark.parametrize(
    "options",
    [
        {"settings": library.Settings(templates=["没有"])},
        {"settings": library.Settings(fonts=["没有"])},
        {"form": "没有"},
    ],
)
def test_programs_are_told_before_anything_begins(options: dict[str, Any]) -> None:
    with pytest.raises(library.PerfreportError, match="没有"):
        library.build_many(["各单位"], "结果", jobs=2, **options)
    assert not Path("结果").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no named pipes in folders")
def test_what_is_no_file_fails_alone(perfreport: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("各单位/1局/自己.yaml").symlink_to("自己.yaml")
    Path("各单位/1局/断.yaml").symlink_to("没有")
    Path("各单位/1局/零.yaml").symlink_to(os.devnull)
    os.mkfifo("各单位/1局/管道.yaml")
    Path("各单位/锁").mkdir()
    scandir, access = os.scandir, os.access

    def closed(path: Any) -> Any:
        if str(path).endswith("锁"):
            raise PermissionError(errno.EACCES, "")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", closed)  # root may look everywhere
    monkeypatch.setattr(os, "access", lambda path, *_: "锁" not in str(path) and access(path, *_))
    outcome = perfreport("build", "各单位", "-o", "结果", "-j", "1", *FIXED)
    assert (outcome.code, len(results())) == (2, 2 * 10)
    for told in (
        "1局/自己.yaml：读不了这个文件（链接绕成了圈）",
        "1局/断.yaml：找不到这个文件",
        "1局/零.yaml：这不是普通文件",
        "1局/管道.yaml：这不是普通文件",
        "锁：没有权限看这个文件夹里有什么；请核对权限",
    ):
        assert f"\n各单位/{told}" in outcome.err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limits of size")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_full_disk_is_told_in_words_and_the_next_run_goes_on(jobs: str) -> None:
    build = ("build", "各单位", "-o", "结果", "-j", jobs, *FIXED)
    for most, place in ((20_000, "结果/perfreport.sqlite"), (55_000, "项目.pdf")):
        # Python would write half of its own files too.
        variables = {"PYTHONDONTWRITEBYTECODE": "1"}
        full = program(*build, variables=variables, preexec_fn=partial(_limit, most))
        assert full.returncode == 4
        told = full.stderr.decode()
        assert f"{place}：写不了（" in told
        assert "I/O" not in told
    expected = made()
    assert (expected.made, expected.failed) == (10, 2)
    assert len(results()) == 2 * 10


def _limit(most: int) -> None:
    """Let no file of this process get longer than ``most`` bytes, as on a full disk."""
    import resource  # Unix alone has it

    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals")
@pytest.mark.parametrize("number", [9, 15])
@pytest.mark.parametrize(
    "prelude", ["", "threading.Thread(target=time.sleep, args=(99,), daemon=True).start()"]
)
def test_a_process_that_dies_or_is_asked_to_end_is_replaced(number: int, prelude: str) -> None:
    write("sitecustomize.py", _DEADLY.format(number=number))
    build = ("build", "各单位", "-o", "结果", "-j", "2", *FIXED)
    text = f"import sys, threading, time\n{prelude}\nfrom perfreport.cli import main\nmain()"
    variables = environment(
        PERFREPORT_TEST_DEADLY="6局", PYTHONPATH=os.pathsep.join([os.getcwd(), str(ROOT)])
    )
    outcome = subprocess.run(
        [sys.executable, "-c", text, *build], env=variables, capture_output=True, check=False
    )
    assert outcome.returncode == 70
    assert "各单位/6局/项目.yaml：处理它的进程没有做完就不在了" in outcome.stderr.decode()
    assert "生成 9 份，没有生成 3 份" in outcome.stdout.decode()
    results()
    again = program(*build)
    assert "生成 1 份，没有变化 9 份" in again.stdout.decode()


_DEADLY = """
import os, sys
def die(event, arguments):
    deadly = os.environ.get("PERFREPORT_TEST_DEADLY")
    if deadly and event == "open" and f"/{{deadly}}/" in str(arguments[0]):
        os.kill(os.getpid(), {number})
sys.addaudithook(die)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no groups of processes to signal")
def test_builds_killed_at_random_moments() -> None:
    command = [sys.executable, "-m", "tests.batch.killed_builds", str(RANDOM_KILLS)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout == f"{RANDOM_KILLS} kills, 0 complaints\n"
