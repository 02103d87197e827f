# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a reporter may have of the own contact details: see, correct, erase (AVG 15, 16 and 17). Done by who keeps the sources.

The details are found by a request of a data subject that the privacy officer handles, and by the number or the receipt code of
the report; never by name. Nobody at the desk of the signal takes part in it. Baken itself looks and writes, since the keeper
comes at no signal.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from baken.access.facade import Actor, municipality_of, opened, require, system_actor
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.errors import Reason, Refused
from baken.kernel.models import fresh
from baken.privacy import facade as privacy

from ..gatekeeper import tokens
from ..models import Concern, Reporter
from ..policies import RELEASE
from ..reporting import receipts
from ..reporting.intake import MAX_CONTACT, is_address
from .actions import PURPOSE

SEE, CORRECT, ERASE = "see", "correct", "erase"
KINDS = {SEE: frozenset({"access", "portability", "rectification", "erasure", "objection", "restriction"})}
KINDS |= {CORRECT: frozenset({"rectification"}), ERASE: frozenset({"erasure", "objection"})}
"""For which kinds of request each may be done."""


@dataclass(frozen=True, slots=True)
class Own:
    """The contact details of one report, with the name of who asks for them: the keeper compares the two."""

    name: str
    email: str
    phone: str
    asked_by: str
    kind: str


@action
def see(*, actor: Actor, at: datetime, request: str, report: str) -> Own:
    """Return the details of a report for an answer to whoever gave them; leaves a row of the read.

    `request`: the number of the request; `report`: number or receipt code. Raises `Refused` with every reason.
    """
    asked, reporter = _found(actor, request, report, SEE)
    audit.record_read(
        "source.read_for_reporter", reporter.guarded, purpose=PURPOSE, basis=reporter.vault.basis,
        vault_id=reporter.vault_id, request=asked.pk, emergency=False,
    )  # fmt: skip
    return Own(reporter.name, reporter.email, reporter.phone, asked.name, asked.kind)


@action
def correct(*, actor: Actor, at: datetime, request: str, report: str, name: str, email: str, phone: str) -> None:
    """Put other details in the place of what was kept. Raises `Refused` with every reason."""
    asked, reporter = _found(actor, request, report, CORRECT)
    told = {"name": name.strip(), "email": email.strip(), "phone": phone.strip()}
    reasons = []
    if not any(told.values()):
        reasons.append(Reason("nothing", _("Vul in wat er moet staan. Moet alles weg, kies dan wissen.")))
    if max(map(len, told.values())) > MAX_CONTACT:
        reasons.append(Reason("contact", _("Deze gegevens zijn te lang.")))
    if told["email"] and not is_address(told["email"]):
        reasons.append(Reason("email", _("Dit e-mailadres klopt niet.")))
    if reasons:
        raise Refused(tuple(reasons))
    with opened(system_actor(municipality_of(actor)), system=True):
        row = fresh(reporter)
        row.name, row.email, row.phone = told["name"], told["email"], told["phone"]
        row.wants_mail = row.wants_mail and bool(told["email"])
        row.save()
        audit.record("source.corrected", row.guarded, purpose=PURPOSE, vault_id=row.vault_id, request=asked.pk)


@action
def erase(*, actor: Actor, at: datetime, request: str, report: str) -> None:
    """Remove the details, with who asked for them before; the signal stays, without a known reporter.

    Raises `Refused`: also where they are held.
    """
    asked, reporter = _found(actor, request, report, ERASE)
    municipality = municipality_of(actor)
    with opened(system_actor(municipality), system=True):
        audit.record("source.erased", reporter.guarded, purpose=PURPOSE, vault_id=reporter.vault_id, request=asked.pk)
        concern = _concern(municipality, report)
        privacy.destroy_along(reporter.guarded)
        if concern is not None:
            row = fresh(concern)
            row.has_reporter = False
            row.save()


def _found(actor: Actor, request: str, report: str, what: str) -> tuple[privacy.DataRequest, Reporter]:
    """Return the request and the details, or raise `Refused`: of a report the same for whatever is wrong with it."""
    require(actor, RELEASE)
    municipality = municipality_of(actor)
    system = system_actor(municipality)
    with opened(system, system=True):
        asked = privacy.request_under_way(municipality, request.strip())
        if asked is None:
            text = _("Dit verzoek is er niet, of is niet in behandeling. Vraag het nummer aan de privacy officer.")
            raise Refused((Reason("request", text),))
        if asked.kind not in KINDS[what]:
            text = _("Dit is een verzoek om iets anders. Vraag de privacy officer om het goede verzoek vast te leggen.")
            raise Refused((Reason("kind", text),))
        concern = _concern(municipality, report)
        known = tokens.concern_tokens(concern.pk) if concern is not None and concern.has_reporter else []
        rows = Reporter.objects.select_related("guarded", "vault").filter(municipality=municipality)
        reporter = rows.filter(concern_token__in=known).first()
    if reporter is None:
        text = _("Bij dit nummer of deze code horen geen gegevens van een melder.")
        raise Refused((Reason("report", text),))
    return asked, reporter


def _concern(municipality: Any, report: str) -> Concern | None:
    rows = Concern.objects.filter(municipality=municipality)
    if receipts.plain(report):
        return rows.filter(receipt__in=receipts.hashes(report, municipality.pk)).first()
    return rows.filter(reference=report.strip().upper()).first()
