# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The workplace of a desk: list, map, what resembles what, linking, assigning."""
