"""The pages of all examples, in both formats, and the faults of them that are known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

import yaml

import perfreport
from perfreport.basics import resources
from tests.content import squeeze
from tests.examples import EXAMPLES
from tests.outside.soffice import Soffice
from tests.pages.faults import Fault, faults_of
from tests.pages.sheets import design_of

Format = Literal["pdf", "word"]

KNOWN = Path(__file__).with_name("known.yaml")
YEAR = tuple(sorted(path.stem for path in (resources.examples() / "year").glob("*.yaml")))
DOCUMENTS = (*EXAMPLES, *(f"year/{stem}" for stem in YEAR))
"""The examples, by their files' names below ``data_examples``."""

_HEADING = "# 已知而未改的版面毛病，各有原因；只减不增（test_pages.py）。\n"
_SETTINGS = perfreport.Settings(system_fonts=False)
_NAME = re.compile(r"[\w（）]{3,40}")


class Known(NamedTuple):
    """A fault that is known: what it is, without its page, which may change."""

    sort: str
    text: str


@cache
def rendered(name: str, format: Literal["pdf", "docx"]) -> bytes:
    """The example called ``name`` as a finished file, with the bundled fonts alone."""
    document = perfreport.load(resources.examples() / f"{name}.yaml")
    return perfreport.render(document, format, settings=_SETTINGS)


@cache
def names_in(name: str) -> frozenset[str]:
    """What the data of the example called ``name`` calls things, which no title is to part."""
    data = yaml.load((resources.examples() / f"{name}.yaml").read_text("utf-8"), yaml.BaseLoader)
    return frozenset(text for text in _texts(data) if _NAME.fullmatch(text))


def _texts(data: object) -> Iterator[str]:
    if isinstance(data, Mapping):
        data = list(data.values())
    if isinstance(data, Sequence) and not isinstance(data, str):
        for each in data:
            yield from _texts(each)
    else:
        yield squeeze(str(data))


def faults_in_pdf(name: str) -> list[Fault]:
    """The faults of the PDF of the example called ``name``."""
    return faults_of(rendered(name, "pdf"), design_of(rendered(name, "docx")), names_in(name))


@cache
def laid_out(soffice: Soffice) -> dict[str, bytes]:
    """The Word files of the examples as LibreOffice lays them out, in PDF."""
    files = [rendered(name, "docx") for name in DOCUMENTS]
    return dict(zip(DOCUMENTS, soffice.convert_all(files, "pdf"), strict=True))


def faults_in_word(soffice: Soffice) -> dict[str, list[Fault]]:
    """The faults of the Word files of the examples."""
    return {
        name: faults_of(pdf, design_of(rendered(name, "docx")), names_in(name))
        for name, pdf in laid_out(soffice).items()
    }


def faults_in_examples(soffice: Soffice) -> dict[tuple[str, Format], list[Fault]]:
    """The faults of all examples in both formats."""
    in_word = faults_in_word(soffice)
    found: dict[tuple[str, Format], list[Fault]] = {}
    for name in DOCUMENTS:
        found[name, "pdf"] = faults_in_pdf(name)
        found[name, "word"] = in_word[name]
    return found


def listed(faults: Sequence[Fault]) -> list[Known]:
    """``faults`` as they are listed."""
    return sorted(Known(fault.sort, fault.text) for fault in faults)


def known(name: str, format: Format) -> list[Known]:
    """The faults that are listed of the example called ``name``."""
    faults = [group["faults"].get(name, {}).get(format, {}) for group in known_groups()]
    return sorted(
        Known(sort, text) for each in faults for sort, texts in each.items() for text in texts
    )


def known_groups() -> list[dict[str, Any]]:
    """The groups of the list: a reason, and the faults that it explains."""
    groups: list[dict[str, Any]] = yaml.load(KNOWN.read_text("utf-8"), yaml.BaseLoader)
    return groups


def forget_all_but(found: Mapping[tuple[str, Format], Sequence[Fault]]) -> None:
    """Take from the list what is not ``found`` any more."""
    left = {place: listed(faults) for place, faults in found.items()}
    groups = [
        {"reason": group["reason"], "faults": _still(group["faults"], left)}
        for group in known_groups()
    ]
    text = yaml.safe_dump(
        [group for group in groups if group["faults"]],
        allow_unicode=True,
        sort_keys=False,
        width=200,
    )
    KNOWN.write_text(_HEADING + text, "utf-8")


def _still(
    faults: dict[str, Any], left: Mapping[tuple[str, Format], list[Known]]
) -> dict[str, Any]:
    """Of ``faults`` those that are ``left``, from which they are taken."""
    kept: dict[str, Any] = {}
    for name, formats in faults.items():
        for format, sorts in formats.items():
            for sort, texts in sorts.items():
                for text in texts:
                    if (one := Known(sort, text)) in left[name, format]:
                        left[name, format].remove(one)
                        kept.setdefault(name, {}).setdefault(format, {}).setdefault(
                            sort, []
                        ).append(text)
    return kept
