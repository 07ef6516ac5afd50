"""Who does the work of a command on many documents, as it was typed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from perfreport.batch.addresses import whole
from perfreport.batch.papers import Task
from perfreport.batch.running import G, Job, P
from perfreport.cli.wording import complain, misused
from perfreport.documents.settings import Settings

if TYPE_CHECKING:
    from perfreport.batch.hands import Hands


class Workers(NamedTuple):
    """Processes of this machine, or the workers of a scheduler.

    Those stand in folders of their own, where names lead elsewhere: they are given whole ones.

    Attributes:
        jobs: how many processes; None for one a core.
        scheduler: its address; None for this machine.
    """

    jobs: int | None
    scheduler: str | None

    def require_one_sort(self) -> None:
        """Refuse both together.

        Raises:
            UsageError: when both were typed.
        """
        if self.scheduler is not None and self.jobs is not None:
            raise misused("--scheduler 和 -j 只写一个：几个进程由各台机器的 dask worker 定")

    def name(self, name: str) -> str:
        """``name`` as they are given it."""
        return name if self.scheduler is None else whole(name)

    def tasks(self, tasks: Iterator[Task]) -> Iterator[Task]:
        """``tasks`` as they are given them."""
        return (each._replace(file=self.name(each.file)) for each in tasks)

    def settings(
        self,
        templates: Sequence[Path],
        fonts: Sequence[Path],
        *,
        system_fonts: bool,
        accessible: bool = False,
    ) -> Settings:
        """The settings with these folders as they are given them."""
        own = [[self.name(str(each)) for each in folders] for folders in (templates, fonts)]
        return Settings(
            templates=own[0], fonts=own[1], system_fonts=system_fonts, accessible=accessible
        )

    @contextmanager
    def ready(
        self,
        job: Job[G, P],
        documents: int,
        settings: Settings,
        places: Sequence[str],
        here: Callable[[Task], P] | None = None,
    ) -> Iterator[Hands[P]]:
        """What does ``job``, under these ``settings``, for so many ``documents`` in ``places``.

        What must be done in this process, if there are no others, does ``here``.
        """
        # Late: one document has nobody else work on it.
        from perfreport.batch.hands import hands
        from perfreport.batch.machines import machines

        with ExitStack() as stack:
            crew = None
            if self.scheduler is not None:
                found = machines(self.scheduler, settings, places, complain)
                crew = stack.enter_context(found)
            yield stack.enter_context(hands(job, documents, self.jobs, crew, here=here))
