"""The sentence of a component, read from its own comment."""

from mortel.pure.uses import Use, use_of_template, uses_in_styles


def test_a_template_says_when_to_use_it_and_what_it_takes() -> None:
    source = "{# Use for one thing. Says more. Parameters: a (bound), b. #}\n<p>{# Use never. #}</p>"
    assert use_of_template("one", source) == Use("one", "Use for one thing. Says more.", "a (bound), b.")


def test_a_template_without_parameters_has_a_sentence_too() -> None:
    assert use_of_template("mark", "{# Use once. #}<svg/>") == Use("mark", "Use once.")


def test_a_comment_that_says_nothing_about_use_is_none() -> None:
    assert use_of_template("one", "{# The mark. #}") is None
    assert use_of_template("one", "<p></p>{# Use later. #}") is None


def test_a_piece_names_the_components_it_belongs_to() -> None:
    use = use_of_template("notes", "{# Use only from field.html and choices.html: the notes of x.html. #}")
    assert use
    assert use.part_of == ("field", "choices")
    assert Use("one", "Use for what field.html does.").part_of == ()


def test_a_style_says_it_above_its_rules_also_over_two_lines() -> None:
    css = "/* Plain. */\n/* .button: Use for\n   a verb. */ .button {}\n/* details: Use for little. */"
    assert list(uses_in_styles(css)) == [Use("button", "Use for a verb."), Use("details", "Use for little.")]
