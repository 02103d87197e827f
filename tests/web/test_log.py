# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The log as supervision reads it: in words, narrowed, checked against seals and anchor, and taken along as CSV."""

from __future__ import annotations

import csv
import io
import re
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from baken.access.facade import RoleAssignment, User, Vault, purpose_label, system_actor
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.audit_log import anchor
from baken.kernel.models import AuditEntry
from baken.web.log import lines as log
from baken.web.log import words as log_words
from tests.kernel.tampering import TABLE, write_round_the_lock
from tests.kernel.towns import do, town
from tests.web.test_home import words

PAGE = "/toezicht/logboek/"
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def account(place: Any, role: str, name: str) -> User:
    def make() -> User:
        user = User.objects.create_user(f"{role}-{place.slug}", None, display_name=name)
        RoleAssignment(municipality=place, user=user, role=role, valid_from=NOW.date() - timedelta(days=900)).save()
        return user

    return do(make, place)


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="baken.access.login.backends.AccountBackend")
    return client


@pytest.fixture
def velsen(db: None) -> Any:
    """A municipality with an empty log; that of the other pages has a past."""
    return town("GM9700", "Vuurdam")


@pytest.fixture
def officer(velsen: Any) -> Client:
    return browser(account(velsen, "privacy_officer", "Privacy (voorbeeld)"))


@pytest.fixture
def inspector(velsen: Any) -> User:
    return account(velsen, "inspector", "Inspecteur (voorbeeld)")


def wrote(place: Any, name: str = "test.made", user: User | None = None, at: datetime = NOW, **more: Any) -> AuditEntry:
    """Write one row, by an account or by Baken itself."""
    kind = more.pop("kind", "change")
    more = {"resource_type": "access.vault", "resource_id": "0192abcdef", **more}

    @action
    def write(*, actor: Any, at: datetime) -> AuditEntry:
        return (audit.record_read if kind == "read" else audit.record)(name, municipality_id=place.id, **more)

    actor = system_actor(place)
    if user is not None:
        from baken.access.facade import actor_for

        actor = actor_for(user, on=at.date(), at=at, municipality_id=place.id)
    return write(actor=actor, at=at)


def rows(reply: Any) -> list[str]:
    body = reply.content.decode().partition("Logboek, nieuwste eerst")[2].partition("</table>")[0]
    return [
        re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", row)).strip() for row in re.findall(r"<tr>(.*?)</tr>", body)[1:]
    ]


def test_a_row_tells_who_what_when_on_what_for_what_and_why(velsen: Any, officer: Client, inspector: User) -> None:
    vault = Vault(municipality=velsen, slug="premises", name="Panden", controller="mayor", basis="Gemeentewet 172",
                  purposes=["premises_approach"])  # fmt: skip
    do(vault.save, velsen)
    wrote(velsen, "guarded.read", inspector, kind="read", resource_type="access.guardedrecord", resource_id="0192-3fa9c1",
          purpose="premises_approach", basis="Gemeentewet 172", vault_id=vault.pk)  # fmt: skip
    (row, *_more) = rows(officer.get(PAGE))
    for told in (
        "24 nov 2026, 10.00", "Inspecteur (voorbeeld)", "Dossier ingezien", "dossier 3fa9c1",
        "aanpak van overlast en ondermijning in panden", "Gemeentewet 172", "(Panden)",
    ):  # fmt: skip
        assert told in row, told


def test_each_filter_narrows_and_they_add_up(velsen: Any, officer: Client, inspector: User) -> None:
    wrote(velsen, "vault.made", inspector, NOW - timedelta(days=9))
    wrote(velsen, "vault.changed", inspector)
    wrote(velsen, "case.opened", inspector, resource_type="access.guardedrecord", purpose="criminal_investigation")
    wrote(velsen, "emergency.taken")
    whole = len(rows(officer.get(PAGE)))

    def found(**chosen: str) -> list[str]:
        return rows(officer.get(PAGE, chosen))

    assert len(found(wie=str(inspector.pk))) == 3
    assert all("Inspecteur (voorbeeld)" in row for row in found(wie=str(inspector.pk)))
    assert all(" Baken " in row for row in found(wie="baken"))
    assert 3 < len(found(wie="baken")) + 3 <= whole
    assert len(found(wat="vault.changed")) == 1
    assert len(found(soort="access.guardedrecord")) == 1
    assert len(found(doel="criminal_investigation")) == 1
    assert len(found(tot="2026-11-20")) == 1
    assert len(found(wie=str(inspector.pk), vanaf="2026-11-20", tot="2026-11-24")) == 2
    assert len(found(wie=str(inspector.pk), wat="vault.changed", doel="criminal_investigation")) == 0


@pytest.mark.parametrize(
    "query",
    ["vanaf=0001-01-01", "tot=9999-12-31", "vanaf=x", "bladzijde=-1", "bladzijde=999", "wie=%27", "wat=x", "doel=1",
     "wie=00000000-0000-0000-0000-000000000001", "controle=x"],
)  # fmt: skip
def test_what_can_t_be_read_narrows_nothing(velsen: Any, officer: Client, query: str) -> None:
    wrote(velsen, "emergency.taken")
    assert any("Noodtoegang genomen" in row for row in rows(officer.get(f"{PAGE}?{query}")))


def test_the_page_of_one_municipality_shows_and_names_nothing_of_another(velsen: Any, officer: Client) -> None:
    other = town("GM9000", "Noorderdam")
    elsewhere = account(other, "inspector", "Elders (voorbeeld)")
    wrote(other, "emergency.reviewed", elsewhere)
    wrote(velsen, "emergency.taken", elsewhere)
    page = officer.get(PAGE).content.decode()
    assert "Elders (voorbeeld)" not in page
    assert f"…{str(elsewhere.pk)[-6:]}" in page, "an account from elsewhere has no name here"
    assert not any("Noodtoegang beoordeeld" in row for row in rows(officer.get(PAGE)))
    assert "emergency.reviewed" not in officer.get(f"{PAGE}logboek.csv").content.decode()


def test_it_pages_and_stops_at_a_thousand(velsen: Any, officer: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "LIMIT", 60)
    for number in range(70):
        wrote(velsen, "emergency.tried", resource_id=f"key{number:03d}")
    page = words(officer.get(PAGE, {"wat": "emergency.tried"}))
    assert "60+ regels in deze keuze" in page
    assert "Bladzijde 1 van 2" in page
    assert "Kies een periode om verder terug te kijken" in page
    second = rows(officer.get(PAGE, {"wat": "emergency.tried", "bladzijde": "2"}))
    assert len(second) == 10
    assert "key019" in second[0]
    assert (
        "wat=emergency.tried&amp;bladzijde=1"
        in officer.get(PAGE, {"wat": "emergency.tried", "bladzijde": "2"}).content.decode()
    )


def test_it_asks_as_much_of_the_database_for_many_rows_as_for_few(
    velsen: Any, officer: Client, inspector: User
) -> None:
    def asked(**chosen: str) -> int:
        with CaptureQueriesContext(connection) as found:
            assert officer.get(PAGE, chosen).status_code == 200
        return len(found)

    wrote(velsen, "emergency.tried", inspector)
    asked()
    few = asked(), asked(wat="emergency.tried"), asked(wie=str(inspector.pk))
    for number in range(60):
        user = account(town("GM9000", "Noorderdam"), "inspector", "x") if number == 0 else inspector
        wrote(velsen, "emergency.tried", user, personal={"name": "x"})
    assert (asked(), asked(wat="emergency.tried"), asked(wie=str(inspector.pk))) == few
    assert max(few) <= 20


@pytest.mark.parametrize("role", ["privacy_officer", "data_protection_officer"])
def test_the_export_holds_what_is_chosen_with_keys_and_no_names_and_is_in_the_log(
    velsen: Any, inspector: User, role: str
) -> None:
    client = browser(account(velsen, role, "Toezicht (voorbeeld)"))
    wrote(velsen, "vault.made", inspector, basis="=cmd()", purpose="premises_approach")
    wrote(velsen, "emergency.tried", inspector)
    reply = client.get(f"{PAGE}logboek.csv", {"wat": "vault.made"})
    assert reply.headers["Content-Type"] == "text/csv; charset=utf-8"
    text = reply.content.decode().removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")
    (row,) = csv.DictReader(io.StringIO(text), delimiter=";")
    assert row["handeling"] == "vault.made"
    assert row["handeling in woorden"] == "afgeschermd register gemaakt"
    assert UUID(row["account"]) == inspector.pk
    assert (row["gelezen of gewijzigd"], row["doel"]) == ("gewijzigd", purpose_label("premises_approach"))
    assert row["grondslag"] == "'=cmd()", "no spreadsheet works it out"
    assert "(voorbeeld)" not in text
    told = AuditEntry.objects.get(action="log.exported")
    assert told.detail == {"rows": 1, "chosen": {"wat": "vault.made"}}
    assert any("Logboek uitgevoerd" in row for row in rows(client.get(PAGE)))


def test_half_a_log_is_not_exported(velsen: Any, officer: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "MOST_EXPORTED", 1)
    wrote(velsen)
    wrote(velsen)
    reply = officer.get(f"{PAGE}logboek.csv")
    assert reply.status_code == 409
    assert "Kies een kortere periode" in words(reply)
    assert not AuditEntry.objects.filter(action="log.exported").exists()


@pytest.mark.parametrize("role", ["safety_adviser", "administrator", "mayor", "council_member"])
def test_for_others_neither_is_there(velsen: Any, role: str) -> None:
    client = browser(account(velsen, role, "x"))
    assert [client.get(path).status_code for path in (PAGE, f"{PAGE}logboek.csv")] == [404, 404]
    assert not AuditEntry.objects.filter(action="log.exported").exists()


def head(place: Any, **more: Any) -> anchor.Head:
    """What the anchor knows of the chain, as it is now or otherwise."""
    found = AuditEntry.objects.filter(municipality_id=place.id).order_by("sequence")
    first, last = found.first(), found.last()
    assert first is not None
    assert last is not None
    told = {"sequence": last.sequence, "hash": last.hash, "at": "", **more}
    return anchor.Head(chain=place.id, first=first.id, **told)


@pytest.fixture(params=["walked", "ends"])
def reach(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """A chain that is walked as a whole, and one that is too long for that."""
    monkeypatch.setattr(log, "WALKED", 5_000 if request.param == "walked" else 0)
    return str(request.param)


def test_a_whole_log_is_compared_with_its_anchor(velsen: Any, officer: Client, reach: str) -> None:
    wrote(velsen)
    page = words(officer.get(PAGE))
    assert "Het logboek is heel" in page
    assert "Er is nog geen anker" in page
    anchor.keep([head(velsen)])
    page = words(officer.get(PAGE))
    assert "Het logboek is heel" in page
    assert "Vergeleken met het anker" in page
    assert ("Controleer nu alle regels" in page) == (reach == "ends")
    assert "Zojuist gecontroleerd: begin en einde" in page if reach == "ends" else "op zegel en volgorde" in page
    assert "op zegel en volgorde" in words(officer.get(PAGE, {"controle": "alles"}))


def test_a_tail_that_was_cut_off_is_told_by_the_anchor_with_what_to_do(
    velsen: Any, officer: Client, reach: str
) -> None:
    entry = wrote(velsen)
    anchor.keep([head(velsen, sequence=entry.sequence + 3, hash="f" * 64)])
    page = words(officer.get(PAGE))
    assert "Het logboek is niet meer heel" in page
    assert f"Vanaf regel {entry.sequence + 1} klopt de keten niet" in page
    for told in (
        "afgekapt",
        "Is er een back-up teruggezet?",
        "Wat u nu doet",
        "baken audit verify",
        "Meld het aan de FG",
    ):
        assert told in page, told


def test_another_hash_than_the_anchor_knows_is_told(velsen: Any, officer: Client, reach: str) -> None:
    entry = wrote(velsen)
    anchor.keep([head(velsen, hash="f" * 64)])
    page = words(officer.get(PAGE))
    assert f"Vanaf regel {entry.sequence} klopt de keten niet" in page
    assert "Iemand veranderde hem in de database" in page


def test_a_changed_row_that_is_shown_is_told(velsen: Any, officer: Client, reach: str) -> None:
    entry = wrote(velsen, "vault.made")
    for _number in range(3):
        wrote(velsen)
    write_round_the_lock(f"UPDATE {TABLE} SET action = 'vault.changed' WHERE id = %s", entry.pk)
    assert f"Vanaf regel {entry.sequence} klopt de keten niet" in words(officer.get(PAGE))


def test_an_anchor_that_can_t_be_read_is_told_and_the_rows_are_still_there(
    velsen: Any, officer: Client, reach: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable(chain: UUID) -> list[anchor.Head]:
        raise PermissionError(chain)

    monkeypatch.setattr(anchor, "heads", unreadable)
    wrote(velsen, "emergency.taken")
    reply = officer.get(PAGE)
    assert "Het logboek kon niet worden gecontroleerd" in words(reply)
    assert any("Noodtoegang genomen" in row for row in rows(reply))


def test_what_the_nightly_check_found_stays_told(velsen: Any, officer: Client) -> None:
    from baken.privacy.models import ChainCheck
    from baken.privacy.register.actions import check_chain

    check_chain(actor=system_actor(velsen), at=NOW, municipality=velsen)
    assert "is voor het laatst bekeken op" in words(officer.get(PAGE))
    do(lambda: ChainCheck.objects.update(problems=2, first_problem=7), velsen)
    page = words(officer.get(PAGE))
    assert "Vanaf regel 7 klopt de keten niet" in page
    assert "vond 2 plaatsen die niet kloppen" in page


def test_walking_a_long_log_has_a_limit(velsen: Any, officer: Client) -> None:
    answers = [officer.get(PAGE, {"controle": "alles"}).status_code for _try in range(11)]
    assert (answers[0], answers[-1]) == (200, 429)


FAULT = re.compile(r"_?[Pp]roblem\(\s*(?:[^\"()]|\([^()]*\))*?f?\"([a-z]+(?: [a-z]+)?)")


def test_every_fault_has_words(repo_root: Any) -> None:
    source = (repo_root / "src/baken/kernel/audit_log/checks.py").read_text(encoding="utf-8")
    told = {*FAULT.findall(source), "put in, or", "the head of the chain is gone", "personal part was changed"}
    assert {"gap", "cut off", "reordered", "changed"} <= told
    for begin in told:
        called, means = log_words.fault_words(begin)
        assert means, begin
        assert called != begin


WRITTEN = re.compile(r"(?:record(?:_read)?\(\s*|audit=|_told\(\s*|MANAGE, |TRIED = |LABELS = )\"([a-z_]+\.[a-z_]+)\"")


def test_every_action_that_code_writes_has_words(repo_root: Any) -> None:
    known = {slug for _group, its in log_words.ACTIONS for slug in its}
    found = set()
    for path in (repo_root / "src" / "baken").rglob("*.py"):
        found |= set(WRITTEN.findall(path.read_text(encoding="utf-8")))
    assert len(found) > 100
    assert found - known == set()


def test_every_kind_of_object_is_one_that_is_there() -> None:
    from django.apps import apps

    models = {model._meta.label_lower for model in apps.get_models()}
    assert set(log_words.OBJECTS) - models == {"observe.source"}, "a source is no row"


def test_what_has_no_words_is_shown_as_it_stands() -> None:
    assert log_words.action_words("case.opened") == "casus geopend"
    assert log_words.action_words("unknown.slug") == "unknown.slug"
    assert log_words.object_words("unknown.model") == "unknown.model"
    assert log_words.fault_words("something else") == ("something else", "")
