# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A pack's files: made from its content, and once issued kept and served as they were."""

import hashlib
import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from baken.kernel.errors import BakenError

from . import content
from .documents import Document, render_csv, render_docx, render_pdf
from .documents.csv import csv_names, render_readme
from .documents.pdf import draw
from .models import CouncilPack, FileKind, PackFile

MEDIA_TYPES = {
    FileKind.PDF: "application/pdf",
    FileKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileKind.CSV: "text/csv; charset=utf-8",
    FileKind.CSV_ZIP: "application/zip",
    FileKind.JSON: "application/json",
}
README, CONTENT = "leesmij.txt", "content.json"


class FileDamaged(BakenError):
    """A kept file is gone or isn't what it was when the pack was issued. It is not served, and never made again."""


@dataclass(frozen=True, slots=True)
class MadeFile:
    """One file in memory."""

    kind: FileKind
    name: str
    data: bytes

    @property
    def media_type(self) -> str:
        return MEDIA_TYPES[self.kind]


def document_of(pack: CouncilPack, *, issued_at: datetime | None = None) -> Document:
    """Return the pack as a document; with `issued_at`, as it will be once issued at that moment."""
    return Document(
        title=pack.title,
        municipality=pack.municipality.name,
        year=pack.year,
        edition=pack.edition,
        status="issued" if issued_at else pack.status,
        as_of=pack.as_of,
        made_at=pack.made_at,
        issued_at=issued_at or pack.issued_at,
        sections=content.load(pack.content),
        content_digest=pack.content_digest,
        facts_digest=pack.facts_digest,
        code_version=pack.code_version,
    )


def make_all(pack: CouncilPack, *, issued_at: datetime | None = None) -> tuple[MadeFile, ...]:
    """Return every file of the pack: PDF, Word, a CSV per panel, all CSV in one archive, and the content as JSON."""
    document = document_of(pack, issued_at=issued_at)
    charts = draw(document)
    tables = _tables(document)
    return (
        MadeFile(FileKind.PDF, f"{pack.stem}.pdf", render_pdf(document, charts)),
        MadeFile(FileKind.DOCX, f"{pack.stem}.docx", render_docx(document, charts)),
        *tables,
        MadeFile(FileKind.CSV_ZIP, f"{pack.stem}-csv.zip", _archive(pack, document, tables)),
        MadeFile(FileKind.JSON, f"{pack.stem}.json", pack.content.encode()),
    )


def make_one(pack: CouncilPack, name: str) -> MadeFile | None:
    """Return one file of a draft, made now; None when a pack has no such file."""
    document = document_of(pack)
    if name == f"{pack.stem}.pdf":
        return MadeFile(FileKind.PDF, name, render_pdf(document))
    if name == f"{pack.stem}.docx":
        return MadeFile(FileKind.DOCX, name, render_docx(document))
    tables = _tables(document)
    others = (
        *tables,
        MadeFile(FileKind.CSV_ZIP, f"{pack.stem}-csv.zip", _archive(pack, document, tables)),
        MadeFile(FileKind.JSON, f"{pack.stem}.json", pack.content.encode()),
    )
    return next((made for made in others if made.name == name), None)


def names_of(pack: CouncilPack) -> list[tuple[FileKind, str]]:
    """Return kind and name of every file that the pack has or, as a draft, would have. No file is made for this."""
    panels = content.panels_of(content.load(pack.content))
    return [
        (FileKind.PDF, f"{pack.stem}.pdf"),
        (FileKind.DOCX, f"{pack.stem}.docx"),
        (FileKind.CSV_ZIP, f"{pack.stem}-csv.zip"),
        (FileKind.JSON, f"{pack.stem}.json"),
        *((FileKind.CSV, name) for name in csv_names(panels) if name),
    ]


def keep(pack: CouncilPack, made: Iterable[MadeFile]) -> list[PackFile]:
    """Write files under DOCUMENTS_ROOT and return their (unsaved) records. A file is there whole or not at all."""
    folder = Path(pack.municipality.slug) / str(pack.year) / str(pack.id)
    root = Path(settings.DOCUMENTS_ROOT)
    (root / folder).mkdir(parents=True, exist_ok=True)
    records = []
    for file in made:
        _write_whole(root / folder / file.name, file.data)
        records.append(
            PackFile(
                municipality_id=pack.municipality_id,
                pack=pack,
                kind=file.kind,
                name=file.name,
                media_type=file.media_type,
                sha256=hashlib.sha256(file.data).hexdigest(),
                size=len(file.data),
                path=(folder / file.name).as_posix(),
            )
        )
    return records


def read_kept(file: PackFile) -> bytes:
    """Return a kept file, after comparing its hash. Raises `FileDamaged`."""
    path = Path(settings.DOCUMENTS_ROOT) / file.path
    try:
        data = path.read_bytes()
    except OSError as problem:
        raise FileDamaged(f"{file.name}: bestand ontbreekt ({file.path})") from problem
    if hashlib.sha256(data).hexdigest() != file.sha256:
        raise FileDamaged(f"{file.name}: bestand is na het vaststellen veranderd ({file.path})")
    return data


def current(pack: CouncilPack, name: str) -> MadeFile | None:
    """Return the file called `name`: as kept when the pack is issued, made now when it is a draft. None if there is none."""
    if not pack.is_frozen:
        return make_one(pack, name)
    kept = PackFile.objects.filter(pack=pack, name=name).first()
    return None if kept is None else MadeFile(FileKind(kept.kind), kept.name, read_kept(kept))


def write_pack(pack: CouncilPack, folder: Path) -> list[Path]:
    """Write council-pack-2025.pdf and .docx and a folder council-pack-2025-csv; return what was written.

    An issued pack is copied from its kept files, a draft is made now.
    """
    if pack.is_frozen:
        made = [
            MadeFile(FileKind(kept.kind), kept.name, read_kept(kept)) for kept in PackFile.objects.filter(pack=pack)
        ]
    else:
        made = list(make_all(pack))
    tables = folder / f"{pack.stem}-csv"
    tables.mkdir(parents=True, exist_ok=True)
    for old in tables.iterdir():
        if old.suffix in {".csv", ".json", ".txt"}:
            old.unlink()
    written = []
    for file in made:
        if file.kind in {FileKind.PDF, FileKind.DOCX}:
            written.append(_write_whole(folder / file.name, file.data))
        elif file.kind is FileKind.CSV_ZIP:
            with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
                written += [_write_whole(tables / Path(name).name, archive.read(name)) for name in archive.namelist()]
    return written


def _tables(document: Document) -> tuple[MadeFile, ...]:
    names = csv_names(document.panels)
    return tuple(
        MadeFile(FileKind.CSV, name, render_csv(panel).encode())
        for name, panel in zip(names, document.panels, strict=True)
        if name
    )


def _archive(pack: CouncilPack, document: Document, tables: Iterable[MadeFile]) -> bytes:
    tables = tuple(tables)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        readme = render_readme(document, csv_names(document.panels))
        entries = [(table.name, table.data) for table in tables]
        entries += [(README, readme.encode()), (CONTENT, pack.content.encode())]
        for name, data in entries:
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _write_whole(path: Path, data: bytes) -> Path:
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(data)
    return part.replace(path)
