"""On what footing somebody works here, as personnel systems in the Netherlands and Belgium call it."""

from collections.abc import Mapping
from typing import Final, Literal

from mortel.pure.personnel.columns import header_key

Contract = Literal["permanent", "flex", "student"]

WORDS: Final[Mapping[Contract, tuple[str, ...]]] = {
    "permanent": (
        *("vast", "vast contract", "vaste dienst", "vast dienstverband", "onbepaalde tijd", "in dienst"),
        *("tijdelijk", "tijdelijk contract", "tijdelijk dienstverband", "bepaalde tijd", "loondienst"),
        *("arbeidsovereenkomst", "aanstelling", "statutair", "vast of tijdelijk in dienst"),
        *("permanent", "employed", "employee", "fixed term", "fixed-term contract", "temporary contract"),
        "employed, permanent or temporary",
    ),
    "flex": (
        *("flex", "flexwerker", "flexkracht", "uitzend", "uitzendkracht", "interim", "interimaris"),
        *("oproep", "oproepkracht", "nul uren", "nulurencontract", "min-max", "inval", "invalkracht"),
        *("inhuur", "ingehuurd", "extern", "zzp", "zzp'er", "freelance", "freelancer", "detachering"),
        *("gedetacheerd", "payroll", "uitzend, oproep, inhuur"),
        *("agency", "agency worker", "on call", "zero hours", "zero-hours contract", "hired", "contractor"),
        *("external", "self-employed", "agency, on call or hired"),
    ),
    "student": (
        *("stagiair", "stagiaire", "stage", "leerling", "student", "bbl", "bol", "jobstudent", "werkstudent"),
        *("in opleiding", "stagiair, leerling, student", "stagiair, student of in opleiding"),
        *("trainee", "intern", "internship", "apprentice", "pupil", "trainee, apprentice or student"),
    ),
}
CONTRACT_OF: Final[Mapping[str, Contract]] = {
    header_key(word): contract for contract, words in WORDS.items() for word in words
}


def read_contract(text: str) -> Contract | None:
    """The kind of contract that this cell names; None for words we do not know."""
    return CONTRACT_OF.get(header_key(text))
