"""A content folder with one of everything, written for tests of the reader and of what can be asked."""

from pathlib import Path

TEXT = 'label.nl = "Naam"\nlabel.en = "Name"\n'
HEAD = f'{TEXT}sources = ["S-01"]\n\n[[items]]\n'
FILES = {
    "catalogue.toml": 'version = "2026.1"\n',
    "taxonomies/climate.toml": f"""\
id = "climate"
kind = "dimensions"
{HEAD}id = "dim.space"
label.nl = "Ruimte"
label.en = "Room"
sources = ["S-42"]

[[items]]
id = "dim.support"
label.nl = "Steun"
label.en = "Support"
sources = ["S-38"]

[[items]]
id = "x.psysafety"
label.nl = "Veilig"
label.en = "Safe"
crosscutting = true
sources = ["S-31"]
""",
    "taxonomies/subdimensions.toml": f"""\
id = "subdimensions"
kind = "subdimensions"
{HEAD}id = "sub.space.time"
label.nl = "Tijd"
label.en = "Time"
part_of = "dim.space"
do = [
  {{ nl = "Vraag het.", en = "Ask." }},
  {{ nl = "Kijk mee.", en = "Look along." }},
]
dont = [
  {{ nl = "Leg niets op.", en = "Impose nothing." }},
]
sources = ["S-43"]
""",
    "taxonomies/strengths.toml": f"""\
id = "strengths"
kind = "choices"
{HEAD}id = "strength.stated"
label.nl = "De bron zegt het"
label.en = "The source says so"
sources = ["S-12"]
""",
    "taxonomies/others.toml": f"""\
id = "others"
kind = "choices"
{HEAD}id = "tone.implicit"
{TEXT}sources = ["S-82"]

[[items]]
id = "q.person"
{TEXT}sources = ["S-91"]

[[items]]
id = "mat.1"
{TEXT}sources = ["S-63"]

[[items]]
id = "set.any"
{TEXT}sources = ["S-62"]

[[items]]
id = "role.lead"
{TEXT}related = ["dim.support"]
sources = ["S-29"]
""",
    "signals.toml": f"""\
[[signals]]
id = "survey.low"
{TEXT}producer.nl = "Cijfers"
producer.en = "Figures"
parameters = ["sub.space.time", "dim.space"]

[[signals]]
id = "workload.high"
{TEXT}producer.nl = "Cijfers"
producer.en = "Figures"
""",
    "rules/space.toml": """\
[[rules]]
id = "R-001"
kind = "signal"
polarity = "do"
levels = ["team"]
addressee = "lead"
dimension = "sub.space.time"
triggers = ["survey.low:sub.space.time", "workload.high"]
condition.nl = "Er is te weinig tijd."
condition.en = "There is too little time."
advice.nl = "Maak tijd vrij."
advice.en = "Make time free."
evidence.strength = "strength.stated"
evidence.direction = "positive"
evidence.contested = false
sources = ["S-43"]
""",
    "interventions/space.toml": """\
[[interventions]]
id = "IV-001"
label.nl = "Een vast uur"
label.en = "A fixed hour"
description.nl = "Spreek een uur af."
description.en = "Agree on an hour."
caution.nl = "Maak er geen plicht van."
caution.en = "Do not make it a duty."
levels = ["team"]
tones = ["tone.implicit"]
dimensions = ["sub.space.time"]
quadrants = ["q.person"]
effort = "small"
computer = "no"
maturity = ["mat.1"]
settings = ["set.any"]
who_acts = ["role.lead"]
origin = "named"
sources = ["S-43"]
""",
    "guides/CV-01.toml": """\
id = "CV-01"
label.nl = "Gesprek over tijd"
label.en = "A talk about time"
purpose.nl = "Zien wat helpt."
purpose.en = "See what helps."
who.nl = "Twee collega's"
who.en = "Two colleagues"
when.nl = "Aan het eind van de week"
when.en = "At the end of the week"
levels = ["person"]
about = ["dim.space"]
do = [
  { nl = "Luister.", en = "Listen." },
]
dont = [
  { nl = "Oordeel niet.", en = "Do not judge." },
]
questions = [
  { nl = "Wat hielp?", en = "What helped?" },
]
sources = ["S-96"]
""",
    "kits/hour/kit.toml": """\
id = "KIT-01"
label.nl = "Het vaste uur"
label.en = "The fixed hour"
purpose.nl = "Alles op papier."
purpose.en = "Everything on paper."
who.nl = "Het team"
who.en = "The team"
levels = ["team"]
about = ["sub.space.time"]
guides = ["CV-01"]
interventions = ["IV-001"]
sources = ["S-43"]

[[sheets]]
id = "plan"
kind = "text"
label.nl = "Plan"
label.en = "Plan"

[[sheets]]
id = "cards"
kind = "cards"
label.nl = "Kaarten"
label.en = "Cards"
parts = [
  { nl = "Een", en = "One" },
]
""",
    "kits/hour/plan.nl.md": "# Plan\n\nBegin op tijd.\n\n## Daarna\n\nKijk terug.\n",
    "kits/hour/plan.en.md": "# Plan\n\nStart in time.\n\n## Afterwards\n\nLook back.\n",
    "evidence/space.toml": """\
[[statements]]
id = "EV-001"
claim.nl = "De beste hoeveelheid verschilt."
claim.en = "The best amount differs."
about = ["sub.space.time"]
levels = ["person"]
evidence.strength = "strength.stated"
evidence.direction = "nonlinear"
evidence.contested = true
evidence.note.nl = "Per persoon."
evidence.note.en = "Per person."
source_kind = "review"
measured_on.nl = "Medewerkers"
measured_on.en = "Employees"
sources = ["S-43"]

[[disputes]]
id = "DP-01"
label.nl = "Hoeveel tijd"
label.en = "How much time"
reading.nl = "Vraag het per persoon."
reading.en = "Ask each person."
statements = ["EV-001"]
sources = ["S-43"]

[[disputes.sides]]
claim.nl = "Veertig uur."
claim.en = "Forty hours."
source_kind = "practice"
basis.nl = "Een afspraak"
basis.en = "An agreement"
sources = ["S-126"]

[[disputes.sides]]
claim.nl = "Het verschilt."
claim.en = "It differs."
source_kind = "review"
basis.nl = "Onderzoek"
basis.en = "Research"
sources = ["S-55"]
""",
    "tips.toml": """\
[[tips]]
id = "TP-01"
label.nl = "Maak tijd"
label.en = "Make time"
explanation.nl = "Zonder tijd gaat het niet."
explanation.en = "Without time it does not work."
about = ["dim.space"]
interventions = ["IV-001"]
evidence.strength = "strength.stated"
evidence.direction = "positive"
evidence.contested = false
sources = ["S-134"]
""",
    "presets.toml": """\
[[presets]]
id = "preset.care"
label.nl = "Zorg"
label.en = "Care"
themes = [
  { nl = "Te weinig mensen", en = "Too few people" },
]
about = ["dim.space", "tone.implicit"]
sources = ["S-140"]
""",
    "overlays/nl-BE.toml": """\
[[strings]]
id = "CV-01"
key = "label"
nl-BE = "Babbel over tijd"
""",
}


def write_content(folder: Path) -> Path:
    """Write everything under `folder`."""
    for name, content in FILES.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
    return folder


def line_with(name: str, text: str) -> int:
    """The line (from 1) of the first place of `text` in a file as it is written."""
    return FILES[name][: FILES[name].index(text)].count("\n") + 1
