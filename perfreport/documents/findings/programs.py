"""Findings as JSON and SARIF 2.1.0, for programs."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import PurePath
from textwrap import indent
from typing import Any, NamedTuple
from urllib.parse import quote

from perfreport.basics.errors import InputError, Mistake
from perfreport.basics.positions import CellPosition, Position, described
from perfreport.checks.engine.finding import Finding, Severity
from perfreport.checks.engine.rule import Described
from perfreport.documents.findings.checked import Checked, Origin
from perfreport.documents.findings.handbook import all_rules, kinds_label

Json = dict[str, "str | int | Json | list[Json]"]

UNREADABLE = Described(
    code="INPUT",
    title="读不了的文件",
    checks="数据文件读得出，各项都按规定填写，所用的版式印得出",
    basis="数据文件的写法",
    severities=(Severity.ERROR,),
)
"""What stands for a rule where mistakes keep a file from being checked by any."""

_ADVICE = "请改正，再检查一次；改正以前，其他规则没有检查"
_SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_SARIF_LEVELS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFORMATION: "note",
}


_HERE: Any = "\ufdd0"
"""Where the pieces of a log stand in its frame: a character that no text has."""

Report = Checked | InputError
"""What there is to say about a file: what was found, or what keeps it from being checked."""


class Log(NamedTuple):
    """A report for programs that can be written piece by piece, however many files it is about.

    Attributes:
        head: what it begins with.
        tail: what it ends with.
        pieces: what it has for each file; the pieces of all files are parted by ``between``.
    """

    head: str
    tail: str
    pieces: Callable[[Report], Iterator[str]]
    between: str = ",\n"

    def of(self, reports: Iterable[Report]) -> str:
        """The whole of it."""
        pieces = (piece for each in reports for piece in self.pieces(each))
        return f"{self.head}{self.between.join(pieces)}{self.tail}"


def as_json(reports: Sequence[Report]) -> str:
    """Findings file by file as JSON: what the text says; mistakes are findings like others."""
    return json_log().of(reports)


def as_sarif(reports: Sequence[Report]) -> str:
    """Findings as a SARIF 2.1.0 log of one run, with the metadata of all rules."""
    return sarif_log().of(reports)


def json_log() -> Log:
    """As ``as_json`` gives it."""
    return _log({"files": [_HERE]}, lambda report: iter([_json_file(report)]))


def _log(frame: Json, pieces: Callable[[Report], Iterator[Json]]) -> Log:
    """The log whose pieces stand in ``frame`` where it says so."""
    head, tail = _text(frame).split(_text(_HERE))
    *_, margin = head.split("\n")
    return Log(
        head.removesuffix(margin),
        f"{tail}\n",
        lambda report: (indent(_text(each), margin) for each in pieces(report)),
    )


def _text(content: Json | str) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2)


def _json_file(checked: Report) -> Json:
    if isinstance(checked, InputError):
        return {
            "file": checked.source or "",
            "findings": [_json_mistake(each, checked.source) for each in checked.mistakes],
        }
    findings = [_json_finding(each, checked.origin_of(each)) for each in checked.findings]
    return {"file": checked.origin.name or "", "findings": findings}


def _json_finding(finding: Finding, origin: Origin) -> Json:
    found: Json = {
        "code": finding.code,
        "severity": finding.severity.value,
        "file": origin.name or "",
        "place": finding.path.label,
        "message": finding.message,
        "advice": finding.advice,
        "basis": finding.basis,
    }
    return found | described(origin.line(finding.path))


def _json_mistake(mistake: Mistake, file: str | None) -> Json:
    found: Json = {
        "code": UNREADABLE.code,
        "severity": Severity.ERROR.value,
        "file": file or "",
        "place": mistake.path.label,
        "message": mistake.message,
        "advice": _ADVICE,
        "basis": UNREADABLE.basis,
    }
    return found | described(mistake.position)


def rules_as_json(rules: Sequence[Described]) -> str:
    """``rules`` as JSON: what ``perfreport rules`` prints for people."""
    listed = [
        {
            "code": rule.code,
            "severities": [severity.name.lower() for severity in rule.severities],
            "title": rule.title,
            "checks": rule.checks,
            "kinds": kinds_label(rule),
            "basis": rule.basis,
        }
        for rule in rules
    ]
    return json.dumps({"rules": listed}, ensure_ascii=False, indent=2) + "\n"


def sarif_log() -> Log:
    """As ``as_sarif`` gives it."""
    rules = (*all_rules(), UNREADABLE)
    positions = {rule.code: position for position, rule in enumerate(rules)}
    driver: Json = {
        "name": "perfreport",
        "rules": [_reporting_descriptor(rule) for rule in rules],
    }
    run: Json = {"tool": {"driver": driver}, "language": "zh-CN", "results": [_HERE]}
    log: Json = {"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}
    return _log(log, lambda report: _results(report, positions))


def _reporting_descriptor(rule: Described) -> Json:
    return {
        "id": rule.code,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": f"{rule.checks}。依据：{rule.basis}"},
        "defaultConfiguration": {"level": _SARIF_LEVELS[max(rule.severities)]},
    }


def _results(checked: Report, positions: dict[str, int]) -> Iterator[Json]:
    if isinstance(checked, InputError):
        yield from (_mistake(each, checked.source, positions) for each in checked.mistakes)
        return
    for finding in checked.findings:
        yield _result(finding, checked.origin_of(finding), positions)


def _mistake(mistake: Mistake, file: str | None, positions: dict[str, int]) -> Json:
    return {
        "ruleId": UNREADABLE.code,
        "ruleIndex": positions[UNREADABLE.code],
        "level": _SARIF_LEVELS[Severity.ERROR],
        "message": {"text": mistake.message},
        "locations": [_location(mistake.path.label, file, mistake.position)],
    }


def _result(finding: Finding, origin: Origin, positions: dict[str, int]) -> Json:
    return {
        "ruleId": finding.code,
        "ruleIndex": positions[finding.code],
        "level": _SARIF_LEVELS[finding.severity],
        "message": {"text": f"{finding.message}。{finding.advice}。依据：{finding.basis}"},
        "locations": [_location(finding.path.label, origin.name, origin.line(finding.path))],
    }


def _location(place: str, file: str | None, position: Position | None) -> Json:
    location: Json = {}
    # What is no text has no lines, and goes by the name of its cell.
    cell = position.address if isinstance(position, CellPosition) else ""
    line = None if isinstance(position, CellPosition) else position
    names = [name for name in (place, cell) if name]
    if names:
        location["logicalLocations"] = [
            {"fullyQualifiedName": name, "kind": "member"} for name in names
        ]
    if file:
        region: Json = {"region": {"startLine": line}} if line else {}
        physical: Json = {"artifactLocation": {"uri": _uri(file)}}
        location["physicalLocation"] = physical | region
    return location


def _uri(name: str) -> str:
    if "://" in name:  # in a storage
        return quote(os.fsencode(name), safe=":/")
    # A relative address is resolved where the log is read, which may be another machine.
    path = PurePath(name)
    try:
        return path.as_uri() if path.is_absolute() else quote(path.as_posix())
    except UnicodeEncodeError:  # the name is no text, and keeps its bytes
        return ("file://" if path.is_absolute() else "") + quote(os.fsencode(path.as_posix()))
