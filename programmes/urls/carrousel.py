"""A practice carousel: its sessions and people for staff, and the pages of whoever signs up."""

from django.urls import URLPattern, path

from programmes.views.werkvormen import carrousel, carrousel_papers, carrousel_people, carrousel_public

HERE = "<slug:bestuur>/<slug:programme>/bezoeken/<int:pk>/carrousel"
SESSION, PERSON = f"{HERE}/sessies/<int:sessie>", f"{HERE}/mensen/<int:inschrijving>"

urlpatterns: list[URLPattern] = [
    path(f"{HERE}/", carrousel.carrousel, name="carrousel"),
    path(f"{HERE}/inschrijven/", carrousel.carrousel_settings, name="carrousel-settings"),
    path(f"{HERE}/nieuwe-link/", carrousel.carrousel_link, name="carrousel-link"),
    path(f"{HERE}/verdelen/", carrousel.carrousel_allocate, name="carrousel-allocate"),
    path(f"{HERE}/laat-weten/", carrousel.carrousel_tell, name="carrousel-tell"),
    path(f"{HERE}/sessies/nieuw/", carrousel.carrousel_sessie_add, name="carrousel-sessie-add"),
    path(f"{SESSION}/", carrousel.carrousel_sessie, name="carrousel-sessie"),
    path(f"{SESSION}/verwijderen/", carrousel.carrousel_sessie_remove, name="carrousel-sessie-remove"),
    path(f"{HERE}/mensen/nieuw/", carrousel_people.carrousel_add, name="carrousel-add"),
    path(f"{HERE}/mensen/gasten/", carrousel_people.carrousel_guests, name="carrousel-guests"),
    path(f"{PERSON}/", carrousel_people.carrousel_person, name="carrousel-person"),
    path(f"{PERSON}/verplaatsen/", carrousel_people.carrousel_move, name="carrousel-move"),
    path(f"{PERSON}/uitschrijven/", carrousel_people.carrousel_withdraw, name="carrousel-withdraw"),
    path(f"{HERE}/programma.pdf", carrousel_papers.carrousel_dag, name="carrousel-dag"),
    path(f"{HERE}/zaallijsten.pdf", carrousel_papers.carrousel_zalen, name="carrousel-zalen"),
    path(f"{HERE}/kaartjes.pdf", carrousel_papers.carrousel_kaartjes, name="carrousel-kaartjes"),
    path(f"{HERE}/dieet-en-hulp.pdf", carrousel_papers.carrousel_noden, name="carrousel-noden"),
]

BY_TOKEN: list[URLPattern] = [
    path("inschrijven/<str:token>/", carrousel_public.inschrijven, name="inschrijven"),
    path("inschrijven/<str:token>/programma.pdf", carrousel_papers.inschrijven_programma, name="inschrijven-programma"),
    path("mijn/<str:token>/bezoeken/<int:pk>/inschrijven/", carrousel_public.mijn_inschrijven, name="mijn-inschrijven"),
    path("inschrijving/<str:token>/", carrousel_public.inschrijving, name="inschrijving"),
    path("inschrijving/<str:token>/uitschrijven/", carrousel_public.uitschrijven, name="uitschrijven"),
]
