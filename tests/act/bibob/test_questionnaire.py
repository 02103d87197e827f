# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The questionnaire: a link for the subject, saved half, sent in once, judged; a link that doesn't work tells nothing."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest
from django.test import Client

from baken.access.facade import opened
from baken.act.bibob.models import Questionnaire, Scope, Screening, ScreeningPaper
from baken.act.bibob.policies import PURPOSE
from baken.act.bibob.questionnaire import asked, limits, public, rules, sending
from baken.kernel.errors import Denied, Refused
from baken.kernel.models.audit import AuditEntry, AuditPersonal
from baken.kernel.rate_limits import Limit
from baken.privacy.models import ProcessingRecord

from .builders import World

pytestmark = pytest.mark.django_db


def send(world: World, screening: Screening, who: str = "bibob", **more: Any) -> sending.Sent:
    actor = world.actor(who)
    with opened(actor, PURPOSE):
        screening = world.again(screening)
        return sending.send(
            actor=actor, at=world.now, purpose=PURPOSE, screening=screening, seen=screening.version,
            **{"to": "aan de balie", **more},
        )  # fmt: skip


def judge(world: World, screening: Screening, complete: bool, **more: Any) -> Screening:
    actor = world.actor("bibob")
    screening = world.again(screening)
    with opened(actor, PURPOSE):
        row = sending.current(screening)
        assert row is not None
        return sending.judge(
            actor=actor, at=world.now, purpose=PURPOSE, screening=screening, seen=screening.version, questionnaire=row,
            complete=complete, **more,
        )  # fmt: skip


def row_of(world: World, screening: Screening) -> Questionnaire:
    with opened(world.system, system=True):
        found = sending.current(screening)
    assert found is not None
    return found


def path(sent: sending.Sent) -> str:
    return f"/bibob/vragenlijst/{sent.token}/"


def filled(scope: str) -> dict[str, Any]:
    """A form with every required question answered, shortest first."""
    given: dict[str, Any] = {}
    for question in asked.questions(asked.for_scope(scope)):
        name, kind = f"v_{question['slug']}", question["kind"]
        if not question.get("required") or question.get("when"):
            continue
        if kind == asked.ROWS:
            given[f"{name}__0__{question['columns'][0]['slug']}"] = "J. Voorbeeld"
        elif kind == asked.YESNO:
            given[name] = "no"
        elif kind in (asked.CHOICE, asked.MANY):
            given[name] = {"sources": "business", "premises": "own"}.get(
                question["slug"], question.get("options", [{}])[0].get("slug")
            )
        else:
            given[name] = "1"
    return given


def post(world: World, screening: Screening, sent: sending.Sent, **typed: Any) -> Any:
    return Client().post(path(sent), {"version": row_of(world, screening).version, **typed})


def test_only_the_hash_of_a_link_is_kept(world: World) -> None:
    sent = send(world, world.screening())
    assert len(sent.token) == 43
    row = row_of(world, sent.questionnaire.screening)
    assert row.token_digest == hashlib.sha256(sent.token.encode()).hexdigest()
    with opened(world.system, system=True):
        assert sent.token not in json.dumps(list(Questionnaire.objects.values()), default=str)


def test_sending_takes_the_step_and_mails_nothing_of_the_file(
    world: World, django_capture_on_commit_callbacks: Any
) -> None:
    screening = world.screening()
    with django_capture_on_commit_callbacks(execute=True):
        sent = send(world, screening, mail="iemand@example.org")
    assert world.again(screening).status == "questions"
    (message,) = mail.outbox
    assert sent.token in message.body
    for secret in (
        screening.subject,
        screening.reference,
        "Bibob",
        "Café",
        "vergunning",
        screening.standing.application,
    ):
        assert secret not in message.subject + message.body.replace(path(sent), "")


def test_reasons_against_sending(world: World) -> None:
    screening = world.screening()
    with pytest.raises(Refused) as refused:
        send(world, screening, to="", mail="", days=3)
    assert [one.slug for one in refused.value.reasons] == ["to", "days"]
    with pytest.raises(Refused) as refused:
        send(world, screening, mail="geen adres")
    assert [one.slug for one in refused.value.reasons] == ["mail"]
    with pytest.raises(Refused) as refused:
        send(world, world.screening("weighing"))
    assert [one.slug for one in refused.value.reasons] == ["status"]
    for who in ("permits", "mayor", "coordinator"):
        with pytest.raises(Denied):
            send(world, screening, who)


def test_a_page_without_cookie_cache_referrer_or_index(world: World) -> None:
    answer = Client().get(path(send(world, world.screening())))
    assert answer.status_code == 200
    assert not answer.cookies
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "noindex" in answer["X-Robots-Tag"]
    assert "no-store" in answer["Cache-Control"]
    assert "<script" not in answer.content.decode()


def test_it_speaks_english(world: World) -> None:
    sent = send(world, world.screening())
    told = Client().get(f"{path(sent)}?taal=en")
    assert told["Content-Language"] == "en"
    assert "Who is involved?" in told.content.decode()
    assert "Wie zijn erbij betrokken?" in Client().get(path(sent)).content.decode()


def test_saved_half_and_read_by_nobody_else(world: World, client_of: Any) -> None:
    screening = world.screening()
    sent = send(world, screening)
    answer = post(world, screening, sent, v_name="Half Ingevuld", save="1")
    assert answer.status_code == 302
    assert "Half Ingevuld" in Client().get(path(sent)).content.decode()
    row = row_of(world, screening)
    assert row.returned_at is None
    page = client_of("bibob").get(f"/uitvoeren/bibob/{screening.reference}/vragenlijst/{row.pk}/")
    assert page.status_code == 404
    assert "Half Ingevuld" not in client_of("bibob").get(screening.get_absolute_url()).content.decode()


def test_another_window_is_told(world: World) -> None:
    screening = world.screening()
    sent = send(world, screening)
    version = row_of(world, screening).version
    assert post(world, screening, sent, v_name="Een", save="1").status_code == 302
    answer = Client().post(path(sent), {"version": version, "v_name": "Twee", "save": "1"})
    assert answer.status_code == 422
    assert "ander venster" in answer.content.decode()
    assert "Twee" in answer.content.decode()
    again = re.search(r'name="version" value="(\d+)"', answer.content.decode())
    assert again is not None
    assert Client().post(path(sent), {"version": again[1], "v_name": "Twee", "save": "1"}).status_code == 302


@pytest.mark.parametrize("scope", Scope.values)
def test_sent_in_once_then_a_receipt(world: World, client_of: Any, scope: str) -> None:
    screening = world.screening(scope=scope)
    sent = send(world, screening)
    typed = filled(scope)
    answer = post(world, screening, sent, send="1", **{**typed, "v_name": ""})
    assert answer.status_code == 422
    assert "Beantwoord deze vraag." in answer.content.decode()
    assert row_of(world, screening).returned_at is None
    assert post(world, screening, sent, send="1", **{**typed, "v_name": "Stichting Voorbeeld"}).status_code == 302
    told = Client().get(path(sent)).content.decode()
    assert "Uw antwoorden zijn ontvangen" in told
    assert "Stichting Voorbeeld" not in told
    post(world, screening, sent, save="1", v_name="Te laat")
    row = row_of(world, screening)
    assert "Te laat" not in row.answers + row.draft
    page = client_of("bibob").get(f"/uitvoeren/bibob/{screening.reference}/vragenlijst/{row.pk}/")
    assert "Stichting Voorbeeld" in page.content.decode()


def test_what_depends_on_an_answer_is_asked_with_it(world: World) -> None:
    screening = world.screening()
    sent = send(world, screening)
    typed = {**filled("permit"), "v_convicted": "yes"}
    answer = post(world, screening, sent, send="1", **typed)
    assert answer.status_code == 422
    assert (
        post(
            world, screening, sent, send="1", **typed, v_convicted_what="2023, heling", v_pending_what="niets"
        ).status_code
        == 302
    )
    answers = json.loads(row_of(world, screening).answers)
    assert answers["convicted_what"] == "2023, heling"
    assert "pending_what" not in answers


def test_papers_are_looked_at_sealed_and_can_be_taken_out(world: World, client_of: Any) -> None:
    screening = world.screening()
    sent = send(world, screening)
    bad = SimpleUploadedFile("x.exe", b"MZ\x90\x00" * 10)
    answer = post(world, screening, sent, save="1", v_name="Blijft staan", papers=bad)
    assert answer.status_code == 422
    assert "Blijft staan" in answer.content.decode()
    good = SimpleUploadedFile("jaarcijfers.txt", b"omzet 2025: verzonnen")
    assert post(world, screening, sent, save="1", papers=good).status_code == 302
    with opened(world.system, system=True):
        (paper,) = ScreeningPaper.objects.all()
    assert paper.from_subject
    assert paper.questionnaire_id == row_of(world, screening).pk
    assert "jaarcijfers.txt" in Client().get(path(sent)).content.decode()
    assert post(world, screening, sent, remove=str(paper.pk)).status_code == 302
    with opened(world.system, system=True):
        assert not ScreeningPaper.objects.exists()
    assert post(world, screening, sent, remove="geen").status_code == 404
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("baken.act.bibob.questionnaire.returning.MOST_PAPERS", 0)
        refused = post(world, screening, sent, save="1", papers=SimpleUploadedFile("a.txt", b"a"))
    assert refused.status_code == 422


def test_the_coordinator_opens_a_paper_once_it_was_sent_in(world: World, client_of: Any) -> None:
    screening = world.screening()
    sent = send(world, screening)
    post(world, screening, sent, save="1", papers=SimpleUploadedFile("jaarcijfers.txt", b"omzet 2025: verzonnen"))
    with opened(world.system, system=True):
        (paper,) = ScreeningPaper.objects.all()
    file = f"/uitvoeren/bibob/{screening.reference}/"
    url = f"{file}stukken/{paper.pk}/"
    assert "jaarcijfers.txt" not in client_of("bibob").get(file).content.decode()
    assert client_of("bibob").get(url).status_code == 404
    assert post(world, screening, sent, send="1", **filled("permit")).status_code == 302
    assert "jaarcijfers.txt" in client_of("bibob").get(file).content.decode()
    assert client_of("bibob").get(url).status_code == 200


def test_what_was_never_sent_in_is_not_kept(world: World) -> None:
    screening = world.screening()
    first = send(world, screening)
    post(world, screening, first, save="1", v_name="Half ingevuld", papers=SimpleUploadedFile("a.txt", b"half"))
    old = row_of(world, screening)
    send(world, screening)
    assert "Half ingevuld" in row_of(world, screening).draft  # the new link goes on with it
    with opened(world.system, system=True):
        assert Questionnaire.objects.get(pk=old.pk).draft == ""
        assert ScreeningPaper.objects.count() == 1
    world.act(screening, "stop", reason="De aanvraag is ingetrokken.")
    assert row_of(world, screening).draft == ""
    with opened(world.system, system=True):
        assert not ScreeningPaper.objects.exists()


def test_papers_may_be_as_large_as_the_form_says(world: World) -> None:
    """Without an account more than a few megabytes isn't taken elsewhere; here the link is looked up first."""
    screening = world.screening()
    sent = send(world, screening)
    assert post(world, screening, sent, save="1", papers=large()).status_code == 302
    with opened(world.system, system=True):
        assert ScreeningPaper.objects.get().size > settings.DATA_UPLOAD_MAX_MEMORY_SIZE


def test_of_too_much_and_by_a_dead_link_nothing_is_read(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    sent = send(world, world.screening())
    monkeypatch.setattr(HttpRequest, "_load_post_and_files", lambda _request: pytest.fail("read what was sent"))
    assert Client().post(f"/bibob/vragenlijst/{rules.new_token()}/", {"papers": large()}).status_code == 404
    monkeypatch.setattr(public, "MOST_SENT", 1_000_000)
    told = Client().post(path(sent), {"papers": large()})
    assert told.status_code == 413
    assert told["Referrer-Policy"] == "no-referrer"
    assert "stuur minder of kleinere bestanden" in told.content.decode()


def large() -> SimpleUploadedFile:
    return SimpleUploadedFile("jaarcijfers.txt", b"omzet 2025: verzonnen\n" * 300_000)


def test_incomplete_opens_the_same_link_with_what_misses(world: World) -> None:
    screening = world.screening(days_ago=5)
    sent = send(world, screening)
    with pytest.raises(Refused):
        judge(world, screening, True)
    post(world, screening, sent, send="1", **filled("permit"))
    with pytest.raises(Refused):
        judge(world, screening, False, missing=" ", until=world.day() + timedelta(days=10))
    moved = judge(world, screening, False, missing="De leningsovereenkomst.", until=world.day() + timedelta(days=10))
    assert moved.status == "incomplete"
    told = Client().get(path(sent)).content.decode()
    assert "De leningsovereenkomst." in told
    assert 'value="J. Voorbeeld"' in told
    assert post(world, screening, sent, send="1", **filled("permit")).status_code == 302
    assert judge(world, screening, True).status == "investigating"
    assert Client().get(path(sent)).status_code == 200


def test_a_new_link_takes_the_place_of_the_old(world: World) -> None:
    screening = world.screening()
    first = send(world, screening)
    post(world, screening, first, save="1", v_name="Blijft", papers=SimpleUploadedFile("a.txt", b"a"))
    second = send(world, screening)
    assert Client().get(path(first)).status_code == 404
    told = Client().get(path(second)).content.decode()
    assert "Blijft" in told
    assert "a.txt" in told


def dead(world: World) -> dict[str, str]:
    """Links that lead nowhere, each for another reason."""
    revoked, late, stopped = (world.screening(days_ago=5) for _each in range(3))
    sents = [send(world, one) for one in (revoked, late, stopped)]
    actor = world.actor("bibob")
    with opened(actor, PURPOSE):
        sending.revoke(
            actor=actor, at=world.now, purpose=PURPOSE, screening=revoked, questionnaire=row_of(world, revoked)
        )  # fmt: skip
    from tests.kernel.towns import do

    def expire() -> None:
        row = sending.current(late)
        assert row is not None
        row.valid_until = world.now - timedelta(seconds=1)
        row.save()

    with opened(world.system, system=True):
        do(expire, world.municipality)
    world.act(stopped, "stop", reason="aanvraag ingetrokken")
    return {
        "revoked": path(sents[0]), "expired": path(sents[1]), "stopped": path(sents[2]),
        "unknown": f"/bibob/vragenlijst/{rules.new_token()}/", "malformed": "/bibob/vragenlijst/abc/",
        "digest": f"/bibob/vragenlijst/{row_of(world, stopped).token_digest}/",
    }  # fmt: skip


def test_whatever_is_wrong_with_a_link_the_answer_is_the_same(world: World) -> None:
    told = {}
    for number, (name, url) in enumerate(dead(world).items()):
        browser = Client(REMOTE_ADDR=f"198.51.100.{number}")
        got = browser.get(url)
        headers = {header: value for header, value in got.headers.items() if header != "Expires"}
        told[name] = (got.status_code, got.content, sorted(headers.items()))
        posted = browser.post(url, {"version": 1, "v_name": "x", "save": "1"})
        assert (posted.status_code, posted.content) == (got.status_code, got.content)
    assert len(set(map(str, told.values()))) == 1
    assert next(iter(told.values()))[0] == 404


def test_guessing_is_slow(world: World) -> None:
    sent = send(world, world.screening())
    for _guess in range(limits.LINKS.failures.times):
        assert Client().get(f"/bibob/vragenlijst/{rules.new_token()}/").status_code == 404
    answer = Client().get(path(sent))
    assert answer.status_code == 429
    assert answer["Retry-After"]
    assert Client(REMOTE_ADDR="198.51.100.7").get(path(sent)).status_code == 200


def test_a_link_sends_so_often_and_no_more_also_what_is_refused(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Papers take work to look at: that stops before any is, whether or not something came of those before."""
    screening = world.screening()
    sent = send(world, screening)
    monkeypatch.setattr(limits, "SAVES", Limit("questionnaires of a test", 2, 3_600))
    bad = b"MZ\x90\x00" * 10
    for _try in range(2):
        assert post(world, screening, sent, save="1", papers=SimpleUploadedFile("x.exe", bad)).status_code == 422
    monkeypatch.setattr(public, "examine", lambda _paper: pytest.fail("looked at a paper"))
    assert post(world, screening, sent, save="1", papers=SimpleUploadedFile("x.exe", bad)).status_code == 429
    assert Client().get(path(sent)).status_code == 200


def test_no_log_ever_has_the_link(world: World, caplog: Any) -> None:
    caplog.set_level("DEBUG")
    sent = send(world, world.screening())
    dead_token = rules.new_token()
    Client().get(path(sent))
    Client().get(f"/bibob/vragenlijst/{dead_token}/")
    with opened(world.system, system=True):
        rows = [list(model.objects.values()) for model in (AuditEntry, AuditPersonal, ProcessingRecord)]
    kept = json.dumps(rows, default=str)
    assert "/bibob/vragenlijst/" not in kept
    for token in (sent.token, dead_token):
        assert token not in caplog.text
        assert token not in kept


def test_sending_by_page_shows_the_link_once(world: World, client_of: Any) -> None:
    screening = world.screening()
    client, url = client_of("bibob"), f"/uitvoeren/bibob/{screening.reference}/vragenlijst/"
    assert "vragenlijst versturen" in client.get(url).content.decode().lower()
    typed = {"to": "per brief", "days": "14", "version": world.again(screening).version, "once": "een-keer"}
    told = client.post(url, typed).content.decode()
    found = re.search(r"/bibob/vragenlijst/([A-Za-z0-9_-]{43})/", told)
    assert found is not None
    assert Client().get(found[0]).status_code == 200
    assert client.post(url, typed).status_code == 302
    assert Client().get(found[0]).status_code == 200
    assert found[1] not in client.get(screening.get_absolute_url()).content.decode()
    row = row_of(world, screening)
    assert client.post(f"{url}{row.pk}/intrekken/").status_code == 302
    assert Client().get(found[0]).status_code == 404
    for who in ("permits", "mayor", "coordinator"):
        assert client_of(who).post(url, typed).status_code == 404


def test_judging_by_page(world: World, client_of: Any) -> None:
    screening = world.screening(days_ago=5)
    sent = send(world, screening)
    post(world, screening, sent, send="1", **filled("permit"))
    row, client = row_of(world, screening), client_of("bibob")
    url = f"/uitvoeren/bibob/{screening.reference}/vragenlijst/{row.pk}/"
    typed = {"complete": "no", "missing": "", "version": world.again(screening).version}
    assert client.post(url, typed).status_code == 422
    assert client.post(url, {**typed, "complete": "yes"}).status_code == 302
    assert world.again(screening).status == "investigating"
    assert client.post(url, {**typed, "complete": "yes"}).status_code == 404
    other = world.screening()
    assert client.get(f"/uitvoeren/bibob/{other.reference}/vragenlijst/{row.pk}/").status_code == 404
