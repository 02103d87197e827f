# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
import pytest


@pytest.fixture(scope="session", autouse=True)
def emptied_afterwards() -> None:
    """Tests without transaction can clear up the audit log too."""
    from .emptied import install

    install()
