# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a measure goes from the report to its end: one table for each family of instruments (domain.md §3b).

Each step also looks at what its action found against it (`given["against"]`), so that all reasons are told at once. The
clocks are written by the actions, since whose clock runs depends on what was served.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from baken.kernel.guards import has_reason, nothing_against
from baken.kernel.workflow import Status, Transition, Workflow

HANDLE, SIGN = "act.measure.handle", "act.measure.sign"
ADVISER = "legal_adviser"
LABELS: dict[str, Any] = {
    "received": _("rapportage ontvangen"),
    "assessed": _("getoetst aan het beleid"),
    "intended": _("voornemen verstuurd"),
    "heard": _("zienswijze gehad"),
    "drafted": _("besluit ligt klaar"),
    "signed": _("besluit ondertekend"),
    "served": _("besluit bekendgemaakt"),
    "in_force": _("maatregel geldt"),
    "ended": _("maatregel afgelopen"),
    "withdrawn": _("ingetrokken"),
    "dropped": _("geen maatregel"),
    "settled": _("afgerond"),
}
BEFORE_DECISION = frozenset({"received", "assessed", "intended", "heard", "drafted"})
DECIDED = frozenset({"signed", "served", "in_force"})
OVER = frozenset({"ended", "withdrawn", "dropped"})


WITHDRAWN_BY = ("withdrawn", "revoked")
"""Steps by which a decision is withdrawn: by who prepares, or by the body itself."""
REOPENED_BY = {"ended": "reopened", "withdrawn": "reopened_withdrawn", "dropped": "reopened_dropped"}
"""By which step a closed file opens again, by how it had ended."""
SAME_AS = {
    "mandated": "signed", "reassessed": "assessed", "revoked": "withdrawn", "reopened_withdrawn": "reopened",
    "reopened_dropped": "reopened",
}  # fmt: skip
"""Steps that are for other rooms what another one is."""


def _step(
    name: str,
    label: Any,
    sources: set[str] | frozenset[str],
    target: str,
    *guards: Any,
    permission: str = HANDLE,
    told: str = "",
) -> Transition:
    return Transition(
        name=name,
        label=label,
        sources=frozenset(sources),
        target=target,
        permission=permission,
        audit=f"measure.{told or name}",
        guards=(*guards, nothing_against),
    )


def _owner(slug: str) -> str:
    return {"drafted": "mayor", "settled": "privacy_officer"}.get(slug, ADVISER)


def _table(slug: str, in_force: Any, ended: Any, *more: Transition, without: frozenset[str] = frozenset()) -> Workflow:
    """Return the table of one family: the way that all go, with the words and steps of this one."""
    steps = (
        _step("assessed", _("Toetsen aan het beleid"), {"received", "assessed"}, "assessed"),
        _step("intended", _("Voornemen versturen"), {"assessed"}, "intended"),
        _step("heard", _("Zienswijze vastleggen"), {"intended"}, "heard"),
        _step("hurried", _("Spoed: zonder zienswijze verder"), {"assessed", "intended"}, "heard", has_reason),
        _step("reassessed", _("Opnieuw toetsen"), {"heard"}, "heard"),
        _step("drafted", _("Besluit voorleggen"), {"heard"}, "drafted"),
        _step("taken_back", _("Terugnemen"), {"drafted"}, "heard"),
        _step("sent_back", _("Terug naar de adviseur"), {"drafted"}, "heard", has_reason, permission=SIGN),
        _step("signed", _("Ondertekenen"), {"drafted"}, "signed", permission=SIGN),
        _step("mandated", _("Ondertekenen met mandaat"), {"drafted"}, "signed"),
        _step("served", _("Bekendmaken"), {"signed"}, "served"),
        _step("in_force", in_force, {"served"}, "in_force"),
        _step("ended", ended, {"in_force"}, "ended"),
        _step("withdrawn", _("Intrekken"), DECIDED, "withdrawn", has_reason),
        _step("revoked", _("Intrekken en ondertekenen"), DECIDED, "withdrawn", has_reason, permission=SIGN),
        _step("dropped", _("Geen maatregel"), BEFORE_DECISION, "dropped", has_reason),
        _step("settled", _("Afronden"), OVER, "settled"),
        *(
            _step(name, _("Dossier weer openen"), {"settled"}, status, has_reason, told="reopened")
            for status, name in REOPENED_BY.items()
        ),
        *more,
    )
    kept = tuple(one for one in steps if one.name not in without)
    return Workflow(
        slug=slug,
        initial="received",
        statuses=tuple(Status(one, label, _owner(one)) for one, label in LABELS.items()),
        transitions=kept,
    )


CLOSING = _table("measure-closing", _("Pand gesloten"), _("Pand heropenen"))
ORDER = _table(
    "measure-order",
    _("Bevel gaat in"),
    _("Bevel is afgelopen"),
    _step("extended", _("Verlengen"), {"in_force"}, "in_force", has_reason, permission=SIGN),
)
PENALTY = _table("measure-penalty", _("Begunstigingstermijn is voorbij"), _("Last opheffen"))
COERCION = _table(
    "measure-coercion",
    _("Bestuursdwang toegepast"),
    _("Kosten geregeld"),
    _step("acted_first", _("Meteen optreden, besluit volgt"), {"assessed"}, "heard", has_reason),
)
WARNING = _table(
    "measure-warning",
    _("Waarschuwing geldt"),
    _("Waarschuwing is verlopen"),
    _step("unheard", _("Zonder voornemen verder"), {"assessed"}, "heard", has_reason),
)
FAMILY: dict[str, Workflow] = {
    "opium_closing": CLOSING,
    "disturbance_closing": CLOSING,
    "area_ban": ORDER,
    "parental_order": ORDER,
    "light_order": ORDER,
    "residence_order": ORDER,
    "penalty": PENALTY,
    "coercion": COERCION,
    "warning": WARNING,
}
FORFEITURE = Workflow(
    slug="measure-forfeiture",
    initial="forfeited",
    statuses=(
        Status("forfeited", _("verbeurd"), ADVISER),
        Status("announced", _("voornemen tot invordering"), ADVISER),
        Status("decided", _("invorderingsbesluit"), ADVISER),
        Status("paid", _("betaald"), "privacy_officer"),
        Status("waived", _("niet ingevorderd"), "privacy_officer"),
        Status("lapsed", _("verjaard"), "privacy_officer"),
        Status("undone", _("niet verbeurd: de last was geschorst"), "privacy_officer"),
    ),
    transitions=(
        _step("announced", _("Voornemen tot invordering"), {"forfeited"}, "announced"),
        _step("decided", _("Invorderingsbesluit nemen"), {"forfeited", "announced"}, "decided"),
        _step("paid", _("Betaald"), {"forfeited", "announced", "decided"}, "paid"),
        _step("waived", _("Niet invorderen"), {"forfeited", "announced", "decided"}, "waived", has_reason),
        _step("lapsed", _("Verjaard"), {"forfeited", "announced", "decided"}, "lapsed"),
        _step(
            "undone",
            _("Niet verbeurd: de last was geschorst"),
            {"forfeited", "announced", "decided", "paid", "waived", "lapsed"},
            "undone",
            has_reason,
        ),
    ),
)
