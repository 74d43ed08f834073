"""Makes `content/` out of the project's first material.

    .venv/bin/python tools/convert_material.py FOLDER [taxonomies] [rules] [interventions] [guides]

FOLDER holds the material's YAML. Without a part: all of them. What the material lacks (Dutch of what stands in
English only, full sentences, everyday labels) stands in `tools/material/supplements`. Once a file of `content/` is
edited by hand, that file is the truth: give only the parts that may be written anew.
"""

import argparse
from pathlib import Path

from material import guides, interventions, rules, taxonomies

CONTENT = Path(__file__).resolve().parents[1] / "src" / "mortel" / "content"


PARTS = {
    "taxonomies": taxonomies.convert,
    "rules": rules.convert,
    "interventions": interventions.convert,
    "guides": guides.convert,
}


def main() -> None:
    parser = argparse.ArgumentParser(description="Makes content/ out of the material.")
    parser.add_argument("material", type=Path)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], metavar="part")
    parser.add_argument("--out", type=Path, default=CONTENT)
    given = parser.parse_args()
    for part in given.parts or PARTS:
        PARTS[part](given.material, given.out)


if __name__ == "__main__":
    main()
