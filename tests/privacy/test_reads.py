# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads that nobody explained: found once, asked about, explained by the reader, settled by another."""

from datetime import timedelta

import pytest
from django.core import mail

from baken.kernel.errors import Denied, Refused, StaleVersion
from baken.kernel.models import AuditEntry
from baken.privacy.models import ReadLook, ReadReview
from baken.privacy.reads import actions as reads

from .builders import account, acting, read_of, record
from .conftest import NOW

NIGHT = NOW.replace(hour=2)


@pytest.fixture
def night_read(town, actor):
    """A question about a read at night by the inspector."""
    it = record(town, closed=None)
    read_of(actor("inspector"), it, NIGHT)
    reads.look(actor=actor("privacy_officer"), at=NOW, municipality=town)
    return ReadReview.objects.get()


def test_a_read_in_office_hours_is_nobody_s_business(town, actor):
    read_of(actor("inspector"), record(town, closed=None), NOW)
    assert reads.look(actor=actor("privacy_officer"), at=NOW, municipality=town) == 0
    assert not ReadReview.objects.exists()


def test_a_read_at_night_makes_one_question_with_its_reason(night_read, people):
    assert (night_read.reader, night_read.rules, night_read.status) == (people("inspector"), ["hours"], "open")
    assert night_read.reference == "2026-0001"


def test_looking_twice_finds_nothing_twice(night_read, town, actor):
    assert reads.look(actor=actor("privacy_officer"), at=NOW, municipality=town) == 0
    assert ReadReview.objects.get().reads == 1


def test_more_reads_of_the_same_night_come_to_the_same_question(night_read, town, actor):
    from baken.access.facade import GuardedRecord

    it = GuardedRecord(pk=night_read.guarded_key, municipality=town)
    read_of(actor("inspector"), it, NIGHT + timedelta(minutes=5))
    reads.look(actor=actor("privacy_officer"), at=NOW, municipality=town)
    assert ReadReview.objects.get().reads == 2


def test_a_read_after_the_question_was_settled_makes_a_new_one(night_read, town, actor):
    officer = actor("privacy_officer")
    reads.settle(actor=officer, at=NOW, review=night_read, explained=True, note="Overleg met de politie.")
    from baken.access.facade import GuardedRecord

    read_of(
        actor("inspector"), GuardedRecord(pk=night_read.guarded_key, municipality=town), NIGHT + timedelta(minutes=5)
    )
    reads.look(actor=officer, at=NOW, municipality=town)
    assert sorted(ReadReview.objects.values_list("serial", "status")) == [(1, "explained"), (2, "open")]


def test_many_records_in_an_hour_across_two_looks(town, actor):
    """The hour before the last look counts along, or one could hide between two nights."""
    reader, officer = actor("inspector"), actor("privacy_officer")
    made = [record(town, f"2026-{i:04d}", closed=None) for i in range(21)]
    for number, it in enumerate(made[:15]):
        read_of(reader, it, NOW + timedelta(minutes=number))
    assert reads.look(actor=officer, at=NOW, municipality=town) == 0
    for number, it in enumerate(made[15:]):
        read_of(reader, it, NOW + timedelta(minutes=15 + number))
    assert reads.look(actor=officer, at=NOW, municipality=town) == 1
    assert (ReadReview.objects.get().rules, ReadReview.objects.get().told) == (["many"], {"many": 21})


def test_who_takes_part_by_name_may_open_many(town, actor, people):
    reader = actor("inspector")
    for number in range(25):
        read_of(reader, record(town, f"2026-{number:04d}", closed=None, user=people("inspector")), NOW)
    assert reads.look(actor=actor("privacy_officer"), at=NOW, municipality=town) == 0


def test_a_feature_can_say_who_works_in_a_record(town, actor, people, monkeypatch):
    monkeypatch.setattr(reads, "_involved", {})
    reads.register_involved("case.premises", lambda keys: {(key, people("inspector").pk) for key in keys})
    for number in range(25):
        read_of(actor("inspector"), record(town, f"2026-{number:04d}", closed=None), NOW)
    assert reads.look(actor=actor("privacy_officer"), at=NOW, municipality=town) == 0


def test_a_sleeping_record_is_asked_about_once(town, actor):
    it = record(town)
    read_of(actor("inspector"), it, NOW)
    read_of(actor("inspector"), it, NOW + timedelta(minutes=1))
    reads.look(actor=actor("privacy_officer"), at=NOW, municipality=town)
    review = ReadReview.objects.get()
    assert (review.rules, review.reads) == (["dormant"], 1)


def test_who_is_on_call_reads_at_night(town, actor):
    read_of(actor("on_call_officer"), record(town, closed=None), NIGHT)
    assert reads.look(actor=actor("privacy_officer"), at=NOW, municipality=town) == 0


def test_emergency_access_is_asked_about_though_on_call(town, actor):
    read_of(actor("on_call_officer"), record(town, closed=None), NIGHT, purpose="acute_danger")
    reads.look(actor=actor("privacy_officer"), at=NOW, municipality=town)
    assert ReadReview.objects.get().rules == ["emergency"]


def test_each_municipality_looks_at_its_own(night_read, actor):
    from tests.kernel.towns import town as make

    other = make("GM9000", "Noorderdam")
    with pytest.raises(Denied):
        reads.look(actor=actor("privacy_officer"), at=NOW, municipality=other)
    assert ReadLook.objects.count() == 1


def test_the_way_from_question_to_judgement(night_read, actor):
    officer, reader = actor("privacy_officer"), actor("inspector")
    asked = reads.ask(actor=officer, at=NOW, review=night_read)
    answered = reads.answer(actor=reader, at=NOW, review=asked, text="Melding van de brandweer.")
    settled = reads.settle(actor=officer, at=NOW, review=answered, explained=True, note="Klopt met het dienstrooster.")
    assert (settled.status, settled.explanation) == ("explained", "Melding van de brandweer.")
    told = list(
        AuditEntry.objects.filter(action__startswith="read.").order_by("sequence").values_list("action", flat=True)
    )
    assert told == ["read.asked", "read.answered", "read.explained"]
    assert "brandweer" not in str(list(AuditEntry.objects.values()))


def test_what_is_written_stands_encrypted(night_read, actor):
    asked = reads.ask(actor=actor("privacy_officer"), at=NOW, review=night_read)
    reads.answer(actor=actor("inspector"), at=NOW, review=asked, text="Melding van de brandweer.")
    (stored,) = ReadReview.objects.values_list("explanation", flat=True)
    assert "brandweer" not in stored
    assert stored.startswith("v1:")


def test_only_the_reader_explains(night_read, actor, town):
    from baken.access.facade import actor_for

    asked = reads.ask(actor=actor("privacy_officer"), at=NOW, review=night_read)
    other = account(town, "port_team")
    with pytest.raises(Denied):
        reads.answer(actor=actor_for(other, on=NOW.date(), at=NOW), at=NOW, review=asked, text="Ik was het niet.")


def test_nobody_explains_before_being_asked(night_read, actor):
    with pytest.raises(Denied):
        reads.answer(actor=actor("inspector"), at=NOW, review=night_read, text="Alvast.")


def test_nobody_judges_own_reads(town, actor, people):
    from baken.access.facade import RoleAssignment, actor_for

    user = people("privacy_officer")
    acting(town, RoleAssignment(municipality=town, user=user, role="inspector", valid_from=NOW.date()).save)
    both = actor_for(user, on=NOW.date(), at=NOW)
    read_of(both, record(town, closed=None), NIGHT)
    reads.look(actor=both, at=NOW, municipality=town)
    review = ReadReview.objects.get()
    for attempt in (
        lambda: reads.ask(actor=both, at=NOW, review=review),
        lambda: reads.settle(actor=both, at=NOW, review=review, explained=True, note="Prima."),
    ):
        with pytest.raises(Refused) as refused:
            attempt()
        assert {reason.slug for reason in refused.value.reasons} == {"own_read"}


def test_the_fg_changes_nothing(night_read, actor):
    for attempt in (
        lambda who: reads.ask(actor=who, at=NOW, review=night_read),
        lambda who: reads.settle(actor=who, at=NOW, review=night_read, explained=True, note="Prima."),
        lambda who: reads.look(actor=who, at=NOW, municipality=night_read.municipality),
    ):
        with pytest.raises(Denied):
            attempt(actor("data_protection_officer"))


def test_a_judgement_needs_words_and_the_latest_version(night_read, actor):
    officer = actor("privacy_officer")
    with pytest.raises(Refused) as refused:
        reads.settle(actor=officer, at=NOW, review=night_read, explained=True, note="  ")
    assert [reason.slug for reason in refused.value.reasons] == ["no_text"]
    reads.ask(actor=officer, at=NOW, review=night_read)
    with pytest.raises(StaleVersion):
        reads.settle(actor=officer, at=NOW, review=night_read, explained=True, note="Prima.", seen=night_read.version)


def test_the_mail_tells_nothing_of_the_record(night_read, logged_in, settings):
    client = logged_in("privacy_officer")
    client.post(f"/toezicht/inzage/{night_read.pk}/vragen/")
    (message,) = mail.outbox
    assert message.to == ["inspector@example.org"]
    for secret in ("2026-0001", "premises", "Inspector", str(night_read.pk), str(night_read.guarded_key)):
        assert secret not in message.subject + message.body
    assert "/toezicht/uw-inzage/" in message.body


def test_without_mail_server_the_question_stands_and_the_officer_is_told(night_read, logged_in, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    page = logged_in("privacy_officer").post(f"/toezicht/inzage/{night_read.pk}/vragen/", follow=True)
    assert "spreek de lezer zelf aan" in page.content.decode()
    night_read.refresh_from_db()
    assert night_read.status == "asked"
