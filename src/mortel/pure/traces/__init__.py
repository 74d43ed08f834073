"""Traces of a client in a text: numbers, birth dates and names. `client_data` puts them together."""
