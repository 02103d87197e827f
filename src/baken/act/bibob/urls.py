# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the Bibob desk. Rooms add theirs here; those of departments and of the subject have addresses of their own."""

from .file import urls as file_urls
from .questionnaire import urls as questionnaire_urls
from .triggers import urls as trigger_urls
from .workload import urls as workload_urls

app_name = "bibob"
urlpatterns = [
    *trigger_urls.urlpatterns,
    *questionnaire_urls.urlpatterns,
    *workload_urls.urlpatterns,
    *file_urls.urlpatterns,
]
