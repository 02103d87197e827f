# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Measures and the case system: a decision that was signed and served is registered there as a zaak with its document, once.

Only of instruments that the municipality named, and from the day on which it switched this on. What goes is the decision as it
was served, and its days; of the file nothing. The zaak's number is made from ours in one direction: it leads nobody to the file.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import NAMESPACE_URL, UUID, uuid5

from django.utils import timezone

from baken.access.facade import Actor, opened, system_actor
from baken.act.measures import facade as measures
from baken.kernel import audit, sealed_papers
from baken.kernel.actions import action
from baken.kernel.models import Municipality

from .case_system import CaseSystem, Paper
from .connection import Connection
from .models import Kind, Outcome, ZgwLink, ZgwTask

MEASURE = "measure"
SERVED = frozenset({"served", "in_force", "ended", "withdrawn", "settled"})
DECIDED_BY = ("decision", "warning")
"""Kinds of document that a measure is taken by."""
MOST = 100


@dataclass(frozen=True, slots=True)
class Decision:
    """What is registered of a measure."""

    instrument: str
    label: str
    signed_on: date
    served_on: date
    holds_from: date
    holds_until: date | None
    published_on: date | None
    content: bytes
    name: str
    media_type: str


def unregistered(municipality: Municipality, connection: Connection, since: date) -> list[str]:
    """Return the measures whose decision must be registered and isn't. Two queries; inside Baken's own context."""
    if not connection.measures:
        return []
    done = ZgwLink.objects.filter(municipality=municipality, kind=MEASURE).exclude(decision="").values("subject")
    rows = measures.Measure.objects.filter(
        municipality=municipality, instrument__in=sorted(connection.measures), served_on__gte=since,
        signed_at__isnull=False, fictitious=False,
    )  # fmt: skip
    keys = [str(key) for key in rows.exclude(pk__in=done).order_by("id").values_list("pk", flat=True)[:MOST]]
    asked = ZgwTask.objects.filter(municipality=municipality, kind=Kind.REGISTER, subject__in=keys)
    waits = set(asked.values_list("subject", flat=True))
    return [key for key in keys if key not in waits]


def register(system: CaseSystem, municipality: Municipality, subject: str, at: datetime) -> str:
    """Register the decision of a measure: a zaak, the document, the decision. Return what became of it."""
    key = UUID(subject)
    kinds, found = None, decision_of(municipality, key)
    if found is not None:
        kinds = system.connection.measures.get(found.instrument)
    if found is None or kinds is None:
        return Outcome.NOTHING
    number = uuid5(NAMESPACE_URL, f"baken:{municipality.code}:{key}").hex
    zaaktype = system.valid(kinds.zaaktype, timezone.localdate(at))
    zaak = system.make_zaak(zaaktype, f"BAKEN-{number}", found.label, found.signed_on)
    paper = Paper(f"BAKEN-D-{number}", found.label, found.name, found.content, found.media_type, found.signed_on)
    document = system.put_document(zaak, zaaktype, kinds.document, paper)
    days = {
        "datum": found.signed_on,
        "ingangsdatum": found.holds_from,
        "vervaldatum": found.holds_until,
        "verzenddatum": found.served_on,
        "publicatiedatum": found.published_on,
    }
    decision = system.make_decision(zaak, zaaktype, kinds.decision, f"BAKEN-B-{number}", days, document)
    return keep_registered(
        actor=system_actor(municipality), at=at, municipality=municipality, key=key,
        made={"zaak": zaak.url, "identification": zaak.identification, "document": document, "decision": decision},
    )  # fmt: skip


def decision_of(municipality: Municipality, key: UUID) -> Decision | None:
    """Return what is registered of a measure; None where it isn't served, or has no signed document."""
    with opened(system_actor(municipality), system=True):
        it = measures.Measure.objects.filter(municipality=municipality, pk=key).first()
        if it is None or it.served_on is None or it.signed_at is None or it.status not in SERVED:
            return None
        paper = _paper(it)
        if paper is None:
            return None
        content = sealed_papers.open_sealed(paper)
        return Decision(
            instrument=str(it.instrument),
            label=str(measures.Instrument(it.instrument).label).capitalize(),
            signed_on=timezone.localdate(it.signed_at),
            served_on=it.served_on,
            holds_from=it.in_force_from or it.served_on,
            holds_until=it.in_force_until,
            published_on=it.published_on,
            content=content,
            name=f"besluit{'.pdf' if paper.media_type == 'application/pdf' else ''}",
            media_type=paper.media_type,
        )


def _paper(it: measures.Measure) -> measures.MeasureDocument | None:
    """Return the decision as it was signed, the newest one."""
    rows = measures.MeasureDocument.objects.filter(measure=it, kind__in=DECIDED_BY, signed_at__isnull=False)
    return rows.order_by("-signed_at", "-id").first()


@action
def keep_registered(*, actor: Actor, at: datetime, municipality: Municipality, key: UUID, made: dict[str, str]) -> str:
    """Keep where a decision was registered. In the log of the register it comes from, as what went outside."""
    link, _new = ZgwLink.objects.get_or_create(
        municipality=municipality, kind=MEASURE, subject=key, defaults={**made, "made_at": at}
    )
    it = measures.Measure.objects.select_related("vault", "guarded").get(pk=key)
    audit.record(
        "measure.to_case_system", it.guarded, purpose=it.vault.purposes[0], basis=it.vault.basis, vault_id=it.vault_id,
        decision=str(link.pk),
    )  # fmt: skip
    return Outcome.REGISTERED
