"""Many documents checked, each on its own: reports as they are printed."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal, NamedTuple

from perfreport.basics.addresses import NOWHERE
from perfreport.basics.errors import InputError, Mistake, PerfreportError
from perfreport.basics.messages import shown
from perfreport.basics.unexpected import UNEXPECTED, cause
from perfreport.batch.papers import Task
from perfreport.batch.places import read_file
from perfreport.batch.running import Job, Latest
from perfreport.checks.engine.finding import Severity
from perfreport.data.data_files import Stream
from perfreport.documents.checking import check_loaded
from perfreport.documents.findings.checked import Checked, origin_of
from perfreport.documents.findings.programs import Log, Report, json_log, sarif_log
from perfreport.documents.findings.text import text_of_file
from perfreport.documents.inputs import apart, attempt
from perfreport.documents.loading import Loaded, read_document
from perfreport.documents.settings import Settings
from perfreport.forms.registry import FormRegistry

Notation = Literal["text", "json", "sarif"]


_TEXT = Log("", "", lambda _: iter(()), "\n")
"""Reports for people are parted by blank lines, and have nothing around them."""


def log_of(notation: Notation) -> Log:
    """What stands before, between and behind the reports in ``notation``."""
    match notation:
        case "json":
            return json_log()
        case "sarif":
            return sarif_log()
    return _TEXT


_NO_TASK = Task("", "")


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What is the same for all documents of a run.

    Attributes:
        settings: where forms and fonts are.
        form_id: of the form to use in place of those that the data files name.
        against: the declarations that each is compared with.
        notation: of the reports.
        most: places of one rule that a text lists; None for all.
    """

    settings: Settings
    form_id: str | None = None
    against: tuple[str, ...] = ()
    notation: Notation = "text"
    most: int | None = None


class Answer(NamedTuple):
    """What is said of a document.

    Attributes:
        base: as its task has it.
        file: as its task has it.
        seconds: that it took.
        pieces: of the report: a text, or those of a log for programs.
        found: how many findings there are of each severity.
        code: the exit code that the document alone would have.
        mistakes: what keeps it from being checked, in words, where people read the report.
        notes: on its data file.
    """

    base: str
    file: str
    seconds: float = 0.0
    pieces: tuple[str, ...] = ()
    found: tuple[tuple[Severity, int], ...] = ()
    code: int = 0
    mistakes: str = ""
    notes: tuple[Mistake, ...] = ()


class Examiner:
    """What a process keeps from one document of an inquiry to the next.

    Attributes:
        inquiry: it.
        unread: why declarations cannot be read. With some of them alone a sum or a list would be
            found wanting, so that nothing is compared then.
    """

    def __init__(
        self,
        inquiry: Inquiry,
        registry: FormRegistry | None = None,
        against: Sequence[str | Stream] | None = None,
    ) -> None:
        """Answer ``inquiry``, going by the forms of ``registry`` or of its settings.

        The declarations are read from ``against``, or where the inquiry says.
        """
        self.inquiry = inquiry
        self._registry = registry or inquiry.settings.registry
        self._renderer = inquiry.settings.renderer_on(self._registry)
        files = inquiry.against if against is None else against
        read, self.unread = apart(attempt(partial(self._read, each)) for each in files)
        self._others = () if self.unread else tuple(read)

    def answer(self, task: Task, given: Stream | None = None) -> Answer:
        """What is to be said of the document of ``task``, perhaps one that is ``given``."""
        start = time.perf_counter()
        loaded = attempt(lambda: self._read(given or task.file, checking=True))
        reports = [loaded] if isinstance(loaded, InputError) else self._reports(loaded)
        answer = self.told(reports, task)
        return answer._replace(seconds=time.perf_counter() - start, notes=self._notes(loaded))

    def _notes(self, loaded: Loaded | InputError) -> tuple[Mistake, ...]:
        """The remarks on a file, but for those that are told behind its mistakes."""
        if isinstance(loaded, InputError):
            return () if self.inquiry.notation == "text" else loaded.remarks
        return loaded.source.remarks if loaded.source else ()

    def whatever_happens(self, task: Task) -> Answer:
        """The same, be it something that nobody expected."""
        try:
            return self.answer(task)
        except PerfreportError as error:  # of the form
            return self._without(task, error.exit_code, str(error))
        except Exception as error:  # noqa: BLE001 - one document must not stop the others
            return self._without(task, UNEXPECTED, f"{shown(task.file)}：{cause(error)}")

    def _without(self, task: Task, code: int, message: str) -> Answer:
        told = self.told([InputError([Mistake(NOWHERE, message)], task.file)], task)
        return told._replace(code=code)

    def told(self, reports: Sequence[Report], task: Task = _NO_TASK) -> Answer:
        """What there is to say of ``reports`` on ``task``, as the inquiry has it."""
        checked, mistaken = apart(reports)
        found = Counter(each.severity for one in checked for each in one.findings)
        code = InputError.exit_code if mistaken else int(found[Severity.ERROR] > 0)
        counts = tuple(found.items())
        if self.inquiry.notation == "text":
            texts = tuple(text_of_file(each, self.inquiry.most) for each in checked)
            mistakes = "\n\n".join(map(str, mistaken))
            return Answer(task.base, task.file, 0, texts, counts, code, mistakes)
        log = log_of(self.inquiry.notation)
        pieces = tuple(piece for each in reports for piece in log.pieces(each))
        return Answer(task.base, task.file, 0, pieces, counts, code)

    def _read(self, file: str | Stream, *, checking: bool = False) -> Loaded:
        """What is read for ``checking`` may be meant for another form than it names."""
        form_id = self.inquiry.form_id if checking else None
        held = read_file(file) if isinstance(file, str) else file
        return read_document(held, self._registry, form_id, allow_pending=True)

    def _reports(self, loaded: Loaded) -> list[Report]:
        """What the rules find in ``loaded``, and which of its characters the PDF cannot print.

        Where it cannot be compared with the others, what is found in it alone, and why.
        """
        compared = attempt(lambda: self._checked(loaded, self._others))
        own = self._checked(loaded) if isinstance(compared, InputError) else compared
        report = own.plus(self._renderer.findings(loaded))
        return [report, compared] if isinstance(compared, InputError) else [report]

    def _checked(self, loaded: Loaded, others: Sequence[Loaded] = ()) -> Checked:
        findings = check_loaded(loaded, self._registry, others)
        return Checked(findings, origin_of(loaded), [origin_of(each) for each in others])


def answer_all(tasks: Sequence[Task], inquiry: Inquiry) -> list[Answer]:
    """What is said of the documents of ``tasks``; what an executor is given to do."""
    examiner = _examiners.of(inquiry)
    return [examiner.whatever_happens(task) for task in tasks]


def no_answer(task: Task, code: int, mistakes: str) -> Answer:
    """The answer for a document that could not be looked at."""
    return Answer(task.base, task.file, code=code, mistakes=mistakes)


def checking(inquiry: Inquiry) -> Job[Inquiry, Answer]:
    """What is done for ``inquiry``, wherever it is done."""
    return Job(answer_all, inquiry, no_answer)


_examiners = Latest(Examiner)
