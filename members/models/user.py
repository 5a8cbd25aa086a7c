"""The account somebody signs in with; who the person is in the Party stands in Member and Appointment."""

from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):  # type: ignore[django-manager-missing]  # the tokens' manager comes untyped
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    name = models.CharField("姓名", max_length=60)
    large_type = models.BooleanField("长者模式", default=False)
    is_demo = models.BooleanField(default=False, editable=False)  # lives in demo mode only
    must_change_password = models.BooleanField("下次登录改密码", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "账号"

    def __str__(self) -> str:
        return self.name or self.username

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)
