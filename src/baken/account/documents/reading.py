# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The fixed texts of a council pack: how to read it, how it was made. One place, for PDF, Word and the CSV's readme."""

READING: tuple[tuple[str, str], ...] = (
    ("hoger", "Het cijfer ligt aantoonbaar hoger. Toeval is geen goede verklaring: de 95%-marges laten dat niet toe."),
    ("lager", "Het cijfer ligt aantoonbaar lager."),
    (
        "geen aantoonbaar verschil",
        "De cijfers verschillen misschien, maar toeval kan dat verklaren. Dit is iets anders dan gelijk gebleven.",
    ),
    (
        "niet te beoordelen",
        "Een oordeel zou misleiden, bijvoorbeeld omdat er weinig inwoners zijn of omdat een cijfer ontbreekt.",
    ),
    ("niet gepubliceerd", "De bron geeft dit cijfer niet. Dat is iets anders dan nul."),
    (
        "voorbeeldcijfer",
        "Dit cijfer is verzonnen om te laten zien hoe het werkt. Het is paars en gearceerd en er staat het woord bij. "
        "Met een voorbeeldcijfer kunt u niets bewijzen of weerleggen.",
    ),
    (
        "95%-marge",
        "Een cijfer is een schatting van wat er speelt. De marge laat zien tussen welke waarden het waarschijnlijk ligt. "
        "In grafieken is dat de streep door de punt.",
    ),
)
METHOD: tuple[str, ...] = (
    "Geregistreerd is niet hetzelfde als gebeurd. Wie geen melding of aangifte doet, telt niet mee.",
    "Cijfers per 1.000 inwoners zijn gedeeld door het inwonertal dat bij het cijfer staat.",
    "Onder de 50 inwoners rekenen wij geen cijfer per inwoner uit. Zo'n cijfer zegt niets en kan over personen gaan.",
    "Een oordeel (hoger, lager, geen aantoonbaar verschil) volgt uit de marge. Niemand typt het in.",
    "Alle cijfers gaan over gebieden en jaren, nooit over personen.",
)
FROZEN = "Een vastgesteld dossier verandert niet meer. Als een bron later een cijfer bijstelt, staat dat in een volgende uitgave."
