# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a reference looks like in an address. Known as soon as the app is, so that each module of addresses stands alone."""

from django.urls import register_converter


class ConcernConverter:
    """A concern's reference in an address, as 2026-K7M2-P9QX. What is none is no address: 404."""

    regex = r"[0-9]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


def register() -> None:
    """Have addresses take `<concern:reference>`."""
    register_converter(ConcernConverter, "concern")
