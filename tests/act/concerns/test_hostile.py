# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an attacker tries with a report: who reported must come out nowhere, whatever is sent along."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.mail import EmailMessage

from baken.access.facade import system_actor
from baken.act.concerns.reporting import intake
from baken.act.concerns.reporting.reports import Contact, Report
from baken.act.concerns.weighing import feedback
from baken.kernel.errors import Denied
from baken.kernel.models import Municipality

from .builders import World
from .test_weighing import act

ADDRESS = "jan.de.boer@voorbeeld.nl"
NO_ADDRESSES = (
    f"{ADDRESS}, tweede@voorbeeld.nl",
    f"{ADDRESS}\nBcc: tweede@voorbeeld.nl",
    f"Jan <{ADDRESS}>",
    "jan@",
    "@",
)


@pytest.mark.parametrize("channel", ["public", "api", "staff"])
def test_what_is_no_single_address_is_refused_when_it_comes_and_not_when_a_mail_must_go(
    world: World, channel: str
) -> None:
    for text in NO_ADDRESSES:
        found = intake.against(
            world.categories["undermining"], Report("Een loods.", contact=Contact(email=text)), channel, (),
            world.now.date(),
        )  # fmt: skip
        assert "email" in [one.slug for one in found], text


def test_the_public_form_refuses_it_as_well(world: World, client: Any) -> None:
    category = world.categories["undermining"]
    page = client.get(f"/melden/formulier/?over={category.pk.hex}")
    for text in NO_ADDRESSES:
        answer = client.post(
            page.request["PATH_INFO"], {"over": category.pk.hex, "description": "Een loods.", "email": text}
        )
        assert answer.status_code == 422
        assert "Dit e-mailadres klopt niet" in answer.content.decode(), text


@pytest.mark.parametrize("fault", [ValueError, UnicodeError, OSError, RuntimeError])
def test_a_mail_that_fails_tells_the_log_nothing_of_whom(
    world: World, monkeypatch: Any, caplog: Any, django_capture_on_commit_callbacks: Any, fault: type[Exception]
) -> None:
    concern = world.admitted("undermining", contact=Contact("Jan de Boer", ADDRESS, wants_mail=True))

    def fails(message: EmailMessage, **_more: Any) -> int:
        raise fault(f"Invalid address: {message.to[0]}")

    monkeypatch.setattr(EmailMessage, "send", fails)
    with django_capture_on_commit_callbacks(execute=True):
        act(world, lambda seen, **given: feedback.tell(**given), concern, kind="message", text="Wij kijken.")
    told = "\n".join(f"{one.getMessage()} {one.exc_text} {one.exc_info}" for one in caplog.records)
    assert "could not be sent" in told
    assert "jan.de.boer" not in told


def test_nobody_reports_in_a_category_of_another_municipality(world: World) -> None:
    """Neither the town nor the category may be another's than the actor's: one of the two wouldn't do."""
    town = Municipality(code="GM0002", name="Verderop", slug="verderop")
    town.save()
    given = {
        "at": world.now, "category": world.categories["undermining"], "report": Report("Een loods."),
        "channel": "public", "source_kind": "resident",
    }  # fmt: skip
    for actor, municipality in (
        (world.system, town),
        (system_actor(town), world.municipality),
        (system_actor(town), town),
    ):
        with pytest.raises(Denied):
            intake.receive(actor=actor, municipality=municipality, **given)
