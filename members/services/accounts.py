"""Accounts: opened by the office, never by signing up; the first password is shown once and then changed."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.contrib.auth.password_validation import validate_password
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac

from members.access import Capability, access_of
from members.models import Member, PersonalFile, User
from members.rules.names import syllables
from members.rules.phones import normal_phone
from partywork.common.errors import DomainError
from partywork.common.verbs import journal, lock, require

# No 0 O 1 l I: the slip is read from paper, often by old eyes.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
LINK_SALT = "members.first-sign-in"
LINK_DAYS = 14


@dataclass(frozen=True)
class OpenedAccount:
    """What the slip shows, once: nowhere kept in clear."""

    user: User
    name: str
    username: str
    password: str
    link_key: str
    by_phone: bool = False  # the telephone number signs in as well


@transaction.atomic
def open_account(member: Member, *, by: AbstractBaseUser | None) -> OpenedAccount:
    """An account for the member, named by the name; a telephone number that is kept opens it as well."""
    held = lock(member)
    require(held.user_id is None, f"{held.name}已经有账号。", code="has_account")
    password = one_time_password()
    user = User(username=_username(held), name=held.name, must_change_password=True)
    user.set_password(password)
    user.save()
    held.user = user
    held.save(update_fields=["user", "updated_at"])
    journal(held, "open_account", by=by)
    return _slip(user, password, by_phone=bool(held.phone))


@transaction.atomic
def reset_password(member: Member, *, by: AbstractBaseUser | None) -> OpenedAccount:
    """A new one-time password; the old one and every signed-in device stop at once."""
    held = lock(member)
    if held.user is None:
        raise DomainError(f"{held.name}还没有账号。", code="no_account")
    require(by is None or held.user_id != by.pk, "自己的密码请在“我的账号”里修改。", code="own_account")
    _require_no_more_rights(held.user, by)
    password = one_time_password()
    user = held.user
    user.set_password(password)
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password"])
    journal(held, "reset_password", by=by)
    return _slip(user, password, by_phone=bool(held.phone))


@transaction.atomic
def open_accounts(members: Iterable[Member], *, by: AbstractBaseUser | None) -> list[OpenedAccount]:
    """Accounts for all who have none; those who have one are left as they are."""
    return [open_account(member, by=by) for member in members if member.user_id is None]


@transaction.atomic
def open_official(name: str, username: str, *, by: AbstractBaseUser | None) -> OpenedAccount:
    """An account for an official who belongs to none of our branches; what it may do comes with a post."""
    name, username = name.strip(), username.strip()
    require(name, "请填写姓名。", field="name")
    require(username, "请填写登录名。", field="username")
    taken = User.objects.filter(username__iexact=username).exists()
    require(not taken, f"登录名“{username}”已有人使用。", field="username", code="name_taken")
    password = one_time_password()
    user = User(username=username, name=name, must_change_password=True)
    user.set_password(password)
    user.save()
    journal(user, "open_account", by=by)
    return _slip(user, password)


@transaction.atomic
def choose_password(user: User, password: str) -> None:
    """The person's own password; the one-time password and its link are spent."""
    try:
        validate_password(password, user)
    except ValidationError as refusal:
        raise DomainError("".join(refusal.messages), field="password1", code="weak_password") from None
    user.set_password(password)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    journal(user, "choose_password", by=user)


def _require_no_more_rights(user: User, by: AbstractBaseUser | None) -> None:
    """Whoever hands out a password could sign in with it: nobody gains a right by it that was not theirs (R02)."""
    if not isinstance(by, User):
        return
    mine, theirs = access_of(by), access_of(user)
    tree = mine.scope(Capability.MANAGE_TREE)
    below = all(
        tree.covers(grant.path) or all(mine.scope(right).covers(grant.path) for right in grant.capabilities)
        for grant in theirs.grants
    )
    allowed = mine.operator or (below and not theirs.operator)
    require(allowed, f"{user.name}的职务比您的权限大，请上级党组织或管理员重置密码。", code="more_rights")


def one_time_password() -> str:
    """Ten characters in two groups, easy to read aloud: k7mtq-4hx9p."""
    drawn = "".join(secrets.choice(ALPHABET) for _ in range(10))
    return f"{drawn[:5]}-{drawn[5:]}"


def link_key(user: User) -> str:
    """The key of the one-time link on the slip: dead after use, after a new password, or after two weeks."""
    return signing.dumps([user.pk, _stamp(user)], salt=LINK_SALT)


def user_of_link(key: str) -> User | None:
    try:
        pk, stamp = signing.loads(key, salt=LINK_SALT, max_age=LINK_DAYS * 86400)
    except signing.BadSignature:
        return None
    user: User | None = User.objects.filter(pk=pk, is_active=True, must_change_password=True).first()
    return user if user is not None and constant_time_compare(_stamp(user), stamp) else None


def _stamp(user: User) -> str:
    return salted_hmac(LINK_SALT, user.password).hexdigest()[:20]


def _slip(user: User, password: str, *, by_phone: bool = False) -> OpenedAccount:
    return OpenedAccount(user, user.name, user.username, password, link_key(user), by_phone)


def user_of_phone(typed: str) -> User | None:
    """Whose telephone number this is, by its blind index; None for anything that is no number."""
    try:
        phone = normal_phone(typed)
    except ValueError:
        return None
    return (
        User.objects.filter(member__file__in=PersonalFile.objects.with_phone(phone)).first()
        if phone
        else None
    )


def _username(member: Member) -> str:
    """By the name in pinyin; who has a telephone number signs in by that as well, and it stands nowhere in clear."""
    stem = "".join(syllables(member.name))[:40] or "member"
    name, number = stem, 1
    while User.objects.filter(username=name).exists():
        number += 1
        name = f"{stem}{number}"
    return name
