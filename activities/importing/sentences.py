"""Running prose to proposals: which sentence tells of something to be done at some time (PL-11)."""

import re
from dataclasses import dataclass, replace

from activities.importing.folding import fold
from activities.importing.kinds import OTHER, PARTY_DAY, kind_of, mode_in
from activities.importing.months import find_times
from activities.importing.numbering import read_number
from activities.importing.when import When

_SENTENCE = re.compile(r"[^。；;！!？?\n]+[。；;！!？?]?")
_LABEL = re.compile(r"^(?:[^:,。\d]{1,24}:){1,2}")
_BOUNDARY = ",、;:(。"
_CONNECTORS = re.compile(
    r"\s*(?:一是|二是|三是|四是|五是|要|在|于|拟|拟于|计划|计划于|坚持|争取|力争|并|同时|其中|即|将|以及|和|及|按照|原则上|每年"
    r"|今年|支部|党支部|各支部|我支部|公司党支部|另外|此外|此外,)*\s*"
)
_LONGEST_CONNECTION = 12
_DOING = re.compile(
    r"召开|开展|组织|举办|举行|进行|参加|学习|走进|观看|参观|慰问|签订|完成|落实|细化|制定|安排|讲|上.{0,4}党课|听|研讨|测试|总结"
    r"|推进|撰写|上报|报送|评议|讨论|部署|启动|庆祝|纪念|祭扫|培训|评选|表彰|交流|思想汇报|谈话|缴纳|收缴|调研|重温|植树|服务"
)
_COUNTED = re.compile(
    r"[一二两三四五六\d]\s?次|[一二两三四\d]\s?[场期堂回]|不少于|至少|一个学习主题|[一1]\s?个.{0,4}主题"
)
_AT_ONCE = re.compile(r"[,”\s]{0,2}(?:要|将|拟)?(?:集中|认真)?(?:开展|组织|举办|举行|召开|进行)")
_PAST = re.compile(
    r"\s?(?:起施行|起实施|印发|发布|颁布|以来|正式施行|施行|出版|在.{0,12}讲话|成立|通过的|修订)"
)
_BEFORE_PAST = re.compile(r"(?:截至|截止|自|从|来源|时间:|日期:|发布|成立于|印发于|至今|根据|按照.{0,6})\s*$")
_STAMP = re.compile(r"\s?\d{1,2}:\d{2}:\d{2}")
_LASTS = re.compile(r"为期\s?[\d一二两三四五六七-]+\s?[天日周]")
_SAME_EVENT = re.compile(r"(?:该|此次|本次|此项|这次)?(?:主题)?(?:教育)?活动(?:计划|拟|预计|安排|将|时间)?")


@dataclass(frozen=True, slots=True)
class Proposal:
    """What one sentence proposes."""

    when: When
    mode: str
    content: str
    kind: str
    at: int  # where its sentence begins in the paragraph


def read_sentences(
    text: str, year: int, *, years: frozenset[int], heading: str, default: str | None
) -> list[Proposal]:
    """The proposals of one paragraph. `years` are the years this plan speaks of; others are history."""
    found: list[Proposal] = []
    for match in _SENTENCE.finditer(text):
        sentence = match.group()
        numbered = read_number(sentence.strip())
        body = numbered.text
        times = [when for when in find_times(body, year) if _is_meant(body, when, years)]
        if any(when.months and not when.hint for when in times):
            # 5月份开展“五四”座谈会: the festival only names the event of that month.
            times = [when for when in times if not when.hint or when.recurrence]
        if not times:
            continue
        if found and len(times) == 1 and _continues(body, times[0], found[-1]):
            found[-1] = _join(found[-1], times[0], text[found[-1].at : match.end()])
            continue
        first: str | None = None
        for when, part in _parts(body, times):
            known = first or (default if when.months else None)
            proposal = _propose(part, when, match.start(), heading, known)
            if proposal:
                found.append(proposal)
                first = first or (PARTY_DAY if proposal.kind == PARTY_DAY else None)
    return found


def _is_meant(sentence: str, when: When, years: frozenset[int]) -> bool:
    """Times inside book titles and quotations, dates of papers and other years are not this plan's."""
    before, after = fold(sentence[max(when.at - 12, 0) : when.at]), fold(sentence[when.until :][:24])
    for opening, closing in ("《》", "“”"):
        if sentence.count(opening, 0, when.at) > sentence.count(closing, 0, when.at):
            return False
    if when.year and when.year not in years:
        return False
    return not (
        _PAST.match(after) or _BEFORE_PAST.search(before) or _STAMP.match(after) or _STAMP.search(when.text)
    )


def _continues(sentence: str, when: When, last: Proposal) -> bool:
    """活动计划于 7 月上旬组织 says more about the activity of the sentence before."""
    return bool(_SAME_EVENT.match(sentence) and when.months and when.months == last.when.months)


def _join(last: Proposal, when: When, whole: str) -> Proposal:
    notes = (
        *last.when.notes,
        *(note for note in when.notes if note not in last.when.notes),
        *_lasting(whole),
    )
    known = replace(
        last.when, start=when.start or last.when.start, end=when.end or last.when.end, notes=notes
    )
    # Everything from the first sentence to this one describes the same activity.
    lead = whole.find(last.content[:12])
    content = whole[lead:].strip() if lead >= 0 else whole.strip()
    return replace(last, when=known, content=content)


def _lasting(text: str) -> tuple[str, ...]:
    return tuple(f"原文写的是「{found.group()}」" for found in _LASTS.finditer(text))


def _parts(sentence: str, times: list[When]) -> list[tuple[When, str]]:
    """Each time with the words that belong to it, the time's own position moved along."""
    folded = fold(sentence)
    if len(times) == 1:
        when = times[0]
        label = _LABEL.match(folded)
        start = 0 if label and label.end() <= when.at else _clause(folded, when.at)
        return [(_moved(when, start), sentence[start:])]
    cuts = [_clause(folded, when.at) for when in times]
    label = _LABEL.match(folded)
    if label and label.end() <= times[0].at:
        cuts[0] = 0
    ends = [*cuts[1:], len(sentence)]
    parts = [
        (_moved(when, cut), sentence[cut:end].rstrip(" ，,、；;和及"))
        for when, cut, end in zip(times, cuts, ends, strict=True)
    ]
    if len(parts) > 2 and not any("，" in part or "," in part for _, part in parts[1:-1]):
        # 2月…，3月…，10月…等，通过…展现亮点: the rest speaks of all of them.
        when, last = parts[-1]
        parts[-1] = (when, re.split(r"[，,。]", last, maxsplit=1)[0].removesuffix("等"))
    return parts


def _clause(folded: str, at: int) -> int:
    """Where the words of a time begin: at the time when it opens its clause, else with the clause."""
    boundary = max(folded.rfind(mark, 0, at) for mark in _BOUNDARY) + 1
    if at - boundary <= _LONGEST_CONNECTION and _CONNECTORS.fullmatch(folded, boundary, at):
        return at
    # 各单位、各部门2月底前落实: what is listed before the time is its subject.
    return max(folded.rfind(mark, 0, at) for mark in _BOUNDARY if mark != "、") + 1


def _moved(when: When, by: int) -> When:
    return replace(when, at=when.at - by, until=when.until - by)


def _propose(part: str, when: When, at: int, heading: str, default: str | None) -> Proposal | None:
    content = part.strip()
    rest = part[: max(when.at, 0)] + part[when.until :]
    if not _DOING.search(rest) and not (when.recurrence and _COUNTED.search(part)):
        return None
    if when.recurrence and not when.months and not _recurs(part, when):
        return None
    if when.hint and not when.recurrence and not _AT_ONCE.match(fold(part[when.until : when.until + 12])):
        return None
    if not when.recurrence and not part[: when.at].strip():
        content = part[when.until :].strip(" ，,：:、")
    content = read_number(content).text.removeprefix("要")
    if len(content) < 4:
        return None
    mode = mode_in(content, heading)
    kind = kind_of("", content, default)
    if kind == OTHER:
        kind = kind_of("", heading)  # 二、支委会: 每月召开一次
    return Proposal(when.with_notes(*_lasting(content)), mode, content, kind, at)


def _recurs(part: str, when: When) -> bool:
    """每月…一次, 每季度召开…: something is done each time; 每年 alone often only means always."""
    around = fold(part)[max(when.at, 0) : when.until + 14]
    if _COUNTED.search(around):
        return True
    return "年" not in when.text[:3] and _DOING.search(around) is not None
