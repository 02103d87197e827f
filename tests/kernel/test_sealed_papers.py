# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A confidential paper lies encrypted under a name that tells nothing, and opens for its own row alone."""

import io
import stat
import time
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import models, transaction
from django.test.utils import isolate_apps
from hypothesis import HealthCheck, given
from hypothesis import settings as trying
from hypothesis import strategies as st

from baken.kernel import keys
from baken.kernel.ids import uuid7
from baken.kernel.keyring import rotation as key_rotation
from baken.kernel.models import KeyCheck
from baken.kernel.papers import sealed as sealed_papers
from baken.kernel.papers.kept import PaperDamaged, PaperRefused, examine
from baken.kernel.papers.sealed import PIECE, SealedPaperFields, destroy, download, files, keep, open_sealed, strays

from .pictures import SECRET, huge_png, telling_jpeg
from .towns import NOW

pytestmark = pytest.mark.django_db
TEXT = b"Getuige verklaart: kanarie gezien.\n"

with isolate_apps("tests"):

    class Attachment(SealedPaperFields):
        """A row of a feature, never stored here."""

        id = models.UUIDField(primary_key=True, default=uuid7)

        class Meta:
            app_label = "tests"
            db_table = "tests_attachment"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path) -> Path:
    settings.DOCUMENTS_ROOT = tmp_path / "documents"
    return settings.DOCUMENTS_ROOT / "sealed"


def checked(data=TEXT, name="verklaring Jansen.txt"):
    file = io.BytesIO(data)
    file.name, file.size = name, len(data)
    return examine(file)


def kept(data=TEXT, name="verklaring Jansen.txt"):
    owner = uuid7()
    return Attachment(id=owner, **keep(checked(data, name), owner_id=owner).fields)


def path(folder, paper):
    return folder / str(paper.file)[:2] / str(paper.file)


@pytest.mark.parametrize("size", [1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 3 * PIECE + 17])
def test_it_opens_as_it_was_whatever_its_size(folder, size):
    data = (TEXT * (size // len(TEXT) + 1))[:size]
    paper = kept(data)
    held = path(folder, paper).read_bytes()
    assert open_sealed(paper) == data
    assert TEXT[:20] not in held
    assert stat.S_IMODE(path(folder, paper).stat().st_mode) == 0o600


def test_nothing_on_disk_or_in_the_row_tells_what_it_is(folder):
    one, other = kept(), kept()
    assert path(folder, one).read_bytes()[60:] != path(folder, other).read_bytes()[60:]
    assert one.digest != other.digest
    assert one.file != other.file
    assert list(files()) == sorted([one.file, other.file])
    names = [p.name for p in folder.rglob("*")]
    assert not any("Jansen" in name or checked().digest in name for name in names)


def test_it_is_served_as_a_download_that_runs_nowhere(folder):
    answer = download(kept())
    assert b"".join(answer.streaming_content) == TEXT
    assert answer["Content-Disposition"] == 'attachment; filename="verklaring Jansen.txt"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox;")
    assert answer["Cache-Control"] == "private, no-store"
    assert not answer.has_header("ETag")


@trying(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(data=st.data())
def test_no_byte_can_be_changed_cut_off_or_added(folder, data):
    paper = kept()
    file = path(folder, paper)
    held = file.read_bytes()
    how = data.draw(st.sampled_from(["change", "cut", "add"]))
    if how == "change":
        at = data.draw(st.integers(0, len(held) - 1))
        changed = held[:at] + bytes((held[at] ^ data.draw(st.integers(1, 255)),)) + held[at + 1 :]
    elif how == "cut":
        changed = held[: data.draw(st.integers(0, len(held) - 1))]
    else:
        changed = held + data.draw(st.binary(min_size=1, max_size=40))
    file.write_bytes(changed)
    with pytest.raises(PaperDamaged) as told:
        open_sealed(paper)
    assert "Getuige" not in str(told.value)


def test_pieces_cannot_change_places_or_be_left_out(folder):
    paper = kept(b"a" * PIECE + b"b" * PIECE + b"c" * PIECE)
    file = path(folder, paper)
    held = file.read_bytes()
    size = PIECE + 16
    head = len(held) - 3 * size
    one, two, three = (held[head + n * size : head + (n + 1) * size] for n in range(3))
    for pieces in ((two, one, three), (one, two), (one, three), (one, two, two, three), ()):
        file.write_bytes(held[:head] + b"".join(pieces))
        with pytest.raises(PaperDamaged):
            open_sealed(paper)
    file.write_bytes(held)
    assert open_sealed(paper)


def test_it_opens_for_no_other_row_and_under_no_other_name(folder):
    paper, other = kept(), kept(b"iets anders")
    stolen = Attachment(**{**fields(other), "file": paper.file})
    with pytest.raises(PaperDamaged):
        open_sealed(stolen)
    stolen = Attachment(**{**fields(other), "file": paper.file, "digest": paper.digest, "size": paper.size})
    with pytest.raises(PaperDamaged):
        open_sealed(stolen)
    path(folder, other).write_bytes(path(folder, paper).read_bytes())
    with pytest.raises(PaperDamaged):
        open_sealed(other)


def fields(paper):
    return {"id": paper.id, "file": paper.file, "size": paper.size, "digest": paper.digest, "media_type": "text/plain"}


@pytest.mark.django_db(transaction=True)
def test_it_goes_when_the_row_is_gone_for_good_and_not_before(folder):
    paper = kept()
    with transaction.atomic():
        destroy(paper)
        transaction.set_rollback(True)
    assert open_sealed(paper) == TEXT
    with transaction.atomic():
        destroy(paper)
        assert open_sealed(paper) == TEXT
    assert not path(folder, paper).exists()
    destroy(paper)
    with pytest.raises(PaperDamaged, match="gone"):
        open_sealed(paper)


def test_a_file_without_a_row_is_found_and_others_are_left(folder):
    paper, stray = kept(), kept()
    (folder / "ab").mkdir(exist_ok=True)
    (folder / "ab" / ".x.part").write_bytes(b"")
    assert list(strays({paper.file}, before=time.time() + 60)) == [stray.file]
    assert list(strays({paper.file}, before=time.time() - 60)) == []
    sealed_papers.remove(stray.file)
    assert list(files()) == [paper.file]


def test_rotation_wraps_it_anew_and_the_old_key_may_go(own_ring, folder):
    papers = [kept(), kept(b"x" * (PIECE + 5))]
    digests = [paper.digest for paper in papers]
    old = keys.ring().current("paper").id
    with pytest.raises(key_rotation.InUse):
        key_rotation.drop(old, at=NOW)
    assert key_rotation.rotate("paper", at=NOW, say=lambda _: None) == 0
    assert {sealed_papers.key_of(file) for file in files()} == {keys.ring().current("paper").id}
    assert old != keys.ring().current("paper").id
    key_rotation.drop(old, at=NOW)
    assert [len(open_sealed(paper)) for paper in papers] == [len(TEXT), PIECE + 5]
    assert [paper.digest for paper in papers] == digests


def test_with_another_ring_it_stays_shut_and_as_it_is(own_ring, folder):
    paper = kept()
    held = path(folder, paper).read_bytes()
    keys.provider().change(lambda ring: ring.with_key(keys.new_key("paper")))
    first = keys.ring().all("paper")[0].id
    keys.provider().change(lambda ring: ring.without("paper", first))
    KeyCheck.objects.filter(key_id=first).delete()
    with pytest.raises(PaperDamaged, match="key"):
        open_sealed(paper)
    assert key_rotation.rotate("paper", at=NOW, say=lambda _: None) == 1
    assert path(folder, paper).read_bytes() == held


def test_a_photo_is_stripped_before_it_is_kept(folder):
    paper = kept(telling_jpeg(6), "foto.jpg")
    assert SECRET not in open_sealed(paper)
    assert paper.size == len(open_sealed(paper))
    with pytest.raises(PaperRefused) as refused:
        checked(huge_png(), "foto.png")
    assert [reason.slug for reason in refused.value.reasons] == ["too_many_pixels"]


def test_its_name_is_sealed_to_the_row():
    paper = kept()
    assert paper.name == "verklaring Jansen.txt"
    assert Attachment._meta.get_field("name").place == "tests_attachment|name"
    assert str(uuid4()) not in repr(paper)
