"""What the part of a picture's page about the people on it needs: only the picture itself."""

from django import template
from django.utils import timezone

from press.models import Beeld
from press.rights.recognised import Recognised, recognised

register = template.Library()


@register.simple_tag
def people_on(beeld: Beeld) -> Recognised:
    return recognised(beeld, on=timezone.localdate())
