"""What a person does with messages of the outbox, one or many; each act touches only those it can, and leaves a trace.

Each returns how many it touched: a message that left in the meantime is not called back.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.template.loader import render_to_string

from invitations.mail.outbox import recipient_of
from invitations.models import OPEN, STOPPABLE, Agendapunt, Bericht, BerichtQuerySet, Stap
from programmes.models import User

State = Bericht.State
MAY_BE_THERE = (State.VERZONDEN, State.ONZEKER)
AGAIN = (State.MISLUKT, State.TERUGGEKOMEN)
ONE_AGAIN = (*AGAIN, State.ONZEKER, State.VERZONDEN)
UNCLAIMED = {"claim": "", "lease_until": None}


def hold(messages: BerichtQuerySet, *, by: User, now: dt.datetime) -> int:
    held = {"state": State.VASTGEHOUDEN, **UNCLAIMED}
    return _change(messages, (State.WACHT, State.BEZIG), held, "vastgehouden", by=by, now=now)


def release(messages: BerichtQuerySet, *, by: User, now: dt.datetime) -> int:
    return _change(messages, (State.VASTGEHOUDEN, State.ONTWERP), {"state": State.WACHT}, "vrijgegeven", by=by, now=now)


def cancel(messages: BerichtQuerySet, *, by: User, now: dt.datetime) -> int:
    gone = {"state": State.GEANNULEERD, "problem": "", **UNCLAIMED}
    return _change(messages, STOPPABLE, gone, "geannuleerd", by=by, now=now)


def put_back(messages: BerichtQuerySet, *, by: User, now: dt.datetime) -> int:
    """What somebody cancelled by mistake; held, so that it is read once more."""
    back = {"state": State.VASTGEHOUDEN}
    return _change(cancelled_by_hand(messages), (State.GEANNULEERD,), back, "teruggezet", by=by, now=now)


def cancelled_by_hand(messages: BerichtQuerySet) -> BerichtQuerySet:
    """Without what was called off by itself (that has a reason), and without what there was a newer version of."""
    newer = Bericht.objects.filter(topic=OuterRef("topic"), pk__gt=OuterRef("pk"))
    return current(messages).filter(state=State.GEANNULEERD, problem="").exclude(Exists(newer))


def send_now(messages: BerichtQuerySet, *, by: User, now: dt.datetime) -> int:
    """Does not wait for its moment; what is on its way already keeps its worker."""
    soon = {"state": State.WACHT, "send_after": now}
    return _change(messages, OPEN, soon, "meteen laten vertrekken", by=by, now=now)


def send_again(messages: BerichtQuerySet, *, by: User, now: dt.datetime) -> int:
    """Many at once: only what certainly did not arrive."""
    return _again(messages, AGAIN, by=by, now=now)


def send_one_again(messages: BerichtQuerySet, *, by: User, now: dt.datetime) -> int:
    """Also what may have arrived: with the same Message-ID, so that a mail program can see that it is the same."""
    return _again(messages, ONE_AGAIN, by=by, now=now)


def arrived(messages: BerichtQuerySet, *, by: User, now: dt.datetime) -> int:
    """Somebody asked the recipient."""
    there = {"state": State.VERZONDEN, "problem": "", "sent_at": now, **UNCLAIMED}
    return _change(messages, (State.ONZEKER,), there, "nagevraagd: aangekomen", by=by, now=now)


def edit(message: Bericht, *, subject: str, text: str, by: User, now: dt.datetime) -> bool:
    """The HTML says what the text says, so it is made anew from it. False when the message left in the meantime."""
    html = edited_html(message, subject=subject, text=text) if message.html else ""
    fields = {"subject": subject, "text": text, "html": html}
    return _change(Bericht.objects.filter(pk=message.pk), OPEN, fields, "aangepast", by=by, now=now) == 1


def edited_html(message: Bericht, *, subject: str, text: str) -> str:
    import css_inline  # noqa: PLC0415 (a compiled library that only mails need)

    html = render_to_string("mails/edited.html", {"subject": subject, "text": text, "bestuur": message.bestuur})
    return css_inline.inline(html, load_remote_stylesheets=False)


def _again(messages: BerichtQuerySet, states: tuple[State, ...], *, by: User, now: dt.datetime) -> int:
    """To the address that the person has now: a mail comes back because an address was wrong."""
    fresh = {"state": State.WACHT, "send_after": now, "attempts": 0, "problem": "", "sent_at": None, "bounced_at": None}
    with transaction.atomic():
        messages = current(messages.filter(state__in=states))
        messages.filter(state__in=MAY_BE_THERE).update(left_before=True)
        for message in messages.select_related("mandataris", "contactpersoon"):
            if message.sent_at:  # it is overwritten by the next time
                Stap.objects.create(bericht=message, at=message.sent_at, text=f"verzonden naar {message.to_email}")
            address = address_now(message)
            if address != message.to_email:
                Bericht.objects.filter(pk=message.pk).update(to_email=address)
        return _change(messages, states, fresh | UNCLAIMED, "opnieuw laten vertrekken", by=by, now=now)


def current(messages: BerichtQuerySet) -> BerichtQuerySet:
    """Those that still hold: no newer one took their place, and the calendar ledger did not call them off."""
    rows = Agendapunt.objects.filter(bestuur__in=messages.order_by().values("bestuur"))
    called_off = [row.topic for row in rows.exclude(method=Agendapunt.Method.REQUEST).only("person", "visit")]
    messages = messages.exclude(pk__in=messages.order_by().replaced().values("pk"))
    return messages.exclude(method=Agendapunt.Method.REQUEST, topic__in=called_off)


def address_now(message: Bericht) -> str:
    """A CANCEL goes where the REQUEST went; the others to where the person is now."""
    if message.method == Agendapunt.Method.CANCEL:
        return message.to_email
    person = message.mandataris or message.contactpersoon
    return (recipient_of(person).email if person else "") or message.to_email


@transaction.atomic
def _change(
    messages: BerichtQuerySet,
    states: tuple[State, ...],
    fields: dict[str, Any],
    text: str,
    *,
    by: User,
    now: dt.datetime,
) -> int:
    chosen = list(
        messages.filter(state__in=states).order_by("pk").select_for_update(of=("self",)).values_list("pk", flat=True)
    )
    Bericht.objects.filter(pk__in=chosen, state__in=states).update(**fields)
    Stap.objects.bulk_create([Stap(bericht_id=pk, at=now, by=by, text=text) for pk in chosen])
    return len(chosen)


@dataclass(frozen=True, slots=True)
class Act:
    """Something that can be done with one message or many; what it says on the button, in the question, and after."""

    run: Callable[..., int]
    states: tuple[State, ...]
    verb: str  # on a button: 'Hou vast'
    question: str  # 'vasthouden'
    done: str  # 'vastgehouden'
    explanation: str
    danger: bool = False
    many: bool = True
    is_rare: bool = False  # a list offers it only when it shows that state alone
    among: Callable[[BerichtQuerySet], BerichtQuerySet] = lambda messages: messages

    def fitting(self, messages: BerichtQuerySet) -> BerichtQuerySet:
        """Those it can touch now."""
        return self.among(messages.filter(state__in=self.states))


ACTS = {
    "hold": Act(
        hold,
        (State.WACHT, State.BEZIG),
        "Hou vast",
        "vasthouden",
        "vastgehouden",
        "Wat je vasthoudt, blijft hier tot iemand het vrijgeeft. Komt er een nieuwere versie, dan wacht die ook.",
    ),
    "release": Act(
        release,
        (State.VASTGEHOUDEN, State.ONTWERP),
        "Geef vrij",
        "vrijgeven",
        "vrijgegeven",
        "Wat je vrijgeeft, vertrekt op zijn moment, of meteen als dat voorbij is.",
    ),
    "now": Act(
        send_now,
        OPEN,
        "Verstuur nu",
        "nu versturen",
        "op weg",
        "Dit vertrekt binnen enkele seconden, ook wat nog moest wachten of vastgehouden was.",
    ),
    "cancel": Act(
        cancel,
        STOPPABLE,
        "Annuleer",
        "annuleren",
        "geannuleerd",
        "Wat je annuleert, vertrekt niet meer. Je kan het hier wel nog nalezen, en terugzetten.",
        danger=True,
    ),
    "back": Act(
        put_back,
        (State.GEANNULEERD,),
        "Zet terug",
        "terugzetten",
        "teruggezet",
        "Wat je terugzet, wordt vastgehouden. Het vertrekt pas als je het vrijgeeft.",
        is_rare=True,
        among=cancelled_by_hand,
    ),
    "again": Act(
        send_again,
        AGAIN,
        "Stuur opnieuw",
        "opnieuw sturen",
        "opnieuw op weg",
        "Dit gaat naar het e-mailadres dat nu bij de persoon staat.",
        among=current,
    ),
    "anyway": Act(
        send_one_again,
        ONE_AGAIN,
        "Stuur toch nog eens",
        "nog eens sturen",
        "opnieuw op weg",
        "Het kan dat dit bericht al aangekomen is. De ontvanger krijgt het dan twee keer.",
        many=False,
        among=current,
    ),
    "arrived": Act(
        arrived,
        (State.ONZEKER,),
        "Is aangekomen",
        "als aangekomen noteren",
        "genoteerd als aangekomen",
        "Doe dit als je het nagevraagd hebt bij de ontvanger.",
        many=False,
    ),
}


def acts_for(message: Bericht) -> list[tuple[str, Act]]:
    """What can be done with this one now."""
    fits = [(name, act) for name, act in ACTS.items() if message.state in act.states]
    fits = [(name, act) for name, act in fits if not (name == "anyway" and message.state in AGAIN)]
    itself = Bericht.objects.filter(pk=message.pk)
    return [(name, act) for name, act in fits if act.fitting(itself).exists()]
