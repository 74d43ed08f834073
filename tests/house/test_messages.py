"""The words of the screens: complete in both languages, and looked up by exactly the msgids we extract."""

import gettext as gnu
import re
import shutil
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import allauth
import django
import pytest
from django.conf import settings
from django.core.management import call_command
from django.template import Context, Engine
from django.template.base import FilterExpression, Template, Variable
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.utils import translation
from django.utils.formats import date_format
from django.utils.functional import Promise

from mortel.console import borrowed
from mortel.console.message_sources import (
    Found,
    Unreadable,
    found_in,
    in_component,
    in_python,
    in_template,
)
from mortel.console.messages import compile_into, forms, messages_of, po_file, problems, read, update, wanted
from mortel.web.styleguide.chapters import component_uses

PACKAGE: Path = settings.PACKAGE
LOCALE = PACKAGE / "locale"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]")


def msgids(source: str) -> list[str]:
    return [found.msgid for found in in_template(source)]


@pytest.fixture
def loaded(tmp_path: Path, settings: Any) -> Iterator[None]:
    """Django with freshly compiled catalogues, whatever stands compiled in the tree."""
    compile_into(tmp_path, LOCALE)
    settings.LOCALE_PATHS = [tmp_path]
    with translation.override("nl"):
        yield


# Complete -------------------------------------------------------------------------------------------------------


def test_nothing_is_missing_fuzzy_or_obsolete() -> None:
    left = problems(LOCALE, wanted(found_in(PACKAGE)))
    assert not left, "run `mortel messages`, then translate:\n" + "\n".join(left)


def test_the_check_says_that_both_languages_are_complete(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("messages", "--check")
    assert "complete" in capsys.readouterr().out


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_message_has_a_text_and_no_doubt(language: str) -> None:
    catalog = read(LOCALE, language)
    texts = {message.id: forms(message.string) for message in messages_of(catalog)}
    assert len(texts) > 300
    assert all(all(words) for words in texts.values())
    assert not [message.id for message in messages_of(catalog) if message.fuzzy]
    assert not catalog.obsolete


@pytest.mark.parametrize("language", ["nl", "en"])
def test_placeholders_are_the_same_on_both_sides(language: str) -> None:
    for message in messages_of(read(LOCALE, language)):
        for asked, text in zip(forms(message.id), forms(message.string), strict=True):
            assert set(PLACEHOLDER.findall(asked)) == set(PLACEHOLDER.findall(text)), asked
            assert set(re.findall(r"\{\w+\}", asked)) == set(re.findall(r"\{\w+\}", text)), asked


def test_writing_the_files_again_changes_no_letter(tmp_path: Path) -> None:
    shutil.copytree(LOCALE, tmp_path / "locale")
    versions = []
    for _again in range(2):
        update(tmp_path / "locale", found_in(PACKAGE))
        versions.append([po_file(tmp_path / "locale", language).read_text() for language in ("nl", "en")])
    assert versions[0] == versions[1]


def test_the_files_hold_no_dates_and_no_line_numbers() -> None:
    for language in ("nl", "en"):
        text = po_file(LOCALE, language).read_text()
        assert "-Date" not in text
        assert not re.search(r"^#: .*:\d+", text, re.MULTILINE)


def test_the_compiled_files_load_and_say_it_in_dutch(tmp_path: Path) -> None:
    for path in compile_into(tmp_path, LOCALE):
        with path.open("rb") as file:
            catalog = gnu.GNUTranslations(file)
        expected = "Save" if "en" in path.parts else "Bewaar"
        assert catalog.gettext("Save") == expected
        assert catalog.ngettext("You have %(number)s moment.", "You have %(number)s moments.", 2)


def test_compiling_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = (compile_into(tmp_path / name, LOCALE) for name in ("a", "b"))
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_dutch_in_belgium_has_its_own_strings_and_else_those_of_dutch(tmp_path: Path, settings: Any) -> None:
    compile_into(tmp_path, LOCALE)
    settings.LOCALE_PATHS = [tmp_path]
    overlay = [forms(message.id)[0] for message in messages_of(read(LOCALE, "nl_BE"))]
    assert overlay
    with translation.override("nl"):
        dutch = {msgid: translation.gettext(msgid) for msgid in (*overlay, "Save")}
    with translation.override("nl-be"):
        assert translation.gettext("Save") == "Bewaar"
        assert all(translation.gettext(msgid) != dutch[msgid] for msgid in overlay)
        assert date_format(date(2026, 3, 1), "l j F Y") == "zondag 1 maart 2026"
        assert date_format(date(2026, 3, 1), "SHORT_DATE_FORMAT") == "1-3-2026"
        assert translation.ngettext(
            "You have %(number)s moment.", "You have %(number)s moments.", 2
        ).startswith("Je")


# What the check catches -----------------------------------------------------------------------------------------


PAGE = '{% translate "Save" %}{% blocktranslate %}Day {{ n }}{% endblocktranslate %}'


@pytest.fixture
def planted(tmp_path: Path) -> tuple[Path, Path]:
    """A package with one translated template, and its catalogues."""
    package, locale = tmp_path / "package", tmp_path / "package" / "locale"
    (package / "templates").mkdir(parents=True)
    (package / "templates" / "page.html").write_text(PAGE)
    update(locale, found_in(package))
    po = po_file(locale, "nl")
    for asked, text in {"Save": "Bewaar", "Day %(n)s": "Dag %(n)s"}.items():
        po.write_text(po.read_text().replace(f'"{asked}"\nmsgstr ""', f'"{asked}"\nmsgstr "{text}"'))
    assert not problems(locale, wanted(found_in(package)))
    return package, locale


def left_in(planted: tuple[Path, Path]) -> list[str]:
    package, locale = planted
    return problems(locale, wanted(found_in(package)))


def test_a_planted_string_in_a_template_is_found(planted: tuple[Path, Path]) -> None:
    (planted[0] / "templates" / "new.html").write_text('{{ name|default:_("nobody here") }}')
    assert left_in(planted) == [
        "nl: missing: 'nobody here' (templates/new.html)",
        "en: missing: 'nobody here' (templates/new.html)",
    ]


def test_a_planted_string_in_python_is_found(planted: tuple[Path, Path]) -> None:
    (planted[0] / "views.py").write_text('text = gettext_lazy("Well " "done")\n')
    assert left_in(planted)[0] == "nl: missing: 'Well done' (views.py)"


def test_a_string_that_is_gone_is_obsolete(planted: tuple[Path, Path]) -> None:
    (planted[0] / "templates" / "page.html").write_text('{% translate "Save" %}')
    assert left_in(planted)[0] == "nl: obsolete: 'Day %(n)s'"


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('msgstr "Bewaar"', 'msgstr ""', "not translated"),
        ('msgid "Save"', '#, fuzzy\nmsgid "Save"', "fuzzy"),
        ('msgstr "Dag %(n)s"', 'msgstr "Dag"', "other placeholders"),
        ('msgstr "Dag %(n)s"', 'msgstr "Dag %(m)s"', "other placeholders"),
    ],
)
def test_a_faulty_translation_is_named(
    planted: tuple[Path, Path], before: str, after: str, said: str
) -> None:
    po = po_file(planted[1], "nl")
    po.write_text(po.read_text().replace(before, after))
    assert [said in line for line in left_in(planted)] == [True]


def test_a_string_of_belgium_that_the_code_does_not_ask_or_that_is_one_too_many_is_named(
    planted: tuple[Path, Path],
) -> None:
    po = po_file(planted[1], "nl_BE")
    po.parent.mkdir(parents=True)
    po.write_text('msgid "Save"\nmsgstr "Bewaren"\n\nmsgid "Sive"\nmsgstr "Zeef"\n')
    assert left_in(planted) == [
        "nl_BE: obsolete: 'Sive'",
        "nl_BE: 2 strings of 2: an overlay holds at most 5%",
    ]


def test_english_that_differs_from_the_msgid_is_named(planted: tuple[Path, Path]) -> None:
    po = po_file(planted[1], "en")
    po.write_text(po.read_text().replace('msgstr "Save"', 'msgstr "Keep"'))
    assert left_in(planted) == ["en: not the same as the msgid: 'Save'"]


def test_a_slightly_changed_msgid_keeps_its_dutch_as_a_doubt(planted: tuple[Path, Path]) -> None:
    package, locale = planted
    (package / "templates" / "page.html").write_text(PAGE.replace("Save", "Saved"))
    assert update(locale, found_in(package)) == ["nl: fuzzy: 'Saved'"]


def test_the_command_exits_with_1_when_something_is_left(
    planted: tuple[Path, Path], settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    (planted[0] / "templates" / "new.html").write_text('{% translate "New" %}')
    settings.PACKAGE = planted[0]
    with pytest.raises(SystemExit) as stop:
        call_command("messages", "--check")
    assert stop.value.code == 1
    assert "nl: missing: 'New' (templates/new.html)" in capsys.readouterr().out


# Extraction -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('{% translate "Save" %}', ["Save"]),
        ("{% trans 'It is \"so\"' %}", ['It is "so"']),
        ('{% translate "100 %" as all %}', ["100 %%"]),
        ("{% blocktranslate %}a\n {{ b }}{% endblocktranslate %}", ["a\n %(b)s"]),
        ("{% blocktranslate trimmed %}\n a\n  b\n{% endblocktranslate %}", ["a b"]),
        ('{% include "x.html" with a=_("One") b=_(\'Two\') %}', ["One", "Two"]),
        ('{{ x|default:_("none") }}', ["none"]),
        ('{% comment %}{% translate "no" %}{% endcomment %}{# {% translate "no" %} #}', []),
        ('{% verbatim %}{% translate "no" %}{% endverbatim %}', []),
    ],
)
def test_a_template_gives_its_msgids(source: str, expected: list[str]) -> None:
    assert msgids(source) == expected


def test_a_count_gives_both_forms() -> None:
    source = "{% blocktranslate count n=x %}{{ n }} day{% plural %}{{ n }} days{% endblocktranslate %}"
    assert list(in_template(source)) == [Found("%(n)s day", "%(n)s days")]


def test_a_context_is_kept_apart() -> None:
    source = (
        '{% translate "May" context "month" %}{% blocktranslate context "verb" %}may{% endblocktranslate %}'
    )
    assert [(found.msgid, found.context) for found in in_template(source)] == [
        ("May", "month"),
        ("may", "verb"),
    ]


def test_words_that_are_only_known_later_are_refused() -> None:
    with pytest.raises(Unreadable):
        list(in_template("{% translate words %}"))


def test_a_component_gives_the_sentence_that_says_when_to_use_it() -> None:
    source = "{# Use for one thing. Parameters: a, b. #}\n{{ a }}"
    file = "web/templates/components/one.html"
    assert list(in_component(source, file)) == [Found("Use for one thing.", file=file)]
    assert list(in_component(source, "web/templates/today/one.html")) == []


def test_python_gives_its_msgids(tmp_path: Path) -> None:
    file = tmp_path / "views.py"
    file.write_text('_("a")\ngettext_lazy("b " "c")\nngettext("d", "e", 2)\npgettext("f", "g")\nother("h")\n')
    assert list(in_python(file, "v")) == [
        Found("a", file="v"),
        Found("b c", file="v"),
        Found("d", "e", file="v"),
        Found("g", context="f", file="v"),
    ]


# What Django looks up when a page is made -----------------------------------------------------------------------


class Something(int):
    """A value that counts, can be written, and has every attribute but those of a date."""

    def __getattr__(self, name: str) -> "Something":
        if name.startswith("_") or hasattr(datetime, name):
            raise AttributeError(name)
        return self


class Everything(Context):
    """A context in which every name has a value."""

    def __getitem__(self, key: str) -> Any:
        return True if key in {"True", "False", "None"} else Something(2)

    def __contains__(self, key: object) -> bool:
        return True


def translated_parts(node: Any, seen: set[int]) -> Iterator[Any]:
    """Every translate tag, translated block and marked literal below a node, however deep Django keeps it."""
    if id(node) in seen:
        return
    seen.add(id(node))
    if isinstance(node, (Promise, TranslateNode, BlockTranslateNode)) or getattr(node, "translate", False):
        yield node
    for part in parts_of(node):
        yield from translated_parts(part, seen)


def parts_of(node: Any) -> Iterable[Any]:
    if isinstance(node, (list, tuple)):
        return node
    if isinstance(node, dict):
        return node.values()
    if isinstance(node, FilterExpression):
        return [node.var, node.filters]
    is_of_a_template = type(node).__module__.startswith(("django.template", "django.templatetags"))
    return vars(node).values() if is_of_a_template and hasattr(node, "__dict__") else ()


def say(part: Any, template: Template) -> None:
    """Have Django look a part up, as it does when the page is made."""
    context = Everything()
    with context.render_context.push_state(template):
        context.template = template
        if isinstance(part, (TranslateNode, BlockTranslateNode)):
            part.render(context)
        else:
            str(part.resolve(context) if isinstance(part, Variable) else part)


@pytest.mark.usefixtures("loaded")
def test_every_string_of_every_template_is_found_by_django(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: set[str] = set()
    for name in ("gettext", "ngettext", "pgettext", "npgettext"):
        original = getattr(translation._trans, name)

        def record(*args: Any, original: Any = original, position: int = name.startswith(("p", "np"))) -> str:
            asked.add(str(args[position]))
            return str(original(*args))

        monkeypatch.setattr(translation._trans, name, record)
    engine = Engine.get_default()
    files = [path for path in PACKAGE.rglob("*") if "templates" in path.parts and path.is_file()]
    rendered = 0
    for path in files:
        template = engine.from_string(path.read_text())
        for part in translated_parts(template.nodelist, set()):
            say(part, template)
            rendered += 1
    extracted = {f.msgid for f in found_in(PACKAGE) if "templates/" in f.file}
    # The style guide asks for these by itself.
    extracted -= {use.sentence for use in component_uses().values() if use}
    known = {forms(message.id)[0] for message in messages_of(read(LOCALE, "nl"))}
    assert rendered > 200
    assert not asked - known, "looked up, but in no catalogue"
    assert not extracted - asked, "extracted, but never looked up"


# Sentences of others --------------------------------------------------------------------------------------------


def words_of_others() -> set[str]:
    """The msgids in the code of Django and allauth, as installed, where our borrowed ones come from."""
    django_home, allauth_home = (Path(str(module.__file__)).parent for module in (django, allauth))
    files = [
        *(django_home / "forms").glob("*.py"),
        django_home / "core" / "validators.py",
        django_home / "contrib" / "auth" / "password_validation.py",
        allauth_home / "account" / "adapter.py",
    ]
    return {found.msgid for file in files for found in in_python(file, "")}


def test_what_we_borrow_still_exists_at_its_owner() -> None:
    ours = {found.msgid for found in in_python(Path(str(borrowed.__file__)), "")}
    assert ours
    assert not ours - words_of_others()


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize(
    ("msgid", "dutch"),
    [
        ("This field is required.", "Vul hier nog iets in."),
        ("Enter a valid email address.", "Dit is geen e-mailadres. Kijk het nog eens na."),
        ("This password is too common.", "Dit wachtwoord is makkelijk te raden. Kies een ander."),
    ],
)
def test_our_tone_goes_before_theirs(msgid: str, dutch: str) -> None:
    assert translation.gettext(msgid) == dutch


@pytest.mark.usefixtures("loaded")
def test_a_short_password_is_refused_in_our_words() -> None:
    one = "This password is too short. It must contain at least %d character."
    many = "This password is too short. It must contain at least %d characters."
    said = translation.ngettext(one, many, 10) % 10
    assert said == "Dit wachtwoord is te kort. Gebruik minstens 10 tekens."
