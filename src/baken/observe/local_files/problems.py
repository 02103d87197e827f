# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is wrong with a file: every problem by row and column, the first of them shown and all of them counted."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from baken.kernel.errors import BakenError

SHOWN = 200


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong. `row` counts as a spreadsheet does, 0 for the file as a whole; `column` is its heading."""

    text: str
    row: int = 0
    column: str = ""

    def __str__(self) -> str:
        named = {"row": self.row, "column": self.column, "text": self.text}
        if self.row and self.column:
            return _("rij %(row)d, kolom '%(column)s': %(text)s") % named
        if self.row:
            return _("rij %(row)d: %(text)s") % named
        if self.column:
            return _("kolom '%(column)s': %(text)s") % named
        return self.text


class Problems:
    """Collects problems: all are counted, the first `SHOWN` are kept."""

    def __init__(self) -> None:
        self.kept: list[Problem] = []
        self.total = 0

    def add(self, text: str, row: int = 0, column: str = "") -> None:
        """Note one more."""
        self.total += 1
        if len(self.kept) < SHOWN:
            self.kept.append(Problem(text, row, column))

    def refuse(self) -> None:
        """Raise `FileProblems` if there are any."""
        if self.total:
            raise FileProblems(self.kept, self.total)


class FileProblems(BakenError):
    """A file was refused and nothing was stored. `problems` holds the first, `total` counts them all."""

    def __init__(self, problems: list[Problem], total: int | None = None) -> None:
        self.problems = tuple(problems)
        self.total = max(total or 0, len(self.problems))
        super().__init__("; ".join(map(str, self.problems)))

    @classmethod
    def of(cls, text: str) -> "FileProblems":
        """Return the refusal of a file as a whole, for one reason."""
        return cls([Problem(text)])

    @property
    def more(self) -> int:
        """Return how many are counted but not shown."""
        return self.total - len(self.problems)
