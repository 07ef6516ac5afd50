"""Findings as JSON and SARIF 2.1.0, for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import PurePath
from urllib.parse import quote

from perfreport.checks.engine.finding import Finding, Severity
from perfreport.checks.engine.rule import Described
from perfreport.data.source import labelled
from perfreport.documents.findings.checked import Checked, Origin
from perfreport.documents.findings.handbook import all_rules, kinds_label

Json = dict[str, "str | int | Json | list[Json]"]

_SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_SARIF_LEVELS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFORMATION: "note",
}


def as_json(checked: Sequence[Checked]) -> str:
    """Findings file by file as JSON: what the text says, with the path's parts as well."""
    files = [_json_file(one) for one in checked]
    return json.dumps({"files": files}, ensure_ascii=False, indent=2) + "\n"


def _json_file(checked: Checked) -> Json:
    findings = [_json_finding(each, checked.origin_of(each)) for each in checked.findings]
    return {"file": checked.origin.name or "", "findings": findings}


def _json_finding(finding: Finding, origin: Origin) -> Json:
    described: Json = {
        "code": finding.code,
        "severity": finding.severity.name.lower(),
        "file": origin.name or "",
        "place": labelled(finding.path),
        "message": finding.message,
        "advice": finding.advice,
        "basis": finding.basis,
    }
    line = origin.line(finding.path)
    return described | ({"line": line} if line else {})


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


def as_sarif(checked: Sequence[Checked]) -> str:
    """Findings as a SARIF 2.1.0 log of one run, with the metadata of all rules."""
    rules = all_rules()
    positions = {rule.code: position for position, rule in enumerate(rules)}
    results = [
        _result(finding, one.origin_of(finding), positions)
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


def _result(finding: Finding, origin: Origin, positions: dict[str, int]) -> Json:
    return {
        "ruleId": finding.code,
        "ruleIndex": positions[finding.code],
        "level": _SARIF_LEVELS[finding.severity],
        "message": {"text": f"{finding.message}。{finding.advice}。依据：{finding.basis}"},
        "locations": [_location(finding, origin)],
    }


def _location(finding: Finding, origin: Origin) -> Json:
    location: Json = {
        "logicalLocations": [{"fullyQualifiedName": labelled(finding.path), "kind": "member"}]
    }
    if origin.name:
        line = origin.line(finding.path)
        region: Json = {"region": {"startLine": line}} if line else {}
        physical: Json = {"artifactLocation": {"uri": _uri(origin.name)}}
        location["physicalLocation"] = physical | region
    return location


def _uri(name: str) -> str:
    # A relative address is resolved where the log is read, which may be another machine.
    path = PurePath(name)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
