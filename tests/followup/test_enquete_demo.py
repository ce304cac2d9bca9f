"""What the first edition of Leiedorp has of surveys."""

from io import BytesIO

from pypdf import PdfReader

from followup.demo.enquetes import load_enquetes
from followup.models import Antwoordblad, Enquete
from followup.surveys.poster import poster
from followup.surveys.results import results_of
from programmes.models import Programme
from tests.followup.surveys import AFTER, NOW, held, make_survey
from tests.invitations.pdfs import assert_tagged


def test_the_demo_is_filled_once_and_can_be_read(programme: Programme) -> None:
    held(programme, guests=6)
    for _ in range(2):
        load_enquetes(programme, now=NOW)
    results = [results_of(one, on=AFTER) for one in Enquete.objects.all()]
    assert [(one.total, one.hidden, len(one.people)) for one in results] == [(5, "", 0), (1, "", 1), (24, "", 0)]
    assert Antwoordblad.objects.filter(link__isnull=False).count() == 1


def test_the_poster_is_one_accessible_page(programme: Programme) -> None:
    make_survey(held(programme), "medewerker")
    pdf = poster(programme)
    assert pdf is not None
    read = PdfReader(BytesIO(pdf))
    assert_tagged(read)
    assert len(read.pages) == 1
