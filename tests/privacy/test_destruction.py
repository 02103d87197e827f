# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Destruction: due, approved, all or nothing, with a certificate. A hold wins, and the log stays whole."""

from datetime import timedelta

import pytest

from baken.access.facade import EmergencyAccess, GuardedRecord, Participation, SearchToken, Sight, opened, system_actor
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.audit_log.checks import check_all
from baken.kernel.errors import Denied
from baken.kernel.models import AuditEntry, AuditPersonal
from baken.privacy.models import Certificate, Destruction, Hold, ReadReview, RetentionRule
from baken.privacy.reads import actions as reads
from baken.privacy.retention import destruction
from baken.privacy.retention import due as retention
from baken.privacy.retention.days import due_on

from .builders import acting, days_after, read_of, record, slugs
from .conftest import NOW, TODAY


@pytest.fixture
def officer(actor):
    return actor("privacy_officer")


@pytest.fixture
def due(town, paper_kind):
    """A record that is due, with its paper."""
    it = record(town)
    (paper_kind / it.reference).write_text("notulen")
    return it


@action
def tell(*, actor, at, about):
    audit.record("test.told", about, personal={"name": "J. Geheim"})


@pytest.fixture
def destroyed(officer, colleague):
    """Return what has a record destroyed by the two that it takes."""

    def both(it):
        destruction.approve(actor=officer, at=NOW, guarded=it)
        return destruction.destroy(actor=colleague, at=NOW, guarded=it)

    return both


def test_everything_of_a_record_goes_and_a_certificate_stays(town, officer, colleague, destroyed, due, paper_kind):
    certificate = destroyed(due)
    assert not (paper_kind / "2026-0001").exists()
    with opened(system_actor(town), "", system=True):
        for model in (GuardedRecord, Participation, Sight, SearchToken):
            assert not model.objects.exists(), model
    assert certificate.number == "2026-0001"
    assert certificate.reference == due.reference
    assert certificate.counts == {"papers": 1, "participations": 1, "sights": 1, "search_tokens": 2}
    assert (certificate.approved_by_id, certificate.destroyed_by_id) == (officer.id, colleague.id)
    assert Destruction.objects.get().status == "destroyed"


def test_the_log_loses_its_personal_parts_and_stays_whole(town, destroyed, due):
    tell(actor=system_actor(town), at=NOW, about=due)
    assert AuditPersonal.objects.count() == 1
    destroyed(due)
    assert not AuditPersonal.objects.exists()
    (checked,) = [it for it in check_all() if it.chain == town.id]
    assert checked.problems == []
    assert AuditEntry.objects.filter(action="record.destroyed").exists()


def test_what_was_written_about_reads_and_emergencies_goes_along(town, officer, destroyed, actor, people, due):
    read_of(actor("inspector"), due, NOW.replace(hour=2))
    reads.look(actor=officer, at=NOW, municipality=town)
    asked = reads.ask(actor=officer, at=NOW, review=ReadReview.objects.get())
    told = reads.answer(actor=actor("inspector"), at=NOW, review=asked, text="J. Geheim belde.")
    reads.settle(actor=officer, at=NOW, review=told, explained=True, note="Goed.")
    used = EmergencyAccess(
        municipality=town, guarded=due, reference=due.reference, user=people("on_call_officer"), reason="J. Geheim in gevaar",
        started_at=NOW, ends_at=NOW + timedelta(hours=1), reviewed_at=NOW, reviewed_by=people("privacy_officer"),
        justified=True,
    )  # fmt: skip
    acting(town, used.save)
    certificate = destroyed(due)
    used.refresh_from_db()
    assert (ReadReview.objects.get().explanation, used.reason) == ("[vernietigd]", "[vernietigd]")
    assert used.guarded_id is None
    assert used.participation_id is None
    assert (certificate.counts["read_texts"], certificate.counts["emergency_texts"]) == (1, 1)


def test_the_certificate_tells_nothing_of_a_person(destroyed, due, town):
    tell(actor=system_actor(town), at=NOW, about=due)
    certificate = destroyed(due)
    told = {field.name: str(getattr(certificate, field.name)) for field in Certificate._meta.concrete_fields}
    assert "Geheim" not in str(told)


def test_not_before_its_day(town, officer, paper_kind):
    early = record(town, closed=days_after(-5 * 366))
    with opened(officer):
        rule = retention.rule_for(early, retention.rules_of(town.id))
    late = record(town, "2026-0002", closed=days_after(-5 * 365))
    assert due_on(late.retention_from, rule.years, 0) > TODAY
    assert slugs(lambda: destruction.approve(actor=officer, at=NOW, guarded=late)) == {"not_due"}
    destruction.approve(actor=officer, at=NOW, guarded=early)


def test_an_open_record_has_no_term(town, officer, paper_kind):
    it = record(town, closed=None)
    assert slugs(lambda: destruction.approve(actor=officer, at=NOW, guarded=it)) == {"not_due"}


def test_not_without_approval_where_the_rule_wants_it(officer, due):
    assert slugs(lambda: destruction.destroy(actor=officer, at=NOW, guarded=due)) == {"not_approved"}


def test_approval_can_be_taken_back(officer, due):
    destruction.approve(actor=officer, at=NOW, guarded=due)
    row = destruction.withdraw(actor=officer, at=NOW, guarded=due)
    assert (row.status, row.approved_by_id) == ("proposed", None)
    assert slugs(lambda: destruction.destroy(actor=officer, at=NOW, guarded=due)) == {"not_approved"}


def test_without_approval_where_the_rule_wants_none(town, officer, due):
    acting(town, lambda: RetentionRule.objects.filter(kind="case.premises").update(approval=False))
    assert destruction.destroy(actor=officer, at=NOW, guarded=due).approved_at is None


def test_a_hold_wins_at_every_step(officer, colleague, due, paper_kind):
    destruction.place_hold(actor=officer, at=NOW, guarded=due, reason="Bezwaar loopt.")
    assert slugs(lambda: destruction.approve(actor=officer, at=NOW, guarded=due)) == {"hold"}
    destruction.release_hold(actor=officer, at=NOW, guarded=due, reason="Bezwaar afgerond.")
    destruction.approve(actor=officer, at=NOW, guarded=due)
    destruction.place_hold(actor=officer, at=NOW, guarded=due, reason="Verzoek om inzage.")
    assert slugs(lambda: destruction.destroy(actor=colleague, at=NOW, guarded=due)) == {"hold"}
    destruction.release_hold(actor=officer, at=NOW, guarded=due, reason="Afgehandeld.")
    destruction.begin(actor=colleague, at=NOW, guarded=due)
    destruction.place_hold(actor=officer, at=NOW, guarded=due, reason="Toch nog.")
    assert slugs(lambda: destruction.destroy(actor=colleague, at=NOW, guarded=due)) == {"hold"}
    assert (paper_kind / due.reference).exists()


def test_a_hold_has_a_reason_that_nobody_reads_in_the_database(officer, due):
    assert slugs(lambda: destruction.place_hold(actor=officer, at=NOW, guarded=due, reason=" ")) == {"no_reason"}
    destruction.place_hold(actor=officer, at=NOW, guarded=due, reason="Bezwaar van J. Geheim.")
    (stored,) = Hold.objects.values_list("reason", flat=True)
    assert "Geheim" not in stored
    assert "Geheim" in Hold.objects.get().reason
    assert slugs(lambda: destruction.place_hold(actor=officer, at=NOW, guarded=due, reason="Nog eens.")) == {"held"}


def test_it_breaks_off_and_is_done_again(town, officer, colleague, due, paper_kind, monkeypatch):
    """Files can't be rolled back: the record stays, marked as begun, and a second try finishes with one certificate."""
    real = retention.kind_of("case.premises")

    def breaks(guarded):
        real.destroy(guarded)
        raise OSError("disk")

    destruction.approve(actor=officer, at=NOW, guarded=due)
    retention.register_kind(retention.RetentionKind("case.premises", "casus", "gesloten", breaks))
    with pytest.raises(OSError, match="disk"):
        destruction.destroy(actor=colleague, at=NOW, guarded=due)
    assert Destruction.objects.get().status == "begun"
    assert not Certificate.objects.exists()
    with opened(system_actor(town), "", system=True):
        assert SearchToken.objects.count() == 2
    retention.register_kind(real)
    assert slugs(lambda: destruction.destroy(actor=officer, at=NOW, guarded=due)) == {"same_person"}
    destruction.destroy(actor=colleague, at=NOW, guarded=due)
    assert Certificate.objects.count() == 1


def test_a_feature_that_leaves_something_behind_destroys_nothing(town, officer, colleague, due):
    """Of the feature's own tables nothing may be left: here an apartment of another kind stands in for one."""
    monkey = destruction.OURS
    try:
        destruction.OURS = tuple(model for model in monkey if model is not SearchToken)
        destruction.approve(actor=officer, at=NOW, guarded=due)
        assert slugs(lambda: destruction.destroy(actor=colleague, at=NOW, guarded=due)) == {"left_behind"}
    finally:
        destruction.OURS = monkey
    with opened(system_actor(town), "", system=True):
        assert GuardedRecord.objects.count() == 1


def test_a_kind_that_no_feature_knows_stays(town, officer, colleague, paper_kind):
    acting(town, lambda: RetentionRule.objects.filter(kind="inspection").update(kind="gone.file", verified=True))
    it = record(town, kind="gone.file")
    destruction.approve(actor=officer, at=NOW, guarded=it)
    assert slugs(lambda: destruction.destroy(actor=colleague, at=NOW, guarded=it)) == {"unknown_kind"}


def test_the_rule_of_its_own_register_goes_before_that_of_any(town, officer, actor, paper_kind):
    acting(town, lambda: RetentionRule.objects.filter(vault="investigation").update(years=20))
    special, usual = record(town, "2026-0002", register="investigation"), record(town, "2026-0001")
    with opened(officer):
        rows = list(retention.due_rows(officer, retention.rules_of(town.id), TODAY))
    assert rows == [usual]
    assert slugs(lambda: destruction.approve(actor=officer, at=NOW, guarded=special)) == {"not_due"}


def test_numbers_count_on_through_the_year(town, destroyed, paper_kind):
    for reference in ("2019-0001", "2019-0002"):
        destroyed(record(town, reference))
    assert list(Certificate.objects.order_by("number").values_list("number", flat=True)) == ["2026-0001", "2026-0002"]


@pytest.mark.parametrize("role", ["data_protection_officer", "undermining_coordinator", "safety_adviser"])
def test_nobody_else_changes_anything(actor, due, role):
    who = actor(role)
    for attempt in (
        lambda: destruction.approve(actor=who, at=NOW, guarded=due),
        lambda: destruction.place_hold(actor=who, at=NOW, guarded=due, reason="Zomaar."),
        lambda: destruction.destroy(actor=who, at=NOW, guarded=due),
        lambda: destruction.complete(actor=who, at=NOW, guarded=due),
    ):
        with pytest.raises(Denied):
            attempt()


def test_another_municipality_destroys_nothing_here(due):
    from tests.kernel.towns import town as make

    other = make("GM9000", "Noorderdam")
    with pytest.raises((Denied, GuardedRecord.DoesNotExist)):
        destruction.approve(actor=system_actor(other), at=NOW, guarded=due)
