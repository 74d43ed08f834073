"""What each role can do here, and what it cannot see (S-148, S-152 to S-154). Shown to whoever has the role."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Role:
    """One start page. `can` and `cannot` are whole sentences; `doors` are (url name, label)."""

    title: str | Promise
    lead: str | Promise
    can: tuple[str | Promise, ...]
    cannot: tuple[str | Promise, ...]
    doors: tuple[tuple[str, str | Promise], ...] = ()


NO_ENTRIES = _("What somebody else wrote. There is no page, list or export that shows it to you.")
PAPER = ("kiosk:paper-card", _("Paper cards to print"))
NO_HABITS = _("Who writes, how often or when. That is kept nowhere for others.")
NO_ANSWERS = _("What one person answered in a round. Only groups of seven or more are told.")
TEAM_READS = _("Read what your team said together, or how to talk about it.")

TO_TALK = _("Choose an action card or a conversation from the library, and take it along.")
TO_CHECK = _("Read in the library what is known, how sure it is, and where sources disagree.")
CARDS, TALKS = ("library:cards", _("Action cards")), ("library:guides", _("Conversations"))
EVIDENCE = ("library:evidence", _("Evidence"))

ROLES: dict[str, Role] = {
    "employee": Role(
        title=_("You work here"),
        lead=_("You write down what you came across. You decide what happens with it."),
        can=(
            _("Write down what came up, in one sentence. It also works without a connection."),
            _("Find what you wrote. Add to it, change it or delete it."),
            _("Look back after four weeks, and put then and now side by side."),
            _("Take everything along in one file."),
            _("Answer questions about the work when there is a round. It is a free choice."),
            TEAM_READS,
        ),
        cannot=(NO_ENTRIES, NO_ANSWERS),
        doors=(
            ("today:today", _("Write something down")),
            ("me:me", _("Everything that is yours")),
            ("climate:own", _("Your team this month")),
        ),
    ),
    "lead": Role(
        title=_("You lead a team"),
        lead=_("You make room for it. What people write stays theirs."),
        can=(
            _("Write down your own moments, like everybody else."),
            _(
                "Say now and then in a meeting what you did not know yourself. That makes it easier for others."
            ),
            _("Give people ten minutes after something difficult, so that they can write it down."),
            _("Read what your team said about leadership one working day before your team does."),
            TO_TALK,
            _("Lay paper cards in the coffee room, or let a shared device open the page /kiosk/ there."),
        ),
        cannot=(NO_ENTRIES, NO_HABITS, NO_ANSWERS),
        doors=(("climate:own", _("Your team this month")), CARDS, TALKS, PAPER),
    ),
    "guide": Role(
        title=_("You guide others in their work"),
        lead=_("You are a practice trainer, supervisor, coach or adviser. You see as much as any colleague."),
        can=(
            _("Help somebody put into words what went well, if they want that."),
            _("Ask: what came up today or yesterday? How did you solve it? Would that work elsewhere?"),
            TO_TALK,
            _("Write down your own moments, like everybody else."),
        ),
        cannot=(
            NO_ENTRIES,
            _(
                "A guide gets no extra view. Somebody can read their own line aloud to you: that is their choice."
            ),
        ),
        doors=(("today:today", _("Write something down")), CARDS, TALKS),
    ),
    "hr": Role(
        title=_("You advise on people and development"),
        lead=_("You make the conditions. Figures about people come only protected and in groups."),
        can=(
            _("Explain what Mortel is for, and that joining in is a free choice."),
            _("Prepare a round of questions, also on paper, and read its result in groups."),
            _("Find cards, conversations and kits in the library, and what is known about them."),
            _("Add cards and links of your own organisation to the library, and choose your own words."),
            _("Read on the privacy page what is kept, for how long and who sees it."),
            _("Write down your own moments, like everybody else."),
        ),
        cannot=(NO_ENTRIES, NO_HABITS, NO_ANSWERS),
        doors=(
            ("rounds:rounds", _("Rounds")),
            ("climate:results", _("Results of rounds")),
            ("library:wall", _("Library")),
            ("library:kits", _("Kits to print")),
            ("library:own", _("Our own cards and links")),
            ("library:words", _("Our own words")),
        ),
    ),
    "researcher": Role(
        title=_("You do research"),
        lead=_("You choose the definition by which moments get a place on the map."),
        can=(
            _("Choose the definition: woven into the work, or the narrow one."),
            _("Read exactly what the classifier does with the answers."),
            _("Read the results of rounds, with how good the questions were, and take the data along."),
            TO_CHECK,
        ),
        cannot=(NO_ENTRIES, NO_HABITS, NO_ANSWERS),
        doors=(
            ("climate:results", _("Results of rounds")),
            ("guidance:definition", _("Choose the definition")),
            EVIDENCE,
        ),
    ),
    "council": Role(
        title=_("You are on {raad.the}"),
        lead=_("You check what is stored and who sees what, against the settings of today."),
        can=(
            _("Read on the privacy page the live settings: what is kept, for how long, who has which role."),
            _("Read the log of the organisation. It holds each administrative act, in an unbroken chain."),
            _("Read the file of each round, decide on it before it opens, and add one question."),
            TO_CHECK,
        ),
        cannot=(NO_ENTRIES, NO_HABITS, NO_ANSWERS),
        doors=(
            ("rounds:rounds", _("Rounds")),
            ("climate:results", _("Results of rounds")),
            ("rounds:check", _("Check it in ten minutes")),
            ("ledger:entries", _("The log of the organisation")),
            EVIDENCE,
        ),
    ),
    "admin": Role(
        title=_("You keep the accounts"),
        lead=_("You let people in, read in the personnel list and make backups. You see no content."),
        can=(
            _("Read in the personnel list and see beforehand what it changes."),
            _("Make start cards and have start links mailed."),
            _("Give roles. Each change is written in the ledger and shown to the person."),
            _("Close an account. All sessions then end at once."),
            # Without a link: whoever opens that page is signed out.
            _("Set up a shared device: it opens the page /kiosk/. Opening that page signs you out."),
        ),
        cannot=(
            NO_ENTRIES,
            NO_HABITS,
            _("Passwords. Everybody chooses their own, and nobody can set one for another."),
        ),
        doors=(
            ("office:people", _("Accounts")),
            ("office:import", _("Read in the personnel list")),
            ("ledger:entries", _("The log of the organisation")),
            PAPER,
        ),
    ),
}
