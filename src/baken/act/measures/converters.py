# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a reference of a measure looks like in an address."""

from django.urls import register_converter


class MeasureConverter:
    """A measure's reference in an address, as M-7K2P9QX. What is none is no address: 404."""

    regex = r"M-[0-9A-HJKMNP-TV-Z]{7}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


def register() -> None:
    """Have addresses take `<measure:reference>`."""
    register_converter(MeasureConverter, "measure")
