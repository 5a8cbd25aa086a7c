"""What must not stand on a paper for everybody: numbers of IDs, phones, cards, and words of illness (PB-04, PI-02)."""

import re
from dataclasses import dataclass

_WIDE = str.maketrans("０１２３４５６７８９Ｘｘ", "0123456789XX")
_GAPS = re.compile(r"(?<=[0-9])[\s\-－—·.]+(?=[0-9Xx])")
_ID = re.compile(r"(?<![0-9])(?:[1-9][0-9]{16}[0-9Xx]|[1-9][0-9]{14})(?![0-9])")
_MOBILE = re.compile(r"(?<![0-9])1[3-9][0-9]{9}(?![0-9])")
_CARD = re.compile(r"(?<![0-9])[1-9][0-9]{15,18}(?![0-9Xx])")
# Days written in figures are no numbers of anything, also two of them beside each other.
_DAY = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}[-./—][01]?[0-9][-./—][0-3]?[0-9](?![0-9])")
_HEALTH = re.compile(
    r"癌|肿瘤|白血病|糖尿病|高血压|心脏病|冠心病|肝炎|艾滋|抑郁|焦虑症|精神病|精神分裂|癫痫|肺结核|尿毒症|瘫痪|"
    r"残疾|怀孕|流产|住院|化疗|透析|病假|病历|确诊"
)


@dataclass(frozen=True)
class Unfit:
    """One thing that must not be shown: what it is, and the few signs by which it is found again."""

    what: str
    excerpt: str

    @property
    def sentence(self) -> str:
        return f"公示里不能有{self.what}（“{self.excerpt}”），请删去。"


def unfit(text: str) -> tuple[Unfit, ...]:
    """Everything in the text that may not be published; spaces and dashes inside a number do not hide it."""
    plain = _GAPS.sub("", _DAY.sub("〇", text.translate(_WIDE)))
    found = [Unfit("身份证号码", _short(match[0])) for match in _ID.finditer(plain)]
    found += [Unfit("手机号码", _short(match[0])) for match in _MOBILE.finditer(plain)]
    ids = {match[0] for match in _ID.finditer(plain)}
    found += [
        Unfit("银行卡等长号码", _short(match[0])) for match in _CARD.finditer(plain) if match[0] not in ids
    ]
    found += [Unfit("健康状况", match[0]) for match in _HEALTH.finditer(plain)]
    return tuple(dict.fromkeys(found))


def _short(number: str) -> str:
    """The number itself is not said again."""
    return f"{number[:3]}…{number[-2:]}"
