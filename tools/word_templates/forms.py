"""The built-in Word templates by the ids of their forms."""

from __future__ import annotations

from pathlib import Path

from perfreport.basics import resources
from tools import word_template
from tools.word_template.reading import read
from tools.word_template.word_file import word_file
from tools.word_templates import department_targets, project_targets, self_evaluation

_DESCRIPTIONS = Path(word_template.__file__).parent / "examples"


def word_templates() -> dict[str, bytes]:
    """Every built-in Word template, made anew."""
    return {**_scripted(), **_described()}


def _described() -> dict[str, bytes]:
    """The templates that are typed as a page of text."""
    forms = resources.templates() / "forms"
    return {
        path.stem: word_file(read(path.read_text("utf-8"), path.name))
        for path in sorted(_DESCRIPTIONS.glob("*.txt"))
        if (forms / f"{path.stem}.yaml").exists()
    }


def _scripted() -> dict[str, bytes]:
    """The templates of the first forms, whose common parts are made by programs."""
    return {
        "guangzhou-department-targets": department_targets.template(department_targets.CITY),
        "guangzhou-district-department-targets": department_targets.template(
            department_targets.DISTRICT
        ),
        "guangzhou-project-targets": project_targets.city_template(),
        "guangzhou-district-project-targets": project_targets.district_template(),
        "guangzhou-self-evaluation": self_evaluation.template(),
    }
