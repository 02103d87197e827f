# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The list of inspections: those of the register for our own people, for a partner those in which it takes part."""

from datetime import datetime
from typing import Any

from django import forms
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.access.facade import Actor, note_listed, opened
from baken.kernel import moment
from baken.ui.counting import CappedPaginator
from baken.ui.forms import FilterForm

from .. import queries
from ..models import Branch, InspectionStatus
from ..policies import PLAN, PURPOSE

PAGE = 50
OPEN = tuple(one for one in InspectionStatus.values if one not in ("closed", "cancelled"))


class Narrowed(FilterForm):
    """What the list is narrowed to."""

    stand = forms.ChoiceField(label=gettext_lazy("Stand"), required=False)
    branche = forms.ChoiceField(label=gettext_lazy("Branche"), required=False)


def overview(actor: Actor, asked: Any, at: datetime) -> dict[str, Any]:
    """Return everything for the list. Shown by name, it leaves a trace."""
    form = Narrowed(
        asked,
        choices={"stand": [("open", _("niet afgerond")), *InspectionStatus.choices], "branche": Branch.choices},
    )
    chosen = form.chosen()
    with opened(actor, PURPOSE):
        rows = queries.inspections(actor)
        if which := chosen.get("stand"):
            rows = rows.filter(status__in=OPEN) if which == "open" else rows.filter(status=which)
        if branch := chosen.get("branche"):
            rows = rows.filter(branch=branch)
        # by the day on which people go out, not by when the plan was made; a plan without a day is the newest
        rows = rows.order_by(F("starts_at").desc(nulls_first=True), "-id")
        paginator = CappedPaginator(rows, PAGE)
        page = paginator.get_page(asked.get("bladzijde"))
        found = list(page.object_list)
        if found:
            keys = [row.guarded_id for row in found]
            note_listed(actor=actor, at=moment.now(), purpose=PURPOSE, keys=keys)
    page.object_list = found
    return {
        "page": page,
        "rows": found,
        "count": paginator.counted,
        "form": form,
        "narrowed": bool(chosen),
        "admitted": queries.may_open_list(actor),
        "own": actor.partner_id is None,
        "may_plan": actor.may(PLAN) and actor.partner_id is None,
        "at": at,
    }
