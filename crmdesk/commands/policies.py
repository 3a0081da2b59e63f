"""policy: what answers a conflict before a person is asked, from the command line."""

from __future__ import annotations

from argparse import SUPPRESS, ArgumentParser, Namespace, _SubParsersAction
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Any

from crmdesk.commands.arguments import plain_text
from crmdesk.commands.field_words import FieldWords, field_words
from crmdesk.commands.figures import moment
from crmdesk.commands.output import emit, table
from crmdesk.commands.session import opened_profile, run_async
from crmdesk.commands.texts import listed, said
from crmdesk.desk.named import account_named
from crmdesk.domain.catalogue import FieldSpec
from crmdesk.domain.conflicts import EXISTENCE
from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.kinds import RECORD_KINDS, Kind
from crmdesk.domain.parsing import parse_typed
from crmdesk.domain.policies import Guard, Policy, Scope, Way, check
from crmdesk.domain.values import FieldType, instant
from crmdesk.store import connections, policies, records
from crmdesk.store.policies import Version
from crmdesk.store.queries import policies as queries
from crmdesk.store.queries.policies import Answered
from crmdesk.store.store import Reader
from crmdesk.store.unit import Unit
from crmdesk.ui.policy_words import ENDED

DAYS = 90
"""How far back decisions are looked at."""

ANY = "*"
"""What stands for a part of a scope that is not restricted."""


def add_parsers(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Declare the commands of this module."""
    policy = commands.add_parser("policy")
    policy.add_argument("--json", action="store_true", help="one JSON document")
    verbs = policy.add_subparsers(title="commands", dest="verb", required=True, metavar="COMMAND")
    texts = {
        "list": ("list the policies", _list),
        "set": ("answer the conflicts of a scope; a policy with the same scope is replaced", _set),
        "try": ("show what a policy would decide, without setting it", _try),
        "remove": ("remove the policy with exactly this scope; what it has decided stays", _remove),
        "decided": ("list what policies decided in the last 90 days; “undo --change” takes one back", _decided),
    }
    for name, (text, work) in texts.items():
        verb = verbs.add_parser(name, help=text)
        if name in ("set", "try"):
            _add_way(verb)
        if name in ("set", "try", "remove"):
            _add_scope(verb)
        verb.add_argument("--json", action="store_true", default=SUPPRESS, help="one JSON document")
        verb.set_defaults(work=work)


def _add_way(verb: ArgumentParser) -> None:
    verb.add_argument(
        "way",
        choices=[way.value for way in Way],
        help="ask: a person; newest: written last, where both moments are known; computer, account: that side; prefer: one "
        "account; filled: never blank a value; longest, union, merge: of texts; max, min: of numbers, amounts and dates",
    )
    verb.add_argument("--prefer", type=plain_text, metavar="NAME", help="the account that “prefer” means")
    verb.add_argument(
        "--also",
        nargs="+",
        default=[],
        choices=[guard.value for guard in Guard],
        help="also answer what is otherwise always asked: existence (deleted on one side, changed on the other), "
        "amount (more than 10000), owner",
    )
    verb.add_argument(
        "--until", type=plain_text, metavar="DAY", help="count until this day begins (UTC), as 2026-12-31"
    )
    verb.add_argument("--off", action="store_true", help="keep it, switched off")


def _add_scope(verb: ArgumentParser) -> None:
    verb.add_argument("--record", type=plain_text, metavar="ID", help="this record only")
    verb.add_argument("--field", type=plain_text, metavar="NAME", help="this field only")
    verb.add_argument("--kind", choices=[kind.value for kind in RECORD_KINDS], help="this kind only")
    verb.add_argument(
        "--connection", type=plain_text, metavar="NAME", help="only conflicts in which no other account has a part"
    )


def _list(arguments: Namespace) -> int:
    with opened_profile(arguments) as opened:
        found = opened.store.read_now(policies.newest)
        names = opened.store.read_now(_names)
        ended = {each.policy.id for each in opened.store.read_now(queries.policy_rows) if each.ended}
    made = [_json(each, each.policy, names) | {"ended": each.id in ended} for each in found if each.policy is not None]
    emit({"policies": made}, as_json=arguments.json, text=_in_words(made))
    return 0


def _in_words(made: Sequence[Mapping[str, Any]]) -> str:
    if not made:
        return said("No policy: every conflict is asked about.")
    lines = [
        (
            *(each[part] or ANY for part in ("record", "field", "kind", "connection")),
            f"{each['policy']} {each['prefer'] or ''}".strip(),
            listed(each["also"]),
            moment(each["until"]),
            said(ENDED) if each["ended"] else said("on") if each["on"] else said("off"),
            moment(each["made_at"]),
        )
        for each in made
    ]
    header = ("record", "field", "kind", "account", "policy", "also", "until", "state", "made")
    return table(lines, tuple(map(said, header)))


def _json(version: Version, policy: Policy, names: Mapping[str, str]) -> dict[str, Any]:
    scope = policy.scope
    return {
        "id": version.id,
        "record": scope.record,
        "field": scope.field,
        "kind": None if scope.kind is None else scope.kind.value,
        "connection": None if scope.connection is None else names.get(scope.connection, scope.connection),
        "policy": policy.way.value,
        "prefer": None if policy.preferred is None else names.get(policy.preferred, policy.preferred),
        "also": sorted(guard.value for guard in policy.ticked),
        "on": policy.on,
        "until": policy.until,
        "version": version.number,
        "who": version.who,
        "made_at": version.made_at,
    }


def _names(reader: Reader) -> dict[str, str]:
    return {each.id: each.name for each in connections.all_of(reader)}


def _set(arguments: Namespace) -> int:
    def work(unit: Unit) -> str:
        return policies.put(unit, _given(unit.connection, arguments))

    with opened_profile(arguments) as opened:
        made = run_async(opened.store.write(work, urgent=True))
    emit({"policy": made}, as_json=arguments.json, text=said("The policy counts from the next synchronisation on."))
    return 0


def _remove(arguments: Namespace) -> int:
    def work(unit: Unit) -> str:
        present = policies.of_scope(unit.connection, _scope(unit.connection, arguments))
        if present is None:
            raise InvalidInput("policy_unknown")
        policies.remove(unit, present.id)
        return present.id

    with opened_profile(arguments) as opened:
        removed = run_async(opened.store.write(work, urgent=True))
    emit({"removed": removed}, as_json=arguments.json, text=said("The policy is removed."))
    return 0


def _try(arguments: Namespace) -> int:
    with opened_profile(arguments) as opened:
        settled, changed = opened.store.read_now(lambda reader: _tried(reader, arguments))
        told = [(each.kind, each.field, value) for each in (*settled, *changed) for value in (each.before, each.now)]
        words = opened.store.read_now(lambda reader: field_words(reader, told))
    document = {"settles": [asdict(each) for each in settled], "would_have_changed": [asdict(each) for each in changed]}
    first = _answers(said("Open conflicts that it would decide"), settled, (said("now"), said("then")), words)
    titles = (said("decided"), said("instead"))
    second = _answers(said("Decisions of the last 90 days that it would have changed"), changed, titles, words)
    emit(document, as_json=arguments.json, text=f"{first}\n\n{second}")
    return 0


def _tried(reader: Reader, arguments: Namespace) -> tuple[list[Answered], list[Answered]]:
    """What a policy would settle beside those in force, and what it would have changed."""
    tried = _given(reader, arguments)
    check(tried)
    now = datetime.now(UTC)
    others = [each for each in policies.in_force(reader, instant(now) or "") if each.scope != tried.scope]
    there_are = [*others, tried]
    settled = [each for each in queries.answered(reader, there_are) if each.policy == tried.id]
    changed = [each for each in queries.would_have_changed(reader, there_are, _since(now)) if each.policy == tried.id]
    return settled, changed


def _since(now: datetime) -> str:
    return instant(now - timedelta(days=DAYS)) or ""


def _answers(title: str, found: Sequence[Answered], titles: tuple[str, str], words: FieldWords) -> str:
    lines = [
        (
            each.name or each.record,
            words.field(each.field),
            *words.told_apart(each.kind, each.field, (each.before, each.now)),
        )
        for each in found
    ]
    whole = table(lines, (said("record"), said("field"), *titles)) if lines else listed([])
    return f"{title}\n{whole}"


def _decided(arguments: Namespace) -> int:
    with opened_profile(arguments) as opened:
        found = opened.store.read_now(lambda reader: queries.automatic_decisions(reader, _since(datetime.now(UTC))))
        ids = sorted({each.record for each in found})
        kinds = opened.store.read_now(lambda reader: records.kinds_of(reader, ids))
        standing = [each for each in found if not each.undone and each.record in kinds]
        told = [(kinds[each.record], each.field, value) for each in standing for value in (each.chosen, *each.rejected)]
        words = opened.store.read_now(lambda reader: field_words(reader, told, kinds))
    lines = []
    for each in standing:
        chosen, *others = words.told_apart(kinds[each.record], each.field, (each.chosen, *each.rejected))
        # What was chosen about the existence is no value: the record itself tells.
        chosen = "–" if each.field == EXISTENCE else chosen
        record, field = words.names.get(each.record) or each.record, words.field(each.field)
        lines.append((moment(each.at), record, field, chosen, listed(others), each.change))
    header = ("decided", "record", "field", "chosen", "not taken", "change")
    emit(
        {"decided": [asdict(each) for each in found]},
        as_json=arguments.json,
        text=table(lines, tuple(map(said, header))),
    )
    return 0


def _given(reader: Reader, arguments: Namespace) -> Policy:
    """The policy that the command line names. Raises InvalidInput for an unknown account, and as ``_until`` does."""
    preferred = None if arguments.prefer is None else account_named(reader, arguments.prefer).id
    ticked = frozenset(map(Guard, arguments.also))
    scope, way, until = _scope(reader, arguments), Way(arguments.way), _until(arguments.until)
    return Policy("", scope, way, preferred, ticked, not arguments.off, until)


def _until(text: str | None) -> str | None:
    """The beginning of a day. Raises InvalidInput for what is no day, and for one that has begun: nothing would be answered."""
    day = parse_typed(FieldSpec("until", FieldType.DATE), text or "")
    if day is None:
        return None
    until = f"{day}T00:00:00.000Z"
    if until <= (instant(datetime.now(UTC)) or ""):
        raise InvalidInput("policy_until_past", field="until", day=day)
    return until


def _scope(reader: Reader, arguments: Namespace) -> Scope:
    kind = None if arguments.kind is None else Kind(arguments.kind)
    connection = None if arguments.connection is None else account_named(reader, arguments.connection).id
    return Scope(arguments.record, arguments.field, kind, connection)
