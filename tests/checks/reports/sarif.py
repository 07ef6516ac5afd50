"""The part of SARIF 2.1.0 that this project writes, closed: nothing else may stand in a log."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel


class _Closed(BaseModel):
    model_config = ConfigDict(
        extra="forbid", strict=True, alias_generator=to_camel, populate_by_name=True
    )


class Message(_Closed):
    """``message``, 3.11."""

    text: str = Field(min_length=1)


class Configuration(_Closed):
    """``reportingConfiguration``, 3.50."""

    level: Literal["none", "note", "warning", "error"]


class Descriptor(_Closed):
    """``reportingDescriptor``, 3.49: a rule."""

    id: str
    short_description: Message
    full_description: Message
    default_configuration: Configuration


class Driver(_Closed):
    """``toolComponent``, 3.19."""

    name: str
    rules: list[Descriptor]


class Tool(_Closed):
    """``tool``, 3.18."""

    driver: Driver


class LogicalLocation(_Closed):
    """``logicalLocation``, 3.33."""

    fully_qualified_name: str
    kind: Literal["member"]


class Region(_Closed):
    """``region``, 3.30."""

    start_line: int = Field(ge=1)


class ArtifactLocation(_Closed):
    """``artifactLocation``, 3.4."""

    uri: str = Field(pattern=r"^[A-Za-z0-9._~:/%-]+$")


class PhysicalLocation(_Closed):
    """``physicalLocation``, 3.29."""

    artifact_location: ArtifactLocation
    region: Region | None = None


class Location(_Closed):
    """``location``, 3.28."""

    logical_locations: list[LogicalLocation] = []
    physical_location: PhysicalLocation | None = None


class Result(_Closed):
    """``result``, 3.27."""

    rule_id: str
    rule_index: int = Field(ge=0)
    level: Literal["none", "note", "warning", "error"]
    message: Message
    locations: list[Location]


class Run(_Closed):
    """``run``, 3.14."""

    tool: Tool
    language: Literal["zh-CN"]
    results: list[Result]


class Log(_Closed):
    """``sarifLog``, 3.13."""

    schema_uri: str = Field(alias="$schema")
    version: Literal["2.1.0"]
    runs: list[Run]
