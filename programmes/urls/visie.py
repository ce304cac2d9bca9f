"""The vision workshop of a visit; and the link that everybody in the room has."""

from django.urls import URLPattern, path

from programmes.views.werkvormen import visie, visie_gastheer, visie_schrijven, visie_telefoon

VISION = "<slug:bestuur>/<slug:programme>/bezoeken/<int:pk>/visie"
OWN_VISION = "gastheer/<str:token>/visie/<int:pk>"

shared: list[URLPattern] = [  # stands before what begins with an authority
    path("zaal/<str:token>/", visie_telefoon.visie_antwoord, name="visie-antwoord"),
]
urlpatterns: list[URLPattern] = [
    path(f"{VISION}/", visie.visie, name="visie"),
    path(f"{VISION}/doen/", visie.visie_act, name="visie-act"),
    path(f"{VISION}/scherm/", visie.visie_scherm, name="visie-scherm"),
    path(f"{VISION}/resultaat/", visie.visie_resultaat, name="visie-resultaat"),
    path(f"{VISION}/voorbeelden/", visie_schrijven.visie_voorbeelden, name="visie-voorbeelden"),
    path(f"{VISION}/afspraken/", visie_schrijven.visie_afspraken, name="visie-afspraken"),
    path(f"{VISION}/tekst/", visie_schrijven.visie_tekst, name="visie-tekst"),
    path(f"{VISION}/verslag.pdf", visie.visie_pdf, name="visie-pdf"),
    # behind the link of whoever receives
    path(f"{OWN_VISION}/", visie_gastheer.gastheer_visie, name="gastheer-visie"),
    path(f"{OWN_VISION}/scherm/", visie_gastheer.gastheer_visie_scherm, name="gastheer-visie-scherm"),
    path(f"{OWN_VISION}/verslag.pdf", visie_gastheer.gastheer_visie_pdf, name="gastheer-visie-pdf"),
]
