"""The topics of the library as answers to "about what?": each dimension, and under it its parts."""

from mortel.pure.catalogue.shipped import shipped
from mortel.web.words import Words


def topic_choices(words: Words) -> list[tuple[str, list[tuple[str, str]]]]:
    """Grouped under the name of the dimension, which is itself the first answer."""
    catalogue = shipped()
    return [
        (words.of(one.label), words.choices((one, *catalogue.subdimensions(one.id))))
        for one in catalogue.dimensions
    ]
