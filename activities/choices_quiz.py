"""The words of quizzes (ED-08)."""

from django.db import models


class QuestionKind(models.TextChoices):
    SINGLE = "single", "单选"
    MULTIPLE = "multiple", "多选"
    TRUE_FALSE = "true_false", "判断"


class QuizState(models.TextChoices):
    OPEN = "open", "开放"
    WITHDRAWN = "withdrawn", "已撤回"
