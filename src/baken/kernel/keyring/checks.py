# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether this keyring is the one with which this database was written.

The database holds, per key, an HMAC of a constant: enough to know a key again, nothing to find it by. It is written when
the database is migrated and when a key is added, and compared at each start and when the ring is first used.
"""

import hashlib
import hmac
from collections.abc import Iterable, Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DatabaseError, connection, transaction

from ..keys import Key, Provider, Ring, WrongKey, database, ring

Place = tuple[Any, ...]
CONSTANT = b"baken key check"
TABLE = "kernel_keycheck"


def fingerprint(key: Key) -> str:
    """Return by what a key is known again: 64 hex digits."""
    return hmac.new(key.derive("check"), CONSTANT + key.use.encode(), hashlib.sha256).hexdigest()


def hold(ring: Ring, where: str) -> None:
    """Raise `WrongKey` unless the ring has every key that the database knows."""
    missing, other = [], []
    for use, key_id, known in _known():
        key = next((one for one in ring.all(use) if one.id == key_id), None)
        if key is None:
            missing.append(f"{use} {key_id}")
        elif not hmac.compare_digest(fingerprint(key), known):
            other.append(f"{use} {key_id}")
    if missing or other:
        raise WrongKey(_wrong(where, missing, other))


def refuse_to_make(source: Provider) -> None:
    """Raise `WrongKey` unless a new ring may be made: in the demo, for a database that knows no keys yet."""
    if knows_keys():
        raise WrongKey(
            f"De sleutelbos {source.where()} ontbreekt, en deze database is met sleutels beschreven. Zet de sleutelbos "
            "terug uit uw reservekopie; er is niets gewijzigd. (The keyring is missing and this database was written with "
            "keys: put the keyring back from your backup. Nothing was changed.)"
        )
    if not source.may_make():
        raise WrongKey(
            f"Er is geen sleutelbos {source.where()}. Maak er een met: baken keys make {source.where()} "
            "(There is no keyring; make one with this command.)"
        )


def knows_keys() -> bool:
    """Return whether this database was written with keys. Raises `DatabaseError` when it doesn't answer."""
    return bool(_known())


def remember(ring: Ring) -> None:
    """Write down by what each key is known again. Raises `WrongKey` first when the database knows others."""
    hold(ring, "")
    model = _model()
    with transaction.atomic():
        known = set(model.objects.values_list("use", "key_id"))
        model.objects.bulk_create(
            (
                model(use=key.use, key_id=key.id, fingerprint=fingerprint(key))
                for key in ring.all()
                if (key.use, key.id) not in known
            ),
            ignore_conflicts=True,
        )


def mark_replaced(use: str, key_id: str) -> None:
    """Write down that a rotation went through all that was written with a key."""
    _model().objects.filter(use=use, key_id=key_id).update(replaced=True)


def is_replaced(use: str, key_id: str) -> bool:
    """Return whether a rotation went through all that was written with a key."""
    return bool(_model().objects.filter(use=use, key_id=key_id, replaced=True).exists())


def forget(use: str, key_id: str) -> None:
    """Let the database no longer ask for a key that is going to be dropped."""
    _model().objects.filter(use=use, key_id=key_id).delete()


def _known() -> list[tuple[str, str, str]]:
    """Return use, id and fingerprint of each key that the database knows; none before its table was made."""
    if not _has_table(database()):
        return []
    return list(_model().objects.order_by("use", "key_id").values_list("use", "key_id", "fingerprint"))


@register(Tags.database)
def keyring_check(app_configs: Any = None, databases: Sequence[str] | None = None, **told: Any) -> list[CheckMessage]:
    """Say so when the keyring is missing or another database's. Run by `baken check`; `serve` and `worker` won't start."""
    if databases is not None and "default" not in databases:
        return []
    try:
        ring()
    except WrongKey as problem:
        return [Error(str(problem), id="kernel.E003")]
    except DatabaseError:
        return []  # whoever asks for rows hears of it
    return []


def before_migrating(sender: Any, **told: Any) -> None:
    """Answer to Django's `pre_migrate`: nothing is migrated with a missing or wrong keyring."""
    _tables.clear()
    ring()


def after_migrating(sender: Any, **told: Any) -> None:
    """Answer to Django's `post_migrate`: the database learns by what to know its keys."""
    _tables.clear()
    if _has_table(database()):
        remember(ring())


_tables: set[Place] = set()


def _has_table(name: Place) -> bool:
    if name not in _tables:
        if TABLE not in connection.introspection.table_names():
            return False
        _tables.add(name)
    return True


def _model() -> Any:
    from ..models import KeyCheck

    return KeyCheck


def _wrong(where: str, missing: Iterable[str], other: Iterable[str]) -> str:
    told = [*(f"{one} ontbreekt (missing)" for one in missing), *(f"{one} is een andere (differs)" for one in other)]
    return (
        f"De sleutelbos {where} hoort niet bij deze database: {', '.join(told)}. Zet de juiste sleutelbos terug; er is niets "
        "gewijzigd. (This keyring isn't the one of this database: put the right one back. Nothing was changed.)"
    )
