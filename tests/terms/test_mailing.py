# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Mail on terms: for who asked for it, once a day, with numbers and a link; never which terms, or of what."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.utils import timezone

from baken.kernel.errors import Refused
from baken.terms import mailing
from baken.terms.models import TermMail
from tests.act.desks import Desks, build
from tests.plugins.remembered import remembered_world
from tests.terms.test_deputies import name
from tests.terms.test_desk_terms import agreed, kind, measure

pytestmark = pytest.mark.django_db
__all__ = ["kind"]
TOWN = ZoneInfo("Europe/Amsterdam")


@pytest.fixture
def world(db: None, monkeypatch: pytest.MonkeyPatch) -> Desks:
    monkeypatch.setattr(mailing, "_done", {})
    made = remembered_world("desks", build)
    for who in ("adviser", "mayor"):
        made.users[who].email = f"{who}@example.org"
        made.users[who].save()
    return made


def workday(world: Desks, hour: int = 7, *, monday: bool = False) -> datetime:
    """A working day after the world was made; a Monday where that is asked, else a day that isn't."""
    day = timezone.localdate(world.now) + timedelta(days=1)
    while not mailing.DutchCalendar().is_working_day(day) or (day.weekday() == 0) != monday:
        day += timedelta(days=1)
    return datetime(day.year, day.month, day.day, hour, tzinfo=TOWN)


def ask(world: Desks, who: str = "adviser", often: str = "daily") -> Any:
    return mailing.set_mail(actor=world.actor(who), at=world.now, often=often)


def run(at: datetime) -> list[Any]:
    """One run of the worker, as another process would do it; return what it sent."""
    mailing._done.clear()
    mail.outbox.clear()
    mailing.nightly(at)
    return list(mail.outbox)


def test_it_tells_how_many_and_nothing_of_what(world: Desks) -> None:
    file = measure(world)
    agreed(world, file, -20, -30, 8, 9, 10)
    ask(world)
    (told,) = run(workday(world))
    assert told.to == ["adviser@example.org"]
    assert "U hebt 2 termijnen die zijn gemist." in told.body
    assert "U hebt 3 termijnen die binnen tien werkdagen eindigen." in told.body
    assert "/termijnen/?wie=mij" in told.body
    for secret in (file.reference, "Proef", "proeftermijn", "dag 8", "maatregel"):
        assert secret not in told.body + told.subject


def test_once_a_day_and_not_at_night(world: Desks) -> None:
    agreed(world, measure(world), -20)
    ask(world)
    at = workday(world)
    assert run(at.replace(hour=3)) == []
    assert len(run(at)) == 1
    assert run(at.replace(hour=15)) == []
    assert len(run(datetime.combine(_next(at.date()), at.timetz()))) == 1


def _next(day: date) -> date:
    found = day + timedelta(days=1)
    while not mailing.DutchCalendar().is_working_day(found):
        found += timedelta(days=1)
    return found


def test_weekly_is_on_monday(world: Desks) -> None:
    agreed(world, measure(world), -20)
    ask(world, often="weekly")
    assert run(workday(world)) == []
    assert len(run(workday(world, monday=True))) == 1


def test_nobody_is_mailed_who_did_not_ask_or_has_nothing_that_waits(world: Desks) -> None:
    ask(world)
    assert run(workday(world)) == []
    assert TermMail.objects.get().last_on is not None
    agreed(world, measure(world), -20)
    ask(world, often="")
    assert run(_later(workday(world))) == []


def _later(at: datetime) -> datetime:
    return datetime.combine(_next(at.date()), at.timetz())


def test_a_deputy_is_told_too_and_only_of_what_he_may_see(world: Desks) -> None:
    agreed(world, measure(world), -20)
    ask(world, "mayor")
    assert run(workday(world)) == []
    name(world, until=60)
    (told,) = run(_later(workday(world)))
    assert told.to == ["mayor@example.org"]


def test_who_left_or_lost_the_right_is_not_mailed(world: Desks) -> None:
    agreed(world, measure(world), -20)
    ask(world)
    world.users["adviser"].is_active = False
    world.users["adviser"].save()
    assert run(workday(world)) == []


def test_a_mail_that_fails_is_told_in_the_log_and_ends_no_other(
    world: Desks, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    agreed(world, measure(world), -20)
    agreed(world, measure(world), -20, owner_role="mayor")
    ask(world)
    ask(world, "mayor")
    sent = mailing.EmailMessage.send

    def send(message: Any, *args: Any, **more: Any) -> int:
        if message.to == ["adviser@example.org"]:
            raise ConnectionRefusedError
        return int(sent(message, *args, **more))

    monkeypatch.setattr(mailing.EmailMessage, "send", send)
    assert [one.to for one in run(workday(world))] == [["mayor@example.org"]]
    assert "could not be sent" in caplog.text


def test_without_an_address_it_is_refused(world: Desks) -> None:
    with pytest.raises(Refused):
        ask(world, "bibob")
    assert not TermMail.objects.exists()


def test_the_page_sets_and_ends_it(world: Desks, client: Any) -> None:
    client.force_login(world.users["adviser"], backend="baken.access.login.backends.AccountBackend")
    assert "geen mail over uw termijnen" in client.get("/termijnen/mail/").content.decode()
    assert client.post("/termijnen/mail/", {"often": "weekly"}).status_code == 302
    assert TermMail.objects.get().often == "weekly"
    assert "U krijgt mail over uw termijnen" in client.get("/termijnen/mail/").content.decode()
    assert client.post("/termijnen/mail/", {"often": "hourly"}).status_code == 422
    assert client.post("/termijnen/mail/", {"often": ""}).status_code == 302
    assert not TermMail.objects.exists()


def test_it_is_told_in_the_readers_language(world: Desks) -> None:
    agreed(world, measure(world), -20)
    world.users["adviser"].language = "en"
    world.users["adviser"].save()
    ask(world)
    (told,) = run(workday(world))
    assert told.subject
