"""A round that is open and after: messages, its last day, a stricter promise, stopping, and asking for the result."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from mortel.apps.climate.access import round_for
from mortel.apps.climate.actions.closing import NotOver, ask_result, end_round
from mortel.apps.climate.actions.opening import end_on, tighten
from mortel.apps.climate.queries import ARound, has_too_few, phase_of, questions_of
from mortel.apps.climate.sheets import sheets_waiting
from mortel.apps.climate.tasks import WEEK, TooSoon, send_messages
from mortel.apps.people.access import viewer
from mortel.apps.people.choices import GrantKind
from mortel.pure.rounds.phases import Phase
from mortel.web.days import day_field
from mortel.web.gate import for_grants, sent
from mortel.web.public_address import public_address
from mortel.web.rounds.confirming import Question, once_sure
from mortel.web.rounds.forms import HIGHEST_K, YEARS_AHEAD
from mortel.web.rounds.mails import mails_in_words
from mortel.web.rounds.words import in_other_words


@for_grants(GrantKind.HR)
@require_http_methods(["GET", "POST"])
def message(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The invitation, and at most two reminders."""
    round_ = round_for(viewer(request), pk)
    first = round_.messages_sent == 0
    question = Question(
        title=_("Send the invitation now?") if first else _("Send a reminder now?"),
        points=(
            _("It goes to everybody with a mail address who did not answer yet."),
            _("Whoever is away today gets none."),
            _("After this you can send one again in a week, three in all."),
        ),
        button=_("Send the invitation") if first else _("Send the reminder"),
        address=public_address(),
        # A round that is not open is only sent back by `once_sure`.
        mails=mails_in_words(round_, questions_of(round_).minutes) if phase_of(round_) == Phase.OPEN else (),
    )

    def send(_given: dict[str, Any]) -> None:
        try:
            send_messages(by=viewer(request), round_=round_)
        except TooSoon:
            messages.error(request, _too_soon(round_))
        else:
            # Never how many: of a reminder that would tell how many answered.
            messages.success(request, _("The mails are on their way to whoever did not answer yet."))

    return once_sure(request, round_, (Phase.OPEN,), question, send)


def _too_soon(round_: ARound) -> str:
    if round_.last_message_on is None:
        return in_other_words("not_now")
    day = date_format(round_.last_message_on + WEEK, "j F Y")
    return _("Not sent. There may be one mail a week and three in all. The next may go on %(day)s.") % {
        "day": day
    }


class LastDayForm(forms.Form):
    ends_on = day_field(gettext_lazy("Until which day?"), gettext_lazy("Choose the last day."))

    def clean_ends_on(self) -> Any:
        day = self.cleaned_data["ends_on"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("This day has passed. Choose today or later."))
        if day > timezone.localdate() + YEARS_AHEAD:
            raise forms.ValidationError(_("Is the year right? Choose a day less than three years from now."))
        return day


@for_grants(GrantKind.HR)
@require_http_methods(["GET", "POST"])
def last_day(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    round_ = round_for(viewer(request), pk)
    question = Question(
        title=_("Choose another last day"),
        points=(_("Cards and posters that were printed name the old day."),),
        button=_("Save"),
    )

    def move(given: dict[str, Any]) -> None:
        end_on(by=viewer(request), round_=round_, day=given["ends_on"])
        messages.success(request, _("Changed. Mails and pages name the new day from now on."))

    form = LastDayForm(sent(request), initial={"ends_on": round_.ends_on})
    return once_sure(request, round_, (Phase.OPEN,), question, move, form)


class StricterForm(forms.Form):
    """Only upwards: what was promised stays at least as strict."""

    k = forms.IntegerField(label=gettext_lazy("From how many answers does a team get figures?"))
    words_only = forms.BooleanField(
        label=gettext_lazy("Tell teams in words only, without numbers"), required=False
    )

    def __init__(self, data: QueryDict | None, *, round_: ARound) -> None:
        super().__init__(data, initial={"k": round_.k, "words_only": round_.words_only})
        self.least = round_.k
        self.fields["words_only"].disabled = round_.words_only

    def clean_k(self) -> int:
        k: int = self.cleaned_data["k"]
        if not self.least <= k <= HIGHEST_K:
            said = _("Fill in a number from %(least)s to %(most)s. The promise can only become stricter.")
            raise forms.ValidationError(said % {"least": self.least, "most": HIGHEST_K})
        return k


@for_grants(GrantKind.HR)
@require_http_methods(["GET", "POST"])
def stricter(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """As long as people are asked, and once more when the result was refused."""
    round_ = round_for(viewer(request), pk)
    question = Question(
        title=_("Make the promise stricter"),
        points=(
            _("Fewer teams then get figures. They get a conversation instead."),
            _("You cannot go back to a looser promise in this round."),
        ),
        button=_("Make it stricter"),
    )

    def bind(given: dict[str, Any]) -> None:
        tighten(by=viewer(request), round_=round_, k=given["k"], words_only=given["words_only"])
        messages.success(request, _("The promise is stricter now."))

    refused = (Phase.CLOSING,) if round_.refused is not None else ()
    phases = (Phase.OPEN, Phase.LAST_MINUTES, *refused)
    return once_sure(request, round_, phases, question, bind, StricterForm(sent(request), round_=round_))


@for_grants(GrantKind.HR)
@require_http_methods(["GET", "POST"])
def stop(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Stop asking before the last day, or on it."""
    round_ = round_for(viewer(request), pk)
    question = Question(
        title=_("Stop asking now?"),
        points=(
            _("Links and cards that were not used keep working for thirty more minutes."),
            _("Sheets of paper can still be typed after that."),
            _("You cannot open this round again."),
        ),
        button=_("Stop asking"),
    )

    def end(_given: dict[str, Any]) -> None:
        end_round(by=viewer(request), round_=round_)
        messages.success(request, _("Asking has ended. Whoever was busy has thirty more minutes."))

    return once_sure(request, round_, (Phase.OPEN,), question, end)


class ResultForm(forms.Form):
    """What is asked only where it is so: sheets that wait, and too few answers for any result."""

    without_sheets = forms.BooleanField(
        label=gettext_lazy("The sheets that were not typed did not come back"), required=False
    )
    though_few = forms.BooleanField(
        label=gettext_lazy("Make it all the same: nobody gets a result, and the answers are deleted"),
        error_messages={
            "required": gettext_lazy("Tick this, or go back and type the sheets that are still there.")
        },
    )

    def __init__(self, data: QueryDict | None, *, waiting: int, too_few: bool) -> None:
        super().__init__(data)
        self.waiting = waiting
        if not waiting:
            del self.fields["without_sheets"]
        if not too_few:
            del self.fields["though_few"]

    def clean_without_sheets(self) -> bool:
        gone: bool = self.cleaned_data["without_sheets"]
        if not gone:
            raise forms.ValidationError(_sheets_wait(self.waiting))
        return gone


@for_grants(GrantKind.HR)
@require_http_methods(["GET", "POST"])
def make_result(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Ask for the result; the worker makes it. A refused one can be asked for again."""
    round_ = round_for(viewer(request), pk)
    too_few = has_too_few(round_)
    question = Question(
        title=_("Make the result now?"),
        points=(
            _("No answer can be added after this."),
            _("All answers are shuffled and made into protected figures. Then the answers are deleted."),
            _("It takes about a minute. Every team then sees what it may see."),
            *([_("There are so few answers that nobody gets a result.")] if too_few else []),
        ),
        button=_("Make the result"),
    )

    def ask(given: dict[str, Any]) -> None:
        try:
            ask_result(by=viewer(request), round_=round_, without_sheets="without_sheets" in given)
        except NotOver as found:
            messages.error(request, _not_over(found))

    form = ResultForm(sent(request), waiting=len(sheets_waiting(round_)), too_few=too_few)
    return once_sure(request, round_, (Phase.TYPING, Phase.CLOSING), question, ask, form)


def _not_over(found: NotOver) -> str:
    return _sheets_wait(found.sheets) if found.phase == Phase.TYPING else in_other_words("not_now")


def _sheets_wait(number: int) -> str:
    said = ngettext(
        "%(number)s sheet still waits to be typed. Type it, or say that it did not come back.",
        "%(number)s sheets still wait to be typed. Type them, or say that they did not come back.",
        number,
    )
    return said % {"number": number}
