"""Forty plainly invented members and their branches; the names are counted, not found."""

from dataclasses import dataclass
from datetime import date

SURNAMES = "张李王赵钱孙周吴郑冯陈褚卫蒋沈韩杨朱秦尤许何吕施孔曹严华金魏陶姜戚谢邹喻柏水窦章"
# Of the company's branch, whose members earn wages.
KEEPER = 32
COUNT = "一二三四五六七八九十"
STUDENTS, ASSOCIATION, COMPANY = 18, 12, 10


@dataclass(frozen=True)
class Person:
    """`full_on` is None for a probationary member; `account` is the name to sign in with."""

    name: str
    sex: str
    phone: str
    joined_on: date
    full_on: date | None
    account: str


def people(year: int) -> list[Person]:
    """All forty, always the same for a year: 张一, 李二, 王三 …"""
    return [_person(number, year) for number in range(STUDENTS + ASSOCIATION + COMPANY)]


def _person(number: int, year: int) -> Person:
    # Every sixth student is probationary; nobody else is.
    is_probationary = number < STUDENTS and number % 6 == 4
    joined_on = date(year - 1, 12, 10) if is_probationary else date(year - 4 - number % 20, 6, 20)
    return Person(
        name=f"{SURNAMES[number]}{COUNT[number % 10]}",
        sex="female" if number % 3 == 1 else "male",
        phone=f"000000{number + 1:05}",
        joined_on=joined_on,
        full_on=None if is_probationary else joined_on.replace(year=joined_on.year + 1),
        account={0: "secretary", 4: "member", 5: "leader", KEEPER: "keeper"}.get(
            number, f"member-{number + 1:02}"
        ),
    )
