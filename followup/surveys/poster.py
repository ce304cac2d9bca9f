"""A sheet for the wall: what we ask the staff of a service, and the code that opens it."""

from followup.models import Enquete
from followup.sharing import shared_url
from followup.surveys.asking import live_link
from invitations.inviting.letters import qr_code
from programmes import documents
from programmes.models import Programme


def poster(programme: Programme) -> bytes | None:
    """A PDF of one page; None when there is no survey for staff, or no link to it."""
    enquete = Enquete.objects.filter(programme=programme, role=Enquete.Role.MEDEWERKER).first()
    link = live_link(programme)
    if enquete is None or link is None:
        return None
    url = shared_url(link)
    address = url.split("://", 1)[1]
    qr = qr_code(url, f"Enquête van {programme.title}")
    context = {"programme": programme, "enquete": enquete, "address": address, "qr": qr}
    return documents.document("enquete_affiche", context, pages=1)
