# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Nobody destroys alone: who approves doesn't carry out, terms are verified by somebody else, and open questions hold."""

from datetime import timedelta

import pytest

from baken.access.facade import EmergencyAccess, GuardedRecord, opened, system_actor
from baken.kernel.errors import Denied, StaleVersion
from baken.kernel.models import AuditEntry
from baken.privacy.models import Certificate, Destruction, ReadReview, RetentionRule, RuleChange
from baken.privacy.nightly import nightly
from baken.privacy.reads import actions as reads
from baken.privacy.retention import destruction, rule_actions
from baken.privacy.retention import due as retention
from tests.access.signing_in import confirm

from .builders import acting, read_of, record, slugs, vault
from .conftest import NOW, TODAY

KIND = "case.premises"


@pytest.fixture
def officer(actor):
    return actor("privacy_officer")


@pytest.fixture
def due(town, paper_kind):
    return record(town)


@pytest.fixture
def rule(town):
    return RetentionRule.objects.get(kind=KIND, vault="")


def unverified(town):
    acting(town, lambda: RetentionRule.objects.update(verified=False))


def test_who_approves_doesn_t_carry_out(officer, colleague, due):
    destruction.approve(actor=officer, at=NOW, guarded=due)
    assert slugs(lambda: destruction.destroy(actor=officer, at=NOW, guarded=due)) == {"same_person"}
    assert slugs(lambda: destruction.begin(actor=officer, at=NOW, guarded=due)) == {"same_person"}
    made = destruction.destroy(actor=colleague, at=NOW, guarded=due)
    assert (made.approved_by_id, made.destroyed_by_id) == (officer.id, colleague.id)


def test_who_approves_doesn_t_finish_what_another_began(officer, colleague, due):
    destruction.approve(actor=officer, at=NOW, guarded=due)
    destruction.begin(actor=colleague, at=NOW, guarded=due)
    assert slugs(lambda: destruction.complete(actor=officer, at=NOW, guarded=due)) == {"same_person"}
    destruction.complete(actor=colleague, at=NOW, guarded=due)


def test_the_worker_carries_out_at_night_what_one_approved_and_nothing_else(town, officer, due, paper_kind):
    waiting, held = record(town, "2015-0002"), record(town, "2015-0003")
    for it in (due, held):
        destruction.approve(actor=officer, at=NOW, guarded=it)
    destruction.place_hold(actor=officer, at=NOW, guarded=held, reason="Bezwaar loopt.")
    nightly(NOW)
    (made,) = Certificate.objects.all()
    assert (made.reference, made.approved_by_id, made.destroyed_by_id) == (due.reference, officer.id, None)
    with opened(system_actor(town), "", system=True):
        assert set(GuardedRecord.objects.values_list("pk", flat=True)) == {waiting.pk, held.pk}


def test_what_needs_no_approval_goes_at_night_by_a_verified_rule(town, due, rule, paper_kind):
    acting(town, lambda: RetentionRule.objects.filter(pk=rule.pk).update(approval=False, verified=False))
    nightly(NOW)
    assert not Certificate.objects.exists()
    acting(town, lambda: RetentionRule.objects.filter(pk=rule.pk).update(verified=True))
    nightly(NOW + timedelta(days=1))
    assert Certificate.objects.get().approved_at is None


def test_one_that_breaks_off_at_night_keeps_no_other(town, officer, due, paper_kind):
    second = record(town, "2015-0002")
    real = retention.kind_of(KIND)

    def breaks(guarded):
        if guarded.pk == due.pk:
            raise OSError("disk")
        return real.destroy(guarded)

    retention.register_kind(retention.RetentionKind(KIND, "casus", "gesloten", breaks))
    for it in (due, second):
        destruction.approve(actor=officer, at=NOW, guarded=it)
    nightly(NOW)
    assert Certificate.objects.get().reference == second.reference
    assert Destruction.objects.get(guarded=due).status == "begun"
    retention.register_kind(real)
    nightly(NOW + timedelta(days=1))
    assert Certificate.objects.count() == 2


def test_by_a_term_that_nobody_verified_nothing_goes(town, officer, colleague, due):
    destruction.approve(actor=officer, at=NOW, guarded=due)
    unverified(town)
    assert slugs(lambda: destruction.destroy(actor=colleague, at=NOW, guarded=due)) == {"rule_unverified"}
    destruction.withdraw(actor=officer, at=NOW, guarded=due)
    assert slugs(lambda: destruction.approve(actor=officer, at=NOW, guarded=due)) == {"rule_unverified"}


def test_the_page_says_that_the_term_must_be_verified_and_where(town, due, rule, logged_in):
    unverified(town)
    client = logged_in("privacy_officer")
    page = client.get(f"/toezicht/bewaren/{due.pk}/").content.decode()
    assert "nog niet nagekeken in de bron" in page
    assert f'href="/toezicht/bewaren/termijnen/{rule.pk}/"' in page
    assert "Keur vernietiging goed" not in page
    assert "wacht: termijn niet nagekeken" in client.get("/toezicht/bewaren/").content.decode()
    open_rules = RetentionRule.objects.filter(municipality=town, verified=False).count()
    assert f"{open_rules} bewaartermijnen zijn niet nagekeken" in client.get("/toezicht/").content.decode()


def settle_unexplained(officer, review):
    return reads.settle(
        actor=officer, at=NOW, review=review, explained=False, note="Geen reden.", follow_up="talk",
        who="leidinggevende", by=TODAY + timedelta(days=14),
    )  # fmt: skip


def test_an_open_question_about_a_read_holds_the_record(town, officer, colleague, actor, due, logged_in):
    destruction.approve(actor=officer, at=NOW, guarded=due)
    read_of(actor("inspector"), due, NOW.replace(hour=2))
    reads.look(actor=officer, at=NOW, municipality=town)
    review = ReadReview.objects.get()
    assert slugs(lambda: destruction.destroy(actor=colleague, at=NOW, guarded=due)) == {"open_reads"}
    page = logged_in("privacy_officer").get(f"/toezicht/bewaren/{due.pk}/").content.decode()
    assert "Over inzage in dit dossier loopt nog een vraag" in page
    asked = reads.ask(actor=officer, at=NOW, review=review)
    settled = settle_unexplained(officer, asked)
    assert slugs(lambda: destruction.destroy(actor=colleague, at=NOW, guarded=due)) == {"open_reads"}, "its follow-up"
    reads.follow_up_done(actor=officer, at=NOW, review=settled, note="Gesprek gevoerd.")
    destruction.destroy(actor=colleague, at=NOW, guarded=due)


def test_emergency_access_without_review_holds_the_record(town, officer, colleague, people, due, logged_in):
    used = EmergencyAccess(
        municipality=town, guarded=due, reference=due.reference, user=people("on_call_officer"), reason="Gevaar.",
        started_at=NOW, ends_at=NOW + timedelta(hours=1),
    )  # fmt: skip
    acting(town, used.save)
    assert slugs(lambda: destruction.approve(actor=officer, at=NOW, guarded=due)) == {"open_emergency"}
    client = logged_in("privacy_officer")
    assert "Noodtoegang tot dit dossier is nog niet" in client.get(f"/toezicht/bewaren/{due.pk}/").content.decode()
    assert "wacht: noodtoegang nog niet beoordeeld" in client.get("/toezicht/bewaren/").content.decode()


def test_a_changed_term_is_verified_by_somebody_else(officer, colleague, rule):
    values = {"years": 1, "approval": False}
    changed = rule_actions.change_rule(
        actor=officer, at=NOW, rule=rule, seen=rule.version, values=values, reason="Nieuwe selectielijst."
    )
    assert (changed.verified, changed.changed_by_id) == (False, officer.id)
    whole = {"at": NOW, "rule": changed, "seen": changed.version}
    assert slugs(lambda: rule_actions.verify_rule(actor=officer, where="Selectielijst", **whole)) == {"same_person"}
    assert slugs(lambda: rule_actions.verify_rule(actor=colleague, where=" ", **whole)) == {"no_reason"}
    done = rule_actions.verify_rule(actor=colleague, where="Selectielijst 2020, 12.1", **whole)
    assert (done.verified, done.verified_by_id, done.verified_where) == (True, colleague.id, "Selectielijst 2020, 12.1")
    with pytest.raises(StaleVersion):
        rule_actions.verify_rule(actor=colleague, where="Nog eens", **whole)


def test_a_change_has_a_reason_and_a_history(officer, rule, logged_in):
    whole = {"actor": officer, "at": NOW, "rule": rule, "seen": rule.version}
    assert slugs(lambda: rule_actions.change_rule(values={"years": 7}, reason="", **whole)) == {"no_reason"}
    assert slugs(lambda: rule_actions.change_rule(values={"years": 5}, reason="Zomaar.", **whole)) == {"no_change"}
    rule_actions.change_rule(values={"years": 7}, reason="Verordening 2026.", **whole)
    (kept,) = RuleChange.objects.all()
    assert (kept.reason, kept.fields, kept.by_id) == ("Verordening 2026.", {"years": [5, 7]}, officer.id)
    page = logged_in("data_protection_officer").get(f"/toezicht/bewaren/termijnen/{rule.pk}/").content.decode()
    assert "Verordening 2026." in page
    assert "Jaren: van 5 naar 7" in page
    (row,) = AuditEntry.objects.filter(action="retention_rule.changed")
    assert row.detail == {"fields": ["years"]}


def test_a_register_has_a_term_of_its_own(town, officer, paper_kind, logged_in):
    vault(town, "haven")
    client = logged_in("privacy_officer")
    sent = {
        "kind": KIND, "vault": "haven", "basis": "Protocol haven", "start": "de casus is gesloten", "years": "20",
        "months": "0", "approval": "on", "reason": "Het protocol van de haven vraagt dit.",
    }  # fmt: skip
    assert client.post("/toezicht/bewaren/termijnen/nieuw/", {**sent, "reason": ""}).status_code == 422
    assert client.post("/toezicht/bewaren/termijnen/nieuw/", sent).status_code == 302
    own = RetentionRule.objects.get(kind=KIND, vault="haven")
    assert (own.years, own.verified, own.name) == (20, False, "Casus over een pand, Haven")
    assert client.post("/toezicht/bewaren/termijnen/nieuw/", sent).status_code == 409
    there, usual = record(town, "2015-0001", register="haven"), record(town, "2015-0002")
    rules = retention.rules_of(town.pk)
    assert retention.rule_for(there, rules) == own
    assert retention.rule_for(usual, rules).vault == ""


def test_verifying_on_the_page(town, rule, logged_in, people):
    unverified(town)
    client = logged_in("privacy_officer")
    url = f"/toezicht/bewaren/termijnen/{rule.pk}/"
    version = RetentionRule.objects.get(pk=rule.pk).version
    assert "Ik heb deze termijn nagekeken" in client.get(url).content.decode()
    assert client.post(f"{url}nagekeken/", {"version": version, "where": ""}).status_code == 422
    client.post(f"{url}nagekeken/", {"version": version, "where": "Selectielijst gemeenten 2020"})
    page = client.get(url).content.decode()
    assert "Selectielijst gemeenten 2020" in page
    assert "Ik heb deze termijn nagekeken" not in page


def test_the_fg_verifies_and_changes_nothing(actor, rule, town):
    who = actor("data_protection_officer")
    for attempt in (
        lambda: rule_actions.verify_rule(actor=who, at=NOW, rule=rule, seen=rule.version, where="x"),
        lambda: rule_actions.change_rule(actor=who, at=NOW, rule=rule, seen=rule.version, values={}, reason="x"),
        lambda: rule_actions.add_rule(
            actor=who, at=NOW, municipality=town, kind=KIND, vault=vault(town), values={}, reason="x"
        ),
    ):
        with pytest.raises(Denied):
            attempt()


def test_the_year_ahead_is_told_in_counts(town, logged_in, actor, paper_kind):
    record(town, "2015-0001")
    for number in range(3):
        record(town, f"2022-{number:04d}", closed=TODAY.replace(year=2022, month=2, day=3))  # due in February 2027
    record(town, "2026-0001", closed=TODAY)
    client = logged_in("data_protection_officer")
    page = " ".join(client.get("/toezicht/bewaren/komend-jaar/").content.decode().split())
    assert "moeten 4 dossiers en sporen weg" in page
    assert "2022-0001" not in page
    lines = page.split("<tbody>")[1].split("</tbody>")[0].split("</tr>")[:-1]
    told = [(line.split('nowrap">')[1].split("<")[0], line.split('class="num">')[1].split("<")[0]) for line in lines]
    assert told[0] == ("Nu al", "1")
    assert dict(told)["feb 2027"] == "3"
    assert len(told) == 13
    assert sum(number != "–" for _month, number in told) == 2


def test_a_password_is_asked_for_before_anything_is_approved(due, logged_in, people):
    client = logged_in("privacy_officer")
    url = f"/toezicht/bewaren/{due.pk}/goedkeuren/"
    client.post(url)
    assert not Destruction.objects.filter(status="approved").exists()
    confirm(client, people("privacy_officer"))
    client.post(url)
    assert Destruction.objects.filter(status="approved").exists()
