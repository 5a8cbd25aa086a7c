"""Which posts somebody holds, and which a correction did not give back: for whoever enters a decision (MEM-02)."""

from members.models import Appointment, DisciplineFact, EndedPost, Member, StandingDecision


def posts_held(member: Member) -> tuple[Appointment, ...]:
    """In whichever organization: what a decision may end; one query."""
    if member.user_id is None:
        return ()
    held = Appointment.objects.filter(holder_id=member.user_id, period__endswith__isnull=True)
    return tuple(held.select_related("organization").order_by("organization__path", "post"))


def left_ended(cause: DisciplineFact | StandingDecision) -> str:
    """Which of the ended posts did not go on by the correction, in a sentence: whoever appoints fills them anew."""
    ended = cause.ended_posts.select_related("organization").order_by("pk")
    left = [str(each) for each in ended if not _goes_on(each)]
    return f"{'、'.join(left)}已另有安排，没有恢复。" if left else ""


def _goes_on(ended: EndedPost) -> bool:
    running = Appointment.objects.filter(period__endswith__isnull=True, holder=ended.holder_id)
    return running.filter(organization=ended.organization_id, post=ended.post).exists()
