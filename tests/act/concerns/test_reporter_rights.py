# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A reporter's own details: seen, corrected and erased by who keeps the sources, and by nobody who handles the signal."""

from __future__ import annotations

from typing import Any

import pytest

from baken.access.facade import GuardedRecord, opened
from baken.act.concerns.models import Concern, ReleaseRequest, Reporter
from baken.act.concerns.reporting import receipts
from baken.act.concerns.reporting.reports import Contact
from baken.act.concerns.source import rights
from baken.kernel.errors import Denied, Refused
from baken.kernel.models import AuditEntry
from baken.privacy.facade import DataRequest, add_request, step_request
from tests.kernel.towns import do as change

from .builders import World
from .sharing_builders import released, slugs

WHO_TOLD = Contact(name="Wilhelmina Zonneveldt", email="zonneveldt@melder.example", phone="0698765432", wants_mail=True)
URL = "/uitvoeren/signalen/herkomst/melder/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def told(world: World) -> Concern:
    return world.admitted("undermining", contact=WHO_TOLD)


def asked(world: World, kind: str, *, taken_up: bool = True) -> str:
    """Return the number of a request of the reporter."""
    officer = world.actor("privacy")
    row: DataRequest = add_request(
        actor=officer, at=world.now, municipality=world.municipality, kind=kind, received_on=world.now.date(),
        handler="privacy officer", name="W. Zonneveldt",
    )  # fmt: skip
    if taken_up:
        row = step_request(actor=officer, at=world.now, request=row, seen=row.version, name="take_up")
    return row.reference


def code_of(world: World, concern: Concern) -> str:
    with opened(world.system, system=True):
        return receipts.shown(Concern.objects.get(pk=concern.pk).receipt_code)


def do(world: World, what: Any, request: str, report: str, who: str = "keeper", **more: Any) -> Any:
    return what(actor=world.actor(who), at=world.now, request=request, report=report, **more)


def kept(world: World) -> list[tuple[str, str, str, bool]]:
    with opened(world.system, system=True):
        return [(row.name, row.email, row.phone, row.wants_mail) for row in Reporter.objects.all()]


def test_the_keeper_finds_them_by_number_or_code_and_that_is_written_down(world: World, told: Concern) -> None:
    request = asked(world, "access")
    for report in (told.reference, told.reference.lower(), code_of(world, told)):
        shown = do(world, rights.see, request, report)
        assert (shown.name, shown.email, shown.phone) == (WHO_TOLD.name, WHO_TOLD.email, WHO_TOLD.phone)
        assert shown.asked_by == "W. Zonneveldt", "to compare with"
    rows = AuditEntry.objects.filter(action="source.read_for_reporter")
    assert [row.purpose for row in rows] == ["source_protection"] * 3
    assert "Zonneveldt" not in str([row.detail for row in rows])


@pytest.mark.parametrize("name", ["coordinator", "port", "officer", "police", "privacy", "fg"])
def test_nobody_else_does(world: World, told: Concern, name: str) -> None:
    request = asked(world, "erasure")
    for what in (rights.see, rights.erase):
        with pytest.raises(Denied):
            do(world, what, request, told.reference, name)
    assert len(kept(world)) == 1


def test_without_a_request_that_is_being_handled_nothing_opens(world: World, told: Concern) -> None:
    for request in ("", "V-2026-999", asked(world, "access", taken_up=False)):
        with pytest.raises(Refused) as refused:
            do(world, rights.see, request, told.reference)
        assert slugs(refused) == {"request"}


def test_a_report_without_reporter_and_one_that_is_not_there_are_the_same(world: World, told: Concern) -> None:
    request, nameless = asked(world, "access"), world.admitted("undermining")
    answers = set()
    for report in (nameless.reference, code_of(world, nameless), "2026-ZZZZ-ZZZZ", "AAAA-AAAA-AAAA-AAAA", "x", ""):
        with pytest.raises(Refused) as refused:
            do(world, rights.see, request, report)
        answers.add(tuple((one.slug, str(one.text)) for one in refused.value.reasons))
    assert len(answers) == 1


def test_each_is_done_for_the_request_that_asks_it(world: World, told: Concern) -> None:
    see = asked(world, "access")
    for what, more in ((rights.correct, {"name": "X", "email": "", "phone": ""}), (rights.erase, {})):
        with pytest.raises(Refused) as refused:
            do(world, what, see, told.reference, **more)
        assert slugs(refused) == {"kind"}
    fix = asked(world, "rectification")
    for wrong, slug in (
        ({"name": " ", "email": "", "phone": ""}, "nothing"),
        ({"name": "", "email": "a@b.nl, c@d.nl", "phone": ""}, "email"),
        ({"name": "x" * 201, "email": "", "phone": ""}, "contact"),
    ):
        with pytest.raises(Refused) as refused:
            do(world, rights.correct, fix, told.reference, **wrong)
        assert slugs(refused) == {slug}
    do(world, rights.correct, fix, told.reference, name="Wil Zonneveld", email="", phone="0611111111")
    assert kept(world) == [("Wil Zonneveld", "", "0611111111", False)], "no mail goes where there is no address"


def test_erased_they_are_gone_with_who_asked_for_them_and_the_signal_stays(world: World, told: Concern) -> None:
    released(world, told)
    other = world.admitted("undermining", contact=Contact(name="Een ander mens"))
    do(world, rights.erase, asked(world, "erasure"), code_of(world, told))
    with opened(world.system, system=True):
        assert [row.name for row in Reporter.objects.all()] == ["Een ander mens"]
        assert not ReleaseRequest.objects.exists()
        assert not GuardedRecord.objects.filter(kind="concern.reporter").exclude(reporter__isnull=False).exists()
        stays = Concern.objects.get(pk=told.pk)
        assert not stays.has_reporter
        assert stays.receipt, "with the code one still comes back"
        assert Concern.objects.get(pk=other.pk).has_reporter
    assert AuditEntry.objects.filter(action="source.erased").count() == 1


def test_what_is_held_stays(world: World, told: Concern) -> None:
    change(lambda: GuardedRecord.objects.filter(reporter__isnull=False).update(hold=True), world.municipality)
    with pytest.raises(Refused):
        do(world, rights.erase, asked(world, "erasure"), told.reference)
    assert len(kept(world)) == 1


def test_the_page_shows_them_in_its_answer_only(world: World, told: Concern, client_of: Any) -> None:
    keeper, request = client_of("keeper"), asked(world, "erasure")
    assert WHO_TOLD.email not in keeper.get(URL).content.decode()
    wrong = keeper.post(URL, {"stap": "see", "request": request, "report": "niets"})
    assert wrong.status_code == 422
    found = keeper.post(URL, {"stap": "see", "request": request, "report": told.reference})
    page = found.content.decode()
    assert WHO_TOLD.email in page
    assert "Wis deze gegevens" in page
    assert "Bewaar de verbetering" not in page, "that is another request"
    assert "no-store" in found["Cache-Control"]
    assert WHO_TOLD.email not in keeper.get(URL).content.decode()
    gone = keeper.post(URL, {"stap": "erase", "request": request, "report": told.reference})
    assert gone.status_code == 302
    assert kept(world) == []
    for name in ("coordinator", "port", "police", "privacy"):
        assert client_of(name).get(URL).status_code == 404
        assert client_of(name).post(URL, {"request": request, "report": told.reference}).status_code == 404
