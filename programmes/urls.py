from django.urls import URLPattern, path

from programmes.views import bestuur, bezoek, board, conflicts, diensten, gasten, home, jobs, people, personal, programme, reistijden, statements

IN_BESTUUR = "<slug:bestuur>/beheer"
IN_PROGRAMME = "<slug:bestuur>/<slug:programme>"

urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    path("toegankelijkheid/", statements.accessibility, name="accessibility"),
    # behind a personal link
    path("mijn/<str:token>/", personal.mijn, name="mijn"),
    path("mijn/<str:token>/programma.pdf", personal.mijn_pdf, name="mijn-pdf"),
    path("mijn/<str:token>/programma.ics", personal.mijn_ics, name="mijn-ics"),
    path("mijn/<str:token>/agenda.ics", personal.mijn_feed, name="mijn-feed"),
    path("gastheer/<str:token>/", personal.gastheer, name="gastheer"),
    path("gastheer/<str:token>/programma.pdf", personal.gastheer_pdf, name="gastheer-pdf"),
    # the authority
    path("<slug:bestuur>/", bestuur.bestuur, name="bestuur"),
    path(f"{IN_BESTUUR}/gegevens/", bestuur.bestuur_edit, name="bestuur-edit"),
    path(f"{IN_BESTUUR}/medewerkers/", bestuur.medewerker_list, name="medewerker-list"),
    path(f"{IN_BESTUUR}/medewerkers/nieuw/", bestuur.medewerker_new, name="medewerker-new"),
    path(f"{IN_BESTUUR}/medewerkers/<int:pk>/", bestuur.medewerker_edit, name="medewerker-edit"),
    path(f"{IN_BESTUUR}/medewerkers/<int:pk>/uitnodigen/", bestuur.medewerker_welcome, name="medewerker-welcome"),
    path(f"{IN_BESTUUR}/medewerkers/<int:pk>/verwijderen/", bestuur.medewerker_remove, name="medewerker-remove"),
    path(f"{IN_BESTUUR}/programmas/nieuw/", programme.programme_new, name="programme-new"),
    # people
    path(f"{IN_BESTUUR}/mandatarissen/", people.mandataris_list, name="mandataris-list"),
    path(f"{IN_BESTUUR}/mandatarissen/nieuw/", people.mandataris_new, name="mandataris-new"),
    path(f"{IN_BESTUUR}/mandatarissen/<int:pk>/", people.mandataris_edit, name="mandataris-edit"),
    path(f"{IN_BESTUUR}/mandatarissen/<int:pk>/verwijderen/", people.mandataris_delete, name="mandataris-delete"),
    # care services
    path(f"{IN_BESTUUR}/diensten/", diensten.zorgdienst_list, name="zorgdienst-list"),
    path(f"{IN_BESTUUR}/diensten/nieuw/", diensten.zorgdienst_new, name="zorgdienst-new"),
    path(f"{IN_BESTUUR}/diensten/<int:pk>/", diensten.zorgdienst_edit, name="zorgdienst-edit"),
    path(f"{IN_BESTUUR}/diensten/<int:pk>/verwijderen/", diensten.zorgdienst_delete, name="zorgdienst-delete"),
    path(f"{IN_BESTUUR}/contactpersonen/", diensten.contactpersoon_list, name="contactpersoon-list"),
    path(f"{IN_BESTUUR}/contactpersonen/nieuw/", diensten.contactpersoon_new, name="contactpersoon-new"),
    path(f"{IN_BESTUUR}/contactpersonen/<int:pk>/", diensten.contactpersoon_edit, name="contactpersoon-edit"),
    path(
        f"{IN_BESTUUR}/contactpersonen/<int:pk>/verwijderen/",
        diensten.contactpersoon_delete,
        name="contactpersoon-delete",
    ),
    path(f"{IN_BESTUUR}/reistijden/", reistijden.reistijd_list, name="reistijd-list"),
    path(f"{IN_BESTUUR}/reistijden/<int:pk>/verwijderen/", reistijden.reistijd_delete, name="reistijd-delete"),
    # a programme
    path(f"{IN_PROGRAMME}/", programme.programme, name="programme"),
    path(f"{IN_PROGRAMME}/gegevens/", programme.programme_edit, name="programme-edit"),
    path(f"{IN_PROGRAMME}/kopieren/", programme.programme_copy, name="programme-copy"),
    path(f"{IN_PROGRAMME}/kopie/", programme.programme_copied, name="programme-copied"),
    path(f"{IN_PROGRAMME}/verwijderen/", programme.programme_delete, name="programme-delete"),
    path(f"{IN_PROGRAMME}/diensten/", programme.programme_diensten, name="programme-diensten"),
    # its guest list
    path(f"{IN_PROGRAMME}/gasten/", gasten.gast_list, name="gast-list"),
    path(f"{IN_PROGRAMME}/gasten/toevoegen/", gasten.gast_add, name="gast-add"),
    path(f"{IN_PROGRAMME}/gasten/nieuw/", gasten.gast_new, name="gast-new"),
    path(f"{IN_PROGRAMME}/gasten/<int:pk>/", gasten.gast_edit, name="gast-edit"),
    path(f"{IN_PROGRAMME}/gasten/<int:pk>/verwijderen/", gasten.gast_remove, name="gast-remove"),
    # the week board
    path(f"{IN_PROGRAMME}/bord/", board.board, name="board"),
    path(f"{IN_PROGRAMME}/bord/mogelijk/", board.board_possible, name="board-possible"),
    path(f"{IN_PROGRAMME}/ongedaan/", board.undo_last, name="undo"),
    path(f"{IN_PROGRAMME}/wijzigingen/", board.wijziging_list, name="wijziging-list"),
    path(f"{IN_PROGRAMME}/bezoeken/nieuw/", bezoek.bezoek_new, name="bezoek-new"),
    path(f"{IN_PROGRAMME}/bezoeken/<int:pk>/", bezoek.bezoek_edit, name="bezoek-edit"),
    path(f"{IN_PROGRAMME}/bezoeken/<int:pk>/verplaatsen/", bezoek.bezoek_move, name="bezoek-move"),
    path(f"{IN_PROGRAMME}/bezoeken/<int:pk>/verwijderen/", bezoek.bezoek_delete, name="bezoek-delete"),
    path(f"{IN_PROGRAMME}/conflicten/", conflicts.conflict_list, name="conflict-list"),
    path(f"{IN_PROGRAMME}/conflicten/aanvaarden/", conflicts.conflict_accept, name="conflict-accept"),
    # printed by a worker
    path(f"{IN_PROGRAMME}/boekje/", jobs.booklet, name="booklet"),
    path(f"{IN_PROGRAMME}/boekje/<int:pk>/stop/", jobs.booklet_stop, name="booklet-stop"),
    path(f"{IN_PROGRAMME}/boekje/<int:pk>/boekje.pdf", jobs.booklet_pdf, name="booklet-pdf"),
]
