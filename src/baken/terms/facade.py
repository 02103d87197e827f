# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What other features may use of terms."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from baken.access.facade import Actor
from baken.kernel.models import Municipality
from baken.ui.format import day as told_day

from .actions import explain_missed
from .lists import terms_of
from .models import MissedReason
from .policies import VIEW
from .rules import TermState

__all__ = ["VIEW", "MissedReason", "explain_missed", "home_lines"]


def home_lines(actor: Actor, municipality: Municipality, on: date, *, own: bool = False) -> list[dict[str, str]]:
    """Return what the home page says of terms: how many were missed, and how many are due within two weeks, the first when.

    `own`: only those that the reader is to act on. One line at most.
    """
    terms = [term for term in terms_of(actor, municipality, on, named=False) if term.mine or not own]
    missed = sum(term.state is TermState.MISSED for term in terms)
    soon = [term.line.due for term in terms if term.state is TermState.SOON and term.line.due is not None]
    told = []
    if missed:
        told.append(ngettext("%(n)d termijn is gemist.", "%(n)d termijnen zijn gemist.", missed) % {"n": missed})
    if soon:
        text = ngettext(
            "%(n)d termijn loopt af binnen twee weken, op %(day)s.",
            "%(n)d termijnen lopen af binnen twee weken, de eerste op %(day)s.",
            len(soon),
        )
        told.append(text % {"n": len(soon), "day": told_day(min(soon))})
    if not told:
        return []
    return [{"text": " ".join(told), "url": reverse("terms:overview"), "label": _("Naar de termijnen")}]
