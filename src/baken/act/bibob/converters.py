# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a reference looks like in an address. Known as soon as the app is, so that each module of addresses stands alone."""

from django.urls import register_converter
from django.urls.converters import get_converters


class ScreeningConverter:
    """A screening's reference in an address, as B-7K2P9QX. What is none is no address: 404."""

    regex = r"B-[0-9A-HJKMNP-TV-Z]{7}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class StandingConverter:
    """The reference that a department has of its application, as BA-7K2P9QX."""

    regex = r"BA-[0-9A-HJKMNP-TV-Z]{7}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


def register() -> None:
    """Have addresses take `<screening:reference>` and `<standing:reference>`."""
    for name, converter in (("screening", ScreeningConverter), ("standing", StandingConverter)):
        if name not in get_converters():
            register_converter(converter, name)
