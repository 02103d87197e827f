# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
import pytest


@pytest.fixture
def own_policies(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a test register rules; those of the house are back afterwards."""
    from baken.access.authorization import policy

    monkeypatch.setattr(policy, "_policies", dict(policy._policies))


@pytest.fixture
def quick_hasher(settings: object) -> None:
    """Hash passwords quickly, in tests that log in many times and aren't about hashing."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # type: ignore[attr-defined]
