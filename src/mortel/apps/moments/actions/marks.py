"""The marks an owner puts on a moment: taps, the place on the map, how woven into the work it was."""

import uuid
from collections.abc import Collection, Mapping

from django.db import transaction

from mortel.apps.moments.access import moment_for
from mortel.apps.moments.models import Moment, MomentTag
from mortel.apps.moments.queries import Entry, placing_answers
from mortel.apps.people.models import Person
from mortel.apps.people.queries import definition_in_use
from mortel.pure.catalogue.references import family
from mortel.pure.catalogue.shipped import shipped
from mortel.pure.placing import Answers, Markers, Placing, place, wovenness

SLIDERS = frozenset({"cm.intention", "cm.spontaneity", "cm.structure"})


@transaction.atomic
def mark(
    *,
    by: Person,
    moment_id: uuid.UUID,
    group: str,
    marks: Mapping[str, int | None],
    proposed: Collection[str] = (),
) -> None:
    """Replace the marks of one group ("act", "src", "form", "cm", "mp", "nb", "oc", "out", "apart") by these."""
    entry = moment_for(by, moment_id)
    MomentTag.objects.filter(moment_id=entry.id, item__startswith=f"{group}.").delete()
    MomentTag.objects.bulk_create(
        MomentTag(
            moment_id=entry.id,
            item=item,
            value=value,
            catalogue_version=shipped().version,
            proposed=item in proposed,
        )
        for item, value in marks.items()
    )


@transaction.atomic
def mark_good_for(*, by: Person, moment_id: uuid.UUID, chosen: Collection[str]) -> None:
    """Keep what it is good for: groups, and outcomes that say it more precisely (S-11).

    An outcome brings the group it belongs to, and only groups are ever counted: however many outcomes of one group
    she chose, the moment counts for it once, also after an outcome was retired or moved to another group.
    """
    outcomes = [one for one in chosen if family(one) == "out"]
    groups = [one for one in chosen if family(one) == "oc"]
    brought = [shipped().category_of(one).id for one in outcomes]
    mark(by=by, moment_id=moment_id, group="oc", marks=dict.fromkeys([*groups, *brought]))
    mark(by=by, moment_id=moment_id, group="out", marks=dict.fromkeys(outcomes))


@transaction.atomic
def answer_placing(
    *, by: Person, moment_id: uuid.UUID, answers: Mapping[str, bool], example: str | None
) -> Placing:
    """Keep the answers to the plain questions and put the moment where they propose (S-02, S-06, S-143).

    A place she chose herself stays; the proposal is returned all the same. `answers` maps question ids
    (mp.part_of_work ...) to yes or no; a skipped question is absent.
    """
    mark(by=by, moment_id=moment_id, group="mp", marks={q: int(yes) for q, yes in answers.items()})
    mark(by=by, moment_id=moment_id, group="apart", marks={example: None} if example else {})
    return propose_place(moment_for(by, moment_id), definition_in_use())


def proposed_place(entry: Entry, definition: str) -> Placing:
    """Where the owner's own answers put this moment under a definition."""
    markers = Markers(
        **{item.removeprefix("cm."): v for item, v in entry.values("cm").items() if item in SLIDERS}
    )
    example = next(iter(entry.chosen("apart")), None)
    return place(
        Answers(**placing_answers(entry)),
        definition="narrow" if definition == "narrow" else "interwoven",
        markers=markers,
        example=example,
    )


@transaction.atomic
def choose_place(*, by: Person, moment_id: uuid.UUID, item: str) -> None:
    """The owner's own choice of place on the map, "" for nowhere; it stays whatever the definition becomes."""
    entry = moment_for(by, moment_id)
    Moment.objects.filter(pk=entry.id).update(
        place=item,
        place_chosen=True,
        place_definition=definition_in_use(),
        place_version=shipped().version,
    )


def propose_place(entry: Entry, definition: str) -> Placing:
    """Let the place follow the answers, the sliders and the definition of now, unless she chose it herself."""
    placing = proposed_place(entry, definition)
    Moment.objects.filter(pk=entry.id, place_chosen=False).update(
        place=placing.place or "", place_definition=definition, place_version=shipped().version
    )
    return placing


@transaction.atomic
def set_wovenness(
    *, by: Person, moment_id: uuid.UUID, sliders: Mapping[str, int], by_hand: int | None
) -> None:
    """Keep the three sliders apart (S-05) and the overall position 0-4 (S-04): by hand, else as they propose."""
    entry = moment_for(by, moment_id)
    markers = Markers(**{item.removeprefix("cm."): value for item, value in sliders.items()})
    proposal = wovenness(markers, part_of_work=placing_answers(entry).get("part_of_work"))
    position = proposal if by_hand is None else by_hand
    marks: dict[str, int | None] = dict(sliders)
    if position is not None:
        marks["cm.interwoven"] = position
    proposed = {"cm.interwoven"} if by_hand is None else set()
    mark(by=by, moment_id=moment_id, group="cm", marks=marks, proposed=proposed)
    if entry.placed.definition:
        propose_place(moment_for(by, moment_id), definition_in_use())
