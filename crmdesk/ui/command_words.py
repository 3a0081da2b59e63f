"""What the commands say (``crmdesk/commands/texts.py``), Qt not needed. Pairs are for one and for several.

The words of the demonstration and of the self-test are in ``trial_words``.
"""

from __future__ import annotations

from crmdesk.domain.deletions import Deletions
from crmdesk.domain.values import FieldType
from crmdesk.ui.marked import QT_TRANSLATE_NOOP

COMMANDS = (
    QT_TRANSLATE_NOOP("Command", "{label}: {text}"),
    # what is wrong with an argument, and prompts
    QT_TRANSLATE_NOOP("Command", "not a text in this terminal's encoding"),
    QT_TRANSLATE_NOOP("Command", "a whole number from 0 on is expected, not “{given}”"),
    QT_TRANSLATE_NOOP("Command", "minutes from 1 to 1440 are expected, not “{given}”"),
    QT_TRANSLATE_NOOP("Command", "a port up to {last} is expected, not {given}"),
    QT_TRANSLATE_NOOP("Command", "Passphrase: "),
    QT_TRANSLATE_NOOP("Command", "Passphrase (again): "),
    QT_TRANSLATE_NOOP("Command", "Token: "),
    QT_TRANSLATE_NOOP("Command", "Client secret: "),
    # titles of columns
    QT_TRANSLATE_NOOP("Command", "id"),
    QT_TRANSLATE_NOOP("Command", "name"),
    QT_TRANSLATE_NOOP("Command", "record"),
    QT_TRANSLATE_NOOP("Command", "field"),
    QT_TRANSLATE_NOOP("Command", "account"),
    QT_TRANSLATE_NOOP("Command", "accounts"),
    QT_TRANSLATE_NOOP("Command", "pipeline"),
    QT_TRANSLATE_NOOP("Command", "organisation"),
    QT_TRANSLATE_NOOP("Command", "state"),
    QT_TRANSLATE_NOOP("Command", "sending"),
    QT_TRANSLATE_NOOP("Command", "last success"),
    QT_TRANSLATE_NOOP("Command", "on this computer"),
    QT_TRANSLATE_NOOP("Command", "{value} (replaced: {told})"),
    QT_TRANSLATE_NOOP("Command", "{value} (replaced)"),
    QT_TRANSLATE_NOOP("Command", "there"),
    QT_TRANSLATE_NOOP("Command", "time"),
    QT_TRANSLATE_NOOP("Command", "good to know"),
    QT_TRANSLATE_NOOP("Command", "command"),
    QT_TRANSLATE_NOOP("Command", "No notices."),
    QT_TRANSLATE_NOOP("Command", "{field}: {value}, as in {account}."),
    QT_TRANSLATE_NOOP("Command", "because of the"),
    QT_TRANSLATE_NOOP("Command", "not mapped"),
    QT_TRANSLATE_NOOP("Command", "label"),
    QT_TRANSLATE_NOOP("Command", "type"),
    QT_TRANSLATE_NOOP("Command", "suggested"),
    QT_TRANSLATE_NOOP("Command", "required"),
    QT_TRANSLATE_NOOP("Command", "version"),
    QT_TRANSLATE_NOOP("Command", "made"),
    # records
    QT_TRANSLATE_NOOP("Command", "conflict"),
    QT_TRANSLATE_NOOP("Command", "problem"),
    QT_TRANSLATE_NOOP("Command", "pending"),
    QT_TRANSLATE_NOOP("Command", "records"),
    QT_TRANSLATE_NOOP("Command", "present"),
    QT_TRANSLATE_NOOP("Command", "deleted"),
    # accounts and runs
    QT_TRANSLATE_NOOP("Command", "{account}: signed in to {organisation}"),
    QT_TRANSLATE_NOOP(
        "Command",
        "scopes that the application lacks, see docs/vendors; what they cover is neither read nor sent: {scopes}",
    ),
    QT_TRANSLATE_NOOP("Command", "fields that an administrator makes by hand, see docs/vendors: {fields}"),
    QT_TRANSLATE_NOOP(
        "Command",
        "fields that the account lacks, and --create-fields makes there; what is typed into them stays here: {fields}",
    ),
    QT_TRANSLATE_NOOP(
        "Command",
        "columns that the sheet lacks, and --create-fields makes there; without _crmdesk_id nothing is read and nothing is "
        "sent: {fields}",
    ),
    QT_TRANSLATE_NOOP("Command", "the account does not say its currency: its amounts are taken for {currency}"),
    QT_TRANSLATE_NOOP("Command", "{account}: sending is on"),
    QT_TRANSLATE_NOOP("Command", "request"),
    QT_TRANSLATE_NOOP("Command", "calls"),
    QT_TRANSLATE_NOOP("Command", "bytes sent"),
    QT_TRANSLATE_NOOP("Command", "bytes received"),
    QT_TRANSLATE_NOOP("Command", "refusals"),
    QT_TRANSLATE_NOOP("Command", "retries"),
    QT_TRANSLATE_NOOP("Command", "renewals asked for"),
    QT_TRANSLATE_NOOP("Command", "nothing was asked of any account in the last 30 days"),
    QT_TRANSLATE_NOOP("Command", "left of the day’s quota: {left} of {limit}"),
    QT_TRANSLATE_NOOP("Command", "{account}: sending is off"),
    QT_TRANSLATE_NOOP("Command", "{account}: synchronised every minute"),
    QT_TRANSLATE_NOOP("Command", "{account}: synchronised every {n} minutes"),
    QT_TRANSLATE_NOOP("Command", "{account}: signed out"),
    QT_TRANSLATE_NOOP("Command", "{n} change was never sent to it and will not be"),
    QT_TRANSLATE_NOOP("Command", "{n} changes were never sent to it and will not be"),
    QT_TRANSLATE_NOOP("Command", "{n} record deleted here stays in the account"),
    QT_TRANSLATE_NOOP("Command", "{n} records deleted here stay in the account"),
    QT_TRANSLATE_NOOP("Command", "on"),
    QT_TRANSLATE_NOOP("Command", "off"),
    QT_TRANSLATE_NOOP("Command", "failed"),
    QT_TRANSLATE_NOOP("Command", "{account}: {outcome} ({counts}; {seconds} s)"),
    QT_TRANSLATE_NOOP("Command", "nothing to do"),
    QT_TRANSLATE_NOOP("Command", "no account to synchronise: crmdesk connect VENDOR signs in to one"),
    # conflicts and duplicates
    QT_TRANSLATE_NOOP("Command", "Nothing to decide. Both sides agree."),
    QT_TRANSLATE_NOOP("Command", "{n} conflict decided"),
    QT_TRANSLATE_NOOP("Command", "{n} conflicts decided"),
    QT_TRANSLATE_NOOP("Command", "{record}: one record now"),
    QT_TRANSLATE_NOOP("Command", "{record}: a record of its own"),
    QT_TRANSLATE_NOOP("Command", "two records, no longer listed as duplicates"),
    # field mappings
    QT_TRANSLATE_NOOP("Command", "version {version} is in force"),
    QT_TRANSLATE_NOOP("Command", "written: {file}"),
    # what accounts know
    QT_TRANSLATE_NOOP("Command", "id there"),
    QT_TRANSLATE_NOOP("Command", "not here"),
    QT_TRANSLATE_NOOP("Command", "no account has it"),
    QT_TRANSLATE_NOOP("Command", "called alike: {fields} (“mapping set” keeps one of them in that property)"),
    # files
    QT_TRANSLATE_NOOP("Command", "row {number}"),
    QT_TRANSLATE_NOOP("Command", "{n} row"),
    QT_TRANSLATE_NOOP("Command", "{n} rows"),
    QT_TRANSLATE_NOOP("Command", "columns left out"),
    QT_TRANSLATE_NOOP("Command", "Nothing was changed: --dry-run."),
    QT_TRANSLATE_NOOP("Command", "{n} record written: {file}"),
    QT_TRANSLATE_NOOP("Command", "{n} records written: {file}"),
    # going on from a backup
    QT_TRANSLATE_NOOP("Command", "backup of {moment} put in its place"),
    QT_TRANSLATE_NOOP("Command", "an empty database put in its place"),
    QT_TRANSLATE_NOOP("Command", "set aside: {folder}"),
    QT_TRANSLATE_NOOP("Command", "{n} record worked on here since that backup"),
    QT_TRANSLATE_NOOP("Command", "{n} records worked on here since that backup"),
    QT_TRANSLATE_NOOP("Command", "The old file could not be read to its end: there may be more."),
    QT_TRANSLATE_NOOP("Command", "What was worked on here since that backup is not known."),
    # the doctor
    QT_TRANSLATE_NOOP(
        "Command",
        "{account}: {n} change of the last {days} days was not announced by the vendor, and was found by comparing all rows "
        "(last: {moment}).",
    ),
    QT_TRANSLATE_NOOP(
        "Command",
        "{account}: {n} changes of the last {days} days were not announced by the vendor, and were found by comparing all "
        "rows (last: {moment}).",
    ),
    QT_TRANSLATE_NOOP(
        "Command", "They are here now. Such a change arrives up to a day late; “crmdesk runs” tells in which runs."
    ),
    QT_TRANSLATE_NOOP("Command", "{n} picture in {folder}"),
    QT_TRANSLATE_NOOP("Command", "{n} pictures in {folder}"),
    QT_TRANSLATE_NOOP("Command", "{n} conflict waits for your answer: crmdesk conflicts"),
    QT_TRANSLATE_NOOP("Command", "{n} conflicts wait for your answer: crmdesk conflicts"),
    QT_TRANSLATE_NOOP("Command", "{n} review waits for your answer: crmdesk reviews"),
    QT_TRANSLATE_NOOP("Command", "{n} reviews wait for your answer: crmdesk reviews"),
)
"""Texts that stand where they are said."""

PAUSED = QT_TRANSLATE_NOOP("Command", "{account} is paused: nothing is exchanged with it. To go on: {command}")
RESUMED = QT_TRANSLATE_NOOP("Command", "{account} goes on with the next synchronisation.")
NOT_PAUSED = QT_TRANSLATE_NOOP("Command", "{account} was not paused.")
TOO_EARLY = QT_TRANSLATE_NOOP(
    "Command", "{account} was read, and nothing is taken in before another account is here: synchronise once more."
)

OUTCOMES = {
    "done": QT_TRANSLATE_NOOP("Command", "up to date"),
    "cancelled": QT_TRANSLATE_NOOP("Command", "cancelled"),
    "failed": QT_TRANSLATE_NOOP("Command", "failed"),
    "busy": QT_TRANSLATE_NOOP("Command", "another program is synchronising it"),
    "running": QT_TRANSLATE_NOOP("Command", "still going on"),
    "interrupted": QT_TRANSLATE_NOOP("Command", "interrupted"),
}
"""How a run ended, or whether it has."""

UNSENT = QT_TRANSLATE_NOOP("Command", "not all of it was sent")
"""How a run ended after which changes are still pending."""

STILL_HERE = {
    "decision": (
        QT_TRANSLATE_NOOP("Command", "{account}: {n} change waits for your decision. To see it: crmdesk conflicts"),
        QT_TRANSLATE_NOOP("Command", "{account}: {n} changes wait for your decision. To see them: crmdesk conflicts"),
    ),
    "problem": (
        QT_TRANSLATE_NOOP(
            "Command", "{account}: {n} change was refused, or failed; the problems that are listed say why."
        ),
        QT_TRANSLATE_NOOP(
            "Command", "{account}: {n} changes were refused, or failed; the problems that are listed say why."
        ),
    ),
    "review": (
        QT_TRANSLATE_NOOP(
            "Command",
            "{account}: {n} change waits until you have looked at a review. To see it: crmdesk reviews",
        ),
        QT_TRANSLATE_NOOP(
            "Command",
            "{account}: {n} changes wait until you have looked at a review. To see it: crmdesk reviews",
        ),
    ),
    "question": (
        QT_TRANSLATE_NOOP("Command", "{account}: {n} change waits for your answer about the first synchronisation."),
        QT_TRANSLATE_NOOP("Command", "{account}: {n} changes wait for your answer about the first synchronisation."),
    ),
    "arriving": (
        QT_TRANSLATE_NOOP("Command", "{account}: {n} change is sent after the first synchronisation."),
        QT_TRANSLATE_NOOP("Command", "{account}: {n} changes are sent after the first synchronisation."),
    ),
    "paused": (
        QT_TRANSLATE_NOOP("Command", "{account}: {n} change waits because the account is paused."),
        QT_TRANSLATE_NOOP("Command", "{account}: {n} changes wait because the account is paused."),
    ),
    "signed_out": (
        QT_TRANSLATE_NOOP("Command", "{account}: {n} change waits until you have signed in again."),
        QT_TRANSLATE_NOOP("Command", "{account}: {n} changes wait until you have signed in again."),
    ),
    "in_flight": (
        QT_TRANSLATE_NOOP(
            "Command",
            "{account}: {n} change was sent, and no answer came: the next synchronisation looks whether it arrived.",
        ),
        QT_TRANSLATE_NOOP(
            "Command",
            "{account}: {n} changes were sent, and no answer came: the next synchronisation looks whether they "
            "arrived.",
        ),
    ),
    "next": (
        QT_TRANSLATE_NOOP(
            "Command",
            "{account}: {n} change goes out with the next synchronisation: it came up during this one, or waits "
            "for another record.",
        ),
        QT_TRANSLATE_NOOP(
            "Command",
            "{account}: {n} changes go out with the next synchronisation: they came up during this one, or wait "
            "for other records.",
        ),
    ),
}
"""Why changes are still here after a run: what they wait for, and what helps."""

DELETIONS = {
    Deletions.TRASH: QT_TRANSLATE_NOOP("Command", "{account}: a record that is deleted there goes to the trash here."),
    Deletions.KEEP: QT_TRANSLATE_NOOP(
        "Command", "{account}: a record that is deleted there stays here, and is not made anew there."
    ),
    Deletions.ASK: QT_TRANSLATE_NOOP("Command", "{account}: you are asked about a record that is deleted there."),
}
"""What a deletion at an account means here."""

FIRST_SYNC_FOLLOWS = QT_TRANSLATE_NOOP("Command", "Nothing of it has come in yet. To take it in: {command}")

TO_TAKE_BACK = QT_TRANSLATE_NOOP("Command", "To take it back: crmdesk undo --change {change}")

UNKNOWN_YET = QT_TRANSLATE_NOOP("Command", "(not known here yet)")

IMPORT_STOPPED = QT_TRANSLATE_NOOP(
    "Command",
    "Stopped behind row {row}: nothing below it was taken. Import only the rest of the file: the rows above would be made twice.",
)

NO_NEWEST = QT_TRANSLATE_NOOP(
    "Command", "left open, as nobody can say which side is the newest: {fields}. Keep computer or account there."
)

STATES = {
    "active": QT_TRANSLATE_NOOP("Command", "active"),
    "paused": QT_TRANSLATE_NOOP("Command", "paused"),
    "sign_in": QT_TRANSLATE_NOOP("Command", "sign-in needed"),
}
"""The states of an account."""

REASONS = {
    "address": QT_TRANSLATE_NOOP("Command", "address"),
    "number": QT_TRANSLATE_NOOP("Command", "number"),
    "name": QT_TRANSLATE_NOOP("Command", "name"),
}
"""What speaks for two records being the same."""

COUNTS = {
    "pulled": (QT_TRANSLATE_NOOP("Command", "{n} row read"), QT_TRANSLATE_NOOP("Command", "{n} rows read")),
    "applied": (
        QT_TRANSLATE_NOOP("Command", "{n} row taken in"),
        QT_TRANSLATE_NOOP("Command", "{n} rows taken in"),
    ),
    "merged": (QT_TRANSLATE_NOOP("Command", "{n} record merged"), QT_TRANSLATE_NOOP("Command", "{n} records merged")),
    "conflicts_opened": (
        QT_TRANSLATE_NOOP("Command", "{n} new conflict"),
        QT_TRANSLATE_NOOP("Command", "{n} new conflicts"),
    ),
    "decided": (
        QT_TRANSLATE_NOOP("Command", "{n} conflict decided by policy"),
        QT_TRANSLATE_NOOP("Command", "{n} conflicts decided by policy"),
    ),
    "notices": (QT_TRANSLATE_NOOP("Command", "{n} notice"), QT_TRANSLATE_NOOP("Command", "{n} notices")),
    "pushed": (QT_TRANSLATE_NOOP("Command", "{n} change sent"), QT_TRANSLATE_NOOP("Command", "{n} changes sent")),
    "held": (QT_TRANSLATE_NOOP("Command", "{n} change not sent"), QT_TRANSLATE_NOOP("Command", "{n} changes not sent")),
    "deleted": (
        QT_TRANSLATE_NOOP("Command", "{n} record deleted"),
        QT_TRANSLATE_NOOP("Command", "{n} records deleted"),
    ),
    "calls": (QT_TRANSLATE_NOOP("Command", "{n} request"), QT_TRANSLATE_NOOP("Command", "{n} requests")),
    "problems": (QT_TRANSLATE_NOOP("Command", "{n} problem"), QT_TRANSLATE_NOOP("Command", "{n} problems")),
    "reviews": (QT_TRANSLATE_NOOP("Command", "{n} review"), QT_TRANSLATE_NOOP("Command", "{n} reviews")),
    "feed_misses": (
        QT_TRANSLATE_NOOP("Command", "{n} row that no feed told"),
        QT_TRANSLATE_NOOP("Command", "{n} rows that no feed told"),
    ),
}
"""What a run did, in the names of its counts."""

WAITING = {
    "pending": (
        QT_TRANSLATE_NOOP("Command", "{n} change pending"),
        QT_TRANSLATE_NOOP("Command", "{n} changes pending"),
    ),
    "conflicts": (QT_TRANSLATE_NOOP("Command", "{n} conflict"), QT_TRANSLATE_NOOP("Command", "{n} conflicts")),
    "problems": (QT_TRANSLATE_NOOP("Command", "{n} problem"), QT_TRANSLATE_NOOP("Command", "{n} problems")),
    "reviews": (QT_TRANSLATE_NOOP("Command", "{n} review"), QT_TRANSLATE_NOOP("Command", "{n} reviews")),
}
"""What waits for the next run or for a person."""

KINDS = {
    "lead": (QT_TRANSLATE_NOOP("Command", "{n} lead"), QT_TRANSLATE_NOOP("Command", "{n} leads")),
    "contact": (QT_TRANSLATE_NOOP("Command", "{n} contact"), QT_TRANSLATE_NOOP("Command", "{n} contacts")),
    "company": (QT_TRANSLATE_NOOP("Command", "{n} company"), QT_TRANSLATE_NOOP("Command", "{n} companies")),
    "deal": (QT_TRANSLATE_NOOP("Command", "{n} deal"), QT_TRANSLATE_NOOP("Command", "{n} deals")),
    "activity": (QT_TRANSLATE_NOOP("Command", "{n} activity"), QT_TRANSLATE_NOOP("Command", "{n} activities")),
    "note": (QT_TRANSLATE_NOOP("Command", "{n} note"), QT_TRANSLATE_NOOP("Command", "{n} notes")),
}
"""The kinds of records that are counted."""

FATES = {
    "created": (QT_TRANSLATE_NOOP("Command", "{n} record made"), QT_TRANSLATE_NOOP("Command", "{n} records made")),
    "updated": (
        QT_TRANSLATE_NOOP("Command", "{n} record changed"),
        QT_TRANSLATE_NOOP("Command", "{n} records changed"),
    ),
    "unchanged": (
        QT_TRANSLATE_NOOP("Command", "{n} record as it was"),
        QT_TRANSLATE_NOOP("Command", "{n} records as they were"),
    ),
    "failed": (QT_TRANSLATE_NOOP("Command", "{n} row not taken"), QT_TRANSLATE_NOOP("Command", "{n} rows not taken")),
}
"""What becomes of the rows of a file."""

TYPES = {
    FieldType.TEXT: QT_TRANSLATE_NOOP("Command", "text"),
    FieldType.LONG_TEXT: QT_TRANSLATE_NOOP("Command", "long text"),
    FieldType.INTEGER: QT_TRANSLATE_NOOP("Command", "whole number"),
    FieldType.DECIMAL: QT_TRANSLATE_NOOP("Command", "decimal number"),
    FieldType.MONEY: QT_TRANSLATE_NOOP("Command", "amount"),
    FieldType.BOOLEAN: QT_TRANSLATE_NOOP("Command", "yes or no"),
    FieldType.DATE: QT_TRANSLATE_NOOP("Command", "date"),
    FieldType.DATETIME: QT_TRANSLATE_NOOP("Command", "date and time"),
    FieldType.CHOICE: QT_TRANSLATE_NOOP("Command", "choice"),
    FieldType.TAGS: QT_TRANSLATE_NOOP("Command", "tags"),
    FieldType.EMAILS: QT_TRANSLATE_NOOP("Command", "e-mail addresses"),
    FieldType.PHONES: QT_TRANSLATE_NOOP("Command", "phone numbers"),
    FieldType.REFERENCE: QT_TRANSLATE_NOOP("Command", "record"),
    FieldType.REFERENCES: QT_TRANSLATE_NOOP("Command", "records"),
    FieldType.CONSENT: QT_TRANSLATE_NOOP("Command", "consent"),
}
"""The types of fields."""
