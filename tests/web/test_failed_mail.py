# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A mail that a server refuses is told in the log by its kind alone: what the server says may hold the address."""

from smtplib import SMTPRecipientsRefused
from typing import Any

import pytest
from django.core.mail import EmailMessage

from baken.access.accounts import mail as account_mail
from baken.access.emergency import actions as emergency
from baken.access.facade import User
from baken.act.concerns.sharing import mail as packet_mail
from baken.kernel.moment import now
from baken.privacy.models import ReadReview
from baken.privacy.reads import mail as question_mail
from tests.access.desk import account
from tests.kernel.towns import town

ADDRESS = "j.geheim@example.org"


def on_a_packet() -> None:
    packet_mail._send(packet_mail.SHARED, [ADDRESS])


def on_a_change_that_waits() -> None:
    account_mail.tell_of_waiting([ADDRESS])


def to_an_old_address() -> None:
    account_mail.tell_old_address(ADDRESS, waits=False)


def on_a_read() -> None:
    assert not question_mail.send_question(ReadReview(reader=User(username="j", email=ADDRESS)))


def on_an_emergency() -> None:
    account("privacy_officer", email=ADDRESS)
    emergency._tell(town(), now())


@pytest.mark.django_db
@pytest.mark.parametrize("send", [on_a_packet, on_a_change_that_waits, to_an_old_address, on_a_read, on_an_emergency])
def test_the_log_has_neither_address_nor_text_of_a_refusal(
    send: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(message: EmailMessage, *_args: Any, **_more: Any) -> int:
        raise SMTPRecipientsRefused({ADDRESS: (550, f"no {ADDRESS} here".encode())})

    monkeypatch.setattr(EmailMessage, "send", refuse)
    send()
    assert "SMTPRecipientsRefused" in caplog.text, "that it failed is told"
    assert "geheim" not in caplog.text
    assert "550" not in caplog.text
