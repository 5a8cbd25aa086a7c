"""Forms about posts, tokens, passwords, reorganizing and the roster file."""

from collections.abc import Iterable
from typing import Any

from django import forms

from branches.forms.organization_field import OrganizationField
from members.access import Capability
from members.models import User
from members.services.tokens import RIGHT_LABELS
from partywork.common import clock
from partywork.common.forms import OfficeForm


class AppointmentForm(OfficeForm):
    """Who gets which post from when (ORG-13).

    The list holds only people the appointing person has in hand anyway. `named`: somebody else is appointed by
    the exact account name, so that no list shows the people of another committee.
    """

    holder = forms.ModelChoiceField(
        label="同志",
        queryset=User.objects.none(),
        required=False,
        empty_label="请选择",
        help_text="先有账号才能任职。",
    )
    username = forms.CharField(
        label="不在名单里的，填登录名",
        max_length=30,
        required=False,
        help_text="刚开的账号或别处调来的同志，请一字不差地填本人的登录名。",
    )
    post = forms.ChoiceField(label="职务")
    since = forms.DateField(label="自哪天起", help_text="权限从这一天起生效。")

    def __init__(
        self,
        *args: Any,
        people: Any,
        named: bool,
        posts: Iterable[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        holder, post = self.fields["holder"], self.fields["post"]
        assert isinstance(holder, forms.ModelChoiceField)
        assert isinstance(post, forms.ChoiceField)
        holder.queryset = people
        holder.required = not named
        post.choices = list(posts)
        if not named:
            del self.fields["username"]
        self.fields["since"].initial = clock.today()

    def clean(self) -> dict[str, Any]:
        """Either one of the list or one exact name, never two people at once."""
        data = super().clean() or {}
        if "username" not in self.fields or self.has_error("holder"):
            return data
        username = data.get("username")
        if not username and data.get("holder") is None:
            self.add_error("holder", "请选一位同志，或填登录名。")
        elif username and data.get("holder") is not None:
            self.add_error("username", "选了同志，就不用再填登录名。")
        elif username:
            data["holder"] = User.objects.filter(
                username=username, is_active=True, is_superuser=False
            ).first()
            if data["holder"] is None:
                self.add_error("username", "没有这个登录名，请核对后再填。")
        return data


class NewPersonForm(OfficeForm):
    """An account for an official who is in none of our branches."""

    name = forms.CharField(label="姓名", max_length=60)
    username = forms.CharField(label="登录名", max_length=30, help_text="手机号或工号。")


class RelieveForm(OfficeForm):
    day = forms.DateField(label="免职日期", help_text="从这一天起没有这个职务的权限。")
    reason = forms.CharField(label="说明", max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"].initial = clock.today()


class TokenForm(OfficeForm):
    name = forms.CharField(label="用在哪里", max_length=60, help_text="写明系统和负责人，如“统计平台 李工”。")
    organization = OrganizationField(
        label="范围",
        required=False,
        empty_label="我任职的全部范围",
        help_text="只能读这个党组织和它的下级。",
    )
    rights = forms.MultipleChoiceField(label="可读", widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, organizations: Any, rights: Iterable[Capability], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place, right = self.fields["organization"], self.fields["rights"]
        assert isinstance(place, OrganizationField)
        assert isinstance(right, forms.MultipleChoiceField)
        place.offer(organizations)
        right.choices = [(str(each), RIGHT_LABELS[each]) for each in rights]


class FirstPasswordForm(OfficeForm):
    password1 = forms.CharField(
        label="新密码", widget=forms.PasswordInput, help_text="至少 8 位，不要用生日、手机号或太常见的词。"
    )
    password2 = forms.CharField(label="再填一次", widget=forms.PasswordInput)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("password1") and data.get("password1") != data.get("password2"):
            self.add_error("password2", "两次填的密码不一样。")
        return data


class MergeForm(OfficeForm):
    into = OrganizationField(label="并入", empty_label="请选择")
    day = forms.DateField(
        label="自哪天起", help_text="党员从这一天起计入并入的支部，以前的记录留在原支部，只读。"
    )
    reason = forms.CharField(label="依据或说明", max_length=200)

    def __init__(self, *args: Any, targets: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["into"]
        assert isinstance(field, OrganizationField)
        field.offer(targets)
        self.fields["day"].initial = clock.today()


class SplitForm(OfficeForm):
    """Who goes to which other branch, all on one day (E-84)."""

    into = OrganizationField(label="分到", empty_label="请选择")
    members = forms.MultipleChoiceField(label="分出去的党员", widget=forms.CheckboxSelectMultiple)
    day = forms.DateField(
        label="自哪天起", help_text="从这一天起计入另一个支部，以前的记录留在原支部，只读。"
    )
    reason = forms.CharField(label="依据或说明", max_length=200)

    def __init__(self, *args: Any, targets: Any, people: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        into, members = self.fields["into"], self.fields["members"]
        assert isinstance(into, OrganizationField)
        assert isinstance(members, forms.MultipleChoiceField)
        into.offer(targets)
        members.choices = list(people)
        self.fields["day"].initial = clock.today()


class DissolveForm(OfficeForm):
    day = forms.DateField(label="自哪天起撤销")
    reason = forms.CharField(label="依据或说明", max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"].initial = clock.today()


class ExportForm(OfficeForm):
    reason = forms.CharField(label="用途", max_length=100, help_text="会写在导出的表上，并留下记录。")
