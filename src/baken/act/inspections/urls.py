# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from .checklists import urls as checklist_urls
from .file import urls as file_urls
from .findings import urls as finding_urls
from .outcome import urls as outcome_urls
from .planning import urls as planning_urls
from .programme import urls as programme_urls

app_name = "inspections"
urlpatterns = [
    *checklist_urls.urlpatterns,
    *programme_urls.urlpatterns,
    *planning_urls.urlpatterns,
    *finding_urls.urlpatterns,
    *outcome_urls.urlpatterns,
    *file_urls.urlpatterns,
]
