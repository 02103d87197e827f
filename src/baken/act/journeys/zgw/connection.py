# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a municipality set of its case system: the file that BAKEN_ZGW names (TOML), one table for each municipality.

docs/zgw.md shows one. The file is read anew when it changed; a fault in it is told on the page, and stops nothing else.
"""

import hmac
import stat
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from baken.kernel.errors import BakenError
from baken.kernel.models import Municipality

APIS = ("zaken", "catalogi", "documenten", "besluiten")
LOCAL = frozenset({"127.0.0.1", "localhost", "::1"})
TOKEN_MIN = 16
PARTS: dict[str, type] = {
    "url": str,
    "client_id": str,
    "secret": str,
    "rsin": str,
    "token": str,
    "notifications": str,
    "statuses": dict,
    "property": str,
    "results": dict,
    "measures": dict,
    "concepts": bool,
}
STAGES = frozenset({"asked", "under_way", "at_lbb", "view", "concluded", "decided", "stopped"})
CONCLUSIONS = frozenset({"none", "lesser", "serious"})


class WrongSettings(BakenError):
    """The file of BAKEN_ZGW isn't as it should be; the message says what to mend, and holds no secret."""


@dataclass(frozen=True, slots=True)
class Kinds:
    """By which types of the catalogue a decision of one instrument is registered: identification and two names."""

    zaaktype: str
    decision: str
    document: str


@dataclass(frozen=True, slots=True)
class Connection:
    """One municipality's case system. `url` is its root, under which the APIs lie as Open Zaak lays them.

    `statuses`: stage of a screening to the name of a status type. `property`: name of the property that gets the conclusion;
    `results`: conclusion to the name of a result type. `measures`: instrument to the types of its decision. What isn't
    named isn't written. `concepts`: types that aren't published count too, for a trial where the case system allows them.
    """

    municipality: str
    url: str
    client_id: str
    secret: str = field(repr=False)
    rsin: str = ""
    token: str = field(default="", repr=False)
    notifications: str = ""
    statuses: Mapping[str, str] = field(default_factory=dict)
    property: str = ""
    results: Mapping[str, str] = field(default_factory=dict)
    measures: Mapping[str, Kinds] = field(default_factory=dict)
    concepts: bool = False

    def api(self, name: str) -> str:
        """The root of one API, without a slash at its end."""
        return f"{self.url}/{name}/api/v1"

    def reaches(self, url: str) -> bool:
        """Whether an address lies under one that was set: also what an answer refers to is asked nowhere else."""
        roots = tuple(f"{root}/" for root in (self.url, self.notifications) if root)
        return url.startswith(roots)

    def holds(self, url: str, api: str, kind: str) -> bool:
        """Whether an address is that of one resource of this case system: nobody can lead us elsewhere by one."""
        start = f"{self.api(api)}/{kind}/"
        rest = url.removeprefix(start)
        return url.startswith(start) and rest.isascii() and rest.replace("-", "").isalnum() and len(rest) <= 40


_kept: dict[str, tuple[tuple[int, int], tuple[Connection, ...]]] = {}
_lock = Lock()


def connections() -> tuple[Connection, ...]:
    """Return all that are set; none without BAKEN_ZGW. Raises `WrongSettings`."""
    name = str(settings.ZGW)
    if not name:
        return ()
    try:
        found = Path(name).stat()
        mark = (found.st_mtime_ns, found.st_size)
        with _lock:
            kept = _kept.get(name)
            if kept is None or kept[0] != mark:
                if found.st_mode & (stat.S_IRWXO | stat.S_IWGRP):
                    raise WrongSettings(
                        _("Het bestand van BAKEN_ZGW is voor anderen te lezen of te wijzigen. Geef het de rechten 600.")
                    )
                kept = _kept[name] = (mark, read(Path(name).read_text(encoding="utf-8")))
        return kept[1]
    except (OSError, UnicodeDecodeError):
        raise WrongSettings(_("Het bestand van BAKEN_ZGW is er niet, of is niet te lezen.")) from None


def connection_of(municipality: Municipality) -> Connection | None:
    """Return the connection of a municipality; None where it has none. Raises `WrongSettings`."""
    return next((one for one in connections() if one.municipality == municipality.code), None)


def of_token(told: str) -> Connection | None:
    """Return the connection whose notifications come with this token. Each is compared in constant time."""
    found = None
    for one in connections():
        same = hmac.compare_digest(one.token.encode(), told.encode("utf-8", "surrogatepass"))
        if same and one.token:
            found = one
    return found


def read(text: str) -> tuple[Connection, ...]:
    """Return what a file says. Raises `WrongSettings` at the first thing that isn't as it should be."""
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        raise WrongSettings(_("Het bestand van BAKEN_ZGW is geen geldig TOML.")) from None
    found = tuple(_one(code, table) for code, table in told.items())
    tokens = [one.token for one in found if one.token]
    if len(tokens) != len(set(tokens)):
        raise WrongSettings(_("BAKEN_ZGW: elke gemeente heeft een eigen token voor notificaties nodig."))
    return found


def _one(code: str, told: Any) -> Connection:
    def wrong(what: str) -> WrongSettings:
        return WrongSettings(_("BAKEN_ZGW, %(code)s: %(what)s") % {"code": code, "what": what})

    if not isinstance(told, dict):
        raise wrong(_("dit hoort een tabel te zijn, zoals [GM0453]"))
    if unknown := sorted(set(told) - set(PARTS)):
        raise wrong(_("onbekend: %(names)s") % {"names": ", ".join(unknown)})
    for name, value in told.items():
        if not isinstance(value, PARTS[name]):
            raise wrong(_("%(name)s heeft de verkeerde vorm") % {"name": name})
    for name in ("url", "client_id", "secret", "rsin"):
        if not told.get(name):
            raise wrong(_("%(name)s ontbreekt") % {"name": name})
    for name in ("url", "notifications"):
        if told.get(name) and not _safe(told[name]):
            raise wrong(_("%(name)s moet met https:// beginnen") % {"name": name})
    if not (len(told["rsin"]) == 9 and told["rsin"].isascii() and told["rsin"].isdigit()):
        raise wrong(_("rsin moet 9 cijfers hebben"))
    if sum(int(sign) * weight for sign, weight in zip(told["rsin"], (9, 8, 7, 6, 5, 4, 3, 2, -1), strict=True)) % 11:
        raise wrong(
            _("rsin klopt niet: er zit een tikfout in")
        )  # the case system refuses it too, but only at the first decision
    if told.get("token") and len(told["token"]) < TOKEN_MIN:
        raise wrong(_("token is te kort: gebruik 16 tekens of meer"))
    for name, known in (("statuses", STAGES), ("results", CONCLUSIONS)):
        table = told.get(name, {})
        if set(table) - known or not all(isinstance(one, str) and one for one in table.values()):
            raise wrong(_("%(name)s: gebruik alleen %(known)s") % {"name": name, "known": ", ".join(sorted(known))})
    parts = {name: value for name, value in told.items() if name not in ("url", "notifications", "measures")}
    return Connection(
        municipality=code,
        url=told["url"].rstrip("/"),
        notifications=told.get("notifications", "").rstrip("/"),
        measures={one: _kinds(kinds, wrong) for one, kinds in told.get("measures", {}).items()},
        **parts,
    )


def _kinds(told: Any, wrong: Any) -> Kinds:
    names = ("zaaktype", "decision", "document")
    if not isinstance(told, dict) or set(told) != set(names) or not all(isinstance(told[one], str) for one in names):
        raise wrong(_("measures: geef per instrument zaaktype, decision en document"))
    return Kinds(**told)


def _safe(url: str) -> bool:
    """Whether an address is one that secrets may go to: https, or this very machine."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    if parts.query or parts.fragment or parts.username or not parts.hostname:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOCAL)
