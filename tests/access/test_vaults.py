# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Closed registers: what may be made, who is admitted, that emergency access stays away from some; the Wpg export."""

import csv
import io
import json

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import override

from baken.access.facade import (
    EMERGENCY,
    PURPOSES,
    GuardedRecord,
    Regime,
    RoleAssignment,
    Vault,
    VaultAdmission,
    admit,
    change_matrix,
    change_vault,
    dismiss,
    note_read,
    opened,
    visible_to,
)
from baken.access.models.vault import REGIMES_OF
from baken.access.supervision import wpg
from baken.access.supervision.vaults import FIELDS
from baken.kernel.audit import personal_of
from baken.kernel.errors import Denied, Refused, StaleVersion
from baken.kernel.models import AuditEntry
from baken.kernel.moment import now
from tests.access.desk import (
    DAY,
    PURPOSE,
    REASON,
    account,
    acting,
    admission,
    browser,
    guarded,
    system,
    take_part,
    vault,
)
from tests.kernel.towns import do, person, town

pytestmark = pytest.mark.django_db
NEVER = ("wgs", "bibob", "source", "wpg")


def slugs(refused):
    return {reason.slug for reason in refused.value.reasons}


def values(found, **more):
    return {name: getattr(found, name) for name in FIELDS} | more


@pytest.mark.parametrize("regime", NEVER)
def test_emergency_access_stays_away_from_what_the_law_closes(regime):
    with pytest.raises(Refused) as refused:
        vault(regime=regime, emergency=True)
    assert slugs(refused) == {"never_in_emergency"}
    found = vault(regime=regime)
    with pytest.raises(Refused) as refused:
        change_vault(actor=system(), at=now(), vault=found, values=values(found, emergency=True), reason=REASON)
    assert slugs(refused) == {"never_in_emergency"}
    found.refresh_from_db()
    found.emergency = True
    with pytest.raises(IntegrityError), transaction.atomic():  # whoever goes round the action meets the database
        do(found.save)


@pytest.mark.parametrize(
    ("regime", "purpose"),
    [
        ("general", "bibob_screening"),
        ("general", "criminal_investigation"),
        ("general", "source_protection"),
        ("wgs", "premises_approach"),
        ("bibob", "joint_casework"),
        ("wpg", "bibob_screening"),
    ],
)
def test_a_purpose_stays_in_registers_of_its_own_regime(regime, purpose):
    with pytest.raises(Refused) as refused:
        vault(regime=regime, purposes=[purpose])
    assert slugs(refused) == {"regime"}
    found = vault(regime=regime)
    with pytest.raises(Refused) as refused:
        change_vault(
            actor=system(),
            at=now(),
            vault=found,
            values=values(found, purposes=[*found.purposes, purpose]),
            reason=REASON,
        )
    assert slugs(refused) == {"regime"}
    found.refresh_from_db()
    found.purposes = [*found.purposes, purpose]
    with pytest.raises(IntegrityError), transaction.atomic():  # whoever goes round the action meets the database
        do(found.save)


def test_each_purpose_has_a_regime_and_each_regime_a_purpose():
    assert set(REGIMES_OF) == set(PURPOSES) - {EMERGENCY}
    assert {regime for regimes in REGIMES_OF.values() for regime in regimes} == set(Regime)


def test_the_forms_offer_what_the_regime_allows():
    officer = browser(account("privacy_officer"))
    vault("bibob", "bibob")
    vault("premises")
    page = officer.get("/toezicht/registers/bibob/wijzigen/").content.decode()
    assert 'value="bibob_screening"' in page
    assert 'value="premises_approach"' not in page
    assert 'name="emergency"' not in page
    assert 'name="emergency"' in officer.get("/toezicht/registers/premises/wijzigen/").content.decode()
    assert "Bibob-onderzoek – regime: Wet Bibob" in officer.get("/toezicht/registers/nieuw/").content.decode()
    made = {"name": "N", "slug": "n", "controller": "mayor", "basis": "B", "regime": "general", "emergency": "on"}
    refused = officer.post("/toezicht/registers/nieuw/", {**made, "purposes": ["bibob_screening"]})
    assert refused.status_code == 409
    assert "hoort in een register onder een ander regime: Wet Bibob." in refused.content.decode()
    change = {"name": "B", "basis": "B", "purposes": ["bibob_screening"], "reason": REASON, "emergency": "on"}
    found = Vault.objects.get(slug="bibob")
    reply = officer.post("/toezicht/registers/bibob/wijzigen/", {**change, "version": found.version})
    assert reply.status_code == 302
    found.refresh_from_db()
    assert not found.emergency


def test_acute_danger_is_no_purpose_of_a_register():
    with pytest.raises(Refused) as refused:
        vault(purposes=[PURPOSE, "acute_danger"])
    assert "emergency_purpose" in slugs(refused)
    for purposes in ([], ["fishing"]):
        with pytest.raises(Refused) as refused:
            vault(purposes=purposes)
        assert slugs(refused) == {"purpose"}
    assert not Vault.objects.exists()


@pytest.mark.parametrize(
    ("role", "purposes", "expected"),
    [
        ("superuser", [PURPOSE], {"unknown_role"}),
        ("system", [PURPOSE], {"unknown_role"}),
        ("partner", [PURPOSE], {"partner"}),
        ("privacy_officer", [PURPOSE], {"separation"}),
        ("administrator", [PURPOSE], {"separation"}),
        ("data_protection_officer", [PURPOSE], {"separation"}),
        ("inspector", [], {"no_purpose"}),
        ("inspector", ["bibob_screening"], {"purpose"}),
        ("inspector", ["acute_danger"], {"purpose"}),
    ],
)
def test_who_may_not_be_admitted_and_for_what(role, purposes, expected):
    found = vault()
    with pytest.raises(Refused) as refused:
        admit(actor=system(), at=now(), vault=found, role=role, purposes=purposes, reason=REASON)
    assert slugs(refused) == expected
    assert not VaultAdmission.objects.exists()


def test_admitting_and_dismissing_count_at_once():
    found = vault()
    record = guarded(found)
    take_part(record, role="inspector")
    inspector = account("inspector")

    def sees():
        actor = acting(inspector)
        with opened(actor, PURPOSE):
            return visible_to(GuardedRecord.objects.all(), actor, "act.case.view", PURPOSE).exists()

    assert not sees()
    admit(actor=system(), at=now(), vault=found, role="inspector", purposes=[PURPOSE], reason=REASON)
    assert sees()
    dismiss(actor=system(), at=now(), vault=found, role="inspector", reason=REASON)
    assert not sees()
    actions = list(AuditEntry.objects.filter(action__startswith="vault.").order_by("sequence"))
    assert [entry.action for entry in actions] == ["vault.made", "vault.admitted", "vault.dismissed"]
    assert personal_of(actions[-1]) == {"reason": REASON}


def test_a_register_takes_a_change_once_and_from_whom_may():
    found = vault()
    seen = found.version
    with pytest.raises(Denied):
        change_vault(
            actor=person(town(), "inspector"), at=now(), vault=found, values=values(found, name="Mine"), reason=REASON
        )
    elsewhere = person(town("GM9001", "Elders"), "privacy_officer")
    with pytest.raises(Denied):
        change_vault(actor=elsewhere, at=now(), vault=found, values=values(found), reason=REASON)
    change_vault(actor=system(), at=now(), vault=found, seen=seen, values=values(found, name="New"), reason=REASON)
    with pytest.raises(StaleVersion):
        change_vault(actor=system(), at=now(), vault=found, seen=seen, values=values(found), reason=REASON)
    assert Vault.objects.get().name == "New"


def test_the_page_of_a_register_counts_records_and_names_none():
    found = vault(admitted=["inspector"])
    take_part(guarded(found, "2026-0777"), role="inspector")
    guarded(found, "2026-0778")
    for role in ("privacy_officer", "data_protection_officer"):
        page = browser(account(role)).get("/toezicht/registers/premises/").content.decode()
        assert "<dt>Dossiers</dt><dd>2</dd>" in page
        assert "Toezichthouder" in page
        assert "2026-077" not in page


def test_the_list_takes_as_many_queries_for_many_registers_as_for_few(django_assert_max_num_queries):
    officer = browser(account("privacy_officer"))
    vault("first", admitted=["inspector"])
    officer.get("/toezicht/registers/")
    with django_assert_max_num_queries(40) as few:
        officer.get("/toezicht/registers/")
    for number in range(12):
        guarded(vault(f"more-{number}", admitted=["inspector", "port_team"]))
    with django_assert_max_num_queries(40) as many:
        officer.get("/toezicht/registers/")
    assert len(many) == len(few)


def wpg_world():
    """Two Wpg registers and a general one, each with a record that the youth officer read."""
    reader = acting(account("youth_officer"))
    found = {}
    for slug, regime in (("boa", "wpg"), ("other-boa", "wpg"), ("premises", "general")):
        found[slug] = vault(slug, regime, admitted=["youth_officer"])
        record = guarded(found[slug], slug)
        take_part(record, role="youth_officer")
        purpose = found[slug].purposes[0]
        with opened(reader, purpose):
            note_read(actor=reader, at=now(), guarded=record, purpose=purpose, parts=["police"])
    return found


def test_the_wpg_export_holds_that_register_and_period_only_and_is_logged():
    found = wpg_world()
    officer = acting(account("privacy_officer"))
    whole = {"actor": officer, "at": now(), "vault": found["boa"]}
    text = wpg.export(since=now() - DAY, until=now() + DAY, form="json", **whole)
    told = json.loads(text)
    reads = [row for row in told["rows"] if row["kind"] == "read"]
    assert [(row["purpose"], row["basis"], row["detail"]["parts"]) for row in reads] == [
        ("criminal_investigation", "Gemeentewet 172", ["police"])
    ]
    assert {row["action"] for row in told["rows"]} == {"vault.made", "vault.admitted", "guarded.read"}
    assert json.loads(wpg.export(since=now() - 3 * DAY, until=now() - DAY, form="json", **whole))["rows"] == []
    logged = AuditEntry.objects.filter(action="wpg.exported")
    assert [entry.detail["rows"] for entry in logged.order_by("sequence")] == [len(told["rows"]), 0]
    rows = list(
        csv.DictReader(
            io.StringIO(wpg.export(since=now() - DAY, until=now() + DAY, form="csv", **whole)[1:]), delimiter=";"
        )
    )
    assert [row["Volgnummer"] for row in rows][: len(told["rows"])] == [str(row["sequence"]) for row in told["rows"]]


def test_the_wpg_export_is_for_an_auditor_in_words_with_the_function_and_local_time():
    found = wpg_world()
    officer = acting(account("privacy_officer"))
    whole = {"actor": officer, "at": now(), "vault": found["boa"], "since": now() - DAY, "until": now() + DAY}
    with override("en"):
        text = wpg.export(form="csv", **whole)
    rows = list(csv.DictReader(io.StringIO(text[1:]), delimiter=";"))
    assert set(rows[0]) == {
        "Volgnummer", "Tijdstip", "Gelezen of gewijzigd", "Handeling", "Account", "Functie", "Waarop", "Sleutel",
        "Doel", "Grondslag", "Bijzonderheden", "Zegel",
    }  # fmt: skip
    (read,) = [row for row in rows if row["Gelezen of gewijzigd"] == "gelezen"]
    assert read["Handeling"] == "dossier ingezien"
    assert read["Functie"] == "jeugdboa"
    assert "onderdelen: " in read["Bijzonderheden"]
    entry = AuditEntry.objects.get(action="guarded.read", vault_id=found["boa"].pk)
    assert read["Tijdstip"] == f"{timezone.localtime(entry.at):%d-%m-%Y %H:%M:%S}"
    assert read["Zegel"] == entry.hash
    told = json.loads(wpg.export(form="json", **whole))
    (same,) = [row for row in told["rows"] if row["kind"] == "read"]
    assert (same["action"], same["roles"]) == ("guarded.read", ["youth_officer"])
    do(lambda: RoleAssignment.objects.filter(role="youth_officer").update(valid_to=now().date() - DAY), town())
    assert [row["Functie"] for row in csv.DictReader(io.StringIO(wpg.export(form="csv", **whole)[1:]), delimiter=";")
            if row["Handeling"] == "dossier ingezien"] == [""]  # fmt: skip


def test_the_wpg_export_is_for_supervision_and_for_wpg_registers():
    found = wpg_world()
    period = {"since": "2020-01-01", "last_day": "2024-12-31", "vorm": "csv"}
    officer = browser(account("privacy_officer"))
    reply = officer.post("/toezicht/wpg-export/boa/", period)
    assert reply.status_code == 200
    assert reply["Content-Disposition"] == 'attachment; filename="wpg-boa-2020-01-01-2024-12-31.csv"'
    assert officer.post("/toezicht/wpg-export/premises/", period).status_code == 404
    assert officer.post("/toezicht/wpg-export/boa/", {**period, "last_day": "2019-01-01"}).status_code == 422
    assert officer.post("/toezicht/wpg-export/boa/", {**period, "vorm": "exe"}).status_code == 404
    assert browser(account("data_protection_officer")).get("/toezicht/wpg-export/boa/").status_code == 200
    assert browser(account("inspector")).post("/toezicht/wpg-export/boa/", period).status_code == 404
    with pytest.raises(Denied):
        wpg.export(
            actor=person(town(), "inspector"), at=now(), vault=found["boa"], since=now() - DAY, until=now(), form="csv"
        )
    with pytest.raises(ValueError, match="general"):
        wpg.export(actor=system(), at=now(), vault=found["premises"], since=now() - DAY, until=now(), form="csv")


def test_an_admitted_role_that_may_open_no_case_is_told_apart():
    found = vault(admitted=["inspector"])
    officer = account("privacy_officer")
    assert "mag geen casussen" not in browser(officer).get("/toezicht/registers/premises/").content.decode()
    change_matrix(
        actor=acting(officer), at=now(), role="inspector", permission="act.case.view", granted=False, reason=REASON
    )
    assert "mag geen casussen" in browser(officer).get("/toezicht/registers/premises/").content.decode()
    assert admission(found, "inspector")
