# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a finding of an inspection to a signal: an act, in which somebody writes what is passed on.

It is another register, with another purpose. The signal gets a text that somebody writes and the address; no photos and no
persons, and nothing goes by itself. Both registers have it in their log. Whoever passes it on doesn't see what becomes of it,
unless admitted there.
"""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from baken.access.facade import Actor, require
from baken.act.concerns import facade as concerns
from baken.act.inspections import facade as inspections
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.errors import Reason, Refused
from baken.kernel.models import Municipality
from baken.kernel.text.personal_data import find
from baken.kernel.text.plain_text import plain

MAX_TEXT = 2_000
OWN_CONTROL = "own_control"
"""Who noticed it: a control of our own. More control gives more signals, and figures say so."""


@dataclass(frozen=True, slots=True)
class PassedOn:
    """What somebody chose: about what, and in which words. `with_address`: whether the address goes along.

    `settles`: with the signal nothing is left to be done about the finding in this inspection.
    """

    category: concerns.Category
    text: str
    with_address: bool = True
    settles: bool = False


@action
def pass_on(
    *, actor: Actor, at: datetime, purpose: str, inspection: inspections.Inspection, finding: inspections.Finding,
    chosen: PassedOn,
) -> str:  # fmt: skip
    """Make a signal of a finding, and return its reference. Inside the inspection's context.

    Raises `Denied` for who may not record findings or report signals, `Refused` with every reason.
    """
    require(actor, inspections.RECORD, finding, purpose)
    text = plain(chosen.text)
    if reasons := against(text):
        raise Refused(tuple(reasons))
    place = concerns.Place("address", address=finding.target.address) if chosen.with_address else concerns.Place()
    report = concerns.Report(
        description=text, place=place, occurred_on=timezone.localdate(finding.seen_at), fictitious=inspection.fictitious
    )
    got = concerns.receive(
        actor=actor, at=at, municipality=Municipality.objects.get(pk=inspection.municipality_id),
        category=chosen.category, report=report, source_kind=OWN_CONTROL,
        channel=concerns.Channel.PARTNER if actor.partner_id else concerns.Channel.STAFF, asked=False,
    )  # fmt: skip
    audit.record(
        "inspection.finding_passed_on", inspection.guarded, purpose=purpose, basis=inspection.vault.basis,
        vault_id=inspection.vault_id, into=chosen.category.vault_id, discipline=finding.discipline,
    )  # fmt: skip
    if chosen.settles:
        inspections.pass_on(actor, at, purpose, inspection, finding)
    return got.reference


def against(text: str) -> list[Reason]:
    """Return why a text can't be passed on: it must say something, and of no person."""
    if not text or len(text) > MAX_TEXT:
        return [Reason("text", _("Schrijf op wat u doorgeeft, in hoogstens 2.000 tekens."))]
    if seen := find(text):
        told = _(
            "Dit lijkt op een persoon: “%(text)s”. Haal het weg, of gebruik het gewone formulier voor een signaal als een "
            "persoon nodig is."
        )
        return [Reason("person", told % {"text": seen[0].text[:60]})]
    return []


def link_for(seen: inspections.Seen) -> inspections.Linker | None:
    """Return what gives what isn't in order its link to a signal; None for who may not pass on from here."""
    if not seen.actor.may(concerns.REPORT) or not inspections.may_record(seen):
        return None
    label, reference = _("Doorgeven als signaal"), seen.file.reference
    settled = inspections.rows(seen, inspections.FollowUp).filter(outcome=inspections.FollowUp.Outcome.SIGNAL)
    done = set(settled.values_list("finding", flat=True))

    def link(finding: inspections.Finding) -> inspections.Link | None:
        if finding.answer != "not_in_order" or finding.pk in done:
            return None
        return inspections.Link(label, reverse("finding_journeys:signal", args=[reference, finding.pk]))

    return link
