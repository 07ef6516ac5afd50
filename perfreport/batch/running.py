"""Tasks handed out to an executor, a few seconds' work at a time; papers as they come in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    wait,
)
from itertools import islice
from typing import Generic, NamedTuple, Protocol, TypeVar

from perfreport.basics.errors import ExecutorError
from perfreport.basics.messages import shown
from perfreport.basics.unexpected import UNEXPECTED, cause
from perfreport.batch.papers import Task

SECONDS = 2.0
"""Work in a chunk: much more than it takes to hand it out, much less than a run."""
_FIRST_CHUNK = 4
_MOST_IN_CHUNK = 500
_CHUNKS = 2
"""For each worker: one that it works on and one that waits."""
_SECONDS_OF_SILENCE = 5.0
"""After which it is asked whether anybody is still at work."""
_DIED = "处理它的进程没有做完就不在了，多半是内存不够，被系统结束了；请单独生成这一份看看"
_CANCELLED = "工作被取消了"
_REFUSED = "执行器不再接受工作（{}）；已经做好的都在，请换一个执行器再运行一次"


class Paper(Protocol):
    """What comes back for a task."""

    @property
    def seconds(self) -> float:
        """That it took."""


G = TypeVar("G")
P = TypeVar("P", bound=Paper)
T = TypeVar("T")


class Job(NamedTuple, Generic[G, P]):
    """What is done with tasks, wherever it is done.

    Attributes:
        work: a function of a module, for other processes find it by its name.
        given: is the same for all tasks of a run.
        lost: what comes back for a task that was not done, with an exit code and why.
    """

    work: Callable[[Sequence[Task], G], list[P]]
    given: G
    lost: Callable[[Task, int, str], P]


class Latest(Generic[G, T]):
    """What a process makes of what is the same for a run, once: every chunk brings that along."""

    def __init__(self, make: Callable[[G], T]) -> None:
        """Keep what ``make`` made last."""
        self._make = make
        self._made: list[tuple[G, T]] = []

    def of(self, given: G) -> T:
        """What is made of ``given``."""
        for known, made in self._made:
            if known == given:
                return made
        made = self._make(given)
        self._made[:] = [(given, made)]
        return made


class Crew(NamedTuple):
    """Workers that are ready.

    Attributes:
        executor: that hands work to them.
        workers: how many there are now; it raises ``ExecutorError`` when there will be none.
        deaths: what work ends in whose workers died.
    """

    executor: Executor
    workers: Callable[[], int]
    deaths: tuple[type[Exception], ...] = (BrokenExecutor,)


class Pace:
    """How many tasks make a chunk, by the time that the last ones took.

    Attributes:
        size: of the next one.
    """

    def __init__(self) -> None:
        """Begin with a few."""
        self.size = _FIRST_CHUNK

    def learn(self, papers: Sequence[Paper]) -> None:
        """Go by what these took, growing to no more than double."""
        seconds = sum(each.seconds for each in papers)
        fitting = int(len(papers) * SECONDS / seconds) if seconds else _MOST_IN_CHUNK
        self.size = max(1, min(fitting, 2 * self.size, _MOST_IN_CHUNK))


class Handing(Generic[G, P]):
    """Hands work out to executors of one sort.

    A chunk whose worker dies, or whose papers do not come for another reason, is handed out
    once more, task by task, after all others; what fails then, alone, has failed.
    """

    def __init__(
        self,
        job: Job[G, P],
        documents: int,
        opened: Callable[[], Executor],
        workers: Callable[[], int],
        deaths: tuple[type[Exception], ...] = (BrokenExecutor,),
    ) -> None:
        """Hand out the work of ``job``.

        Args:
            job: what is done.
            documents: tasks that there will be.
            opened: gives an executor, and another one, if there is, when that is broken.
            workers: how many there are; asked again and again, for they come and go. It raises
                ``ExecutorError`` when there will be none any more.
            deaths: what work ends in whose worker dies.
        """
        self._job = job
        self._left = documents
        self._opened = opened
        self._executor = opened()
        self._workers = workers
        self._deaths = deaths
        self._pending: dict[Future[list[P]], tuple[Task, ...]] = {}

    def papers(self, tasks: Iterator[Task]) -> Iterator[list[P]]:
        """What becomes of ``tasks``, chunk by chunk as the work is done, in no order.

        Raises:
            ExecutorError: when the executor takes no more work.
        """
        try:
            suspects: list[Task] = []
            yield from self._in_chunks(tasks, suspects)
            for task in suspects:
                yield [self._alone(task)]
        finally:
            for work in self._pending:
                work.cancel()

    def _in_chunks(self, tasks: Iterator[Task], suspects: list[Task]) -> Iterator[list[P]]:
        pace = Pace()
        while True:
            try:
                self._fill(tasks, pace.size)
            except ExecutorError:
                # What it has taken is still done, and is not to be lost.
                if not self._pending:
                    raise
            if not self._pending:
                return
            for work in self._done(self._pending):
                chunk = self._pending.pop(work)
                try:
                    papers = work.result()
                except Exception:  # noqa: BLE001 - whatever an executor has; asked again below
                    suspects += chunk
                else:
                    pace.learn(papers)
                    yield papers

    def _fill(self, tasks: Iterator[Task], size: int) -> None:
        """Hand out chunks of that ``size`` until there are enough."""
        # Where there are none for now, work waits for those that come.
        most = _CHUNKS * max(1, self._workers())
        while len(self._pending) < most:
            # Towards the end smaller ones, so that all workers end at about the same time.
            fair = max(1, self._left // most)
            if not (chunk := tuple(islice(tasks, min(size, fair)))):
                return
            self._pending[self._submitted(chunk)] = chunk
            self._left -= len(chunk)

    def _alone(self, task: Task) -> P:
        try:
            (work,) = self._done([self._submitted((task,))])
            return work.result()[0]
        except ExecutorError:
            raise
        except CancelledError:  # it is not the document's fault
            raise ExecutorError(_REFUSED.format(_CANCELLED)) from None
        except self._deaths:
            told = _DIED
        except Exception as error:  # noqa: BLE001 - whatever an executor has
            told = cause(error)
        return self._job.lost(task, UNEXPECTED, f"{shown(task.file)}：{told}")

    def _done(self, works: Iterable[Future[list[P]]]) -> set[Future[list[P]]]:
        """Those of ``works`` that are done, as soon as one is."""
        while not (done := wait(works, _SECONDS_OF_SILENCE, FIRST_COMPLETED).done):
            self._workers()
        return done

    def _submitted(self, chunk: tuple[Task, ...]) -> Future[list[P]]:
        try:
            return self._executor.submit(self._job.work, chunk, self._job.given)
        except RuntimeError:  # broken, or shut down
            self._executor = self._opened()
        try:
            return self._executor.submit(self._job.work, chunk, self._job.given)
        except RuntimeError as error:
            raise ExecutorError(_REFUSED.format(error)) from None
