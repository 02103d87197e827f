# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may see what of concerns: whoever is admitted to the register in which they lie, for its purpose.

What went to a partner is seen by that partner under its covenant. Who reported is seen by who keeps the register of sources.
"""

from baken.access.facade import AnyOf, Asked, Guarded, InDesk, PartSeen, SameMunicipality, register

from . import models

REPORT = "act.concern.report"
VIEW = "act.concern.view"
HANDLE = "act.concern.handle"
MANAGE = "act.concern.manage"
SHARE = "act.concern.share"
RECEIVE = "act.packet.receive"
OVERSEE = "privacy.retention.view"
TRAFFICKING = "act.trafficking.handle"
RELEASE = "act.concern.release"
TOPIC_VIEW = "act.topic.view"
TOPIC_REPORT = "act.topic.report"

OF_A_CONCERN = (
    models.ConcernObject,
    models.Attachment,
    models.Message,
    models.Note,
    models.Check,
    models.Look,
    models.Weighing,
    models.Link,
    models.HandOver,
    models.ChosenBarrier,
)


def register_policies() -> None:
    """Register the rules of every model that is listed or opened by itself."""
    register(models.Category, SameMunicipality())
    register(models.Concern, SameMunicipality(), InDesk())
    for model in OF_A_CONCERN:
        register(model, SameMunicipality(), InDesk("concern__vault"))
    overseen = AnyOf(((Guarded(),), (Asked(frozenset({OVERSEE})),)))
    register(models.Packet, SameMunicipality(), overseen)
    register(models.PacketPart, SameMunicipality(), PartSeen())
    register(models.PacketFile, SameMunicipality(), PartSeen())
    register(models.PacketEffect, SameMunicipality(), Guarded("packet__guarded"))
    register(models.Reporter, SameMunicipality(), InDesk())
    register(models.ReleaseRequest, SameMunicipality(), Asked(frozenset({RELEASE, HANDLE})))
    register(models.TopicSignal, SameMunicipality())
