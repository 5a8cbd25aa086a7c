"""What was agreed on, a line each: 做什么，谁负责，什么时候前 (PD-29). Only what is plainly there is taken apart."""

import re
from typing import NamedTuple

from activities.rules.agenda import without_number

COMMA = re.compile(r"[，,；;。]")
DUE = re.compile(
    r"^(?:限|于|在)?\d{1,4}[年月.\-/].{0,12}$|^(?:\S{1,6})(?:前|底|末|内)(?:完成)?$|^(?:长期|随时|每月|每周|每季度?)$"
)
OWNER = re.compile(r"^(?:由)?([\u4e00-\u9fff·、]{2,20}?)(?:负责|牵头)?$")
LONGEST_NAME = 3


class AgreedOn(NamedTuple):
    what: str
    who: str = ""
    due: str = ""


def read_action(line: str) -> AgreedOn:
    """The parts of the line; whatever does not look like a person or a date stays in what is to be done."""
    parts = [part.strip() for part in COMMA.split(without_number(line)) if part.strip()]
    due = parts.pop() if len(parts) > 1 and DUE.match(parts[-1]) else ""
    who = ""
    if len(parts) > 1 and (_is_responsible(parts[-1]) or (due and _names(parts[-1]))):
        who = parts.pop().removeprefix("由").removesuffix("负责").removesuffix("牵头")
    return AgreedOn("，".join(parts), who, due)


def _is_responsible(text: str) -> bool:
    return bool(OWNER.match(text)) and text.endswith(("负责", "牵头"))


def _names(text: str) -> bool:
    """张一 / 由张一 / 张一、李二. Believed only before a date: 再研究 is as short as a name."""
    return all(2 <= len(name) <= LONGEST_NAME for name in text.removeprefix("由").split("、"))
