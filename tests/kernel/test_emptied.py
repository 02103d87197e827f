# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A test without transaction leaves nothing behind, and the log is as locked as before."""

import pytest
from django.db import DatabaseError, connection, transaction

from baken.kernel.models import AuditEntry

from .emptied import install
from .towns import make_partner, town


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_the_next_test_starts_empty_with_the_log_locked(turn):
    install()
    assert not AuditEntry.objects.exists()
    make_partner(town())
    for statement in ("DELETE FROM kernel_auditentry", "UPDATE kernel_auditentry SET action = 'x'"):
        with (
            pytest.raises(DatabaseError, match=r"append-only|permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
    assert AuditEntry.objects.count() == 1
