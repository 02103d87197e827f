# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What changes: saving a mapping, deleting it, and storing the figures of a file."""

from datetime import datetime
from pathlib import Path

from django.utils.text import slugify
from django.utils.translation import gettext as _

from baken.access.facade import Actor, municipality_of, require
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.errors import Reason, Refused, StaleVersion
from baken.kernel.models import Municipality

from ..changed import figures_changed
from ..facts import Dataset, FactError, Receipt
from ..models import ColumnMapping
from ..store import store
from . import queries
from .checks import Checked, check
from .datasets import dataset_of
from .mapping import Mapping
from .reading import read


@action
def save_mapping(
    *,
    actor: Actor,
    at: datetime,
    municipality: Municipality,
    title: str,
    method: str,
    mapping: Mapping,
    record: ColumnMapping | None = None,
    version: int | None = None,
) -> ColumnMapping:
    """Save a mapping under a name and return it: a new one, or `record` as it was at `version`.

    Raises `Refused` when another mapping has the name, `StaleVersion` when `record` changed since. The slug of a saved
    mapping stays: datasets and commands go by it.
    """
    found = record
    if found is None:
        require(actor, queries.LOAD)
        found = ColumnMapping(municipality=municipality, slug=slugify(title)[:60])
    else:
        require(actor, queries.LOAD, found)
        found = ColumnMapping.objects.locked().get(pk=found.pk)
        if version is not None and found.version != version:
            raise StaleVersion(_("De indeling is intussen door iemand anders veranderd."))
    wanted = {"title": title, "method": method, "layout": mapping.to_json(), "fictitious": mapping.fictitious}
    if record is not None and all(getattr(found, name) == value for name, value in wanted.items()):
        audit.record("column_mapping.used", found)
        return found
    _refuse_name(municipality, found, title)
    for name, value in wanted.items():
        setattr(found, name, value)
    found.save()
    audit.record("column_mapping.saved", found, slug=found.slug, columns=len(mapping.uses))
    return found


def _refuse_name(municipality: Municipality, record: ColumnMapping, title: str) -> None:
    others = ColumnMapping.objects.filter(municipality=municipality).exclude(pk=record.pk)
    if not slugify(title):
        raise Refused((Reason("no_name", _("Geef een naam met letters of cijfers.")),))
    if others.filter(slug=record.slug).exists() or others.filter(title__iexact=title).exists():
        raise Refused((Reason("name_taken", _("Er is al een indeling met deze naam. Kies een andere naam.")),))


@action
def delete_mapping(*, actor: Actor, at: datetime, record: ColumnMapping) -> None:
    """Delete a saved mapping. Figures that were read in by it stay."""
    require(actor, queries.LOAD, record)
    audit.record("column_mapping.deleted", record, slug=record.slug)
    record.delete()


@action
def store_figures(
    *,
    actor: Actor,
    at: datetime,
    municipality: Municipality,
    checked: Checked,
    record: ColumnMapping,
    sha256: str,
) -> Receipt:
    """Store the rows of a sound file and return the receipt. `sha256` is of the file, for the log.

    The facts are stored last: should they be refused, the log and whatever else this transaction holds goes too. Raises
    `FileProblems`.
    """
    require(actor, queries.LOAD, record)
    dataset = _dataset(municipality, record, checked)
    audit.record(
        "figures.loaded", resource_type="observe.source", resource_id=dataset.id, municipality_id=municipality.id,
        mapping=record.slug, rows=len(checked.rows), sha256=sha256,
    )  # fmt: skip
    try:
        receipt = store().load(dataset, checked.rows, retrieved_at=at)
    except FactError as error:
        raise queries.refused(error) from error
    if receipt.added or receipt.revised:
        figures_changed(at)
    return receipt


@action
def save_and_store(
    *,
    actor: Actor,
    at: datetime,
    municipality: Municipality,
    checked: Checked,
    mapping: Mapping,
    title: str,
    method: str,
    sha256: str,
    record: ColumnMapping | None = None,
    version: int | None = None,
) -> tuple[str, Receipt]:
    """Save the mapping and store the figures, both or neither; return the dataset's id and the receipt. Raises what the
    two raise."""
    saved = save_mapping(
        actor=actor, at=at, municipality=municipality, title=title, method=method, mapping=mapping, record=record,
        version=version,
    )  # fmt: skip
    receipt = store_figures(actor=actor, at=at, municipality=municipality, checked=checked, record=saved, sha256=sha256)
    return _dataset(municipality, saved, checked).id, receipt


def import_file(
    *, actor: Actor, at: datetime, path: Path, mapping_slug: str, year: int | None = None, dry_run: bool = False
) -> Receipt:
    """Read a file in by a saved mapping and return what that stored (or, with `dry_run`, what it would store).

    `year` is needed where the mapping has no column for it. Raises `UnknownMapping`, or `FileProblems` with everything
    that is wrong; then nothing was stored. OSError when the file can't be read.
    """
    from hashlib import sha256

    require(actor, queries.LOAD)
    municipality = municipality_of(actor)
    record = queries.mapping_called(actor, mapping_slug)
    mapping = Mapping.from_json(record.layout, year=year, fictitious=record.fictitious)
    table = read(path, sheet=mapping.sheet)
    checked = check(table, mapping, queries.world_of(municipality, at))
    if dry_run:
        told = queries.preview(_dataset(municipality, record, checked), checked.rows)
        return Receipt("", told.added, told.revised, told.unchanged)
    digest = sha256(path.read_bytes()).hexdigest()
    return store_figures(actor=actor, at=at, municipality=municipality, checked=checked, record=record, sha256=digest)


def _dataset(municipality: Municipality, record: ColumnMapping, checked: Checked) -> Dataset:
    return dataset_of(
        municipality,
        title=record.title,
        slug=record.slug,
        method=record.method,
        counts=checked.counts,
        years=checked.years,
        fictitious=record.fictitious,
    )
