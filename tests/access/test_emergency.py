# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Emergency access: one object, one hour, only for acute danger; one answer for what isn't there and what isn't open; review."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from baken.access.emergency import reads as emergency_reads
from baken.access.facade import (
    EMERGENCY,
    EmergencyAccess,
    GuardedRecord,
    Participation,
    emergency,
    note_read,
    opened,
    sights_of,
)
from baken.kernel.audit import personal_of
from baken.kernel.errors import Denied, Refused
from baken.kernel.models import AuditEntry
from baken.kernel.moment import now
from tests.access.desk import (
    DAY,
    HOUR,
    PURPOSE,
    account,
    acting,
    browser,
    covenant,
    guarded,
    partner,
    system,
    take_part,
    vault,
)
from tests.kernel.towns import do, town

pytestmark = pytest.mark.django_db
SEEN = "the brigade confirms the call"
WHY = "smoke from the building, unknown what is stored there"


@pytest.fixture(autouse=True)
def finder(monkeypatch):
    """Records are found by exactly their reference."""

    def find(municipality, text):
        return GuardedRecord.objects.filter(municipality=municipality, reference=text).first()

    monkeypatch.setattr(emergency, "_finders", [find])


@pytest.fixture
def officer():
    return account("on_call_officer")


@pytest.fixture
def record():
    return guarded(vault(emergency=True), "2026-0001")


def take(officer, wanted="2026-0001", at=None, **more):
    at = at or now()
    given = {"danger": "fire", "reason": WHY, **more}
    found = emergency.take(actor=acting(officer, at), at=at, wanted=wanted, **given)
    assert len(found) == 1
    return found[0]


def sees(user, record, at=None, purpose=EMERGENCY):
    actor = acting(user, at)
    with opened(actor, purpose):
        return sights_of(actor, purpose, record.pk)


def slugs(refused):
    return [reason.slug for reason in refused.value.reasons]


def test_one_object_one_hour_up_to_confidential(officer, record):
    other = guarded(record.vault, "2026-0002")
    at = now()
    access = take(officer, at=at)
    assert sees(officer, record, at) == {"premises": 2, "police": 2}
    assert sees(officer, record, at, PURPOSE) is None
    assert sees(officer, other, at) is None
    assert sees(account("on_call_officer", "colleague"), record, at) is None
    assert sees(officer, record, at + HOUR) is None
    assert access.ends_at == at + HOUR
    entry = AuditEntry.objects.get(action="emergency.taken")
    assert (entry.purpose, entry.basis, entry.vault_id) == (EMERGENCY, "Gemeentewet 172", record.vault_id)
    assert WHY not in str(entry.detail)
    assert personal_of(entry) == {"reason": WHY}


def test_what_is_not_there_and_what_is_not_open_get_one_answer(officer, record):
    guarded(vault("bibob", "bibob"), "bibob-1")
    guarded(vault("riec", "wgs"), "riec-1")
    guarded(vault("sources", "source"), "source-1")
    guarded(vault("closed"), "closed-1")
    elsewhere = vault("there", emergency=True, municipality=town("GM9001", "Elders"))
    guarded(elsewhere, "there-1")
    guarded(record.vault, "odd-1", kind="test.kind.without.parts")
    told = set()
    names = ("bibob-1", "riec-1", "source-1", "closed-1", "there-1", "odd-1", "nothing", "2026-000", "a\0b", "x" * 9999)
    for number, name in enumerate(names):
        with pytest.raises(Refused) as refused:
            take(officer, name, at=now() + number * DAY)
        told.add(tuple((reason.slug, reason.text) for reason in refused.value.reasons))
    assert len(told) == 1
    with opened(system(), system=True):
        assert not Participation.objects.exists()
    assert not EmergencyAccess.objects.exists()


def test_it_takes_a_danger_and_a_reason_before_anything_is_looked_up(officer, record):
    for more, expected in (
        ({"danger": "curiosity"}, ["danger"]),
        ({"reason": "brand"}, ["no_reason"]),
        ({"reason": " " * 50}, ["no_reason"]),
        ({"reason": "x" * 3000}, ["reason"]),
        ({"danger": "", "reason": ""}, ["danger", "no_reason"]),
    ):
        with pytest.raises(Refused) as refused:
            take(officer, **more)
        assert slugs(refused) == expected
    assert not AuditEntry.objects.filter(action__startswith="emergency.").exists()


def test_five_tries_an_hour_whatever_they_find(officer, record):
    at = now()
    for _number in range(4):
        with pytest.raises(Refused) as refused:
            take(officer, "guess", at=at)
        assert slugs(refused) == ["nothing"]
    take(officer, at=at)
    with pytest.raises(Refused) as refused:
        take(officer, at=at)
    assert slugs(refused) == ["too_often"]
    assert AuditEntry.objects.filter(action="emergency.tried").count() == 5
    take(account("on_call_officer", "colleague"), at=at)
    take(officer, at=at + HOUR)


def at_one_address(monkeypatch, *records):
    """A finder that knows one address, at which these records lie."""
    monkeypatch.setattr(emergency, "_finders", [lambda _town, text: list(records) if text == "Kade 1" else None])


def test_everything_at_one_address_opens_in_one_act(officer, record, monkeypatch):
    second = guarded(record.vault, "2026-0002")
    at_one_address(monkeypatch, record, second)
    at = now()
    given = emergency.take(actor=acting(officer, at), at=at, wanted="Kade 1", danger="fire", reason=WHY)
    assert [access.reference for access in given] == ["2026-0002", "2026-0001"]
    assert sees(officer, record, at) == sees(officer, second, at) == {"premises": 2, "police": 2}
    assert AuditEntry.objects.filter(action="emergency.taken").count() == 2
    assert AuditEntry.objects.filter(action="emergency.tried").count() == 1
    assert emergency.waiting(town()).count() == 2, "each has a review of its own"


def test_what_may_not_be_opened_neither_stands_in_the_way_nor_shows(officer, record, monkeypatch):
    hidden = [
        guarded(vault("bibob", "bibob"), "bibob-1"),
        guarded(vault("boa", "wpg"), "boa-1"),
        guarded(vault("closed"), "closed-1"),
        guarded(record.vault, "odd-1", kind="test.kind.without.parts"),
    ]
    at_one_address(monkeypatch, *hidden, record)
    assert take(officer, "Kade 1").reference == "2026-0001"
    assert [sees(officer, one) for one in hidden] == [None] * 4
    told = browser(officer).get("/noodtoegang/").content.decode()
    assert not [one for one in hidden if one.reference in told]
    at_one_address(monkeypatch, *hidden)
    with pytest.raises(Refused) as refused:
        take(account("on_call_officer", "colleague"), "Kade 1")
    assert slugs(refused) == ["nothing"]


def test_a_second_request_is_a_second_row_with_its_own_reason_and_review(officer, record):
    at = now()
    first = take(officer, at=at)
    second = take(officer, at=at + HOUR / 2, reason="the fire brigade asks what the tanks in the back hold")
    assert first.pk != second.pk
    assert first.participation_id != second.participation_id
    first.refresh_from_db()
    assert first.ends_at == at + HOUR
    assert sees(officer, record, at + HOUR * 1.25)
    assert sees(officer, record, at + HOUR * 1.5) is None
    assert emergency.waiting(town()).count() == 2


@pytest.mark.parametrize(
    "role", ["privacy_officer", "data_protection_officer", "undermining_coordinator", "administrator"]
)
def test_nobody_else_takes_it(record, role):
    with pytest.raises(Denied):
        take(account(role))
    page = browser(account(role, f"{role}-2"))
    assert page.get("/noodtoegang/").status_code == page.post("/noodtoegang/", {}).status_code == 404


def test_people_of_a_partner_never_even_if_the_matrix_were_wrong(record):
    police = partner()
    liaison = account("partner", partner=police)
    agreed = covenant(police)
    take_part(record, partner=police, covenant=agreed)
    assert sees(liaison, record) is None
    with pytest.raises(Denied):
        take(liaison)


def test_it_ends_early_by_its_user_or_the_reviewer_and_by_nobody_else(officer, record):
    access = take(officer)
    colleague = account("on_call_officer", "colleague")
    for user in (colleague, account("data_protection_officer"), account("inspector")):
        with pytest.raises(Denied):
            emergency.end(actor=acting(user), at=now(), access=access)
    emergency.end(actor=acting(officer), at=now(), access=access)
    assert sees(officer, record) is None
    with pytest.raises(Refused) as refused:
        emergency.end(actor=acting(officer), at=now(), access=access)
    assert slugs(refused) == ["ended"]
    again = take(officer)
    assert sees(officer, record)
    emergency.end(actor=acting(account("privacy_officer")), at=now(), access=again)
    assert sees(officer, record) is None


def test_review_settles_once_by_another_and_closes_what_was_not_justified(officer, record):
    reviewer = account("privacy_officer")
    access = take(officer)
    whole = {"actor": acting(reviewer), "at": now(), "access": access}
    with pytest.raises(Refused) as refused:
        emergency.review(justified=False, note="no", **whole)
    assert slugs(refused) == ["no_note"]
    emergency.review(justified=False, note="there was no fire and no call from the brigade", **whole)
    assert sees(officer, record) is None
    with pytest.raises(Refused) as refused:
        emergency.review(justified=True, note=SEEN, **whole)
    assert slugs(refused) == ["reviewed"]
    other = take(officer)
    with pytest.raises(Refused) as refused:
        emergency.review(actor=acting(reviewer), at=now(), access=other, justified=True, note=" ok ")
    assert slugs(refused) == ["no_note"]
    emergency.review(actor=acting(reviewer), at=now(), access=other, justified=True, note=SEEN)
    assert sees(officer, record)
    for role in ("data_protection_officer", "on_call_officer"):
        with pytest.raises(Denied):
            emergency.review(
                actor=acting(account(role, f"{role}-x")), at=now(), access=other, justified=True, note=SEEN
            )


def test_nobody_reviews_oneself(record):
    from datetime import date

    from baken.access.facade import RoleAssignment
    from tests.kernel.towns import do

    both = account("on_call_officer", "both")
    row = RoleAssignment(municipality=town(), user=both, role="privacy_officer", valid_from=date(2020, 1, 1))
    do(row.save)
    access = take(both)
    with pytest.raises(Refused) as refused:
        emergency.review(actor=acting(both), at=now(), access=access, justified=True, note=SEEN)
    assert slugs(refused) == ["own"]


def test_the_privacy_officer_hears_of_it_without_content(officer, record, django_capture_on_commit_callbacks):
    reviewer = account("privacy_officer", email="privacy@example.org")
    account("data_protection_officer", email="fg@example.org")
    with django_capture_on_commit_callbacks(execute=True):
        take(officer)
    assert [message.to for message in mail.outbox] == [[reviewer.email]]
    text = mail.outbox[0].subject + mail.outbox[0].body
    assert "/toezicht/noodtoegang/" in text
    for secret in (record.reference, WHY, officer.display_name, "fire", "brand"):
        assert secret not in text


def test_a_mail_that_fails_costs_nobody_the_access(
    officer, record, django_capture_on_commit_callbacks, settings, caplog
):
    account("privacy_officer", email="privacy@example.org")
    settings.EMAIL_BACKEND, settings.EMAIL_PORT = "django.core.mail.backends.smtp.EmailBackend", 1
    with django_capture_on_commit_callbacks(execute=True):
        take(officer)
    assert sees(officer, record)
    assert "was not sent" in caplog.text


def test_the_page_asks_who_is_there_gives_access_and_ends_it(officer, record, monkeypatch):
    given = {"wanted": "2026-0001", "danger": "fire", "reason": WHY}
    long_ago = browser(officer, recognised=False)
    assert "Uw wachtwoord" in long_ago.post("/noodtoegang/", given).content.decode()
    assert not EmergencyAccess.objects.exists()
    client = browser(officer)
    wrong = client.post("/noodtoegang/", {**given, "wanted": "2026-9999"})
    assert wrong.status_code == 409
    assert WHY in wrong.content.decode()
    assert client.post("/noodtoegang/", {**given, "reason": "kort"}).status_code == 422
    assert client.post("/noodtoegang/", given).status_code == 302
    page = client.get("/noodtoegang/").content.decode()
    assert "U hebt noodtoegang tot 2026-0001" in page
    assert 'href="/toezicht/registers/2026-0001/"' not in page
    monkeypatch.setattr(emergency, "_pages", {})
    emergency.register_page(record.kind, "supervision:register")  # any address that takes the reference
    link = 'href="/toezicht/registers/2026-0001/">Open 2026-0001</a>'
    assert f'<a class="btn" {link}' in client.get("/noodtoegang/").content.decode()
    access = EmergencyAccess.objects.get()
    assert browser(account("on_call_officer", "c")).post(f"/noodtoegang/{access.pk}/einde/").status_code == 404
    assert client.post(f"/noodtoegang/{access.pk}/einde/").status_code == 302
    assert sees(officer, record) is None


def test_every_page_says_until_when_it_runs_and_leads_to_the_file_and_to_the_end(officer, record, monkeypatch):
    monkeypatch.setattr(emergency, "_pages", {})
    emergency.register_page(record.kind, "supervision:register")
    client = browser(officer)
    ending = "/noodtoegang/{}/einde/"
    assert 'class="urgent"' not in client.get("/").content.decode()
    access = take(officer)
    until = f"{timezone.localtime(access.ends_at):%H.%M}"
    for address in ("/", "/account/", "/waarom/"):
        page = client.get(address).content.decode()
        assert f"<b>Noodtoegang tot {until}</b>" in page
        assert 'href="/toezicht/registers/2026-0001/">Open 2026-0001</a>' in page
        assert f'action="{ending.format(access.pk)}"' in page
    others = browser(account("on_call_officer", "colleague")).get("/").content.decode()
    assert 'class="urgent"' not in others
    client.post(ending.format(access.pk))
    assert 'class="urgent"' not in client.get("/").content.decode()


def read(officer, record, at, **more):
    actor = acting(officer, at)
    with opened(actor, EMERGENCY):
        note_read(actor=actor, at=at, guarded=record, purpose=EMERGENCY, **more)


def test_who_reviews_sees_what_was_opened_and_no_content(officer, record):
    at = now()
    access = take(officer, at=at)
    reviewer = browser(account("privacy_officer"))
    address = f"/toezicht/noodtoegang/{access.pk}/"
    assert "Er is niets geopend." in reviewer.get(address).content.decode()
    minutes = timedelta(minutes=1)
    key = "0190aaaa-0000-7000-8000-0000beefcafe"
    read(officer, record, at + minutes, parts=["premises", "police"])
    read(officer, record, at + 2 * minutes, parts=["police"], door="download", rows=[key])
    found = emergency_reads.opened_in(access)
    assert [(one.what, one.parts, one.keys) for one in found] == [
        ("hele dossier", ("Pand", "Politie"), ()),
        ("document", ("Politie",), ("beefcafe",)),
    ]
    page = reviewer.get(address).content.decode()
    assert f"{timezone.localtime(at + minutes):%H.%M}" in page
    assert "Hele dossier" in page
    assert "Pand, Politie" in page
    again = take(officer, at=at + HOUR / 2)
    assert emergency_reads.opened_in(again) == [], "what was read before it began is another's"
    do(lambda: EmergencyAccess.objects.filter(pk=access.pk).update(guarded=None))  # destroyed since
    access.refresh_from_db()
    assert len(emergency_reads.opened_in(access)) == 2


def test_what_is_reviewed_here_is_not_asked_about_once_more(officer, record):
    from baken.privacy.models import ReadReview
    from baken.privacy.reads import actions as reads

    at = now()
    access = take(officer, at=at)
    read(officer, record, at)
    assert reads.look(actor=system(), at=at, municipality=town()) == 0
    reviewer = acting(account("privacy_officer"))
    emergency.review(actor=reviewer, at=at, access=access, justified=True, note=SEEN)
    read(officer, record, at + HOUR / 2)
    assert reads.look(actor=system(), at=at, municipality=town()) == 0
    assert not ReadReview.objects.exists()


def test_the_review_pages_are_for_review_and_for_looking(officer, record):
    access = take(officer)
    address = f"/toezicht/noodtoegang/{access.pk}/"
    looks, reviews = browser(account("data_protection_officer")), browser(account("privacy_officer"))
    sent = {"version": access.version, "justified": "yes", "note": SEEN}
    assert "2026-0001" in looks.get("/toezicht/noodtoegang/").content.decode()
    assert "<textarea" not in looks.get(address).content.decode()
    assert looks.post(address, sent).status_code == 404
    assert browser(officer).get(address).status_code == 404
    assert reviews.post(address, {**sent, "justified": "perhaps"}).status_code == 422
    assert reviews.post(address, {**sent, "note": "ok"}).status_code == 422
    assert reviews.post(address, {**sent, "version": 77}).status_code == 409
    assert reviews.post(address, sent).status_code == 302
    access.refresh_from_db()
    assert access.justified
    assert reviews.post(address, sent).status_code == 409


NAMED = "Mevrouw De Vries belde: rook uit het pand, onbekend wat er ligt."


def test_the_reason_is_looked_at_before_it_counts_as_a_try(officer, record):
    page = browser(officer).post("/noodtoegang/", {"wanted": "2026-0001", "danger": "fire", "reason": NAMED})
    assert page.status_code == 422
    assert "<mark>Mevrouw De Vries</mark>" in page.content.decode()
    assert not AuditEntry.objects.filter(action__startswith="emergency.").exists()


def kept(user, wanted):
    """Ask on the page, and leave in the reason what was found there."""
    given = {"wanted": wanted, "danger": "fire", "reason": NAMED}
    asked = browser(user).post("/noodtoegang/", given).content.decode()
    seen = re.findall(r'<input type="hidden" name="(reason-guard-of)" value="(\w+)">', asked)
    return browser(user).post("/noodtoegang/", {**given, **dict(seen), "reason-guard": "keep"})


def test_what_is_kept_in_the_reason_is_told_in_the_log_and_every_try_still_counts(officer, record):
    for _number in range(4):
        assert kept(officer, "guess").status_code == 409
    assert kept(officer, "2026-0001").status_code == 302
    assert AuditEntry.objects.filter(action="emergency.tried").count() == 5
    row = AuditEntry.objects.get(action="guard.kept")
    assert (row.resource_id, row.detail) == (str(record.pk), {"fields": {"reason": ["name"]}})
    assert kept(officer, "2026-0001").status_code == 409
    assert EmergencyAccess.objects.count() == 1
