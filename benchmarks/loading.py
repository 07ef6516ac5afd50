"""Loading what a library would load at its first use, which is not what is measured."""

from __future__ import annotations

from importlib import import_module
from pkgutil import walk_packages


def load_package(name: str) -> None:
    """Import the package ``name`` and every module in it."""
    package = import_module(name)
    for module in walk_packages(package.__path__, f"{name}."):
        import_module(module.name)
