"""One ballot of an election: paper or phones, its counting sheet, what came of it (EL-05, EL-06, EL-13)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from activities.choices_elections import Office, RoundMethod, RoundState
from activities.models.election import Election
from activities.rules.election_outcome import Assembly, RoundPurpose
from branches.scoping import ScopedQuerySet
from members.models import Member


class ElectionRound(models.Model):
    """Ballots are numbers here, never papers and never people (EL-13).

    `expected`, `present` and `base` are fixed when the ballots go out. `closing_by` asked to end it; the teller,
    another person, does. `signed_sheets` are the scans of the sheet both tellers signed by hand.
    """

    scope_path = "election__branch__path"

    election = models.ForeignKey(Election, models.CASCADE, related_name="rounds")
    office = models.CharField(max_length=10, choices=Office)
    number = models.PositiveSmallIntegerField("第几次投票")
    purpose = models.CharField(
        max_length=10, choices=[(each.value, each.value) for each in RoundPurpose], default=RoundPurpose.FIRST
    )
    seats = models.PositiveSmallIntegerField("应选名额")
    state = models.CharField(max_length=10, choices=RoundState, default=RoundState.PREPARED)
    method = models.CharField("方式", max_length=8, choices=RoundMethod, default=RoundMethod.PAPER)
    box = models.OneToOneField("activities.SecretBallot", models.SET_NULL, null=True, related_name="+")
    teller = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+", verbose_name="监票人")
    counter = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+", verbose_name="计票人")
    expected = models.PositiveSmallIntegerField("应到", default=0)
    present = models.PositiveSmallIntegerField("实到", default=0)
    base = models.CharField(max_length=10, default="present")
    issued = models.PositiveSmallIntegerField("发出", default=0)
    returned = models.PositiveSmallIntegerField("收回", default=0)
    valid = models.PositiveSmallIntegerField("有效", default=0)
    void = models.PositiveSmallIntegerField("无效", default=0)
    closing_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    outcome = models.JSONField(default=dict)  # frozen when counted: sentences, elected, tied, seats left
    void_reason = models.CharField("作废原因", max_length=200, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["election", "office", "number"], name="round_of_an_office_numbered"
            ),
            models.CheckConstraint(
                name="counted_ballots_add_up",
                condition=~Q(state__in=["counted", "announced"])
                | Q(returned__lte=F("issued"), returned=F("valid") + F("void")),
            ),
            models.CheckConstraint(name="ballots_within_present", condition=Q(issued__lte=F("present"))),
        ]

    def __str__(self) -> str:
        return f"{self.election}：{self.get_office_display()}第{self.number}次投票"

    @property
    def assembly(self) -> Assembly:
        return Assembly(self.expected, self.present, self.base)

    @property
    def is_by_phone(self) -> bool:
        return self.method == RoundMethod.PHONE

    @property
    def is_run_off(self) -> bool:
        return self.purpose == RoundPurpose.RUN_OFF


class RoundLine(models.Model):
    """A name on the ballot, or written in, and what it came to."""

    scope_path = "round__election__branch__path"

    round = models.ForeignKey(ElectionRound, models.CASCADE, related_name="lines")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    position = models.PositiveSmallIntegerField(default=0)
    is_write_in = models.BooleanField("另选", default=False)
    in_favour = models.PositiveSmallIntegerField("赞成", default=0)
    against = models.PositiveSmallIntegerField("反对", default=0)
    abstained = models.PositiveSmallIntegerField("弃权", default=0)
    is_elected = models.BooleanField("当选", default=False)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["is_write_in", "position", "pk"]
        constraints = [models.UniqueConstraint(fields=["round", "member"], name="one_line_a_name")]

    def __str__(self) -> str:
        return f"{self.name} {self.in_favour}"
