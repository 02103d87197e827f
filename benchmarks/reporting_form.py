# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The last step of the public form as a browser without script sends it: one form is fetched, each sending has its own key."""

from __future__ import annotations

import re
import time
import urllib.parse
import urllib.request
from typing import Any

LONG_ENOUGH = 4
"""Seconds that a person would take at the least."""


def plan(port: int, text: str) -> dict[str, Any]:
    """Return the plan for the load generator."""
    base = f"http://127.0.0.1:{port}"
    over = _found(r"over=([0-9a-f]{32})", f"{base}/melden/")
    once = _found(r'name="once" value="([^"]+)"', f"{base}/melden/formulier/?over={over}")
    time.sleep(LONG_ENOUGH)
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    requests = []
    for number in range(50):
        fields = {"over": over, "once": once, "description": f"{number}: {text}", "website": "", "place_kind": "none"}
        requests.append(["/melden/formulier/", headers, urllib.parse.urlencode(fields)])
    return {"host": "127.0.0.1", "port": port, "requests": requests, "keyed": True}


def _found(sought: str, address: str) -> str:
    with urllib.request.urlopen(address, timeout=30) as answer:
        match = re.search(sought, answer.read().decode())
    assert match, address
    return match[1]
