"""Turns the project's first material (YAML, Dutch and English) into `content/`. Called by `convert_material.py`.

Each part has `convert(material, content)`: it reads the files it needs from one folder and writes what it makes into
the other. What the material lacks stands in `supplements/`, by id, and is laid over what was converted.
"""
