# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Mail to a partner about packets: that there is something in Baken, and nothing of what, of whom or how many."""

import logging
from datetime import datetime
from smtplib import SMTPException
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from baken.access.facade import RoleAssignment

logger = logging.getLogger(__name__)
SHARED, RECALLED, REMINDED = "shared", "recalled", "reminded"


def addresses(partner: UUID, at: datetime) -> list[str]:
    """Return the mail addresses of the accounts that work for a partner today."""
    day = timezone.localdate(at)
    rows = RoleAssignment.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=day), partner=partner, valid_from__lte=day, user__is_active=True
    )
    return sorted({address for address in rows.values_list("user__email", flat=True) if address})


def on_commit(what: str, partner: UUID, at: datetime) -> bool:
    """Mail the accounts of a partner once the action under way is stored; return whether there is anybody to mail."""
    found = addresses(partner, at)
    if found:
        transaction.on_commit(lambda: _send(what, found), robust=True)
    return bool(found)


def _send(what: str, found: list[str]) -> None:
    with override("nl"):
        subject, first = _told(what)
        lines = [
            first,
            f"{settings.PUBLIC_URL}{reverse('concerns:packets')}",
            "",
            _("Om iedereen te beschermen staat in deze mail niet waarover het gaat."),
        ]
    for address in found:
        message = EmailMessage(
            subject, "\n".join(lines) + "\n", to=[address], headers={"Auto-Submitted": "auto-generated"}
        )
        try:
            message.send()
        except (OSError, SMTPException) as fault:  # by its kind alone: its text may hold the address
            logger.warning("a mail about a packet could not be sent: %s", type(fault).__name__)


def _told(what: str) -> tuple[str, str]:
    return {
        SHARED: (_("Er staat iets voor u klaar in Baken"), _("De gemeente deelde iets met uw organisatie.")),
        RECALLED: (
            _("Iets is teruggehaald in Baken"),
            _("De gemeente haalde iets terug dat met uw organisatie was gedeeld."),
        ),
        REMINDED: (
            _("Wilt u iets laten weten in Baken?"),
            _("De gemeente vraagt wat u deed met iets dat met uw organisatie is gedeeld."),
        ),
    }[what]
