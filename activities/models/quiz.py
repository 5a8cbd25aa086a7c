"""Question banks and quizzes: who has done one is known, a score is its owner's alone (ED-08, BR-03)."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from encrypted_fields.fields import EncryptedTextField

from activities.choices_quiz import QuestionKind, QuizState
from activities.rules.quiz import Question, is_open
from branches.models import Organization
from branches.scoping import ScopedQuerySet
from members.models import Member
from partywork.common import clock


class QuizQuestion(models.Model):
    """One question of an organization's bank. A quiz takes a copy: what is changed here changes no quiz."""

    scope_path = "organization__path"

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="quiz_questions")
    kind = models.CharField("题型", max_length=10, choices=QuestionKind)
    text = models.CharField("题目", max_length=500)
    options = ArrayField(models.CharField(max_length=200))
    answer = models.CharField("答案", max_length=8)
    explanation = models.CharField("解析", max_length=500, blank=True)
    topic = models.CharField("分类", max_length=30, blank=True)
    is_kept = models.BooleanField(default=True)
    added_at = models.DateTimeField(default=clock.now)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["topic", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "text"], name="question_once_in_a_bank"),
            models.CheckConstraint(name="question_has_an_answer", condition=~Q(answer="")),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class Quiz(models.Model):
    """A quiz for a branch, or for all below a committee. `content` are its questions as they were taken.

    `tenths` are the hours of study it counts for; none unless the committee has said otherwise.
    """

    scope_path = "organization__path"

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="quizzes")
    state = models.CharField(max_length=10, choices=QuizState, default=QuizState.OPEN)
    title = models.CharField("名称", max_length=80)
    opens_on = models.DateField("从")
    closes_on = models.DateField("到")
    pass_pct = models.PositiveSmallIntegerField("通过", default=60)
    content = models.JSONField()
    tenths = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    updated_at = models.DateTimeField(auto_now=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-opens_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="quiz_closes_after_opening", condition=Q(closes_on__gte=F("opens_on"))
            ),
            models.CheckConstraint(
                name="quiz_passed_by_a_share", condition=Q(pass_pct__gte=1, pass_pct__lte=100)
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def questions(self) -> list[Question]:
        return [
            Question(
                number,
                each["kind"],
                each["text"],
                tuple(each["options"]),
                each["answer"],
                each["explanation"],
            )
            for number, each in enumerate(self.content, 1)
        ]

    @property
    def is_running(self) -> bool:
        return self.state == QuizState.OPEN and is_open(clock.today(), self.opens_on, self.closes_on)

    @property
    def is_over(self) -> bool:
        return clock.today() > self.closes_on


class QuizTurn(models.Model):
    """That somebody has done it, on the phone or on paper. How well is in `own`, which only he is shown."""

    scope_path = "branch__path"

    quiz = models.ForeignKey(Quiz, models.CASCADE, related_name="turns")
    member = models.ForeignKey(Member, models.PROTECT, related_name="quiz_turns")
    branch = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    done_on = models.DateField()
    on_paper = models.BooleanField(default=False)
    own = EncryptedTextField(null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["quiz", "member"], name="quiz_done_once")]

    def __str__(self) -> str:
        return f"{self.member}：{self.quiz}"


class QuizSum(models.Model):
    """How many of one branch have passed; who, stands nowhere."""

    scope_path = "branch__path"

    quiz = models.ForeignKey(Quiz, models.CASCADE, related_name="sums")
    branch = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    passed = models.PositiveIntegerField(default=0)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["quiz", "branch"], name="one_sum_a_branch")]

    def __str__(self) -> str:
        return f"{self.quiz}：{self.passed}"
