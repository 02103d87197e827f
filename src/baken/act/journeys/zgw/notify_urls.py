# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where Notificaties calls. By the design rules for APIs an address has no slash at its end."""

from django.urls import path

from . import notifying

app_name = "zgw_notify"
urlpatterns = [path("notificaties", notifying.notify, name="notify")]
