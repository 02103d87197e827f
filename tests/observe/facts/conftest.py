# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Fixtures for the fact store."""

from __future__ import annotations

from pathlib import Path

import pytest

from baken.observe.facts import FactStore


@pytest.fixture
def store(tmp_path: Path) -> FactStore:
    return FactStore(tmp_path / "facts", patience=0.2, threads=1)
