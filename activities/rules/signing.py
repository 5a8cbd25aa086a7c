"""Who signs minutes, and whether two people are needed (MT-04, MT-11)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Signers:
    """Chair and recorder by key, None where nobody is named.

    `alone`: one person may be both. A group's leader chairs and records (MT-04); a lecture needs no chair (F-12).
    """

    chair: int | None
    recorder: int | None
    alone: bool = False

    @property
    def problem(self) -> str:
        """Why nobody can sign yet, in the office's words; "" when they can."""
        if self.chair is None:
            return "还没有写明主持人。"
        if self.recorder is None:
            return "还没有写明记录人。"
        if self.chair == self.recorder and not self.alone:
            return "主持人和记录人须是两个人。"
        return ""

    def roles_of(self, member: int | None) -> tuple[str, ...]:
        """As what this member signs; a leader who chairs and records signs once for both."""
        if member is None:
            return ()
        return tuple(
            role for role, key in (("chair", self.chair), ("recorder", self.recorder)) if key == member
        )


def signers(chair: int | None, recorder: int | None, *, one_may_do_both: bool) -> Signers:
    """Where one may do both and only one is named, that one signs for both."""
    if one_may_do_both:
        chair, recorder = chair or recorder, recorder or chair
    return Signers(chair, recorder, alone=one_may_do_both)
