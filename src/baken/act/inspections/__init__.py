# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Joint inspections (integrale controles): partners visit premises together, each by a power of its own."""
