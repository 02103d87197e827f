# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Has ClamAV look at a file before it comes in, where ``BAKEN_CLAMD`` names a clamd. No scanner set: nothing is asked.

A scanner that doesn't answer, or can't look at the file, lets nothing in: whoever set one wants no file unscanned.
"""

import logging
import re
import socket
import struct
import time

from django.conf import settings
from django.utils.translation import gettext as _

from ..errors import Reason

logger = logging.getLogger(__name__)

PATIENCE = 30.0
"""Seconds for the whole conversation."""
CHUNK = 1 << 16
MAX_ANSWER = 4096
_FOUND = re.compile(r"stream: (.{1,200}) FOUND")


def problem_of(data: bytes) -> Reason | None:
    """Return why this content may not come in, or None when it is clean or no scanner is set."""
    where = str(getattr(settings, "CLAMD", ""))
    if not where:
        return None
    try:
        answer = _ask(where, data)
    except (OSError, ValueError) as problem:
        logger.error("virus scanner %s: %s", where, problem)
        answer = ""
    if answer == "stream: OK":
        return None
    if _FOUND.fullmatch(answer):
        logger.warning("virus scanner: %s", answer[:200])
        return Reason(
            "virus", _("In het bestand zit schadelijke software. Het is niet bewaard. Meld dit aan uw beheerder.")
        )
    if answer:
        logger.error("virus scanner %s could not look: %s", where, answer[:200])
    return Reason(
        "not_scanned",
        _("De virusscanner geeft geen antwoord. Daarom is het bestand niet bewaard. Probeer het later opnieuw."),
    )


def _ask(where: str, data: bytes) -> str:
    """Speak clamd's INSTREAM: chunks with their length before them, an empty one to end. Return its answer."""
    until = time.monotonic() + PATIENCE
    with _connected(where) as line:
        try:
            line.sendall(b"zINSTREAM\0")
            for start in range(0, len(data), CHUNK):
                line.settimeout(_left(until))
                piece = data[start : start + CHUNK]
                line.sendall(struct.pack(">I", len(piece)) + piece)
            line.sendall(struct.pack(">I", 0))
        except (BrokenPipeError, ConnectionResetError):
            pass  # it had heard enough (too large); its answer tells
        answer = b""
        while not answer.endswith(b"\0") and len(answer) < MAX_ANSWER:
            line.settimeout(_left(until))
            piece = line.recv(MAX_ANSWER)
            if not piece:
                break
            answer += piece
    if not answer.endswith(b"\0"):
        raise ValueError("no whole answer")
    return answer[:-1].decode("utf-8", "replace").strip()


def _connected(where: str) -> socket.socket:
    if not where.startswith("unix:"):
        host, _colon, port = where.rpartition(":")
        return socket.create_connection((host.strip("[]"), int(port)), timeout=PATIENCE)
    line = socket.socket(socket.AF_UNIX)
    line.settimeout(PATIENCE)
    try:
        line.connect(where.removeprefix("unix:"))
    except BaseException:
        line.close()
        raise
    return line


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError("no answer in time")
    return left
