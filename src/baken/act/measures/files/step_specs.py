# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The steps of a file as pages: for each its form, what happens, and what is said about it. One template shows them all."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from baken.kernel import moment

from ..models import Instrument, Measure, Status
from ..policies import HANDLE, SIGN
from ..policy.mandates import mandate_for
from ..queries import Seen, may_handle, may_sign
from ..rules import PUBLISHED, decision_kind
from ..workflow import BEFORE_DECISION, FAMILY, REOPENED_BY
from . import assessing, carrying, deciding, opening, preparing
from .carrying_forms import EndForm, ExtendForm, ForceForm
from .deciding_forms import PublishForm, ServeForm, SignForm
from .form_base import OnForm, ReasonForm
from .preparing_forms import AssessForm, DraftForm, HearForm, IntendForm
from .report_forms import ChangeForm, NoteForm, PartyForm

Act = Callable[[dict[str, Any], Any], Any]


@dataclass(frozen=True, slots=True)
class Spec:
    """One step: its form, what it does with what every action is given and with the valid form, and words around it.

    `label` is only for what isn't in the table of the workflow. `needs`: the kind of document whose reasons are asked.
    """

    form: type[Any]
    act: Act
    lede: Any = ""
    done: Any = ""
    permission: str = HANDLE
    label: Any = ""
    needs: str = ""
    initial: Callable[[Measure], Mapping[str, Any]] = lambda measure: {}


def _reason(action: Callable[..., Any]) -> Act:
    return lambda given, form: action(**given, **form.told("on", "reason"))


def _assess_initial(measure: Measure) -> Mapping[str, Any]:
    course = assessing.POLICY
    if measure.rule is not None and measure.deviates_because:
        course = assessing.WARN if measure.instrument == "warning" else assessing.CLOSE
    return {
        "premises_kind": measure.premises_kind, "finding": measure.finding, "offence_number": measure.offence_number,
        "course": course, "because": measure.deviates_because,
        "months": measure.months if course == assessing.CLOSE else None,
    }  # fmt: skip


def _draft_initial(measure: Measure) -> Mapping[str, Any]:
    return {
        **{n: getattr(measure, n) for n in ("months", "grace_until", "amount_per_breach", "breach_unit", "amount_maximum")},
        "order_kind": measure.order_kind,
        "days": "\n".join(measure.days),
        "earlier_days": "\n".join(measure.earlier_days),
        "earlier": ("yes" if measure.earlier_days else "no") if measure.days else "",
    }  # fmt: skip


def _change(given: dict[str, Any], form: Any) -> Any:
    return opening.change(**given, values=form.report)


def _unversioned(given: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in given.items() if name != "seen"}


SPECS: dict[str, Spec] = {
    "assessed": Spec(
        AssessForm,
        lambda given, form: assessing.assess(**given, on=form.cleaned_data["on"], assessed=form.assessed),
        _("Toets de rapportage aan het beleid dat op deze dag geldt."),
        _("De toets staat vast. Stuur nu het voornemen, of kies spoed."),
        initial=_assess_initial,
    ),
    "reassessed": Spec(
        AssessForm,
        lambda given, form: assessing.assess(**given, on=form.cleaned_data["on"], assessed=form.assessed),
        _(
            "Na de zienswijze kunt u anders oordelen: korter of langer sluiten, of alleen waarschuwen. "
            "Waarom u van de matrix afwijkt, staat straks in het besluit (Awb 4:84)."
        ),
        _("De nieuwe toets staat vast. Schrijf de redenen en leg het besluit klaar."),
        initial=_assess_initial,
    ),
    "intended": Spec(
        IntendForm,
        lambda given, form: preparing.intend(
            **given, **form.told("on", "view_until"), order_kind=form.cleaned_data.get("order_kind") or ""
        ),
        _(
            "De betrokkene krijgt een redelijke tijd om te zeggen wat hij ervan vindt (Awb 4:8). De dag die u kiest, "
            "komt in de brief: die maakt u na deze stap."
        ),
        _(
            "Het voornemen staat vast en de tijd voor een zienswijze loopt. Maak nu de brief, laat hem "
            "ondertekenen en verstuur hem."
        ),
        needs="intention",
        initial=lambda measure: {
            "view_until": moment.today() + timedelta(days=14),
            "order_kind": measure.order_kind,
        },
    ),
    "heard": Spec(
        HearForm,
        lambda given, form: preparing.hear(**given, **form.told("on", "view", "text")),
        _("Leg vast wat de betrokkene aanvoert. Geen zienswijze kan pas als de tijd ervoor voorbij is."),
        _("De zienswijze staat vast. Schrijf nu de redenen en leg het besluit klaar."),
    ),
    "hurried": Spec(
        ReasonForm,
        _reason(preparing.hurry),
        _("Alleen als het echt niet kan wachten (Awb 4:11). De reden komt in het besluit."),
        _("Spoed staat vast. De redenen moeten nu ook zeggen waarom."),
    ),
    "acted_first": Spec(
        ReasonForm,
        _reason(preparing.act_first),
        _(
            "Bij groot gevaar mag de gemeente meteen optreden (Awb 5:31, lid 2). Maak het besluit daarna zo snel mogelijk."
        ),
        _("Vastgelegd dat meteen is opgetreden. Maak nu zo snel mogelijk het besluit."),
    ),
    "unheard": Spec(
        ReasonForm,
        _reason(preparing.skip_view),
        _(
            "Een waarschuwing volgens beleid is vaak geen besluit. Dan hoeft er geen voornemen te zijn. "
            "Laat dit een jurist bekijken."
        ),
        _("Vastgelegd. Maak nu de waarschuwing."),
    ),
    "drafted": Spec(
        DraftForm,
        lambda given, form: preparing.draft(**given, on=form.cleaned_data["on"], draft=form.draft),
        _("Leg het besluit voor aan wie het ondertekent. Alle redenen moeten geschreven zijn."),
        _("Het besluit ligt klaar om te ondertekenen."),
        needs="decision",
        initial=_draft_initial,
    ),
    "taken_back": Spec(
        OnForm,
        lambda given, form: preparing.take_back(**given, **form.told("on")),
        _(
            "Het besluit is nog niet ondertekend. U neemt het terug om er iets in te veranderen, en legt het daarna opnieuw voor."
        ),
        _("Teruggenomen. Pas het besluit aan en leg het opnieuw voor."),
    ),
    "sent_back": Spec(
        ReasonForm,
        _reason(preparing.send_back),
        _("Schrijf op wat er anders moet. De adviseur legt het daarna opnieuw voor."),
        _("Teruggestuurd naar de adviseur."),
        permission=SIGN,
    ),
    "signed": Spec(
        SignForm,
        lambda given, form: deciding.sign(**given),
        _("U neemt hiermee het besluit. Lees eerst het stuk en de redenen."),
        _("Ondertekend. De adviseur maakt het besluit bekend."),
        permission=SIGN,
        needs="decision",
    ),
    "mandated": Spec(
        SignForm,
        lambda given, form: deciding.sign(**given),
        _("U tekent met mandaat, namens het bestuursorgaan (Awb 10:3). Lees eerst het stuk en de redenen."),
        _("Ondertekend. Maak het besluit nu bekend."),
        needs="decision",
    ),
    "served": Spec(
        ServeForm,
        lambda given, form: deciding.serve(
            **given,
            **form.told("on", "how", "published_on"),
            published_where=form.cleaned_data.get("published_where") or "",
        ),
        _("Op de dag na de bekendmaking begint de tijd om bezwaar te maken: zes weken (Awb 6:7)."),
        _("De bekendmaking staat vast. De termijn voor bezwaar loopt."),
    ),
    "published": Spec(
        PublishForm,
        lambda given, form: deciding.publish(**given, **form.told("on", "where")),
        _("Een sluiting wordt ook aan anderen bekendgemaakt, zodat niemand er nog binnengaat."),
        _("De openbare bekendmaking staat vast."),
        label=_("Openbare bekendmaking vastleggen"),
    ),
    "in_force": Spec(
        ForceForm,
        lambda given, form: carrying.bring_in_force(**given, **form.told("on", "text")),
        _("Tot wanneer de maatregel geldt, volgt uit het besluit."),
        _("De maatregel geldt. Het einde staat op de lijst van termijnen."),
    ),
    "extended": Spec(
        ExtendForm,
        lambda given, form: carrying.extend(**given, **form.told("on", "months", "reason")),
        _("Hoogstens drie keer, elke keer met hoogstens drie maanden (Gemeentewet 172a)."),
        _("Verlengd."),
        permission=SIGN,
        needs="extension",
    ),
    "ended": Spec(
        EndForm,
        _reason(carrying.end),
        _("Leg vast op welke dag de maatregel voorbij was."),
        _("Vastgelegd. Rond het dossier af als er niets meer openstaat."),
    ),
    "withdrawn": Spec(
        ReasonForm,
        _reason(carrying.withdraw),
        _(
            "Trek een bevel in zodra het niet meer nodig is. De termijn voor bezwaar loopt door. Is het besluit bekendgemaakt, "
            "dan is een ondertekend besluit tot intrekking nodig. Zonder sjabloon daarvoor trekt alleen in wie mag ondertekenen."
        ),
        _("De maatregel is ingetrokken."),
    ),
    "revoked": Spec(
        ReasonForm,
        _reason(carrying.withdraw),
        _(
            "Er is geen sjabloon voor een intrekking. U trekt zelf in: dat is het besluit. De termijn voor bezwaar loopt door."
        ),
        _("De maatregel is ingetrokken. Laat de adviseur het bekendmaken."),
        permission=SIGN,
    ),
    "dropped": Spec(
        ReasonForm,
        _reason(carrying.drop),
        _("Er komt geen maatregel. De reden blijft bij het dossier."),
        _("Vastgelegd dat er geen maatregel komt."),
    ),
    "settled": Spec(
        SignForm,
        lambda given, form: carrying.settle(**given),
        _("De bewaartermijn begint vandaag. Dit kan als er niets meer openstaat."),
        _("Het dossier is afgerond."),
    ),
    **dict.fromkeys(
        REOPENED_BY.values(),
        Spec(
            ReasonForm,
            _reason(carrying.reopen),
            _("De bewaartermijn stopt tot u het dossier weer afrondt."),
            _("Het dossier is weer open."),
        ),
    ),
    "change": Spec(
        ChangeForm,
        _change,
        _("Dit kan tot het besluit is ondertekend."),
        _("Bewaard."),
        label=_("Gegevens wijzigen"),
        initial=lambda measure: {name: getattr(measure, name) for name in opening.CHANGED},
    ),
    "party": Spec(
        PartyForm,
        lambda given, form: opening.add_party(**_unversioned(given), party=form.party),
        _("Tot wie het besluit is gericht, of wie er anders door wordt geraakt."),
        _("De betrokkene staat erbij."),
        label=_("Betrokkene toevoegen"),
    ),
    "note": Spec(
        NoteForm,
        lambda given, form: opening.add_note(**_unversioned(given), **form.told("on", "text")),
        _("Wat niet bij een stap hoort, maar wel bij het verloop."),
        _("De aantekening is bewaard."),
        label=_("Aantekening maken"),
    ),
}
FIRST: dict[str, tuple[str, ...]] = {
    Status.RECEIVED: ("assessed",),
    Status.ASSESSED: ("intended",),
    Status.INTENDED: ("heard",),
    Status.HEARD: ("drafted",),
    Status.DRAFTED: ("signed",),
    Status.SIGNED: ("served",),
    Status.SERVED: ("in_force",),
    Status.IN_FORCE: ("ended",),
    Status.ENDED: ("settled",),
    Status.WITHDRAWN: ("settled",),
    Status.DROPPED: ("settled",),
}
"""The usual next step of each status."""


@dataclass(frozen=True, slots=True)
class Open:
    """A step that the reader can take now."""

    name: str
    label: str
    first: bool


def steps(seen: Seen) -> list[Open]:
    """Return the steps that the reader can take now, the usual one first."""
    it, may = seen.file, {HANDLE: may_handle(seen), SIGN: may_sign(seen)}
    closed = it.status == Status.SETTLED and may[HANDLE]
    others = set(REOPENED_BY.values()) - ({REOPENED_BY[carrying.ended_as(it)]} if closed else set())
    found = [
        Open(one.name, str(one.label), one.name in FIRST.get(it.status, ()))
        for one in FAMILY[it.instrument].leaving(it.status)
        if may[one.permission] and one.name not in others and _fits(seen, one.name)
    ]
    return sorted(found, key=lambda one: not one.first)


def _fits(seen: Seen, name: str) -> bool:
    """Whether a step is for this measure and this reader, beside what the table says. One query for what depends on the day."""
    it = seen.file
    if name == "revoked":
        return carrying.by_signing(it, moment.today())
    if name == "extended":
        return it.instrument == Instrument.AREA_BAN
    if name == "reassessed":
        return assessing.has_matrix(it)
    if name == "mandated":
        on, kind = moment.today(), decision_kind(it.instrument)
        return not may_sign(seen) and mandate_for(seen.actor, it, kind, on) is not None
    return True


def extras(seen: Seen) -> list[Open]:
    """Return what the reader can write beside the steps now."""
    if not may_handle(seen):
        return []
    it = seen.file
    names = ["change", "party"] if it.status in BEFORE_DECISION else []
    if it.instrument in PUBLISHED and it.served_on is not None and it.published_on is None:
        names.append("published")
    return [Open(name, str(SPECS[name].label), name == "published") for name in (*names, "note")]


def step_label(measure: Measure, name: str) -> str:
    """Return what a step is called for this measure."""
    for one in FAMILY[measure.instrument].transitions:
        if one.name == name:
            return str(one.label)
    return str(SPECS[name].label)
