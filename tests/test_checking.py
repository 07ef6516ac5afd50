"""All checks of a document together: its own rules, 待填, and the declarations beside it."""

from __future__ import annotations

import pytest

import perfreport
from perfreport import InputError, SelfEvaluation
from perfreport.checking import check_loaded, declaration_of
from perfreport.checks.pending import PENDING_RULE
from perfreport.documents import Loaded, fitted, understand
from perfreport.forms.registry import FormRegistry
from perfreport.io.source import parse_source
from tests.checks.test_mutations import *  # placeholder
