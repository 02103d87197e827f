# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Small meetings to look at, change and break."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tests.decide.policy.conftest import NOW

KIND = {"name": "Driehoek", "purpose": "Afstemmen.", "chair": "burgemeester", "rhythm": "elke vier weken"}


@dataclass
class World:
    """What the tests of meetings start from."""

    municipality: Any
    adviser: Any
    partners: dict[str, Any]
    organisations: dict[str, Any]
    triangle: Any
    youth: Any
    meeting: Any
    other: Any
    items: dict[str, Any] = field(default_factory=dict)

    def act(self, do: Any, /, **arguments: Any) -> Any:
        """Do something as the adviser, now."""
        return do(**{"actor": self.adviser, "at": NOW, **arguments})


def build(municipality: Any) -> World:
    """Make partners with accounts, the driehoek (mayor, adviser, police) and a youth team (coordinator, youth work)."""
    from baken.access.facade import Actor, make_partner, system_actor
    from baken.decide.meetings import facade as meetings
    from baken.kernel import audit
    from baken.kernel.actions import action
    from baken.registry.facade import Organisation

    system = system_actor(municipality)
    partners = {
        slug: make_partner(actor=system, at=NOW, municipality=municipality, slug=slug, name=slug.title())
        for slug in ("politie", "jongerenwerk", "ggz")
    }

    @action
    def link(*, actor: Any, at: Any) -> None:
        for slug, partner in partners.items():
            organisation = Organisation.objects.get(municipality=municipality, slug=slug)
            organisation.partner = partner
            organisation.save()
            audit.record("test.linked", organisation)

    link(actor=system, at=NOW)
    organisations = {o.slug: o for o in Organisation.objects.filter(municipality=municipality)}
    adviser = Actor(None, municipality.id, frozenset({"safety_adviser"}), on=NOW.date())

    def kind(slug: str, roles: tuple[str, ...], partner: str) -> Any:
        made = meetings.make_kind(
            actor=adviser,
            at=NOW,
            municipality=municipality,
            slug=slug,
            values={**KIND, "name": slug.title(), "sources": ["actions", "efforts"]},
        )
        for role in roles:
            meetings.add_member(actor=adviser, at=NOW, kind=made, role=role)
        meetings.add_member(actor=adviser, at=NOW, kind=made, organisation=organisations[partner])
        return made

    triangle = kind("driehoek", ("mayor", "safety_adviser"), "politie")
    youth = kind("jeugd", ("youth_coordinator",), "jongerenwerk")
    meeting = meetings.plan_meeting(actor=adviser, at=NOW, kind=triangle, on=date(2026, 11, 20), place="Stadhuis")
    other = meetings.plan_meeting(actor=adviser, at=NOW, kind=youth, on=date(2026, 11, 19))
    world = World(municipality, adviser, partners, organisations, triangle, youth, meeting, other)
    for name, internal in (("open", False), ("private", True)):
        world.items[name] = meetings.add_item(
            actor=adviser, at=NOW, meeting=meeting, title=f"Punt {name}", why="Omdat.", internal=internal
        )
    world.items["youth"] = meetings.add_item(actor=adviser, at=NOW, meeting=other, title="Punt jeugd")
    return world


class Upload:
    """A file as a form gives it."""

    def __init__(self, name: str, data: bytes):
        self.name, self.size, self._file = name, len(data), io.BytesIO(data)

    def read(self, size: int = -1) -> bytes:
        return self._file.read(size)


def office(kind: str = "docx", extra: dict[str, bytes] | None = None, types: str = "") -> bytes:
    """A small Word or Excel file; `extra` puts parts in, `types` replaces what it says it is."""
    main = {
        "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", f'<Types><Override ContentType="{types or main[kind]}"/></Types>')
        archive.writestr("word/document.xml", "<w/>")
        for name, data in (extra or {}).items():
            archive.writestr(name, data)
    return out.getvalue()
