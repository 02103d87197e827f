# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of filling in, weighing, closing, feedback, under those of concerns."""

from typing import Any

urlpatterns: list[Any] = []
