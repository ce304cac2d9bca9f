"""A trajectory and its meetings. A form that would break a rule of the dialogue is not kept, and says what to mend."""

import datetime as dt
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from programmes.forms.base import DateInput, ModelForm, TimeInput, fieldsets, offer
from programmes.forms.revised import RevisedForm
from programmes.forms.werkvormen.naming import OrdinaryField, meet_names
from programmes.models import Bezoek, Bijeenkomst, Groep, Traject
from programmes.times import day_and_year
from programmes.werkvormen.inwonersdialoog.guard import RESIDENTS, Course, Meeting, refused
from programmes.werkvormen.inwonersdialoog.naming import OF_ALL, OF_MEETING
from programmes.werkvormen.inwonersdialoog.runsheet import fewest_minutes
from programmes.werkvormen.inwonersdialoog.trajects import meeting, resident_names
from programmes.words import counted

GONE = "Intussen is dit verwijderd. Bewaar nog eens om het opnieuw toe te voegen."
EARLIEST, LATEST = dt.date(2000, 1, 1), dt.date(2100, 1, 1)


def sensible(day: dt.date | None) -> dt.date | None:
    if day and not EARLIEST < day < LATEST:
        raise forms.ValidationError("Dit jaartal klopt niet. Vul een datum in zoals 24-02-2025.")
    return day


class TrajectForm(ModelForm[Traject]):
    class Meta:
        model = Traject
        fields = ("title",)
        error_messages: ClassVar = {
            "title": {"required": "Geef het traject een titel, zoals ‘Dialoog over thuis wonen’."}
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = fieldsets(("Het traject", ["title"]))


class ThemaForm(RevisedForm[Traject]):
    """Theme and scope may be a draft for long; they are fixed by a meeting without residents, before residents meet."""

    ordinary = OrdinaryField()

    class Meta:
        model = Traject
        fields = ("title", "theme", "scope", "fixed_by", "fixed_on")
        widgets: ClassVar = {"scope": forms.Textarea(attrs={"rows": 5}), "fixed_on": DateInput}
        error_messages: ClassVar = {
            "title": {"required": "Geef het traject een titel."},
            "fixed_on": {"invalid": "Vul een datum in, zoals 24-02-2025."},
        }
        help_texts: ClassVar = {
            "theme": "Waarover gaat het gesprek, in enkele woorden.",
            "scope": "Wat hoort erbij, en wat niet?",
            "fixed_by": "Een bijeenkomst van professionals, leidinggevenden en bestuurders. Leeg: nog niet vastgelegd.",
            "fixed_on": "Leeg: de dag van die bijeenkomst.",
        }

    def __init__(self, *args: Any, course: Course, meetings: QuerySet[Bijeenkomst], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.course = course
        without = [one.key for one in course.meetings if RESIDENTS not in one.groups]
        offer(self, "fixed_by", meetings.filter(pk__in=without), empty="nog niet vastgelegd")
        self.helper = fieldsets(
            ("Waarover", ["title", "theme", "scope", "ordinary"]),
            ("Vastgelegd", ["fixed_by", "fixed_on", "revision"]),
        )

    def clean_fixed_on(self) -> dt.date | None:
        day = sensible(self.cleaned_data["fixed_on"])
        if day and day > timezone.localdate():
            raise forms.ValidationError("Deze dag moet nog komen. Vul in wanneer het thema vastgelegd is.")
        return day

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        meet_names(self, OF_ALL, resident_names(self.instance))
        by: Bijeenkomst | None = said.get("fixed_by")
        if by is None:
            said["fixed_on"] = None
            return said
        for name, what in (("theme", "thema"), ("scope", "afbakening")):
            if not said.get(name, "?"):
                self.add_error(name, f"Vul de {what} in voor je ze vastlegt." if name == "scope" else _THEME)
        if not said.get("fixed_on", "?"):
            said["fixed_on"] = by.on_day or timezone.localdate()
            if said["fixed_on"] > timezone.localdate():
                ahead = f"‘{by}’ valt pas op {day_and_year(said['fixed_on'])}: dan is er nog niets vastgelegd."
                self.add_error("fixed_by", f"{ahead} Laat dit leeg tot dan, of vul in op welke dag het gebeurde.")
        for breach in refused(self.course, Course(self.course.meetings, by.pk)):
            self.add_error("fixed_by", breach.sentence)
        return said

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc] # the stubs leave it out
        if self.is_bound:
            self.meet(self.instance.changed_by, GONE, erased=OF_ALL)


_THEME = "Vul het thema in voor je het vastlegt."


class BijeenkomstForm(RevisedForm[Bijeenkomst]):
    groups = forms.MultipleChoiceField(
        label="Wie zit samen",
        choices=Groep.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kruis aan wie samenzit."},
    )
    ordinary = OrdinaryField()

    class Meta:
        model = Bijeenkomst
        fields = (
            *("title", "groups", "bezoek", "day", "starts", "minutes", "place"),
            *("aim", "facilitators", "questions", "is_held"),
        )
        widgets: ClassVar = {
            "day": DateInput,
            "starts": TimeInput,
            "aim": forms.Textarea(attrs={"rows": 3}),
            "questions": forms.Textarea(attrs={"rows": 6}),
        }
        error_messages: ClassVar = {
            "title": {"required": "Geef de bijeenkomst een titel."},
            "day": {"invalid": "Vul een datum in, zoals 24-02-2025."},
            "starts": {"invalid": "Vul een uur in, zoals 19.30."},
            "minutes": {
                "required": "Vul in hoeveel minuten het duurt.",
                "invalid": "Vul een aantal minuten in, zoals 120.",
                "min_value": "Vul minstens 15 minuten in.",
            },
        }
        help_texts: ClassVar = {
            "bezoek": "Dan gelden dag en uur van dat bezoek, ook als het op het bord verplaatst wordt.",
            "day": "Leeg: nog open. Buiten de dagen van het programma mag.",
            "facilitators": "Zoals op het draaiboek mag staan.",
        }

    def __init__(self, *args: Any, course: Course, visits: QuerySet[Bezoek], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.course = course
        offer(self, "bezoek", visits, empty="niet in een bezoek")
        self.helper = fieldsets(
            ("De bijeenkomst", ["title", "groups", "aim", "questions", "ordinary", "facilitators"]),
            ("Wanneer en waar", ["bezoek", ("day", "starts", "minutes"), "place"]),
            ("Na afloop", ["is_held", "revision"]),
        )

    def clean_day(self) -> dt.date | None:
        return sensible(self.cleaned_data["day"])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        meet_names(self, OF_MEETING, resident_names(self.instance.traject))
        bezoek: Bezoek | None = said.get("bezoek")
        if bezoek:
            said["day"] = timezone.localtime(bezoek.starts_at).date()
        day = said.get("day")
        if said.get("is_held") and "day" in said and (day is None or day > timezone.localdate()):
            ahead = "Deze dag moet nog komen: de bijeenkomst kan niet gehouden zijn."
            self.add_error("day", ahead if day else "Vul in op welke dag de bijeenkomst gehouden is.")
        self._meet_minutes(said)
        self._meet_twice(said)
        return said

    def _meet_twice(self, said: dict[str, Any]) -> None:
        """A button that is pressed twice adds one; in a visit the hour is that of the visit."""
        mine = Bijeenkomst(**{name: said.get(name) for name in ("bezoek", "day", "starts")})
        same = self.instance.traject.bijeenkomsten.filter(title=said.get("title"), groups=said.get("groups"))
        hours = [] if self.instance.pk else [(one.on_day, one.begins) for one in same.select_related("bezoek")]
        if (mine.on_day, mine.begins) in hours:
            self.add_error(
                "title", "Deze bijeenkomst staat er al. Wijzig ze daar, of geef een andere titel, dag of uur."
            )

    def _meet_minutes(self, said: dict[str, Any]) -> None:
        questions = [line for line in said.get("questions", "").splitlines() if line.strip()]
        needed = fewest_minutes(len(questions))
        bezoek: Bezoek | None = said.get("bezoek")
        minutes = Bijeenkomst(bezoek=bezoek).length if bezoek else said.get("minutes")
        if questions and minutes and minutes < needed:
            count = counted(len(questions), "vraag", "vragen")
            text = f"Met {count}, een welkom en een einde duurt het minstens {needed} minuten."
            longer = f"Het bezoek duurt er {minutes}: maak het langer" if bezoek else "Maak ze langer"
            self.add_error("bezoek" if bezoek else "minutes", f"{text} {longer}, of schrap vragen.")

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc] # the stubs leave it out
        if not self.is_bound:
            return
        for breach in refused(self.course, self.after()) if not self.errors else ():
            is_own = breach.meeting == (self.instance.pk or 0)
            self.add_error(_field_of(breach.rule) if is_own else None, breach.sentence)
        self.meet(self.instance.changed_by, GONE, erased=OF_MEETING)

    def after(self) -> Course:
        """As it would be when this is kept."""
        mine: Meeting = meeting(self.instance)
        others = [one for one in self.course.meetings if one.key != mine.key]
        return Course((*others, mine), self.course.fixed_by)


def _field_of(rule: str) -> str:
    return "is_held" if rule.startswith("held") else "day"
