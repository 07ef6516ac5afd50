"""Commands whose modules are imported when one of them is run, or asked for its own help."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any, NamedTuple

import click

from perfreport.cli.wording import CommandGroup


class Late(NamedTuple):
    """A command that is not there yet.

    Attributes:
        home: its module in this package.
        says: what it does, the first sentence of its help.
    """

    home: str
    says: str


class NotInstalledError(ImportError):
    """The program lacks something that a command needs: it was not installed as it should be."""


class LateCommands(Mapping[str, click.Command]):
    """Commands by their names, each imported when it is asked for."""

    def __init__(self, listed: Mapping[str, Late]) -> None:
        """Have the commands that are ``listed``."""
        self.listed = listed

    def __getitem__(self, name: str) -> click.Command:
        """The command called ``name``.

        Raises:
            NotInstalledError: when something that it is made of is not there.
        """
        home = self.listed[name].home
        try:
            module = import_module(f"perfreport.cli.{home}")
        except ImportError as error:
            raise NotInstalledError(*error.args) from error
        command: click.Command = getattr(module, name)
        return command

    def __iter__(self) -> Iterator[str]:
        """The names."""
        return iter(self.listed)

    def __len__(self) -> int:
        """How many there are."""
        return len(self.listed)


class LateGroup(CommandGroup):
    """A group that tells what its commands do without having them."""

    def __init__(self, *arguments: Any, late: LateCommands, **settings: Any) -> None:
        """Have the commands ``late`` and no others."""
        super().__init__(*arguments, **settings)
        self._late = late
        self.commands = late  # type: ignore[assignment] # none is added to them

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what there is, with what it does."""
        rows = [(name, self._late.listed[name].says) for name in self.list_commands(ctx)]
        with formatter.section("Commands"):
            formatter.write_dl(rows)
