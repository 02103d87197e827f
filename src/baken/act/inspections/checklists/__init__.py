# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Checklists: what an inspector of a discipline looks at, as versioned data of the municipality."""
