# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the command line asks of the kernel: `baken audit verify`."""

from collections.abc import Callable
from uuid import UUID

from django.db import Error

from .audit_log.anchor import folder
from .audit_log.checks import INSTALLATION, Checked, check_all
from .errors import BakenError
from .models import Municipality

SHOWN = 20
"""Problems told per chain; of more than these the number is told."""


class Wrong(BakenError):
    """The log can't be checked at all: no database, no key, no anchor to read. The message is for the user."""


def verify_audit(tell: Callable[[str], None]) -> bool:
    """Check the whole audit log, tell what was found line by line, and return whether it is intact. Raises `Wrong`."""
    try:
        names = {INSTALLATION: "installation"} | dict(Municipality.objects.values_list("id", "slug"))
        found = list(check_all())
    except Error as problem:
        raise Wrong(f"the audit log can't be read from the database: {problem}") from problem
    except OSError as problem:
        raise Wrong(f"the anchor in {folder()} can't be read: {problem}") from problem
    for checked in found:
        _tell(checked, names, tell)
    rows, broken = sum(checked.rows for checked in found), [checked for checked in found if checked.problems]
    if broken:
        told = sum(len(checked.problems) for checked in broken)
        tell(f"audit log is NOT intact: {told} problems in {len(broken)} of {len(found)} chains, {rows} rows")
    else:
        tell(f"audit log is intact: {sum(1 for checked in found if checked.rows)} chains, {rows} rows")
    return not broken


def _tell(checked: Checked, names: dict[UUID, str], tell: Callable[[str], None]) -> None:
    name = names.get(checked.chain, str(checked.chain))
    for told in checked.told:
        tell(f"{name}: note: {told}")
    for problem in checked.problems[:SHOWN]:
        tell(f"{name}: row {problem.sequence}: {problem.what}")
    if len(checked.problems) > SHOWN:
        tell(f"{name}: and {len(checked.problems) - SHOWN} more")
