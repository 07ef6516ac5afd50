"""Findings as text for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from perfreport.basics.messages import shown
from perfreport.basics.positions import alone, in_file
from perfreport.checks.engine.finding import Finding, Severity
from perfreport.checks.pending import FILL_IN, PENDING_RULE, what_belongs
from perfreport.data.data_files import typed_name
from perfreport.data.pending import count_of
from perfreport.documents.findings.checked import Checked

MOST_PLACES = 3
"""Places of one rule that are listed of a file, unless all are asked for."""

_COUNTED = {Severity.ERROR: "个错误", Severity.WARNING: "个警告", Severity.INFORMATION: "条提示"}


def as_text(checked: Sequence[Checked], most: int | None = MOST_PLACES) -> str:
    """Findings file by file, those of one rule together, with place, advice and basis; the counts.

    Args:
        checked: the documents.
        most: places that are listed of one rule in one file; None lists them all, as
            ``perfreport check --all`` does. What is still 待填 is listed whole.
    """
    parts = [text_of_file(one, most) for one in checked]
    if len(checked) > 1:
        everything = [finding for one in checked for finding in one.findings]
        counts = Counter(finding.severity for finding in everything)
        parts.append(in_all(len(checked), counts))
    return "\n".join(parts)


def in_all(documents: int, counts: Mapping[Severity, int]) -> str:
    """How many findings there are in so many ``documents``."""
    return f"共检查{documents:,}份文书：{_counted(counts)}\n"


def text_of_file(checked: Checked, most: int | None) -> str:
    """The part about one of several documents."""
    blocks = [f"{_name(checked)}：{_counts(checked.findings)}\n"]
    for group in _groups(checked.findings):
        # Whoever fills a draft in works through all its places, so that none is left out here.
        if group[0].code == PENDING_RULE.code:
            blocks.append(_pending(group, checked))
        elif len(group) == 1:
            blocks.append(_finding(group[0], checked))
        else:
            blocks.append(_group(group, checked, most))
    return "\n".join(blocks)


def _name(checked: Checked) -> str:
    return shown(checked.origin.name or "文书")


def _groups(findings: Sequence[Finding]) -> list[list[Finding]]:
    """The findings of one rule and severity together: errors, warnings, then the rest."""
    groups: dict[tuple[str, Severity], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.code, finding.severity), []).append(finding)
    # Of one severity they stay in the order of the first of each.
    return sorted(groups.values(), key=lambda group: group[0].severity, reverse=True)


def _pending(pending: Sequence[Finding], checked: Checked) -> str:
    """The places that are 待填, line by line, and what was not checked on their account."""
    first = pending[0]
    compared = "，与前面文书的对照只到已填的为止" if checked.others else ""
    places = (f"{_place(each, checked)}　{what_belongs(each)}".rstrip("　") for each in pending)
    return (
        f"  {first.severity.label} {first.code}　{count_of(len(pending))}\n"
        + "".join(f"      {place}\n" for place in places)
        + f"      处理：{FILL_IN}\n"
        f"      说明：填完以前，其他规则没有检查{compared}\n"
        f"      依据：{first.basis}\n"
    )


def _finding(finding: Finding, checked: Checked) -> str:
    origin = checked.origin_of(finding)
    file = in_file(origin.name or "", origin.line(finding.path))
    place = "　".join(part for part in (file, finding.path.label) if part)
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
    lines = [f"  {first.severity.label} {first.code}　{first.title}：{len(group)}处"]
    for finding in group[:most]:
        lines.append(f"      {_place(finding, checked)}")
        lines.append(f"          {shown(finding.message)}")
        lines += [f"          {label}：{shown(getattr(finding, name))}" for label, name in own]
    if most and len(group) > most:
        left = len(group) - most
        lines.append(
            f"      另有 {left} 处，perfreport check {typed_name(_name(checked))} --all 列出全部"
        )
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


def _place(finding: Finding, checked: Checked) -> str:
    """The line and the field, after the file's name where it is not that of ``checked``."""
    origin = checked.origin_of(finding)
    file = origin.name or "" if finding.document else ""
    parts = (file, alone(origin.line(finding.path)), finding.path.label)
    return shown("　".join(part for part in parts if part))


def _counts(findings: Sequence[Finding]) -> str:
    return _counted(Counter(finding.severity for finding in findings))


def _counted(counts: Mapping[Severity, int]) -> str:
    sorts = [f"{counts[severity]}{unit}" for severity, unit in _COUNTED.items() if counts[severity]]
    return "、".join(sorts) or "没有发现问题"
