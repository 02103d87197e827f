# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from . import oversight as packet_oversight

app_name = "packets"
urlpatterns = [path("", packet_oversight.packets, name="packets")]
