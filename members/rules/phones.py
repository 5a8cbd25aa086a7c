"""Telephone numbers: as typed by people, as kept, and as shown (MEM-21, PI-04)."""

import re
import unicodedata

_BETWEEN = re.compile(r"[\s\-－—()]")
_COUNTRY = re.compile(r"^(?:\+?86)(?=1\d{10}$)")
_MOBILE = re.compile(r"1[3-9]\d{9}")
_ANY = re.compile(r"\+?\d{5,15}")


def normal_phone(text: str) -> str:
    """Digits only, without spaces, dashes, full-width forms and the country code; "" when nothing was typed.

    ValueError when it cannot be a telephone number.
    """
    plain = _BETWEEN.sub("", unicodedata.normalize("NFKC", text))
    plain = _COUNTRY.sub("", plain)
    if not plain:
        return ""
    mobile = plain.startswith("1") and len(plain) >= 11
    if not (_MOBILE if mobile else _ANY).fullmatch(plain):
        raise ValueError(text)
    return plain


def masked(phone: str) -> str:
    """138****1234: enough to tell people apart, too little to call."""
    if not phone:
        return ""
    if len(phone) < 8:
        return "*" * (len(phone) - 2) + phone[-2:]
    return f"{phone[:3]}****{phone[-4:]}"
