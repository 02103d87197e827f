# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Hours on the page of a file."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.access.facade import Request
from baken.kernel import moment
from baken.ui import answering
from baken.ui.answering import either
from baken.ui.forms import VersionField

from .. import queries
from ..blocks import Block
from ..doors import confidential
from ..file import pages as file_pages
from ..policies import HANDLE
from ..queries import Seen
from . import actions


class HoursForm(forms.Form):
    """Hours that are added."""

    hours = forms.DecimalField(
        label=gettext_lazy("Hoeveel uur komt erbij?"), max_digits=4, decimal_places=1, min_value=-actions.MOST_AT_ONCE,
        max_value=actions.MOST_AT_ONCE, widget=forms.NumberInput(attrs={"step": "0.5"}),
        help_text=gettext_lazy("Hele of halve uren, van allen samen. Met een min haalt u weg wat verkeerd stond."),
    )  # fmt: skip
    version = VersionField()


def block(seen: Seen, at: datetime) -> Block:
    """Return the hours so far, and the way to add some."""
    return Block("bibob/workload/_hours.html", {"may": queries.may_handle(seen)})


@either
@confidential("page", HANDLE)
def hours(request: Request, seen: Seen) -> HttpResponse:
    """Add hours."""
    form = HoursForm(answering.posted(request), initial={"version": seen.file.version})

    def page(status: int, **more: Any) -> HttpResponse:
        context = {
            **file_pages.frame(seen, moment.now()),
            **file_pages.beside(seen, moment.now()),
            "form": form,
            **more,
        }
        return render(request, "bibob/workload/hours.html", context, status=status)

    def act() -> HttpResponse:
        told = form.cleaned_data
        actions.add_hours(
            actor=seen.actor, at=moment.now(), purpose=seen.purpose, screening=seen.file, hours=told["hours"],
            seen=told["version"],
        )  # fmt: skip
        messages.success(request, _("De uren zijn bijgeschreven."))
        return redirect(seen.file)

    return answering.answer(
        form, act, page, actor=seen.actor, record=seen.file, again=answering.repeated(request, seen.file)
    )  # fmt: skip
