# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading concerns in from the command line: the same checks and the same action as the page."""

from pathlib import Path

from baken.access.facade import system_actor
from baken.kernel.errors import BakenError
from baken.kernel.models import Municipality
from baken.kernel.moment import now

from . import importing, reading

MOST_TOLD = 50


class Wrong(BakenError):
    """Nothing was read in; each line of the message says what is wrong and what to do."""


def load(path: Path, *, municipality: str = "", only_sound: bool = False) -> str:
    """Read a file in for a municipality (its slug; the only one where there is one) and return what came of it.

    All or nothing, unless `only_sound`: then the faulty rows are passed by. Raises `Wrong`.
    """
    town = _municipality(municipality)
    at = now()
    world = importing.world_of(town, at)
    try:
        if path.stat().st_size > reading.MAX_BYTES:
            raise Wrong(f"{path}: larger than {reading.MAX_BYTES >> 20} MB; divide it over more files")
        text, encoding = reading.decoded(path.read_bytes())
        checked = importing.check(reading.read(text, encoding, importing.questions_of(world)), world)
    except OSError as problem:
        raise Wrong(f"{path}: {problem.strerror}") from None
    except reading.Unreadable as problem:
        raise Wrong(f"{path}: {problem}") from None
    if checked.faults and not only_sound:
        told = [f"{path}, row {fault.row}: {fault.text}" for fault in checked.faults[:MOST_TOLD]]
        if len(checked.faults) > MOST_TOLD:
            told.append(f"and {len(checked.faults) - MOST_TOLD} more")
        raise Wrong("\n".join([*told, "nothing was read in; mend the file, or give --only-sound"]))
    done = importing.store(actor=system_actor(town), municipality=town, rows=checked.ready, at=at)
    lines = [f"{done.made} read in, {done.there} were there already, {checked.faulty_rows} faulty rows passed by"]
    lines += [f"row {fault.row}: {fault.text}" for fault in done.faults[:MOST_TOLD]]
    return "\n".join(lines)


def _municipality(slug: str) -> Municipality:
    rows = Municipality.objects.filter(slug=slug) if slug else Municipality.objects.all()
    found = list(rows[:2])
    if len(found) == 1:
        return found[0]
    raise Wrong(
        f"there is no municipality {slug!r}" if slug else "give --municipality: several are served here, or none"
    )
