"""Findings as text for people, and as JSON and SARIF 2.1.0 for programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import PurePath
from typing import NamedTuple
from urllib.parse import quote

from perfreport.checks.finding import Finding, Severity
from perfreport.checks.handbook import Described, all_rules
from perfreport.checks.pending import FILL_IN, PENDING_RULE, what_belongs
from perfreport.io.source import labelled
from perfreport.models.walk import Path

Lines = Callable[[Path], int | None]
Json = dict[str, "str | int | Json | list[Json]"]

_SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_SARIF_LEVELS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFORMATION: "note",
}
_COUNTED = {Severity.ERROR: "个错误", Severity.WARNING: "个警告", Severity.INFORMATION: "条提示"}


def no_lines(_path: Path) -> int | None:
    """For a document that did not come from a file."""
    return None


class Source(NamedTuple):
    """Where a document came from.

    Attributes:
        name: of the file; None for data from Python.
        line: tells the line of a path.
    """

    name: str | None = None
    line: Lines = no_lines


class Checked(NamedTuple):
    """A checked document with what was found.

    Attributes:
        findings: as the checks gave them.
        source: of the document.
        others: the sources of those it was checked against; ``Finding.document`` counts them
            from 1.
    """

    findings: Sequence[Finding]
    source: Source = Source()
    others: Sequence[Source] = ()

    def source_of(self, finding: Finding) -> Source:
        """The source of the document that ``finding`` is about."""
        return (self.source, *self.others)[finding.document]


def as_text(checked: Sequence[Checked]) -> str:
    """Findings file by file, each with place, figures, advice and basis; then the counts.

    What is still 待填 in a file comes as one block with a line for each place.
    """
    parts = [_file(one) for one in checked]
    if len(checked) > 1:
        everything = [finding for one in checked for finding in one.findings]
        parts.append(f"共检查{len(checked)}份文书：{_counts(everything)}\n")
    return "\n".join(parts)


def _file(checked: Checked) -> str:
    name = checked.source.name or "文书"
    blocks = [f"{name}：{_counts(checked.findings)}\n"]
    if pending := [each for each in checked.findings if _is_pending(each)]:
        blocks.append(_pending(pending, checked))
    blocks += [
        _finding(each, checked.source_of(each))
        for each in checked.findings
        if not _is_pending(each)
    ]
    return "\n".join(blocks)


def _is_pending(finding: Finding) -> bool:
    return finding.code == PENDING_RULE.code


def _pending(pending: Sequence[Finding], checked: Checked) -> str:
    """The places that are 待填, line by line, and what was not checked on their account."""
    first = pending[0]
    compared = "，也没有与申报对照" if checked.others else ""
    return (
        f"  {first.severity.label} {first.code}　{len(pending)}处还没有填写\n"
        + "".join(_pending_place(each, checked.source) for each in pending)
        + f"      处理：{FILL_IN}\n"
        f"      说明：填完以前，其他规则没有检查{compared}\n"
        f"      依据：{first.basis}\n"
    )


def _pending_place(finding: Finding, source: Source) -> str:
    line = source.line(finding.path)
    shown = (f"第{line}行" if line else "", labelled(finding.path), what_belongs(finding))
    return f"      {'　'.join(part for part in shown if part)}\n"


def _counts(findings: Sequence[Finding]) -> str:
    counts = Counter(finding.severity for finding in findings)
    shown = [f"{counts[severity]}{unit}" for severity, unit in _COUNTED.items() if counts[severity]]
    return "、".join(shown) or "没有发现问题"


def _finding(finding: Finding, source: Source) -> str:
    line = source.line(finding.path)
    file = f"{source.name or ''}{f':{line}' if line else ''}"
    place = "　".join(part for part in (file, labelled(finding.path)) if part)
    return (
        f"  {finding.severity.label} {finding.code}　{place}\n"
        f"      {finding.message}\n"
        f"      处理：{finding.advice}\n"
        f"      依据：{finding.basis}\n"
    )


def as_json(checked: Sequence[Checked]) -> str:
    """Findings file by file as JSON: what the text says, with the path's parts as well."""
    files = [_json_file(one) for one in checked]
    return json.dumps({"files": files}, ensure_ascii=False, indent=2) + "\n"


def _json_file(checked: Checked) -> Json:
    findings = [_json_finding(each, checked.source_of(each)) for each in checked.findings]
    return {"file": checked.source.name or "", "findings": findings}


def _json_finding(finding: Finding, source: Source) -> Json:
    described: Json = {
        "code": finding.code,
        "severity": finding.severity.name.lower(),
        "file": source.name or "",
        "place": labelled(finding.path),
        "message": finding.message,
        "advice": finding.advice,
        "basis": finding.basis,
    }
    line = source.line(finding.path)
    return described | ({"line": line} if line else {})


def as_sarif(checked: Sequence[Checked]) -> str:
    """Findings as a SARIF 2.1.0 log of one run, with the metadata of all rules."""
    rules = all_rules()
    positions = {rule.code: position for position, rule in enumerate(rules)}
    results = [
        _result(finding, one.source_of(finding), positions)
        for one in checked
        for finding in one.findings
    ]
    driver: Json = {
        "name": "perfreport",
        "rules": [_reporting_descriptor(rule) for rule in rules],
    }
    run: Json = {"tool": {"driver": driver}, "language": "zh-CN", "results": results}
    log: Json = {"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _reporting_descriptor(rule: Described) -> Json:
    return {
        "id": rule.code,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": f"{rule.checks}。依据：{rule.basis}"},
        "defaultConfiguration": {"level": _SARIF_LEVELS[max(rule.severities)]},
    }


def _result(finding: Finding, source: Source, positions: dict[str, int]) -> Json:
    return {
        "ruleId": finding.code,
        "ruleIndex": positions[finding.code],
        "level": _SARIF_LEVELS[finding.severity],
        "message": {"text": f"{finding.message}。{finding.advice}。依据：{finding.basis}"},
        "locations": [_location(finding, source)],
    }


def _location(finding: Finding, source: Source) -> Json:
    location: Json = {
        "logicalLocations": [{"fullyQualifiedName": labelled(finding.path), "kind": "member"}]
    }
    if source.name:
        line = source.line(finding.path)
        region: Json = {"region": {"startLine": line}} if line else {}
        physical: Json = {"artifactLocation": {"uri": _uri(source.name)}}
        location["physicalLocation"] = physical | region
    return location


def _uri(name: str) -> str:
    path = PurePath(name)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
