# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A copy of the played example that this very process answers from: thousands of requests without a server between."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.demo.served import copy_of

WHOLE_RUN = 4 * 3600
"""Seconds: nobody is asked again for a password while these tests run, however slow the machine is."""


@contextmanager
def in_process(played: Path, var: Path, patch: pytest.MonkeyPatch) -> Iterator[None]:
    """Work on a copy of the example in `var`. Whatever the run's database is: on SQLite."""
    from django.conf import settings
    from django.db import connections
    from django.db.utils import ConnectionHandler
    from django.template import Template
    from django.test.utils import _TestState

    from baken.access.login import reauth
    from baken.config import env

    copy_of(played, var)
    patch.setenv("BAKEN_VAR", str(var))
    patch.delenv("BAKEN_DATABASE_URL", raising=False)
    for name, value in {
        "VAR": var,
        "FACTS_ROOT": var / "facts",
        "DOCUMENTS_ROOT": var / "documents",
        "AUDIT_ANCHOR": var / "audit-anchor",
        "KEYS": str(var / "keys.json"),
        "DATABASE_OWNER": None,
    }.items():
        patch.setattr(settings, name, value)
    patch.setattr(Template, "_render", _TestState.saved_data.template_render)  # keeping every context takes time
    patch.setattr(logging.getLogger("django.request"), "disabled", True)
    patch.setattr(reauth, "WITHIN", WHOLE_RUN)
    before = connections["default"]
    connections["default"] = ConnectionHandler({"default": env.database()})["default"]
    with connections["default"].cursor() as cursor:  # nobody needs this copy after a crash
        cursor.execute("PRAGMA journal_mode = MEMORY")
        cursor.execute("PRAGMA synchronous = OFF")
    try:
        yield
    finally:
        connections["default"].close()
        connections["default"] = before
