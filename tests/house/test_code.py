"""Rules about the code that no linter knows. Each finder is also tried on a planted line."""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "mortel"
HOMELESS = {"utils", "helpers", "common", "base", "misc", "manager"}

# Where SQL of our own may stand, and why.
OWN_SQL = {
    "console/tables.py": "what no query of an app can say; nothing typed by anybody enters it",
    "apps/keys/actions.py": "two fixed statements that make a destroyed key leave no bytes behind",
}
# Templates where `|safe` may stand, and why: none.
SAFE: dict[str, str] = {}
# Modules that may call their own text safe, and why: none.
MARKS_SAFE: dict[str, str] = {
    "web/templatetags/styleguide_tags.py": "the content of a sample comes from the template engine, which escaped it",
    "web/library/kits.py": "HTML of a Markdown library out of our own sheets; raw HTML in them comes out as text",
}
# Templates whose form has no token of the server, and why that is right: none.
FORM_WITHOUT_TOKEN: dict[str, str] = {}

DANGEROUS = {"eval", "exec", "compile", "__import__", "os.system"}
DANGEROUS_MODULES = {"pickle", "marshal", "shelve", "dill", "html.parser", "xml.sax", "xml.dom", "imp"}
RAW = {"execute", "executemany", "executescript", "raw", "extra", "RawSQL"}


def _modules() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts)


def _templates() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("templates/**/*") if path.is_file())


def _name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def _dotted(node: ast.expr) -> str:
    """`a.b.c` of a call's function; empty for anything more complicated."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value)}.{node.attr}".lstrip(".")
    return ""


def _calls(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield node.lineno, _dotted(node.func)


def late_imports(source: str) -> list[int]:
    """Lines of imports that stand inside a function."""
    functions = (
        node
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    return sorted(
        {
            node.lineno
            for function in functions
            for node in ast.walk(function)
            if isinstance(node, ast.Import | ast.ImportFrom)
        }
    )


def dangerous(source: str) -> list[int]:
    """Lines that run data as code, or parse with what falls over on odd input."""
    tree, lines = ast.parse(source), []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            lines += [node.lineno for alias in node.names if alias.name in DANGEROUS_MODULES]
        elif isinstance(node, ast.ImportFrom):
            full = {f"{node.module}.{alias.name}" for alias in node.names} | {node.module or ""}
            lines += [node.lineno] * bool(full & DANGEROUS_MODULES)
    calls = [
        line
        for line, name in _calls(tree)
        if name in DANGEROUS or name.endswith("yaml.load") or name == "os.system"
    ]
    shells = [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.keyword)
        and node.arg == "shell"
        and getattr(node.value, "value", None) is not False
    ]
    return sorted([*lines, *calls, *shells])


def own_sql(source: str) -> list[int]:
    return [line for line, name in _calls(ast.parse(source)) if name.rsplit(".", 1)[-1] in RAW]


def reads_clock(source: str) -> list[int]:
    """Lines where a pure module takes the time or throws dice itself; `Random(seed)` gives the same every time."""
    forbidden = {
        "now",
        "utcnow",
        "today",
        "localdate",
        "localtime",
        "monotonic",
        "uuid1",
        "uuid4",
        "SystemRandom",
    }
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and (
            (last := _dotted(node.func).rsplit(".", 1)[-1]) in forbidden
            or (last == "Random" and not node.args)
        )
    ]


RULES: dict[str, tuple[Callable[[str], list[int]], str]] = {
    "an import inside a function": (late_imports, "def f():\n    if 1:\n        import json"),
    "an import inside a method": (
        late_imports,
        "class A:\n    async def f(self):\n        from json import loads",
    ),
    "pickle": (dangerous, "import pickle"),
    "pickle by name": (dangerous, "from pickle import loads"),
    "html.parser": (dangerous, "from html.parser import HTMLParser"),
    "html.parser as a name": (dangerous, "from html import parser"),
    "eval": (dangerous, "eval('1')"),
    "exec": (dangerous, "exec('1')"),
    "yaml.load": (dangerous, "yaml.load(text)"),
    "a shell": (dangerous, "subprocess.run(line, shell=True)"),
    "SQL": (own_sql, "cursor.execute('SELECT 1')"),
    "raw": (own_sql, "Person.objects.raw('SELECT 1')"),
    "extra": (own_sql, "Person.objects.all().extra(where=['1'])"),
    "RawSQL": (own_sql, "RawSQL('1', ())"),
    "the clock": (reads_clock, "from datetime import datetime\ndatetime.now()"),
    "chance": (reads_clock, "from random import Random\nRandom()"),
    "a random id": (reads_clock, "uuid.uuid4()"),
}


@pytest.mark.parametrize("what", sorted(RULES))
def test_a_planted_line_is_found(what: str) -> None:
    find, planted = RULES[what]
    assert find(planted)


def _found(find: Callable[[str], list[int]], paths: list[Path]) -> list[str]:
    assert paths
    return [f"{_name(path)}:{line}" for path in paths for line in find(path.read_text(encoding="utf-8"))]


def test_no_import_stands_inside_a_function() -> None:
    assert _found(late_imports, _modules()) == []


def test_nothing_runs_data_as_code() -> None:
    assert _found(dangerous, _modules()) == []


def test_own_sql_stands_only_where_a_reason_is_written() -> None:
    assert _found(own_sql, [path for path in _modules() if _name(path) not in OWN_SQL]) == []
    unused = [name for name in OWN_SQL if not own_sql((PACKAGE / name).read_text(encoding="utf-8"))]
    assert unused == []


def test_pure_is_given_the_time_and_the_dice() -> None:
    assert _found(reads_clock, [path for path in _modules() if _name(path).startswith("pure/")]) == []


def test_every_module_has_a_name_that_says_what_it_is() -> None:
    paths = [
        path for path in PACKAGE.rglob("*") if path.suffix in {".py", ".js", ".css", ".html"} or path.is_dir()
    ]
    homeless = [_name(path) for path in paths if path.stem in HOMELESS]
    assert homeless == ["web/templates/base.html"]


def test_nobody_queries_through_a_hidden_relation() -> None:
    sources = [path for path in PACKAGE.rglob("*") if path.suffix in {".py", ".html", ".txt"}]
    assert [
        _name(path) for path in sources if re.search(r"""["']\+__""", path.read_text(encoding="utf-8"))
    ] == []


# Settings and documents -----------------------------------------------------------------------------------------


def environment_names() -> set[str]:
    """Every MORTEL_* variable that the package reads, those of `secret("...")` included."""
    plain, secret = set(), set()
    for path in _modules():
        source = path.read_text(encoding="utf-8")
        plain |= set(re.findall(r"""environ(?:\.get\(|\[)\s*["'](MORTEL_[A-Z_]+)""", source))
        secret |= {f"MORTEL_{name.upper()}" for name in re.findall(r"""\bsecret\(["'](\w+)["']""", source)}
    return plain | secret


def test_every_setting_of_the_environment_is_explained() -> None:
    document = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    explained = set(re.findall(r"^\| `(MORTEL_[A-Z_]+)` \|", document, re.MULTILINE))
    assert {"MORTEL_DATA", "MORTEL_SECRET_KEY"} <= environment_names()
    assert explained == environment_names()


def test_every_variable_named_anywhere_exists() -> None:
    """A text or message that names a variable nobody reads sends an administrator the wrong way."""
    readable = [*_modules(), *(ROOT / "docs").rglob("*.md"), *ROOT.glob("*.md")]
    named = {
        (path.name, name)
        for path in readable
        for name in re.findall(r"\bMORTEL_[A-Z]+(?:_[A-Z]+)*\b", path.read_text(encoding="utf-8"))
        if not name.startswith("MORTEL_TEST_")
    }
    assert {(file, name) for file, name in named if name not in environment_names()} == set()


PLACE = re.compile(
    r"`((?:src|tests|docs|benchmarks|tools)/[\w./-]+|(?:web|apps|pure|console|project|content)/[\w./-]+)`"
)


@pytest.mark.parametrize("document", ["how-a-request-travels.md", "architecture.md"])
def test_every_place_a_document_names_exists(document: str) -> None:
    path = ROOT / "docs" / document
    named = PLACE.findall(path.read_text(encoding="utf-8"))
    assert named
    assert [name for name in named if not (ROOT / name).exists() and not (PACKAGE / name).exists()] == []


# Templates ------------------------------------------------------------------------------------------------------

COMMENT = re.compile(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}", re.DOTALL)
INLINE_STYLE = re.compile(r"<style|\sstyle\s*=", re.IGNORECASE)
INLINE_SCRIPT = re.compile(r"<script(?![^>]*\ssrc=)|\son[a-z]+\s*=|javascript:", re.IGNORECASE)
UNSAFE = re.compile(r"\|\s*safe\b|\|\s*safeseq\b|\{%\s*autoescape\s+off")
ELSEWHERE = re.compile(r"""(?:src|href|action)\s*=\s*["']?(?:https?:)?//""", re.IGNORECASE)
FORM = re.compile(
    r"<form\b(?P<head>[^>]*(?:\{%.*?%\}[^>]*)*)>(?P<body>.*?)</form>", re.IGNORECASE | re.DOTALL
)


def without_token(template: str) -> list[str]:
    """The heads of forms that post and hold no csrf_token."""
    return [
        found["head"].strip()
        for found in FORM.finditer(COMMENT.sub("", template))
        if re.search(r"""method\s*=\s*["']?post""", found["head"], re.IGNORECASE)
        and "csrf_token" not in found["body"]
    ]


def _matching(pattern: re.Pattern[str]) -> list[str]:
    pages = [path for path in _templates() if path.suffix == ".html"]
    assert len(pages) > 20
    return [
        _name(path) for path in pages if pattern.search(COMMENT.sub("", path.read_text(encoding="utf-8")))
    ]


@pytest.mark.parametrize(
    ("pattern", "planted", "fine"),
    [
        (INLINE_STYLE, '<p style="color:red">', '<p class="style-guide">'),
        (INLINE_STYLE, "<style>p{}</style>", '<link rel="stylesheet">'),
        (
            INLINE_SCRIPT,
            "<script>go()</script>",
            '<script type="module" src="{% static \'x.js\' %}"></script>',
        ),
        (INLINE_SCRIPT, '<a onclick="go()">', '<option value="on">'),
        (INLINE_SCRIPT, '<a href="javascript:go()">', "<a href='/js/'>"),
        (UNSAFE, "{{ text|safe }}", "{{ text|linebreaks }}"),
        (UNSAFE, "{% autoescape off %}", "{% autoescape on %}"),
        (ELSEWHERE, '<img src="https://elsewhere.example/x.png">', '<img src="/static/x.png">'),
    ],
)
def test_a_planted_piece_of_template_is_found(pattern: re.Pattern[str], planted: str, fine: str) -> None:
    assert pattern.search(planted)
    assert not pattern.search(fine)


def test_templates_hold_no_style_of_their_own() -> None:
    assert _matching(INLINE_STYLE) == []


def test_templates_hold_no_script_of_their_own() -> None:
    assert _matching(INLINE_SCRIPT) == []


def test_templates_escape_everything() -> None:
    assert set(_matching(UNSAFE)) == set(SAFE)


def test_templates_fetch_nothing_from_elsewhere() -> None:
    assert _matching(ELSEWHERE) == []


def test_a_form_without_a_token_is_found() -> None:
    assert without_token('<form method="post" action="{% url \'language\' %}"><input></form>')
    assert not without_token('<form method="post">{% csrf_token %}</form><form method="get"></form>')
    assert without_token('<form method="post">{# csrf_token #}</form>')


def test_every_form_that_posts_carries_its_token() -> None:
    bare = {_name(path) for path in _templates() if without_token(path.read_text(encoding="utf-8"))}
    assert bare == set(FORM_WITHOUT_TOKEN)


def test_text_is_called_safe_only_where_a_reason_is_written() -> None:
    def marks(source: str) -> list[int]:
        safe = {"mark_safe", "SafeString", "format_html_join"}
        return [line for line, name in _calls(ast.parse(source)) if name.rsplit(".", 1)[-1] in safe]

    assert marks("mark_safe(text)")
    assert {line.split(":")[0] for line in _found(marks, _modules())} == set(MARKS_SAFE)
