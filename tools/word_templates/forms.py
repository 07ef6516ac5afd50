"""The built-in Word templates by the ids of their forms."""

from __future__ import annotations

from tools.word_templates import department_targets, project_targets, self_evaluation


def word_templates() -> dict[str, bytes]:
    """Every built-in Word template, made anew."""
    return {
        "guangzhou-department-targets": department_targets.template(department_targets.CITY),
        "guangzhou-district-department-targets": department_targets.template(
            department_targets.DISTRICT
        ),
        "guangzhou-project-targets": project_targets.city_template(),
        "guangzhou-district-project-targets": project_targets.district_template(),
        "guangzhou-self-evaluation": self_evaluation.template(),
    }
