"""The fields that a spreadsheet can hold, with the headers by which each is recognised."""

from dataclasses import dataclass
from functools import cached_property

from programmes.imports.words import fold


@dataclass(frozen=True)
class Field:
    """`headers`: other names of the column, as words.fold() gives them; the label itself counts too."""

    name: str
    label: str
    headers: tuple[str, ...] = ()
    longest: int = 200

    @cached_property
    def names(self) -> frozenset[str]:
        """All that it answers to, folded."""
        return frozenset({fold(self.label), fold(self.name), *self.headers})


PERSON_FIELDS = (
    Field("first_name", "voornaam", ("roepnaam", "firstname", "first name", "given name", "prenom"), 100),
    Field("last_name", "achternaam", ("familienaam", "naam", "lastname", "surname", "family name", "nom"), 100),
    Field("name", "voornaam en naam samen", ("volledige naam", "voornaam en naam", "voornaam naam", "full name")),
    Field("name_reversed", "naam en voornaam samen", ("naam voornaam", "achternaam voornaam", "naam en voornaam")),
    Field("function", "functie", ("mandaat", "titel", "rol", "hoedanigheid", "job title", "mandatename", "role")),
    Field("segment", "groep", ("doelgroep", "segment", "categorie", "orgaan", "groepen", "group")),
    Field("fractie", "fractie", ("partij", "fractienaam", "fractiename", "lijst", "party")),
    Field(
        *("email", "e-mailadres"),
        ("e mail", "email", "mail", "mailadres", "emailadres", "email address", "emailaddress", "e mail adres"),
        254,
    ),
    Field(
        *("phone", "telefoon"),
        ("gsm", "tel", "telefoonnummer", "gsm nummer", "gsm nr", "mobiel", "telnr", "tel nr", "phone", "mobile"),
        40,
    ),
    Field("street", "straat en nummer", ("straat", "adres", "street", "straat nummer", "straat nr"), 150),
    Field("postcode", "postcode", ("postnummer", "zip", "zipcode", "postal code"), 10),
    Field("city", "gemeente", ("stad", "plaats", "woonplaats", "city", "town"), 100),
    Field("domains", "bevoegdheden", ("bevoegdheid", "beleidsdomeinen", "beleidsdomeinnames", "portefeuille"), 2000),
    Field("is_minor", "minderjarig", ("minor", "jonger dan 18", "onder 18"), 10),
    Field("guardian", "ouder of voogd", ("voogd", "ouder", "ouders", "guardian", "contact ouder")),
    Field("notes", "notities", ("opmerking", "opmerkingen", "notitie", "nota", "notes", "remarks"), 2000),
    Field("starts_on", "mandaat van", ("start", "startmandaat", "vanaf", "begin", "startdatetime", "startdatum"), 30),
    Field("ends_on", "mandaat tot en met", ("einde", "eindemandaat", "eind", "tot", "enddatetime", "einddatum"), 30),
)

SERVICE_FIELDS = (
    Field(
        "name", "naam", ("dienst", "naam dienst", "zorgdienst", "organisatie", "naam organisatie", "voorziening"), 150
    ),
    Field(
        "kind", "soort", ("soort dienst", "type", "kind", "rubriek", "rubrieken", "categorie", "werksoort", "aanbod")
    ),
    Field("address", "adres in één kolom", ("adres", "volledig adres", "address", "locatie", "ligging")),
    Field("street", "straat en nummer", ("straat", "straatnaam", "street", "straat nummer", "straat nr"), 150),
    Field("number", "huisnummer", ("nummer", "nr", "huisnr", "number"), 20),
    Field("box", "bus", ("busnummer", "box"), 10),
    Field("postcode", "postcode", ("postnummer", "zip", "zipcode", "postal code"), 10),
    Field("city", "gemeente", ("stad", "plaats", "woonplaats", "deelgemeente", "city", "town"), 100),
    Field("latitude", "breedtegraad", ("lat", "latitude", "breedte", "noorderbreedte", "y"), 30),
    Field("longitude", "lengtegraad", ("lon", "lng", "long", "longitude", "lengte", "oosterlengte", "x"), 30),
    Field("point", "coördinaten in één kolom", ("coordinaten", "coordinates", "gps", "kaartpunt", "lat lon"), 60),
    Field("contact_name", "contactpersoon", ("naam contactpersoon", "verantwoordelijke", "contact", "directeur"), 150),
    Field("contact_function", "functie contactpersoon", ("functie", "functie verantwoordelijke"), 150),
    Field(
        *("contact_email", "e-mailadres contactpersoon"),
        ("e mail contactpersoon", "e mail", "email", "mail", "e mailadres", "mailadres", "mail contactpersoon"),
        254,
    ),
    Field(
        *("contact_phone", "telefoon contactpersoon"),
        ("telefoon", "tel", "gsm", "telefoonnummer", "gsm contactpersoon", "tel contactpersoon", "phone"),
        40,
    ),
    Field("moments", "momenten die passen", ("momenten", "bezoekmomenten", "uren", "bezoekuren", "wanneer"), 500),
    Field("visit_minutes", "duur van een bezoek", ("duur", "duur in minuten", "bezoekduur", "minuten", "duration"), 20),
    Field("min_people", "minstens personen", ("minimum", "min", "minstens", "min personen", "minimum aantal"), 20),
    Field("max_people", "hoogstens personen", ("maximum", "max", "hoogstens", "max personen", "maximum aantal"), 20),
    Field("max_groups", "groepen tegelijk", ("groepen", "aantal groepen", "max groepen"), 20),
    Field("activities", "wat bezoekers kunnen doen", ("activiteiten", "wat te doen", "programma", "activities"), 2000),
    Field(
        "users_part",
        "welke gebruikers meedoen",
        ("gebruikers", "bewoners", "wie doet mee", "deelname gebruikers"),
        2000,
    ),
    Field("meeting_point", "afspreekplaats", ("afspraakplaats", "waar afspreken", "onthaal", "meeting point")),
    Field("clothing", "kledij", ("kleding", "werkkledij", "clothing", "dresscode")),
    Field("meal", "maaltijd", ("eten", "lunch", "meal", "catering")),
    Field("parking", "parkeren", ("parking", "parkeerplaats")),
    Field("accessibility", "toegankelijkheid", ("toegankelijk", "rolstoel", "rolstoeltoegankelijk", "accessibility")),
    Field("suits_press", "geschikt voor een persmoment", ("persmoment", "pers", "press"), 10),
)
FIELDS = {"mandatarissen": PERSON_FIELDS, "zorgdiensten": SERVICE_FIELDS}
