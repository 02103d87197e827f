# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A copy of the played example with a second municipality beside it, in this process: to swap what belongs to each."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from importlib.resources import files
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from ruamel.yaml import YAML

from tests.demo.asked_once import ask_once, ways_to_write, without
from tests.demo.in_process import in_process

MADE_ELSEWHERE = frozenset({"privacy_logboek", "django_session", "access_usersession", "kernel_ratewindow"})
"""What a request may write though nothing was done: that it was asked, and by which session."""
WRITES = re.compile(r"\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+\"?(\w+)", re.IGNORECASE)
SECRET = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"|csrftoken=[^;]*')
HERE, THERE = "velsen", "elders"
PEOPLE = ("adviseur", "raadslid", "ondermijning", "privacy", "beheer", "fg", "piket", "partner-politie")
"""Accounts that each municipality has, those of the second with its name before theirs."""
MORE_HERE = ("griffier", "toezicht", "jeugdboa", "juridisch", "burgemeester")
RENAMED = (
    "decide_framework", "decide_plan", "decide_priority", "decide_effort", "decide_claim", "meetings_meetingkind",
    "capacity_team", "capacity_workstream",
    "access_vault", "access_covenant", "access_team", "privacy_processingactivity", "privacy_dpia",
)  # fmt: skip
"""Tables whose slugs are given other names in the second municipality: a swapped slug must not be one's own."""
_hosts = count(1)


@dataclass
class Answer:
    """What came back, with nothing in it that differs from one asking to the next."""

    status: int
    where: str
    body: bytes
    headers: dict[str, str]
    written: list[tuple[str, str, Any]]

    @property
    def told(self) -> tuple[int, str, bytes, dict[str, str]]:
        """Return all that whoever asked can see."""
        return self.status, self.where, self.body, self.headers

    @property
    def closed(self) -> bool:
        """Whether it says no more than that nothing is there, or that one must log in."""
        return self.status in (404, 405) or "/accounts/login/" in self.where

    @property
    def done(self) -> list[str]:
        """Return the tables in which something was written."""
        return sorted({table for table, _, _ in self.written} - MADE_ELSEWHERE)


@dataclass
class Towns:
    """The two municipalities, by name, and browsers of their people."""

    var: Path
    municipalities: dict[str, Any] = field(default_factory=dict)
    clients: dict[str, Client] = field(default_factory=dict)

    def people(self, town: str) -> list[str]:
        """Return the accounts of a municipality to try, and a visitor."""
        return [*PEOPLE, *MORE_HERE, ""] if town == HERE else [*(f"{town}-{name}" for name in PEOPLE), ""]

    def client(self, username: str) -> Client:
        """Return the browser of an account, in which it said just now who it is."""
        if username not in self.clients:
            self.clients[username] = client = Client(raise_request_exception=True)
            if username:
                _log_in(client, username)
        return self.clients[username]

    def ask(self, username: str, method: str, path: str, given: dict[str, Any] | None = None, **more: Any) -> Answer:
        """Ask as an account; each time from another host, so that no limit on tries is in the way. Nothing stays done."""
        from django.db import connection, transaction

        client = self.client(username)
        number = next(_hosts)
        more.setdefault("REMOTE_ADDR", f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}")
        written: list[tuple[str, str, Any]] = []
        kept = client.cookies.copy()  # a message of what was done would stand on the next page

        def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
            if found := WRITES.match(sql):
                written.append((found[1].lower(), sql, params))
            return execute(sql, params, many, context)

        with transaction.atomic(), connection.execute_wrapper(note):
            reply = getattr(client, method)(path, given or {}, **more)
            transaction.set_rollback(True)
        client.cookies = kept
        body = b"".join(reply.streaming_content) if reply.streaming else reply.content  # type: ignore[attr-defined]
        return _plain(reply, body, path, written)


def _plain(reply: Any, body: bytes, path: str, written: list[tuple[str, str, Any]]) -> Answer:
    """Take out of an answer what may differ: the address asked, tokens against forgery, the length that follows from it."""

    ways = ways_to_write(path)

    def bare(text: bytes) -> bytes:
        return SECRET.sub(b"SECRET", without(text, ways))

    headers = {
        name.lower(): bare(str(value).encode()).decode()
        for name, value in reply.headers.items()
        if name.lower() not in ("content-length", "location")
    }
    where = bare(reply.headers.get("Location", "").encode()).decode()
    return Answer(reply.status_code, where, bare(body), headers, written)


def _log_in(client: Client, username: str) -> None:
    from baken.access.facade import User

    user = User.objects.get(username=username)
    client.force_login(user, backend="baken.access.login.backends.AccountBackend")
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time()}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()


@contextmanager
def two_towns(played: Path, var: Path, patch: pytest.MonkeyPatch) -> Iterator[Towns]:
    """Work on a copy of the example in `var`, with the second municipality in it."""
    with in_process(played, var, patch):
        from baken.kernel.models import Municipality

        towns = Towns(var, {HERE: Municipality.objects.get(slug=HERE)})
        towns.municipalities[THERE] = _found()
        _fill_here(towns.municipalities[HERE])
        for username in (*towns.people(HERE), *towns.people(THERE)):
            towns.client(username)
        ask_once(patch)
        yield towns


def _found() -> Any:
    """Found the second municipality and give it one or more of each kind of object, by the same actions as the first."""
    from django.db import connection

    from baken.access.facade import Partner, RoleAssignment, User, system_actor
    from baken.demo.decide.capacity import play_capacity
    from baken.demo.decide.council import play_council
    from baken.demo.decide.meetings import play_meetings
    from baken.demo.decide.programme import play_programme
    from baken.demo.supervision import access
    from baken.demo.supervision.people import STAFF
    from baken.kernel.moment import now
    from baken.observe.facade import reference
    from baken.privacy.facade import load_defaults
    from baken.registry.facade import AreaRow, NameRow, found_municipality, load_area_names, load_areas
    from tests.kernel.towns import do

    town = found_municipality(actor=system_actor(None), at=now(), code="GM9001", slug=THERE, name="Elders")
    actor = system_actor(town)
    whole = AreaRow(town.code, "municipality", town.name, "NL00", town.code, 2015, None, "made up")
    load_areas(actor=system_actor(None), at=now(), rows=[whole])
    names = [NameRow(n.name, n.code, n.valid_from, n.valid_to, n.note) for n in reference.names()]
    load_area_names(actor=actor, at=now(), municipality=town, rows=names)
    _policy(actor, town)
    roles = {person.username: person.role for person in STAFF} | {"partner-politie": "partner"}

    def accounts() -> None:
        for name in PEOPLE:
            user = User.objects.create_user(
                f"{THERE}-{name}", None, display_name=f"{THERE}-{name} (voorbeeld)", fictitious=True
            )
            partner = Partner.objects.get(municipality=town, slug="politie") if name == "partner-politie" else None
            RoleAssignment(
                municipality=town, user=user, role=roles[name], partner=partner, valid_from=date(2022, 1, 1)
            ).save()

    do(accounts, town, now())
    play_programme(actor, town)
    play_meetings(actor, town)
    play_capacity(actor, town)
    play_council(actor, town)
    with pytest.MonkeyPatch.context() as patch:  # teams take their own municipality's people only
        patch.setattr(access, "TEAMS", (("team", "Team (voorbeeld)", "", (f"{THERE}-ondermijning",)),))
        access.play_access(actor, town)
    load_defaults(actor=actor, at=now(), municipality=town)
    _case(town, "2026-9001")
    key = town.pk.hex
    with connection.cursor() as cursor:
        for table in RENAMED:
            cursor.execute(f"UPDATE {table} SET slug = 'elders-' || slug WHERE municipality_id = %s", [key])
        cursor.execute('UPDATE meetings_meeting SET "on" = date("on", \'+1 day\') WHERE municipality_id = %s', [key])
        cursor.execute("UPDATE council_session SET year = year - 10 WHERE municipality_id = %s", [key])
    return town


def _policy(actor: Any, town: Any) -> None:
    from baken.access.facade import make_partner
    from baken.decide.policy.facade import import_framework, import_plan
    from baken.kernel.moment import now
    from baken.registry.facade import make_organisation

    folder, given = files("baken.demo") / "velsen", {"actor": actor, "at": now(), "municipality": town}
    for entry in YAML(typ="safe").load((folder / "organisations.yaml").read_text(encoding="utf-8")):
        told = {"slug": entry["slug"], "name": entry["name"]}
        partner = make_partner(**given, **told) if entry.get("partner") else None
        make_organisation(**given, **told, kind=entry["kind"], partner=partner)
    for name in ("2019-2022", "2023-2026"):
        import_framework(**given, text=(folder / f"kadernota-{name}.yaml").read_text(encoding="utf-8"))
    plan = (folder / "ivp-2025-2026.yaml").read_text(encoding="utf-8")
    import_plan(**given, text=plan.replace("GM0453", town.code))


def _case(town: Any, reference: str) -> None:
    """A case of the second municipality with something in its first part."""
    from baken.access.facade import Partner, User, Vault, actor_for, opened
    from baken.act.cases import facade as cases
    from baken.kernel.moment import now
    from baken.kernel.papers.kept import examine
    from tests.act.cases.builders import ALL, PURPOSE, Upload

    at = now() - timedelta(days=10)
    lead = actor_for(User.objects.get(username=f"{THERE}-ondermijning"), on=at.date(), at=now())
    given = {"actor": lead, "at": at, "purpose": PURPOSE}
    with opened(lead, PURPOSE):
        vault = Vault.objects.get(municipality=town, slug="premises")
        case = cases.open_case(
            **given, municipality=town, vault=vault, role="undermining_coordinator", reference=reference,
            values={"title": "Verborgen kelder", "address": "Geheimpad 7"}, fictitious=True,
        )  # fmt: skip
        partner = Partner.objects.get(municipality=town, slug="politie")
        cases.add_participant(**given, case=case, sights=ALL, partner=partner, until=None)
        about = {**given, "case": case, "part": "premises"}
        cases.add_document(**about, level=2, checked=examine(Upload("verborgen.txt", b"verborgen")))
        cases.add_action(**about, title="Verborgen actie", due_on=now().date(), owner="inspecteur")
        cases.add_entry(**about, level=2, happened_at=at, text="Verborgen notitie")
    with opened(lead, PURPOSE):
        cases.write_conclusion(**about, seen=1, conclusion="Verborgen conclusie")


def _fill_here(town: Any) -> None:
    """Add to the example what it lacks: a certificate of destruction, a Word file that somebody went on with."""
    from baken.access.facade import User
    from baken.account.models import CouncilPack, EditedWord
    from baken.kernel.moment import now, today
    from baken.kernel.papers.kept import examine, keep
    from baken.privacy.models import Certificate
    from tests.act.cases.builders import Upload
    from tests.kernel.towns import do

    kept = keep(examine(Upload("bewerkt.txt", b"bewerkt")))

    def fill() -> None:
        Certificate(
            municipality=town, number="2026-0999", kind="case.premises", kind_label="casus", reference="2018-0001",
            vault_name="Aanpak panden", rule_name="Casus", basis="Archiefwet", retention_from=date(2019, 1, 1),
            due_on=date(2024, 1, 1), destroyed_at=now(), destroyed_by=User.objects.get(username="privacy"),
        ).save()  # fmt: skip
        pack = CouncilPack.objects.get(municipality=town, year=today().year - 1)
        EditedWord(municipality=town, pack=pack, number=1, origin="added", added_at=now(), **kept.fields).save()

    do(fill, town, now())
