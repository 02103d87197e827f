# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A municipality's own figures from a file: read, mapped, checked whole, stored only when all is sound."""
