# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What supervision keeps of its own work goes when its term is over: by rule, with a certificate, unless a hold is on it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import translation

from baken.access.facade import EmergencyAccess, system_actor
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.audit_log.checks import check_all
from baken.kernel.errors import Denied
from baken.kernel.models import AuditEntry, AuditPersonal
from baken.privacy.models import Certificate, ReadReview, RetentionRule, RowApproval
from baken.privacy.nightly import nightly
from baken.privacy.retention import destruction
from baken.privacy.retention import due as retention
from baken.privacy.retention import rows as row_retention
from baken.privacy.retention.rows import EMERGENCIES, READS, destroy_rows
from tests.access.signing_in import confirm

from .builders import account, acting, record, slugs
from .conftest import NOW, TODAY

YEAR = timedelta(days=366)
PAGE = "/toezicht/bewaren/toezicht/"


@action
def note_of(*, actor, at, about, text):
    """Let the audit log hold something personal about a row."""
    audit.record("emergency.reviewed", about, personal={"note": text})


@pytest.fixture
def used(town, people):
    """Return a use of emergency access that was reviewed so long ago (None: not yet)."""

    def make(ago=6 * YEAR, guarded=None):
        at = NOW - (ago or timedelta())
        row = EmergencyAccess(
            municipality=town, guarded=guarded, reference="2020-0001", user=people("on_call_officer"),
            reason="J. Geheim in gevaar", started_at=at - timedelta(days=1), ends_at=at - timedelta(hours=23),
        )  # fmt: skip
        if ago is not None:
            row.reviewed_at, row.reviewed_by, row.justified, row.note = at, people("privacy_officer"), True, "Terecht."
        acting(town, row.save)
        return row

    return make


@pytest.fixture
def asked(town, people):
    """Return a question about a read that was settled so long ago (None: not yet)."""

    def make(ago=2 * YEAR, key=None):
        at = NOW - (ago or timedelta())
        row = ReadReview(
            municipality=town, reader=people("inspector"), guarded_key=key or uuid4(), day=at.date(), first_at=at,
            reference="2020-0001", explanation="J. Geheim belde.",
        )  # fmt: skip
        if ago is not None:
            row.status, row.settled_at, row.settled_by, row.note = "explained", at, people("privacy_officer"), "Goed."
        acting(town, row.save)
        return row

    return make


@pytest.fixture
def officer(actor):
    return actor("privacy_officer")


@pytest.fixture
def destroyed(town, officer, colleague):
    """Return what has the rows of a kind destroyed: approved by one, carried out by the other."""

    def both(kind=EMERGENCIES):
        row_retention.approve_rows(actor=officer, at=NOW, municipality=town, kind=kind)
        return destroy_rows(actor=colleague, at=NOW, municipality=town, kind=kind)

    return both


def test_every_kind_is_known_with_a_rule_that_comes_along(town):
    kinds = [
        "bibob.draw",
        "bibob.standing",
        "data_request",
        "emergency.access",
        "read.review",
        "term.missed",
        "topic.signal",
    ]
    assert [kind.slug for kind in retention.row_kinds()] == kinds
    rules = {rule.kind: rule for rule in RetentionRule.objects.filter(municipality=town)}
    for kind in retention.row_kinds():
        assert retention.kind_of(kind.slug) is kind
        assert retention.guarded_kind_of(kind.slug) is None
        assert rules[kind.slug].start == str(kind.start)


def test_what_is_due_goes_with_one_certificate_that_tells_nothing_of_a_person(
    town, officer, colleague, destroyed, used
):
    gone, young, waiting = used(), used(YEAR), used(None)
    other = used(6 * YEAR + timedelta(days=3))
    note_of(actor=officer, at=NOW, about=gone, text="J. Geheim")
    with translation.override("en"):
        certificate = destroyed()
    assert set(EmergencyAccess.objects.values_list("pk", flat=True)) == {young.pk, waiting.pk}
    assert certificate.counts == {"emergency.access": 2, "audit_parts": 1}
    assert not AuditPersonal.objects.filter(resource_id__in=[str(gone.pk), str(other.pk)]).exists()
    last = (NOW - 6 * YEAR).date()
    assert (certificate.retention_from, certificate.due_on <= TODAY) == (last, True)
    assert certificate.reference == f"Noodtoegang tot en met {last:%d-%m-%Y}"
    assert (certificate.approved_by_id, certificate.destroyed_by_id) == (officer.id, colleague.id)
    told = {field.name: str(getattr(certificate, field.name)) for field in Certificate._meta.concrete_fields}
    assert "Geheim" not in str(told)
    (row,) = AuditEntry.objects.filter(action="rows.destroyed")
    assert row.detail == {"certificate": "2026-0001", "kind": "emergency.access", "counts": certificate.counts}
    (checked,) = [it for it in check_all() if it.chain == town.id]
    assert checked.problems == []


def test_a_settled_question_goes_after_its_year_and_an_open_one_never(town, officer, asked):
    asked(), asked(timedelta(days=300)), asked(None)
    certificate = destroy_rows(actor=officer, at=NOW, municipality=town, kind=READS)
    assert ReadReview.objects.count() == 2
    assert certificate.counts == {"read.review": 1}
    assert (certificate.approved_at, certificate.destroyed_by_id) == (None, officer.id)
    assert slugs(lambda: destroy_rows(actor=officer, at=NOW, municipality=town, kind=READS)) == {"not_due"}


def test_to_the_day(town, officer, asked):
    asked(timedelta(days=364))
    assert slugs(lambda: destroy_rows(actor=officer, at=NOW, municipality=town, kind=READS)) == {"not_due"}
    destroy_rows(actor=officer, at=NOW + timedelta(days=1), municipality=town, kind=READS)


def test_a_hold_on_the_record_keeps_what_tells_of_it(town, officer, destroyed, used, asked):
    held = record(town, closed=None)
    destruction.place_hold(actor=officer, at=NOW, guarded=held, reason="Bezwaar loopt.")
    used(guarded=held), asked(key=held.pk)
    whole = {"actor": officer, "at": NOW, "municipality": town}
    assert slugs(lambda: row_retention.approve_rows(kind=EMERGENCIES, **whole)) == {"not_due"}
    assert slugs(lambda: destroy_rows(kind=READS, **whole)) == {"not_due"}
    standing = {row.kind.slug: (row.due, row.held) for row in row_retention.standings(officer, NOW)}
    nothing = {
        "bibob.draw": (0, 0),
        "bibob.standing": (0, 0),
        "data_request": (0, 0),
        "term.missed": (0, 0),
        "topic.signal": (0, 0),
    }
    assert standing == {"emergency.access": (0, 1), "read.review": (0, 1), **nothing}
    destruction.release_hold(actor=officer, at=NOW, guarded=held, reason="Afgehandeld.")
    destroyed(EMERGENCIES)
    destroy_rows(kind=READS, **whole)
    assert not EmergencyAccess.objects.exists()
    assert not ReadReview.objects.exists()


def test_the_night_does_what_needs_no_approval_and_leaves_the_rest(town, used, asked):
    used(), asked()
    nightly(NOW)
    assert (EmergencyAccess.objects.count(), ReadReview.objects.count()) == (1, 0)
    assert Certificate.objects.get().destroyed_by_id is None
    acting(town, lambda: RetentionRule.objects.filter(kind="emergency.access").update(approval=False))
    nightly(NOW + timedelta(days=1))
    assert not EmergencyAccess.objects.exists()
    assert Certificate.objects.count() == 2
    assert list(Certificate.objects.order_by("number").values_list("number", flat=True)) == ["2026-0001", "2026-0002"]


def test_who_approves_doesn_t_destroy_and_the_night_may(town, officer, used):
    gone = used()
    whole = {"at": NOW, "municipality": town, "kind": EMERGENCIES}
    assert slugs(lambda: destroy_rows(actor=officer, **whole)) == {"not_approved"}
    row_retention.approve_rows(actor=officer, **whole)
    assert slugs(lambda: row_retention.approve_rows(actor=officer, **whole)) == {"approved"}
    assert slugs(lambda: destroy_rows(actor=officer, **whole)) == {"same_person"}
    later = used(timedelta(days=5 * 365))  # due the day after: the approval isn't for it
    nightly(NOW + timedelta(days=5))
    assert set(EmergencyAccess.objects.values_list("pk", flat=True)) == {later.pk} != {gone.pk}
    made = Certificate.objects.get()
    assert (made.approved_by_id, made.destroyed_by_id) == (officer.id, None)
    assert RowApproval.objects.get().used_at is not None


def test_an_approval_is_taken_back(town, officer, used):
    used()
    whole = {"actor": officer, "at": NOW, "municipality": town, "kind": EMERGENCIES}
    row_retention.approve_rows(**whole)
    row_retention.withdraw_rows(**whole)
    nightly(NOW)
    assert EmergencyAccess.objects.count() == 1
    assert slugs(lambda: row_retention.withdraw_rows(**whole)) == {"not_approved"}


def test_by_a_term_that_nobody_verified_nothing_goes(town, officer, used, asked):
    used(), asked()
    acting(town, lambda: RetentionRule.objects.update(verified=False))
    whole = {"actor": officer, "at": NOW, "municipality": town}
    assert slugs(lambda: row_retention.approve_rows(kind=EMERGENCIES, **whole)) == {"rule_unverified"}
    assert slugs(lambda: destroy_rows(kind=READS, **whole)) == {"rule_unverified"}
    nightly(NOW)
    assert not Certificate.objects.exists()


def test_a_question_with_a_follow_up_that_isn_t_done_stays(town, officer, people, asked):
    row = asked()
    told = {"status": "unexplained", "follow_up": "talk", "follow_up_by": TODAY, "follow_up_who": "leidinggevende"}
    acting(town, lambda: ReadReview.objects.update(**told))
    assert slugs(lambda: destroy_rows(actor=officer, at=NOW, municipality=town, kind=READS)) == {"not_due"}
    acting(town, lambda: ReadReview.objects.filter(pk=row.pk).update(follow_up_done_at=NOW))
    destroy_rows(actor=officer, at=NOW, municipality=town, kind=READS)


def test_nobody_in_particular_approves(town, used):
    used()
    system = system_actor(town)
    assert slugs(lambda: destroy_rows(actor=system, at=NOW, municipality=town, kind=EMERGENCIES)) == {"not_approved"}


def test_without_a_rule_everything_stays(town, officer, asked):
    asked()
    acting(town, lambda: RetentionRule.objects.filter(kind="read.review").delete())
    assert slugs(lambda: destroy_rows(actor=officer, at=NOW, municipality=town, kind=READS)) == {"no_rule"}
    assert row_retention.destroy_what_may(actor=system_actor(town), at=NOW, municipality=town) == []


@pytest.mark.parametrize("role", ["data_protection_officer", "mayor", "administrator"])
def test_nobody_else_destroys(town, actor, asked, role):
    asked()
    with pytest.raises(Denied):
        destroy_rows(actor=actor(role), at=NOW, municipality=town, kind=READS)


def test_rows_of_another_municipality_stay(town, officer, asked):
    from tests.kernel.towns import town as make

    asked()
    other = make("GM9000", "Noorderdam")
    with pytest.raises(Denied):
        destroy_rows(actor=officer, at=NOW, municipality=other, kind=READS)
    assert row_retention.destroy_what_may(actor=system_actor(other), at=NOW, municipality=other) == []
    assert ReadReview.objects.count() == 1


def test_the_page_tells_what_is_due_and_the_officer_approves_and_destroys(town, people, logged_in, used, asked):
    used(), asked(None)
    client = logged_in("privacy_officer")
    confirm(client, people("privacy_officer"))
    page = client.get(PAGE).content.decode()
    assert "Eén regel is over zijn termijn" in page
    assert "Geheim" not in page
    assert "wacht op goedkeuring" in page
    assert "sporen van toezicht" in client.get("/toezicht/").content.decode().lower()
    rules = client.get("/toezicht/bewaren/termijnen/").content.decode()
    assert "Gebruik van noodtoegang" in rules
    assert client.post(f"{PAGE}emergency.access/vernietigen/").status_code == 409
    client.post(f"{PAGE}emergency.access/vernietigen/", {"step": "approve"})
    page = client.get(PAGE).content.decode()
    assert "goedgekeurd door" in page
    assert "Vernietig nu" not in page
    assert "Trek de goedkeuring in" in page
    assert client.post(f"{PAGE}emergency.access/vernietigen/").status_code == 409
    other = account(town, "privacy_officer", name="collega")
    client.force_login(other, backend="baken.access.login.backends.AccountBackend")
    confirm(client, other)
    assert "Vernietig nu" in client.get(PAGE).content.decode()
    reply = client.post(f"{PAGE}emergency.access/vernietigen/")
    certificate = Certificate.objects.get()
    assert reply["Location"] == certificate.get_absolute_url()
    shown = client.get(reply["Location"]).content.decode()
    assert "Keer noodtoegang, met reden en oordeel" in shown
    assert "Noodtoegang tot en met" in client.get("/toezicht/bewaren/verklaringen/").content.decode()
    again = client.post(f"{PAGE}emergency.access/vernietigen/", {"step": "approve"})
    assert (again.status_code, "nog niet voorbij" in again.content.decode()) == (409, True)
    assert "Er hoeft nu niets weg" in client.get(PAGE).content.decode()
    for slug in ("case.premises", "nonsense", "x" * 500):
        assert client.post(f"{PAGE}{slug}/vernietigen/").status_code == 404


def test_whoever_was_not_asked_a_while_gives_the_password_first(people, logged_in, used):
    used()
    client = logged_in("privacy_officer")
    confirm(client, people("privacy_officer"), ago=3600)
    assert "Bevestig dat u het bent" in client.post(f"{PAGE}emergency.access/vernietigen/").content.decode()
    assert EmergencyAccess.objects.count() == 1


def test_the_fg_looks_along_without_a_button_and_others_find_nothing(logged_in, used):
    used()
    fg = logged_in("data_protection_officer")
    page = fg.get(PAGE)
    assert page.status_code == 200
    assert "/vernietigen/" not in page.content.decode()
    assert fg.post(f"{PAGE}emergency.access/vernietigen/").status_code == 404
    assert fg.get(f"{PAGE}emergency.access/vernietigen/").status_code == 405
    other = logged_in("mayor")
    assert other.get(PAGE).status_code == 404
    assert other.post(f"{PAGE}emergency.access/vernietigen/").status_code == 404
