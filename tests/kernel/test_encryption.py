# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is encrypted stays so wherever one looks, and comes back as it was in its own row alone."""

import copy
import pickle
from uuid import UUID, uuid4

import pytest
from django.core import serializers
from django.core.exceptions import FieldError
from django.db import connection, models, transaction
from django.db.models import F
from django.forms import model_to_dict, modelform_factory
from django.test.utils import isolate_apps
from hypothesis import given
from hypothesis import strategies as st

from baken.kernel import audit, keys
from baken.kernel.encryption import EncryptedTextField, Sealed, Undecipherable, encrypted_fields, seal, unseal
from baken.kernel.ids import uuid7
from baken.kernel.models import AuditPersonal

from .towns import do, town

pytestmark = pytest.mark.django_db
PLACE = "kernel_auditpersonal|content"
NAME, BSN, NOTE = "Kanarie-Vogelaar", "999994268", "dronken aangetroffen bij de kazemat"


def unsaved(text=NOTE):
    return AuditPersonal(entry_id=uuid7(), municipality_id=uuid4(), resource_type="t", resource_id="1", content=text)


def saved(text=NOTE):
    row = unsaved(text)
    row.save()
    return row


def again(row):
    return AuditPersonal.objects.get(pk=row.pk)


def raw(row):
    """What the database itself holds."""
    with connection.cursor() as cursor:
        key = AuditPersonal._meta.pk.get_db_prep_value(row.pk, connection)
        cursor.execute("SELECT content FROM kernel_auditpersonal WHERE entry_id = %s", [key])
        return cursor.fetchone()[0]


def put(row, value):
    with connection.cursor() as cursor:
        key = AuditPersonal._meta.pk.get_db_prep_value(row.pk, connection)
        cursor.execute("UPDATE kernel_auditpersonal SET content = %s WHERE entry_id = %s", [value, key])


@given(st.text(alphabet=st.characters(exclude_categories=())), st.uuids())
def test_any_text_comes_back_from_its_own_place_only(text, owner):
    sealed = seal(text, PLACE, str(owner))
    assert unseal(sealed, PLACE, str(owner)) == text
    assert seal(text, PLACE, str(owner)) != sealed
    for place, key in (
        (PLACE, str(uuid4())),
        ("kernel_auditpersonal|resource_id", str(owner)),
        ("x|content", str(owner)),
    ):
        with pytest.raises(Undecipherable):
            unseal(sealed, place, key)


@given(st.data())
def test_no_letter_of_a_stored_value_can_be_changed(data):
    owner = "1"
    sealed = seal(NOTE, PLACE, owner)
    at = data.draw(st.integers(0, len(sealed) - 1))
    other = data.draw(st.characters().filter(lambda letter: letter != sealed[at]))
    changed = sealed[:at] + other + sealed[at + 1 :]
    with pytest.raises(Undecipherable) as told:
        unseal(changed, PLACE, owner)
    assert NOTE not in str(told.value)
    assert sealed not in str(told.value)


@pytest.mark.parametrize("value", [NOTE, "v1::", "v1:x:eA==", "v2:a:b", "v1:a:b:c", "v1", ":::"])
def test_what_was_never_sealed_is_not_taken_for_text(value):
    row = saved()
    put(row, value)
    with pytest.raises(Undecipherable):
        _ = again(row).content


@pytest.mark.parametrize("text", [NOTE, "", "Zoë\0\u202e💡\n", "v1:lijkt:opeenwaarde", "x" * 300_000])
def test_it_is_read_as_it_was_written(text):
    row = saved(text)
    assert row.content == text
    assert again(row).content == text
    assert raw(row) == "" if text == "" else raw(row).startswith(f"v1:{keys.ring().current('field').id}:")
    assert text == "" or text not in raw(row)


def test_equal_texts_do_not_look_equal():
    assert raw(saved()) != raw(saved())


def test_an_unchanged_text_is_not_written_anew_and_a_changed_one_is():
    row = again(saved())
    before = raw(row)
    row.resource_id = "2"
    row.save()
    assert raw(row) == before
    row.content = "anders"
    row.save(update_fields=["content"])
    assert again(row).content == "anders"


def test_moved_to_another_row_it_does_not_open():
    one, other = saved(), saved("x")
    put(other, raw(one))
    loaded = again(other)
    with pytest.raises(Undecipherable):
        _ = loaded.content
    with pytest.raises(Undecipherable):  # nor is it laundered by saving it as another row
        AuditPersonal(entry_id=uuid7(), municipality_id=uuid4(), content=Sealed(raw(one))).save()


def test_lists_of_values_and_searches_give_nothing_away():
    row = saved()
    for found in (
        AuditPersonal.objects.values("content").get()["content"],
        AuditPersonal.objects.values_list("content", flat=True).get(),
        AuditPersonal.objects.annotate(other=F("content")).get().other,
        AuditPersonal.objects.aggregate(m=models.Max("content"))["m"],
    ):
        assert NOTE not in found
        assert found == raw(row)
        assert repr(found) == "<sealed>"
    for lookup in ("content", "content__exact", "content__icontains", "content__in", "content__lower", "content__gt"):
        with pytest.raises(FieldError, match="encrypted"):
            AuditPersonal.objects.filter(**{lookup: NOTE}).exists()
    assert AuditPersonal.objects.filter(content__isnull=False).count() == 1
    assert not AuditPersonal.objects.filter(content__isnull=True).exists()


def test_many_at_once():
    rows = AuditPersonal.objects.bulk_create([unsaved(f"regel {number}") for number in range(5)])
    assert [again(row).content for row in rows] == [f"regel {number}" for number in range(5)]
    for row in rows[1:]:
        row.content = row.content.replace("regel", "rij")
    AuditPersonal.objects.bulk_update([*rows, again(rows[0])][:5], ["content"])
    assert [again(row).content for row in rows] == ["regel 0", *(f"rij {number}" for number in range(1, 5))]
    assert AuditPersonal.objects.filter(pk__in=[row.pk for row in rows]).count() == 5


def test_a_query_set_cannot_set_it():
    one, other = saved(), saved("x")
    before = raw(other)
    for value in (NOTE, one.content):
        with pytest.raises(TypeError), transaction.atomic():
            AuditPersonal.objects.filter(pk=other.pk).update(content=value)
    with pytest.raises(TypeError), transaction.atomic():
        AuditPersonal.objects.filter(pk=other.pk).update(resource_id=one.content)  # nor bring it into the open unseen
    assert raw(other) == before


def test_deferred_refreshed_and_loaded_by_name():
    row = saved()
    put(row, raw(saved_as(row, "nieuw")))
    assert AuditPersonal.objects.defer("content").get(pk=row.pk).content == "nieuw"
    assert AuditPersonal.objects.only("content").get(pk=row.pk).content == "nieuw"
    row.refresh_from_db()
    assert row.content == "nieuw"
    row.content = "weg"
    row.refresh_from_db(fields=["content"])
    assert row.content == "nieuw"


def saved_as(row, text):
    """The same row, saved by somebody else."""
    other = AuditPersonal.objects.get(pk=row.pk)
    other.content = text
    other.save()
    return other


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, lambda row: pickle.loads(pickle.dumps(row))])
def test_a_copy_reads_the_same_and_can_be_saved_as_another_row(copied):
    row = again(saved())
    other = copied(row)
    assert other.content == NOTE
    other.pk, other._state.adding = uuid7(), True
    other.save()
    assert again(other).content == again(row).content == NOTE
    assert raw(other) != raw(row)
    assert type(pickle.loads(pickle.dumps(row.content))) is str


def test_a_key_in_another_notation_is_the_same_row():
    row = unsaved()
    row.entry_id = str(row.entry_id).upper()
    row.save()
    assert AuditPersonal.objects.get(pk=UUID(row.entry_id)).content == NOTE


def test_forms_and_cleaning_work_on_the_text():
    row = again(saved())
    assert model_to_dict(row)["content"] == NOTE
    form = modelform_factory(AuditPersonal, fields=["content"])({"content": "uit een formulier"}, instance=row)
    form.save()
    assert again(row).content == "uit een formulier"
    row.full_clean(validate_unique=False)
    row.save()
    assert again(row).content == "uit een formulier"


@pytest.mark.parametrize("value", [12, b"x", F("resource_id"), ["a"]])
def test_only_text_goes_in(value):
    with pytest.raises(TypeError), transaction.atomic():
        unsaved(value).save()


def test_an_export_of_rows_leaves_it_out():
    saved()
    for form in ("json", "xml"):
        told = serializers.serialize(form, AuditPersonal.objects.all())
        assert NOTE not in told
        assert "v1:" not in told


@isolate_apps("tests.kernel")
def test_it_cannot_be_indexed_nor_stand_in_a_row_without_a_key_of_its_own():
    class Numbered(models.Model):
        text = EncryptedTextField(unique=True)

        class Meta:
            app_label = "tests"

    assert {"kernel.E001", "kernel.E002"} <= {error.id for error in Numbered._meta.get_field("text").check()}
    assert not any(f.check() for fields in encrypted_fields().values() for f in fields)


def all_rows():
    """Everything that a dump of this database holds, as text."""
    if connection.vendor == "sqlite":
        return "\n".join(connection.connection.iterdump())
    with connection.cursor() as cursor:
        out = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT t::text FROM {connection.ops.quote_name(table)} t")
            out += [row[0] for row in cursor.fetchall()]
        return "\n".join(out)


def test_a_dump_of_the_database_tells_no_name_number_or_note():
    planted = {"name": NAME, "bsn": BSN, "note": NOTE, "born": "1984-02-29"}
    do(lambda: audit.record("tests.planted", town(), personal=planted))
    row = saved(f"{NAME} {BSN} {NOTE}")
    dump = all_rows()
    assert str(row.pk) in dump or row.pk.hex in dump  # the row is in it
    for told in (NAME, BSN, NOTE, "1984-02-29", "kazemat"):
        assert told not in dump
        assert told.encode().hex() not in dump
    assert not any(key.secret.hex() in dump for key in keys.ring().all())
