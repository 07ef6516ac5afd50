"""Who does the work of a run of many documents."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import closing, contextmanager

from perfreport.batch.papers import Task
from perfreport.batch.processes import Processes, cores
from perfreport.batch.running import Crew, G, Handing, Job, P

_FEW = 8
"""Documents that are done before other processes are ready."""

Hands = Callable[[Iterator[Task]], Iterator[Sequence[P]]]
"""What does the work: tasks in, papers out, in no order."""


@contextmanager
def hands(
    job: Job[G, P],
    documents: int,
    jobs: int | None = None,
    executor: Executor | Crew | None = None,
    *,
    here: Callable[[Task], P] | None = None,
) -> Iterator[Hands[P]]:
    """Who does ``job`` for so many ``documents``.

    Args:
        job: what is done.
        documents: of the run.
        jobs: processes of this machine, where nothing is said one a core; with one it is done in
            this process. For an ``executor``, how many work at one time.
        executor: that does it in their place, or the workers of a scheduler.
        here: does it for one task in this process, where others cannot know what is needed.
    """
    if isinstance(executor, Crew):
        scheduled, workers, deaths = executor
        yield Handing(job, documents, lambda: scheduled, workers, deaths).papers
        return
    if executor is not None:
        yield Handing(job, documents, lambda: executor, lambda: jobs or cores()).papers
        return
    many = min(jobs or (cores() if documents > _FEW else 1), documents)
    if here or many <= 1:
        do = here or (lambda task: job.work([task], job.given)[0])
        yield lambda tasks: ([do(task)] for task in tasks)
        return
    with closing(Processes(many)) as processes:
        yield Handing(job, documents, processes.opened, lambda: many).papers
