"""Party members, and the dated spells that say in which branch each of them was on any day."""

import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import DateRangeField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Case, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Cast, Greatest

from branches.models import Organization, PartyGroup
from branches.models.organization import no_overlap
from branches.scoping import Scope, ScopedQuerySet
from members.choices import SUSPENDED_IN_FULL, WORDLESS_REASONS, ExemptionReason, Sex, SpellEnd, Standing
from members.models.found_by import CHARACTERS, PINYIN
from members.rules.told_apart import Named, told_apart
from members.rules.voting_right import has_vote_on
from partywork.common import clock

# The database reckons in UTC; a day begins there eight hours after it begins in the office.
OFFICE_AHEAD = timedelta(hours=8)


class MemberQuerySet(ScopedQuerySet):
    def within(self, scope: Scope) -> Self:
        """Those who belong, today, to a branch inside the scope."""
        today = clock.today()
        spells = MembershipSpell.objects.within(scope).filter(period__contains=today)
        return self.filter(pk__in=spells.values("member_id"))

    def in_branch_on(self, branch: Organization, day: date) -> Self:
        return self.filter(
            pk__in=MembershipSpell.objects.filter(branch=branch, period__contains=day).values("member_id")
        )

    def as_of(self, day: date) -> Self:
        """`branch_code` of the day, and `changed_at`: the last change, full membership having come included."""
        spells = MembershipSpell.objects.filter(member=OuterRef("pk"), period__contains=day)
        became_full = Cast("full_on", models.DateTimeField()) - Value(OFFICE_AHEAD)
        return self.annotate(
            branch_code=Subquery(spells.values("branch__code")[:1]),
            changed_at=Greatest(
                "updated_at",
                Case(When(full_on__lte=day, then=became_full), output_field=models.DateTimeField()),
            ),
        )

    @staticmethod
    def told_apart(rows: Sequence["Member"]) -> Mapping[int, str]:
        """What to call those of one name where somebody is picked; nothing is asked where all names differ (E-73)."""
        names = Counter(row.name for row in rows)
        twins = [row for row in rows if names[row.name] > 1]
        if not twins:
            return {}
        today = clock.today()
        spells = MembershipSpell.objects.filter(member__in=twins, period__contains=today)
        found = spells.select_related("member__file", "group")
        return told_apart(
            Named(
                spell.member_id,
                spell.member.name,
                spell.group.name if spell.group else "",
                spell.member.joined_on.year,
                spell.member.phone[-4:],
            )
            for spell in found
        )

    def by_name(self) -> Self:
        """Pinyin order, the same on every server (no ICU needed)."""
        return self.order_by("name_key", "pk")


class Member(models.Model):
    """A Party member, with the least data the branch's life needs (PI-01).

    Dates: `joined_on` the day admitted as probationary member, `full_on` the day full membership began,
    None while probationary (MEM-04); `votes_from` the day the vote began where a conversion went through here (E-05),
    None for who was full before. Roster and standing of another day follow from dates and spells.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField("姓名", max_length=60)
    name_key = models.CharField(max_length=160)
    initials = models.CharField(max_length=30)
    sex = models.CharField("性别", max_length=6, choices=Sex)
    joined_on = models.DateField("入党日期")
    full_on = models.DateField("转正日期", null=True, blank=True)
    votes_from = models.DateField("表决权自", null=True, blank=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="member"
    )
    updated_at = models.DateTimeField(auto_now=True)

    objects = MemberQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "党员"
        constraints = [
            models.CheckConstraint(
                name="full_after_joining",
                condition=Q(full_on__isnull=True) | Q(full_on__gte=models.F("joined_on")),
            ),
        ]
        indexes = [
            # Whether somebody of this name is in another branch is asked for every row of an imported roster (E-13).
            models.Index(fields=["name"], name="member_name"),
            # The list over all branches, page by page, and what people type to find somebody in it.
            models.Index(fields=["name_key", "id"], name="member_in_order"),
            models.Index(fields=["initials"], opclasses=["varchar_pattern_ops"], name="member_initials"),
            models.Index(OpClass(PINYIN, name="text_pattern_ops"), name="member_pinyin"),
            GinIndex(CHARACTERS, name="member_characters", fastupdate=False),
        ]

    def __str__(self) -> str:
        return self.name

    def standing_on(self, day: date) -> Standing:
        """正式 from the day of full membership on, before that 预备 (E-05)."""
        return Standing.FULL if self.full_on and self.full_on <= day else Standing.PROBATIONARY

    def has_vote_on(self, day: date) -> bool:
        """Before the approval no vote, even if probation has ended: or as the committee has set it (E-05)."""
        return has_vote_on(day, full_on=self.full_on, since=self.votes_from)

    @property
    def standing(self) -> Standing:
        return self.standing_on(clock.today())

    @property
    def phone(self) -> str:
        """Decrypted, for the program's own use: people read it through `services.reading_personal.read_item`."""
        file = getattr(self, "file", None)
        return file.phone if file is not None else ""

    def branch_on(self, day: date) -> Organization | None:
        spell = self.spells.filter(period__contains=day).select_related("branch").first()
        return spell.branch if spell else None


class MembershipSpell(models.Model):
    """From `period.lower` until the day before `period.upper` a member of this branch (MEM-03, E-01..E-03)."""

    scope_path = "branch__path"

    member = models.ForeignKey(Member, models.CASCADE, related_name="spells")
    branch = models.ForeignKey(Organization, models.PROTECT, related_name="membership_spells")
    group = models.ForeignKey(PartyGroup, models.PROTECT, null=True, blank=True, related_name="+")
    period = DateRangeField()
    ended_by = models.CharField(max_length=20, choices=SpellEnd, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [no_overlap("one_branch_a_day", "member")]
        indexes = [models.Index(fields=["branch", "member"], name="spell_branch_member")]

    def __str__(self) -> str:
        return f"{self.member}：{self.branch}"


class ExemptionSpell(models.Model):
    """Approved not to take part for a while (MEM-16); both days included (E-10)."""

    scope_path = "branch__path"

    member = models.ForeignKey(Member, models.CASCADE, related_name="exemptions")
    branch = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    reason = models.CharField("原因", max_length=20, choices=ExemptionReason)
    since = models.DateField("自")
    until = models.DateField("至")
    contact = models.ForeignKey(
        Member, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="联系人"
    )
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(auto_now_add=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="exemption_ends_after_start", condition=Q(until__gte=models.F("since"))
            )
        ]

    def __str__(self) -> str:
        return f"{self.member}：{self.get_reason_display()}"

    @property
    def reason_in_full(self) -> str:
        """For the secretary and the person himself; everybody else reads the label (E-52)."""
        suspended = self.reason == ExemptionReason.SUSPENDED
        return SUSPENDED_IN_FULL if suspended else str(self.get_reason_display())

    @property
    def is_wordless(self) -> bool:
        return self.reason in WORDLESS_REASONS
