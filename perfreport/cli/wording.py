"""Click in Chinese: help pages and messages about wrong usage."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

import click

from perfreport.basics.errors import PerfreportError
from perfreport.basics.messages import MOST_IN_A_LINE, choices, nearest, shown, told
from perfreport.basics.patterns import regex

# Click has no error of its own for this, only these words.
_SURPLUS = regex(r"extra arguments? \((.*)\)")
DEBUG = "--debug"
"""The option of all commands to tell how something that nobody expected came about."""

_HEADINGS = {"Options": "选项", "Commands": "命令"}
_INSTEAD = {
    "--format": ("--file-format", "生成哪种文件用 -f 或 --file-format"),
    "-f": ("--format", "报告的格式用 --format"),
}
"""Options that only other commands have: what a command has instead, and the words for it."""


# Where a line may end: never inside a word, before a mark that closes or behind one that opens.
_PIECE = regex(r"[“（《【]*(?:[!-~]+|[^!-~])[，。；：、？”）》】]*\s*")


def columns(text: str) -> int:
    """How many columns of a terminal ``text`` takes; rich says so too, but takes long to load."""
    return sum(map(_columns_of, text))


@cache
def _columns_of(character: str) -> int:
    return 2 if unicodedata.east_asian_width(character) in "FW" else 1


def wrapped(text: str, width: int) -> Iterator[str]:
    """``text`` in lines of so many columns of a terminal; a Chinese character takes two."""
    line = ""
    for piece in _PIECE.findall(text):
        if line and columns(line + piece.rstrip()) > width:
            yield line.rstrip()
            line = ""
        line += piece
    yield line.rstrip()


class _Formatter(click.HelpFormatter):
    """Help pages in columns as a terminal shows them; click takes all characters for one wide."""

    def write_text(self, text: str) -> None:
        """Write paragraphs, one a line of ``text``."""
        indent = " " * self.current_indent
        for paragraph in text.split("\n"):
            for line in wrapped(paragraph, self.width - len(indent)):
                self.write(f"{indent}{line}".rstrip() + "\n")

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Write terms in one column and what they mean in another."""
        terms = list(rows)
        indent = " " * self.current_indent
        wide = [columns(term) for term, _ in terms]
        column = max((width for width in wide if width <= col_max), default=col_max) + col_spacing
        for (term, meaning), width in zip(terms, wide, strict=True):
            first, *others = wrapped(meaning, self.width - len(indent) - column)
            gap = " " * (column - width) if width < column else f"\n{indent}{' ' * column}"
            self.write(f"{indent}{term}{gap}{first}\n")
            for line in others:
                self.write(f"{indent}{' ' * column}{line}\n")

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or "用法：")

    def write_heading(self, heading: str) -> None:
        super().write_heading(_HEADINGS.get(heading, heading))


class _Context(click.Context):
    formatter_class = _Formatter

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        # Click alone knows but --help.
        self.help_option_names = ["-h", "--help"]


class Option(click.Option):
    """An option whose help has nothing in English added to it."""

    def get_help_extra(self, ctx: click.Context) -> Any:
        """Nothing."""
        # Click would add defaults and ranges in English.
        return {}


class _InChinese(click.Command):
    """A command with its help in Chinese, which ends with examples.

    Attributes:
        examples: commands as they may be typed, with what they do.
    """

    context_class = _Context

    def __init__(self, *arguments: Any, examples: Mapping[str, str], **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self.examples = examples

    def get_short_help_str(self, limit: int = 45) -> str:
        """What it does, in its first sentence; click would cut where it finds a blank."""
        return (self.help or "").partition("。")[0]

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the epilog and the examples."""
        super().format_epilog(ctx, formatter)
        with formatter.section("例"):
            for typed, meaning in self.examples.items():
                # Whole however narrow the terminal is, so that it can be copied.
                formatter.write(f"  {typed}\n      {meaning}\n")

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The ``--help`` option."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示这页说明"
        return option


class ToldError(Exception):
    """What a command refused, in the words of the command line, and the exit code."""

    def __init__(self, message: str, exit_code: int) -> None:
        """Refuse with this ``message``."""
        super().__init__(message)
        self.message, self.exit_code = message, exit_code


class Command(_InChinese):
    """A command with its help in Chinese, and with the option ``--debug``."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what it refuses is told while it is known which command it was."""
        try:
            return super().invoke(ctx)
        except PerfreportError as error:
            raise ToldError(as_typed(str(error)), error.exit_code) from error

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Its parameters, those that all commands have last."""
        *own, help_option = super().get_params(ctx)
        return [*own, _DEBUG_OPTION, help_option]

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """What follows the command's name in the usage line."""
        pieces = super().collect_usage_pieces(ctx)
        return ["[选项]" if piece == self.options_metavar else piece for piece in pieces]


_DEBUG_OPTION = Option(
    [DEBUG], is_flag=True, expose_value=False, help="程序出了没有料到的问题时，印出详细经过"
)


class CommandGroup(_InChinese, click.Group):
    """A group of commands with its help in Chinese."""

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """What follows the program's name in the usage line."""
        return ["命令", "[选项]…"]

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; an interruption ends it without an empty line of click's."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            raise click.Abort from None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that ``args`` begin with."""
        if args and args[0] not in self.commands:
            near = nearest(args[0], self.commands)
            hint = f"是不是 {near}？" if near else f"可用：{'、'.join(self.commands)}"
            raise click.UsageError(f"没有命令 {args[0]}，{hint}", ctx)
        return super().resolve_command(ctx, args)


_CHOICES = {
    "form": "--form",
    "templates": "--templates",
    "fonts": "--fonts",
    "against": "--against",
    "draft": "--draft",
    "docx": "-f docx",
    "sheet": "--sheet",
    "project": "--project",
    "year": "--year",
}
_CHOICE = regex(f"（({'|'.join(_CHOICES)})）")
_LIMITS = regex("（limits ([^（）]*)）")
_RAISE = regex(f"确属正常文件的，请放宽上限{_LIMITS.pattern}")
_DIVIDE = "确属正常文件的，请删去用不到的内容，或分成几个文件"


def as_typed(message: str) -> str:
    """``message``, in which the library names choices by their parameters, with the options."""
    message = _CHOICE.sub(lambda found: f"（{_CHOICES[found[1]]}）", message)
    context = click.get_current_context(silent=True)
    if context and not any(option.name == "limits" for option in context.command.params):
        message = _RAISE.sub(_DIVIDE, message)
    return _LIMITS.sub(lambda found: f"（--limit {found[1].replace(' ', ' --limit ')}）", message)


def complain(message: str) -> None:
    """Print ``message`` line by line, each of bounded length whatever was typed."""
    for line in as_typed(message).split("\n"):
        click.echo(shown(line, 2 * MOST_IN_A_LINE), err=True)


def misused(message: str) -> click.UsageError:
    """The error for a command that was typed wrong in a way that only it can know."""
    return click.UsageError(message, click.get_current_context())


def usage_message(error: click.UsageError) -> str:
    """What was wrong with the command as typed, and where help is."""
    command = error.ctx.command_path if error.ctx else "perfreport"
    return f"{_reason(error)}\n用法见：{command} --help"


def _reason(error: click.UsageError) -> str:
    match error:
        case click.NoSuchOption():
            return f"没有选项 {error.option_name}{_hint(error)}"
        # Click has one error for both; its words tell them apart.
        case click.BadOptionUsage() if "does not take" in error.message:
            return f"选项 {error.option_name} 的后面不写内容，请删去等号和它后面的字"
        case click.BadOptionUsage():
            return f"选项 {error.option_name} 的后面要写内容"
        case click.MissingParameter():
            return f"缺少{_parameter(error)}，请补上"
        case click.BadParameter():
            return f"{_parameter(error)}：写得不对，{_allowed(error)}"
    if surplus := _SURPLUS.search(error.message):
        return f"多写了“{surplus[1]}”，请删去；路径里有空格的请加引号"
    return told(error.message)


def _hint(error: click.NoSuchOption) -> str:
    """What to write instead of an option that there is not, if anything is like it."""
    instead, words = _INSTEAD.get(error.option_name, ("", ""))
    if error.ctx and any(instead in each.opts for each in error.ctx.command.params):
        return f"，{words}"
    known = choices(error.possibilities or ())
    return f"，是不是 {known}？" if known else ""


def _parameter(error: click.BadParameter) -> str:
    if isinstance(error.param, click.Option):
        return f"选项 {error.param.opts[0]}"
    return f"参数“{((error.param and error.param.metavar) or '').strip('[]')}”"


def _allowed(error: click.BadParameter) -> str:
    kind = error.param.type if error.param else None
    if isinstance(kind, click.Choice):
        return f"可写：{'、'.join(map(str, kind.choices))}"
    if isinstance(kind, click.IntRange):
        return f"请写整数，至少 {kind.min}"
    return told(error.message)
