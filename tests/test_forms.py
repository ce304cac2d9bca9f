"""What holds for the forms of all apps."""

from collections.abc import Iterator
from importlib import import_module
from itertools import chain

import pytest
from django import forms
from django.core.exceptions import ValidationError

from programmes.forms.base import ManyChoiceField
from programmes.models import Mandataris
from tests.factories import make_bestuur, make_mandataris
from tests.test_architecture import python_files

HUGE = "9" * 30


def subclasses_of(kind: type[forms.BaseForm]) -> Iterator[type[forms.BaseForm]]:
    return chain.from_iterable((one, *subclasses_of(one)) for one in kind.__subclasses__())


def test_several_rows_are_chosen_with_our_own_field() -> None:
    """Also where a ModelForm makes the field by itself."""
    for module in python_files():
        if ".forms." in module:
            import_module(module)
    found = {
        f"{form.__name__}.{name}": isinstance(field, ManyChoiceField)
        for form in subclasses_of(forms.BaseForm)
        for name, field in getattr(form, "base_fields", {}).items()
        if isinstance(field, forms.ModelMultipleChoiceField) and not form.__module__.startswith("django.")
    }
    assert len(found) > 10
    assert [name for name, is_ours in found.items() if not is_ours] == []


@pytest.mark.django_db
@pytest.mark.parametrize("key", [HUGE, f"-{HUGE}", f"+{HUGE}", f" {HUGE}", "_".join(HUGE), "9" * 5000, "x", "1.5"])
def test_a_key_that_no_database_can_hold_is_not_in_the_list(key: str) -> None:
    person = make_mandataris(make_bestuur())
    said = dict.fromkeys(("invalid_choice", "invalid_pk_value"), "onbekend")
    field = ManyChoiceField(queryset=Mandataris.objects.all(), error_messages=said)
    with pytest.raises(ValidationError) as error:
        field.clean([str(person.pk), key])
    assert error.value.messages == ["onbekend"]
    assert list(field.clean([str(person.pk)])) == [person]
