"""How many a branch may admit in a year, and what one more comes to (DV-24, DV-25)."""

from dataclasses import dataclass

PRINCIPLE = "控制总量、优化结构、提高质量、发挥作用"
REQUEST_MONTH = 11
MOST = 500
# The steps at which one more person counts: somebody becomes a candidate, the meeting admits.
CANDIDATE_STEP, ADMISSION_STEP = 7, 15


@dataclass(frozen=True)
class QuotaUse:
    """A branch's year: the number given (None: none was given), who was admitted, who is a candidate and waits."""

    year: int
    number: int | None
    admitted: int = 0
    candidates: int = 0

    @property
    def left(self) -> int | None:
        return None if self.number is None else self.number - self.admitted

    @property
    def is_over(self) -> bool:
        return self.number is not None and self.admitted > self.number

    @property
    def sentence(self) -> str:
        if self.number is None:
            return f"{self.year}年还没有下达名额；已接收{self.admitted}名。"
        return f"{self.year}年名额{self.number}名，已接收{self.admitted}名，培养中的发展对象{self.candidates}名。"


def over_quota(step: int, use: QuotaUse) -> str:
    """What is said when one more at this step goes beyond the number, "" when it does not; never a stop (DV-25)."""
    if use.number is None:
        return ""
    if step == ADMISSION_STEP and use.admitted + 1 > use.number:
        return (
            f"{use.year}年名额{use.number}名，已接收{use.admitted}名，再接收就是第{use.admitted + 1}名，超过名额；"
            "经上级同意增加的，请写明。"
        )
    if step == CANDIDATE_STEP and use.admitted + use.candidates + 1 > use.number:
        count = use.admitted + use.candidates + 1
        return (
            f"{use.year}年名额{use.number}名，已接收{use.admitted}名、发展对象{use.candidates}名，"
            f"加上这一位共{count}名，超过名额；请写明理由。"
        )
    return ""
