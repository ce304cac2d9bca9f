"""Six posts of Leiedorp in different states, as the published programme proposes them."""

import datetime as dt

from press.communication.drafts import magazine_text, visit_text, week_text
from press.communication.plan import allowed_pictures
from press.models import Post
from programmes.models import Programme
from programmes.times import local, moment
from programmes.versions import published_week

Channel, State = Post.Channel, Post.State
OWNERS = ("Els, communicatie", "Tom, webredactie")
OF_VISITS = (
    (Channel.FACEBOOK, State.GEPLAATST, "https://facebook.example/leiedorp/1"),
    (Channel.INSTAGRAM, State.KLAAR, ""),
    (Channel.X, State.ONTWERP, ""),
    (Channel.BLUESKY, State.ONTWERP, ""),
)


def load_posts(programme: Programme, *, now: dt.datetime) -> None:
    week = published_week(programme)
    if week is None or Post.objects.filter(programme=programme).exists():
        return
    first = moment(programme.first_day, 9 * 60)
    photos = [one for one in allowed_pictures(programme, on=local(now).date())["sociaal"].values() if one.caption]
    text = week_text(programme, week, Channel.LINKEDIN)
    rows = [Post(channel=Channel.LINKEDIN, text=text, owner=OWNERS[0], planned_at=first, state=State.KLAAR)]
    text = magazine_text(programme, week, on=local(now).date())
    rows.append(Post(channel=Channel.GEMEENTEBLAD, text=text, owner=OWNERS[1]))
    visits = [visit for visit in week.visits if visit.is_visit]
    for number, (visit, (channel, state, url)) in enumerate(zip(visits, OF_VISITS, strict=False)):
        post = Post(visit=visit.id, channel=channel, state=state, url=url, owner=OWNERS[number % 2])
        post.text = visit_text(programme, week, visit, channel)
        post.planned_at = moment(visit.day, visit.end)
        post.posted_at = post.planned_at if state == State.GEPLAATST else None
        if number < len(photos):
            post.beeld, post.alt = photos[number], photos[number].alt
        rows.append(post)
    for row in rows:
        row.programme = programme
    Post.objects.bulk_create(rows)
