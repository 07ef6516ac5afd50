"""采购计划表: a kind that the tests alone know, made as CONTRIBUTING says a kind is added."""

from perfreport.kinds.kind import Kind, Kinds
from perfreport.kinds.rules import SHARED_RULES
from tests.kinds.toy.form import ProcurementPlanForm

PROCUREMENT_PLAN = Kind(form=ProcurementPlanForm, called="采购计划")
KINDS = Kinds(PROCUREMENT_PLAN, shared_rules=SHARED_RULES)
