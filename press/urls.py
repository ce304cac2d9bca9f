from django.urls import URLPattern, path

from press.views import (
    beelden,
    chauffeurs,
    dag,
    dag_beeldrecht,
    dag_vertraging,
    draaiboek,
    publiek,
    quote_antwoord,
    quotes,
    rechten,
    vandaag,
    vertraging,
)

IN_PROGRAMME = "<slug:bestuur>/<slug:programme>"

urlpatterns: list[URLPattern] = [
    path("dag/<str:token>/", dag.dag, name="dag"),
    path(f"{IN_PROGRAMME}/vandaag/", vandaag.vandaag, name="vandaag"),
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
    path(f"{IN_PROGRAMME}/beeld/<int:pk>/bestand/<slug:size>/", beelden.beeld_bestand, name="beeld-bestand"),
    # who may be on a picture, and where it may come
    path("dag/<str:token>/beeldrecht/", dag_beeldrecht.dag_beeldrecht, name="dag-beeldrecht"),
    path(f"{IN_PROGRAMME}/beeldrecht/", rechten.beeldrecht, name="beeldrecht"),
    path(f"{IN_PROGRAMME}/beeldrecht/nieuw/", rechten.beeldrecht_new, name="beeldrecht-new"),
    path(f"{IN_PROGRAMME}/beeldrecht/<int:pk>/intrekken/", rechten.beeldrecht_withdraw, name="beeldrecht-withdraw"),
    path(f"{IN_PROGRAMME}/beeldrecht/<int:pk>/meegegeven/", rechten.uitgifte_van, name="uitgifte-van"),
    path(f"{IN_PROGRAMME}/meegegeven/", rechten.uitgifte_list, name="uitgifte-list"),
    path(f"{IN_PROGRAMME}/beeld/<int:pk>/herkend/", rechten.herkend_add, name="herkend-add"),
    path(f"{IN_PROGRAMME}/beeld/<int:pk>/herkend/weg/", rechten.herkend_remove, name="herkend-remove"),
    path(f"{IN_PROGRAMME}/beeld/<int:pk>/herkend/nagekeken/", rechten.herkend_checked, name="herkend-checked"),
    path(f"{IN_PROGRAMME}/groepen/nieuw/", rechten.groep_new, name="groep-new"),
    path(f"{IN_PROGRAMME}/groepen/<int:pk>/", rechten.groep_edit, name="groep-edit"),
    path(f"{IN_PROGRAMME}/groepen/<int:pk>/verwijderen/", rechten.groep_delete, name="groep-delete"),
    path(f"{IN_PROGRAMME}/fotograaf/", rechten.fotograaf, name="fotograaf"),
    path(f"{IN_PROGRAMME}/fotograaf.pdf", rechten.fotograaf_pdf, name="fotograaf-pdf"),
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
    # what runs late
    path("dag/<str:token>/vertraging/", dag_vertraging.dag_vertraging, name="dag-vertraging"),
    path(f"{IN_PROGRAMME}/vertraging/", vertraging.vertraging_list, name="vertraging-list"),
    path(f"{IN_PROGRAMME}/vertraging/nieuw/", vertraging.vertraging_new, name="vertraging-new"),
    path(f"{IN_PROGRAMME}/vertraging/<int:pk>/", vertraging.vertraging, name="vertraging"),
    path(f"{IN_PROGRAMME}/vertraging/<int:pk>/publiceer/", vertraging.vertraging_publish, name="vertraging-publish"),
    path(f"{IN_PROGRAMME}/vertraging/<int:pk>/laat/", vertraging.vertraging_leave, name="vertraging-leave"),
]
