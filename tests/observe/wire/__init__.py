# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A publisher on this machine that speaks StatLine's wire format, with generated figures.

To try it out: `python -m tests.observe.wire --port 8999`.
"""

from .server import Wire, serve

__all__ = ["Wire", "serve"]
