# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""`baken report council`: write a year's pack into a folder."""

from datetime import datetime
from pathlib import Path

from baken.kernel.errors import BakenError, Refused
from baken.kernel.models import Municipality
from baken.kernel.moment import now

from .files import FileDamaged, write_pack
from .gather import fresh_pack
from .models import CouncilPack, PackStatus


class Wrong(BakenError):
    """The pack can't be written; the message says why in one line."""


def write_council_pack(year: int, folder: Path, *, as_of: datetime | None = None) -> list[Path]:
    """Write the pack of `year` into `folder` (made if needed); return what was written.

    The issued pack of that year is copied as it was issued. Where there is none, or where figures as known on another
    day are asked for, the pack is made now, as a draft that is stored nowhere else. Raises `Wrong`.
    """
    municipality = _only_municipality()
    pack = None if as_of else _issued(municipality, year)
    try:
        if pack is None:
            pack = fresh_pack(municipality, year, now(), as_of)
        folder.mkdir(parents=True, exist_ok=True)
        return write_pack(pack, folder)
    except Refused as refused:
        raise Wrong(" ".join(str(reason.text) for reason in refused.reasons)) from None
    except FileDamaged as problem:
        raise Wrong(str(problem)) from None
    except OSError as problem:
        raise Wrong(f"{folder}: {problem.strerror or 'niet te schrijven'}") from None


def _issued(municipality: Municipality, year: int) -> CouncilPack | None:
    rows = CouncilPack.objects.filter(municipality=municipality, year=year)
    standing = rows.filter(status__in=(PackStatus.ISSUED, PackStatus.PUBLISHED))
    return standing.select_related("municipality").order_by("-edition").first()


def _only_municipality() -> Municipality:
    found = list(Municipality.objects.all()[:2])
    if len(found) != 1:
        raise Wrong("er is niet precies één gemeente; zet er eerst een op met: baken demo")
    return found[0]
