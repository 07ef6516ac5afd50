"""What travels between whoever hands work out and whoever does it: orders out, receipts back.

All of it is small and picklable, and knows files by their names alone: no content travels.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from perfreport.basics.errors import Mistake
from perfreport.documents.rendering import FORMATS, Format
from perfreport.documents.settings import Settings
from perfreport.kinds.kind import Mark

State = Literal["made", "unchanged", "failed"]
"""What became of a document: 生成, 没有变化, 没有生成."""


class Output(NamedTuple):
    """A file that was made.

    Attributes:
        format: of it.
        digest: SHA-256 of its bytes, in hexadecimal digits.
    """

    format: Format
    digest: str


class Origin(NamedTuple):
    """What the files of a document came from; equal for equal files.

    Attributes:
        data: digest of the data file.
        recipe: digest of everything else that decides how they look: form, templates, fonts,
            program, options.
        form: id of the form.
        scheme: id of the scheme that the document names (评分办法); None where it names none.
    """

    data: str
    recipe: str
    form: str
    scheme: str | None


class Known(NamedTuple):
    """What an earlier run left of a document."""

    origin: Origin
    outputs: tuple[Output, ...]


class Task(NamedTuple):
    """A document to make.

    Attributes:
        file: the path or the address of its data file.
        base: what its files are called in the folder of results, without their endings; its
            folders are parted by “/”.
        known: what an earlier run left of it.
    """

    file: str
    base: str
    known: Known | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """What is the same for all documents of a run.

    Attributes:
        out: the path or the address of the folder of results.
        settings: where forms and fonts are.
        formats: of the files.
        form_id: of the form to use in place of those that the data files name.
        allow_errors: whether documents are made in which the checks find errors.
        is_draft: whether they are made as drafts.
        overwrite: whether files that somebody edited are written over.
        again: whether documents are made of which nothing has changed.
    """

    out: str
    settings: Settings
    formats: tuple[Format, ...] = FORMATS
    form_id: str | None = None
    allow_errors: bool = False
    is_draft: bool = False
    overwrite: bool = False
    again: bool = False


class Found(NamedTuple):
    """A finding as it is kept: its rule, how serious it is, where and what."""

    code: str
    severity: str
    place: str
    message: str


class Subject(NamedTuple):
    """What a document is about.

    Attributes:
        kind: its 文种.
        year: of it.
        unit: the 部门（单位）.
        marks: what it scores.
    """

    kind: str
    year: str
    unit: str
    marks: tuple[Mark, ...] = ()


class Told(NamedTuple):
    """What whoever makes a document should know about it.

    Attributes:
        notes: on the data file.
        findings: the errors and warnings of the checks, as a text; empty without any.
        remarks: on each of the finished files, by their formats.
        pending: how many places are still to be filled in.
    """

    notes: Sequence[Mistake] = ()
    findings: str = ""
    remarks: Sequence[tuple[Format, str]] = ()
    pending: int = 0


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a task.

    Attributes:
        file: as the task has it.
        base: as the task has it.
        state: what became of it.
        seconds: that it took.
        code: the exit code that the document alone would have.
        error: why it was not made; each mistake on its line.
        origin: what it was made from, as far as that was read.
        subject: what it is about, as far as that was read.
        outputs: the files that are there for it.
        findings: of all checks, the first thousand.
        told: what to know about it.
    """

    file: str
    base: str
    state: State
    seconds: float = 0.0
    code: int = 0
    error: str = ""
    origin: Origin | None = None
    subject: Subject | None = None
    outputs: tuple[Output, ...] = ()
    findings: tuple[Found, ...] = ()
    told: Told = field(default_factory=Told)


def digest_of(content: bytes) -> str:
    """The SHA-256 of ``content`` in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()
