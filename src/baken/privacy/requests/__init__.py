# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Requests of data subjects (AVG 12 to 22): their register, workflow, clock and pages."""
