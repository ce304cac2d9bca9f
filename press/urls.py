from django.urls import URLPattern, path

from press.views import (
    beelden,
    beeldrecht,
    chauffeurs,
    dag,
    dag_beeldrecht,
    dag_vertraging,
    draaiboek,
    fotograaf,
    groepen,
    herkend,
    perscontacten,
    persmap,
    persmomenten,
    perspagina,
    persuitnodiging,
    posts,
    publiek,
    quote_antwoord,
    quotes,
    vandaag,
    verschenen,
    vertraging,
)

IN_PROGRAMME = "<slug:bestuur>/<slug:programme>"

urlpatterns: list[URLPattern] = [
    # run sheets, and who drives
    path(f"{IN_PROGRAMME}/draaiboeken/", draaiboek.draaiboek_list, name="draaiboek-list"),
    path(f"{IN_PROGRAMME}/draaiboeken/persoon/<int:pk>.pdf", draaiboek.draaiboek_persoon, name="draaiboek-persoon"),
    path(f"{IN_PROGRAMME}/draaiboeken/dienst/<int:pk>.pdf", draaiboek.draaiboek_dienst, name="draaiboek-dienst"),
    path(
        f"{IN_PROGRAMME}/draaiboeken/chauffeur/<int:pk>.pdf", draaiboek.draaiboek_chauffeur, name="draaiboek-chauffeur"
    ),
    path(f"{IN_PROGRAMME}/draaiboeken/dag.pdf", draaiboek.draaiboek_dag, name="draaiboek-dag"),
    path(f"{IN_PROGRAMME}/draaiboeken/alle.pdf", draaiboek.draaiboek_alle, name="draaiboek-alle"),
    path(f"{IN_PROGRAMME}/chauffeurs/", chauffeurs.chauffeur_list, name="chauffeur-list"),
    path(f"{IN_PROGRAMME}/chauffeurs/nieuw/", chauffeurs.chauffeur_new, name="chauffeur-new"),
    path(f"{IN_PROGRAMME}/chauffeurs/<int:pk>/", chauffeurs.chauffeur_edit, name="chauffeur-edit"),
    path(f"{IN_PROGRAMME}/chauffeurs/<int:pk>/verwijderen/", chauffeurs.chauffeur_delete, name="chauffeur-delete"),
    # pictures and films
    path(f"{IN_PROGRAMME}/beeld/", beelden.beeld_list, name="beeld-list"),
    path(f"{IN_PROGRAMME}/beeld/beslissen/", beelden.beeld_decide, name="beeld-decide"),
    path(f"{IN_PROGRAMME}/beeld/nieuw/", beelden.beeld_new, name="beeld-new"),
    path(f"{IN_PROGRAMME}/beeld/<int:pk>/", beelden.beeld, name="beeld"),
    path(f"{IN_PROGRAMME}/beeld/<int:pk>/verwijderen/", beelden.beeld_delete, name="beeld-delete"),
    # the press kit, and the page behind a link for the press
    path("pers/<str:token>/", perspagina.pers_pagina, name="pers-pagina"),
    path("pers/<str:token>/persmap.pdf", perspagina.pers_pdf, name="pers-pdf"),
    path("pers/<str:token>/persmap.zip", perspagina.pers_zip, name="pers-zip"),
    path("pers/<str:token>/beeld/<int:pk>/<slug:size>/", perspagina.pers_beeld, name="pers-beeld"),
    path(f"{IN_PROGRAMME}/persmap/", persmap.persmap, name="persmap"),
    path(f"{IN_PROGRAMME}/persmap.pdf", persmap.persmap_pdf, name="persmap-pdf"),
    path(f"{IN_PROGRAMME}/persmap.zip", persmap.persmap_zip, name="persmap-zip"),
    path(f"{IN_PROGRAMME}/persmap/links/nieuw/", persmap.perslink_new, name="perslink-new"),
    path(f"{IN_PROGRAMME}/persmap/links/<int:pk>/intrekken/", persmap.perslink_revoke, name="perslink-revoke"),
    path(f"{IN_PROGRAMME}/beeld/<int:pk>/<slug:size>/", beelden.beeld_bestand, name="beeld-bestand"),
    # quotes, and who approves them
    path("quote/<str:token>/", quote_antwoord.quote_antwoord, name="quote-antwoord"),
    path("quote/<str:token>/portret/", quote_antwoord.quote_portret, name="quote-portret"),
    path(f"{IN_PROGRAMME}/quotes/", quotes.quote_list, name="quote-list"),
    path(f"{IN_PROGRAMME}/quotes/nieuw/", quotes.quote_new, name="quote-new"),
    path(f"{IN_PROGRAMME}/quotes/<int:pk>/", quotes.quote_edit, name="quote-edit"),
    path(f"{IN_PROGRAMME}/quotes/<int:pk>/vragen/", quotes.quote_ask, name="quote-ask"),
    path(f"{IN_PROGRAMME}/quotes/<int:pk>/opzij/", quotes.quote_shelve, name="quote-shelve"),
    path(f"{IN_PROGRAMME}/quotes/<int:pk>/verwijderen/", quotes.quote_delete, name="quote-delete"),
    # the public page
    path(f"{IN_PROGRAMME}/publiek/", publiek.publiek, name="publiek"),
    path(f"{IN_PROGRAMME}/publiek/instellen/", publiek.publiek_edit, name="publiek-edit"),
    path(f"{IN_PROGRAMME}/publiek/beeld/<int:pk>/<slug:size>/", publiek.publiek_beeld, name="publiek-beeld"),
    # who may be on a picture
    path("dag/<str:token>/beeldrecht/", dag_beeldrecht.dag_beeldrecht, name="dag-beeldrecht"),
    path(f"{IN_PROGRAMME}/herkend/<int:pk>/", herkend.herkend_add, name="herkend-add"),
    path(f"{IN_PROGRAMME}/herkend/<int:pk>/weg/", herkend.herkend_remove, name="herkend-remove"),
    path(f"{IN_PROGRAMME}/herkend/<int:pk>/klaar/", herkend.herkend_checked, name="herkend-checked"),
    path(f"{IN_PROGRAMME}/beeldrecht/", beeldrecht.beeldrecht, name="beeldrecht"),
    path(f"{IN_PROGRAMME}/beeldrecht/noteren/", beeldrecht.beeldrecht_new, name="beeldrecht-new"),
    path(f"{IN_PROGRAMME}/beeldrecht/<int:pk>/intrekken/", beeldrecht.beeldrecht_withdraw, name="beeldrecht-withdraw"),
    path(f"{IN_PROGRAMME}/doorgegeven/", beeldrecht.uitgifte_list, name="uitgifte-list"),
    path(f"{IN_PROGRAMME}/groepen/", groepen.groep_list, name="groep-list"),
    path(f"{IN_PROGRAMME}/groepen/nieuw/", groepen.groep_new, name="groep-new"),
    path(f"{IN_PROGRAMME}/groepen/<int:pk>/", groepen.groep_edit, name="groep-edit"),
    path(f"{IN_PROGRAMME}/groepen/<int:pk>/verwijderen/", groepen.groep_delete, name="groep-delete"),
    path(f"{IN_PROGRAMME}/fotograaf/", fotograaf.fotograaf, name="fotograaf"),
    path(f"{IN_PROGRAMME}/fotograaf.pdf", fotograaf.fotograaf_pdf, name="fotograaf-pdf"),
    # the day itself, behind a link
    path("dag/<str:token>/", dag.dag, name="dag"),
    path("dag/<str:token>/aanwezig/", dag.dag_aanwezig, name="dag-aanwezig"),
    path("dag/<str:token>/gast/", dag.dag_gast, name="dag-gast"),
    # the day itself, for a coordinator
    path(f"{IN_PROGRAMME}/vandaag/", vandaag.vandaag, name="vandaag"),
    path(f"{IN_PROGRAMME}/vandaag/aanwezig/", vandaag.vandaag_aanwezig, name="vandaag-aanwezig"),
    path(f"{IN_PROGRAMME}/vandaag/gast/", vandaag.vandaag_gast, name="vandaag-gast"),
    # what runs late
    path("dag/<str:token>/vertraging/", dag_vertraging.dag_vertraging, name="dag-vertraging"),
    path(f"{IN_PROGRAMME}/vertraging/", vertraging.vertraging_list, name="vertraging-list"),
    path(f"{IN_PROGRAMME}/vertraging/nieuw/", vertraging.vertraging_new, name="vertraging-new"),
    path(f"{IN_PROGRAMME}/vertraging/<int:pk>/", vertraging.vertraging, name="vertraging"),
    path(f"{IN_PROGRAMME}/vertraging/<int:pk>/publiceer/", vertraging.vertraging_publish, name="vertraging-publish"),
    path(f"{IN_PROGRAMME}/vertraging/<int:pk>/laat/", vertraging.vertraging_leave, name="vertraging-leave"),
    # the press list, the press moment, and what appeared
    path(f"{IN_PROGRAMME}/perslijst/", perscontacten.perscontact_list, name="perscontact-list"),
    path(f"{IN_PROGRAMME}/perslijst/nieuw/", perscontacten.perscontact_new, name="perscontact-new"),
    path(f"{IN_PROGRAMME}/perslijst/plakken/", perscontacten.perscontact_paste, name="perscontact-paste"),
    path(f"{IN_PROGRAMME}/perslijst/<int:pk>/", perscontacten.perscontact_edit, name="perscontact-edit"),
    path(
        f"{IN_PROGRAMME}/perslijst/<int:pk>/verwijderen/", perscontacten.perscontact_delete, name="perscontact-delete"
    ),
    path(f"{IN_PROGRAMME}/persmoment/", persmomenten.persmoment_list, name="persmoment-list"),
    path(f"{IN_PROGRAMME}/persmoment/nieuw/", persmomenten.persmoment_new, name="persmoment-new"),
    path(f"{IN_PROGRAMME}/persmoment/<int:pk>/", persmomenten.persmoment_edit, name="persmoment-edit"),
    path(f"{IN_PROGRAMME}/persmoment/<int:pk>/verwijderen/", persmomenten.persmoment_delete, name="persmoment-delete"),
    path(
        f"{IN_PROGRAMME}/persmoment/<int:pk>/uitnodigen/", persuitnodiging.persmoment_invite, name="persmoment-invite"
    ),
    path(f"{IN_PROGRAMME}/persmoment/<int:pk>/tekst/", persuitnodiging.persmoment_text, name="persmoment-text"),
    path(f"{IN_PROGRAMME}/persmoment/<int:pk>/mail/", persuitnodiging.persmoment_mail, name="persmoment-mail"),
    path(f"{IN_PROGRAMME}/persmoment/<int:pk>/proef/", persuitnodiging.persmoment_test, name="persmoment-test"),
    path(f"{IN_PROGRAMME}/persmoment/<int:pk>/versturen/", persuitnodiging.persmoment_send, name="persmoment-send"),
    path(f"{IN_PROGRAMME}/in-de-pers/", verschenen.verschenen_list, name="verschenen-list"),
    path(f"{IN_PROGRAMME}/in-de-pers/nieuw/", verschenen.verschenen_new, name="verschenen-new"),
    path(f"{IN_PROGRAMME}/in-de-pers/<int:pk>/", verschenen.verschenen_edit, name="verschenen-edit"),
    path(f"{IN_PROGRAMME}/in-de-pers/<int:pk>/verwijderen/", verschenen.verschenen_delete, name="verschenen-delete"),
    # posts, and the text for the magazine
    path(f"{IN_PROGRAMME}/posts/", posts.post_list, name="post-list"),
    path(f"{IN_PROGRAMME}/posts/nieuw/", posts.post_new, name="post-new"),
    path(f"{IN_PROGRAMME}/posts/<int:pk>/", posts.post_edit, name="post-edit"),
    path(f"{IN_PROGRAMME}/posts/<int:pk>/verwijderen/", posts.post_delete, name="post-delete"),
    path(f"{IN_PROGRAMME}/posts/<int:pk>/geplaatst/", posts.post_placed, name="post-placed"),
    path(f"{IN_PROGRAMME}/posts/<int:pk>/beeld/", posts.post_beeld, name="post-beeld"),
]
