# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading alerts and runs, always as one actor."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from baken.access.facade import Actor, visible_or_404, visible_to

from ..models import Alert, AlertRun, AlertStatus, AlertStep, AlertWatch
from .triage import VIEW


def alerts(actor: Actor) -> QuerySet[Alert]:
    """Return the alerts that `actor` may see, the newest month first, in the order in which they are read."""
    return visible_to(Alert.objects.all(), actor, VIEW)


def alert_or_404(actor: Actor, key: UUID) -> Alert:
    """Return one alert, or raise `Http404`."""
    return visible_or_404(Alert.objects.select_related("run"), actor, VIEW, pk=key)


def steps(actor: Actor, alert: Alert) -> list[AlertStep]:
    """Return what happened to an alert, oldest first."""
    return list(visible_to(AlertStep.objects.filter(alert=alert), actor, VIEW))


def beside(actor: Actor, alert: Alert) -> list[Alert]:
    """Return the other alerts of the same theme and month, still shown: often one and the same event."""
    rows = alerts(actor).filter(indicator=alert.indicator, period=alert.period, gone_at__isnull=True)
    return list(rows.exclude(pk=alert.pk))


def runs(actor: Actor) -> QuerySet[AlertRun]:
    """Return the runs in force that `actor` may see, newest month first."""
    return visible_to(AlertRun.objects.filter(until__isnull=True), actor, VIEW)


def watch(actor: Actor) -> AlertWatch | None:
    """Return when was last looked, and when Baken looks again; None where nobody ever looked."""
    return visible_to(AlertWatch.objects.all(), actor, VIEW).first()


def waiting(actor: Actor, until: date) -> QuerySet[Alert]:
    """Return what waits for `actor`: what nobody dealt with yet, and what this role finds out by `until`, first due first."""
    fresh = Q(status=AlertStatus.NEW, gone_at__isnull=True)
    mine = Q(status=AlertStatus.INVESTIGATING, owner__in=actor.roles, due__lte=until)
    return alerts(actor).filter(fresh | mine).order_by("due", "id")
