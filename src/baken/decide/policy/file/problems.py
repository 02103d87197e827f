# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from dataclasses import dataclass

from django.utils.translation import gettext as _

from baken.kernel.errors import Reason, Refused


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong in a file: `line` counts from 1, `text` says what, `advice` what to do. `slug` is stable."""

    line: int
    slug: str
    text: str
    advice: str = ""

    def __str__(self) -> str:
        whole = f"{self.text}; {self.advice}" if self.advice else self.text
        return _("regel %(line)d: %(what)s") % {"line": self.line, "what": whole}


class FileRefused(Refused):
    """A file was refused whole; nothing was stored. `problems` are in the order of the lines."""

    def __init__(self, problems: tuple[Problem, ...]):
        self.problems = tuple(sorted(set(problems)))
        super().__init__(tuple(Reason(problem.slug, str(problem)) for problem in self.problems))
