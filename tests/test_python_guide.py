"""The guide for programmers: each of its programs is run as it stands."""

from __future__ import annotations

import asyncio
import contextlib
import importlib.util
import io
import json
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx
import pytest

import perfreport
from perfreport.documents.rendering import Format
from tests.small_files import PROJECTS, altered

ROOT = Path(__file__).parent.parent
GUIDE = (ROOT / "docs" / "python.md").read_text("utf-8")
BLOCKS = re.findall(r'```python(?: title="(.*?)")?\n(.*?)```', GUIDE, re.DOTALL)
PROGRAMS = {title: code for title, code in BLOCKS if title}
STEPS = [code for title, code in BLOCKS if not title]


def test_the_steps_run_one_after_the_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        for code in STEPS:
            exec(compile(code, "docs/python.md", "exec"), names)
    assert names["pdf"].startswith(b"%PDF-")
    assert "总计" in printed.getvalue()


@pytest.mark.parametrize("name", [name for name in perfreport.__all__ if name[0].islower()])
def test_every_function_is_shown(name: str) -> None:
    assert f"perfreport.{name}(" in GUIDE


def test_many_files_are_made_by_several_processes(tmp_path: Path) -> None:
    (tmp_path / "many.py").write_text(PROGRAMS["many.py"], "utf-8")
    (tmp_path / "好.yaml").write_text(PROJECTS, "utf-8")
    (tmp_path / "坏.yaml").write_text(altered(PROJECTS, ("年度: 2024", "年度: 今年")), "utf-8")
    command = [sys.executable, "-X", "utf8", "many.py", "好.yaml", "坏.yaml"]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=True)
    *told, summary = run.stdout.splitlines()
    assert "好.yaml：made" in told
    assert any(line.startswith("坏.yaml：坏.yaml:") and "年度" in line for line in told)
    assert summary == "生成 1 份，没有变化 0 份，没有生成 1 份"
    made = {path.name for path in (tmp_path / "结果").iterdir()}
    assert made == {"好.docx", "好.pdf", "perfreport.sqlite"}


@pytest.fixture(scope="module")
def backend(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    path = tmp_path_factory.mktemp("backend") / "backend.py"
    path.write_text(PROGRAMS["backend.py"], "utf-8")
    spec = importlib.util.spec_from_file_location("backend", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def body(amount: str) -> bytes:
    """The JSON of a document with ``amount``, a number as a browser writes it."""
    text = perfreport.dumps(perfreport.loads(PROJECTS), notation="json")
    return altered(text, ("59.80", amount)).encode()


def answers(backend: ModuleType, *requests: tuple[str, str, bytes]) -> list[httpx.Response]:
    """What the back end answers to requests that come all at once: method, path and body."""

    async def ask() -> list[httpx.Response]:
        transport = httpx.ASGITransport(backend.app)
        async with httpx.AsyncClient(transport=transport, base_url="http://back.end") as client:
            asked = (client.request(method, path, content=body) for method, path, body in requests)
            return await asyncio.gather(*asked)

    return asyncio.run(ask())


def test_a_hundred_requests_at_once_each_get_their_own_document(backend: ModuleType) -> None:
    bodies = [body(f"{number}.25") for number in range(1, 101)]
    formats: list[Format] = ["pdf" if position % 2 else "docx" for position in range(100)]
    requests = [("POST", f"/{format}", each) for format, each in zip(formats, bodies, strict=True)]
    for format, each, answer in zip(formats, bodies, answers(backend, *requests), strict=True):
        assert answer.status_code == 200
        document = perfreport.loads(each, notation="json")
        assert answer.content == perfreport.render(document, format, settings=backend.settings)


def test_mistakes_come_as_json(backend: ModuleType) -> None:
    (answer,) = answers(backend, ("POST", "/pdf", body("true")))
    assert answer.status_code == 422
    (mistake,) = answer.json()["mistakes"]
    assert mistake["path"] == ["资金使用单位", 0, "项目", 0, "财政拨款"]


def test_the_schema_of_a_form_is_served(backend: ModuleType) -> None:
    (answer,) = answers(backend, ("GET", "/schema/guangzhou-district-project-targets", b""))
    assert json.loads(answer.content)["title"] == "项目支出绩效目标表"


def test_the_reference_has_every_public_name(tmp_path: Path) -> None:
    made = "pdoc perfreport --docformat google -o"
    assert f"-m {made} out/docs" in (ROOT / "Makefile").read_text("utf-8")
    command = [sys.executable, "-m", *made.split(), str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    page = (tmp_path / "perfreport.html").read_text("utf-8")
    assert [name for name in perfreport.__all__ if f'id="{name}"' not in page] == []
