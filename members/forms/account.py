"""The forms of signing in and of choosing a password."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from django import forms

from members.services import accounts
from partywork.common.forms import dress


class SignInForm(LoginForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name(
            self,
            {"login": "账号（手机号或工号）", "password": "密码", "remember": "这台设备 30 天内不用再登录"},
        )
        self.fields["remember"].initial = True


class NewPasswordForm(ChangePasswordForm):  # type: ignore[misc]
    """Also how a one-time password is replaced by the person's own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name(self, {"oldpassword": "现在的密码", "password1": "新密码", "password2": "新密码再输一次"})
        self.fields["password1"].help_text = "至少 8 位，不要用生日、手机号或太常见的词。"

    def save(self) -> None:
        accounts.choose_password(self.user, self.cleaned_data["password1"])


class ConfirmPasswordForm(ReauthenticateForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name(self, {"password": "密码"})


def _name(form: forms.Form, labels: dict[str, str]) -> None:
    """Chinese labels, no placeholders, no links in the hints, and our boxes."""
    for name, label in labels.items():
        field = form.fields[name]
        field.label, field.help_text = label, ""
        field.widget.attrs.pop("placeholder", None)
    dress(form)
