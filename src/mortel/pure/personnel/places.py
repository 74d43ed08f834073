"""Which unit and team a row means, by name or by path: one that is known or one that the list adds."""

from collections.abc import Iterable

from mortel.pure.personnel.state import CurrentState, TeamPlace, UnitPath, name_key, path_key


class AmbiguousUnitError(Exception):
    """More than one unit carries the name; `example` is the path of one of them."""

    def __init__(self, example: UnitPath) -> None:
        super().__init__(example)
        self.example = example


class Places:
    """Known units and teams, and those that a list would make.

    A full path wins; else the unit whose path ends in what was written; a name nobody has becomes a new unit.
    All paths of the list are taken in first, so that the order of its rows does not matter.
    """

    def __init__(self, current: CurrentState, written: Iterable[UnitPath]) -> None:
        self._units: dict[UnitPath, UnitPath] = {}
        self._teams: dict[tuple[UnitPath, str], TeamPlace] = {}
        self._by_ending: dict[UnitPath, list[UnitPath]] = {}
        self.new_units: list[UnitPath] = []
        self.new_teams: list[TeamPlace] = []
        for path in sorted(current.units):
            self._know(path)
        for place in sorted(current.teams):
            self._teams.setdefault((path_key(place.unit), name_key(place.team)), place)
        for path in sorted(set(written), key=lambda path: (-len(path), path)):
            self._make_if_new(path)

    def unit(self, written: UnitPath) -> UnitPath:
        """The unit meant, in its known spelling; raises AmbiguousUnitError."""
        found = self._find(written)
        if found is None:
            return self.unit(written[:-1])  # not made because its parent is ambiguous: say that
        return found

    def team(self, unit: UnitPath, name: str) -> TeamPlace:
        """The team in its known spelling; one that is not known yet joins `new_teams`."""
        key = (path_key(unit), name_key(name))
        if key not in self._teams:
            self._teams[key] = TeamPlace(unit, name)
            self.new_teams.append(self._teams[key])
        return self._teams[key]

    def _know(self, path: UnitPath) -> None:
        for end in range(1, len(path) + 1):
            key = path_key(path[:end])
            if key not in self._units:
                self._units[key] = path[:end]
                for start in range(end):
                    self._by_ending.setdefault(key[start:], []).append(key)

    def _find(self, written: UnitPath) -> UnitPath | None:
        key = path_key(written)
        if key in self._units:
            return self._units[key]
        endings = self._by_ending.get(key, [])
        if len(endings) > 1:
            raise AmbiguousUnitError(self._units[min(endings)])
        return self._units[endings[0]] if endings else None

    def _make_if_new(self, written: UnitPath) -> UnitPath | None:
        """Make the unit under the parent it names; None when that parent or the unit itself is ambiguous."""
        try:
            found = self._find(written)
        except AmbiguousUnitError:
            return None
        if found is not None:
            return found
        parent = self._make_if_new(written[:-1]) if len(written) > 1 else ()
        if parent is None:
            return None
        made = (*parent, written[-1])
        self._know(made)
        self.new_units.append(made)
        return made
