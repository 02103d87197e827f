# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The keyring: made once, kept for us alone, never replaced by another, and turned without losing a text."""

import json
import os
import shutil
import signal
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.core.checks import run_checks
from django.db import connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from baken.access.authorization import row_security
from baken.kernel import keys
from baken.kernel.encryption import encrypted_fields
from baken.kernel.ids import uuid7
from baken.kernel.keyring import checks as key_checks
from baken.kernel.keyring import command as keys_command
from baken.kernel.keyring import rotation as key_rotation
from baken.kernel.keyring.file import KeyringFile, dump, parse
from baken.kernel.models import AuditEntry, AuditPersonal, KeyCheck
from baken.kernel.papers.sealed import PaperDamaged
from tests.plugins.databases import as_owner

from .towns import NOW, town


def quiet(_line):
    """Say nothing."""


def personal(text, municipality_id=None):
    owner = municipality_id or uuid4()
    return AuditPersonal.objects.create(
        entry_id=uuid7(), municipality_id=owner, resource_type="t", resource_id="1", content=text
    )


def raw(row):
    return AuditPersonal.objects.values_list("content", flat=True).get(pk=row.pk)


def test_a_ring_is_written_and_read_back_and_never_shows_its_secrets():
    ring = keys.new_ring()
    again = parse(dump(ring), "x")
    assert again.all() == ring.all()
    assert again.currents() == ring.currents()
    assert {key.use for key in ring.all()} == set(keys.USES)
    assert all(len(key.secret) == 32 and key.secret.hex() not in repr(key) for key in ring.all())
    assert len({key.secret for key in ring.all()} | {key.derive("a") for key in ring.all()}) == 8


def test_a_key_belongs_to_its_use():
    ring = keys.new_ring()
    with pytest.raises(keys.UnknownKey):
        ring.get("audit", ring.current("field").id)
    with pytest.raises(keys.UnknownKey):
        ring.get("field", "")


GOOD = json.loads(dump(keys.new_ring()))


@given(
    st.one_of(
        st.text(),
        st.recursive(
            st.none() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
        ).map(json.dumps),
        st.sampled_from(["version", "keys", "current"]).map(lambda k: json.dumps({**GOOD, k: None})),
        st.sampled_from(["id", "use", "secret"]).map(
            lambda k: json.dumps({**GOOD, "keys": [{**GOOD["keys"][0], k: "x:"}, *GOOD["keys"][1:]]})
        ),
        st.integers(1, 400).map(lambda n: json.dumps(GOOD)[:-n]),
    )
)
def test_a_damaged_file_is_a_wrong_key_whatever_it_holds(text):
    with pytest.raises(keys.WrongKey) as wrong:
        parse(text, "sleutels.json")
    assert not any(key["secret"] in str(wrong.value) for key in GOOD["keys"])


def test_two_keys_with_one_name_are_refused():
    with pytest.raises(keys.WrongKey):
        parse(json.dumps({**GOOD, "keys": GOOD["keys"] * 2}), "x")


def test_processes_that_start_together_use_the_first_ones_ring(tmp_path):
    where = KeyringFile(tmp_path / "deep" / "keys.json")
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: where.make(keys.new_ring()), range(8)))
    first = where.load()
    where.make(keys.new_ring())
    assert where.load().all() == first.all()
    assert [path.name for path in where.path().parent.iterdir()] == ["keys.json"]
    assert stat.S_IMODE(where.path().stat().st_mode) == 0o600


def test_changes_at_the_same_time_all_arrive(tmp_path):
    where = KeyringFile(tmp_path / "keys.json")
    where.make(keys.new_ring())
    made = [keys.new_key("field") for _ in range(12)]
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda key: where.change(lambda ring: ring.with_key(key)), made))
    assert {key.id for key in made} <= {key.id for key in where.load().all("field")}
    assert stat.S_IMODE(where.path().stat().st_mode) == 0o600


@pytest.mark.parametrize("mode", [0o604, 0o602, 0o777])
def test_a_ring_that_everybody_can_read_or_change_is_refused(tmp_path, mode):
    where = KeyringFile(tmp_path / "keys.json")
    where.make(keys.new_ring())
    where.path().chmod(mode)
    with pytest.raises(keys.WrongKey, match="600"):
        where.load()


def test_the_demo_makes_a_ring_once(own_ring):
    first = keys.ring()
    assert first is keys.ring()
    assert parse(own_ring.read_text(), "x").currents() == first.currents()
    assert KeyCheck.objects.count() == len(keys.USES)
    assert not any(key.secret.hex() in str(list(KeyCheck.objects.values())) for key in first.all())


@pytest.mark.django_db
def test_production_makes_none_by_itself(settings, tmp_path):
    KeyCheck.objects.all().delete()
    settings.KEYS, settings.DEMO = str(tmp_path / "keys.json"), False
    with pytest.raises(keys.WrongKey, match="baken keys make"):
        keys.ring()
    assert not (tmp_path / "keys.json").exists()


def test_a_missing_ring_is_not_replaced_when_the_database_knows_keys(own_ring):
    own_ring.unlink()
    with pytest.raises(keys.WrongKey, match=r"ontbreekt.*reservekopie"):
        keys.ring()
    assert not own_ring.exists()
    with pytest.raises(keys_command.Wrong, match="backup"):
        keys_command.make(own_ring)
    assert not own_ring.exists()


def swapped(ring):
    """The same ids with two secrets changed about."""
    one, other, *rest = ring.all()
    pair = [keys.Key(one.id, other.secret, one.use), keys.Key(other.id, one.secret, other.use)]
    return keys.Ring([*pair, *rest], ring.currents())


@pytest.mark.parametrize("other", [lambda ring: keys.new_ring(), swapped], ids=["another", "swapped"])
def test_another_ring_is_refused_everywhere_and_nothing_is_overwritten(own_ring, other):
    row = personal("Jansen")
    before, right = raw(row), own_ring.read_text()
    wrong = dump(other(keys.ring()))
    own_ring.write_text(wrong)
    for ask in (keys.ring, lambda: row.refresh_from_db() or row.content, lambda: personal("x")):
        with pytest.raises(keys.WrongKey, match="hoort niet bij deze database"), transaction.atomic():
            ask()
    with pytest.raises(keys.WrongKey):
        key_checks.before_migrating(None)
    with pytest.raises(keys.WrongKey):
        key_rotation.rotate("field", at=NOW, say=quiet)
    with pytest.raises(keys.WrongKey):
        keys_command.hold()
    found = [check.id for check in run_checks(databases=["default"], tags=["database"])]
    assert "kernel.E003" in found
    assert own_ring.read_text() == wrong
    assert raw(row) == before
    assert KeyCheck.objects.count() == len(keys.USES)
    own_ring.write_text(right)
    assert AuditPersonal.objects.get(pk=row.pk).content == "Jansen"
    assert "kernel.E003" not in [check.id for check in run_checks(databases=["default"], tags=["database"])]


def test_a_ring_with_more_keys_is_right_and_one_from_before_a_rotation_is_not(own_ring):
    before = own_ring.read_text()
    key_rotation.rotate("audit", at=NOW, say=quiet)
    after = own_ring.read_text()
    own_ring.write_text(before)
    with pytest.raises(keys.WrongKey, match=r"audit .* ontbreekt"):
        keys.ring()
    own_ring.write_text(after)
    assert len(keys.ring().all("audit")) == 2


def test_rotation_writes_all_texts_anew_and_then_the_old_key_may_go(own_ring, monkeypatch):
    monkeypatch.setattr(key_rotation, "BATCH", 3)
    texts = [f"bewoner {number}" for number in range(10)] + [""]
    rows = [personal(text) for text in texts]
    stale = AuditPersonal.objects.get(pk=rows[0].pk)
    old = keys.ring().current("field").id
    with pytest.raises(key_rotation.InUse, match="current"):
        key_rotation.drop(old, at=NOW)
    assert key_rotation.rotate("field", at=NOW, say=quiet) == 0
    new = keys.ring().current("field").id
    assert new != old
    assert all(raw(row).startswith(f"v1:{new}:") for row in rows[:-1])
    assert [AuditPersonal.objects.get(pk=row.pk).content for row in rows] == texts
    assert stale.content == texts[0]
    stale.resource_id = "2"  # a copy from before the rotation, saved after it, still has the old key's text
    stale.save()
    with pytest.raises(key_rotation.InUse, match=r"AuditPersonal\.content"):
        key_rotation.drop(old, at=NOW)
    key_rotation.rotate("field", at=NOW, say=quiet)
    assert raw(rows[0]).startswith(f"v1:{keys.ring().current('field').id}:")
    key_rotation.drop(old, at=NOW)
    assert old not in own_ring.read_text()
    assert [AuditPersonal.objects.get(pk=row.pk).content for row in rows] == texts
    told = AuditEntry.objects.filter(action__startswith="keys.").values_list("action", flat=True)
    assert sorted(told) == ["keys.dropped", "keys.rotated", "keys.rotated"]


def test_a_rotation_that_was_broken_off_goes_on_with_the_same_key(own_ring, monkeypatch):
    rows = [personal(str(number)) for number in range(6)]
    real, left = key_rotation._reseal_one, [3]

    def breaks(*arguments):
        left[0] -= 1
        if left[0] < 0:
            raise KeyboardInterrupt
        return real(*arguments)

    monkeypatch.setattr(key_rotation, "BATCH", 2)
    monkeypatch.setattr(key_rotation, "_reseal_one", breaks)
    with pytest.raises(KeyboardInterrupt):
        key_rotation.rotate("field", at=NOW, say=quiet)
    assert [AuditPersonal.objects.get(pk=row.pk).content for row in rows] == [str(number) for number in range(6)]
    new = keys.ring().current("field").id
    monkeypatch.setattr(key_rotation, "_reseal_one", real)
    said = []
    key_rotation.rotate("field", at=NOW, say=said.append)
    assert keys.ring().current("field").id == new
    assert f"field: going on with the rotation to {new}" in said
    assert all(raw(row).startswith(f"v1:{new}:") for row in rows)
    key_rotation.rotate("field", at=NOW, say=quiet)
    assert keys.ring().current("field").id != new


def test_what_is_written_during_a_rotation_is_not_lost(own_ring):
    row = personal("oud")
    was = raw(row)
    key_rotation.rotate("field", at=NOW, say=quiet)
    row.content = "nieuw"
    row.save()
    model, (field,) = next((m, f) for m, f in encrypted_fields().items() if m is AuditPersonal)
    keys.provider().change(lambda ring: ring.with_key(keys.new_key("field")))
    key_rotation._reseal_one(model, field, AuditPersonal._meta.pk.get_db_prep_value(row.pk, connection), was)
    assert AuditPersonal.objects.get(pk=row.pk).content == "nieuw"


def test_what_cannot_be_opened_stays_as_it_is_and_its_key_too(own_ring):
    row, other = personal("a"), personal("b")
    AuditPersonal.objects.filter(pk=row.pk).update(
        content=AuditPersonal.objects.values("content").get(pk=other.pk)["content"]
    )
    before, old = raw(row), keys.ring().current("field").id
    assert key_rotation.rotate("field", at=NOW, say=quiet) == 1
    assert raw(row) == before
    assert AuditPersonal.objects.get(pk=other.pk).content == "b"
    with pytest.raises(key_rotation.InUse):
        key_rotation.drop(old, at=NOW)


def test_an_audit_key_stays_while_a_row_has_it(own_ring):
    first = keys.ring().current("audit").id
    key_rotation.rotate("field", at=NOW, say=quiet)  # writes a row
    key_rotation.rotate("audit", at=NOW, say=quiet)
    assert set(AuditEntry.objects.values_list("key_id", flat=True)) == {key.id for key in keys.ring().all("audit")}
    with pytest.raises(key_rotation.InUse, match="never rewritten"):
        key_rotation.drop(first, at=NOW)


def test_the_search_key_makes_the_words_anew(own_ring, monkeypatch):
    made_with = []
    monkeypatch.setattr(keys, "_reindexers", [lambda: made_with.append(keys.ring().current("search").id)])
    old = keys.ring().current("search").id
    key_rotation.rotate("search", at=NOW, say=quiet)
    new = keys.ring().current("search").id
    assert made_with == [new] != [old]
    key_rotation.drop(old, at=NOW)
    assert made_with == [new, new]


def test_search_words_that_failed_to_be_made_keep_the_old_key(own_ring, monkeypatch):
    def fails():
        raise RuntimeError("killed")

    monkeypatch.setattr(keys, "_reindexers", [fails])
    old = keys.ring().current("search").id
    with pytest.raises(RuntimeError):
        key_rotation.rotate("search", at=NOW, say=quiet)
    assert "search words" in key_rotation.used("search", old)
    monkeypatch.setattr(keys, "_reindexers", [lambda: None])
    key_rotation.rotate("search", at=NOW, say=quiet)
    assert key_rotation.used("search", old) == ""


def test_showing_tells_no_secret(own_ring):
    key_rotation.rotate("paper", at=NOW, say=quiet)
    told = keys_command.show()
    ring = json.loads(own_ring.read_text())
    assert all(key["id"] in told and key["secret"] not in told for key in ring["keys"])
    assert told.count("current") == len(keys.USES)
    assert "may be dropped" in told
    with pytest.raises(keys_command.Wrong, match="no key"):
        keys_command.drop("onbekend")


@pytest.mark.postgresql
def test_rotation_reaches_rows_that_row_level_security_hides(own_ring):
    """As the application's role, which sees a guarded row only in the context of Baken's own work."""
    velsen, elders = town(), town("GM9001", "Elders")
    rows = [personal("hier", municipality_id=velsen.pk), personal("daar", municipality_id=elders.pk)]
    for statement in (
        "ALTER TABLE kernel_auditpersonal ENABLE ROW LEVEL SECURITY",
        "ALTER TABLE kernel_auditpersonal FORCE ROW LEVEL SECURITY",
        f"CREATE POLICY guarded ON kernel_auditpersonal USING {row_security._SYSTEM}",
    ):
        as_owner(statement)
    assert not AuditPersonal.objects.exists()
    old = keys.ring().current("field").id
    assert key_rotation.used("field", old)
    assert key_rotation.rotate("field", at=NOW, say=quiet) == 0
    key_rotation.drop(old, at=NOW)
    assert not AuditPersonal.objects.exists()  # the context ended with the work
    for row, municipality in zip(rows, (velsen, elders), strict=True):
        with key_rotation.everything_of(municipality.pk):
            assert [found.content for found in AuditPersonal.objects.all()] == [row.content]


KILLED = """
import os, signal
import django
django.setup()
from uuid import uuid4
from baken.kernel.keyring import rotation as key_rotation
from baken.kernel.ids import uuid7
from baken.kernel.models import AuditPersonal
from baken.kernel.moment import now
AuditPersonal.objects.bulk_create(
    AuditPersonal(entry_id=uuid7(), municipality_id=uuid4(), resource_type="t", resource_id="1", content=f"tekst {n}")
    for n in range(50)
)
real, count = key_rotation.seal, [0]
def seal(*arguments):
    count[0] += 1
    if count[0] == 33:
        os.kill(os.getpid(), signal.SIGKILL)
    return real(*arguments)
key_rotation.seal, key_rotation.BATCH = seal, 10
key_rotation.rotate("field", at=now())
"""
READ = """
import django
django.setup()
from baken.kernel.models import AuditPersonal
print(sorted({row.content for row in AuditPersonal.objects.filter(resource_type="t")}) == sorted(f"tekst {n}" for n in range(50)))
"""


@pytest.mark.campaign
def test_a_rotation_killed_in_the_middle_is_finished_by_the_next(tmp_path):
    environment = {k: v for k, v in os.environ.items() if not k.startswith("BAKEN_")}
    environment |= {"BAKEN_VAR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "baken.config.settings"}

    def run(*arguments):
        command = [sys.executable, *arguments]
        return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)

    assert run("-m", "baken.cli", "migrate").returncode == 0
    assert run("-c", KILLED).returncode == -signal.SIGKILL
    assert run("-c", READ).stdout == "True\n"
    ring = json.loads((tmp_path / "keys.json").read_text())
    old, new = (key["id"] for key in ring["keys"] if key["use"] == "field") if len(ring["keys"]) == 5 else ("", "")
    assert ring["current"]["field"] in {old, new}
    refused = run("-m", "baken.cli", "keys", "drop", old if ring["current"]["field"] == new else new)
    assert (refused.returncode, "still needed" in refused.stderr) == (2, True)
    done = run("-m", "baken.cli", "keys", "rotate", "--use", "field")
    assert (done.returncode, "30 texts" in done.stdout or "20 texts" in done.stdout) == (0, True), done
    assert json.loads((tmp_path / "keys.json").read_text())["current"] == ring["current"]
    assert run("-c", READ).stdout == "True\n"
    assert run("-m", "baken.cli", "keys", "drop", old if ring["current"]["field"] == new else new).returncode == 0
    assert run("-c", READ).stdout == "True\n"
    wrong_ring(run, tmp_path)


def wrong_ring(run, var):
    """Every command says one clear line and leaves ring and database alone."""
    shutil.move(var / "keys.json", var / "right.json")
    for arguments in (("migrate",), ("worker", "--once"), ("keys", "show"), ("keys", "rotate")):
        told = run("-m", "baken.cli", *arguments)
        assert (told.returncode, told.stderr.count("\n")) == (2, 1), (arguments, told.stderr)
        assert "keyring is missing" in told.stderr
    assert not (var / "keys.json").exists()


def test_a_damaged_paper_does_not_end_a_rotation(own_ring, settings, tmp_path):
    settings.DOCUMENTS_ROOT = tmp_path / "documents"
    folder = settings.DOCUMENTS_ROOT / "sealed" / "ab"
    folder.mkdir(parents=True)
    file = folder / f"ab{str(uuid4())[2:]}"
    file.write_bytes(b"BKN1")
    assert key_rotation.rotate("paper", at=NOW, say=quiet) == 1
    assert file.read_bytes() == b"BKN1"
    assert issubclass(PaperDamaged, Exception)
