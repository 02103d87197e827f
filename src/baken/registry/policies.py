# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from baken.access.facade import SameMunicipality, register

from .models import Organisation


def register_policies() -> None:
    register(Organisation, SameMunicipality())
