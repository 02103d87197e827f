# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What other features may use of terms."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from baken.access.facade import Actor
from baken.kernel.models import Municipality
from baken.kernel.terms import TermState
from baken.ui.format import day as told_day

from .actions import explain_missed
from .deputies import name_deputy
from .lists import Choice, grouped
from .mailing import nightly
from .models import Deputy, MissedReason
from .policies import VIEW

__all__ = ["VIEW", "Deputy", "MissedReason", "explain_missed", "home_lines", "name_deputy", "nightly"]


def home_lines(actor: Actor, municipality: Municipality, on: date, *, own: bool = False) -> list[dict[str, str]]:
    """Return what the home page says of terms: how many were missed, of how many somebody else let the day pass, and how many
    are due within two weeks, the first when.

    `own`: only those that the reader is to act on. One line at most.
    """
    choice = Choice(mine=own, states=(TermState.MISSED, TermState.OVERDUE, TermState.SOON))
    found = {
        group.state: group for group in grouped(actor, municipality, on, named=False, choice=choice, size=1, count=True)
    }
    told = []
    if TermState.MISSED in found:
        missed = found[TermState.MISSED].count
        text = ngettext("%(n)s termijn is gemist.", "%(n)s termijnen zijn gemist.", missed.value)
        told.append(text % {"n": missed})
    if TermState.OVERDUE in found:
        overdue = found[TermState.OVERDUE].count
        text = ngettext(
            "%(n)s keer is de dag van een ander voorbij.", "%(n)s keer is de dag van een ander voorbij.", overdue.value
        )
        told.append(text % {"n": overdue})
    if TermState.SOON in found:
        soon = found[TermState.SOON]
        text = ngettext(
            "%(n)s termijn loopt af binnen twee weken, op %(day)s.",
            "%(n)s termijnen lopen af binnen twee weken, de eerste op %(day)s.",
            soon.count.value,
        )
        told.append(text % {"n": soon.count, "day": told_day(soon.terms[0].line.due)})
    if not told:
        return []
    return [{"text": " ".join(told), "url": reverse("terms:overview"), "label": _("Naar de termijnen")}]
