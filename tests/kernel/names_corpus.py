# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Invented sentences as professionals write them, to measure the guard on names. `[…]` is round each name to be found.

Two halves: on `TRIED` the lists and patterns were made; `HELD_BACK` was written before them and not looked at while making
them, so what it tells of recall is worth more. Whoever changes the guard adds sentences, and never takes one out.
"""

TRIED = """
Gisteren [Jan de Vries] gezien bij de loods.
Bewoner [Pietersen] klaagt over geluid.
Vanochtend belde [Kevin Bakker] over de overlast.
De buurman, [Mohamed El Amrani], zag een bestelbus.
Volgens [Fatima Yilmaz] staat het pand leeg.
Bij [mevrouw Jansen] is ingebroken.
Eigenaar [J.P. van der Meer] gaf toestemming.
Getuige [Dekker] heeft het gezien.
Gesproken met [Sjors Hoekstra] en [Ans Visser].
Melder [De Boer] wil niet worden teruggebeld.
Familie [Demir] verhuist in mei.
Verdachte [R. Smit] is aangehouden.
Huurder [Willemsen] betaalt contant.
Namens de straat sprak [Wouter van den Heuvel].
Vader [Achmed Kaya] was ook aanwezig.
Volgende week praat [Ingrid Postma] met de corporatie.
Maandag [Piet Mulder] weer gebeld.
Jongere [Youssef B.] is gezien bij het station.
De zoon van [Hendriks] hangt rond bij de winkel.
Overleg met [Xander Dijkstra] over de sleutel.
Ook [Sylvia Jacobs] kreeg een brief.
Zondag was [Ricardo Veenstra] in het pand.
Moeder [Van Dijk] vraagt hulp.
Het contract staat op naam van [Marieke Brouwer].
De heer [Gerritsen] woont op de hoek.
Donderdag 3 mei stond [Danny Peters] voor de deur.
Slachtoffer [Koster] doet aangifte.
Wij spraken [drs. A.B. Kuipers] hierover.
Exploitant [Öztürk] levert de papieren aan.
In de woning verblijft [Ali Hassan].
De Gemeente Velsen sluit het pand.
Bewoners van de Jan van Galenstraat klagen.
Overleg met Stichting De Linde over de speelplaats.
De Willem de Zwijgerlaan wordt heringericht.
Eigenaar Woningbedrijf Velsen neemt maatregelen.
Huurder Albert Heijn heeft een vergunning.
Gisteren IJmuiden bezocht met het haventeam.
Melder Gemeente Beverwijk vraagt om uitleg.
Ondernemer Tata Steel is uitgenodigd.
Politie en Openbaar Ministerie zijn akkoord.
Bakkerij Jansen heeft een nieuwe vergunning.
De Koningin Wilhelminakade krijgt camera's.
Wijk Velsen-Noord vraagt aandacht.
Buurt De Heide scoort lager.
Het Vellesan College doet mee.
Burgemeester en wethouders besluiten in mei.
Officier van Justitie is op de hoogte.
Volgens Artikel 13b Opiumwet kan dat.
De Peter Heijnlaan is afgesloten.
Verdachte Situaties melden kan bij de politie.
Bewoner Noord en bewoner Zuid zijn het eens.
Slachtofferhulp Nederland is gebeld.
Zaterdag Koningsdag, zondag Sinterklaas.
Het Integraal Veiligheidsplan loopt tot 2026.
Collega's van Team Handhaving gaan langs.
Het Noord-Hollands Archief bewaart de stukken.
De Dokter de Grootstraat is opgebroken.
Getuigen van het ongeval melden zich.
Maandag Overleg Driehoek, dinsdag Raad.
Jachthaven Seaport Marina ligt vol.
"""

HELD_BACK = """
Vanmiddag stond [Henk Groot] weer bij het hek.
Bewoonster [Van Leeuwen] is bang.
Toezichthouder trof [Tim de Wit] aan in de kelder.
Daarna kwam [Samira El Idrissi] erbij.
De jongen heet [Bilal Yildiz].
Uitbater [Kok] toonde geen vergunning.
Leerling [Sem Vermeulen] is geschorst.
Op camerabeelden is [Erik Schouten] te herkennen.
Broer [Abdel] reed de auto.
Sleutel afgegeven aan [mw. Bos].
Afspraak gemaakt met [Linda Maas] voor vrijdag.
Wederom is [Dennis van Vliet] aangesproken.
Betrokkene [Martens] ontkent alles.
Cliënt [P. Blom] kreeg een woning.
Neef [Ronald Evers] staat ingeschreven.
Verhuurder [Kuiper] woont in Spanje.
Hierna vertelde [Nadia Benali] haar verhaal.
Aangever [Prins] heeft foto's.
Naar verluidt werkt [Zoltan Horvath] daar.
Dochter [Sanne] is twaalf.
Oud-bewoner [Theo Linden] belde terug.
Het pand is van [Gerda Huisman].
Woensdag sprak [Joost Meijer] de buurt toe.
Gezin [El Bakkali] krijgt begeleiding.
Vrouw [Annemarie Dam] bevestigt dit.
Chauffeur [Stefan Nowak] reed door.
Vriendin [Kim] was erbij.
Bij controle bleek [Omar Haddad] de huurder.
Echtgenoot [Scholten] tekende ook.
Student [Lars Molenaar] huurt een kamer.
Controle in de Lange Nieuwstraat leverde niets op.
Partner Politie Kennemerland levert cijfers.
De Van den Vondellaan is een aandachtspunt.
Huurder Kringloop De Schalm vertrekt.
Overleg met Veiligheidsregio Kennemerland en GGD.
Zwembad De Heerenduinen is gesloten.
Bewoner en ondernemer werken samen.
Eigenaar Rabobank verkoopt het pand.
Basisschool De Pleiaden wil een zebrapad.
Melder Anoniem is een landelijk meldpunt.
Op Station Driehuis is overlast.
De Prins Hendrikstraat is donker.
Familie en vrienden zijn ingelicht.
Verdachte Handelingen zijn gefilmd.
Dinsdag Commissie Ruimte, woensdag College.
Ondernemersvereniging IJmuiden Centrum denkt mee.
Restaurant Visser is verkocht.
Jongere Ondernemers krijgen advies.
Groot Onderhoud van de brug begint in juni.
Eigenaar Zeehaven IJmuiden NV is akkoord.
De Grote Markt en de Oude Haven zijn druk.
Leerling Vervoer wordt opnieuw aanbesteed.
Café De Boer kreeg een waarschuwing.
Buurtvader Project Noord stopt.
Familie De Zon is de naam van de speeltuin.
Wet Bibob en Wet WGS gelden hier.
Slotervaart en Bos en Lommer zijn wijken.
Getuige Bescherming is geregeld.
Zij wonen aan de Kees Boekestraat.
Hotel Augusta en Hotel Rauw zijn vol.
"""
