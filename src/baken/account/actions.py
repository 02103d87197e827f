# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What changes council packs: draft, issue, publish, withdraw."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Max
from django.urls import reverse

from baken.access.facade import Actor, require, require_in, unauthorized
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.models import Municipality
from baken.kernel.workflow import perform

from . import content, files, gather
from .models import CouncilPack, PackStatus, Release
from .models.release import ReleaseKind
from .workflow import PACK


def draft_pack(
    *, actor: Actor, at: datetime, municipality: Municipality, year: int, as_of: datetime | None = None
) -> CouncilPack:
    """Make this year's draft, or make it again with the figures of now; return it.

    A year has one draft at most; after issue the next draft is a new edition. The content is gathered before the
    transaction opens, so that a slow read doesn't hold up others.
    """
    require_in(actor, "account.pack.draft", municipality.id)
    fresh = gather.fresh_pack(municipality, year, at, as_of)
    return _store_draft(actor=actor, at=at, fresh=fresh)


@action
def _store_draft(*, actor: Actor, at: datetime, fresh: CouncilPack) -> CouncilPack:
    same_year = CouncilPack.objects.locked().filter(municipality=fresh.municipality, year=fresh.year)
    pack = same_year.filter(status=PackStatus.DRAFT).first()
    if pack is None:
        pack = fresh
        pack.edition = (
            CouncilPack.objects.filter(municipality=fresh.municipality, year=fresh.year).aggregate(last=Max("edition"))[
                "last"
            ]
            or 0
        ) + 1
    else:
        copied = ("title", "as_of", "made_at", "content", "content_digest", "facts_digest", "code_version")
        for name in copied:
            setattr(pack, name, getattr(fresh, name))
    require(actor, "account.pack.draft", pack)
    pack.save()
    audit.record("pack.drafted", pack, year=pack.year, edition=pack.edition, content_digest=pack.content_digest)
    return pack


def issue_pack(*, actor: Actor, at: datetime, pack: CouncilPack, seen: str | None = None) -> CouncilPack:
    """Issue a draft: from now on its content and its files stay as they are. Return the issued pack.

    `seen` is the content digest of what the actor looked at; when the draft was made again since, it is refused. The
    files are made before the transaction opens: that takes seconds, and nobody else should wait for it.
    """
    require(actor, "account.pack.issue", pack)
    made = files.make_all(pack, issued_at=at) if pack.status == PackStatus.DRAFT else ()
    return _store_issued(actor=actor, at=at, pack=pack, made=made, digest=pack.content_digest if seen is None else seen)


@action
def _store_issued(
    *, actor: Actor, at: datetime, pack: CouncilPack, made: tuple[files.MadeFile, ...], digest: str
) -> CouncilPack:
    issued = _step(actor, at, pack, "issue", {"content_digest": digest}, issued_at=at)
    for record in files.keep(issued, made):
        record.save()
    return issued


@action
def publish_pack(*, actor: Actor, at: datetime, pack: CouncilPack) -> CouncilPack:
    """Make an issued pack public, and write it in the register of releases. Return it."""
    published = _step(actor, at, pack, "publish", {}, published_at=at)
    _release(published, ReleaseKind.PUBLISHED, at)
    return published


@action
def withdraw_pack(*, actor: Actor, at: datetime, pack: CouncilPack, reason: str) -> CouncilPack:
    """Take back an issued or published pack, with a reason that readers see. Its files are kept, but no longer public."""
    was_public = CouncilPack.objects.filter(pk=pack.pk, status=PackStatus.PUBLISHED).exists()
    told = reason.strip()
    withdrawn = _step(actor, at, pack, "withdraw", {"reason": told}, withdrawn_at=at, withdrawn_because=told[:400])
    if was_public:
        _release(withdrawn, ReleaseKind.WITHDRAWN, at)
    return withdrawn


def _step(
    actor: Actor, at: datetime, pack: CouncilPack, name: str, given: Mapping[str, Any], **stamps: Any
) -> CouncilPack:
    """Take one step and stamp it in the same transaction, which is undone as a whole when the step is refused.

    The stamps go first: the database refuses an issued pack without its moment.
    """
    require(actor, PACK.transition(name).permission, pack)
    fresh = CouncilPack.objects.locked().get(pk=pack.pk)
    if fresh.status in PACK.transition(name).sources and all(value != "" for value in stamps.values()):
        for field, value in stamps.items():
            setattr(fresh, field, value)
        fresh.save()
    done = perform(
        actor=actor, at=at, workflow=PACK, record=fresh, name=name, unauthorized=unauthorized(actor), given=given
    )
    return CouncilPack.objects.select_related("municipality").get(pk=done.pk)


def _release(pack: CouncilPack, kind: ReleaseKind, at: datetime) -> None:
    address = reverse("public:municipality", args=[pack.municipality.slug])
    Release(
        municipality_id=pack.municipality_id,
        what=f"{pack.title}, uitgave {pack.edition}",
        kind=kind,
        at=at,
        panels_digest=content.digest(pack.content),
        href=address,
    ).save()
