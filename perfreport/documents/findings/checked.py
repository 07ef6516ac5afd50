"""Documents that were checked, with what was found and where they came from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from perfreport.basics.addresses import DataPath
from perfreport.basics.positions import Position
from perfreport.checks.engine.finding import Finding
from perfreport.documents.loading import Loaded

Lines = Callable[[DataPath], Position | None]
"""Tells the line or the cell of a path."""


def no_lines(_path: DataPath) -> Position | None:
    """For a document that did not come from a file."""
    return None


class Origin(NamedTuple):
    """Where a document came from.

    Attributes:
        name: of the file; None for data from Python.
        line: tells the line or the cell of a path.
    """

    name: str | None = None
    line: Lines = no_lines


class Checked(NamedTuple):
    """A checked document with what was found.

    Attributes:
        findings: as the checks gave them.
        origin: of the document.
        others: the origins of those it was checked against; ``Finding.document`` counts them
            from 1.
    """

    findings: Sequence[Finding]
    origin: Origin = Origin()
    others: Sequence[Origin] = ()

    def origin_of(self, finding: Finding) -> Origin:
        """The origin of the document that ``finding`` is about."""
        return (self.origin, *self.others)[finding.document]

    def plus(self, findings: Sequence[Finding]) -> Checked:
        """The same with ``findings`` behind its own."""
        return self._replace(findings=(*self.findings, *findings))


def origin_of(loaded: Loaded) -> Origin:
    """Where a document that was loaded came from."""
    return Origin(loaded.source.name, loaded.source.line) if loaded.source else Origin()
