"""What can be said about a questionnaire and its groups: the figures of `mortel analyse`.

Answers of persons go in, so this is for the researcher at the console who holds them anyway, never for a page: what
a page may show comes from `mortel.pure.disclosure`. A figure that does not exist is None, with the reason beside it.
"""
