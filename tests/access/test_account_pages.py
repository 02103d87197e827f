# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of accounts: who finds what, what is kept in a form, and that a link chooses a password once."""

import re
from uuid import uuid4

import pytest
from django.core import mail
from django.test import Client

from baken.access.accounts.mail import link_of
from baken.access.accounts.service_tokens import actor_for_token
from baken.access.models import Kind, MatrixChange, RoleAssignment, ServiceToken, User
from baken.kernel import moment
from baken.kernel.models import AuditEntry
from tests.access.signing_in import PASSWORD, account, confirm, log_in, signed_in, who
from tests.kernel.towns import do, make_partner, town

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_hasher")]
LIST = "/toezicht/accounts/"
WHY = "because the test says so"
WITH = {"reason": WHY}


@pytest.fixture
def desk():
    return account("beheer", "administrator")


@pytest.fixture
def client(desk):
    return signed_in(desk)


def words(reply):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", reply.content.decode()))


def new(**more):
    return {
        "kind": "person", "username": "nieuw", "display_name": "Nieuw", "email": "nieuw@example.org", "role": "council_member",
        "partner": "", "since": moment.today().isoformat(), "until": "", "reason": WHY, **more,
    }  # fmt: skip


def test_the_list_has_every_account_of_the_municipality_and_no_other(client):
    account("adviseur")
    account("elders", "mayor", town("GM9001", "Elders"))
    text = words(client.get(LIST))
    assert "2 accounts" in text
    assert "Adviseur" in text
    assert "Elders" not in text


def test_the_list_is_searched_and_filtered(client):
    account("adviseur", email="iemand@example.org")
    account("weg", "mayor", is_active=False)
    robot = account("robot", "inspector", kind=Kind.SERVICE)
    robot.set_unusable_password()
    robot.save()

    def found(query):
        return set(re.findall(r'data-l="Gebruikersnaam">(\w+)<', client.get(f"{LIST}?{query}").content.decode()))

    assert found("zoek=ADVIS") == found("zoek=iemand%40") == {"adviseur"}
    assert found("rol=mayor") == {"weg"}
    assert found("stand=closed") == {"weg"}
    assert found("stand=service") == {"robot"}
    assert found("stand=active") == {"adviseur", "beheer"}
    assert found("rol=nonsense&stand=x&bladzijde=99") == {"adviseur", "beheer", "robot", "weg"}
    assert "Niets gevonden." in words(client.get(f"{LIST}?zoek=nobody"))


def test_the_list_asks_the_database_as_often_for_many_as_for_few(client, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def count():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(LIST).status_code == 200
        return len(queries)

    account("first", "inspector")
    few = count()
    for n in range(60):
        account(f"a{n:02}", "inspector")
    assert count() == few
    assert "Bladzijde 1 van 2" in words(client.get(LIST))


def test_a_new_account_gets_a_mail_with_a_link_and_nothing_else(client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        reply = client.post(f"{LIST}nieuw/", new())
    user = User.objects.get(username="nieuw")
    assert reply["Location"] == f"{LIST}{user.pk}/"
    (letter,) = mail.outbox
    assert letter.to == ["nieuw@example.org"]
    for told in ("Nieuw", "college", "Velsen"):
        assert told not in letter.body + letter.subject
    link = re.search(r"http://\S+", letter.body).group()
    assert link.startswith("http://localhost:8000/account/wachtwoord/")

    visitor = Client()
    choose = visitor.get(link.removeprefix("http://localhost:8000"))["Location"]
    assert choose == "/account/wachtwoord/kiezen/"
    for wrong in ("short", "12345678901234", "nieuw@example.org"):
        assert visitor.post(choose, {"password": wrong, "again": wrong}).status_code == 422
    assert "niet gelijk" in words(visitor.post(choose, {"password": PASSWORD, "again": PASSWORD + "!"}))
    assert visitor.post(choose, {"password": PASSWORD, "again": PASSWORD})["Location"] == "/accounts/login/"
    entry = AuditEntry.objects.get(action="account.password_changed")
    assert (entry.actor_id, entry.detail, entry.municipality_id) == (user.pk, {"by_link": True}, town().pk)
    assert log_in(visitor, "nieuw").status_code == 302
    assert Client().get(link.removeprefix("http://localhost:8000")).status_code == 404, "a link works once"


def test_a_link_dies_with_a_newer_one_a_change_of_address_and_the_account(client, desk):
    client.post(f"{LIST}nieuw/", new())
    user = User.objects.get(username="nieuw")

    def alive(link):
        return Client().get(link.removeprefix("http://localhost:8000")).status_code == 302

    first = link_of(user)
    assert alive(first)
    client.post(f"{LIST}{user.pk}/wachtwoord/")
    assert not alive(first)
    user.refresh_from_db()
    second = link_of(user)
    client.post(f"{LIST}{user.pk}/gegevens/", {"display_name": "Nieuw", "email": "ander@example.org"})
    assert not alive(second)
    user.refresh_from_db()
    third = link_of(user)
    client.post(f"{LIST}{user.pk}/vertrek/", WITH)
    assert not alive(third)


def test_a_link_is_too_old_after_three_days(client, settings):
    client.post(f"{LIST}nieuw/", new())
    link = link_of(User.objects.get(username="nieuw")).removeprefix("http://localhost:8000")
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert Client().get(link).status_code == 404


@pytest.mark.parametrize("path", ["x/y", "ÿ/a-b", "MDE/cz2-abc", "%00/x", "a" * 5000 + "/b"])
def test_a_link_that_was_made_up_opens_nothing(path):
    assert Client().get(f"/account/wachtwoord/{path}/").status_code == 404
    assert Client().get("/account/wachtwoord/kiezen/").status_code == 404


def test_of_an_example_account_no_link_works_outside_the_example(settings):
    user = account(fictitious=True)
    link = link_of(user).removeprefix("http://localhost:8000")
    settings.DEMO = False
    assert Client().get(link).status_code == 404


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"username": "beheer"}, "al in gebruik"),
        ({"username": "Met Spatie"}, "kleine letters"),
        ({"username": "a\0b"}, ""),
        ({"username": "x" * 61}, ""),
        ({"display_name": "y" * 1_000_000}, ""),
        ({"email": "no address"}, ""),
        ({"role": "system"}, ""),
        ({"role": "partner"}, "Kies een organisatie"),
        ({"role": ""}, ""),
        ({"partner": "not-a-key"}, ""),
        ({"since": "2020-01-01"}, "verleden"),
        ({"since": "31-02-2026"}, ""),
        ({"until": "2020-01-01"}, "laatste dag"),
        ({"kind": "god"}, ""),
    ],
)
def test_what_is_refused_stands_in_the_form_with_what_was_typed(client, wrong, told):
    reply = client.post(f"{LIST}nieuw/", new(**wrong))
    assert reply.status_code in (409, 422)
    assert told in words(reply)
    assert 'class="problems"' in reply.content.decode()
    if "email" not in wrong:
        assert 'value="nieuw@example.org"' in reply.content.decode()
    assert not User.objects.filter(username="nieuw").exists()
    assert not mail.outbox


def test_a_form_sets_nothing_that_it_does_not_ask(client):
    client.post(
        f"{LIST}nieuw/", new(fictitious="on", is_active="", password="x", municipality=str(uuid4()), id=str(uuid4()))
    )
    user = User.objects.get(username="nieuw")
    assert (user.fictitious, user.is_active, user.has_usable_password()) == (False, True, False)
    assert user.assignments.get().municipality == town()


def test_a_partner_of_another_municipality_is_no_choice(client):
    other = make_partner(town("GM9001", "Elders"))
    assert client.post(f"{LIST}nieuw/", new(role="partner", partner=str(other.pk))).status_code == 422
    assert not User.objects.filter(username="nieuw").exists()


def test_moving_and_leaving_by_the_pages(client):
    user = account("inspecteur", "trafficking_officer")
    here = f"{LIST}{user.pk}/"
    today = moment.today().isoformat()
    client.post(f"{here}rol/", {"role": "council_member", "since": today, "reason": WHY})
    assert {row.role for row in user.assignments.all()} == {"trafficking_officer", "council_member"}
    reply = client.post(f"{here}rol/", {"role": "council_member", "since": today, "reason": WHY})
    assert (reply.status_code, "heeft deze rol al" in words(reply)) == (409, True)
    client.post(f"{here}overstap/", {"role": "council_clerk", "since": today, "reason": WHY})
    assert "Griffier" in words(client.get(here))
    row = user.assignments.get(role="council_clerk")
    client.post(f"{LIST}rollen/{row.pk}/einde/", WITH)
    assert "Zonder rol ziet dit account niets" in words(client.get(here))
    open_page = signed_in(user)
    assert "1 open sessie" in words(client.get(f"{here}vertrek/"))
    assert client.post(f"{here}vertrek/", WITH)["Location"] == here
    assert who(open_page) == ""
    assert "gesloten" in words(client.get(LIST))


def test_the_last_manager_is_told_why_not(client, desk):
    other = account("tweede-beheer", "administrator")
    account("privacy", "privacy_officer")
    client.post(f"{LIST}{other.pk}/vertrek/", WITH)
    row = desk.assignments.get()
    reply = client.post(f"{LIST}rollen/{row.pk}/einde/", WITH)
    assert reply.status_code == 409
    assert "kunt uw eigen account" in words(reply)
    assert "laatste die accounts kan beheren" in words(reply)
    assert desk.assignments.get().valid_to is None


def test_a_token_is_shown_once(client, desk):
    client.post(f"{LIST}nieuw/", new(kind="service", username="robot", email=""))
    robot = User.objects.get(username="robot")
    assert not mail.outbox
    page = f"{LIST}{robot.pk}/sleutel/"
    given = {"name": "zaaksysteem", "scope": ["observe.picture.view"], "expires": moment.today().isoformat()}
    reply = client.post(page, given)
    token = re.search(r"baken_[0-9a-f]{12}_[\w-]{43}", reply.content.decode()).group()
    assert "no-store" in reply["Cache-Control"]
    assert actor_for_token(f"Bearer {token}", moment.now()).permissions == {"observe.picture.view"}
    text = client.get(f"{LIST}{robot.pk}/").content.decode()
    assert token[:18] in text
    assert token not in text
    for wrong in (
        {"scope": ["decide.programme.manage"]},
        {"scope": []},
        {"expires": "9999-12-31"},
        {"expires": "2020-01-01"},
    ):
        assert client.post(page, {**given, **wrong}).status_code == 422
    client.post(f"{LIST}sleutels/{ServiceToken.objects.get().pk}/intrekken/")
    assert actor_for_token(f"Bearer {token}", moment.now()) is None
    assert "ingetrokken" in words(client.get(f"{LIST}{robot.pk}/"))


def account_of(name):
    return User.objects.get(username=name)


def pages_of(user, row, token):
    here = f"{LIST}{user.pk}/"
    reading = [
        LIST,
        f"{LIST}nieuw/",
        here,
        *(f"{here}{p}/" for p in ("gegevens", "rol", "overstap", "vertrek", "sleutel")),
    ]
    changing = [
        *(f"{here}{p}/" for p in ("wachtwoord", "tweede-stap")), f"{LIST}rollen/{row}/einde/",
        f"{LIST}sleutels/{token}/intrekken/",
    ]  # fmt: skip
    return reading, changing


def test_nobody_else_finds_these_pages_nor_those_of_another_municipality(client, desk):
    elsewhere = town("GM9001", "Elders")
    theirs = account("elders", "administrator", elsewhere)
    there = signed_in(theirs)
    there.post(f"{LIST}nieuw/", new(kind="service", username="robot", email=""))
    robot = User.objects.get(username="robot")
    given = {"name": "x", "scope": ["observe.picture.view"], "expires": moment.today().isoformat()}
    there.post(f"{LIST}{robot.pk}/sleutel/", given)
    token, row = ServiceToken.objects.get(), robot.assignments.get()
    reading, changing = pages_of(robot, row.pk, token.pk)
    for path in reading:
        assert there.get(path).status_code == 200, path
        if path not in (LIST, f"{LIST}nieuw/"):
            assert client.get(path).status_code == 404, path
    fg = account("fg", "data_protection_officer")
    others = [signed_in(fg), signed_in(account("adviseur")), client]
    for path in [*reading, *changing]:
        for somebody in others:
            if somebody is client and path in (LIST, f"{LIST}nieuw/"):
                continue
            assert somebody.post(path, new()).status_code in (404, 405), path
    for path in reading:
        if path != LIST:
            assert signed_in(fg).get(path).status_code == 404, path
        assert signed_in(account_of("adviseur")).get(path).status_code == 404, path
        assert Client().get(path)["Location"].startswith("/accounts/login/"), path
    token.refresh_from_db()
    assert token.revoked_at is None
    assert RoleAssignment.objects.get(pk=row.pk).valid_to is None
    for key in (uuid4(), "not-a-key"):
        assert client.get(f"{LIST}{key}/").status_code == 404


@pytest.mark.parametrize("role", ["data_protection_officer", "privacy_officer"])
@pytest.mark.parametrize("recent", [True, False])
def test_supervision_reads_accounts_and_opens_no_form(desk, role, recent):
    user = account("inspecteur", "inspector")
    robot = account("robot", "inspector", kind=Kind.SERVICE)
    signed_in(desk).post(
        f"{LIST}{robot.pk}/sleutel/",
        {"name": "zaaksysteem", "scope": ["observe.picture.view"], "expires": moment.today().isoformat()},
    )
    token, row = ServiceToken.objects.get(), robot.assignments.get()
    client = signed_in(account("toezicht", role), confirmed=recent)
    shown = [client.get(path) for path in (LIST, f"{LIST}{user.pk}/", f"{LIST}{robot.pk}/", f"{LIST}?zoek=inspec")]
    for reply in shown:
        assert reply.status_code == 200
        page = reply.content.decode()
        assert 'method="post" action="/toezicht/accounts/' not in page
        assert not re.search(r"/toezicht/accounts/[^\"']*(nieuw|gegevens|rol|overstap|vertrek|sleutel)/", page)
    assert "Inspecteur" in words(shown[0])
    assert "zaaksysteem" in words(shown[2])
    reading, changing = pages_of(robot, row.pk, token.pk)
    for path in reading:
        if path not in (LIST, f"{LIST}{robot.pk}/"):
            assert client.get(path).status_code == 404, path
    for path in [*reading, *changing]:
        assert client.post(path, new()).status_code in (404, 405), path
    token.refresh_from_db()
    assert token.revoked_at is None
    assert not User.objects.filter(username="nieuw").exists()


@pytest.mark.parametrize("role", ["data_protection_officer", "privacy_officer"])
def test_supervision_finds_no_account_of_another_municipality(role):
    theirs = account("elders", "mayor", town("GM9001", "Elders"))
    client = signed_in(account("toezicht", role))
    assert "Elders" not in words(client.get(LIST))
    assert client.get(f"{LIST}{theirs.pk}/").status_code == 404


def test_whoever_manages_accounts_sees_them_also_where_the_matrix_took_the_seeing_away(client):
    change = MatrixChange(municipality=town(), role="administrator", permission="access.account.view", granted=False)
    do(change.save)
    assert client.get(LIST).status_code == 200
    assert client.get(f"{LIST}nieuw/").status_code == 200


def test_what_cannot_be_undone_asks_who_one_is_first(desk):
    user = account("inspecteur", "inspector")
    client = signed_in(desk, confirmed=False)
    here = f"{LIST}{user.pk}/"
    for path in (f"{here}vertrek/", f"{here}overstap/", f"{here}rol/", f"{here}gegevens/", f"{LIST}nieuw/"):
        assert "Bevestig dat u het bent" in words(client.get(path)), path
    assert "Bevestig dat u het bent" in words(client.post(f"{here}vertrek/"))
    user.refresh_from_db()
    assert user.is_active
    confirm(client, desk)
    client.post(f"{here}vertrek/", WITH)
    user.refresh_from_db()
    assert not user.is_active


def test_an_account_stays_when_its_mail_cannot_go(desk, settings, transactional_db):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 9, 1
    client = signed_in(desk)
    reply = client.post(f"{LIST}nieuw/", new(), follow=True)
    assert "niet verstuurd" in words(reply)
    assert User.objects.filter(username="nieuw").exists()
