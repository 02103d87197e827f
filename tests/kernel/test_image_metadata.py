# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A picture comes in without what it tells beside the picture, and looks the same to the pixel."""

import contextlib
import io
import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from baken.kernel.papers.image_metadata import NoPicture, TooManyPixels, strip

from .pictures import SECRET, chunk, exif, huge_png, jpeg, markers, png, shown, telling_jpeg, telling_png

JPEGS = [{}, {"progressive": True}, {"subsampling": 0, "optimize": True}, {"restart_marker_blocks": 1}]

JFIF = ("jfif", "jfif_version", "jfif_unit", "jfif_density")


@pytest.mark.filterwarnings("ignore:Image appears to be a malformed MPO")
@pytest.mark.parametrize("options", JPEGS)
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_keeps_its_pixels_and_how_it_is_turned_and_nothing_else(orientation, options):
    data = telling_jpeg(orientation, **options)
    assert data.count(SECRET) >= 8
    clean = strip(data, "jpg")
    assert SECRET not in clean
    assert shown(clean).tobytes() == shown(data).tobytes()
    opened = Image.open(io.BytesIO(clean))
    assert dict(opened.getexif()) == ({} if orientation == 1 else {0x0112: orientation})
    assert set(opened.info) <= {*JFIF, "dpi", "exif", "icc_profile", "progressive", "progression"}
    assert opened.info["icc_profile"]
    assert set(markers(clean)) & {*range(0xE3, 0xF0), 0xFE} == set()
    assert strip(clean, "jpg") == clean


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_drawing_keeps_its_pixels_and_how_it_is_turned_and_nothing_else(orientation):
    data = telling_png(orientation)
    clean = strip(data, "png")
    assert SECRET not in clean
    assert b"tEXt" not in clean
    assert shown(clean).tobytes() == shown(data).tobytes()
    opened = Image.open(io.BytesIO(clean))
    opened.load()
    assert dict(opened.getexif()) == ({} if orientation == 1 else {0x0112: orientation})
    assert set(opened.info) <= {"icc_profile", "dpi", "exif"}
    assert strip(clean, "png") == clean


@pytest.mark.parametrize("options", JPEGS)
def test_a_photo_that_tells_nothing_stays_the_same(options):
    assert strip(jpeg(**options), "jpg") == jpeg(**options)


@pytest.mark.parametrize("mode", ["P", "L", "1", "RGBA", "LA", "I;16"])
def test_other_kinds_of_drawing_keep_what_they_need(mode):
    out = io.BytesIO()
    Image.new(mode, (9, 7), 1 if mode != "RGBA" else (1, 2, 3, 4)).save(
        out, "PNG", transparency=0
    ) if mode == "P" else (Image.new(mode, (9, 7)).save(out, "PNG"))
    assert strip(out.getvalue(), "png") == out.getvalue()


def test_a_photo_in_four_inks_keeps_its_marks():
    out = io.BytesIO()
    Image.new("CMYK", (9, 7), (10, 200, 30, 4)).save(out, "JPEG", exif=exif())
    clean = strip(out.getvalue(), "jpg")
    assert SECRET not in clean
    assert shown(clean).tobytes() == shown(out.getvalue()).tobytes()
    assert 0xEE in set(markers(clean))


def test_pixel_bombs_are_refused_without_opening_them():
    assert len(huge_png()) < 10_000
    with pytest.raises(TooManyPixels):
        strip(huge_png(), "png")
    data = bytearray(jpeg())
    place = data.index(b"\xff\xc0") + 5
    data[place : place + 4] = b"\xff\xff\xff\xff"
    with pytest.raises(TooManyPixels):
        strip(bytes(data), "jpg")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\xff\xd8\xff\xe0" + b"\0" * 20, "jpg"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 20, "png"),
        (jpeg()[:-2], "jpg"),
        (jpeg()[:200], "jpg"),
        (b"\xff\xd8\xff\xd9", "jpg"),
        (png()[:-12], "png"),
        (png()[:8] + chunk(b"IEND", b""), "png"),
        (png()[:33] + chunk(b"IEND", b""), "png"),
        (png()[:33] + chunk(b"ABCD", b"") + png()[33:], "png"),
        (huge_png(0, 5), "png"),
    ],
)
def test_what_is_no_picture_is_refused(data, kind):
    with pytest.raises(NoPicture):
        strip(data, kind)


TELLING = {"jpg": telling_jpeg(6), "png": telling_png(6)}
"""Made once: the second in which a colour profile was made stands in it, so that sizes differ."""


@given(st.data())
def test_damage_is_refused_or_leaves_a_picture_without_the_secret(data):
    """Whatever a hostile file does, no other error comes out, and nothing is passed on that wasn't taken apart."""
    kind = data.draw(st.sampled_from(["jpg", "png"]))
    whole = bytearray(TELLING[kind])
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            clean = strip(bytes(whole), kind)
        except (NoPicture, TooManyPixels):
            return
    assert strip(clean, kind) == clean


@given(st.binary(max_size=300), st.sampled_from([b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"]))
def test_any_bytes_give_a_picture_or_a_refusal(tail, head):
    with contextlib.suppress(NoPicture, TooManyPixels):
        strip(head + tail, "jpg" if head[0] == 0xFF else "png")


def test_other_files_are_left_alone():
    assert strip(b"%PDF-1.7", "pdf") == b"%PDF-1.7"
