"""What a program chooses once: where its forms and fonts are, and how much is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import Any

from perfreport.documents.rendering import Renderer
from perfreport.forms.registry import FormRegistry
from perfreport.office.limits import LABELS, Limits

AnyPath = str | PathLike[str]


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What a program chooses once, and hands to every function (设置).

    It finds and reads each form once: make a new one when templates have changed. Threads may share
    one, and it goes to other processes.

    Attributes:
        templates: folders with forms of your own, looked into before the built-in ones.
        fonts: folders with fonts that are preferred to all others in the PDF.
        system_fonts: whether official faces installed on this machine are used in the PDF; without
            them the bytes are the same on every machine.
        created: time of creation stated in the files' properties; none is stated by default.
        accessible: whether PDF files can be read aloud (无障碍, PDF/UA-1): headings, tables and the
            order of reading are marked; a file of prose gets a twentieth larger, one of tables up
            to twice as large.
        limits: how much of a Word file is read back; a mapping may name them as messages do.
    """

    templates: Sequence[AnyPath] = ()
    fonts: Sequence[AnyPath] = ()
    system_fonts: bool = True
    created: datetime | None = None
    accessible: bool = False
    limits: Limits | Mapping[str, int] = field(default_factory=Limits)

    def __post_init__(self) -> None:
        """Take folders as paths."""
        for name in ("templates", "fonts"):
            folders = getattr(self, name)
            if isinstance(folders, str | PathLike):
                raise TypeError(f"{name} is a sequence of folders, not one: [{str(folders)!r}]")
            object.__setattr__(self, name, tuple(Path(folder) for folder in folders))

    @cached_property
    def registry(self) -> FormRegistry:
        """The forms, those in ``templates`` and the built-in ones.

        Raises:
            TemplateError: when one of the folders has no forms.
        """
        return FormRegistry(tuple(map(Path, self.templates)))

    @cached_property
    def renderer(self) -> Renderer:
        """Makes files with these fonts.

        Raises:
            InputError: when one of the folders has no fonts.
        """
        return self.renderer_on(self.registry)

    def renderer_on(self, registry: FormRegistry) -> Renderer:
        """The same, with the forms of another ``registry``."""
        folders = tuple(map(Path, self.fonts))
        return Renderer(
            registry,
            folders,
            system_fonts=self.system_fonts,
            created=self.created,
            accessible=self.accessible,
        )

    @cached_property
    def bounds(self) -> Limits:
        """How much of a Word file is read back."""
        if isinstance(self.limits, Limits):
            return self.limits
        names = {label: name for name, label in LABELS.items()}
        return Limits(**{names.get(name, name): most for name, most in self.limits.items()})

    def __getstate__(self) -> dict[str, Any]:
        """The choices alone: another process finds its forms and fonts itself."""
        return {each.name: getattr(self, each.name) for each in fields(self)}
