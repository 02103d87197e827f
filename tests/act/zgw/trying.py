# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Everything that Baken does with a case system, done once and once more, and read back."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from baken.act.journeys.zgw.case_system import CaseSystem, Paper, Zaak

from .trial import Types

CONTENT = b"A decision of a trial. Nothing in it is real."


def try_all(system: CaseSystem, types: Types, number: str, on: date) -> Zaak:
    """Make a zaak with status, property, result, document and decision, as far as the types go; each twice, to find one."""
    zaak = system.make_zaak(types.zaaktype, number, "Proef van Baken (voorbeeld)", on)
    assert system.make_zaak(types.zaaktype, number, "Proef van Baken (voorbeeld)", on) == zaak
    assert (zaak.identification, zaak.closed) == (number, False)
    assert system.zaak(zaak.url) == zaak
    assert zaak.zaaktype == types.zaaktype["url"]
    try_standing(system, types, zaak)
    if types.document:
        try_decision(system, types, zaak, number, on)
    return zaak


def try_standing(system: CaseSystem, types: Types, zaak: Zaak) -> None:
    """Tell a stage and a conclusion, and read them back."""
    at = datetime.now(UTC) - timedelta(minutes=1)
    status = system.set_status(zaak, types.status, at)
    assert system.set_status(zaak, types.status, at) == status
    assert system.client.get(zaak.url)["status"] == status
    if types.trait:
        told = system.set_property(zaak, types.trait, types.value)
        assert system.set_property(zaak, types.trait, types.value) == told
        assert system.client.get(told)["waarde"] == types.value
    if types.result:
        result = system.set_result(zaak, types.result, frozenset({types.result}))
        assert system.set_result(zaak, types.result, frozenset({types.result})) == result
        assert system.client.get(zaak.url)["resultaat"] == result


def try_decision(system: CaseSystem, types: Types, zaak: Zaak, number: str, on: date) -> None:
    """Register a decision with its document, and read them back."""
    paper = Paper(f"{number}-D"[:40], "Besluit van een proef", "besluit.txt", CONTENT, "text/plain", on)
    document = system.put_document(zaak, types.zaaktype, types.document, paper)
    assert system.put_document(zaak, types.zaaktype, types.document, paper) == document
    kept = system.client.get(document)
    assert (kept["bestandsomvang"], kept["vertrouwelijkheidaanduiding"]) == (len(CONTENT), "zaakvertrouwelijk")
    days = {"datum": on, "ingangsdatum": on, "verzenddatum": on, "vervaldatum": None}
    given = (zaak, types.zaaktype, types.decision, f"{number}-B", days, document)
    decision = system.make_decision(*given)
    assert system.make_decision(*given) == decision
    found = system.client.get(decision)
    assert (found["zaak"], found["datum"]) == (zaak.url, on.isoformat())
    joined = list(system.client.pages(f"{system.connection.api('zaken')}/zaakinformatieobjecten", {"zaak": zaak.url}))
    assert [row["informatieobject"] for row in joined] == [document]
