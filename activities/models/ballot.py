"""A vote at a meeting: what is decided, how, by how many, and the result as it was counted and signed (V-*, MT-11)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from activities.choices_votes import (
    AdmissionStep,
    BallotMethod,
    BallotState,
    ExclusionReason,
    VoteChoice,
    VoteKind,
    VoteMatter,
)
from activities.models.activity import Activity
from activities.models.agenda import AgendaItem
from activities.models.secret_ballot import SecretBallot
from activities.rules.vote_table import VoteRule, vote_rule
from branches.scoping import ScopedQuerySet
from members.models import Member


class Ballot(models.Model):
    """One question put to the vote. On an admission it is about one person (V-ADM).

    `expected` and `present` are frozen when it is opened, the sums when chair and teller have both confirmed them.
    Written opinions (E-41) are in the sums from then on, `written` of them: told apart, the sums would show what the
    one who wrote had said. Of an electronic ballot the box alone knows the sums until then (0015).
    """

    scope_path = "activity__branch__path"

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="ballots")
    item = models.ForeignKey(
        AgendaItem, models.SET_NULL, null=True, blank=True, related_name="ballots", verbose_name="议题"
    )
    kind = models.CharField("表决种类", max_length=6, choices=VoteKind)
    matter = models.CharField("事项", max_length=10, choices=VoteMatter, default=VoteMatter.GENERAL)
    method = models.CharField("方式", max_length=12, choices=BallotMethod)
    state = models.CharField(max_length=10, choices=BallotState, default=BallotState.PREPARED)
    title = models.CharField("表决事项", max_length=200)
    step = models.CharField("讨论的是", max_length=10, choices=AdmissionStep, blank=True)
    subject = models.CharField("当事人", max_length=60, blank=True)
    subject_member = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="+")
    chair = models.ForeignKey(Member, models.PROTECT, related_name="+", verbose_name="主持人")
    teller = models.ForeignKey(Member, models.PROTECT, related_name="+", verbose_name="监票人")
    repeats = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="repeated_by"
    )  # the vote that was void
    box = models.OneToOneField(SecretBallot, models.PROTECT, null=True, related_name="ballot")
    expected = models.PositiveIntegerField("应到", default=0)
    present = models.PositiveIntegerField("实到", default=0)
    left_out = models.PositiveIntegerField("不计入应到", default=0)
    issued = models.PositiveIntegerField("发出", null=True, blank=True)
    returned = models.PositiveIntegerField("收回", null=True, blank=True)
    void = models.PositiveIntegerField("无效", null=True, blank=True)
    in_favour = models.PositiveIntegerField("赞成", null=True, blank=True)
    against = models.PositiveIntegerField("反对", null=True, blank=True)
    abstained = models.PositiveIntegerField("弃权", null=True, blank=True)
    written = models.PositiveIntegerField("书面意见", default=0)
    passed = models.BooleanField("通过", null=True)
    sentence = models.CharField("结论", max_length=400, blank=True)
    void_reason = models.CharField("作废原因", max_length=200, blank=True)
    opened_at = models.DateTimeField(null=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    chair_confirmed_at = models.DateTimeField(null=True)
    teller_confirmed_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    announced_at = models.DateTimeField(null=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="ballot_present_within_expected", condition=Q(present__lte=F("expected"))
            ),
            models.CheckConstraint(
                name="closed_ballot_was_confirmed_by_two",
                condition=~Q(state__in=[BallotState.CLOSED, BallotState.ANNOUNCED])
                | Q(
                    chair_confirmed_at__isnull=False, teller_confirmed_at__isnull=False, passed__isnull=False
                ),
            ),
            models.CheckConstraint(name="chair_and_teller_are_two", condition=~Q(chair=F("teller"))),
            models.CheckConstraint(
                name="ballot_papers_add_up",
                condition=Q(issued__isnull=True)
                | Q(returned__isnull=True)
                | Q(
                    returned__lte=F("issued"),
                    returned=F("void") + F("in_favour") + F("against") + F("abstained") - F("written"),
                ),
            ),
            models.CheckConstraint(
                name="admission_is_about_somebody",
                condition=~Q(kind=VoteKind.ADMISSION) | (~Q(subject="") & ~Q(step="")),
            ),
            models.CheckConstraint(
                name="admission_is_secret",
                condition=~Q(kind=VoteKind.ADMISSION, method=BallotMethod.HANDS),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def rule(self) -> VoteRule:
        return vote_rule(self.kind)

    @property
    def valid(self) -> int | None:
        return None if self.returned is None else self.returned - (self.void or 0)

    @property
    def is_counted(self) -> bool:
        return self.in_favour is not None

    @property
    def has_result(self) -> bool:
        return self.state in (BallotState.CLOSED, BallotState.ANNOUNCED)


class WrittenOpinion(models.Model):
    """The signed opinion of somebody who cannot come, received before the meeting began (E-41, MT-20).

    What it says is known to who received it; at closing it joins the sums and is forgotten here. `is_set_aside`:
    the member came after all and votes like everybody else.
    """

    scope_path = "ballot__activity__branch__path"

    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="opinions")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    choice = models.CharField("意见", max_length=10, choices=VoteChoice, blank=True)
    received_at = models.DateTimeField("收到时间")
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    is_set_aside = models.BooleanField("本人到会", default=False)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["member__name_key", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["ballot", "member"], name="one_written_opinion_a_person")
        ]

    def __str__(self) -> str:
        return f"{self.member}的书面意见"


class VoterExclusion(models.Model):
    """Somebody who may be left out of those expected: the superior's consent and the meeting's approval (MT-19, E-42).

    Without both the person stays in the denominator. Whoever has lost the vote for a time (留党察看) is handed no
    paper whether or not the meeting has approved (MEM-02).
    """

    scope_path = "activity__branch__path"

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="voter_exclusions")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    reason = models.CharField("原因", max_length=16, choices=ExclusionReason)
    consent = models.CharField("上级同意的文件", max_length=120, blank=True)
    consent_on = models.DateField("文件日期", null=True, blank=True)
    consent_file = models.FileField("文件扫描件", upload_to="exclusions/%Y/%m/", blank=True)
    consent_type = models.CharField(max_length=40, blank=True)
    approved_at = models.DateTimeField("大会通过时间", null=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["member__name_key", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["activity", "member"], name="left_out_once"),
            models.CheckConstraint(
                name="approved_exclusion_has_consent",
                condition=Q(approved_at__isnull=True) | (~Q(consent="") & Q(consent_on__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member}：{self.said}"

    @property
    def said(self) -> str:
        return ExclusionReason(self.reason).said
