# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.urls import register_converter


class ReferenceConverter:
    """A concern's reference in an address, as 2026-K7M2-P9QX. What is none is no address: 404."""

    regex = r"[0-9]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(ReferenceConverter, "concern")

from . import (  # noqa: E402 - their addresses have the converter
    category_urls,
    check_urls,
    sharing_urls,
    source_urls,
    staff_urls,
    topic_urls,
    triage_urls,
    weighing_urls,
)

app_name = "concerns"
urlpatterns = [
    *staff_urls.urlpatterns,
    *topic_urls.urlpatterns,
    *category_urls.urlpatterns,
    *source_urls.urlpatterns,
    *sharing_urls.urlpatterns,
    *check_urls.urlpatterns,
    *weighing_urls.urlpatterns,
    *triage_urls.urlpatterns,
]
