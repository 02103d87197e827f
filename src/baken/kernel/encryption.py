# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Text that the database holds encrypted: names, dates of birth, notes. Only Python with the keyring can read it.

A value is AES-256-GCM, stored as ``v1:<key id>:<base64 of nonce and ciphertext>``, sealed to its table, column and row: moved
elsewhere, it doesn't open. Each writing has its own nonce, so equal texts don't look equal, and no query can find, order or
compare by them; for finding there are search tokens. An empty text stays empty, as NULL stays NULL.
"""

import base64
import binascii
import secrets
from functools import lru_cache
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.core import checks
from django.core.exceptions import FieldError
from django.db import models
from django.db.models.lookups import IsNull
from django.db.models.query_utils import DeferredAttribute
from django.utils.translation import gettext as _

from . import keys
from .errors import BakenError

__all__ = ["EncryptedTextField", "Sealed", "Undecipherable", "encrypted_fields", "seal", "unseal"]

VERSION = "v1"
NONCE = 12


class Undecipherable(BakenError):
    """A stored text can't be read: written with a key that is gone, damaged, or put in another row or column."""


class Sealed(str):
    """A value as the database holds it. `owner` is the key of its row, once that is known."""

    owner: str = ""

    def __repr__(self) -> str:
        return "<sealed>"


class _Opened(str):
    """A text read from, or to be written to, the row `owner`: by which `bulk_update` can seal it.

    Django calls `prepare_database_save` on what `QuerySet.update` is given and refuses anything but a foreign key's. So
    `update(note=other.note)`, which would seal the text to the wrong row, fails loudly.
    """

    owner: str

    def __repr__(self) -> str:
        return "<opened>"  # in an error or a log line

    def __reduce__(self) -> tuple[Any, ...]:
        return (str, (str(self),))

    def prepare_database_save(self, field: Any) -> Any:
        raise TypeError(f"{field} can't be given the text of an encrypted field")


def seal(text: str, place: str, owner: str) -> Sealed:
    """Return `text` sealed with the current key to `place` (table|column) and row `owner`."""
    key = keys.ring().current("field")
    nonce = secrets.token_bytes(NONCE)
    data = _cipher(key.secret).encrypt(nonce, text.encode("utf-8", "surrogatepass"), _bound(place, owner))
    sealed = Sealed(f"{VERSION}:{key.id}:{base64.b64encode(nonce + data).decode()}")
    sealed.owner = owner
    return sealed


def unseal(sealed: str, place: str, owner: str) -> str:
    """Return the text of a stored value. Raises `Undecipherable`, whose text tells nothing of the content."""
    try:
        version, key_id, encoded = sealed.split(":")
        if version != VERSION:
            raise ValueError(version)
        data = base64.b64decode(encoded, validate=True)
        secret = keys.ring().get("field", key_id).secret
        plain = _cipher(secret).decrypt(data[:NONCE], data[NONCE:], _bound(place, owner))
    except (ValueError, binascii.Error, InvalidTag, keys.UnknownKey):
        raise Undecipherable(
            _(
                "Een afgeschermde tekst is niet te lezen: de sleutel ontbreekt, of de tekst is beschadigd of verplaatst. "
                "Er is niets gewijzigd. Meld dit aan de beheerder."
            )
        ) from None
    return plain.decode("utf-8", "surrogatepass")


@lru_cache(maxsize=64)
def _cipher(secret: bytes) -> AESGCM:
    return AESGCM(secret)


def _bound(place: str, owner: str) -> bytes:
    return f"{place}|{owner}".encode()


class EncryptedAttribute(DeferredAttribute):
    """Opens a value when it is asked for. The row keeps the sealed one, so that saving an unchanged text costs nothing."""

    field: "EncryptedTextField"

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        found = super().__get__(instance, cls)
        if instance is None or found is None:
            return found
        owner = self.field.owner_of(instance)
        if isinstance(found, Sealed):
            found = unseal(found, self.field.place, found.owner or owner)
        if not isinstance(found, str):
            return found
        opened = _Opened(found)
        opened.owner = owner
        return opened

    def __set__(self, instance: Any, value: Any) -> None:
        if isinstance(value, _Opened):
            value = str(value)
        elif isinstance(value, Sealed) and not value.owner:
            # Remembered now: a copy of this row, saved under another key, must still know what its text was sealed to.
            value.owner = self.field.owner_of(instance)
        instance.__dict__[self.field.attname] = value


class EncryptedTextField(models.TextField):
    """A text that the database never sees. Read and set it on an instance as any text; dates go in as ISO text.

    `.values()` gives the sealed value, `filter` knows only ``isnull``, `QuerySet.update` can't set it, and `dumpdata` leaves
    it out. `bulk_create` and `bulk_update` work. The model's key must be known before the first save (a UUID), and its
    table and column must keep their names (`db_table`, `db_column`): the values are sealed to them.
    """

    descriptor_class = EncryptedAttribute

    def __init__(self, *args: Any, **kwargs: Any):
        kwargs.setdefault("serialize", False)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("serialize", None)
        return name, path, args, kwargs

    @property
    def place(self) -> str:
        """Where its values belong: table|column."""
        return f"{self.model._meta.db_table}|{self.column}"

    def owner_of(self, instance: models.Model) -> str:
        """Return the key of an instance's row as text, "" while that isn't known."""
        key = instance._meta.pk
        found = instance.__dict__.get(key.attname) if key is not None else None
        if found is None or key is None:
            return ""
        return str(key.to_python(found))

    def check(self, **kwargs: Any) -> Any:
        wrong = []
        if self.unique or getattr(self, "db_index", False):
            wrong.append(checks.Error("An encrypted field can't be unique or indexed.", obj=self, id="kernel.E001"))
        if isinstance(self.model._meta.pk, models.AutoField):
            wrong.append(
                checks.Error("An encrypted field needs a key known before saving.", obj=self, id="kernel.E002")
            )
        return [*super().check(**kwargs), *wrong]

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        return Sealed(value) if value else value

    def pre_save(self, instance: Any, add: bool) -> Any:
        """Return the sealed value for this row; the one it has, unless the text or the row is new."""
        held = instance.__dict__.get(self.attname)
        owner = self.owner_of(instance)
        if isinstance(held, Sealed) and held.owner == owner and not instance._state.adding:
            return held
        text = getattr(instance, self.attname)
        if text is None or text == "":
            return None if text is None else ""
        return seal(self._text(text), self.place, owner)

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        if isinstance(value, _Opened) and value and value.owner:  # from bulk_update
            value = seal(value, self.place, value.owner)
        if value is None or value == "" or hasattr(value, "resolve_expression"):
            return None if value is None else super().get_db_prep_save(value, connection)
        if not isinstance(value, Sealed):
            raise TypeError(f"{self} can only be set on a row: an encrypted text is sealed to it")
        return str(value)

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name == "isnull":
            return IsNull
        raise FieldError(f"{self} is encrypted: it can't be looked up by {lookup_name}, only by isnull")

    def get_transform(self, lookup_name: str) -> Any:
        raise FieldError(f"{self} is encrypted: it has no {lookup_name}")

    def _text(self, value: Any) -> str:
        if not isinstance(value, str):
            raise TypeError(f"{self} holds text, not {type(value).__name__}; a date goes in as ISO text")
        return str(value)


def encrypted_fields() -> dict[type[models.Model], list[EncryptedTextField]]:
    """Return the encrypted fields of each table of this installation."""
    from django.apps import apps

    found = {
        model: [field for field in model._meta.local_fields if isinstance(field, EncryptedTextField)]
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    }
    return {model: fields for model, fields in found.items() if fields}
