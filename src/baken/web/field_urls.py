# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from . import field

app_name = "field"
urlpatterns = [
    path("", field.shell, name="shell"),
    path("manifest.webmanifest", field.manifest, name="manifest"),
    path("sw.js", field.worker, name="worker"),
    path("token", field.token, name="token"),
]
