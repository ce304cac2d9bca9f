"""Posts and the text for the magazine: a plan, proposals, and the picture that goes with them."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from press.communication.drafts import magazine_text, visit_text, week_text
from press.communication.lengths import length_of
from press.communication.plan import NOT_ALLOWED, consent_channel, plan, visit_name, without_post
from press.forms.posts import PlacedForm, PostForm
from press.models import Post
from press.pictures.crops import crop
from press.rights.handed_out import note_handed_out
from press.rights.usable import verdict
from press.views.pages import press_page
from programmes.access import StaffRequest, programme_to_communicate
from programmes.models import Programme
from programmes.versions import published_week
from programmes.week import Week

FILE_GONE = "Het bestand van deze foto is er niet meer. Kies een andere foto."


@require_safe
def post_list(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    found = programme_to_communicate(request.user, bestuur, programme)
    week = published_week(found)
    days = plan(found, week, now=timezone.now())
    lines = [line for day in days for line in day.lines]
    return press_page(
        request,
        "post_list",
        found,
        days=days,
        proposals=without_post(found, week),
        channels=Post.Channel.choices,
        alarms=[line for line in lines if line.alarm],
        late=[line for line in lines if line.is_late],
        is_published=week is not None,
    )


@require_http_methods(["GET", "POST"])
def post_new(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    """`?bezoek=&kanaal=` begins with a proposal from the published programme."""
    found = programme_to_communicate(request.user, bestuur, programme)
    week = published_week(found)
    asked = request.GET.get("kanaal", "")
    post = Post(programme=found, channel=asked if asked in Post.Channel.values else Post.Channel.FACEBOOK)
    visit = next((one for one in week.visits if str(one.id) == request.GET.get("bezoek", "")), None) if week else None
    if visit:
        post.visit = visit.id
        post.zorgdienst_id = found.diensten.filter(pk=visit.service).values_list("pk", flat=True).first()
    post.text = _proposed(found, week, post)
    return _edit(request, found, post, week)


def _proposed(programme: Programme, week: Week | None, post: Post) -> str:
    if post.channel == Post.Channel.GEMEENTEBLAD and not post.visit:
        return magazine_text(programme, week, on=timezone.localdate())
    if week is None:
        return programme.hashtag
    if post.visit:
        return visit_text(programme, week, week.by_id[post.visit], post.channel)
    return week_text(programme, week, post.channel)


@require_http_methods(["GET", "POST"])
def post_edit(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    found, post = _post(request, bestuur, programme, pk)
    return _edit(request, found, post, published_week(found))


def _edit(request: StaffRequest, programme: Programme, post: Post, week: Week | None) -> HttpResponse:
    form = PostForm(request.POST if request.method == "POST" else None, instance=post, on=timezone.localdate())
    if form.is_stored():
        messages.success(request, "Het bericht is bewaard.")
        return redirect("post-list", programme.bestuur.slug, programme.slug)
    text, channel = form["text"].value() or "", form["channel"].value()
    length = length_of(text, channel if channel in Post.Channel.values else Post.Channel.FACEBOOK)
    context = {"form": form, "post": post, "length": length, "visit": visit_name(week, post.visit)}
    return press_page(request, "post_form", programme, may_show=bool(post.pk) and not _refusal(post), **context)


@require_http_methods(["GET", "POST"])
def post_placed(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    found, post = _post(request, bestuur, programme, pk)
    form = PlacedForm(request.POST if request.method == "POST" else None, instance=post)
    if request.method == "POST" and post.beeld_id and (refusal := _refusal(post)):
        messages.error(request, refusal)
        return redirect("post-list", bestuur, programme)
    if form.is_valid():
        post.state, post.posted_at = Post.State.GEPLAATST, post.posted_at or timezone.now()
        form.save()
        messages.success(request, "Genoteerd: het bericht staat online.")
        return redirect("post-list", bestuur, programme)
    return press_page(request, "post_placed", found, form=form, post=post)


@require_http_methods(["GET", "POST"])
def post_delete(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    found, post = _post(request, bestuur, programme, pk)
    if request.method == "POST":
        post.delete()
        messages.success(request, "Het bericht is verwijderd.")
        return redirect("post-list", bestuur, programme)
    return press_page(request, "post_delete", found, post=post)


@require_http_methods(["GET", "POST"])
def post_beeld(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    """GET shows the crop on the page; POST hands it out, and notes that it left the house."""
    found, post = _post(request, bestuur, programme, pk)
    refusal = _refusal(post)
    if refusal and request.method != "POST":
        raise Http404
    if refusal or post.beeld is None:
        messages.error(request, refusal)
        return redirect("post-edit", bestuur, programme, pk)
    try:
        response = HttpResponse(crop(post.beeld, post.crop), content_type="image/jpeg")
    except (OSError, ValueError) as error:  # no such file, no file at all
        if request.method != "POST":
            raise Http404 from error
        messages.error(request, FILE_GONE)
        return redirect("post-edit", bestuur, programme, pk)
    response.headers["Cache-Control"] = "private, no-store"
    if request.method == "POST":
        note_handed_out(found, "post", post.get_channel_display(), beelden=[post.beeld], now=timezone.now())
        response.headers["Content-Disposition"] = f'attachment; filename="post-{post.pk}-{post.crop}.jpg"'
    return response


def _refusal(post: Post) -> str:
    """Why its picture may not be shown now; '' when it may."""
    if post.beeld is None:
        return "Bij dit bericht staat geen foto."
    found = verdict(post.beeld, consent_channel(post.channel), on=timezone.localdate())
    return (
        "" if found.ok else " ".join([NOT_ALLOWED, *(f"{reason[:1].upper()}{reason[1:]}." for reason in found.reasons)])
    )


def _post(request: StaffRequest, bestuur: str, programme: str, pk: int) -> tuple[Programme, Post]:
    found = programme_to_communicate(request.user, bestuur, programme)
    return found, get_object_or_404(Post.objects.select_related("beeld", "programme"), programme=found, pk=pk)
