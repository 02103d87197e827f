# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Remedies against a measure: objection, interim relief, appeal; their terms, and what a suspension holds up."""
