"""A poster with a code for the wall of the room: of one event, or of the branch's standing place (A15)."""

from dataclasses import dataclass

from partywork.common.pdf import Document
from partywork.common.qr import Code, code_of


@dataclass(frozen=True)
class SignInPosterContent:
    """`facts` are lines beneath the code; a standing place names no event."""

    branch: str
    title: str
    address: str
    facts: tuple[str, ...] = ()

    @property
    def code(self) -> Code:
        return code_of(self.address)


class SignInPosterDocument(Document[SignInPosterContent]):
    template = "documents/sign_in_poster.html"
    stylesheets = ("form.css", "table.css", "sign_in_poster.css")
    content_type = SignInPosterContent
