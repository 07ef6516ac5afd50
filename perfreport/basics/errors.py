"""The exceptions of perfreport: one tree, each with the exit code of the command line.

Every message is written for the person who has to act on it: in Chinese, with the place, what is
wrong and what to do. Errors of other libraries are translated where those libraries are called.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from perfreport.basics.addresses import DataPath
from perfreport.basics.messages import shown
from perfreport.basics.positions import CellPosition, Position, in_file

_MOST_IN_A_PLACE = 300
_MOST_OF_A_NUMBER = 40


class PerfreportError(Exception):
    """Base of everything perfreport raises on purpose.

    Attributes:
        exit_code: of the command line.
    """

    # Each hands its own arguments on to Exception: with them it is made again where it comes out
    # of another process, and with a message in their place it could not be.
    exit_code = 1

    def __reduce__(self) -> tuple[object, ...]:
        """As it stands: pickled errors come back from the processes of a pool."""
        # Exception would call the class with the message alone, which none of ours takes.
        return Exception.__new__, (type(self), *self.args), self.__dict__


def told_at(
    place: str, message: str, source: str | None = None, position: Position | None = None
) -> str:
    """``message`` as one line of text, of bounded length: ``source:line：place：message``."""
    file = in_file(shown(source or "", _MOST_IN_A_PLACE), position)
    return "：".join(filter(None, (file, shown(place, _MOST_IN_A_PLACE), shown(message))))


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake in the input: where it stands, what is wrong, and what to write instead.

    Attributes:
        path: where in the data, by their keys and by positions from 0; no steps for all of them.
        message: what is wrong and what to do, one sentence or two.
        position: the line or the cell in the file; None when the data did not come from a file.
        file: the name of the file where that is another than the others are in.
    """

    path: DataPath
    message: str
    position: Position | None = None
    file: str | None = None

    @property
    def line(self) -> int | None:
        """The line in the file, from 1; None where it has none."""
        return None if isinstance(self.position, CellPosition) else self.position

    @property
    def cell(self) -> str | None:
        """The cell in the workbook, ``项目!C7``; None where it came from none."""
        return self.position.address if isinstance(self.position, CellPosition) else None

    def describe(self, source: str | None) -> str:
        """The mistake as one line of text, of bounded length: ``file:line：field：message``."""
        return told_at(self.path.label, self.message, self.file or source, self.position)


class InputError(PerfreportError):
    """The data are wrong; carries every mistake found, not only the first.

    Attributes:
        mistakes: all mistakes, in the order of their places.
        source: name of the file, or None.
        remarks: what else whoever wrote the file should know: what was not read.
    """

    exit_code = 2

    def __init__(
        self,
        mistakes: Iterable[Mistake],
        source: str | None = None,
        remarks: Iterable[Mistake] = (),
    ) -> None:
        """Collect ``mistakes`` found in ``source``, and ``remarks`` on it."""
        self.mistakes = tuple(mistakes)
        self.source = source
        self.remarks = tuple(remarks)
        super().__init__(self.mistakes, source, self.remarks)

    def __str__(self) -> str:
        """All mistakes, each on its line, and behind them the remarks, marked as such."""
        mistakes = (each.describe(self.source) for each in self.mistakes)
        remarks = (f"说明　{each.describe(self.source)}" for each in self.remarks)
        return "\n".join((*mistakes, *remarks))


class SeveralInputsError(PerfreportError):
    """The mistakes of several files, file by file.

    Attributes:
        errors: of the files, in their order.
    """

    exit_code = InputError.exit_code

    def __init__(self, errors: Iterable[InputError]) -> None:
        """Collect ``errors``, one for each file."""
        self.errors = tuple(errors)
        super().__init__(self.errors)

    def __str__(self) -> str:
        """All of them, with a blank line between two files."""
        return "\n\n".join(map(str, self.errors))


class ExtraError(PerfreportError):
    """What was asked for needs packages of an extra (附加组件) that is not installed.

    Attributes:
        extra: its name.
        package: the first that is missing.
    """

    exit_code = InputError.exit_code

    def __init__(self, task: str, extra: str, package: str) -> None:
        """Report that ``package``, of ``extra``, is missing for the ``task``."""
        super().__init__(task, extra, package)
        self.extra = extra
        self.package = package
        self._task = task

    def __str__(self) -> str:
        """What is missing, and how to get it."""
        how = f'pip install "yusuan-jixiao[{self.extra}]"'
        return f"{self._task}要用 {self.package}，这台电脑没有装；请运行 {how}"


class RefusedError(PerfreportError):
    """The checks find errors in a document, of which then nothing is made."""


class TemplateError(PerfreportError):
    """A form, its manifest or one of its templates is wrong; the message names form and part."""

    exit_code = 3


class NumberError(TemplateError):
    """A number of the data has no room in its cell, even in the smallest text.

    Attributes:
        number: with the marks that stay beside it.
        size: of the smallest text, in points.
    """

    def __init__(self, number: str, size: float, place: str = "") -> None:
        """Report that ``number`` does not go into the cell at ``place`` of the template."""
        super().__init__(number, size, place)
        self.number = number
        self.size = size
        self._place = place

    def __str__(self) -> str:
        """Where, what and what to do."""
        number = shown(self.number, _MOST_OF_A_NUMBER)
        problem = f"放不下数字“{number}”，用 {self.size:g}pt 的小字也不行"
        return f"{self._place}{problem}，请加宽这一列，或把列宽写成 fit(24mm) 这样，由内容决定"

    def at(self, place: str) -> NumberError:
        """The same with the ``place`` of the cell."""
        return NumberError(self.number, self.size, place)


class OutputError(PerfreportError):
    """A result cannot be written where it was asked for."""

    exit_code = 4


class ExecutorError(PerfreportError):
    """An executor takes no more work before all is done."""

    exit_code = 70


@contextmanager
def concerning(name: object) -> Iterator[None]:
    """Note on an error that nobody expected what file called ``name`` it was about."""
    try:
        yield
    # What is said on purpose names its file itself.
    except PerfreportError:
        raise
    except Exception as error:
        error.add_note(str(name))
        raise


class GlyphError(PerfreportError):
    """No available font has a character of the data.

    Attributes:
        character: the character that cannot be set.
        text: the text in which it stands.
    """

    exit_code = 2

    def __init__(self, character: str, text: str, message: str) -> None:
        """Report ``character``, which stands in ``text``; ``message`` says what to do."""
        super().__init__(character, text, message)
        self.character = character
        self.text = text
        self._message = message

    def __str__(self) -> str:
        """What to do."""
        return self._message
