"""The organisation's own words get their plural and article: `{name: word}` becomes `{name: {"nl": {...}}}`."""

import re

from django.db import migrations

# Plural and article of words that organisations are likely to have chosen. All others are guessed; whoever looks
# after the words can mend them on their page.
_KNOWN = {
    "buddy": ("buddy’s", "de"),
    "overlegcomité": ("overlegcomités", "het"),
    "cpbw": ("cpbw’s", "het"),
}
_NEUTER = re.compile(r"(?:je|overleg|rooster|comité|verlof|kind)$")
_PLURAL_S = re.compile(r"(?:[^aeiou]e|el|em|en|er|aar)$")


def with_forms(word):
    """What a Dutch word is in the new shape; deliberately simple, see above."""
    plural, article = _KNOWN.get(word.lower(), (_plural(word), "het" if _NEUTER.search(word) else "de"))
    return {"nl": {"singular": word, "plural": plural, "article": article}}


def _plural(word):
    if word.endswith("raad"):
        return f"{word[:-4]}raden"
    if word.endswith("overleg"):
        return f"{word}gen"
    if word.endswith(("ende", "ijke", "ige")):
        return f"{word}n"
    if word[-1] in "aiouy":
        return f"{word}’s"
    return f"{word}s" if _PLURAL_S.search(word) else f"{word}en"


def forwards(apps, editor):
    for organisation in apps.get_model("people", "Organisation").objects.using(editor.connection.alias):
        words = organisation.vocabulary.items()
        organisation.vocabulary = {name: with_forms(word.strip()) for name, word in words if word.strip()}
        organisation.save(update_fields=["vocabulary"])


def backwards(apps, editor):
    for organisation in apps.get_model("people", "Organisation").objects.using(editor.connection.alias):
        words = organisation.vocabulary.items()
        organisation.vocabulary = {name: forms["nl"]["singular"] for name, forms in words if "nl" in forms}
        organisation.save(update_fields=["vocabulary"])


class Migration(migrations.Migration):
    dependencies = [("people", "0001_first")]

    operations = [migrations.RunPython(forwards, backwards)]
