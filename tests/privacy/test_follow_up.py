# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A read that stays unexplained isn't left at that: what follows, who does it, by when, and what was done."""

from datetime import timedelta

import pytest

from baken.kernel.errors import Denied
from baken.kernel.models import AuditEntry
from baken.privacy.models import ReadReview
from baken.privacy.reads import actions as reads

from .builders import account, read_of, record, slugs
from .conftest import NOW, TODAY


@pytest.fixture
def officer(actor):
    return actor("privacy_officer")


@pytest.fixture
def asked(town, officer, actor):
    read_of(actor("inspector"), record(town, "2026-0009", closed=None), NOW.replace(hour=2))
    reads.look(actor=officer, at=NOW, municipality=town)
    return reads.ask(actor=officer, at=NOW, review=ReadReview.objects.get())


def sent(asked, **more):
    return {
        "outcome": "unexplained", "note": "Geen reden.", "version": asked.version, "follow_up": "breach",
        "follow_up_who": "privacy officer", "follow_up_by": str(TODAY + timedelta(days=3)), **more,
    }  # fmt: skip


def test_without_a_follow_up_it_isn_t_settled(officer, asked):
    whole = {"actor": officer, "at": NOW, "review": asked, "explained": False, "note": "Geen reden."}
    assert slugs(lambda: reads.settle(**whole)) == {"no_follow_up"}
    assert slugs(lambda: reads.settle(**whole, follow_up="talk", who=" ", by=TODAY)) == {"no_follow_up"}
    assert slugs(lambda: reads.settle(**whole, follow_up="nonsense", who="x", by=TODAY)) == {"no_follow_up"}
    assert ReadReview.objects.get().status == "asked"


def test_what_is_explained_has_none(officer, asked):
    done = reads.settle(
        actor=officer, at=NOW, review=asked, explained=True, note="Hoorde bij het werk.", follow_up="talk", who="x",
        by=TODAY,
    )  # fmt: skip
    assert (done.follow_up, done.follow_up_by) == ("", None)
    assert slugs(lambda: reads.follow_up_done(actor=officer, at=NOW, review=done, note="Niets.")) == {"nothing_open"}


def test_the_form_asks_for_all_three(asked, logged_in):
    client, url = logged_in("privacy_officer"), f"/toezicht/inzage/{asked.pk}/"
    for name in ("follow_up", "follow_up_who", "follow_up_by"):
        reply = client.post(url, sent(asked, **{name: ""}))
        assert reply.status_code == 422, name
    assert client.post(url, sent(asked)).status_code == 302
    review = ReadReview.objects.get()
    assert (review.status, review.follow_up, review.follow_up_who) == ("unexplained", "breach", "privacy officer")


def test_it_stays_in_sight_until_it_is_done(asked, logged_in, monkeypatch):
    from baken.kernel import moment

    client, url = logged_in("privacy_officer"), f"/toezicht/inzage/{asked.pk}/"
    client.post(url, sent(asked))
    assert "vervolg staat open" in client.get("/toezicht/").content.decode()
    assert "Bij één onverklaarde inzage staat het vervolg open" in client.get("/toezicht/inzage/").content.decode()
    page = client.get(url).content.decode()
    assert "Melding als datalek" in page
    assert "27 nov 2026" in page
    assert "staat open" in page
    monkeypatch.setattr(moment, "today", lambda: TODAY + timedelta(days=10))
    assert "te laat" in client.get(url).content.decode()
    review = ReadReview.objects.get()
    assert client.post(f"{url}vervolg/", {"note": "", "version": review.version}).status_code == 422
    assert client.post(f"{url}vervolg/", {"note": "Gemeld.", "version": 99}).status_code == 409
    assert client.post(f"{url}vervolg/", {"note": "Gemeld bij de AP.", "version": review.version}).status_code == 302
    page = client.get(url).content.decode()
    assert "Gemeld bij de AP." in page
    assert "afgerond" in page
    assert "vervolg staat open" not in client.get("/toezicht/").content.decode()
    (stored,) = ReadReview.objects.values_list("follow_up_note", flat=True)
    assert "Gemeld" not in stored
    assert AuditEntry.objects.get(action="read.followed_up").detail == {"follow_up": "breach"}


def test_nobody_follows_up_on_oneself_and_the_fg_looks_along(town, officer, asked, actor, logged_in):
    reads.settle(
        actor=officer, at=NOW, review=asked, explained=False, note="Geen reden.", follow_up="talk", who="directeur", by=TODAY
    )  # fmt: skip
    review = ReadReview.objects.get()
    with pytest.raises(Denied):
        reads.follow_up_done(actor=actor("data_protection_officer"), at=NOW, review=review, note="x")
    page = logged_in("data_protection_officer").get(f"/toezicht/inzage/{review.pk}/").content.decode()
    assert "Een gesprek met de lezer" in page
    assert "Rond af" not in page
    own = account(town, "privacy_officer", name="zelf")
    from baken.access.facade import actor_for

    read_of(
        actor_for(own, on=TODAY, at=NOW, municipality_id=town.id), record(town, "2026-0010", closed=None),
        NOW.replace(hour=3),
    )  # fmt: skip
    reads.look(actor=officer, at=NOW, municipality=town)
    mine = reads.ask(actor=officer, at=NOW, review=ReadReview.objects.get(reader=own))
    reads.settle(actor=officer, at=NOW, review=mine, explained=False, note="-", follow_up="talk", who="x", by=TODAY)
    me = actor_for(own, on=TODAY, at=NOW, municipality_id=town.id)
    late = ReadReview.objects.get(pk=mine.pk)
    assert slugs(lambda: reads.follow_up_done(actor=me, at=NOW, review=late, note="Klaar.")) == {"own_read"}
