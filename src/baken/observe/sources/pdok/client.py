# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads collections of PDOK's OGC API Features, page after page.

The address is `{base}/cbs/wijken-en-buurten-{year}/ogc/v1/collections/{collection}/items`; a reply is a GeoJSON
FeatureCollection with `links` (of which `next` leads on) and `numberReturned`. Coordinates are longitude and latitude.
Patience, limits and the refusal of other hosts are those of the client that StatLine is read with.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlencode

import httpx
from django.utils.translation import gettext as _

from ..base import PullFailed
from ..statline.client import Client, _Broken

LIMIT = 1000
MAX_PAGES = 200
FILTER = "gemeentecode"


class NotThere(PullFailed):
    """PDOK has no boundaries of that year."""


class _UnknownFilter(Exception):
    """The server refuses to select by municipality."""


class PdokClient(Client):
    """One visit to PDOK: a page that holds fewer features than it says counts as broken, and is asked again."""

    def _check(self, reply: httpx.Response) -> None:
        if reply.status_code == 400 and FILTER in reply.request.url.params:
            raise _UnknownFilter
        if reply.status_code == 404:
            raise NotThere(_("PDOK heeft geen grenzen van dit jaar. Kies een ander jaar."))
        super()._check(reply)

    def _object(self, url: str) -> tuple[dict[str, Any], bytes]:
        page, body = super()._object(url)
        features = page.get("features")
        if not isinstance(features, list) or page.get("numberReturned", len(features)) != len(features):
            raise _Broken(_("de bladzijde is niet compleet"))
        return page, body

    def features(
        self, collection: str, *, year: int, municipality: str, heard: Callable[[int], None] = lambda found: None
    ) -> list[dict[str, Any]]:
        """Return the features of a collection for one municipality; `heard` is told after each page how many there are.

        The server is asked for the municipality only; what it sends beside it is left out here. Where it doesn't know that
        question, all of the country is read. Raises `PullFailed`.
        """
        path = f"{self.base}/cbs/wijken-en-buurten-{year}/ogc/v1/collections/{collection}/items"
        every = {"f": "json", "limit": str(LIMIT)}
        try:
            return self._all(f"{path}?{urlencode(every | {FILTER: municipality})}", municipality, heard)
        except _UnknownFilter:
            return self._all(f"{path}?{urlencode(every)}", municipality, heard)

    def _all(self, url: str, municipality: str, heard: Callable[[int], None]) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        for page in self._pages(url):
            found += [f for f in page if isinstance(f, dict) and _town(f) == municipality]
            heard(len(found))
        return found

    def _pages(self, url: str) -> Iterator[list[Any]]:
        seen: set[str] = set()
        while url:
            if url in seen or len(seen) == MAX_PAGES:
                raise PullFailed(_("PDOK verwijst telkens naar een volgende bladzijde. Er is niets veranderd."))
            seen.add(url)
            page, _body = self.json(url)
            yield page["features"]
            url = self._next(page, url)

    def _next(self, page: dict[str, Any], here: str) -> str:
        links = page.get("links")
        for link in links if isinstance(links, list) else []:
            if isinstance(link, dict) and link.get("rel") == "next" and isinstance(link.get("href"), str):
                return self.own(link["href"], here)
        return ""


def _town(feature: dict[str, Any]) -> str | None:
    properties = feature.get("properties")
    return properties.get(FILTER) if isinstance(properties, dict) else None
