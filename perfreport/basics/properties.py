"""What a finished file says about itself, in Word and in PDF."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Properties:
    """The properties of a document (文档属性).

    Attributes:
        title: as the document prints it.
        department: of the document (部门名称); the file's author.
        subject: what kind of document it is, in words.
        keywords: in the order in which they matter.
        language: of the text, as a language tag.
        created: time of creation, in UTC if it has no time zone; without it the file bears no date,
            for the clock is never read.
        accessible: whether a PDF says what each text is part of, for who has it read aloud.
        stamp: a word that stands on each page, outside of the text; none when empty.
    """

    title: str
    department: str = ""
    subject: str = ""
    keywords: tuple[str, ...] = ()
    language: str = "zh-CN"
    created: datetime | None = None
    accessible: bool = False
    stamp: str = ""


DRAFT = "草稿"
"""The stamp of a document that is made to be filled in."""
