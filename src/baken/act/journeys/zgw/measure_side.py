# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Measures and the case system: a decision that was signed and served is registered there as a zaak with its document, once.

Only of instruments that the municipality named, and from the day on which it switched this on. What goes is the decision as it
was served, and its days; when it is withdrawn, extended or ends sooner, the day on which it lapses. Of the file nothing: the
zaak's number is made from ours in one direction, and leads nobody to it.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from django.utils import timezone

from baken.access.facade import Actor, opened, system_actor
from baken.act.measures import facade as measures
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.models import Municipality, fresh
from baken.kernel.papers import sealed as sealed_papers

from .case_system import CaseSystem, Paper
from .connection import Connection
from .models import Kind, Outcome, State, ZgwLink, ZgwTask

MEASURE = "measure"
SERVED = frozenset({"served", "in_force", "ended", "withdrawn", "settled"})
DECIDED_BY = ("decision", "warning")
"""Kinds of document that a measure is taken by."""
MOST = 100
TAKEN = "taken"
"""Kept of a decision that the case system knows to be withdrawn (`ZgwLink.conclusion`); `stage` keeps the day of its lapse."""
WITHDRAWN = "ingetrokken_overheid"
RUNS = frozenset({"served", "in_force"})
OVER = frozenset({"ended", "withdrawn"})


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


def changed(municipality: Municipality, connection: Connection) -> list[str]:
    """Return the measures whose registered decision lapses on another day than the case system knows, or was withdrawn. Three
    queries; inside Baken's own context.
    """
    if not connection.measures:
        return []
    rows = ZgwLink.objects.filter(municipality=municipality, kind=MEASURE).exclude(decision="")
    links = {link.subject: link for link in rows}
    known = measures.Measure.objects.filter(municipality=municipality, pk__in=list(links), status__in=RUNS | OVER)
    keys = [str(one.pk) for one in known.order_by("id") if lapse_of(one) != _lapse_told(links[one.pk])]
    busy = ZgwTask.objects.filter(municipality=municipality, kind=Kind.REGISTER, subject__in=keys).exclude(
        state=State.DONE
    )
    waits = set(busy.values_list("subject", flat=True))
    return [key for key in keys if key not in waits][:MOST]


def lapse_of(it: measures.Measure) -> tuple[str, str]:
    """Return the day on which the decision lapses, as text, empty where it has no end; and whether it was withdrawn."""
    day = it.in_force_until
    if it.status in OVER and it.ended_on is not None and (day is None or it.ended_on < day - timedelta(days=1)):
        day = it.ended_on
    if it.status == "withdrawn":
        return (it.ended_on or day or it.served_on or date.min).isoformat(), TAKEN
    return day.isoformat() if day is not None else "", ""


def _lapse_told(link: ZgwLink) -> tuple[str, str]:
    return link.stage, link.conclusion


def register(system: CaseSystem, municipality: Municipality, subject: str, at: datetime) -> str:
    """Register the decision of a measure: a zaak, the document, the decision. Return what became of it."""
    key = UUID(subject)
    link = _link_of(municipality, key)
    if link is not None and link.decision:
        return _tell_lapse(system, municipality, key, link, at)
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
        made={
            "zaak": zaak.url, "identification": zaak.identification, "document": document, "decision": decision,
            "stage": found.holds_until.isoformat() if found.holds_until else "",
        },
    )  # fmt: skip


def _tell_lapse(system: CaseSystem, municipality: Municipality, key: UUID, link: ZgwLink, at: datetime) -> str:
    """Tell the decision when it lapses, and that it was withdrawn; nothing where that is known."""
    with opened(system_actor(municipality), system=True):
        it = measures.Measure.objects.filter(municipality=municipality, pk=key, status__in=RUNS | OVER).first()
    if it is None or lapse_of(it) == _lapse_told(link):
        return Outcome.NOTHING
    day, taken = lapse_of(it)
    system.set_lapse(link.decision, day, WITHDRAWN if taken else "")
    return keep_lapse(actor=system_actor(municipality), at=at, link=link, day=day, taken=taken)


def _link_of(municipality: Municipality, key: UUID) -> ZgwLink | None:
    with opened(system_actor(municipality), system=True):
        return ZgwLink.objects.filter(municipality=municipality, kind=MEASURE, subject=key).first()


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
    _went_outside(key, link)
    return Outcome.REGISTERED


@action
def keep_lapse(*, actor: Actor, at: datetime, link: ZgwLink, day: str, taken: str) -> str:
    """Keep what the case system knows now of the end of a decision. In the log of its register too."""
    it: ZgwLink = fresh(link)
    it.stage, it.conclusion = day, taken
    it.save()
    _went_outside(it.subject, it)
    return Outcome.TOLD


def _went_outside(key: UUID, link: ZgwLink) -> None:
    it = measures.Measure.objects.select_related("vault", "guarded").get(pk=key)
    audit.record(
        "measure.to_case_system", it.guarded, purpose=it.vault.purposes[0], basis=it.vault.basis, vault_id=it.vault_id,
        decision=str(link.pk),
    )  # fmt: skip
