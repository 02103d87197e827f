# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Starting over: what the example wrote under var/ goes."""

import shutil
import sys
from pathlib import Path

from baken.config import env

WRITTEN = (
    *("baken.sqlite3", "baken.sqlite3-wal", "baken.sqlite3-shm", "facts", "documents", "demo-accounts.json"),
    *("audit-anchor", "keys.json", "keys.json.lock"),
)


def reset() -> None:
    """Remove the example's database with its keys and anchor, facts and documents.

    Only the embedded database: another one isn't ours to drop.
    """
    var = env.var()
    if not str(env.database()["ENGINE"]).endswith("sqlite3"):
        sys.exit("baken: RESET works on the embedded database only; empty your own database yourself and run again")
    for path in (*(var / name for name in WRITTEN), Path(str(env.database()["NAME"])), *var.glob("council-pack-*")):
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
