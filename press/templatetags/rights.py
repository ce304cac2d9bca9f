"""What a page shows of the rights on a picture."""

from typing import Any

from django import template
from django.template.context import Context
from django.utils import timezone

from press.models import Beeld
from press.rights.recognising import choices_for
from press.rights.usable import CHANNELS, verdict

register = template.Library()


@register.inclusion_tag("press/_herkend_panel.html", takes_context=True)
def recognised(context: Context, beeld: Beeld) -> dict[str, Any]:
    """Who is on it, whom one may add, and where it may be used now."""
    today = timezone.localdate()
    return {
        "beeld": beeld,
        "people": beeld.herkend.all(),
        "choices": choices_for(beeld),
        "verdicts": [(name, verdict(beeld, channel, on=today)) for channel, name in CHANNELS.items()],
        "bestuur": context["bestuur"],
        "programme": context["programme"],
        "csrf_token": context["csrf_token"],
    }
