"""Into which branch a row of a roster belongs: by the name or code that stands in it (E-77)."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from branches.models import Organization
from members.importing.reading import Person

_PARTY = re.compile(r"^(中国共产党|中共)|[\s（）()“”\"]")


class Places:
    """The branches a file may speak of; with only one of them, rows that name none are meant for it."""

    def __init__(self, branches: Sequence[Organization]) -> None:
        self.branches = branches
        self.only = branches[0] if len(branches) == 1 else None
        self._by_word: dict[str, list[Organization]] = {}
        for branch in branches:
            for word in {_plain(name) for name in (branch.code, branch.name, branch.short_name) if name}:
                self._by_word.setdefault(word, []).append(branch)

    def of(self, person: Person) -> tuple[Organization | None, str]:
        """The branch of the row, or what is needed in its cell."""
        if not person.branch:
            return (self.only, "") if self.only else (None, "党支部的名称或代码")
        found = self._by_word.get(_plain(person.branch), [])
        if len(found) == 1:
            return found[0], ""
        if found:
            return None, "党支部的代码；有几个党支部同名"
        if self.only is None:
            return None, "您管理范围内的党支部，名称和系统里的一样"
        # Offices shorten: 第二党支部 stands for 会计学院学生第二党支部.
        if any(word.endswith(_plain(person.branch)) for word in self._by_word):
            return self.only, ""
        return None, f"本支部（{self.only.called}）的人；别的支部的请由那个支部导入"


def codes_of(people: Iterable[Person]) -> set[str]:
    return {_plain(person.branch) for person in people if person.branch}


@lru_cache(maxsize=4096)  # a name stands in every row of its branch
def _plain(text: str) -> str:
    return _PARTY.sub("", text).removesuffix("委员会")
