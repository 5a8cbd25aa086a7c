"""A scan as a field of a form: too large is said at once, before the whole of it is read (PI-01, M12)."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from partywork.common.uploads import MAX_BYTES

Named = tuple[str, bytes]


class ScanField(forms.FileField):
    """A PDF or a picture; what is really in it is looked at by `uploads.clean_file`."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "PDF、JPG 或者 PNG，不超过 5 MB。涉密文件不得上传。")
        kwargs.setdefault("widget", forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}))
        super().__init__(**kwargs)
        self.error_messages |= {"empty": "这个文件是空的，请另选一个。"}

    def clean(self, data: Any, initial: Any = None) -> "UploadedFile[bytes] | None":
        file: UploadedFile[bytes] | None = super().clean(data, initial)
        if file is not None and file.size is not None and file.size > MAX_BYTES:
            raise forms.ValidationError("文件超过 5 MB，请缩小后再附。", code="too_large")
        return file


def named(file: "UploadedFile[bytes] | None") -> Named | None:
    """Name and bytes, as the verbs that keep a file take them."""
    return (file.name or "", file.read()) if file is not None else None
