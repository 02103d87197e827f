# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from .checklists import urls as checklist_urls
from .file import urls as file_urls
from .planning import urls as planning_urls

app_name = "inspections"
urlpatterns = [
    *checklist_urls.urlpatterns,
    *planning_urls.urlpatterns,
    *file_urls.urlpatterns,
]
