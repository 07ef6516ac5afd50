"""The documents in ``data_examples``, read and rendered once for all tests."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import perfreport
from perfreport.blocks.form import Form
from perfreport.blocks.model import Document
from perfreport.documents.rendering import Format
from perfreport.forms.registry import FormRegistry

FOLDER = Path(__file__).parent.parent / "data_examples"

PUBLISHED = (
    "guangzhou-2024-department-targets",
    "guangzhou-2023-project-targets",
    "guangzhou-2023-self-evaluation",
    "zengcheng-2024-project-targets",
    "panyu-2024-department-targets",
)
"""Published documents, whose published texts are in ``tests/published``."""

PUBLISHED_REGIONAL = (
    "shanghai-2026-project-targets",
    "sichuan-2023-project-targets",
    "xuwen-2024-self-evaluation",
    "sichuan-2023-project-evaluation",
    "anhui-2022-project-evaluation",
)
"""Published documents, on forms that were made as a user makes them."""

REGIONAL = (
    "henan-2022-project-targets",
    "henan-2022-transfer-targets",
    "henan-2022-department-targets",
    "henan-bond-project-targets",
    "zhengzhou-project-targets",
    "henan-2020-evaluation-summary",
    "national-2020-evaluation-report",
    "national-2020-project-evaluation",
    "henan-2020-project-evaluation",
    "henan-bond-project-evaluation",
    "zhengzhou-transfer-evaluation",
    "anhui-2022-department-evaluation",
    "henan-project-monitoring",
    "henan-department-monitoring",
    "project-monitoring-list",
    *PUBLISHED_REGIONAL,
)
"""Documents on forms that were made as a user makes them, each called like its form."""

SEVERAL_PROJECTS = ("qingshan-2023-project-evaluation",)
"""Documents of many projects, on a form that another example has."""

EXAMPLES = (*PUBLISHED, *REGIONAL, *SEVERAL_PROJECTS)


_REGISTRY = FormRegistry()


@cache
def example(name: str) -> Document:
    """The example called ``name`` as a typed document."""
    return perfreport.load(FOLDER / f"{name}.yaml")


def form_of(name: str) -> Form:
    """The form of the example called ``name``."""
    form_id = example(name).form
    assert form_id
    return _REGISTRY.get(form_id)


@cache
def rendered(name: str, format: Format, *, accessible: bool = False) -> bytes:
    """The example called ``name`` as a finished file, with the bundled fonts alone."""
    settings = perfreport.Settings(system_fonts=False, accessible=accessible)
    return perfreport.render(example(name), format, settings=settings)
