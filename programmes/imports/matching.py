"""Who in a file is who in the list: by the URI of the person, otherwise by name within the authority."""

from collections import Counter, defaultdict

from programmes.imports.known import KnownPerson
from programmes.imports.records import PersonRecord, Refusal
from programmes.imports.words import fold


class PersonIndex:
    """Finds each person of the list at most once; `unmatched` are those whom the file does not name."""

    def __init__(self, known: list[KnownPerson], records: list[PersonRecord]) -> None:
        self.unmatched = {person.pk: person for person in known}
        self.by_uri = {person.uri: person for person in known if person.uri}
        self.by_name: dict[str, list[KnownPerson]] = defaultdict(list)
        for person in known:
            self.by_name[fold(person.name)].append(person)
        self.namesakes = Counter(fold(record.name) for record in records)

    def find(self, record: PersonRecord) -> KnownPerson | Refusal | None:
        if record.uri and record.uri in self.by_uri:
            return self._take(self.by_uri[record.uri])
        found = self._by_name(record)
        if len(found) > 1 and (email := record.values.get("email")):
            found = [person for person in found if person.values["email"] == email] or found
        if len(found) > 1:
            for person in found:
                self.unmatched.pop(person.pk, None)
            reason = f"'{record.name}' staat {len(found)} keer in je lijst; we weten niet wie bedoeld is"
            return Refusal(record.row, "naam", reason)
        return self._take(found[0]) if found else None

    def _by_name(self, record: PersonRecord) -> list[KnownPerson]:
        """People with a URI of their own are somebody else, when the record has a URI too."""
        if self.namesakes[fold(record.name)] > 1:
            return []
        names = [fold(record.name)]
        if record.also_called:
            names.append(fold(f"{record.also_called} {record.values['last_name']}"))
        found = {person.pk: person for name in names for person in self.by_name.get(name, [])}
        return [person for person in found.values() if person.pk in self.unmatched and not (record.uri and person.uri)]

    def _take(self, person: KnownPerson) -> KnownPerson:
        self.unmatched.pop(person.pk, None)
        return person
