# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from .addresses import urls as address_urls
from .documents import urls as document_urls
from .files import urls as file_urls
from .penalties import urls as penalty_urls
from .policy import urls as policy_urls
from .remedies import urls as remedy_urls

app_name = "measures"
urlpatterns = [
    *file_urls.urlpatterns,
    *policy_urls.urlpatterns,
    *document_urls.urlpatterns,
    *penalty_urls.urlpatterns,
    *remedy_urls.urlpatterns,
    *address_urls.urlpatterns,
]
