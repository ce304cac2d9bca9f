from django.urls import URLPattern, path

from invitations.views import (
    agenda,
    antwoorden,
    assistenten,
    berichten,
    bevoegdheden,
    gastheer_verhalen,
    herinnering,
    mijn,
    mijn_uitnodiging,
    persoon,
    praktisch,
    uitnodiging,
    uitnodiging_paper,
    uitnodiging_send,
    verhalen,
)

IN_PROGRAMME = "<slug:bestuur>/<slug:programme>"
STORY_OF_HOST = "gastheer/<str:token>/verhalen/<int:pk>"
INVITATION = f"{IN_PROGRAMME}/uitnodigen/<int:pk>"

urlpatterns: list[URLPattern] = [
    # behind a personal link
    path("mijn/<str:token>/programma.ics", agenda.mijn_ics, name="mijn-ics"),
    path("mijn/<str:token>/agenda.ics", agenda.mijn_feed, name="mijn-feed"),
    path("mijn/<str:token>/uitnodiging/", mijn_uitnodiging.mijn_uitnodiging, name="mijn-uitnodiging"),
    path("mijn/<str:token>/wensen/", mijn.mijn_wensen, name="mijn-wensen"),
    path("mijn/<str:token>/antwoord/", mijn.mijn_antwoord, name="mijn-antwoord"),
    path("assistent/<str:token>/", mijn.assistent, name="assistent"),
    path("assistent/<str:token>/<int:person>/wensen/", mijn.assistent_wensen, name="assistent-wensen"),
    path("assistent/<str:token>/<int:person>/antwoord/", mijn.assistent_antwoord, name="assistent-antwoord"),
    path("gastheer/<str:token>/praktisch/", praktisch.gastheer_praktisch, name="gastheer-praktisch"),
    path("gastheer/<str:token>/praktisch.pdf", praktisch.gastheer_praktisch_pdf, name="gastheer-praktisch-pdf"),
    path("gastheer/<str:token>/naamkaartjes.pdf", praktisch.gastheer_badges, name="gastheer-badges"),
    # stories and consent
    path("gastheer/<str:token>/verhalen/", gastheer_verhalen.gastheer_verhaal_list, name="gastheer-verhaal-list"),
    path(
        "gastheer/<str:token>/verhalen/nieuw/<int:pk>/",
        gastheer_verhalen.gastheer_verhaal_new,
        name="gastheer-verhaal-new",
    ),
    path("gastheer/<str:token>/verhalen/<int:pk>/", gastheer_verhalen.gastheer_verhaal, name="gastheer-verhaal"),
    path(f"{STORY_OF_HOST}/verwijderen/", gastheer_verhalen.gastheer_verhaal_delete, name="gastheer-verhaal-delete"),
    path(f"{STORY_OF_HOST}/toestemming/", gastheer_verhalen.gastheer_verhaal_consent, name="gastheer-verhaal-consent"),
    path(f"{STORY_OF_HOST}/intrekken/", gastheer_verhalen.gastheer_verhaal_withdraw, name="gastheer-verhaal-withdraw"),
    path(
        "gastheer/<str:token>/toestemming.pdf",
        gastheer_verhalen.gastheer_toestemming_sheet,
        name="gastheer-verhaal-sheet",
    ),
    path(f"{IN_PROGRAMME}/verhalen/", verhalen.verhaal_list, name="verhaal-list"),
    path(f"{IN_PROGRAMME}/verhalen/nieuw/", verhalen.verhaal_new, name="verhaal-new"),
    path(f"{IN_PROGRAMME}/verhalen/<int:pk>/", verhalen.verhaal_edit, name="verhaal-edit"),
    path(f"{IN_PROGRAMME}/verhalen/<int:pk>/verwijderen/", verhalen.verhaal_delete, name="verhaal-delete"),
    path(f"{IN_PROGRAMME}/verhalen/<int:pk>/toestemming/", verhalen.verhaal_consent, name="verhaal-consent"),
    path(f"{IN_PROGRAMME}/toestemmingen/", verhalen.toestemming_list, name="toestemming-list"),
    path(f"{IN_PROGRAMME}/toestemmingen/nieuw/", verhalen.toestemming_new, name="toestemming-new"),
    path(f"{IN_PROGRAMME}/toestemmingen/blad.pdf", verhalen.toestemming_sheet, name="toestemming-sheet"),
    path(
        f"{IN_PROGRAMME}/toestemmingen/<int:pk>/intrekken/", verhalen.toestemming_withdraw, name="toestemming-withdraw"
    ),
    path(f"{IN_PROGRAMME}/toestemmingen/<int:pk>/bewijs/", verhalen.toestemming_proof, name="toestemming-proof"),
    # the services prepare themselves
    path(f"{IN_PROGRAMME}/bevoegdheden/", bevoegdheden.bevoegdheid_list, name="bevoegdheid-list"),
    # answers, reminders and what hosts need
    path(f"{IN_PROGRAMME}/antwoorden/", antwoorden.antwoord_list, name="antwoord-list"),
    path(f"{IN_PROGRAMME}/antwoorden/<int:pk>/", antwoorden.antwoord_edit, name="antwoord-edit"),
    path(f"{IN_PROGRAMME}/vervangingen/<int:pk>/aanvaarden/", antwoorden.antwoord_accept, name="antwoord-accept"),
    path(f"{IN_PROGRAMME}/vervangingen/<int:pk>/weigeren/", antwoorden.antwoord_refuse, name="antwoord-refuse"),
    path(f"{IN_PROGRAMME}/assistenten/", assistenten.assistent_list, name="assistent-list"),
    path(f"{IN_PROGRAMME}/assistenten/nieuw/", assistenten.assistent_new, name="assistent-new"),
    path(f"{IN_PROGRAMME}/assistenten/<int:pk>/", assistenten.assistent_edit, name="assistent-edit"),
    path(f"{IN_PROGRAMME}/assistenten/<int:pk>/verwijderen/", assistenten.assistent_remove, name="assistent-remove"),
    path(f"{IN_PROGRAMME}/herinneringen/", herinnering.herinnering_list, name="herinnering-list"),
    path(f"{IN_PROGRAMME}/tijdlijn/", herinnering.tijdlijn, name="tijdlijn"),
    path(f"{IN_PROGRAMME}/nabellen/", herinnering.belronde, name="belronde"),
    path(f"{IN_PROGRAMME}/nabellen/<int:pk>/", herinnering.belronde_note, name="belronde-note"),
    path(f"{IN_PROGRAMME}/praktisch/", praktisch.praktisch, name="praktisch"),
    path(f"{IN_PROGRAMME}/praktisch.pdf", praktisch.praktisch_pdf, name="praktisch-pdf"),
    path(f"{IN_PROGRAMME}/naamkaartjes/", praktisch.badge_list, name="badge-list"),
    path(f"{IN_PROGRAMME}/naamkaartjes/naamkaartjes.pdf", praktisch.badges_as_pdf, name="badges-pdf"),
    # invitations
    path(f"{IN_PROGRAMME}/uitnodigen/", uitnodiging.uitnodiging_list, name="uitnodiging-list"),
    path(f"{IN_PROGRAMME}/uitnodigen/nieuw/", uitnodiging.uitnodiging_new, name="uitnodiging-new"),
    path(f"{IN_PROGRAMME}/uitnodigen/brieven/", uitnodiging_paper.uitnodiging_letters, name="uitnodiging-letters"),
    path(
        f"{IN_PROGRAMME}/uitnodigen/brieven/<int:pk>/stop/",
        uitnodiging_paper.uitnodiging_letters_stop,
        name="uitnodiging-letters-stop",
    ),
    path(
        f"{IN_PROGRAMME}/uitnodigen/brieven/<int:pk>/brieven.pdf",
        uitnodiging_paper.uitnodiging_letters_pdf,
        name="uitnodiging-letters-pdf",
    ),
    path(f"{INVITATION}/", uitnodiging.uitnodiging_edit, name="uitnodiging-edit"),
    path(f"{INVITATION}/verwijderen/", uitnodiging.uitnodiging_delete, name="uitnodiging-delete"),
    path(f"{INVITATION}/bekijken/", uitnodiging_send.uitnodiging_preview, name="uitnodiging-preview"),
    path(f"{INVITATION}/mail/", uitnodiging_send.uitnodiging_mail, name="uitnodiging-mail"),
    path(f"{INVITATION}/brief.pdf", uitnodiging_send.uitnodiging_letter, name="uitnodiging-letter"),
    path(f"{INVITATION}/proef/", uitnodiging_send.uitnodiging_test, name="uitnodiging-test"),
    path(f"{INVITATION}/versturen/", uitnodiging_send.uitnodiging_send, name="uitnodiging-send"),
    path(f"{INVITATION}/telefoon/", uitnodiging_paper.uitnodiging_calls, name="uitnodiging-calls"),
    path(f"{INVITATION}/telefoon.pdf", uitnodiging_paper.uitnodiging_calls_pdf, name="uitnodiging-calls-pdf"),
    # the outbox
    path(
        "<slug:bestuur>/beheer/mandatarissen/<int:pk>/berichten/",
        persoon.mandataris_berichten,
        name="mandataris-berichten",
    ),
    path(f"{IN_PROGRAMME}/berichten/", berichten.bericht_list, name="bericht-list"),
    path(f"{IN_PROGRAMME}/berichten/doen/", berichten.bericht_act, name="bericht-act"),
    path(f"{IN_PROGRAMME}/berichten/<int:pk>/", berichten.bericht, name="bericht"),
    path(f"{IN_PROGRAMME}/berichten/<int:pk>/aanpassen/", berichten.bericht_edit, name="bericht-edit"),
    path(f"{IN_PROGRAMME}/berichten/<int:pk>/opgemaakt/", berichten.bericht_html, name="bericht-html"),
]
