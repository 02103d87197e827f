# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The example's cases: who takes part, what each part says, what is shared. All invented, and marked so."""

import json
from datetime import date, datetime, timedelta
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from ruamel.yaml import YAML

from baken.access.facade import Actor, Level, Participation, Partner, User, Vault, actor_for, opened
from baken.act.cases import facade as cases
from baken.kernel.models import Municipality
from baken.kernel.moment import now, today
from baken.kernel.papers.kept import examine

from ..doors.told import DOORS

Entry = dict[str, Any]


def play_cases(actor: Actor, municipality: Municipality) -> None:
    """Add the example's cases as far as they aren't there, and write who may open which door.

    Each is opened and filled by the accounts that would do so: Baken itself takes part in no case. Registers and covenants
    must be there.
    """
    text = (files("baken.demo") / "velsen" / "cases.yaml").read_text(encoding="utf-8")
    with opened(actor, system=True):
        there = set(cases.Case.objects.filter(municipality=municipality).values_list("reference", flat=True))
    for entry in YAML(typ="safe").load(text):
        if entry["reference"] not in there:
            with transaction.atomic():  # whole or not at all
                _Play(municipality, entry).run()
    write_doors()


def write_doors() -> Path:
    """Write var/demo-access.json: each door of a confidential object with the accounts that may open it."""
    path = Path(settings.VAR) / "demo-access.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps(DOORS, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    fresh.replace(path)
    return path


class _Play:
    """One case, from opening to where it stands."""

    def __init__(self, municipality: Municipality, entry: Entry) -> None:
        self.municipality, self.entry, self.purpose = municipality, entry, entry["purpose"]
        self.now = now()  # of all that happens here, so that nothing lies after it
        self.actors: dict[str, Actor] = {}
        self.partners = {partner.slug: partner for partner in Partner.objects.filter(municipality=municipality)}
        self.lead = self.acting(entry["lead"]["account"])

    def acting(self, username: str) -> Actor:
        if username not in self.actors:
            user = User.objects.get(username=username)
            self.actors[username] = actor_for(user, on=today(), at=self.now, municipality_id=self.municipality.id)
        return self.actors[username]

    def run(self) -> None:
        entry = self.entry
        with opened(self.lead, self.purpose):
            self.case = self._open()
            for told in entry.get("participants", ()):
                self._participant(told)
        for told in entry.get("subjects", ()):
            values = {name: told[name] for name in ("kind", "name", "birth_date", "note") if name in told}
            self._do(cases.add_subject, told, self._after(1), values=values)
        for told in entry.get("entries", ()):
            at = self._past(told["at"])
            self._do(
                cases.add_entry, told, min(at + timedelta(hours=1), self.now), happened_at=at, text=told["text"],
                level=told.get("level", Level.CONFIDENTIAL),
            )  # fmt: skip
        for told in entry.get("conclusions", ()):
            self._do(cases.write_conclusion, told, self._past(told["at"]), seen=1, conclusion=told["text"])
        for told in entry.get("actions", ()):
            self._do(
                cases.add_action, told, self._after(30), title=told["title"], due_on=told["due"], owner=told["owner"]
            )
        for told in entry.get("documents", ()):
            checked = examine(_Upload(told["name"], told["text"]))
            self._do(
                cases.add_document, told, self._after(40), checked=checked, level=Level.CONFIDENTIAL,
                key=UUID(told["key"]),
            )  # fmt: skip
        for told in entry.get("sharings", ()):
            if told["partner"] in self.partners:
                self._do(
                    cases.share, told, self._past(told["at"]), what=told["what"], basis=told["basis"],
                    partner=self.partners[told["partner"]],
                )  # fmt: skip
        with opened(self.lead, self.purpose):
            self._stages()

    def _open(self) -> cases.Case:
        entry = self.entry
        values = {name: entry.get(name, "") for name in ("title", "address", "summary", "area", "priority")}
        values["next_meeting"] = moment(entry["next_meeting"]) if "next_meeting" in entry else None
        return cases.open_case(
            actor=self.lead, at=self._past(entry["opened"]), purpose=self.purpose, municipality=self.municipality,
            vault=Vault.objects.get(municipality=self.municipality, slug=entry["vault"]), role=entry["lead"]["role"],
            values=values, reference=entry["reference"], fictitious=True,
        )  # fmt: skip

    def _participant(self, told: Entry) -> None:
        who: Entry = {"role": told["role"]} if "role" in told else {"partner": self.partners.get(told["partner"])}
        if who.get("partner", True) is None:
            return  # an organisation without accounts here
        until = moment(told["until"]) if "until" in told else None
        cases.add_participant(
            actor=self.lead, at=self._past(told["at"]), purpose=self.purpose, case=self.case, sights=told["sights"],
            until=until, **who,
        )  # fmt: skip

    def _stages(self) -> None:
        entry, case = self.entry, self.case
        for name in entry.get("steps", ()):
            case = cases.step(actor=self.lead, at=self._after(35), purpose=self.purpose, case=case, name=name)
        if "narrowed" in entry:
            mine = Participation.objects.get(guarded=case.guarded_id, role=entry["narrowed"]["role"], emergency=False)
            cases.set_sight(
                actor=self.lead, at=self._after(40), purpose=self.purpose, case=case, participation=mine,
                sights=entry["narrowed"]["sights"],
            )  # fmt: skip
        if "closed" in entry:
            cases.step(
                actor=self.lead, at=self._past(entry["closed"]["at"]), purpose=self.purpose, case=case, name="closed",
                reason=entry["closed"]["reason"],
            )  # fmt: skip

    def _do(self, do: Any, told: Entry, at: datetime, **given: Any) -> None:
        actor = self.acting(told["by"])
        with opened(actor, self.purpose):
            do(actor=actor, at=at, purpose=self.purpose, case=self.case, part=told["part"], **given)

    def _past(self, told: datetime | date | str, days: int = 0) -> datetime:
        """Return a moment of the file, so many days later, or the present where that is still to come."""
        return min(moment(told) + timedelta(days=days), self.now)

    def _after(self, days: int) -> datetime:
        return self._past(self.entry["opened"], days)


def moment(told: datetime | date | str) -> datetime:
    """Return a moment of the file, which stands there as on a Dutch clock."""
    at = told if isinstance(told, datetime) else datetime.fromisoformat(str(told))
    return timezone.make_aware(at.replace(tzinfo=None))


class _Upload:
    """A file as a form would give it."""

    def __init__(self, name: str, text: str) -> None:
        data = text.encode()
        self.name, self.size, self._file = name, len(data), BytesIO(data)

    def read(self, size: int = -1) -> bytes:
        return self._file.read(size)
