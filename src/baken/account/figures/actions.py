# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What makes own figures public: prepare, prepare again, publish, put away, take back."""

from datetime import datetime
from importlib.metadata import version
from typing import TYPE_CHECKING

from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from baken.access.facade import Actor, require, require_in, unauthorized
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.errors import Reason, Refused
from baken.kernel.models import Municipality
from baken.kernel.workflow import perform
from baken.observe import facade as observe
from baken.registry.facade import areas as areas_of
from baken.ui.panels import canonical_json, digest

from ..models import FigureDraft, FigureRelease, Release, ReleaseKind
from ..workflow import FIGURES, MAX_REASON
from . import queries
from .panels import public_panels
from .rules import Wanted, by_wijk, codes_of, protection_of, reasons_against

if TYPE_CHECKING:
    from .protecting import Counts

COPIED = (
    "title", "indicators", "years", "level", "rule", "content", "content_digest", "secret", "cells", "withheld",
    "share_of_total", "exposed", "code_version", "example",
)  # fmt: skip
"""What a publication takes over from its draft, as it was looked at."""


def prepare_figures(*, actor: Actor, at: datetime, municipality: Municipality, wanted: Wanted) -> FigureDraft:
    """Make a draft: the tables as the public will read them, safe beside everything that was published before.

    Refused with every reason why this can't be one publication. Protecting takes up to some seconds and is done before
    the transaction opens.
    """
    require_in(actor, "account.release.draft", municipality.id)
    draft = FigureDraft(municipality=municipality, made_by_id=actor.id)
    _fill(draft, actor, at, wanted)
    return _store(actor=actor, at=at, draft=draft)


def prepare_again(*, actor: Actor, at: datetime, draft: FigureDraft) -> FigureDraft:
    """Protect a draft anew, beside what is public now; who does so is its maker from then on."""
    require(actor, "account.release.draft", draft)
    if draft.status != "draft":
        raise Refused((Reason("wrong_status", _("Dit is geen concept meer.")),))
    wanted = Wanted(draft.title, tuple(draft.indicators), tuple(draft.years), draft.level)
    _fill(draft, actor, at, wanted)
    draft.made_by_id = actor.id
    return _store(actor=actor, at=at, draft=draft)


def _fill(draft: FigureDraft, actor: Actor, at: datetime, wanted: Wanted) -> None:
    municipality, known = draft.municipality, observe.own_indicators()
    sources = observe.source_of_indicator()
    years_of, examples = observe.closed_years(municipality), observe.example_sources(municipality)
    closed_years = {slug: years_of.get(sources[slug], ()) for slug in wanted.indicators if slug in known}
    sensitive = {slug: observe.is_sensitive(slug, known[slug].theme) for slug in wanted.indicators if slug in known}
    invented = {slug: sources[slug] in examples for slug in wanted.indicators if slug in known}
    found = observe.own_years(actor, municipality, indicators=wanted.indicators)
    chosen = {
        slug: {y: by_wijk(found[slug][y]) for y in wanted.years if y in found.get(slug, {})} for slug in closed_years
    }
    codes = codes_of(chosen)
    size = len(codes) + 1 if wanted.level == "wijk" else 1
    if reasons := reasons_against(wanted, sensitive=sensitive, years_of=closed_years, example=invented, areas=size):
        raise Refused(reasons)
    _protect(draft, at, wanted, chosen, any(sensitive.values()), any(invented.values()))


def _protect(
    draft: FigureDraft, at: datetime, wanted: Wanted, counts: "Counts", sensitive: bool, example: bool
) -> None:
    from .protecting import protect_counts

    municipality, today = draft.municipality, timezone.localdate(at)
    protection = protection_of(sensitive)
    earlier, basis = queries.told_before(municipality, protection)
    outcome = protect_counts(
        wanted, counts, whole=municipality.code, protection=protection, earlier=earlier, name=str(draft.pk), on=today
    )
    names = {
        code: info.name for year in sorted(wanted.years) for code, info in areas_of(outcome.codes, year=year).items()
    }
    panels = public_panels(
        wanted,
        outcome.told,
        municipality=(municipality.code, municipality.name),
        names=names,
        codes=outcome.codes,
        absent=outcome.secret.absent,
        indicators=observe.own_indicators(),
        protection=protection,
        example=example,
        known_on=today,
    )
    draft.title, draft.level, draft.rule = wanted.title.strip(), wanted.level, protection.as_data()
    draft.indicators, draft.years = list(wanted.indicators), list(wanted.years)
    draft.content, draft.content_digest = canonical_json(panels), digest(panels)
    draft.secret, draft.exposed = outcome.secret.to_json(), len(outcome.secret.exposed)
    draft.cells, draft.withheld = len(outcome.told), outcome.withheld
    draft.share_of_total, draft.example, draft.basis = outcome.share_of_total, example, basis
    draft.made_at, draft.code_version = at, version("baken")


@action
def _store(*, actor: Actor, at: datetime, draft: FigureDraft) -> FigureDraft:
    require(actor, "account.release.draft", draft)
    draft.save()
    audit.record(
        "figures.prepared", draft, indicators=draft.indicators, years=draft.years, level=draft.level,
        content_digest=draft.content_digest,
    )  # fmt: skip
    return draft


@action
def publish_figures(*, actor: Actor, at: datetime, draft: FigureDraft, seen: str, reason: str = "") -> FigureRelease:
    """Make a draft public as it was `seen` (its content digest), by somebody else than who prepared it.

    `reason` says what was decided on cells that can't be protected any more, where there are any. Writes a line in the
    register, and one in that of all releases. Refused with every reason against.
    """
    require(actor, "account.release.publish", draft)
    # one publication at a time: the next is protected beside this one
    municipality = Municipality.objects.select_for_update().get(pk=draft.municipality_id)
    done = perform(
        actor=actor, at=at, workflow=FIGURES, record=draft, name="publish", unauthorized=unauthorized(actor),
        given={
            "actor": actor.id, "content_digest": seen, "reason": reason,
            "basis": queries.basis(municipality, draft.rule),
        },
    )  # fmt: skip
    assert isinstance(done, FigureDraft)
    release = FigureRelease(
        municipality=municipality, number=_next(municipality), kind=ReleaseKind.PUBLISHED, at=at, by_id=actor.id,
        prepared_by_id=done.made_by_id, reason=reason.strip() if done.exposed else "",
        **{name: getattr(done, name) for name in COPIED},
    )  # fmt: skip
    release.save()
    done.secret = ""  # one copy is enough
    done.save()
    _register(release, ReleaseKind.PUBLISHED, at)
    audit.record("figures.released", release, number=release.number, content_digest=release.content_digest)
    return release


@action
def discard_figures(*, actor: Actor, at: datetime, draft: FigureDraft) -> FigureDraft:
    """Put a draft away; its confidential part goes."""
    require(actor, "account.release.draft", draft)
    done = perform(actor=actor, at=at, workflow=FIGURES, record=draft, name="discard", unauthorized=unauthorized(actor))
    assert isinstance(done, FigureDraft)
    done.secret = ""
    done.save()
    return done


@action
def withdraw_figures(*, actor: Actor, at: datetime, release: FigureRelease, reason: str) -> FigureRelease:
    """Take a publication off the public page, with a reason that readers see; return the new line of the register.

    It still counts when the next one is protected: whoever has read it can't forget it.
    """
    require(actor, "account.release.publish", release)
    told = reason.strip()
    municipality = Municipality.objects.select_for_update().get(pk=release.municipality_id)
    reasons: list[Reason] = []
    if release.kind != ReleaseKind.PUBLISHED or FigureRelease.objects.filter(withdraws=release).exists():
        reasons.append(Reason("wrong_status", _("Deze publicatie is al teruggetrokken.")))
    if not told:
        reasons.append(Reason("no_reason", _("Schrijf op waarom u deze cijfers terugtrekt.")))
    elif len(told) > MAX_REASON:
        long = _("De reden is te lang: gebruik hoogstens %(max)d tekens.")
        reasons.append(Reason("long_reason", long % {"max": MAX_REASON}))
    if reasons:
        raise Refused(tuple(reasons))
    row = FigureRelease(
        municipality=municipality, number=_next(municipality), kind=ReleaseKind.WITHDRAWN, at=at, by_id=actor.id,
        withdraws=release, reason=told,
        **{name: getattr(release, name) for name in COPIED if name != "secret"},
    )  # fmt: skip
    row.save()
    _register(row, ReleaseKind.WITHDRAWN, at)
    audit.record("figures.withdrawn", row, number=row.number, withdraws=release.number)
    return row


def _next(municipality: Municipality) -> int:
    rows = FigureRelease.objects.filter(municipality=municipality)
    return int(rows.aggregate(last=Max("number"))["last"] or 0) + 1


def _register(release: FigureRelease, kind: ReleaseKind, at: datetime) -> None:
    Release(
        municipality_id=release.municipality_id,
        what=release.title,
        kind=kind,
        at=at,
        panels_digest=release.content_digest,
        href=reverse("public:figures", args=[release.municipality.slug]),
    ).save()
