"""A heart-to-heart talk of two people, and what they agreed to see to (TT-01..TT-05, F-15)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least
from encrypted_fields.fields import EncryptedTextField

from activities.choices_talks import RESTRICTED_KINDS, TalkKind, TalkReason, TalkRelation, TalkState
from branches.models import Organization
from branches.scoping import ScopedQuerySet
from members.models import Member
from members.models.promise import SealedPromise, done_says_how


class Talk(models.Model):
    """Private to the two people and the secretary (TT-05): what was said is encrypted in the table.

    `relation` is that of the posts on the day, frozen. `talker_agreed_at` and `partner_agreed_at` stand for the
    two signatures; `on_paper` says that somebody without an account signed the printed sheet.
    """

    scope_path = "branch__path"

    branch = models.ForeignKey(Organization, models.PROTECT, related_name="talks")
    talker = models.ForeignKey(Member, models.PROTECT, related_name="talks_held", verbose_name="谈话人")
    partner = models.ForeignKey(Member, models.PROTECT, related_name="talks_had", verbose_name="谈话对象")
    relation = models.CharField("关系", max_length=20, choices=TalkRelation)
    kind = models.CharField("类型", max_length=16, choices=TalkKind, default=TalkKind.DAILY)
    talked_on = models.DateField("日期")
    state = models.CharField(max_length=10, choices=TalkState, default=TalkState.ENTERED)
    reason = EncryptedTextField("为什么谈", null=True)
    place = EncryptedTextField("地点", null=True)
    gist = EncryptedTextField("主要内容", null=True)
    opinions = EncryptedTextField("意见建议", null=True)
    problems = EncryptedTextField("需解决的问题", null=True)
    answer = EncryptedTextField("答复、整改", null=True)
    note = EncryptedTextField("请改的话", null=True)
    talker_agreed_at = models.DateTimeField(null=True)
    partner_agreed_at = models.DateTimeField(null=True)
    on_paper = models.BooleanField("纸上签字", default=False)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    revision = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "谈心谈话"
        ordering = ["-talked_on", "-pk"]
        constraints = [
            models.CheckConstraint(name="talk_takes_two", condition=~Q(talker=F("partner"))),
            models.CheckConstraint(
                name="confirmed_talk_has_both_words",
                condition=~Q(state=TalkState.CONFIRMED)
                | Q(talker_agreed_at__isnull=False, partner_agreed_at__isnull=False),
            ),
            # A double click, or both of them at once, registers one talk.
            models.UniqueConstraint(
                Least("talker", "partner"),
                Greatest("talker", "partner"),
                "talked_on",
                "kind",
                name="talk_registered_once",
            ),
        ]
        indexes = [models.Index(fields=["branch", "talked_on"], name="talk_branch_day")]

    def __str__(self) -> str:
        """What may stand in the journal: neither names nor type."""
        return f"{self.talked_on:%Y-%m-%d} 谈心谈话"

    @property
    def is_settled(self) -> bool:
        return self.state == TalkState.CONFIRMED

    @property
    def is_restricted(self) -> bool:
        return self.kind in RESTRICTED_KINDS

    @property
    def reason_text(self) -> str:
        return str(TalkReason(self.reason).label) if self.reason else ""

    def is_side(self, member_id: int | None) -> bool:
        return member_id is not None and member_id in (self.talker_id, self.partner_id)

    def other_side(self, member_id: int | None) -> Member:
        return self.partner if member_id == self.talker_id else self.talker

    def has_agreed(self, member_id: int | None) -> bool:
        moment = self.talker_agreed_at if member_id == self.talker_id else self.partner_agreed_at
        return moment is not None


class TalkItem(SealedPromise):
    """One thing a talk brought up and somebody sees to, until it is done (TT-03)."""

    scope_path = "talk__branch__path"

    talk = models.ForeignKey(Talk, models.CASCADE, related_name="items")
    owner = models.ForeignKey(Member, models.PROTECT, related_name="talk_items", verbose_name="由谁办")

    objects = ScopedQuerySet.as_manager()

    class Meta(SealedPromise.Meta):
        constraints = [done_says_how("done_talk_item_says_how")]

    def __str__(self) -> str:
        return f"{self.talk}：一件要办的事"
