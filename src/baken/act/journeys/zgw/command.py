# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What `baken zgw` does: say what is wrong with the settings, compare now, subscribe to notifications."""

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.utils import timezone

from baken.act.bibob import facade as bibob
from baken.kernel.models import Municipality

from .case_system import CaseSystem
from .client import Client, Trouble
from .connection import Connection, WrongSettings, connections
from .work import compare_all

CALLBACK = "/zgw/notificaties"


def run(what: str, at: datetime) -> tuple[int, list[str]]:
    """Do it; return the exit status (0 well, 1 something is wrong, 2 the settings are) and lines to print."""
    try:
        found = connections()
    except WrongSettings as wrong:
        return 2, [str(wrong)]
    if not found:
        return 2, ["no case system is connected: see docs/zgw.md"]
    if what == "compare":
        return 0, [f"compared: {compare_all(at)}"]
    lines: list[str] = []
    for connection in found:
        with Client(connection) as client:
            doer = checked if what == "check" else subscribed
            lines += [f"{connection.municipality}: {line}" for line in doer(CaseSystem(client), at)]
    return (1 if lines else 0), lines or ["all is well"]


def checked(system: CaseSystem, at: datetime) -> Iterator[str]:
    """Return what is wrong: each name that the catalogue doesn't have, and what can't be asked."""
    connection, today = system.connection, timezone.localdate(at)
    municipality = Municipality.objects.filter(code=connection.municipality).first()
    if municipality is None:
        yield "this installation serves no municipality with that code"
        return
    for name in bibob.zaaktypes(municipality, today):
        try:
            zaaktype = str(system.valid(name, today)["url"])
        except Trouble as trouble:
            yield str(trouble)
            continue
        for kind, wanted, field in _names(connection):
            try:
                one = system.named(kind, zaaktype, wanted, field)
                if kind == "statustypen" and system.is_last(zaaktype, one):
                    yield f"{name}: {wanted} is the last status, which closes the zaak"
            except Trouble as trouble:
                yield f"{name}: {trouble}"
    for instrument, kinds in connection.measures.items():
        try:
            zaaktype_of = system.valid(kinds.zaaktype, today)
            system.of_catalogue("besluittypen", zaaktype_of, kinds.decision)
            system.of_catalogue("informatieobjecttypen", zaaktype_of, kinds.document)
        except Trouble as trouble:
            yield f"{instrument}: {trouble}"


def subscribed(system: CaseSystem, at: datetime) -> Iterator[str]:
    """Have notifications sent here, where that is set; return what is wrong."""
    if not (system.connection.notifications and system.connection.token):
        yield "notifications or token isn't set"
        return
    try:
        system.subscribe(f"{settings.PUBLIC_URL}{CALLBACK}")
    except Trouble as trouble:
        yield str(trouble)


def _names(connection: Connection) -> Iterator[tuple[str, str, str]]:
    for name in connection.statuses.values():
        yield "statustypen", name, "omschrijving"
    for name in connection.results.values():
        yield "resultaattypen", name, "omschrijving"
    if connection.property:
        yield "eigenschappen", connection.property, "naam"
