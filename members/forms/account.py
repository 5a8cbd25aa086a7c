"""The sign-in form."""

from typing import Any

from allauth.account.forms import LoginForm

from partywork.common.forms import dress


class SignInForm(LoginForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "账号（手机号或工号）"
        self.fields["login"].widget.attrs.update(placeholder="", autocomplete="username")
        self.fields["password"].label = "密码"
        self.fields["password"].widget.attrs.update(placeholder="", autocomplete="current-password")
        self.fields["password"].help_text = ""
        self.fields["remember"].label = "这台设备 30 天内不用再登录"
        self.fields["remember"].initial = True
        dress(self)
