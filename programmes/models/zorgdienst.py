from collections.abc import Iterable
from typing import ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse

from programmes.models.base import TenantQuerySet, words_of
from programmes.models.bestuur import Bestuur
from programmes.windows import validate_moments


class Soort(models.TextChoices):
    """Kinds of care service; regulators and figures differ per kind."""

    WOONZORGCENTRUM = "woonzorgcentrum", "woonzorgcentrum"
    KORTVERBLIJF = "kortverblijf", "centrum voor kortverblijf"
    DAGVERZORGING = "dagverzorging", "centrum voor dagverzorging of dagopvang"
    ASSISTENTIEWONINGEN = "assistentiewoningen", "groep van assistentiewoningen"
    DIENSTENCENTRUM = "dienstencentrum", "lokaal dienstencentrum"
    GEZINSZORG = "gezinszorg", "dienst voor gezinszorg en aanvullende thuiszorg"
    OPPASHULP = "oppashulp", "dienst voor oppashulp"
    GASTOPVANG = "gastopvang", "dienst voor gastopvang"
    HERSTELVERBLIJF = "herstelverblijf", "centrum voor herstelverblijf"
    THUISVERPLEGING = "thuisverpleging", "thuisverpleging"
    MAATSCHAPPELIJK_WERK = "maatschappelijk_werk", "dienst maatschappelijk werk"
    MANTELZORG = "mantelzorg", "vereniging van mantelzorgers"
    GROEPSOPVANG = "groepsopvang", "groepsopvang baby's en peuters"
    GEZINSOPVANG = "gezinsopvang", "gezinsopvang (dienst voor onthaalouders)"
    BUITENSCHOOLSE_OPVANG = "buitenschoolse_opvang", "buitenschoolse opvang"
    HUIS_VAN_HET_KIND = "huis_van_het_kind", "Huis van het Kind"
    SOCIALE_DIENST = "sociale_dienst", "sociale dienst OCMW"
    LOI = "loi", "lokaal opvanginitiatief"
    SOCIAAL_RESTAURANT = "sociaal_restaurant", "sociaal restaurant"
    MAALTIJDEN = "maaltijden", "maaltijden aan huis"
    MINDERMOBIELENCENTRALE = "mindermobielencentrale", "mindermobielencentrale"
    POETSDIENST = "poetsdienst", "poetsdienst"
    ZORGZAME_BUURT = "zorgzame_buurt", "zorgzame buurt"
    SOCIALE_KRUIDENIER = "sociale_kruidenier", "sociale kruidenier"
    SENIORENWONINGEN = "seniorenwoningen", "seniorenwoningen"
    ANDERE = "andere", "andere dienst of project"


class Contactpersoon(models.Model):
    """Who receives the visitors at a service; has no account."""

    bestuur = models.ForeignKey(Bestuur, models.CASCADE, related_name="contactpersonen")
    name = models.CharField("naam", max_length=150)
    function = models.CharField("functie", max_length=150, blank=True)
    email = models.EmailField("e-mailadres", blank=True)
    phone = models.CharField("telefoon", max_length=40, blank=True)

    objects = TenantQuerySet["Contactpersoon"].as_manager()

    class Meta:
        verbose_name = "contactpersoon"
        verbose_name_plural = "contactpersonen"
        ordering = ("name", "pk")

    def __str__(self) -> str:
        return self.name


class ZorgdienstQuerySet(TenantQuerySet["Zorgdienst"]):
    def without_contact(self) -> Self:
        return self.filter(contactpersonen__isnull=True)

    def without_point(self) -> Self:
        return self.filter(latitude__isnull=True)

    def without_moments(self) -> Self:
        return self.filter(moments=[])

    def matching(self, text: str) -> Self:
        """Every word of the text occurs in the name, the address or the name of a contact person."""
        rows = self
        for word in words_of(text):
            contacts = Contactpersoon.objects.filter(zorgdiensten=OuterRef("pk"), name__icontains=word)
            fields = ("name", "street", "postcode", "city")
            anywhere = Q(*((f"{field}__icontains", word) for field in fields), _connector=Q.OR)
            rows = rows.filter(anywhere | Exists(contacts))
        return rows


class Zorgdienst(models.Model):
    """A care service: where one visits, when it suits, and for how many."""

    bestuur = models.ForeignKey(Bestuur, models.CASCADE, related_name="zorgdiensten")
    name = models.CharField("naam", max_length=150)
    kind = models.CharField("soort", max_length=30, choices=Soort, default=Soort.ANDERE)
    street = models.CharField("straat en nummer", max_length=150, blank=True)
    postcode = models.CharField("postcode", max_length=10, blank=True)
    city = models.CharField("gemeente", max_length=100, blank=True)
    latitude = models.FloatField(
        "breedtegraad", null=True, blank=True, validators=[MinValueValidator(49.0), MaxValueValidator(52.0)]
    )
    longitude = models.FloatField(
        "lengtegraad", null=True, blank=True, validators=[MinValueValidator(2.0), MaxValueValidator(7.0)]
    )
    contactpersonen = models.ManyToManyField(
        Contactpersoon, blank=True, related_name="zorgdiensten", verbose_name="contactpersonen"
    )
    moments = models.JSONField(
        "momenten die passen", default=list, blank=True, validators=[validate_moments]
    )  # [[weekday 0..6, from, until]], minutes since midnight; empty: any time suits
    visit_minutes = models.PositiveSmallIntegerField(
        "duur van een bezoek (minuten)", default=90, validators=[MinValueValidator(15), MaxValueValidator(720)]
    )
    min_people = models.PositiveSmallIntegerField("minstens (personen)", default=1, validators=[MinValueValidator(1)])
    max_people = models.PositiveSmallIntegerField("hoogstens (personen)", default=6, validators=[MinValueValidator(1)])
    max_groups = models.PositiveSmallIntegerField("groepen tegelijk", default=1, validators=[MinValueValidator(1)])
    activities = models.TextField("wat bezoekers kunnen doen", blank=True)
    users_part = models.TextField("welke gebruikers meedoen, en hoe", blank=True)
    meeting_point = models.CharField("afspreekplaats", max_length=200, blank=True)
    clothing = models.CharField("kledij", max_length=200, blank=True)
    meal = models.CharField("maaltijd", max_length=200, blank=True)
    parking = models.CharField("parkeren", max_length=200, blank=True)
    accessibility = models.CharField("toegankelijkheid", max_length=200, blank=True)
    suits_press = models.BooleanField("geschikt voor een persmoment", default=False)
    is_active = models.BooleanField("actief", default=True)
    typed_fields = models.JSONField(default=list, blank=True, editable=False)

    objects = ZorgdienstQuerySet.as_manager()

    class Meta:
        verbose_name = "zorgdienst"
        verbose_name_plural = "zorgdiensten"
        ordering = ("name", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["bestuur", "name"],
                name="zorgdienst_name_once",
                violation_error_message="Er is al een zorgdienst met deze naam.",
            ),
            models.CheckConstraint(
                condition=Q(max_people__gte=F("min_people")),
                name="zorgdienst_people",
                violation_error_message="Het hoogste aantal personen is kleiner dan het laagste.",
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__isnull=False, longitude__isnull=False),
                name="zorgdienst_point_whole",
                violation_error_message="Vul breedtegraad en lengtegraad allebei in, of geen van beide.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("zorgdienst-edit", args=[self.bestuur.slug, self.pk])

    @property
    def address(self) -> str:
        return ", ".join(part for part in (self.street, f"{self.postcode} {self.city}".strip()) if part)

    @property
    def point(self) -> tuple[float, float] | None:
        return None if self.latitude is None or self.longitude is None else (self.latitude, self.longitude)


class Dienstdomein(models.Model):
    """A policy domain that touches a service, on top of those of its kind."""

    class Source(models.TextChoices):
        HAND = "hand", "met de hand"
        AKKOORD = "akkoord", "uit het bestuursakkoord"

    zorgdienst = models.ForeignKey(Zorgdienst, models.CASCADE, related_name="domeinen")
    label = models.CharField("beleidsdomein", max_length=200)
    source = models.CharField(max_length=10, choices=Source, default=Source.HAND, editable=False)

    class Meta:
        verbose_name = "beleidsdomein van een dienst"
        verbose_name_plural = "beleidsdomeinen van een dienst"
        ordering = ("label",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["zorgdienst", "label"],
                name="dienstdomein_once",
                violation_error_message="Dit beleidsdomein staat er al bij deze dienst.",
            )
        ]

    def __str__(self) -> str:
        return self.label


class DienstwijzigingQuerySet(TenantQuerySet["Dienstwijziging"]):
    bestuur_path = "zorgdienst__bestuur"

    def by_hosts(self) -> Self:
        return self.filter(contactpersoon__isnull=False)


class Dienstwijziging(models.Model):
    """Who changed what of a service, or told the coordinator something; only ever added to."""

    zorgdienst = models.ForeignKey(Zorgdienst, models.CASCADE, related_name="wijzigingen")
    at = models.DateTimeField("gewijzigd op")
    by = models.CharField("gewijzigd door", max_length=150)
    contactpersoon = models.ForeignKey(
        Contactpersoon, models.SET_NULL, null=True, related_name="dienstwijzigingen"
    )  # None: a member of staff
    fields = models.JSONField(default=list)  # names of fields of Zorgdienst
    remark = models.TextField("opmerking voor de coördinator", blank=True)

    objects = DienstwijzigingQuerySet.as_manager()

    class Meta:
        verbose_name = "wijziging van een dienst"
        verbose_name_plural = "wijzigingen van een dienst"
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return ", ".join(field_labels(self.fields)) or self.remark


def field_labels(names: Iterable[str]) -> list[str]:
    """'momenten die passen', 'kledij'; the two halves of a point are one place."""
    meta = Zorgdienst._meta  # noqa: SLF001 (Django's documented API)
    labels = {field.name: str(field.verbose_name) for field in (*meta.fields, *meta.many_to_many)}
    labels |= dict.fromkeys(("latitude", "longitude"), "plaats op de kaart")
    return list(dict.fromkeys(labels.get(name, name) for name in names))


class Vervoer(models.TextChoices):
    AUTO = "auto", "auto"
    FIETS = "fiets", "fiets"
    TE_VOET = "te_voet", "te voet"


class Reistijd(models.Model):
    """A travel time corrected by hand; holds in both directions unless the way back has its own."""

    bestuur = models.ForeignKey(Bestuur, models.CASCADE, related_name="reistijden")
    van = models.ForeignKey(Zorgdienst, models.CASCADE, related_name="+", verbose_name="van")
    naar = models.ForeignKey(Zorgdienst, models.CASCADE, related_name="+", verbose_name="naar")
    mode = models.CharField("vervoer", max_length=10, choices=Vervoer, default=Vervoer.AUTO)
    minutes = models.PositiveSmallIntegerField("minuten onderweg", validators=[MaxValueValidator(600)])

    objects = TenantQuerySet["Reistijd"].as_manager()

    class Meta:
        verbose_name = "reistijd"
        verbose_name_plural = "reistijden"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["van", "naar", "mode"],
                name="reistijd_once",
                violation_error_message="Voor deze twee plaatsen is er al een reistijd met dit vervoer.",
            ),
            models.CheckConstraint(
                condition=~Q(van=F("naar")),
                name="reistijd_two_places",
                violation_error_message="Kies twee verschillende plaatsen.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.van} – {self.naar}: {self.minutes} min ({self.get_mode_display()})"
