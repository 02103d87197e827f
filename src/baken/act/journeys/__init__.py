# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Flows that cross the siblings of act: what goes from one to another, who sent it, and what came back."""
