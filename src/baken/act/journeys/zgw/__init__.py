# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Working with the municipality's case system (Open Zaak) by the national APIs; docs/zgw.md."""
