"""What is withheld once in a year is told nowhere later; two projects of one name are two."""

from __future__ import annotations

import pytest

import perfreport as library
from perfreport import InputError
from perfreport.data.data_files import parse_source
from perfreport.documents.checking import check_loaded
from perfreport.documents.drafting import drafted
from perfreport.documents.loading import Loaded, understand
from perfreport.forms.registry import FormRegistry

REGISTRY = FormRegistry()
HEAD = "年度: 2024\n部门名称: 某某局\n"
TARGETS = f"""\
文种: 项目支出绩效目标表
版式: guangzhou-district-project-targets
{HEAD}资金使用单位:
  - 名称: 甲中心
    项目:
      - 名称: "2024-A01"
        财政拨款: 46.00
        涉密: true
        绩效指标:
          - {{一级: 效益指标, 二级: 社会效益, 名称: 密一指标, 涉密: true}}
      - 名称: 公开的项目
        财政拨款: 50.00
        绩效目标: 做好公开的事。
        绩效指标:
          - {{一级: 产出指标, 二级: 数量指标, 名称: 暗号指标, 涉密: true}}
          - {{一级: 产出指标, 二级: 数量指标, 名称: 明处的指标,
             实施周期指标值: 8个, 年度指标值: 8个}}
"""
DISCLOSING = f"""\
文种: 项目支出绩效自评表
版式: henan-2020-project-evaluation
{HEAD}项目:
  - 名称: "2024-A01"
    预期目标: 机密目标
    实际完成情况: 机密完成
    绩效指标:
      - {{一级: 效益指标, 二级: 社会效益指标, 名称: 密一指标,
         年度指标值: ≥88套, 实际完成值: 60套, 分值: 10}}
  - 名称: 公开的项目
    绩效指标:
      - {{一级: 产出指标, 二级: 数量指标, 名称: 暗号指标,
         年度指标值: ≥7套, 实际完成值: 9套, 分值: 10}}
      - {{一级: 产出指标, 二级: 数量指标, 名称: 明处的指标,
         年度指标值: 8个, 实际完成值: 8个, 分值: 10}}
"""
SECRET = ("密一", "暗号", "A01", "机密", "88", "60套", "9套")


def loaded(text: str) -> Loaded:
    return understand(parse_source(text, "某.yaml"), REGISTRY, allow_pending=True)


def draft(kind: str, form: str, *sources: str) -> str:
    given = [loaded(each) for each in sources]
    return drafted(REGISTRY.kinds.called(kind), given, REGISTRY, form).begun.text


@pytest.mark.parametrize(
    ("kind", "form", "sources"),
    [
        ("project-monitoring", "henan-project-monitoring", [TARGETS]),
        ("project-evaluation", "henan-2020-project-evaluation", [TARGETS]),
        ("self-evaluation", "guangzhou-self-evaluation", [TARGETS]),
        ("self-evaluation", "guangzhou-self-evaluation", [TARGETS, DISCLOSING]),
        ("self-evaluation", "guangzhou-self-evaluation", [DISCLOSING, TARGETS]),
    ],
)
def test_a_draft_tells_nothing_that_a_source_withholds(
    kind: str, form: str, sources: list[str]
) -> None:
    text = draft(kind, form, *sources)
    assert [each for each in SECRET if each in text] == []
    assert "明处的指标" in text
    assert "涉密的" in text


def test_what_was_withheld_and_is_told_later_is_found() -> None:
    found = check_loaded(loaded(DISCLOSING), REGISTRY, [loaded(TARGETS)])
    disclosed = [each for each in found if each.code == "AGAINST-032"]
    assert [each.path.label for each in disclosed] == [
        "项目[1].绩效指标[1]",
        "项目[2].绩效指标[1]",
    ]
    assert not any("88套" in each.message or "7套" in each.message for each in disclosed)


ONE = "  - 名称: {}\n    项目:\n      - 名称: 培训\n"
ONE += "        资金: [{{来源: 政府预算资金, 年度: {}}}]\n"
ONE += "        绩效目标: 做好。\n        绩效指标:\n"
ONE += "          - {{一级: 产出指标, 二级: 数量指标, 名称: 人数, 指标值: ≥{}人}}\n"
TWINS = f"文种: 项目支出绩效目标表\n版式: henan-2022-project-targets\n{HEAD}资金使用单位:\n"


def twins(*units: tuple[str, str, int]) -> str:
    return TWINS + "".join(ONE.format(*each) for each in units)


def test_two_projects_of_one_name_are_both_begun_and_told_apart_by_their_units() -> None:
    targets = twins(("甲中心", "280.00", 12), ("乙中心", "53.00", 5))
    text = draft("project-evaluation", "henan-2020-project-evaluation", targets)
    assert text.count("名称: 培训\n") == 2
    begun = library.loads(text, draft=True)
    turned = begun.replace("项目", tuple(reversed(begun.projects)))  # type: ignore[attr-defined]
    for document in (begun, turned):
        later = Loaded(document, loaded(text).form, None, loaded(text).pending)
        codes = {each.code for each in check_loaded(later, REGISTRY, [loaded(targets)])}
        assert codes == {"DRAFT-001"}


def test_a_project_that_two_documents_of_one_stage_state_is_refused() -> None:
    targets = twins(("甲中心", "280.00", 12))
    with pytest.raises(InputError, match="项目“培训”在几份项目支出绩效目标表里都有"):
        draft("self-evaluation", "guangzhou-self-evaluation", targets, targets)


@pytest.mark.parametrize(("declared", "later"), [("280.00", "0.00"), ("0.00", "280.00")])
def test_an_amount_that_became_nothing_or_came_of_nothing_is_found(
    declared: str, later: str
) -> None:
    targets = twins(("甲中心", declared, 12))
    text = draft("project-evaluation", "henan-2020-project-evaluation", targets)
    changed = text.replace(f"年初预算数: {declared}", f"年初预算数: {later}")
    found = check_loaded(loaded(changed), REGISTRY, [loaded(targets)])
    assert {each.code for each in found} == {"DRAFT-001", "AGAINST-022"}
