"""Team deze maand: what a team is told of itself, on its page, on an A4, and to its lead a day earlier."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from mortel.apps.climate.access import own_team, own_teams
from mortel.apps.people.access import viewer
from mortel.pure.catalogue.shipped import shipped
from mortel.pure.disclosure.reasons import Reason
from mortel.pure.results.without import LEADERSHIP
from mortel.web.climate.team_lines import GUIDES
from mortel.web.climate.team_questions import about_the_lead
from mortel.web.climate.team_story import Story, story_of
from mortel.web.climate.team_talk import talk
from mortel.web.climate.team_words import STANDING, joined
from mortel.web.words import Words


@require_GET
def own(request: HttpRequest) -> HttpResponse:
    """Her own team, or the choice when she works in several."""
    teams = own_teams(viewer(request))
    if len(teams) == 1:
        return redirect("climate:team", pk=teams[0].id)
    return render(request, "climate/team_choice.html", {"teams": teams})


@require_GET
def team(request: HttpRequest, pk: UUID) -> HttpResponse:
    words = Words()
    story = story_for(request, pk, words)
    template = "climate/team.html" if story.figures else "climate/team_talk.html"
    return render(request, template, context_of(story, words))


@require_GET
def sheet(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One A4 for the meeting, with figures or with the conversation of ten minutes."""
    words = Words()
    return render(request, "climate/team_sheet.html", context_of(story_for(request, pk, words), words))


@require_GET
def reading(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What the lead reads of leadership, and how to share it. For whoever does not lead this team: 404."""
    words = Words()
    story = story_for(request, pk, words)
    if not story.team.leads:
        raise Http404
    two = about_the_lead(story.group, story.asked, words) if story.group and story.asked else []
    lines = story.figures.six if story.figures else ()
    context = {
        "line": next((one for one in lines if one.id == LEADERSHIP), None),
        "two": two,
        "lead_guide": shipped().entry(GUIDES[LEADERSHIP]),
        "standing": [] if two else STANDING,
    }
    return render(request, "climate/team_lead.html", context_of(story, words) | context)


def story_for(request: HttpRequest, pk: UUID, words: Words) -> Story:
    """What one of her own teams reads today, of the round she asks for; 404 for any other team or round."""
    person = viewer(request)
    return story_of(person, own_team(person, pk), words, _chosen(request))


def _chosen(request: HttpRequest) -> UUID | None:
    """The release in the address; 404 for what is no id."""
    asked = request.GET.get("ronde")
    try:
        return UUID(asked) if asked else None
    except ValueError:
        raise Http404 from None


def context_of(story: Story, words: Words) -> dict[str, object]:
    """What the pages of a team and its sheet of paper are filled with."""
    found, gap = talk(story, words), story.result.gap if story.result else None
    return {
        "story": story,
        "talk": found,
        "guide": shipped().entry(found.guide),
        "words": words,
        "counts_nowhere": gap is not None and gap.reason == Reason.NOWHERE,
        "why": gap.sentence(words.language) if gap else "",
        "together": joined(story.result.together_with) if story.result else "",
    }
