"""The year of the department of the examples, and what ``perfreport year`` says of it."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import Any

import yaml

from perfreport.basics import resources
from perfreport.documents.lacking import ANY_FORM
from tests.cli.running import Outcome, Runner
from tests.small_files import altered

YEAR = resources.examples() / "year"
DEPARTMENT = "某某市政务服务和数据管理局"
TARGETS, WATCHED, EVALUATED = "1-项目目标.yaml", "3-项目监控.yaml", "5-项目自评.yaml"
SUMMARY = "6-自评总结.yaml"
"""A report of which nothing is compared with anything."""
NAMES = ["项目目标", "部门目标", "项目监控 1-7月", "部门监控 1-7月", "项目自评表", "自评报告"]
PLATFORM, TRAINING = "政务服务平台升级改造", "基层政务服务人员培训"


def change(file: Path, *changes: tuple[str, str]) -> None:
    file.write_text(altered(file.read_text("utf-8"), *changes), "utf-8")


def found(outcome: Outcome) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(outcome.out)
    return content


def only_year(outcome: Outcome) -> dict[str, Any]:
    (year,) = found(outcome)["years"]
    assert isinstance(year, dict)
    return year


def misfits(year: dict[str, Any]) -> list[tuple[str, str, int, int]]:
    """The pairs in which something was found: both names, how many errors and warnings."""
    return [
        (each["name"], pair["name"], pair["error"], pair["warning"])
        for each in year["documents"]
        for pair in each["compared"]
        if pair["error"] or pair["warning"]
    ]


def begin(perfreport: Runner, missing: dict[str, Any], form: str = "") -> Path:
    """Type the command that begins a ``missing`` document; what it writes."""
    words = shlex.split(missing["command"])
    assert words == missing["arguments"]
    assert missing["form_is_open"] is bool(form)
    outcome = perfreport(*(form if word == ANY_FORM else word for word in words[1:]))
    assert outcome.code == 0, outcome.err
    return Path(words[-1])


def split(folder: Path, name: str, key: str, *parts: str) -> None:
    """Put the items of the list under ``key`` of a file into files of their own."""
    content = yaml.load((folder / name).read_text("utf-8"), yaml.BaseLoader)
    (folder / name).unlink()
    for part, item in zip(parts, content[key], strict=True):
        (folder / part).parent.mkdir(exist_ok=True)
        text = yaml.safe_dump({**content, key: [item]}, allow_unicode=True, sort_keys=False)
        (folder / part).write_text(text, "utf-8")
