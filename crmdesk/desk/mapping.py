"""The field mapping of an account: what is in force, which of its properties are left, and choosing otherwise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from crmdesk.desk.named import account_named
from crmdesk.desk.objects import Objects, objects_of
from crmdesk.desk.session import Session
from crmdesk.domain.catalogue import CATALOGUE, FieldSpec, field
from crmdesk.domain.close_names import close_names
from crmdesk.domain.custom_fields import CustomField, custom_name, is_custom
from crmdesk.domain.entry import check_entry
from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.field_mapping import Choice, Direction, FieldMapping, mapping_json
from crmdesk.domain.kinds import RECORD_KINDS, Kind
from crmdesk.domain.values import FieldType
from crmdesk.providers.base import FieldRule, RemoteProperty, Schema
from crmdesk.providers.custom import fits, loses
from crmdesk.store import connections, custom_fields, mappings
from crmdesk.store.connections import Connection
from crmdesk.store.queries.options import account_words
from crmdesk.store.unit import Unit
from crmdesk.sync import describe

NEEDED: Mapping[Kind, str] = {
    Kind.LEAD: "last_name",
    Kind.CONTACT: "last_name",
    Kind.COMPANY: "name",
    Kind.DEAL: "name",
}
"""The field without which an account makes no row of a kind: it has to travel there."""

_KEYS = frozenset({"crmdesk_uid", "crmdesk_uid_c", "crmdesk_id", "crmdesk_key", "crmdesk_identifiant"})
"""What crmdesk's own key is called: by its name, or by its label where the vendor makes up the name (Pipedrive)."""

_WORDS = (FieldType.TEXT, FieldType.CHOICE, FieldType.TAGS)


@dataclass(frozen=True, slots=True)
class FieldPlace:
    """Where a field lives and how it travels. ``chosen`` tells whether a person chose anything about it.

    ``titles`` are what the account calls the ``properties``, each in its turn; blank for one that it does not list.
    ``required``: the account makes no row without a value there, as far as it says.
    """

    field: str
    label: str | None
    type: FieldType
    properties: tuple[str, ...]
    titles: tuple[str, ...]
    direction: Direction
    pairs: tuple[tuple[str, str], ...]
    keep_blank: bool
    chosen: bool
    required: bool


@dataclass(frozen=True, slots=True)
class LeftProperty:
    """A property of the account that no field lives in. ``type`` is what a custom field there would be.

    ``required``: the account makes no row without a value there, as far as it says.
    ``suggested`` are the fields that are called like it and fit: for a person to look at, never applied by themselves.
    """

    name: str
    label: str
    type: FieldType
    writable: bool
    suggested: tuple[str, ...]
    required: bool


@dataclass(frozen=True, slots=True)
class Place:
    """A kind in one of the account's tables: the fields that have a place there, and the properties that are left."""

    table: str
    kind: Kind
    fields: tuple[FieldPlace, ...]
    left: tuple[LeftProperty, ...]


@dataclass(frozen=True, slots=True)
class Mapped:
    """An account as its mapping is judged: what it has, what crmdesk makes of it, and which custom fields there are.

    ``usual`` are the objects as they would be without any choice.
    """

    connection: Connection
    schema: Schema
    objects: Objects
    usual: Objects
    custom: Sequence[CustomField]
    known: Callable[[Kind, FieldSpec], Mapping[str, str]]
    """The words that accounts and records use for a choice, asked for where a pair has one that is not ours."""

    @property
    def mapping(self) -> FieldMapping:
        """What is chosen now."""
        return describe.settings_of(self.connection).mapping

    def places(self) -> list[tuple[str, Kind]]:
        """Every table of the account's metadata with each kind that is mapped there."""
        found = dict.fromkeys(
            (spec.table(kind), kind) for spec in self.objects.values() for kind in spec.mapping if kind in RECORD_KINDS
        )
        return [(table, kind) for table, kind in found if table in self.schema.objects]

    def rules(self, table: str, kind: Kind) -> Mapping[str, FieldRule]:
        """The rules of a kind in a table, as they are in force."""
        return _rules(self.objects, table, kind)

    def usual_rules(self, table: str, kind: Kind) -> Mapping[str, FieldRule]:
        """The same without any choice."""
        return _rules(self.usual, table, kind)

    def held(self, table: str, kind: Kind) -> Mapping[str, RemoteProperty]:
        """The properties of a table. Raises InvalidInput where the account has no such kind there."""
        if (table, kind) not in self.places():
            named = ", ".join(f"{each} {of.value}" for each, of in self.places())
            raise InvalidInput("mapping_place_unknown", place=f"{table} {kind.value}", places=named)
        return self.properties(table)

    def properties(self, table: str) -> Mapping[str, RemoteProperty]:
        """The properties of a table that a field may be pointed to: not those that carry crmdesk's own key."""
        return {
            name: held
            for name, held in self.schema.objects[table].items()
            if not {_slug(name), _slug(held.label)} & _KEYS
        }


def _rules(objects: Objects, table: str, kind: Kind) -> Mapping[str, FieldRule]:
    found: dict[str, FieldRule] = {}
    for spec in objects.values():
        if spec.table(kind) == table:
            found |= spec.rules(kind)
    return found


async def mapped(session: Session, name: str) -> Mapped:
    """An account with its mapping, as it was last described. Raises InvalidInput for a name that is no account's."""
    connection = await session.store.read(lambda reader: account_named(reader, name))
    schema = describe.schema_of(connection.described or {})
    custom = await session.store.read(custom_fields.all_of)

    def known(kind: Kind, spec: FieldSpec) -> Mapping[str, str]:
        return session.store.read_now(lambda reader: account_words(reader, kind, spec))

    usual = await objects_of(session, replace(connection, mapping=None))
    return Mapped(connection, schema, await objects_of(session, connection), usual, custom, known)


def shown(account: Mapped) -> list[Place]:
    """The mapping in force, table by table."""
    return [
        Place(table, kind, _fields(account, table, kind), _left(account, table, kind))
        for table, kind in account.places()
    ]


def _fields(account: Mapped, table: str, kind: Kind) -> tuple[FieldPlace, ...]:
    choices, labels = (
        account.mapping.of(table, kind),
        {each.name: each.label for each in account.custom if each.kind is kind},
    )
    found = [
        FieldPlace(
            name,
            labels.get(name),
            CATALOGUE[kind][name].type,
            rule.remote,
            _titles(account, table, rule.remote),
            _direction(rule),
            rule.pairs,
            rule.keep_blank,
            name in choices,
            _is_required(account, table, rule.remote),
        )
        for name, rule in account.rules(table, kind).items()
    ]
    known = {each.field for each in found}
    for name, choice in choices.items():
        if name not in known:
            at = () if choice.property is None else (choice.property,)
            type_ = CATALOGUE[kind][name].type
            titles, off = _titles(account, table, at), Direction.OFF
            found.append(
                FieldPlace(
                    name,
                    labels.get(name),
                    type_,
                    at,
                    titles,
                    off,
                    choice.pairs,
                    choice.keep_blank,
                    chosen=True,
                    required=_is_required(account, table, at),
                )
            )
    return tuple(found)


def _titles(account: Mapped, table: str, names: Sequence[str]) -> tuple[str, ...]:
    held = account.schema.objects[table]
    return tuple(held[name].label if name in held else "" for name in names)


def _is_required(account: Mapped, table: str, names: Sequence[str]) -> bool:
    held = account.schema.objects[table]
    return any(held[name].required for name in names if name in held)


def _direction(rule: FieldRule) -> Direction:
    if rule.readable:
        return Direction.BOTH if rule.writable else Direction.IN
    return Direction.OUT if rule.writable else Direction.OFF


def _left(account: Mapped, table: str, kind: Kind) -> tuple[LeftProperty, ...]:
    rules = account.rules(table, kind)
    taken = {name for rule in rules.values() for name in rule.remote}
    return tuple(
        LeftProperty(
            name, held.label, held.custom, held.writable, _suggested(account, kind, rules, held), held.required
        )
        for name, held in account.properties(table).items()
        if held.custom is not None and name not in taken
    )


def suggested(account: Mapped, table: str, kind: Kind, name: str) -> tuple[str, ...]:
    """The fields that are called like a property and fit it, as in ``LeftProperty``; none for one that is not there."""
    held = account.held(table, kind).get(name)
    return () if held is None else _suggested(account, kind, account.rules(table, kind), held)


def _suggested(account: Mapped, kind: Kind, rules: Mapping[str, FieldRule], held: RemoteProperty) -> tuple[str, ...]:
    wanted = {_slug(held.label), _slug(held.name)}
    free = [name for name, spec in CATALOGUE[kind].items() if not spec.read_only and name not in rules]
    named = {name: {_slug(name)} for name in free}
    named |= {each.name: {_slug(each.label)} for each in account.custom if each.kind is kind and each.name not in rules}
    alike = (name for name, words in named.items() if words & wanted)
    return tuple(name for name in alike if fits(kind, name, held) and not loses(kind, name, held))


def _slug(text: str) -> str:
    return custom_name(FieldType.TEXT, text).rpartition(".")[2]


def faults(account: Mapped, mapping: FieldMapping) -> list[tuple[str, InvalidInput]]:
    """Everything that is wrong with a mapping for an account, each with its place (``contacts.lead.city``)."""
    found: list[tuple[str, InvalidInput]] = []
    for table, kinds in mapping.choices.items():
        for kind, choices in kinds.items():
            for name, choice in choices.items():
                try:
                    _check(account, table, kind, name, choice, choices)
                except InvalidInput as error:
                    found.append((f"{table}.{kind.value}.{name}", error))
    return found


def _check(account: Mapped, table: str, kind: Kind, name: str, choice: Choice, choices: Mapping[str, Choice]) -> None:
    """Raises InvalidInput for a choice that makes no sense."""
    properties, spec = account.held(table, kind), field(kind, name)
    out = choice.direction in (Direction.BOTH, Direction.OUT)
    if spec.read_only:
        raise InvalidInput("field_read_only", field=name)
    if NEEDED.get(kind) == name and not out:
        raise InvalidInput("mapping_needs_field", field=name)
    if choice.pairs and spec.type not in _WORDS:
        raise InvalidInput("mapping_pairs_unfit", field=name)
    if spec.type is FieldType.CHOICE and not is_custom(name):
        _check_pairs(account, kind, spec, choice, account.mapping.of(table, kind).get(name, Choice()))
    _check_theirs(account, table, kind, name, choice)
    if choice.direction is Direction.OFF:
        return
    if choice.property is not None:
        _check_property(kind, name, choice, properties)
    elif is_custom(name):
        raise InvalidInput("mapping_property_needed", field=name)
    elif out and choice != Choice():
        rule = account.usual_rules(table, kind).get(name)
        if rule is not None and not rule.writable:
            raise InvalidInput("mapping_read_only", field=name, property=", ".join(rule.remote))
    _check_free(account, table, kind, name, choices)


def _check_theirs(account: Mapped, table: str, kind: Kind, name: str, choice: Choice) -> None:
    """Raises InvalidInput for a word of the account that has two of ours, or is none of its closed list.

    An option may be named as the account keeps it or by its label. Words that are paired already may stay: an option can go.
    """
    words = Counter(theirs for theirs, _ in choice.pairs)
    twice = next((word for word, count in words.items() if count > 1), None)
    if twice is not None:
        raise InvalidInput("mapping_pair_twice", field=name, word=twice)
    present = account.mapping.of(table, kind).get(name, Choice())
    rule, properties = account.rules(table, kind).get(name), account.held(table, kind)
    places = [choice.property] if choice.property is not None else [] if rule is None else rule.remote
    held = properties.get(places[0] or "") if len(places) == 1 else None
    own = rule.words if rule is not None and rule.remote == tuple(places) else None
    # Some accounts would take any word where crmdesk holds itself to their options.
    if held is None or not held.options or not (held.closed or (own is not None and own.closed)):
        return
    known = {*held.options, *held.options.values(), *(theirs for theirs, _ in present.pairs)}
    if rule is not None and rule.words is not None:
        known |= {option.word for option in rule.words.options}
    unknown = next((word for word in words if word not in known), None)
    if unknown is not None:
        options = ", ".join(held.options.values())
        raise InvalidInput("mapping_pair_unknown", field=name, word=unknown, options=options)


def _check_pairs(account: Mapped, kind: Kind, spec: FieldSpec, choice: Choice, present: Choice) -> None:
    """Raises InvalidInput for a pair whose word of ours is no choice, as a person could not type it; ``present`` ones may stay."""
    held = {ours for _, ours in present.pairs}
    for _, ours in choice.pairs:
        if ours not in held:
            check_entry(spec, spec.canonical(ours), known=lambda: account.known(kind, spec))


def _check_property(kind: Kind, name: str, choice: Choice, properties: Mapping[str, RemoteProperty]) -> None:
    held = properties.get(choice.property or "")
    if held is None:
        raise _unknown_property(choice.property or "", properties, field=name)
    if not fits(kind, name, held):
        raise InvalidInput("mapping_type_unfit", field=name, property=held.name, type=held.type)
    out = choice.direction in (Direction.BOTH, Direction.OUT)
    if out and not held.writable:
        raise InvalidInput("mapping_read_only", field=name, property=held.name)
    if out and loses(kind, name, held):
        raise InvalidInput("mapping_loses", field=name, property=held.name, type=held.type)


def _check_free(account: Mapped, table: str, kind: Kind, name: str, choices: Mapping[str, Choice]) -> None:
    """Raises InvalidInput where a field would live in a property of another one's. What shares one as usual may go on."""
    usual = {each: rule.remote for each, rule in account.usual_rules(table, kind).items()}
    lived = _lived(usual, choices)
    mine = lived.get(name, ())
    for other, at in lived.items():
        shared = next((each for each in mine if each in at), None)
        as_usual = (mine, at) == (usual.get(name), usual.get(other))
        if other != name and shared is not None and not as_usual:
            raise InvalidInput("mapping_property_taken", field=name, property=shared, other=other)


def _unknown_property(name: str, properties: Mapping[str, RemoteProperty], **more: str) -> InvalidInput:
    """The error for a property that is not there; it names those whose name or label is much like it, if there are any."""
    labels = {each.name: each.label for each in properties.values()}
    told = (each if labels[each] == each else f"{each} ({labels[each]})" for each in close_names(name, labels))
    return InvalidInput("mapping_property_unknown", property=name, closest=", ".join(told), **more)


def _lived(usual: Mapping[str, tuple[str, ...]], choices: Mapping[str, Choice]) -> dict[str, tuple[str, ...]]:
    """Which properties each field would live in under these choices."""
    found = dict(usual)
    for name, choice in choices.items():
        if choice.direction is Direction.OFF:
            found.pop(name, None)
        elif choice.property is not None:
            found[name] = (choice.property,)
    return found


def chosen(account: Mapped, table: str, kind: Kind, name: str, choice: Choice) -> FieldMapping:
    """The mapping in force with another choice for one field. Raises InvalidInput where that makes no sense."""
    mapping = account.mapping.with_choice(table, kind, name, choice)
    _check(account, table, kind, name, choice, mapping.of(table, kind))
    return mapping


def added(account: Mapped, table: str, kind: Kind, name: str, label: str | None) -> tuple[CustomField, FieldMapping]:
    """A custom field of a property's type, and the mapping with it: two-way, or in where the property is read-only.

    Raises InvalidInput for a property that is not there, or that no custom field can live in.
    """
    properties = account.held(table, kind)
    held = properties.get(name)
    if held is None:
        raise _unknown_property(name, properties)
    if held.custom is None:
        raise InvalidInput("mapping_type_unfit", property=name, type=held.type)
    taken = [each.name for each in account.custom if each.kind is kind]
    shown = (label or "").strip() or held.label.strip() or held.name
    made = CustomField(kind, custom_name(held.custom, shown, taken), shown, held.words)
    direction = Direction.BOTH if held.writable else Direction.IN
    return made, chosen(account, table, kind, made.name, Choice(name, direction))


async def choose(session: Session, account: Mapped, mapping: FieldMapping, custom: Sequence[CustomField] = ()) -> int:
    """Put a mapping in force, with the custom fields that it needs; the number of its version.

    The next run lets links and feeds follow it.
    """
    return await _put_in_force(session, account, mapping, _with_words(account, mapping, custom))


def _with_words(account: Mapped, mapping: FieldMapping, brought: Sequence[CustomField]) -> list[CustomField]:
    """The custom fields that are new or other than before: with the words that the account has for them where they live now.

    The words that a field had stay, for another account may have them.
    """
    fields = {(each.kind, each.name): each for each in account.custom}
    for each in brought:
        was = fields.get((each.kind, each.name), each)
        fields[each.kind, each.name] = replace(each, options={**was.options, **each.options})
    for table, kinds in mapping.choices.items():
        for kind, choices in kinds.items():
            properties = account.held(table, kind)
            for name, choice in choices.items():
                field, held = fields.get((kind, name)), properties.get(choice.property or "")
                if field is not None and held is not None:
                    fields[kind, name] = replace(field, options={**field.options, **held.words})
    return [each for each in fields.values() if each not in account.custom]


async def restore(session: Session, account: Mapped, number: int) -> int:
    """Put an earlier version in force again; the number that it has now. Raises InvalidInput."""
    id = account.connection.id
    earlier = await session.store.read(lambda reader: mappings.numbered(reader, id, number))
    return await _put_in_force(session, account, earlier, ())


async def _put_in_force(session: Session, account: Mapped, mapping: FieldMapping, custom: Sequence[CustomField]) -> int:
    """Store a mapping with the routes that follow from it, or nothing: what makes a row that only adds fields may be another."""
    id = account.connection.id
    present = await session.store.read(lambda reader: connections.get(reader, id))
    objects = await objects_of(session, replace(present, mapping=mapping_json(mapping)))
    routes = describe.routes_of(list(objects.values()))

    def work(unit: Unit) -> int:
        for each in custom:
            custom_fields.put(unit, each)
        version = mappings.choose(unit, id, mapping)
        held = connections.get(unit.connection, id)
        if held.routes != routes:
            connections.update(unit, replace(held, routes=routes))
        return version

    return await session.store.write(work)
