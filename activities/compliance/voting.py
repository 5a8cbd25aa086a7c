"""Were the votes of the year lawful: enough people there, adopted by more than half, admissions in secret (V-*)."""

from collections.abc import Iterator

from activities.choices_votes import BallotMethod, VoteKind
from activities.compliance.facts import BranchYear, VoteFacts
from activities.rules.regulations import ADMISSION_REGULATIONS, BRANCH_REGULATIONS
from activities.rules.vote_table import vote_rule
from activities.rules.voting import judge_vote
from partywork.common.compliance import Citation, Finding, Rule, Severity, verdict_of


class VotedWithQuorum(Rule[BranchYear]):
    """Nothing is voted on unless enough of those with a vote are there; judged anew from the frozen numbers."""

    code = "voting.quorum"
    title = "有表决权的人到会够数才表决"
    citation = Citation(
        BRANCH_REGULATIONS,
        "第十一条",
        "表决必须有半数以上有表决权的党员到会方可进行",
        also=f"{ADMISSION_REGULATIONS}第二十条",
    )
    severity = Severity.BREACH

    def findings(self, facts: BranchYear) -> Iterator[Finding]:
        for vote in facts.votes:
            quorum = vote_rule(vote.kind).quorum
            needed, met = quorum.needed(vote.expected), quorum.is_met(vote.present, vote.expected)
            text = (
                f"“{vote.title}”应到{vote.expected}人，实到{vote.present}人，至少{needed}人（{quorum.words}）"
            )
            yield self.finding(f"ballot:{vote.ballot}", verdict_of(met), text, on=vote.day)


class AdoptedByMoreThanHalf(Rule[BranchYear]):
    """What stands in the minutes as adopted had more than half of those expected in favour."""

    code = "voting.majority"
    title = "赞成超过应到有表决权的半数为通过"
    citation = Citation(
        BRANCH_REGULATIONS,
        "第十一条",
        "赞成人数超过应到会有表决权的党员的半数为通过",
        also=f"{ADMISSION_REGULATIONS}第二十一条",
    )
    severity = Severity.BREACH

    def findings(self, facts: BranchYear) -> Iterator[Finding]:
        for vote in facts.votes:
            judged = judge_vote(
                vote.kind,
                expected=vote.expected,
                present=vote.present,
                in_favour=vote.in_favour,
                written=vote.written,
            )
            said = "通过" if vote.passed else "不通过"
            text = f"“{vote.title}”{judged.formula}，记为{said}"
            met = judged.passes == vote.passed
            yield self.finding(f"ballot:{vote.ballot}", verdict_of(met), text, on=vote.day)


class AdmissionBySecretBallot(Rule[BranchYear]):
    """Admitting and confirming members is voted on in secret, one person at a time."""

    code = "voting.admission-secret"
    title = "接收预备党员、转正无记名投票，一人一项"
    citation = Citation(
        ADMISSION_REGULATIONS,
        "第二十一条",
        "采取无记名投票的方式进行表决",
    )
    severity = Severity.BREACH
    parameters = ("mt.online_vote.admission",)

    def findings(self, facts: BranchYear) -> Iterator[Finding]:
        for vote in facts.votes:
            if vote.kind == VoteKind.ADMISSION:
                text = f"“{vote.title}”用{BallotMethod(vote.method).label}，一人一项"
                met = vote.method != BallotMethod.HANDS and self._is_about_one(facts, vote)
                yield self.finding(f"ballot:{vote.ballot}", verdict_of(met), text, on=vote.day)

    def _is_about_one(self, facts: BranchYear, vote: VoteFacts) -> bool:
        """No other person's admission hangs on the same item of the agenda."""
        return not any(
            other.item == vote.item and other.subject != vote.subject
            for other in facts.votes
            if other.item is not None and other.kind == VoteKind.ADMISSION
        )
