# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages outdoors, on a phone that may have no reception: forms, lists, what the phone keeps and what it sends (docs/field.md)."""
