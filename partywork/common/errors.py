"""What a verb says when a step cannot be taken."""


class DomainError(Exception):
    """A step that the rules or the facts do not allow, in one Chinese sentence for whoever tried it.

    `code` is stable and for programs, `field` names the form field the sentence belongs to ("" = the whole form).
    """

    def __init__(self, message: str, *, code: str = "refused", field: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.code = code
        self.field = field


class Conflict(DomainError):
    """Somebody else changed the same thing meanwhile (E-82); carries what stands there now."""

    def __init__(self, message: str, *, current: dict[str, str]) -> None:
        super().__init__(message, code="conflict")
        self.current = current
