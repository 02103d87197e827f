# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What permissions are called for people, for the page that shows who may do what."""

from typing import Any

from django.utils.translation import gettext_lazy as _

PERMISSIONS: dict[str, Any] = {
    "observe.picture.view": _("veiligheidsbeeld bekijken"),
    "observe.figures.load": _("cijfers laden"),
    "observe.own_figures.view": _("eigen cijfers bekijken, ook kleine aantallen"),
    "observe.own_figures.close": _("maanden met eigen cijfers afsluiten"),
    "decide.framework.view": _("kadernota bekijken"),
    "decide.framework.import": _("kadernota en plan inlezen"),
    "decide.plan.view": _("plan bekijken"),
    "decide.effort.view": _("inspanningen bekijken"),
    "decide.effort.view_own": _("inspanningen van de eigen organisatie bekijken"),
    "decide.programme.manage": _("programma bijwerken en voortgang vragen"),
    "decide.capacity.view": _("capaciteit, werkstromen en scenario’s bekijken"),
    "decide.capacity.manage": _("teams en werkstromen bijwerken en scenario’s bewaren"),
    "decide.meeting.view": _("overleggen bekijken waarvan men lid is"),
    "decide.meeting.manage": _("overleggen voorbereiden en vastleggen"),
    "decide.meeting.report": _("voortgang van eigen acties melden"),
    "decide.council.view": _("toezeggingen, moties en raadsvragen bekijken"),
    "decide.council.manage": _("toezeggingen, moties, raadsvragen en voorstellen bijwerken"),
    "decide.session.settle": _("raadssessie afsluiten en besluiten verwerken"),
    "account.pack.view": _("vastgestelde raadsdossiers bekijken"),
    "account.pack.view_draft": _("concept-raadsdossiers bekijken"),
    "account.pack.draft": _("raadsdossier maken"),
    "account.pack.issue": _("raadsdossier vaststellen"),
    "account.pack.publish": _("raadsdossier openbaar maken"),
    "act.case.view": _("casussen bekijken waaraan men deelneemt"),
    "act.case.contribute": _("bijdragen aan casussen waaraan men deelneemt"),
    "act.case.manage": _("casussen openen, leiden en sluiten"),
    "access.log.view": _("logboek bekijken"),
    "access.matrix.view": _("rollen, registers en convenanten bekijken"),
    "access.matrix.manage": _("rollen, registers en convenanten wijzigen"),
    "access.emergency.use": _("noodtoegang gebruiken bij acuut gevaar"),
    "access.emergency.view": _("gebruikte noodtoegang bekijken"),
    "access.emergency.review": _("gebruikte noodtoegang beoordelen"),
    "privacy.register.view": _("register van verwerkingen en DPIA’s bekijken"),
    "privacy.register.manage": _("register van verwerkingen en DPIA’s bijwerken"),
    "privacy.retention.view": _("bewaartermijnen en vernietiging bekijken"),
    "privacy.retention.manage": _("vernietiging goedkeuren en tegenhouden"),
    "privacy.reads.view": _("inzage in vertrouwelijke gegevens bekijken"),
    "privacy.reads.review": _("onverklaarde inzage beoordelen"),
    "access.account.make": _("accounts maken"),
    "access.account.view": _("accounts en rollen bekijken"),
    "access.account.manage": _("accounts en rollen beheren"),
    "access.account.confirm": _("wijzigingen van accounts bevestigen die een ander vroeg"),
    "registry.areas.load": _("gebieden laden"),
}
"""Every permission there is. A test holds the roles and the code to this list."""
