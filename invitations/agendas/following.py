"""The duty that keeps calendars right: it asks what changed and has the ledger follow. Cheap when nothing did."""

import datetime as dt

from django.db.models import Count, Exists, F, Max, OuterRef, Q, Sum

from invitations.agendas.reconciling import reconcile, reconcile_orphans
from invitations.inviting.invited import CALLED_OFF, STAYED
from invitations.models import Agendapunt, Bericht, Gevolgd
from programmes.models import Bestuur, Deelname, Programme, Versie


def follow(now: dt.datetime) -> int:
    """Returns how many messages it made. Asks in a fixed number of queries, whatever the number of programmes."""
    stamps = _stamps()
    followed = dict(Gevolgd.objects.values_list("programme_id", "stamp"))
    behind = {key for key, stamp in stamps.items() if followed.get(key) != stamp} | _with_news(now)
    made = 0
    for programme in Programme.objects.filter(pk__in=behind).select_related("bestuur"):
        made += reconcile(programme, now=now)
        Gevolgd.objects.update_or_create(programme=programme, defaults={"stamp": stamps.get(programme.pk, "")})
    for bestuur in Bestuur.objects.filter(pk__in=_orphaned()):
        made += reconcile_orphans(bestuur, now=now)
    return made


def _stamps() -> dict[int, str]:
    """Of each programme with a published version and invitations: what the calendars depend on."""
    sent = Bericht.objects.filter(kind=Bericht.Kind.UITNODIGING, programme__isnull=False, mandataris__isnull=False)
    there, leaving = Count("pk", filter=~CALLED_OFF), Sum("pk", filter=~CALLED_OFF & ~STAYED)
    rows = sent.values_list("programme").annotate(last=Max("pk"), there=there, leaving=leaving).order_by()
    invited = {programme: "-".join(map(str, facts)) for programme, *facts in rows}
    versions = dict(
        Versie.objects.filter(programme__in=invited).values_list("programme").annotate(Max("pk")).order_by()
    )
    return {programme: f"{version}-{invited[programme]}" for programme, version in versions.items()}


def _with_news(now: dt.datetime) -> set[int]:
    """Programmes of which somebody's address or answer is other than the ledger has it; reconciling settles each."""
    answers = Deelname.objects.filter(bezoek=OuterRef("visit"), mandataris=OuterRef("person"))
    declined = Q(partstat=Agendapunt.Partstat.DECLINED)
    asked = Q(method=Agendapunt.Method.REQUEST) & ~declined
    by_guardian = Q(mandataris__is_minor=True, mandataris__guardian__contains="@")
    other_guardian = by_guardian & ~Q(mandataris__guardian__icontains=F("to_email"))
    other_own = ~by_guardian & ~Q(mandataris__email__iexact=F("to_email"))
    other_address = asked & (Q(mandataris=None) | other_guardian | other_own)
    says_no = asked & Exists(answers.filter(answer=Deelname.Answer.NEE))
    says_yes = declined & Exists(answers.filter(answer=Deelname.Answer.JA))
    rows = Agendapunt.objects.filter(ends_at__gt=now, programme__isnull=False)
    return set(rows.filter(other_address | says_no | says_yes).values_list("programme_id", flat=True))


def _orphaned() -> set[int]:
    rows = Agendapunt.objects.filter(programme=None, method=Agendapunt.Method.REQUEST)
    return set(rows.values_list("bestuur_id", flat=True))
