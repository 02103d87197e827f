# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Small pages under a strict content security policy, to try the browser fixtures on."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path

POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src *; base-uri 'none'"
SHELL = '<!doctype html><html lang="nl"><head><title>Proef</title><meta name="viewport" content="width=device-width">'
BODIES = {
    "sound": "<main><h1>Proef</h1><p>Een gewone bladzijde.</p></main>",
    "unlabelled": "<main><h1>Proef</h1><form><input name=zoek><button></button></form></main>",
    "inline": "<main><h1>Proef</h1><script>document.title = 'ingevoegd'</script></main>",
    "elsewhere": "<main><h1>Proef</h1><img alt='kaart' src='http://tegels.invalid/1.png'></main>",
}


def show(request: HttpRequest, name: str) -> HttpResponse:
    """One of the pages above."""
    response = HttpResponse(f"{SHELL}</head><body>{BODIES[name]}</body></html>")
    response["Content-Security-Policy"] = POLICY
    return response


urlpatterns = [path("proef/<slug:name>/", show)]
