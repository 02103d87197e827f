# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page of the case system, for who manages the Bibob policy or that of measures."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from baken.access.facade import Request, municipality_of, opened, require
from baken.kernel import moment
from baken.kernel.processing import nothing_touched, processes

from . import panels, queue
from .connection import WrongSettings, connection_of
from .parts import ACTIVITY, OF_BIBOB

View = Callable[[Request], HttpResponse]


def looked_after(view: View) -> View:
    """Let in who looks after one side or the other, within that person's own sight; the rest get 404."""

    @processes(ACTIVITY)
    @wraps(view)
    def answered(request: Request) -> HttpResponse:
        found = panels.mine(request.actor)
        require(request.actor, found[0] if found else OF_BIBOB)
        nothing_touched(request)  # how the line is; no zaak is named
        with opened(request.actor):
            return view(request)

    return answered


@looked_after
@require_safe
def overview(request: Request) -> HttpResponse:
    """How the line to the case system is, what goes over it, what waits and what failed."""
    return render(request, "zgw/overview.html", {"panel": panels.panel(request.actor, moment.now())})


@looked_after
@require_POST
def again(request: Request) -> HttpResponse:
    """Try again what failed or waits."""
    found = queue.ask_again(actor=request.actor, at=moment.now(), tasks=panels.tasks(request.actor))
    told = _("Baken probeert het opnieuw. Kijk over een minuut of het is gelukt.")
    messages.success(request, told if found else _("Er was niets om opnieuw te proberen."))
    return redirect("zgw:overview")


@looked_after
@require_POST
def compare(request: Request) -> HttpResponse:
    """Have everything compared with the case system, as each night: what was missed is done after all."""
    if not _is_connected(request):
        messages.info(request, _("Er is geen zaaksysteem aangesloten."))
        return redirect("zgw:overview")
    queue.compare_anew(actor=request.actor, at=moment.now())
    messages.success(request, _("Baken vergelijkt met het zaaksysteem. Kijk over een minuut wat eruit kwam."))
    return redirect("zgw:overview")


def _is_connected(request: Request) -> bool:
    try:
        return connection_of(municipality_of(request.actor)) is not None
    except WrongSettings:
        return False
