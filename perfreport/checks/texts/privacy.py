"""Rules about private numbers in documents that will be published."""

from __future__ import annotations

from collections.abc import Iterator

from perfreport.basics.patterns import regex
from perfreport.checks.bases import PRIVACY
from perfreport.checks.engine.case import Case
from perfreport.checks.engine.prose import Spot
from perfreport.checks.engine.rule import Remark, remark, rule

_MOBILE = regex(r"1[3-9]\d{9}|1[3-9]\d[ -]\d{4}[ -]\d{4}")
_IDENTITY = regex(r"[1-9]\d{16}[\dXx]")
_IDENTITY_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_IDENTITY_CHECKS = "10X98765432"


@rule(
    "TEXT-017",
    "手机号码",
    checks="将要公开的文书中没有手机号码",
    basis=PRIVACY,
)
def no_mobile_numbers(case: Case) -> Iterator[Remark]:
    """No mobile phone number stands in a document that will be published."""
    for spot in case.prose.find(_MOBILE):
        if _stands_alone(spot):
            hidden = f"{spot.found[:3]}****{spot.found[-4:]}"
            message = f"文字中有手机号码{hidden}"
            advice = "文书将要公开，请删去个人的手机号码，需要时改写单位电话"
            yield remark(spot.path, message, advice)


@rule(
    "TEXT-018",
    "身份证号码",
    checks="将要公开的文书中没有身份证号码（校验码相符的才算）",
    basis=PRIVACY,
)
def no_identity_numbers(case: Case) -> Iterator[Remark]:
    """No identity number stands in a document that will be published."""
    for spot in case.prose.find(_IDENTITY):
        if _stands_alone(spot) and _is_identity_number(spot.found):
            message = f"文字中有身份证号码{spot.found[:3]}***********{spot.found[-4:]}"
            yield remark(spot.path, message, "文书将要公开，请删去身份证号码")


def _stands_alone(spot: Spot) -> bool:
    """Whether neither a letter nor a digit stands beside the number."""
    # 合同号213812345678 holds no number of a phone.
    return not any(each.isascii() and each.isalnum() for each in spot.beside)


def _is_identity_number(number: str) -> bool:
    """Whether ``number`` has the date and the check digit of GB 11643."""
    year, month, day = int(number[6:10]), int(number[10:12]), int(number[12:14])
    if not (1900 <= year <= 2100 and 1 <= month <= 12 and 1 <= day <= 31):
        return False
    # Codes of contracts and of accounts may have 18 digits too, but rarely this check digit.
    digits = zip(number[:17], _IDENTITY_WEIGHTS, strict=True)
    weighted = sum(int(digit) * weight for digit, weight in digits)
    return _IDENTITY_CHECKS[weighted % 11] == number[17].upper()
