"""Small documents in which nothing is wrong, and changes to them in few words."""

from __future__ import annotations

import copy
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from perfreport.basics.addresses import DataPath
from perfreport.blocks.form import Form
from perfreport.checks.engine.finding import Finding
from perfreport.documents.checking import check_document
from perfreport.forms.registry import FormRegistry
from perfreport.forms.schemes import load_scheme
from perfreport.kinds.evaluation.scheme import EvaluationScheme

SCHEME = load_scheme(EvaluationScheme, "guangzhou-self-evaluation-2023")

Tree = dict[str, Any]
REMOVED = "（删）"

REGISTRY = FormRegistry([Path(__file__).parent / "templates"])

_DEPARTMENT: Tree = {
    "文种": "部门整体预算绩效目标申报表",
    "版式": "guangzhou-district-department-targets",
    "年度": "2024",
    "部门名称": "某市发展研究中心",
    "下属二级单位数": "2",
    "预算整体情况": {
        "基本支出": "600.00",
        "项目支出": "300.00",
        "财政专项资金": "60.00",
        "其他事业发展性支出": "40.00",
        "财政拨款": "900.00",
        "其他资金": "100.00",
        "本级使用资金": "950.00",
        "拟用于对下转移支付资金": "50.00",
    },
    "总体绩效目标": ["做好课题研究。", "办好学术活动。"],
    "年度重点工作任务": [
        {
            "名称": "课题研究",
            "主要实施内容": "开展课题研究。",
            "拟投入的资金": "400.00",
            "期望达到的目标": "提出对策建议。",
        }
    ],
    "绩效指标": [
        {
            "一级": "产出指标",
            "二级": "数量指标",
            "名称": "研究报告数量",
            "实施周期指标值": "不少于12份",
            "年度指标值": "不少于12份",
        },
        {
            "一级": "效益指标",
            "二级": "社会效益指标",
            "名称": "成果采纳情况",
            "实施周期指标值": "有所提高",
            "年度指标值": "有所提高",
        },
    ],
}

_PROJECTS: Tree = {
    "文种": "项目支出绩效目标表",
    "版式": "guangzhou-district-project-targets",
    "年度": "2024",
    "部门名称": "某市发展研究中心",
    "合计": {"总计": "160.00", "财政拨款": "145.00", "其他资金": "15.00"},
    "资金使用单位": [
        {
            "名称": "某市发展研究中心",
            "小计": {"总计": "160.00", "财政拨款": "145.00", "其他资金": "15.00"},
            "项目": [
                {
                    "名称": "课题研究经费",
                    "总计": "110.00",
                    "财政拨款": "95.00",
                    "其他资金": "15.00",
                    "绩效目标": "完成年度课题。",
                    "绩效指标": [
                        {
                            "一级": "产出指标",
                            "二级": "数量指标",
                            "名称": "研究报告数量",
                            "实施周期指标值": "36份",
                            "年度指标值": "12份",
                        },
                        {
                            "一级": "效益指标",
                            "二级": "社会效益",
                            "名称": "成果采纳情况",
                            "实施周期指标值": "有所提高",
                            "年度指标值": "有所提高",
                        },
                    ],
                },
                {
                    "名称": "13600101",
                    "财政拨款": "50.00",
                    "涉密": "true",
                    "绩效指标": [
                        {"一级": "产出指标", "二级": "数量指标", "名称": "保障", "涉密": "true"}
                    ],
                },
            ],
        }
    ],
}

_EVALUATION: Tree = {
    "文种": "部门整体支出绩效自评报告",
    "版式": "guangzhou-self-evaluation",
    "年度": "2023",
    "部门名称": "某市发展研究中心",
    "部门职能": {"涉密": "true"},
    "年度总体工作": {"内容": "全年工作有序推进。"},
    "年度重点工作任务": [
        {"名称": "课题研究", "任务绩效目标": "完成课题。", "实际完成情况": "课题均已结题。"}
    ],
    "部门整体支出绩效目标": ["做好课题研究。", "办好学术活动。"],
    "年初预算收入": {
        "合计": "900.00",
        "构成": [
            {"科目": "科学技术", "金额": "600.00"},
            {"科目": "卫生健康", "金额": "300.00"},
        ],
    },
    "决算支出": [
        {"科目": "科学技术", "金额": "560.00"},
        {"科目": "卫生健康", "金额": "290.00"},
    ],
    "部门整体支出": {
        "本年支出合计": {"年初预算数": "900.00", "全年预算数": "880.00", "决算数": "850.00"},
        "基本支出": {
            "合计": {"年初预算数": "600.00", "全年预算数": "590.00", "决算数": "580.00"},
            "人员经费": {"年初预算数": "500.00", "全年预算数": "490.00", "决算数": "480.00"},
            "公用经费": {"年初预算数": "100.00", "全年预算数": "100.00", "决算数": "100.00"},
        },
        "项目支出": {"年初预算数": "300.00", "全年预算数": "290.00", "决算数": "270.00"},
    },
    "部门整体绩效管理情况": {"内容": "绩效管理规范。"},
    "绩效自评情况": {"内容": "自评工作按时完成。"},
    "自评依据": "《绩效评价工作方案》",
    "履职效能": {
        "分值": "50",
        "得分": "49.90",
        "一般公共预算年度平均支出执行率": "99.00%",
        "关键指标": [
            {"名称": "研究报告数量", "预期实现值": "不少于12份", "实际完成值": "12份"},
            {"名称": "活动满意率", "预期实现值": "90%以上", "实际完成值": "95%"},
        ],
    },
    "管理效率": {
        "扣分原因": [{"原因": "部分合同备案不及时", "扣分": "1", "指标": ["合同备案时效性"]}],
        "指标": [
            {
                "二级": each.level_two,
                "名称": each.name,
                "分值": str(each.weight),
                "得分": "0" if each.name == "合同备案时效性" else str(each.weight),
            }
            for each in load_scheme(EvaluationScheme, "guangzhou-self-evaluation-2023").efficiency
        ],
    },
    "存在的主要问题": {"内容": "合同备案不够及时。"},
    "下一步改进措施": {"内容": "加强合同管理。"},
}

_SOURCES: Tree = {
    "文种": "项目支出绩效目标表",
    "版式": "small-project-targets",
    "年度": "2024",
    "部门名称": "某市发展研究中心",
    "资金使用单位": [
        {
            "名称": "某市发展研究中心",
            "项目": [
                {
                    "名称": "课题研究经费",
                    "资金": {
                        "合计": {"实施期": "330.00", "年度": "110.00"},
                        "政府预算资金": {
                            "实施期": "285.00",
                            "年度": "95.00",
                            "其中": {
                                "一般公共预算": {"实施期": "270.00", "年度": "90.00"},
                                "政府性基金": {"实施期": "15.00", "年度": "5.00"},
                            },
                        },
                        "单位资金": {"实施期": "45.00", "年度": "15.00"},
                    },
                    "绩效目标": "完成年度课题。",
                    "绩效指标": [
                        {
                            "一级": "产出指标",
                            "二级": "数量指标",
                            "名称": "研究报告数量",
                            "指标值": "12份",
                        },
                        {
                            "一级": "效益指标",
                            "二级": "社会效益指标",
                            "名称": "成果采纳情况",
                            "指标值": "有所提高",
                        },
                    ],
                }
            ],
        }
    ],
}

BASES = {"部门": _DEPARTMENT, "项目": _PROJECTS, "自评": _EVALUATION, "来源": _SOURCES}
"""The documents by a short name of their kind."""

_BY_SOURCE: Tree = {
    "文种": "部门整体预算绩效目标申报表",
    "版式": "henan-2022-department-targets",
    "年度": "2024",
    "部门名称": "某省发展研究中心",
    "资金": {
        "政府预算资金": {"金额": "800.00"},
        "单位资金": {"金额": "200.00"},
        "基本支出": {"金额": "600.00"},
        "项目支出": {"金额": "400.00"},
        "合计": {"金额": "1000.00"},
    },
    "总体绩效目标": ["做好课题研究。", "办好学术活动。"],
    "年度重点工作任务": [{"名称": "课题研究", "主要实施内容": "开展课题研究。"}],
    "绩效指标": [
        {"一级": one, "二级": two, "名称": name, "指标值": value}
        for one, two, name, value in (
            ("投入管理指标", "绩效管理", "绩效监控完成率", "100%"),
            ("产出指标", "重点工作任务完成", "课题研究计划完成率", "100%"),
            ("产出指标", "履职目标实现", "课题目标实现率", "100%"),
            ("产出指标", "履职目标实现", "学术活动目标实现率", "95%"),
        )
    ],
}

_EVALUATIONS: dict[str, Tree] = yaml.load(
    (Path(__file__).parent / "evaluations.yaml").read_text("utf-8"), yaml.BaseLoader
)

_MONITORING: dict[str, Tree] = yaml.load(
    (Path(__file__).parent / "monitoring.yaml").read_text("utf-8"), yaml.BaseLoader
)

_GRADED: Tree = {**_EVALUATIONS["项目自评表"], "版式": "graded-project-evaluation"}

ON_OTHER_FORMS = {
    **BASES,
    "按来源": _BY_SOURCE,
    **_EVALUATIONS,
    "等级自评表": _GRADED,
    **_MONITORING,
}
"""The same, and those on forms that lay down what the kind leaves open."""


@cache
def form_called(form_id: str) -> Form:
    """The form called ``form_id``."""
    return REGISTRY.get(form_id)


def changed(base: Tree, changes: dict[str, Any]) -> Tree:
    """``base`` with other values at places written like ``绩效指标[1].名称``.

    A place one past the end of a list adds to it; ``REMOVED`` takes a value away.
    """
    tree = copy.deepcopy(base)
    for place, value in changes.items():
        _set(tree, DataPath.parse(place), value)
    return tree


def _set(tree: Any, path: DataPath, value: Any) -> None:
    *parents, last = path
    for key in parents:
        tree = tree[key]
    if value == REMOVED:
        del tree[last]
    elif isinstance(tree, list) and last == len(tree):
        tree.append(value)
    else:
        tree[last] = value


def check(tree: Tree) -> tuple[Finding, ...]:
    """What the checks find in the document that ``tree`` describes."""
    form = form_called(tree["版式"])
    document = form.model.model_validate(tree)
    return check_document(document, REGISTRY.going_by(form, document))
