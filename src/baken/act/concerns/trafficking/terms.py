# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""By when an answer is expected and a barrier must stand, on the list of terms. What the list, a calendar and a filter call it
doesn't tell that it is about trafficking."""

from django.utils.translation import gettext_lazy, gettext_noop

from baken.access.facade import desk_files, register_desk_kind
from baken.kernel.terms import Whose

from ..models import ChosenBarrier, Concern, HandOver
from ..policies import TRAFFICKING, VIEW

KIND = "concern-agreed"
OFFICER = "trafficking_officer"
ANSWER = gettext_noop("Antwoord op een overdracht")
ASK = gettext_noop("Vraag na waar het antwoord blijft")
BARRIER = gettext_noop("Afgesproken stap")
PURPOSE = "signal_trafficking"


def register() -> None:
    """Make the kind known; called once, when the app starts."""
    register_desk_kind(
        KIND, gettext_lazy("afspraak bij een signaal"), gettext_lazy("Signaal %(reference)s"), purposes=(PURPOSE,),
        view=VIEW, handle=TRAFFICKING, file_url="concerns:concern", also=(Whose.OTHERS,),
    )  # fmt: skip


def keep_answer(concern: Concern, row: HandOver) -> None:
    """Keep by when an answer is expected of who took it over: theirs to give. Part of an action."""
    desk_files.keep_term(
        concern, KIND, row, label=ANSWER, due=row.answer_due, started=row.on, done_on=row.answered_on,
        owner_role=OFFICER, whose=Whose.OTHERS, next_step=ASK,
    )  # fmt: skip


def keep_barrier(concern: Concern, row: ChosenBarrier) -> None:
    """Keep by when a barrier must stand: the officer watches it, whichever service puts it up. Part of an action."""
    desk_files.keep_term(
        concern, KIND, row, label=BARRIER, due=row.due, started=row.chosen_on, done_on=row.done_on, owner_role=OFFICER
    )
