"""The catalogue in forms that others can use: SKOS as JSON-LD, and tables."""
