# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from .area import Area, AreaEdition, AreaLevel, AreaName
from .organisation import Organisation, OrganisationKind

__all__ = ["Area", "AreaEdition", "AreaLevel", "AreaName", "Organisation", "OrganisationKind"]
