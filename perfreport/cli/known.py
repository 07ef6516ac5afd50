"""What the running command knows: the kinds of documents, and the forms."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from perfreport.blocks.form import Form
from perfreport.cli.wording import misused
from perfreport.forms.registry import FormRegistry
from perfreport.kinds import KINDS
from perfreport.kinds.kind import Kind, Kinds


def kinds() -> Kinds:
    """The kinds that the running command knows."""
    context = click.get_current_context(silent=True)
    return (context and context.find_object(Kinds)) or KINDS


def registry(folders: Sequence[Path]) -> FormRegistry:
    """The forms in ``folders`` and the built-in ones, of the kinds that are known."""
    return FormRegistry(folders, kinds())


def form_of(kind: Kind, form_id: str, registry: FormRegistry) -> Form:
    """The form ``form_id``, which has to be one of ``kind``.

    Raises:
        InputError: when there is no such form.
        UsageError: when it is another kind's.
    """
    form = registry.get(form_id)
    if form.kind != kind.name:
        usable = registry.choices(kind.name)
        raise misused(f"{form.id} 是“{form.kind}”的版式；可写：{usable}")
    return form
