# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of who shares: choose and strike out, look at what the recipient will see, and only then share; take back; pass on."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from baken.access.facade import Partner, Request, authorize, part_label, purpose_label
from baken.kernel import moment
from baken.kernel.text.personal_data import find
from baken.ui import answering
from baken.ui.answering import either
from baken.ui.free_text import KIND_LABELS

from .. import queries
from ..blocks import Block
from ..doors import confidential
from ..gatekeeper.indexing import point_of
from ..models import Attachment, Category, ConcernObject
from ..models.concern import PlaceKind
from ..parts import REPORT
from ..policies import SHARE
from ..queries import Seen
from ..reporting.reports import Place
from ..triage import pages as triage_pages
from ..triage.places import area_name
from ..workflow import OUTSIDE
from . import actions as sharing
from . import queries as packets
from .forms import PassOnForm, RecallForm, ShareForm
from .packet_doors import confidential_packet
from .queries import SeenPacket
from .rules import ASSESSMENT, EXACT, OBJECTS, ONWARD, PLACE, Parcel, against, is_weighed, place_text, redacted

PREVIEW, SEND = "bekijk", "deel"


@either
@confidential("page", SHARE)
def share(request: Request, seen: Seen) -> HttpResponse:
    """Share chosen parts with one partner: first as the recipient will see it, then for real."""
    at = moment.now()
    form = _share_form(seen, at, answering.posted(request))
    step = request.POST.get("stap", PREVIEW)

    def act() -> HttpResponse:
        partner = Partner.objects.get(pk=form.cleaned_data["partner"])
        if step != SEND:
            return _preview(request, seen, form, partner)
        packet = sharing.share(
            actor=seen.actor, at=at, purpose=seen.purpose, concern=seen.concern, seen=form.cleaned_data["version"],
            partner=partner, parcel=_parcel(seen, form, at),
        )  # fmt: skip
        told = _("Gedeeld met %(partner)s. Daar krijgt men een mail dat er iets klaarstaat, zonder inhoud.")
        if packet.told_at is None:
            told = _(
                "Gedeeld met %(partner)s. Niemand daar heeft een mailadres in Baken: bel zelf dat er iets klaarstaat."
            )
        messages.success(request, told % {"partner": partner.name})
        return redirect(seen.concern)

    def page(status: int, **more: Any) -> HttpResponse:
        context = {**_frame(seen, at), "form": form, "gone": _taken_out(seen.concern.description), **more}
        return render(request, "concerns/sharing/share.html", context, status=status)

    if form.is_bound and step == "wijzig":
        return page(200)
    again = (lambda: redirect(seen.concern)) if step == SEND else None
    return answering.answer(form, act, page, actor=seen.actor, record=seen.concern, again=again)


@either
@confidential("page", SHARE)
def pass_on(request: Request, seen: Seen) -> HttpResponse:
    """Bring a text to another register of ours."""
    at, it = moment.now(), seen.concern
    found = packets.other_desks(seen)
    named = [(str(one.pk), f"{one.vault.name}: {one.name}") for one in found]
    start = {"version": it.version, "text": redacted(it.description)}
    form = PassOnForm(answering.posted(request), choices={"category": [("", _("Kies")), *named]}, initial=start)

    def act() -> HttpResponse:
        given = dict(form.cleaned_data)
        category = Category.objects.select_related("vault").get(pk=given.pop("category"))
        how = given.pop("place")
        packet = sharing.pass_on(
            actor=seen.actor, at=at, purpose=seen.purpose, concern=it, seen=given.pop("version"), category=category,
            place=_place(seen, how), **given,
        )  # fmt: skip
        told = _("Overgebracht als nieuw signaal %(reference)s. Het wordt daar opnieuw getoetst; u ziet het niet.")
        messages.success(request, told % {"reference": packet.to_reference})
        return redirect(it)

    def page(status: int, **more: Any) -> HttpResponse:
        context = {**_frame(seen, at), "form": form, "gone": _taken_out(it.description), **more}
        return render(request, "concerns/sharing/pass_on.html", context, status=status)

    return answering.answer(form, act, page, actor=seen.actor, record=it, again=lambda: redirect(it))


@either
@confidential_packet("page", SHARE)
def recall(request: Request, seen: SeenPacket) -> HttpResponse:
    """Take a packet back."""
    if seen.packet.recalled_at is not None or seen.packet.partner_id is None:
        raise Http404
    form = RecallForm(answering.posted(request), initial={"version": seen.packet.version})

    def act() -> HttpResponse:
        sharing.recall(
            actor=seen.actor, at=moment.now(), purpose=seen.purpose, packet=seen.packet,
            seen=form.cleaned_data["version"], reason=form.cleaned_data["reason"],
        )  # fmt: skip
        messages.success(request, _("Teruggehaald. De ontvanger kan het niet meer lezen en hoort dat het weg is."))
        return redirect(seen.packet)

    def page(status: int, **more: Any) -> HttpResponse:
        context = {"packet": seen.packet, "seen": seen, "form": form, **more}
        return render(request, "concerns/sharing/recall.html", context, status=status)

    return answering.answer(form, act, page, actor=seen.actor, record=seen.packet)


def block(seen: Seen, at: datetime) -> Block | None:
    """Return the block of a concern that tells what was shared of it, and leads to sharing."""
    it = seen.concern
    may = bool(authorize(seen.actor, SHARE, it, seen.purpose))
    rows = packets.shared_of(seen)
    if not rows and not may:
        return None
    urgent = Parcel({REPORT: "-"}, basis="-", why="-", urgent="-")
    stops = [reason.text for reason in against(it.status, it.route, it.vault.regime, urgent)]
    return Block(
        "concerns/sharing/_block.html",
        {"rows": rows, "may": may and not stops, "stops": stops if may else [], "ready": it.route in OUTSIDE},
    )


def _frame(seen: Seen, at: datetime) -> dict[str, Any]:
    it = seen.concern
    return {
        **triage_pages.frame(seen, at),
        "weighed": is_weighed(it.status, it.route),
        "recipients": packets.recipients(seen, at),
    }


def _share_form(seen: Seen, at: datetime, data: Any) -> ShareForm:
    it = seen.concern
    things = [(str(row.pk), _thing(row)) for row in queries.rows(seen, ConcernObject)]
    papers = [(str(row.pk), row.name) for row in queries.rows(seen, Attachment)]
    form = ShareForm(
        data,
        choices={
            "partner": [("", _("Kies een ontvanger")), *((str(p.pk), p.name) for p in packets.recipients(seen, at))],
            "things": things,
            "papers": papers,
        },
        initial={"version": it.version, "report": redacted(it.description)},
    )
    if is_weighed(it.status, it.route):
        del form.fields["urgent"]
    return form


def _parcel(seen: Seen, form: ShareForm, at: datetime) -> Parcel:
    given = form.cleaned_data
    it = seen.concern
    chosen = set(given.get("things", ()))
    things = [_thing(row) for row in queries.rows(seen, ConcernObject) if str(row.pk) in chosen]
    area = area_name(it.municipality, it, at.date())
    texts = {
        REPORT: given["report"],
        PLACE: place_text(given["place"], address=it.address, note=it.place_note, area=area),
        OBJECTS: "\n".join(things),
        ASSESSMENT: given["assessment"],
    }
    return Parcel(
        texts, papers=form.paper_keys, basis=given["basis"], why=given["why"], onward=given["onward"],
        urgent=given.get("urgent", ""), effect_months=given["effect_months"],
    )  # fmt: skip


def _preview(request: Request, seen: Seen, form: ShareForm, partner: Partner) -> HttpResponse:
    """Show exactly what the recipient will see."""
    at = moment.now()
    parcel = _parcel(seen, form, at)
    papers = queries.rows(seen, Attachment).filter(pk__in=parcel.papers) if parcel.papers else []
    stops = sharing.stops(seen.purpose, seen.concern, partner, parcel, at)
    context = {
        **_frame(seen, at),
        "form": form,
        "partner": partner,
        "told": [(part_label(part), parcel.texts[part]) for part in parcel.parts if part in parcel.texts],
        "papers": list(papers),
        "left": _taken_out("\n".join(parcel.texts.values())),
        "onward": ONWARD[parcel.onward],
        "parcel": parcel,
        "purpose_words": capfirst(purpose_label(seen.purpose)),
        "stops": stops,
    }
    return render(request, "concerns/sharing/preview.html", context, status=409 if stops else 200)


def _place(seen: Seen, how: str) -> Place:
    it = seen.concern
    if how == EXACT:
        point = point_of(it)
        lon, lat = point or (None, None)
        return Place(it.place_kind, it.address, lon, lat, it.area, it.area_year, it.place_note)
    if how and it.area:
        return Place(PlaceKind.AREA, area=it.area, area_year=it.area_year)
    return Place()


def _taken_out(text: str) -> str:
    """Return in words what kinds of personal data the guard sees in a text; "" for none."""
    kinds: dict[str, int] = {}
    for it in find(text):
        label = str(KIND_LABELS[it.kind])
        kinds[label] = kinds.get(label, 0) + 1
    return ", ".join(f"{label} ({number})" for label, number in kinds.items())


def _thing(row: ConcernObject) -> str:
    told = " ".join(part for part in (row.name, row.number) if part)
    return f"{capfirst(row.get_kind_display())}: {told}"
