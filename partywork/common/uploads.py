"""Files that people hand in: told by what is in them, never by their name; pictures written anew (PI-01, M12)."""

import re
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath

import filetype
from PIL import Image, ImageOps, UnidentifiedImageError

from partywork.common.errors import DomainError

MAX_BYTES = 5 * 1024 * 1024
MAX_PIXELS = 60_000_000
LONGEST_SIDE = 2400
PDF, JPEG = "application/pdf", "image/jpeg"
PICTURES = ("image/jpeg", "image/png")


@dataclass(frozen=True)
class CleanFile:
    """What may be kept: the bytes, what they are, and a name without a path."""

    data: bytes
    content_type: str
    name: str


def clean_file(name: str, data: bytes, *, field: str = "") -> CleanFile:
    """A PDF as it came, or a picture without the place and the camera it was taken with. Else DomainError."""
    if not data:
        raise DomainError("这个文件是空的，请另选一个。", field=field, code="empty")
    if len(data) > MAX_BYTES:
        raise DomainError("文件超过 5 MB，请缩小后再附。", field=field, code="too_large")
    guess = filetype.guess(data)
    kind = guess.mime if guess else ""
    stem = re.sub(r"[^\w\-（）() ]", "", PurePath(name.replace("\\", "/")).stem).strip()[:80] or "附件"
    if kind == PDF:
        return CleanFile(data, PDF, f"{stem}.pdf")
    if kind in PICTURES:
        return CleanFile(_drawn_again(data, field), JPEG, f"{stem}.jpg")
    raise DomainError("只收 PDF、JPG 和 PNG，请另选一个。", field=field, code="not_allowed")


def _drawn_again(data: bytes, field: str) -> bytes:
    """Upright, not larger than a page needs, and nothing in it but the picture."""
    try:
        with Image.open(BytesIO(data), formats=("JPEG", "PNG")) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise DomainError("照片太大，请缩小后再附。", field=field, code="too_large")
            upright = ImageOps.exif_transpose(picture).convert("RGB")
            upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            out = BytesIO()
            upright.save(out, "JPEG", quality=85)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError):
        raise DomainError("这张照片打不开，请另选一张。", field=field, code="broken") from None
    return out.getvalue()
