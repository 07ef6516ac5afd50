"""Findings as text for people, and as JSON and SARIF 2.1.0 for programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import PurePath
from typing import NamedTuple
from urllib.parse import quote

from perfreport.checks.finding import Described, Finding, Severity
from perfreport.checks.handbook import all_rules
from perfreport.checks.pending import FILL_IN, PENDING_RULE, what_belongs
from perfreport.io.pending import count_of
from perfreport.io.source import labelled
from perfreport.messages import shown
from perfreport.models.walk import Path

Lines = Callable[[Path], int | None]
Json = dict[str, "str | int | Json | list[Json]"]

MOST_PLACES = 3
"""Places of one rule that are listed of a file, unless all are asked for."""

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

    def plus(self, findings: Sequence[Finding]) -> Checked:
        """The same with ``findings`` behind its own."""
        return self._replace(findings=(*self.findings, *findings))


def as_text(checked: Sequence[Checked], most: int | None = MOST_PLACES) -> str:
    """Findings file by file, those of one rule together, with place, advice and basis; the counts.

    Args:
        checked: the documents.
        most: places that are listed of one rule in one file; None lists them all, as
            ``perfreport check --all`` does. What is still 待填 is listed whole.
    """
    parts = [_file(one, most) for one in checked]
    if len(checked) > 1:
        everything = [finding for one in checked for finding in one.findings]
        parts.append(f"共检查{len(checked)}份文书：{_counts(everything)}\n")
    return "\n".join(parts)


def _file(checked: Checked, most: int | None) -> str:
    blocks = [f"{_name(checked)}：{_counts(checked.findings)}\n"]
    for group in _groups(checked.findings):
        if group[0].code == PENDING_RULE.code:
            blocks.append(_pending(group, checked))
        elif len(group) == 1:
            blocks.append(_finding(group[0], checked))
        else:
            blocks.append(_group(group, checked, most))
    return "\n".join(blocks)


def _name(checked: Checked) -> str:
    return shown(checked.source.name or "文书")


def _groups(findings: Sequence[Finding]) -> list[list[Finding]]:
    """The findings of one rule and severity together, in the order of the first of each."""
    groups: dict[tuple[str, Severity], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.code, finding.severity), []).append(finding)
    return list(groups.values())


def _pending(pending: Sequence[Finding], checked: Checked) -> str:
    """The places that are 待填, line by line, and what was not checked on their account."""
    first = pending[0]
    compared = "，也没有与申报对照" if checked.others else ""
    places = (f"{_place(each, checked)}　{what_belongs(each)}".rstrip("　") for each in pending)
    return (
        f"  {first.severity.label} {first.code}　{count_of(pending)}\n"
        + "".join(f"      {place}\n" for place in places)
        + f"      处理：{FILL_IN}\n"
        f"      说明：填完以前，其他规则没有检查{compared}\n"
        f"      依据：{first.basis}\n"
    )


def _finding(finding: Finding, checked: Checked) -> str:
    source = checked.source_of(finding)
    line = source.line(finding.path)
    file = f"{source.name or ''}{f':{line}' if line else ''}"
    place = "　".join(part for part in (file, labelled(finding.path)) if part)
    return (
        f"  {finding.severity.label} {finding.code}　{shown(place)}\n"
        f"      {shown(finding.message)}\n"
        f"      处理：{shown(finding.advice)}\n"
        f"      依据：{finding.basis}\n"
    )


def _group(group: Sequence[Finding], checked: Checked, most: int | None) -> str:
    """Findings of one rule: what they have in common is said once, under the first places."""
    first = group[0]
    common, own = _remarks(group)
    lines = [f"  {first.severity.label} {first.code}　{_title(first.code)}：{len(group)}处"]
    for finding in group[:most]:
        lines.append(f"      {_place(finding, checked)}")
        lines.append(f"          {shown(finding.message)}")
        lines += [f"          {label}：{shown(getattr(finding, name))}" for label, name in own]
    if most and len(group) > most:
        left = len(group) - most
        lines.append(f"      另有 {left} 处，perfreport check {_name(checked)} --all 列出全部")
    lines += [f"      {label}：{shown(getattr(first, name))}" for label, name in common]
    return "\n".join(lines) + "\n"


_Remarks = list[tuple[str, str]]


def _remarks(group: Sequence[Finding]) -> tuple[_Remarks, _Remarks]:
    """What is said of all alike, and what of each its own: words before it, and attribute."""
    common: _Remarks = []
    own: _Remarks = []
    for label, name in (("处理", "advice"), ("依据", "basis")):
        is_common = len({getattr(finding, name) for finding in group}) == 1
        (common if is_common else own).append((label, name))
    return common, own


def _title(code: str) -> str:
    return next(rule.title for rule in all_rules() if rule.code == code)


def _place(finding: Finding, checked: Checked) -> str:
    """The line and the field, after the file's name where it is not that of ``checked``."""
    source = checked.source_of(finding)
    file = source.name or "" if finding.document else ""
    line = source.line(finding.path)
    parts = (file, f"第{line}行" if line else "", labelled(finding.path))
    return shown("　".join(part for part in parts if part))


def _counts(findings: Sequence[Finding]) -> str:
    counts = Counter(finding.severity for finding in findings)
    sorts = [f"{counts[severity]}{unit}" for severity, unit in _COUNTED.items() if counts[severity]]
    return "、".join(sorts) or "没有发现问题"


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
