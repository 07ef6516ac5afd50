"""What ``make`` installs stands in ``requirements/``, and fits what ``pyproject.toml`` asks for."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

REPOSITORY = Path(__file__).parents[1]
PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))
SETS = {"demo": "build", "test": "test", "bench": "bench", "rust-docxtpl": "rust-docxtpl"}
"""The files in ``requirements/`` and the group that each of them installs."""
EXTRAS = {
    "demo": {"excel"},
    "test": {"excel", "charts", "dask", "remote"},
    "bench": {"excel", "dask"},
}
"""The extras in each of them; the others are installed without the package."""

AGAIN = "运行 make requirements 重新生成"


def lines_of(name: str) -> list[str]:
    """The lines of a set that are no comment, continued ones joined."""
    text = (REPOSITORY / "requirements" / f"{name}.txt").read_text("utf-8")
    joined = text.replace("\\\n", " ").splitlines()
    return [line for line in joined if line.strip() and not line.lstrip().startswith("#")]


def pinned(name: str) -> dict[str, Requirement]:
    """What a set installs, by name."""
    requirements = (Requirement(line.split("--hash")[0]) for line in lines_of(name))
    return {canonicalize_name(each.name): each for each in requirements}


def version_of(requirement: Requirement) -> Version:
    [exactly] = requirement.specifier
    assert exactly.operator == "=="
    return Version(exactly.version)


def group(name: str) -> Iterator[Requirement]:
    """What a dependency group asks for, with the groups in it."""
    for entry in PROJECT["dependency-groups"][name]:
        if isinstance(entry, dict):
            yield from group(entry["include-group"])
        else:
            yield Requirement(entry)


def asked(name: str) -> list[Requirement]:
    if name not in EXTRAS:
        return list(group(SETS[name]))
    project = PROJECT["project"]
    optional = project["optional-dependencies"]
    extras = [each for extra in EXTRAS[name] for each in optional[extra]]
    return [*map(Requirement, [*project["dependencies"], *extras]), *group(SETS[name])]


@pytest.mark.parametrize("name", SETS)
def test_each_package_has_one_version_and_its_hashes_and_no_address(name: str) -> None:
    for line in lines_of(name):
        assert re.fullmatch(r"[\w.-]+==[\w.]+( ; [^#]+?)?( +--hash=sha256:[0-9a-f]{64})+", line)


@pytest.mark.parametrize("name", SETS)
def test_what_is_asked_for_is_pinned_in_its_range(name: str) -> None:
    for requirement in asked(name):
        found = pinned(name).get(canonicalize_name(requirement.name))
        assert found, f"requirements/{name}.txt 里没有 {requirement.name}：{AGAIN}"
        assert version_of(found) in requirement.specifier, f"{requirement}：{AGAIN}"


@pytest.mark.parametrize("name", SETS)
def test_what_the_packages_need_themselves_is_pinned_in_its_range(name: str) -> None:
    for package, requirement in pinned(name).items():
        for needed in needs(package, version_of(requirement)):
            found = pinned(name).get(canonicalize_name(needed.name))
            assert found, f"{package} 要用的 {needed.name} 不在 requirements/{name}.txt：{AGAIN}"
            assert version_of(found) in needed.specifier, f"{package} 要 {needed}：{AGAIN}"


def needs(package: str, version: Version) -> Iterator[Requirement]:
    """What ``package`` needs on this machine; nothing known where another release is installed."""
    try:
        installed = distribution(package)
    except PackageNotFoundError:
        return
    if Version(installed.version) == version:
        for requirement in map(Requirement, installed.requires or ()):
            if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
                yield requirement


@pytest.mark.parametrize("name", SETS)
def test_a_package_has_the_same_version_in_every_set(name: str) -> None:
    for package, requirement in pinned(name).items():
        if package in pinned("test"):
            assert str(requirement) == str(pinned("test")[package]), AGAIN


@pytest.mark.parametrize("name", SETS)
def test_ranges_end_at_the_next_major_version(name: str) -> None:
    for requirement in asked(name):
        version = version_of(pinned(name)[canonicalize_name(requirement.name)])
        [end] = [each.version for each in requirement.specifier if each.operator == "<"]
        assert version < Version(end) <= Version(str(version.major + 1)), str(requirement)


def test_the_build_needs_nothing_that_is_not_pinned() -> None:
    for requirement in map(Requirement, PROJECT["build-system"]["requires"]):
        assert version_of(pinned("demo")[requirement.name]) in requirement.specifier
        assert str(requirement) in map(str, group("build"))
