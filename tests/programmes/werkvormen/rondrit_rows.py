"""A tour on the board, for the tests of its pages."""

from programmes.models import Bezoek, Mandataris, Programme, Ronde
from tests.factories import make_bezoek, make_deelnemende_dienst, make_gast, make_mandataris, make_zorgdienst

NAMES = ("De Kade", "De Linde", "De Speelboot", "De Brug", "Ten Leie")


def make_guest(programme: Programme, last_name: str) -> Mandataris:
    return make_gast(programme, make_mandataris(programme.bestuur, first_name="An", last_name=last_name)).mandataris


def make_tour(programme: Programme, count: int = 2, *, people: list[Mandataris] | None = None) -> list[Bezoek]:
    """Stops of an hour, from 9.00 on, every two hours."""
    ronde = Ronde.objects.create(programme=programme, title="Langs de Leie", vehicle="bus", seats=8, driver="Rik, 0400")
    diensten = [
        make_deelnemende_dienst(programme, make_zorgdienst(programme.bestuur, name=name)) for name in NAMES[:count]
    ]
    return [
        make_bezoek(
            programme, start=f"{9 + 2 * n}.00", zorgdienst=dienst, ronde=ronde, werkvorm="rondrit", people=people or []
        )
        for n, dienst in enumerate(diensten)
    ]
