"""The words of votes: the rows of the vote table, the ways of voting, the states of a ballot (V-*, MT-14, MT-19)."""

from django.db import models


class VoteKind(models.TextChoices):
    """The rows of the vote table; who counts, the quorum and the majority stand in rules/voting.py."""

    GENERAL = "V-GEN", "党员大会一般事项"
    COMMITTEE = "V-COM", "支委会事项"
    ADMISSION = "V-ADM", "接收预备党员、转正"
    ELECTION = "V-ELE", "选举"
    PUNISHMENT = "V-PUN", "处分、除名事项"


class VoteMatter(models.TextChoices):
    """What may be voted on online is set by matter (MT-14)."""

    GENERAL = "general", "普通事项"
    AWARD = "award", "评优表彰"
    ADMISSION = "admission", "发展党员"
    ELECTION = "election", "选举"


class BallotMethod(models.TextChoices):
    HANDS = "hands", "举手表决"
    PAPER = "paper", "纸质票"
    ELECTRONIC = "electronic", "手机无记名投票"


class BallotState(models.TextChoices):
    PREPARED = "prepared", "未开始"
    OPEN = "open", "投票中"
    CLOSED = "closed", "已计票"
    ANNOUNCED = "announced", "已宣布"
    VOID = "void", "作废"


class VoteChoice(models.TextChoices):
    FOR = "for", "赞成"
    AGAINST = "against", "反对"
    ABSTAIN = "abstain", "弃权"


class AdmissionStep(models.TextChoices):
    """What a V-ADM vote is about: one person, one vote."""

    ADMIT = "admit", "接收为预备党员"
    CONFIRM = "confirm", "按期转正"
    EXTEND = "extend", "延长预备期"
    CANCEL = "cancel", "取消预备党员资格"


# Who is left out for such a reason is known to the meeting that approves it; elsewhere it reads like this (E-52).
UNSAID = "另有原因"


class ExclusionReason(models.TextChoices):
    """Why somebody may be left out of those expected (MT-19). Of health the class only, no diagnosis (PI-02)."""

    ILL_MIND = "ill_mind", "因健康原因不能表达本人意志"
    ABROAD = "abroad", "自费出国（境）半年以上"
    ON_PROBATION = "on_probation", "受留党察看处分，在察看期内"
    DETAINED = "detained", "被留置、逮捕或正在服刑"
    BEDRIDDEN = "bedridden", "因年老或健康原因生活不能自理"
    AWAY = "away", "工作调动、借调、外出半年以上，应转未转组织关系"
    RETIRED_HOME = "retired_home", "退休回原籍，没有转组织关系"

    @property
    def said(self) -> str:
        """For everybody but the secretary: a detention is not named (E-52)."""
        return UNSAID if self == self.DETAINED else str(self.label)
