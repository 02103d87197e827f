# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from . import (
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
