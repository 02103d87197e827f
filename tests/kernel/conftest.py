# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What tests of the kernel share."""

from pathlib import Path

import pytest

from baken.kernel import keys
from baken.kernel.keyring import checks as key_checks
from baken.kernel.models import KeyCheck


@pytest.fixture
def own_ring(db, settings, tmp_path) -> Path:
    """The file of a new keyring in use; what the test does to it is gone afterwards."""
    KeyCheck.objects.all().delete()
    settings.KEYS = str(tmp_path / "keys.json")
    key_checks.remember(keys.ring())
    return Path(settings.KEYS)
