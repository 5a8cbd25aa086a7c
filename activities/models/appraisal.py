"""The yearly appraisal of a branch's members (民主评议党员, DA-01..DA-11).

What was said of whom stands with the person; what was ticked lies in a `SecretBallot` until closing, and afterwards
only as sums beside each name. The box knows nobody, and no row here bears the time of a ballot (0003).
"""

from fractions import Fraction

from django.conf import settings
from django.db import models
from django.db.models import Q
from encrypted_fields.fields import EncryptedTextField

from activities.choices_life import (
    AppraisalState,
    Decided,
    ExcellentCriterion,
    NoticeScope,
    OwnView,
)
from activities.models.activity import Activity
from activities.models.secret_ballot import SecretBallot
from activities.rules.appraisal import Cap
from branches.models import Organization
from branches.scoping import ScopedQuerySet
from members.choices import Standing
from members.models import Member


class Appraisal(models.Model):
    """The appraisal for one year; it may be held in January to March of the next (E-45).

    `full_members` and `ratio` are those of the day of the meeting, frozen when the ballot opens (DA-04, E-43).
    `superior` is the next higher organization at that time: it gives its opinion (F-14 c).
    """

    scope_path = "branch__path"

    branch = models.ForeignKey(Organization, models.PROTECT, related_name="appraisals")
    for_year = models.PositiveSmallIntegerField("所属年度")
    activity = models.OneToOneField(
        Activity, models.PROTECT, null=True, blank=True, related_name="appraisal", verbose_name="评议会"
    )
    superior = models.ForeignKey(Organization, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=AppraisalState, default=AppraisalState.PREPARED)
    with_committee = models.BooleanField("同时测评支委会", default=False)
    full_members = models.PositiveIntegerField("正式党员", null=True)
    ratio = models.CharField(max_length=10, default="1/3")
    min_ballots = models.PositiveSmallIntegerField(default=5)
    box = models.OneToOneField(SecretBallot, models.SET_NULL, null=True, related_name="+")
    committee_box = models.OneToOneField(SecretBallot, models.SET_NULL, null=True, related_name="+")
    issued = models.PositiveIntegerField("发出", default=0)
    returned = models.PositiveIntegerField("收回", default=0)
    left_out = models.PositiveIntegerField("没有计入", default=0)
    committee_counts = models.JSONField(null=True)  # aspect → grade → how many
    decided_on = models.DateField("评定日期", null=True)
    decided_by_members = models.BooleanField("由党员大会评定", default=False)
    revision = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "民主评议"
        ordering = ["-for_year"]
        constraints = [
            models.UniqueConstraint(fields=["branch", "for_year"], name="one_appraisal_a_year"),
            models.CheckConstraint(
                name="opened_appraisal_has_its_base",
                condition=Q(state=AppraisalState.PREPARED) | Q(full_members__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.for_year}年度民主评议党员"

    @property
    def cap(self) -> Cap | None:
        """How many may be 优秀; None before the ballot opened."""
        return Cap(self.full_members, Fraction(self.ratio)) if self.full_members is not None else None

    @property
    def enough_returned(self) -> bool:
        """Fewer papers than the minimum: nothing but their number is kept (E-31)."""
        return self.returned - self.left_out >= self.min_ballots


class AppraisalPerson(models.Model):
    """One member in it: what he wrote, the sums he got, what the branch decided and what he says to that.

    `counts` is None before closing and where too few marked him; `grade` stays empty for probationary members.
    """

    scope_path = "appraisal__branch__path"

    appraisal = models.ForeignKey(Appraisal, models.CASCADE, related_name="people")
    member = models.ForeignKey(Member, models.PROTECT, related_name="appraisals")
    standing = models.CharField(max_length=20, choices=Standing)
    self_text = EncryptedTextField("个人自评", null=True)
    former_opinion = models.TextField("原支部意见", blank=True)
    counts = models.JSONField(null=True)  # grade → how many
    grade = models.CharField("评定等次", max_length=12, choices=Decided, blank=True)
    reason = models.CharField("主要依据", max_length=300, blank=True)
    outcome = models.CharField("评议后的措施", max_length=200, blank=True)
    own_view = models.CharField("本人意见", max_length=10, choices=OwnView, blank=True)
    own_words = models.CharField("本人说明", max_length=500, blank=True)
    own_view_on = models.DateField(null=True)
    reply = models.CharField("支部答复", max_length=300, blank=True)
    superior_opinion = models.CharField("上级党组织意见", max_length=300, blank=True)
    superior_on = models.DateField(null=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["member__name_key", "member_id"]
        constraints = [
            models.UniqueConstraint(fields=["appraisal", "member"], name="appraised_once"),
            models.CheckConstraint(
                name="no_grade_while_probationary", condition=Q(standing=Standing.FULL) | Q(grade="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member}：{self.appraisal}"

    @property
    def is_graded(self) -> bool:
        """Full members get a grade; probationary ones take part without (DA-05)."""
        return self.standing == Standing.FULL

    @property
    def is_on_the_paper(self) -> bool:
        """Printed on the ballot with boxes: full members who are not left ungraded beforehand (DA-08)."""
        return self.is_graded and self.grade != Decided.UNGRADED

    @property
    def line(self) -> str:
        return str(self.pk)


class MutualOpinion(models.Model):
    """What one member said of another, openly and to the face (党员互评, DA-02)."""

    scope_path = "person__appraisal__branch__path"

    person = models.ForeignKey(AppraisalPerson, models.CASCADE, related_name="opinions")
    author = models.ForeignKey(Member, models.PROTECT, related_name="+")
    text = EncryptedTextField("意见")
    updated_at = models.DateTimeField(auto_now=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["author__name_key", "pk"]
        constraints = [models.UniqueConstraint(fields=["person", "author"], name="one_opinion_of_each_other")]

    def __str__(self) -> str:
        return f"{self.author} → {self.person.member}"


class AppraisalPaper(models.Model):
    """Totals of the paper ballots as two people counted them; may be put right until closing, then gone (E-31)."""

    scope_path = "appraisal__branch__path"

    appraisal = models.OneToOneField(Appraisal, models.CASCADE, primary_key=True, related_name="paper")
    issued = models.PositiveIntegerField("发出")
    returned = models.PositiveIntegerField("收回")
    counts = models.JSONField(default=dict)  # line → grade → how many
    committee_counts = models.JSONField(default=dict)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="appraisal_paper_within_issued", condition=Q(returned__lte=models.F("issued"))
            )
        ]

    def __str__(self) -> str:
        return f"纸票 {self.returned}/{self.issued}"


class ExcellentNomination(models.Model):
    """An 优秀 member put forward by the seven criteria, shown to the branch for some days (DA-11)."""

    scope_path = "person__appraisal__branch__path"

    person = models.OneToOneField(AppraisalPerson, models.CASCADE, related_name="nomination")
    remarks = models.JSONField(default=dict)  # criterion → words
    shown_from = models.DateField("公示开始")
    shown_to = models.DateField("公示结束")
    scope = models.CharField("公示范围", max_length=10, choices=NoticeScope, default=NoticeScope.BRANCH)
    nominated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    updated_at = models.DateTimeField(auto_now=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="nomination_shown_in_order", condition=Q(shown_to__gte=models.F("shown_from"))
            )
        ]

    def __str__(self) -> str:
        return f"推荐优秀共产党员：{self.person.member}"

    @property
    def lines(self) -> list[tuple[str, str]]:
        return [(str(each.label), self.remarks.get(each.value, "")) for each in ExcellentCriterion]


class NominationObjection(models.Model):
    """Something said against a nomination while it was shown; read by the branch's committee only."""

    scope_path = "nomination__person__appraisal__branch__path"

    nomination = models.ForeignKey(ExcellentNomination, models.CASCADE, related_name="objections")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    text = EncryptedTextField("异议")
    said_on = models.DateField()
    answer = models.CharField("核查结果", max_length=300, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["nomination", "member"], name="one_objection_each")]

    def __str__(self) -> str:
        return f"对{self.nomination}的异议"
