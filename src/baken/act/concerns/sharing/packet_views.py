# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of what was shared: for the partner that got it, and for the desk that shared it."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from baken.access.facade import Actor, Request, note_listed, opened, part_label, purpose_label, purposes_open_to
from baken.access.facade import why as reasons
from baken.kernel import moment
from baken.kernel.papers.kept import PaperDamaged
from baken.kernel.papers.sealed import download
from baken.kernel.processing import processes
from baken.privacy.facade import shows_alone
from baken.ui import answering
from baken.ui.answering import either

from ..doors import ACTIVITY, reader
from ..models import Packet
from ..policies import RECEIVE
from . import actions as sharing
from . import queries as packets
from .forms import EffectForm
from .packet_doors import confidential_packet
from .queries import SeenPacket
from .rules import ONWARD

SOON = timedelta(days=14)
MOST = 200
"""Packets of one purpose on the list; the newest."""


@require_safe
@processes(ACTIVITY)
def received(request: Request) -> HttpResponse:
    """What the reader's organisation got."""
    actor = reader(request, RECEIVE)
    rows: list[Packet] = []
    for purpose in purposes_open_to(actor):
        with opened(actor, purpose):
            found = list(packets.received(actor, purpose)[:MOST])
            if found:
                note_listed(actor=actor, at=moment.now(), purpose=purpose, keys=[row.guarded_id for row in found])
            rows += [row for row in found if row.pk not in {one.pk for one in rows}]
    rows.sort(key=lambda row: row.shared_at, reverse=True)
    today = timezone.localdate(moment.now())
    response = render(request, "concerns/sharing/received.html", {"rows": rows, "today": today})
    response["Cache-Control"] = "private, no-store"
    return response


@either
@confidential_packet("page")
def packet(request: Request, seen: SeenPacket) -> HttpResponse:
    """One packet: what is in it, why the reader sees it, and what came of it."""
    if request.method == "POST" and not seen.mine:
        raise Http404
    form = EffectForm(answering.posted(request))

    def act() -> HttpResponse:
        sharing.tell_effect(
            actor=seen.actor, at=moment.now(), purpose=seen.purpose, packet=seen.packet, **form.cleaned_data
        )  # fmt: skip
        messages.success(request, _("Bewaard. De gemeente ziet wat u liet weten."))
        return redirect(seen.packet)

    def page(status: int, **more: Any) -> HttpResponse:
        return render(request, "concerns/sharing/packet.html", {**context(seen), "form": form, **more}, status=status)

    if seen.mine and request.method == "GET" and seen.packet.first_read_at is None and not seen.packet.recalled_at:
        sharing.note_first_read(actor=seen.actor, at=moment.now(), purpose=seen.purpose, packet=seen.packet)
    return answering.answer(form, act, page, actor=seen.actor, again=lambda: redirect(seen.packet))


@require_safe
@confidential_packet("download")
def paper(request: Request, seen: SeenPacket, key: UUID) -> FileResponse:
    """A paper of this packet; under another packet's address it isn't there."""
    row = packets.file(seen, key)
    try:
        shows_alone(request, row.pk)
        return download(row)
    except PaperDamaged as damaged:
        raise Http404 from damaged


def context(seen: SeenPacket) -> dict[str, Any]:
    """Return everything for the page of one packet."""
    it = seen.packet
    gone = it.recalled_at is not None
    return {
        "seen": seen,
        "packet": it,
        "gone": gone,
        "category": it.category.name if it.category else "",
        "parts": [] if gone else [(part_label(row.part), row.text) for row in packets.parts(seen)],
        "papers": [] if gone else packets.files(seen),
        "effects": packets.effects(seen),
        "onward": ONWARD.get(it.onward, it.onward),
        "purpose_words": capfirst(purpose_label(it.purpose)),
        "why": _why(seen),
        "may_tell": seen.mine and not gone,
    }


def _why(seen: SeenPacket) -> reasons.Why:
    it = seen.packet
    facts = [(_("Doel"), purpose_label(it.purpose)), (_("Grondslag"), it.basis)]
    if it.covenant is not None:
        facts.insert(0, (_("Convenant"), it.covenant.name))
    facts.append((_("Wat mag ermee"), str(ONWARD.get(it.onward, it.onward))))
    return reasons.Why("", tuple(reasons.Fact(label, text) for label, text in facts))


def home_lines(actor: Actor, today: date) -> list[dict[str, str]]:
    """Return the lines for the home page of a partner: what wasn't read yet, and what it is asked about. One query a purpose."""
    if actor.partner_id is None or not actor.may(RECEIVE):
        return []
    new, asked = set(), set()
    for purpose in purposes_open_to(actor):
        with opened(actor, purpose):
            rows = packets.received(actor, purpose).filter(recalled_at__isnull=True).select_related(None)
            for key, read_at, due in rows.values_list("pk", "first_read_at", "effect_due")[:MOST]:
                if read_at is None:
                    new.add(key)
                elif due is not None and due <= today + SOON:
                    asked.add(key)
    url, lines = reverse("concerns:packets"), []
    if new:
        text = _("Gedeeld met uw organisatie en nog niet gelezen: %(number)d.") % {"number": len(new)}
        lines.append({"text": text, "url": url, "label": _("Naar wat is gedeeld")})
    if asked:
        text = _("Laat weten wat u deed met wat is gedeeld: %(number)d.") % {"number": len(asked)}
        lines.append({"text": text, "url": url, "label": _("Naar wat is gedeeld")})
    return lines
