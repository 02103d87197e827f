# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from .categories import urls as category_urls
from .gatekeeper import urls as check_urls
from .reporting import urls as staff_urls
from .sharing import urls as sharing_urls
from .source import urls as source_urls
from .topics import urls as topic_urls
from .trafficking import urls as trafficking_urls
from .triage import urls as triage_urls
from .weighing import urls as weighing_urls

app_name = "concerns"
urlpatterns = [
    *staff_urls.urlpatterns,
    *topic_urls.urlpatterns,
    *category_urls.urlpatterns,
    *source_urls.urlpatterns,
    *sharing_urls.urlpatterns,
    *trafficking_urls.urlpatterns,
    *check_urls.urlpatterns,
    *weighing_urls.urlpatterns,
    *triage_urls.urlpatterns,
]
