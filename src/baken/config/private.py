# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What Baken writes is for its own account on the machine only: files 600, folders 700.

The embedded database, mail that is kept as files, the facts and the documents hold what no other account on the machine
may read. New files get these rights by the umask; what an earlier version wrote gets them at the next start.
"""

import contextlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from . import env

UMASK = 0o077
OPEN = stat.S_IRWXG | stat.S_IRWXO


@contextlib.contextmanager
def private_files(wanted: bool = True) -> Iterator[None]:
    """Have everything that is written inside be readable by this account alone, child processes too; and what was written
    before (`close_files`). Nothing where that isn't `wanted`."""
    if not wanted:
        yield
        return
    before = os.umask(UMASK)
    try:
        with contextlib.suppress(ValueError):  # of settings that are wrong: whoever needs them says so
            close_files()
        yield
    finally:
        os.umask(before)


def close_files() -> list[Path]:
    """Take the rights of others from what was written before; return what was changed.

    The folder BAKEN_VAR itself is left as it is: it may hold more than what Baken wrote. What isn't ours to change, or
    goes away meanwhile, is passed over.
    """
    changed = []
    for path in _written():
        with contextlib.suppress(OSError):
            mode = path.lstat().st_mode
            if not stat.S_ISLNK(mode) and mode & OPEN:
                path.chmod(stat.S_IMODE(mode) & ~OPEN)
                changed.append(path)
    return changed


def _written() -> Iterator[Path]:
    """Yield what Baken writes: a folder that is closed keeps what is in it from others, so it isn't walked."""
    var = env.var()
    database = env.database()
    if str(database["ENGINE"]).endswith("sqlite3") and database["NAME"] != ":memory:":
        for end in ("", "-wal", "-shm", "-journal"):
            yield Path(f"{database['NAME']}{end}")
    mail = urlsplit(env.get("BAKEN_MAIL_URL"))
    yield Path(unquote(mail.path)) if mail.scheme == "file" and mail.path.strip("/") else var / "mail"
    for name, place in (
        ("BAKEN_FACTS", "facts"),
        ("BAKEN_DOCUMENTS", "documents"),
        ("BAKEN_AUDIT_ANCHOR", "audit-anchor"),
    ):
        yield Path(env.get(name, str(var / place)))
    yield from (var / name for name in ("secret-key", "keys.json", "demo-accounts.json"))
    yield from var.glob("council-pack-*")
