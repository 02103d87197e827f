# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The mail that asks a reader to explain: it says that there is a question and where, and nothing of the record."""

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from ..models import ReadReview

logger = logging.getLogger(__name__)


def send_question(review: ReadReview) -> bool:
    """Mail the reader that there is a question; return whether a mail went. Without address, or when mail fails, none did."""
    address = review.reader.email
    if not address:
        return False
    with override("nl"):
        lines = [
            _("Beste collega,"),
            "",
            _("Er is een vraag aan u over iets wat u in Baken hebt bekeken. Wilt u die beantwoorden?"),
            f"{settings.PUBLIC_URL}{reverse('privacy:own_reads')}",
            "",
            _("Om u te beschermen staat in deze mail niet waarover het gaat."),
            _("Deze mail is verstuurd door Baken, namens de privacy officer."),
        ]
        message = EmailMessage(
            subject=_("Er is een vraag aan u in Baken"),
            body="\n".join(lines) + "\n",
            to=[address],
            headers={"Auto-Submitted": "auto-generated"},
        )
    try:
        message.send()
    except (OSError, SMTPException) as fault:  # by its kind alone: its text may hold the address
        logger.warning("the mail about a question on reads could not be sent: %s", type(fault).__name__)
        return False
    return True
