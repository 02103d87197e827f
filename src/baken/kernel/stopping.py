# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether this process was asked to stop. Long work looks here between two steps, and leaves things tidy."""

from threading import Event

asked = Event()
"""Set by whoever runs the process (`baken worker`) when it gets a signal to stop."""
