"""Signing minutes: two people say that this is what happened, and from then on it stands (MT-11, MT-12)."""

from dataclasses import dataclass
from datetime import date

from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse

from activities.choices import ActivityState, NoticeKind, RecordState
from activities.choices_minutes import SignatureRole, SignatureWay
from activities.models import MinutesSignature, RecordSheet, SignedMinutes
from activities.reports.minutes import minutes_content
from activities.reports.minutes_gaps import missing_in_minutes, signers_of, signing_members
from activities.services.filing import digest_of
from activities.services.notifying import Message, queue
from activities.states_minutes import MINUTES
from members.access import Capability, access_of
from members.models import Member, User
from partywork.common import clock
from partywork.common.errors import DomainError
from partywork.common.uploads import CleanFile, clean_file
from partywork.common.verbs import advance, journal, lock, require

ROLES = tuple(SignatureRole.values)


@dataclass(frozen=True)
class Signed:
    """The minutes after somebody signed. `struck` are those whose name went because the words had changed since."""

    record: RecordSheet
    struck: tuple[str, ...] = ()

    @property
    def is_complete(self) -> bool:
        return self.record.signed_at is not None


@transaction.atomic
def sign(record: RecordSheet, *, by: User) -> Signed:
    """Chair or recorder confirms by the own account; a group's leader for both (MT-04). Twice is once."""
    record = _locked(record)
    member: Member | None = getattr(by, "member", None)
    roles = signers_of(record.activity).roles_of(member.pk if member else None)
    require(roles, "会议记录由主持人和记录人签字。", code="not_signer")
    assert member is not None
    return _sign(record, roles, member, by=by, way=SignatureWay.ACCOUNT, on=clock.today())


@transaction.atomic
def sign_on_paper(
    record: RecordSheet, role: str, *, by: User, on: date, scan: tuple[str, bytes] | None = None
) -> Signed:
    """Somebody without an account signed by hand: the other one writes down on which day, and may add the page.

    The day is the one that stands on the paper; when it was written down here is kept besides (E-81).
    """
    record = _locked(record)
    activity = record.activity
    member = signing_members(activity).get(role)
    if member is None:
        raise DomainError("还没有写明这个人是谁。", code="no_signer", field="role")
    user = member.user
    require(
        user is None or not user.is_active,
        f"{member.name}有自己的账号，请本人登录签字。",
        code="has_account",
    )
    require(_may_write_down(record, by), "由另一位签字人或支委会成员登记纸质签字。", code="not_signer")
    require(on >= activity.day, "签字日期不能早于会议当天。", field="on")
    require(on <= clock.today(), "签字日期不能晚于今天。", field="on")
    page = clean_file(scan[0], scan[1], field="scan") if scan is not None else None
    roles = signers_of(activity).roles_of(member.pk)
    return _sign(record, roles, member, by=by, way=SignatureWay.PAPER, on=on, scan=page)


def strike(record: RecordSheet, *, by: User, except_digest: str = "") -> tuple[str, ...]:
    """Take away the signatures under other words than these; their owners are asked to sign again."""
    gone = list(record.signatures.exclude(digest=except_digest).select_related("member"))
    for signature in gone:
        journal(
            record, "strike_signature", by=by, reason=f"{signature}：签字后内容有改动", after=record.state
        )
        _ask(record, signature.member.user_id, "内容有改动，请再看一遍，重新签字。", after=signature)
        signature.delete()
    return tuple(dict.fromkeys(signature.member.name for signature in gone))


def _locked(record: RecordSheet) -> RecordSheet:
    """The register first, as everybody does who changes a mark; then the sheet."""
    activity = lock(record.activity)
    record = lock(record)
    require(not activity.sort.is_filed, "纪实表不用签字，请直接报送。", code="wrong_kind")
    require(activity.state == ActivityState.HELD, "会议还没有结束，不能签字。", code="wrong_state")
    return record


def _sign(
    record: RecordSheet,
    roles: tuple[str, ...],
    member: Member,
    *,
    by: User,
    way: SignatureWay,
    on: date,
    scan: CleanFile | None = None,
) -> Signed:
    if record.signed_at is not None and record.signatures.filter(member=member, role__in=roles).exists():
        return Signed(record)
    # Not by the table alone: its sentence would say “不能签字” and not what to do instead.
    require(record.state == RecordState.DRAFT, "会议记录已经签字固定；要补充，请写补充记录。", code="signed")
    content = minutes_content(record)
    for part in missing_in_minutes(record, content):
        require(not part.is_required, f"{part.label}：{part.sentence}", field=part.field, code="incomplete")
    digest = digest_of(content)
    struck = strike(record, by=by, except_digest=digest)
    standing = set(record.signatures.values_list("role", flat=True))
    for role in roles:
        if role not in standing:
            _write(record, role, member, by=by, way=way, on=on, digest=digest, scan=scan)
    struck = tuple(name for name in struck if name != member.name)
    if record.signatures.count() == len(ROLES):
        _freeze(record, content, by=by)
    else:
        _ask_the_other(record, by=by)
    return Signed(record, struck)


def _write(
    record: RecordSheet,
    role: str,
    member: Member,
    *,
    by: User,
    way: SignatureWay,
    on: date,
    digest: str,
    scan: CleanFile | None,
) -> None:
    signature = MinutesSignature(
        record=record, role=role, member=member, way=way, on=on, digest=digest, signed_at=clock.now(), by=by
    )
    if scan is not None:
        signature.scan_type = scan.content_type
        signature.scan.save("page", ContentFile(scan.data), save=False)
    signature.save()
    journal(record, f"sign_{role}", by=by, reason=str(signature.get_way_display()), after=record.state)


def _freeze(record: RecordSheet, content: dict[str, object], *, by: User) -> None:
    """Both have signed these words: they are kept with their fingerprint, the names under them."""
    names = record.signatures.select_related("member")
    kept = {**content, "signatures": [signature_facts(row) for row in names]}
    now = clock.now()
    SignedMinutes.objects.create(record=record, content=kept, digest=digest_of(kept), signed_at=now)
    record.signed_at = now
    advance(record, MINUTES, "sign", by=by, fields=("signed_at",))


def signature_facts(signature: MinutesSignature) -> dict[str, object]:
    """The name, how it came there, on which day, and when it was written down where that was later (E-81)."""
    return {
        "role": signature.role,
        "name": signature.member.name,
        "way": signature.way,
        "on": signature.on.isoformat(),
        "entered_on": clock.local_day(signature.signed_at).isoformat() if signature.recorded_late else "",
    }


def _may_write_down(record: RecordSheet, by: User) -> bool:
    member: Member | None = getattr(by, "member", None)
    own = signers_of(record.activity).roles_of(member.pk if member else None)
    return bool(own) or access_of(by).may(Capability.WRITE_RECORD, record.activity.branch)


def _ask_the_other(record: RecordSheet, *, by: User) -> None:
    signed = set(record.signatures.values_list("role", flat=True))
    for role, member in signing_members(record.activity).items():
        if role not in signed and member is not None and member.user_id != by.pk:
            _ask(record, member.user_id, f"{by}已经签字，请看一遍，您也签字。")


def _ask(
    record: RecordSheet, user_id: int | None, body: str, *, after: MinutesSignature | None = None
) -> None:
    if user_id is None:
        return
    about = f"again:{after.pk}" if after is not None else f"other:{record.revision}"
    message = Message(
        occasion=f"minutes-sign:{record.pk}:{about}",
        kind=NoticeKind.REMINDER,
        subject=f"会议记录等您签字：{record.activity.theme}"[:120],
        body=f"{body}{clock.due_text(record.due_at)}前签好。",
        link=reverse("my_minutes", args=[record.pk]),
    )
    queue([user_id], message, activity=record.activity)
