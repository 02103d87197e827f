# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an owner does with a personal link: open it in one browser, and answer once.

There is no account and so no permission: the link is the authority, and it reaches exactly one effort.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from baken.access.facade import Actor, require
from baken.decide.policy.facade import Effort
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.errors import Reason, Refused

from ..models import Outlook, ProgressReport, ProgressRequest
from ..policies import MANAGE
from . import links

LARGEST = 2_000_000_000
MAX_TEXT = 2000


@dataclass(frozen=True, slots=True)
class Answer:
    """What an owner tells. Hours are whole hours, `spent` whole euros; None: not told."""

    outlook: str
    hours_used: int | None = None
    spent: int | None = None
    expected_on: date | None = None
    done: str = ""
    needed: str = ""


class DeadLink(Refused):
    """The link is old, answered, revoked, in use in another browser, or never was one. Nobody is told which."""

    def __init__(self) -> None:
        super().__init__((Reason("dead_link", _("Deze link werkt niet (meer).")),))


class EffortEnded(Refused):
    """The effort was stopped or finished in the meantime."""

    def __init__(self) -> None:
        super().__init__((Reason("ended", _("Deze inspanning is al klaar of gestopt.")),))


def request_of(token: str, browser: str, at: datetime) -> ProgressRequest:
    """Return the open request of a link that was opened in this browser. Raises `DeadLink`."""
    request = _find(token, at)
    if not browser or request.browser_digest != links.digest(browser):
        raise DeadLink
    return request


def may_open(token: str, browser: str, at: datetime) -> bool:
    """Whether this browser may go on with a link: nobody opened it yet, or this browser did."""
    try:
        request = _find(token, at)
    except DeadLink:
        return False
    return request.browser_digest in ("", links.digest(browser) if browser else "")


def open_link(*, token: str, browser: str, at: datetime) -> ProgressRequest:
    """Bind a link to a browser (a secret of ours in its cookie), once, and return its request. Raises `DeadLink`."""
    request = _find(token, at)
    if request.browser_digest:
        return request_of(token, browser, at)
    return _bind(actor=_holder(request), at=at, request=request, browser=browser)


def answer(*, token: str, browser: str, at: datetime, given: Answer) -> ProgressReport:
    """Store the answer, bring the effort's progress up to date, and return the report; the link is used up.

    Raises `DeadLink`, or `Refused` with every reason.
    """
    request = request_of(token, browser, at)
    return _answer(actor=_holder(request), at=at, request=request, given=given)


def _find(token: str, at: datetime) -> ProgressRequest:
    if not links.well_formed(token):
        raise DeadLink
    rows = ProgressRequest.objects.select_related("effort__plan", "effort__priority", "municipality")
    request = rows.filter(token_digest=links.digest(token)).first()
    if request is None or not request.open or request.valid_until < at:
        raise DeadLink
    return request


def _holder(request: ProgressRequest) -> Actor:
    """Whoever holds the link: in that municipality, without any role."""
    return Actor(id=None, municipality_id=request.municipality_id)


@action
def _bind(*, actor: Actor, at: datetime, request: ProgressRequest, browser: str) -> ProgressRequest:
    fresh = _fresh(request, at)
    if fresh.browser_digest:
        raise DeadLink
    fresh.browser_digest = links.digest(browser)
    fresh.save()
    audit.record("progress.opened", fresh)
    return fresh


@action
def record_answer(*, actor: Actor, at: datetime, effort: Effort, given: Answer) -> ProgressReport:
    """Store what an owner told the adviser in another way, by telephone say, and return the report.

    An open link of the effort is used up by it. Raises `Refused` with every reason, `Denied` without the permission.
    """
    require(actor, MANAGE, effort)
    rows = ProgressRequest.objects.locked().filter(effort=effort, answered_at__isnull=True, revoked_at__isnull=True)
    return _store(effort, rows.first(), effort.owner, given, at)


@action
def _answer(*, actor: Actor, at: datetime, request: ProgressRequest, given: Answer) -> ProgressReport:
    fresh = _fresh(request, at)
    try:
        return _store(fresh.effort, fresh, fresh.owner, given, at)
    except EffortEnded:
        raise DeadLink from None


def _store(effort: Effort, request: ProgressRequest | None, owner: str, given: Answer, at: datetime) -> ProgressReport:
    problems = problems_with(given)
    if problems:
        raise Refused(problems)
    effort = Effort.objects.locked().get(pk=effort.pk)
    if effort.done_on is not None or effort.stopped_on is not None:
        raise EffortEnded
    told = {name: getattr(given, name) for name in Answer.__dataclass_fields__}
    report = ProgressReport(
        municipality_id=effort.municipality_id, effort=effort, request=request, owner=owner, at=at, **told
    )
    report.save()
    for name, value in progress_from(given, timezone.localdate(at)).items():
        setattr(effort, name, value)
    effort.save()
    if request is not None:
        request.answered_at = at
        request.save()
    audit.record("progress.reported", report, effort=effort.slug, outlook=given.outlook)
    return report


def _fresh(request: ProgressRequest, at: datetime) -> ProgressRequest:
    """Lock and read again: of two answers at once, one finds the link used up."""
    fresh = ProgressRequest.objects.locked().get(pk=request.pk)
    if not fresh.open or fresh.token_digest != request.token_digest or fresh.valid_until < at:
        raise DeadLink
    return fresh


def problems_with(given: Answer) -> tuple[Reason, ...]:
    """Return every reason why an answer can't be stored. Pure."""
    found = []
    if given.outlook not in Outlook.values:
        found.append(Reason("outlook", _("Kies hoe het staat.")))
    for value, label in ((given.hours_used, _("Uren gebruikt")), (given.spent, _("Besteed"))):
        if value is not None and not 0 <= value <= LARGEST:
            found.append(Reason("number", _("%(field)s: vul een heel getal in van 0 of meer.") % {"field": label}))
    if given.expected_on is not None and not 1990 <= given.expected_on.year <= 2100:
        found.append(Reason("expected_on", _("Kies een datum tussen 1990 en 2100.")))
    if any(len(text) > MAX_TEXT or "\0" in text for text in (given.done, given.needed)):
        found.append(Reason("long", _("Gebruik hoogstens %(max)d tekens.") % {"max": MAX_TEXT}))
    if given.outlook in (Outlook.STOPPED, Outlook.AT_RISK) and not given.needed.strip():
        found.append(Reason("needed", _("Schrijf op waarom, of wat er nodig is.")))
    return tuple(found)


def progress_from(given: Answer, day: date) -> Mapping[str, Any]:
    """Return the fields of the effort that an answer sets. What wasn't told stays as it was. Pure."""
    found: dict[str, Any] = {"progress_on": day, "risk_reported": given.outlook == Outlook.AT_RISK}
    for name in ("hours_used", "spent", "expected_on"):
        if getattr(given, name) is not None:
            found[name] = getattr(given, name)
    if given.done.strip():
        found["result"] = given.done.strip()
    if given.outlook == Outlook.AT_RISK:
        found["risk"] = given.needed.strip()
    if given.outlook == Outlook.DONE:
        found["done_on"] = day
    if given.outlook == Outlook.STOPPED:
        found |= {"stopped_on": day, "stopped_because": given.needed.strip()[:400]}
    return found
