"""What a shell offers when somebody presses the tabulator; never an error, at worst nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from perfreport.basics.errors import PerfreportError
from perfreport.basics.patterns import regex
from perfreport.cli import known
from perfreport.office.limits import LABELS

_BEGINNING = 4_096
_ONE_FILE = ("file", "before", "after", "existing")
"""Parameters that are a file to be printed, or to be read, on the form."""

_KIND_KEY = regex(r"文种[\"']?\s*[:：]\s*[\"']?(\w+)")


def kind_names(
    context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """The short names of kinds that begin so, or their names; for drafts, of those there are."""
    is_draft = context.info_name == "draft"
    all_kinds = [each for each in known.kinds().all if each.can_be_drafted or not is_draft]
    short = [CompletionItem(kind.id, help=kind.name) for kind in all_kinds]
    whole = [CompletionItem(kind.name) for kind in all_kinds if incomplete]
    return [item for item in (*short, *whole) if item.value.startswith(incomplete)]


def form_ids(
    context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """The ids of forms that begin so, of the kinds that are typed before, in any of the folders."""
    try:
        registry = known.registry(context.params.get("templates") or ())
        names = set(_kinds_typed(context))
        found = [registry.get(form_id) for form_id in registry.ids]
    except PerfreportError:  # a folder or a manifest that is wrong
        return []
    return [
        CompletionItem(form.id, help=form.name)
        for form in found
        if form.id.startswith(incomplete) and (not names or form.kind in names)
    ]


def forms_and_kinds(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """The ids of forms and the names of kinds that begin so."""
    kinds = kind_names(context, parameter, incomplete)
    return [*form_ids(context, parameter, incomplete), *kinds]


def map_ids(
    context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """The ids of maps that begin so, in any of the folders."""
    from perfreport.workbooks.maps.library import all_maps  # late: commands do not complete

    try:
        found = all_maps(known.registry(context.params.get("templates") or ()).folders)
    except PerfreportError:  # a folder or a map that is wrong
        return []
    return [
        CompletionItem(each.id, help=each.name) for each in found if each.id.startswith(incomplete)
    ]


def limit_names(
    _context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """The names of limits that begin so, up to where the number comes."""
    names = (f"{label}=" for label in LABELS.values())
    return [CompletionItem(name) for name in names if name.startswith(incomplete)]


def rule_codes(
    _context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """The codes of rules that begin so."""
    from perfreport.documents.findings.handbook import all_rules  # late: commands do not complete

    codes = ((rule.code, rule.title) for rule in all_rules())
    begun = incomplete.upper()
    return [CompletionItem(code, help=title) for code, title in codes if code.startswith(begun)]


def _kinds_typed(context: click.Context) -> Iterator[str]:
    """The names of the kinds of what is typed: a kind itself, or else those of the files."""
    typed = context.params
    # Behind an option that still lacks its value click leaves arguments as they were typed.
    words = context.args
    kinds = known.kinds()
    named = [kinds.called(word) for word in words if word in {*kinds.by_id, *kinds.by_name}]
    if kind := typed.get("kind") or next(iter(named), None):
        yield kind.name
        return
    files = (*(typed.get("files") or ()), *map(typed.get, _ONE_FILE), *map(Path, words))
    yield from filter(None, (_kind_in(file) for file in files if isinstance(file, Path)))


def _kind_in(file: Path) -> str | None:
    """The kind that the data file says it is; None for whatever else it may be."""
    try:
        if not file.is_file():
            return None
        with file.open("rb") as opened:
            beginning = opened.read(_BEGINNING).decode("utf-8", "ignore")
    except OSError:
        return None
    found = _KIND_KEY.search(beginning)
    return found[1] if found and found[1] in known.kinds().by_name else None
