"""Creating, changing, archiving, forgetting and merging records (fact sheet section 2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from crmdesk.sandbox.clock import iso
from crmdesk.sandbox.hubspot.account import BIN_MS, NEVER_MS, Account, keys_of
from crmdesk.sandbox.hubspot.errors import ApiError, missing_record
from crmdesk.sandbox.hubspot.kinds import ObjectType
from crmdesk.sandbox.hubspot.linking import Link, check_lead, drop_leads, link
from crmdesk.sandbox.hubspot.pipelines import PIPELINED
from crmdesk.sandbox.hubspot.records import Entry, Record, Stamp, packed
from crmdesk.sandbox.hubspot.validation import Writer, accepted, check_dated_rules, check_required

MOST_MERGES = 250


def create(
    account: Account,
    kind: ObjectType,
    properties: Mapping[str, Any],
    links: Sequence[Link],
    stamp: Stamp,
    writer: Writer,
) -> Record:
    """A new record. Raises `ApiError` and leaves nothing behind then."""
    values = accepted(account, kind, properties, None, writer)
    values = {name: value for name, value in values.items() if value}
    if kind.plural == "meetings" and "hs_meeting_start_time" in values:
        values.setdefault("hs_timestamp", values["hs_meeting_start_time"])
    check_required(account, kind, values)
    if writer.dated_rules:
        check_dated_rules(account, kind, values, values, creating=True)
    check_lead(account, kind, links)
    _place(account, kind, values)
    values.update({name: value for name, value in derived(account, kind, values, values).items() if value})
    values.update(_origin(stamp))
    now = stamp.at_ms
    number = account.tables[kind.plural].new_id()
    record = Record(number, now, now + account.skew_ms(), stamp, packed(values))
    account.tables[kind.plural].add(record, account.index_share())
    account.index_unique(kind.plural, record, values)
    for made in links:
        link(account, kind, record, made)
    _enrich(account, kind, record)
    advance_contacts(account, kind, record)
    return record


def update(
    account: Account, kind: ObjectType, record: Record, properties: Mapping[str, Any], stamp: Stamp, writer: Writer
) -> dict[str, str]:
    """Change some properties; what changed, calculated ones included. Raises `ApiError` and changes nothing then."""
    values = accepted(account, kind, properties, record, writer)
    before = record.values()
    after = {**before, **values}
    changed = {name: value for name, value in values.items() if before.get(name, "") != value}
    if writer.dated_rules:
        check_dated_rules(account, kind, after, values, creating=False)
    if not changed:
        return {}
    cap = kind.history_cap if account.traits["history_capped"] else 0
    calculated = derived(account, kind, after, changed)
    with account.changing(kind, record):
        account.release_unique(kind.plural, record, before)
        changed = record.write(changed, stamp, cap)
        changed.update(record.write(calculated, Stamp(stamp.at_ms, "CALCULATED"), cap))
        account.index_unique(kind.plural, record, record.values())
    advance_contacts(account, kind, record)
    return changed


def archive(account: Account, kind: ObjectType, record: Record) -> None:
    """Into the recycle bin; the modified date stays."""
    with account.changing(kind, record, bump=False):
        account.into_bin(record)
        account.release_unique(kind.plural, record, record.values())


def restore(account: Account, kind: ObjectType, record: Record) -> None:
    """Out of the recycle bin, as only the vendor's own program can."""
    with account.changing(kind, record, bump=account.traits["restore_bumps_modified"]):
        record.archived_ms = None
        account.index_unique(kind.plural, record, record.values())


def empty_bin(account: Account) -> None:
    """Purge the records that were archived 90 days ago."""
    now = account.now_ms()
    if now < account.bin_ends_ms:
        return
    account.bin_ends_ms = NEVER_MS
    for table in account.tables.values():
        for record in [table.records[number] for number in table.archived]:
            ends = (record.archived_ms or 0) + BIN_MS
            if ends <= now:
                purge(account, table.kind, record)
            else:
                account.bin_ends_ms = min(account.bin_ends_ms, ends)


def purge(account: Account, kind: ObjectType, record: Record) -> None:
    """For good: no trace stays."""
    account.release_unique(kind.plural, record, record.values())
    leads = [
        account.tables["leads"].records[lead] for lead in account.associations.targets(kind.plural, record.id, "leads")
    ]
    account.associations.forget(kind.plural, record.id)
    account.tables[kind.plural].remove(record, account.now_ms())
    if kind.plural == "contacts":
        drop_leads(account, (("leads", lead) for lead in leads))


def merge(account: Account, kind: ObjectType, winner: Record, loser: Record, stamp: Stamp) -> Record:
    """Merge two records into a new one; both old ids lead to it from now on. Raises `ApiError`."""
    if winner.id == loser.id:
        raise ApiError(400, "Cannot merge a record with itself")
    source = "MERGE_CONTACTS" if kind.plural == "contacts" else "MERGE_OBJECTS"
    stamp = stamp._replace(source=source)
    ours, theirs = winner.values(), loser.values()
    merged = _merged_values(kind, winner, loser, stamp.at_ms)
    if merged["hs_merged_object_ids"].count(";") > 2 * MOST_MERGES:  # each merge adds two ids
        raise ApiError(414, "Cannot have more than 250 identities on a profile")
    table = account.tables[kind.plural]
    number = table.new_id()
    record = Record(
        number, min(winner.created_ms, loser.created_ms), stamp.at_ms + account.skew_ms(), winner.origin,
        packed(merged), changes=_merged_history(winner, loser, merged, stamp),
    )  # fmt: skip
    table.add(record, account.index_share())
    for old, values in ((winner, ours), (loser, theirs)):
        account.release_unique(kind.plural, old, values)
        account.associations.move(kind.plural, old.id, number)
        table.remove(old, stamp.at_ms)
        table.redirects[old.id] = number
    account.index_unique(kind.plural, record, merged)
    return record


def _merged_values(kind: ObjectType, winner: Record, loser: Record, at_ms: int) -> dict[str, str]:
    ours, theirs = winner.values(), loser.values()
    merged = {**theirs, **ours}
    if kind.plural == "contacts":
        more = [theirs.get("email", ""), *_parts(ours, "hs_additional_emails"), *_parts(theirs, "hs_additional_emails")]
        extra = [one for one in dict.fromkeys(more) if one and one != merged.get("email")]
        if extra:
            merged["hs_additional_emails"] = ";".join(extra)
        old = _parts(ours, "hs_calculated_merged_vids") + _parts(theirs, "hs_calculated_merged_vids")
        merged["hs_calculated_merged_vids"] = ";".join([*old, f"{loser.id}:{at_ms}", f"{winner.id}:{at_ms}"])
    ids = [
        str(loser.id),
        str(winner.id),
        *_parts(theirs, "hs_merged_object_ids"),
        *_parts(ours, "hs_merged_object_ids"),
    ]
    merged["hs_merged_object_ids"] = ";".join(ids)
    return merged


def _merged_history(
    winner: Record, loser: Record, merged: Mapping[str, str], stamp: Stamp
) -> dict[str, tuple[Entry, ...]]:
    """Entries of both; where the newest is not the value that stayed, the merge itself is one."""
    changes = {}
    for name, value in merged.items():
        entries = sorted(winner.history(name) + loser.history(name), key=lambda entry: -entry.stamp.at_ms)
        if not entries or entries[0].value != value:
            entries.insert(0, Entry(value, stamp))
        changes[name] = tuple(entries)
    return changes


def _parts(values: Mapping[str, str], name: str) -> list[str]:
    return [part for part in values.get(name, "").split(";") if part]


def _place(account: Account, kind: ObjectType, values: dict[str, str]) -> None:
    """Fill in the only pipeline and, for leads, its first stage. Raises `ApiError` when there is no pipeline."""
    names = PIPELINED.get(kind.plural)
    if names is None:
        return
    pipelines = [one for one in account.pipelines[kind.plural].values() if not one.archived]
    if not pipelines:
        raise ApiError(400, f"Error creating {kind.upper}. There is no pipeline.")
    values.setdefault(names[0], pipelines[0].id)
    stages = account.pipelines[kind.plural][values[names[0]]].stages
    if kind.plural == "leads" and stages:
        values.setdefault(names[1], stages[0].id)


def _origin(stamp: Stamp) -> dict[str, str]:
    found = {"hs_object_source": stamp.source, "hs_object_source_label": stamp.source}
    if stamp.source_id:
        found["hs_object_source_id"] = stamp.source_id
    if stamp.user_id:
        found["hs_created_by_user_id"] = str(stamp.user_id)
    return found


def derived(
    account: Account, kind: ObjectType, values: Mapping[str, str], changed: Mapping[str, str]
) -> dict[str, str]:
    """What the vendor works out from a record's values (``""``: nothing)."""
    found: dict[str, str] = {}
    if "hubspot_owner_id" in changed:
        found["hubspot_owner_assigneddate"] = iso(account.now_ms()) if changed["hubspot_owner_id"] else ""
    if kind.plural == "contacts":
        found.update(contact_figures(values))
    if kind.plural == "deals":
        found.update(_deal_figures(account, values))
    if kind.plural == "tasks" and changed.get("hs_task_status"):
        done = changed["hs_task_status"] == "COMPLETED"
        written = changed.get("hs_task_completion_date")
        found["hs_task_completion_date"] = (written or iso(account.now_ms())) if done else ""
    if kind.plural == "companies" and changed.get("website") and account.traits["website_sets_domain"]:
        found["domain"] = changed["website"].split("://")[-1].split("/")[0].removeprefix("www.")
    return found


def contact_figures(values: Mapping[str, str]) -> dict[str, str]:
    """The calculated values of a contact."""
    phone = values.get("phone") or values.get("mobilephone") or ""
    digits = "".join(char for char in phone if char.isdigit())
    name = " ".join(part for part in (values.get("firstname"), values.get("lastname")) if part)
    return {
        "hs_searchable_calculated_phone_number": digits.removeprefix("33").removeprefix("0"),
        "hs_full_name_or_email": name or values.get("email", ""),
    }


def _deal_figures(account: Account, values: Mapping[str, str]) -> dict[str, str]:
    pipeline = account.pipelines["deals"].get(values.get("pipeline", ""))
    stage = pipeline.stage(values.get("dealstage", "")) if pipeline else None
    if stage is None:
        return {}
    probability = stage.metadata.get("probability", "0.0")
    closed = stage.metadata.get("isClosed") == "true"
    found = {
        "hs_is_closed": str(closed).lower(),
        "hs_is_closed_won": str(closed and probability == "1.0").lower(),
        "hs_deal_stage_probability": probability,
        "amount_in_home_currency": values.get("amount", ""),
        "hs_forecast_amount": "",
    }
    if values.get("amount"):
        found["hs_forecast_amount"] = f"{float(values['amount']) * float(probability):.2f}"
    return found


def _enrich(account: Account, kind: ObjectType, record: Record) -> None:
    values = record.values()
    if kind.plural != "companies" or not values.get("domain") or not account.traits["company_enrichment"]:
        return
    more = {"website": f"https://www.{values['domain']}", "description": f"Site web de {values['domain']}"}
    with account.changing(kind, record):
        record.write(
            {name: value for name, value in more.items() if name not in values}, Stamp(account.now_ms(), "ENRICHMENT")
        )


def advance_contacts(account: Account, kind: ObjectType, record: Record) -> None:
    """Under ``lifecycle_automation`` a deal makes its contacts opportunities, a won one customers."""
    if kind.plural != "deals" or not account.traits["lifecycle_automation"]:
        return
    contacts = account.tables["contacts"]
    order = [option.value for option in account.definitions["contacts"]["lifecyclestage"].options]
    stage = "customer" if record.values().get("hs_is_closed_won") == "true" else "opportunity"
    for number in account.associations.targets("deals", record.id, "contacts"):
        contact = contacts.records[number]
        old = contact.values().get("lifecyclestage")
        if old is None or order.index(old) < order.index(stage):
            with account.changing(contacts.kind, contact):
                contact.write({"lifecyclestage": stage}, Stamp(account.now_ms(), "AUTOMATION_PLATFORM"))


def newest_archived(account: Account, kind: ObjectType, name: str, text: str) -> Record | None:
    """The archived record of the highest id that had a value of a unique property."""
    table = account.tables[kind.plural]
    gone = (table.records[number] for number in reversed(table.archived))
    return next((record for record in gone if text.lower() in keys_of(name, record.values())), None)


def forget(account: Account, kind: ObjectType, record_id: str, id_property: str | None) -> None:
    """``gdpr-delete``: gone for good; an e-mail nobody has is blocked from then on. Raises `ApiError`."""
    if id_property is None:
        record = account.tables[kind.plural].find(record_id)
        if record is None:
            raise missing_record(record_id)
        email = record.values().get("email")
    else:
        email = record_id.lower()
        holder = account.tables[kind.plural].unique.get(id_property, {}).get(email)
        record = account.tables[kind.plural].records.get(holder) if holder is not None else None
        record = record or newest_archived(account, kind, id_property, email)
    if record is not None:
        purge(account, kind, record)
    elif email:
        account.blocked_emails.add(email)
