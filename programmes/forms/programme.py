"""Forms for a programme itself: its dates and defaults, a copy of it, its end."""

import datetime as dt
from typing import Any, ClassVar

from crispy_forms.bootstrap import InlineCheckboxes
from django import forms

from programmes.forms.base import DateInput, ModelForm, Part, TimeInput, fieldsets
from programmes.models import Bestuur, Programme, Zorgdienst
from programmes.models.programme import LONGEST_DAYS, RESERVED_PROGRAMME_SLUGS
from programmes.slugs import free_slug
from programmes.soorten import by_group
from programmes.times import clock, day_name
from programmes.week import Visit, Week

FIRST_YEAR, LAST_YEAR = 2000, 2100
NAMED = 5


def programme_slug(bestuur: Bestuur, title: str, *, besides: Programme | None = None) -> str:
    others = bestuur.programmes.exclude(pk=besides.pk) if besides and besides.pk else bestuur.programmes.all()
    taken = {*others.values_list("slug", flat=True), *RESERVED_PROGRAMME_SLUGS}
    return free_slug(title, taken=taken, longest=80, fallback="programma")


def check_first_day(first_day: dt.date) -> dt.date:
    if not FIRST_YEAR <= first_day.year <= LAST_YEAR:
        raise forms.ValidationError(f"Kijk het jaar na: {first_day.year} kan niet kloppen.")
    return first_day


def named(visits: list[Visit], week: Week) -> str:
    """'WZC De Ark (maandag 24 februari, 9.30), ... en nog 3'"""
    texts = [f"{week.name_of(visit)} ({day_name(visit.day)}, {clock(visit.start)})" for visit in visits[:NAMED]]
    more = f" en nog {len(visits) - NAMED}" if len(visits) > NAMED else ""
    return ", ".join(texts) + more


class ProgrammeForm(ModelForm[Programme]):
    also_validated: ClassVar = frozenset({"slug", "bestuur"})

    shift_visits = forms.BooleanField(
        label="Laat de bezoeken mee verschuiven met de eerste dag",
        required=False,
        help_text="De uren blijven dezelfde.",
    )

    class Meta:
        model = Programme
        fields = (
            *("title", "slug", "first_day", "last_day", "day_from", "day_until", "answer_by"),
            *("contact_name", "contact_email", "contact_phone", "hashtag", "introduction"),
            *("meeting_point", "clothing", "meal", "mode", "slack_minutes"),
        )
        widgets = {  # noqa: RUF012 (Django reads it so)
            "first_day": DateInput,
            "last_day": DateInput,
            "answer_by": DateInput,
            "day_from": TimeInput,
            "day_until": TimeInput,
            "contact_phone": forms.TextInput(attrs={"type": "tel"}),
            "introduction": forms.Textarea(attrs={"rows": 4}),
        }

    def __init__(self, *args: Any, bestuur: Bestuur, week: Week | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.bestuur = bestuur
        self.week = week
        self.old_first_day, self.old_last_day = self.instance.first_day, self.instance.last_day
        self.fields["slug"].required = False
        self.fields["slug"].help_text = "Laat leeg, dan maken we het van de titel."
        self.fields["answer_by"].help_text = "Tot wanneer genodigden kunnen antwoorden; voor de eerste dag."
        dates: list[Part] = [("first_day", "last_day"), ("day_from", "day_until"), "answer_by"]
        if week and week.visits:
            dates.insert(1, "shift_visits")
        else:
            del self.fields["shift_visits"]
        self.helper = fieldsets(
            ("Titel", ["title", "slug"]),
            ("Wanneer", dates),
            ("Aanspreekpunt", ["contact_name", ("contact_email", "contact_phone")]),
            ("Voor iedereen", ["introduction", "hashtag", "meeting_point", ("clothing", "meal")]),
            ("Onderweg", [("mode", "slack_minutes")]),
        )

    def clean_first_day(self) -> dt.date:
        return check_first_day(self.cleaned_data["first_day"])

    def clean_hashtag(self) -> str:
        tag = "".join(self.cleaned_data["hashtag"].split())
        return tag if tag.startswith("#") or not tag else f"#{tag}"

    @property
    def shift(self) -> int:
        """By how many days the visits move along."""
        if not self.cleaned_data.get("shift_visits"):
            return 0
        first_day: dt.date = self.cleaned_data["first_day"]
        return (first_day - self.old_first_day).days

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("slug") == "":
            data["slug"] = programme_slug(self.instance.bestuur, data.get("title", ""), besides=self.instance)
        first, last, answer_by = (data.get(name) for name in ("first_day", "last_day", "answer_by"))
        if first and answer_by and answer_by.year < first.year - 1:
            self.add_error("answer_by", f"{answer_by.year} is te vroeg: kies een dag kort voor {day_name(first)}.")
        if first and answer_by and answer_by >= first:
            self.add_error("answer_by", f"Kies een dag voor {day_name(first)}, de eerste dag van het programma.")
        if first and last:
            self._check_days(first, last)
        begins, ends = data.get("day_from"), data.get("day_until")
        if begins and ends and ends <= begins:
            self.add_error("day_until", "De dag eindigt voor hij begint. Kies een later uur.")
        return data

    def _check_days(self, first: dt.date, last: dt.date) -> None:
        if last < first:
            self.add_error("last_day", "De laatste dag ligt voor de eerste dag. Kies een latere dag.")
        elif (last - first).days >= LONGEST_DAYS:
            self.add_error("last_day", f"Een programma duurt hoogstens {LONGEST_DAYS} dagen. Kies een vroegere dag.")
        elif self.week:
            shift = dt.timedelta(days=self.shift)
            inside = [visit for visit in self.week.visits if self.old_first_day <= visit.day <= self.old_last_day]
            outside = [visit for visit in inside if not first <= visit.day + shift <= last]
            if outside:
                self.add_error(
                    None,
                    f"Buiten deze data vallen: {named(outside, self.week)}. "
                    "Verplaats of verwijder die eerst op het bord, of laat de bezoeken mee verschuiven.",
                )


class CopyForm(forms.Form):
    title = forms.CharField(label="Titel", max_length=150)
    first_day = forms.DateField(label="Eerste dag", widget=DateInput, help_text="Al de rest verschuift evenveel dagen.")
    with_visits = forms.BooleanField(
        label="Neem ook de bezoeken over",
        required=False,
        help_text="Als ontwerp, op dezelfde uren, met wie er nog bij is.",
    )

    def __init__(self, *args: Any, source: Programme, **kwargs: Any) -> None:
        self.source = source
        year = source.first_day.year
        title = source.title.replace(str(year), str(year + 1))
        kwargs.setdefault("initial", {"title": title if title != source.title else f"{title} {year + 1}"})
        super().__init__(*args, **kwargs)

    def clean_title(self) -> str:
        title: str = self.cleaned_data["title"]
        if title.strip().casefold() == self.source.title.strip().casefold():
            raise forms.ValidationError("Geef de kopie een eigen titel: zo houd je de twee uit elkaar.")
        return title

    def clean_first_day(self) -> dt.date:
        return check_first_day(self.cleaned_data["first_day"])


class DeleteProgrammeForm(forms.Form):
    """A published programme only goes when somebody types its title."""

    title = forms.CharField(label="Typ de titel van het programma", required=False)

    def __init__(self, *args: Any, programme: Programme, is_published: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.programme = programme
        if not is_published:
            del self.fields["title"]

    def clean_title(self) -> str:
        title: str = self.cleaned_data["title"]
        if title.strip().casefold() != self.programme.title.strip().casefold():
            raise forms.ValidationError(f"Typ '{self.programme.title}' om te bevestigen.")
        return title


class ProgrammeDienstenForm(forms.Form):
    """Which services of the authority take part, by kind."""

    services = forms.MultipleChoiceField(label="Zorgdiensten", required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, week: Week, services: list[Zorgdienst], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.week, self.rows = week, {str(service.pk): service for service in services}
        taking_part = set(week.services)
        offered = [service for service in services if service.is_active or service.pk in taking_part]
        self.fields["services"] = forms.MultipleChoiceField(
            label="Zorgdiensten die meedoen",
            required=False,
            widget=forms.CheckboxSelectMultiple,
            choices=_by_kind(offered, week),
            initial=[str(pk) for pk in taking_part],
        )
        self.helper = fieldsets(("", [InlineCheckboxes("services")]))

    def clean_services(self) -> list[Zorgdienst]:
        chosen = {int(pk) for pk in self.cleaned_data["services"]}
        lost = [visit for visit in self.week.visits if visit.service is not None and visit.service not in chosen]
        if lost:
            raise forms.ValidationError(
                f"Er is nog een bezoek gepland bij: {named(lost, self.week)}. Verwijder dat eerst op het bord."
            )
        return [self.rows[str(pk)] for pk in sorted(chosen)]


def _by_kind(services: list[Zorgdienst], week: Week) -> list[tuple[str, list[tuple[str, str]]]]:
    return [(group, [(str(row.pk), _label(row, week)) for row in rows]) for group, rows in by_group(services)]


def _label(service: Zorgdienst, week: Week) -> str:
    visits = len(week.visits_at(service.pk))
    facts = [
        *([] if service.is_active else ["niet actief"]),
        *([f"{visits} {'bezoek' if visits == 1 else 'bezoeken'}"] if visits else []),
    ]
    return f"{service.name} ({', '.join(facts)})" if facts else service.name
