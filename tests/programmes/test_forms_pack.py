"""The form pack: what is wrong can be found, heard and mended."""

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

import pytest
import tinyhtml5  # type: ignore[import-untyped]
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout, Row, Submit
from django import forms
from django.template import Context, Template
from django.utils.datastructures import MultiValueDict

SEGMENTS = [("college", "college"), ("Raad", [("raad", "gemeenteraad"), ("bcsd", "bijzonder comité")])]


class VisitForm(forms.Form):
    name = forms.CharField(label="Naam", help_text="Zoals op het programma.")
    kind = forms.ChoiceField(label="Soort", choices=[("", "Kies"), ("wzc", "woonzorgcentrum")], help_text="Een soort.")
    notes = forms.CharField(label="Notities", widget=forms.Textarea, help_text="Alleen voor jou.")
    file = forms.FileField(label="Bestand", help_text="Een rekenblad.")
    minor = forms.BooleanField(label="Minderjarig", help_text="Geen foto zonder toestemming.")
    mode = forms.ChoiceField(
        label="Vervoer",
        choices=[("auto", "auto"), ("fiets", "fiets")],
        widget=forms.RadioSelect,
        help_text="Hoe je komt.",
    )
    groups = forms.MultipleChoiceField(
        label="Groepen", choices=SEGMENTS, widget=forms.CheckboxSelectMultiple, help_text="Wie je uitnodigt."
    )
    when = forms.SplitDateTimeField(label="Wanneer", help_text="Dag en uur.")


class OptionalForm(forms.Form):
    name = forms.CharField(label="Naam", required=False)


class MomentForm(forms.Form):
    start = forms.TimeField(label="Van")
    end = forms.TimeField(label="Tot")


class NoFalseMoments(forms.BaseFormSet[MomentForm]):
    def clean(self) -> None:
        raise forms.ValidationError("Twee momenten overlappen.")


MomentFormSet = forms.formset_factory(MomentForm, formset=NoFalseMoments, extra=0)
AnyForm = forms.BaseForm | forms.BaseFormSet[Any]
SINGLE = ["name", "kind", "notes", "file", "minor"]


def html_of(form: AnyForm, source: str = "{{ form|crispy }}") -> str:
    return Template("{% load crispy_forms_tags %}" + source).render(Context({"form": form, "csrf_token": "geheim"}))


def drawn(form: AnyForm, source: str = "{{ form|crispy }}") -> Element:
    root: Element = tinyhtml5.parse(html_of(form, source), namespace_html_elements=False)
    return root


def words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def having(root: Element, css_class: str) -> list[Element]:
    return [element for element in root.iter() if css_class in element.get("class", "").split()]


def by_id(root: Element) -> dict[str, Element]:
    found = [element for element in root.iter() if element.get("id")]
    ids = {str(element.get("id")): element for element in found}
    assert len(ids) == len(found), "every id is there once"
    return ids


def links(root: Element) -> list[tuple[str, str]]:
    """[(words, target)] of the error summary."""
    (summary,) = having(root, "error-summary")
    return [(words(link), link.get("href", "").removeprefix("#")) for link in summary.iter("a")]


def described(root: Element, element: Element) -> list[str]:
    return [words(by_id(root)[id_]) for id_ in element.get("aria-describedby", "").split()]


def controls(root: Element) -> Iterator[Element]:
    for element in root.iter():
        if element.tag in {"input", "select", "textarea"} and element.get("type") != "hidden":
            yield element


def test_the_summary_links_to_the_first_control_that_is_wrong() -> None:
    root = drawn(VisitForm({}))
    missing = "Dit veld is verplicht."
    assert links(root) == [
        (f"Naam: {missing}", "id_name"),
        (f"Soort: {missing}", "id_kind"),
        (f"Notities: {missing}", "id_notes"),
        (f"Bestand: {missing}", "id_file"),
        (f"Minderjarig: {missing}", "id_minor"),
        (f"Vervoer: {missing}", "id_mode_0"),
        (f"Groepen: {missing}", "id_groups_0"),
        (f"Wanneer: {missing}", "id_when_group"),
    ]
    assert {target for _, target in links(root)} <= set(by_id(root))


def test_a_label_that_asks_gets_no_colon_in_the_summary() -> None:
    class AskingForm(forms.Form):
        how = forms.CharField(label="Kom je?")

    assert links(drawn(AskingForm({}))) == [("Kom je? Dit veld is verplicht.", "id_how")]


def test_the_summary_takes_the_focus_and_has_a_name() -> None:
    root = drawn(VisitForm({}))
    (summary,) = having(root, "error-summary")
    assert (summary.get("autofocus"), summary.get("tabindex")) == ("", "-1")
    assert words(by_id(root)[summary.get("aria-labelledby", "")]) == "Kijk dit nog even na"


def test_a_form_without_problems_has_no_summary() -> None:
    assert having(drawn(VisitForm()), "error-summary") == []
    assert having(drawn(OptionalForm({"name": "x"})), "error-summary") == []


@pytest.mark.parametrize("name", SINGLE)
def test_hint_and_error_are_tied_to_their_control(name: str) -> None:
    form = VisitForm({})
    root = drawn(form)
    control = by_id(root)[f"id_{name}"]
    hint = str(form.fields[name].help_text)
    assert described(root, control) == [hint, "Fout: Dit veld is verplicht."]
    assert control.get("aria-invalid") == "true"


@pytest.mark.parametrize("name", ["mode", "groups", "when"])
def test_a_group_is_a_fieldset_with_a_legend_hint_and_error(name: str) -> None:
    form = VisitForm({})
    root = drawn(form)
    group = by_id(root)[f"id_{name}_group"]
    legend = group[0]
    assert (group.tag, legend.tag) == ("fieldset", "legend")
    assert words(legend) == f"{form.fields[name].label} *(verplicht)"
    assert described(root, group) == [str(form.fields[name].help_text), "Fout: Dit veld is verplicht."]


@pytest.mark.parametrize("name", ["name", "kind", "notes", "file", "mode", "groups", "when"])
def test_label_hint_and_error_stand_above_the_control(name: str) -> None:
    html = html_of(VisitForm({}))
    first = {"mode": "id_mode_0", "groups": "id_groups_0", "when": "id_when_0"}.get(name, f"id_{name}")
    label, hint = str(VisitForm.base_fields[name].label), f'id="id_{name}_helptext"'
    places = [
        html.index(f">{label}"),
        html.index(hint),
        html.index(f'id="id_{name}_error"'),
        html.index(f'id="{first}"'),
    ]
    assert places == sorted(places)


def test_without_a_hint_nothing_is_described_in_vain() -> None:
    root = drawn(OptionalForm())
    (control,) = controls(root)
    assert control.get("aria-describedby") is None
    assert control.get("aria-invalid") is None


def test_every_control_has_a_label_or_stands_in_a_named_group() -> None:
    root = drawn(VisitForm({}))
    labelled = {label.get("for") for label in root.iter("label")}
    nameless = [control.get("id") for control in controls(root) if control.get("id") not in labelled]
    assert nameless == ["id_when_0", "id_when_1"]  # the parts of one answer: in a fieldset with a legend


@pytest.mark.parametrize(("form", "notes"), [(VisitForm(), 1), (OptionalForm(), 0)])
def test_required_is_explained_once_and_only_where_it_matters(form: forms.Form, notes: int) -> None:
    explained = [words(note) for note in having(drawn(form), "required-note")]
    assert explained == ["Velden met * zijn verplicht."] * notes


def test_what_was_typed_stays() -> None:
    data = MultiValueDict({"name": ["De Plataan"], "mode": ["fiets"], "groups": ["raad", "bcsd"], "notes": ["<b>"]})
    root = drawn(VisitForm(data))
    ids = by_id(root)
    chosen = [control.get("value") for control in controls(root) if control.get("checked") is not None]
    assert (ids["id_name"].get("value"), words(ids["id_notes"]), chosen) == (
        "De Plataan",
        "<b>",
        ["fiets", "raad", "bcsd"],
    )


def test_groups_of_choices_keep_their_names() -> None:
    assert [words(group) for group in having(drawn(VisitForm()), "choices-group")] == ["Raad"]


def test_choices_that_are_missing_leave_the_group_to_go_to() -> None:
    class EmptyForm(forms.Form):
        who = forms.MultipleChoiceField(label="Wie", choices=[], widget=forms.CheckboxSelectMultiple)

    root = drawn(EmptyForm({}))
    assert links(root) == [("Wie: Dit veld is verplicht.", "id_who_group")]
    assert by_id(root)["id_who_group"].get("tabindex") == "-1"


def test_a_problem_of_the_whole_form_has_no_link() -> None:
    class PeriodForm(OptionalForm):
        secret = forms.CharField(widget=forms.HiddenInput, label="Sleutel")

        def clean(self) -> None:
            raise forms.ValidationError("De laatste dag ligt voor de eerste dag.")

    root = drawn(PeriodForm({}))
    (summary,) = having(root, "error-summary")
    assert links(root) == []
    assert [words(item) for item in summary.iter("li")] == [
        "De laatste dag ligt voor de eerste dag.",
        "Sleutel: Dit veld is verplicht.",
    ]


def test_errors_are_escaped() -> None:
    class EchoForm(OptionalForm):
        def clean_name(self) -> str:
            raise forms.ValidationError(f"'{self.cleaned_data['name']}' is geen naam.")

    html = html_of(EchoForm({"name": "<script>alert(1)</script>"}))
    assert "<script>" not in html
    assert html.count("&lt;script&gt;alert(1)") == 3  # the summary, the field and the value


def test_the_tag_writes_the_form_with_its_layout_and_buttons() -> None:
    form = VisitForm({})
    form.helper = FormHelper()  # type: ignore[attr-defined]
    form.helper.layout = Layout(Fieldset("Wie", "name", Row("kind", "mode")))  # type: ignore[attr-defined]
    form.helper.add_input(Submit("bewaren", "Bewaren"))  # type: ignore[attr-defined]
    root = drawn(form, "{% crispy form %}")
    (written,) = root.iter("form")
    assert (written.get("method"), written.get("novalidate"), written.get("enctype")) == (
        "post",
        "",
        "multipart/form-data",
    )
    assert [words(legend) for legend in root.iter("legend")] == ["Wie", "Vervoer *(verplicht)"]
    assert [control.get("name") for control in controls(root)] == ["name", "kind", "mode", "mode"]
    assert [(button.get("type"), words(button)) for button in root.iter("button")] == [("submit", "Bewaren")]
    assert "id_name" in {target for _, target in links(root)}


def test_a_formset_names_the_row_that_is_wrong() -> None:
    data = {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0", "form-0-start": "9.00", "form-0-end": "10.00"}
    root = drawn(MomentFormSet(data | {"form-1-start": "half tien", "form-1-end": ""}))
    assert links(root) == [
        ("Regel 2 Van: Voer een geldige tijd in.", "id_form-1-start"),
        ("Regel 2 Tot: Dit veld is verplicht.", "id_form-1-end"),
    ]
    assert {target for _, target in links(root)} <= set(by_id(root))
    assert [words(legend) for legend in root.iter("legend")] == ["Regel 1", "Regel 2"]
    assert by_id(root)["id_form-1-start"].get("value") == "half tien"


def test_a_problem_of_the_whole_formset_is_said() -> None:
    data = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-start": "9.00", "form-0-end": "10.00"}
    (summary,) = having(drawn(MomentFormSet(data)), "error-summary")
    assert [words(item) for item in summary.iter("li")] == ["Twee momenten overlappen."]


def test_two_forms_on_a_page_share_no_id() -> None:
    source = "{{ form|crispy }}{{ other|crispy }}"
    one, other = VisitForm({}, prefix="a"), VisitForm({}, prefix="b")
    html = Template("{% load crispy_forms_tags %}" + source).render(Context({"form": one, "other": other}))
    by_id(tinyhtml5.parse(html, namespace_html_elements=False))
