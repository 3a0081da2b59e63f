"""The words of the command line: what its help says, and what argparse says of a line that it does not understand.

Argparse translates its own words with gettext under the same texts (Python, argparse); where those change, a test tells.
"""

from __future__ import annotations

from crmdesk.ui.marked import QT_TRANSLATE_NOOP

HELP = (
    QT_TRANSLATE_NOOP("Help", "An offline-first CRM desk: every account on this computer, in step."),
    QT_TRANSLATE_NOOP("Help", "usage: "),
    QT_TRANSLATE_NOOP("Help", "positional arguments"),
    QT_TRANSLATE_NOOP("Help", "options"),
    QT_TRANSLATE_NOOP("Help", "commands"),
    QT_TRANSLATE_NOOP("Help", "show this help message and exit"),
    QT_TRANSLATE_NOOP("Help", "show program's version number and exit"),
    QT_TRANSLATE_NOOP("Help", "an isolated profile: database, logs, settings, key"),
    QT_TRANSLATE_NOOP("Help", "an isolated profile in this folder"),
    QT_TRANSLATE_NOOP("Help", "try crmdesk with made-up data: nothing leaves this computer"),
    QT_TRANSLATE_NOOP("Help", "serve the vendors' APIs on this computer, with made-up data"),
    QT_TRANSLATE_NOOP("Help", "sign in to an account"),
    QT_TRANSLATE_NOOP("Help", "switch sending of an account on or off"),
    QT_TRANSLATE_NOOP("Help", "what a deletion at an account means here"),
    QT_TRANSLATE_NOOP(
        "Help",
        "It is about records that nobody changed here and no other account has. You are always asked about those that "
        "were changed here, and uncommonly many deletions wait for a review first.",
    ),
    QT_TRANSLATE_NOOP(
        "Help",
        "trash: the record goes to the trash here too; keep: it stays here, and is not made anew there; ask: you are asked "
        "(default: only show what counts)",
    ),
    QT_TRANSLATE_NOOP("Help", "how often an account is synchronised while crmdesk is open"),
    QT_TRANSLATE_NOOP("Help", "minutes, from 1 to 1440 (default: only show what counts)"),
    QT_TRANSLATE_NOOP("Help", "sign an account out and forget it"),
    QT_TRANSLATE_NOOP("Help", "run once, then exit"),
    QT_TRANSLATE_NOOP("Help", "show accounts, last runs, what is pending, conflicts, problems and reviews"),
    QT_TRANSLATE_NOOP("Help", "exchange nothing with an account until it is resumed"),
    QT_TRANSLATE_NOOP("Help", "go on with a paused account"),
    QT_TRANSLATE_NOOP("Help", "list records"),
    QT_TRANSLATE_NOOP("Help", "ask the accounts who has an e-mail address or a phone number"),
    QT_TRANSLATE_NOOP("Help", "an e-mail address or a phone number"),
    QT_TRANSLATE_NOOP("Help", "change fields of a record"),
    QT_TRANSLATE_NOOP("Help", "make a record"),
    QT_TRANSLATE_NOOP("Help", "move a record to the trash; its counterparts are deleted with the next run"),
    QT_TRANSLATE_NOOP("Help", "bring a record back from the trash"),
    QT_TRANSLATE_NOOP("Help", "list open conflicts"),
    QT_TRANSLATE_NOOP("Help", "decide a conflict, or every conflict of a record"),
    QT_TRANSLATE_NOOP("Help", "what answers conflicts before you are asked"),
    QT_TRANSLATE_NOOP("Help", "what was asked of the accounts in the last 30 days, in numbers"),
    QT_TRANSLATE_NOOP("Help", "one account (default: all)"),
    QT_TRANSLATE_NOOP(
        "Help",
        "of a record that was deleted in the account: computer makes it anew there, account agrees to the "
        "deletion, unlinked keeps it on this computer only",
    ),
    QT_TRANSLATE_NOOP("Help", "list the policies"),
    QT_TRANSLATE_NOOP("Help", "answer the conflicts of a scope; a policy with the same scope is replaced"),
    QT_TRANSLATE_NOOP("Help", "show what a policy would decide, without setting it"),
    QT_TRANSLATE_NOOP("Help", "remove the policy with exactly this scope; what it has decided stays"),
    QT_TRANSLATE_NOOP("Help", "list what policies decided in the last 90 days; “undo --change” takes one back"),
    QT_TRANSLATE_NOOP(
        "Help",
        "ask: a person; newest: written last, where both moments are known; computer, account: that side; prefer: one "
        "account; filled: never blank a value; longest, union, merge: of texts; max, min: of numbers, amounts and dates",
    ),
    QT_TRANSLATE_NOOP("Help", "the account that “prefer” means"),
    QT_TRANSLATE_NOOP(
        "Help",
        "also answer what is otherwise always asked: existence (deleted on one side, changed on the other), "
        "amount (more than 10000), owner",
    ),
    QT_TRANSLATE_NOOP("Help", "count until this day begins (UTC), as 2026-12-31"),
    QT_TRANSLATE_NOOP("Help", "keep it, switched off"),
    QT_TRANSLATE_NOOP("Help", "this record only"),
    QT_TRANSLATE_NOOP("Help", "only conflicts in which no other account has a part"),
    QT_TRANSLATE_NOOP("Help", "list the newest 100 notices: good to know, nothing to decide"),
    QT_TRANSLATE_NOOP("Help", "take over here what an account stored instead of what it was sent"),
    QT_TRANSLATE_NOOP("Help", "the record, as “notices” lists it"),
    QT_TRANSLATE_NOOP("Help", "what this account stored"),
    QT_TRANSLATE_NOOP("Help", "list the last 100 synchronisations"),
    QT_TRANSLATE_NOOP("Help", "take back what a synchronisation did here, or one change"),
    QT_TRANSLATE_NOOP("Help", "the synchronisation, as “runs” lists it"),
    QT_TRANSLATE_NOOP("Help", "a change, as commands name it with --json"),
    QT_TRANSLATE_NOOP("Help", "with --run: only show what would be taken back"),
    QT_TRANSLATE_NOOP("Help", "list uncommon changes that wait for a decision"),
    QT_TRANSLATE_NOOP("Help", "look at uncommon changes, and decide what is to be done with them"),
    QT_TRANSLATE_NOOP("Help", "list records of different accounts that may be the same"),
    QT_TRANSLATE_NOOP("Help", "unite two records that are the same"),
    QT_TRANSLATE_NOOP("Help", "separate a record that is two: give an account's rows a record of their own"),
    QT_TRANSLATE_NOOP("Help", "keep two records apart: do not list them as duplicates any more"),
    QT_TRANSLATE_NOOP("Help", "show where an account keeps each field, and choose otherwise"),
    QT_TRANSLATE_NOOP("Help", "this kind only"),
    QT_TRANSLATE_NOOP("Help", "write the choices to a JSON file"),
    QT_TRANSLATE_NOOP("Help", "FILE.json"),
    QT_TRANSLATE_NOOP("Help", "take the choices of a file instead; every mistake is told with its place"),
    QT_TRANSLATE_NOOP("Help", "list every version of the choices"),
    QT_TRANSLATE_NOOP("Help", "take an earlier version again; 0: as crmdesk does it by itself"),
    QT_TRANSLATE_NOOP("Help", "the number of the version"),
    QT_TRANSLATE_NOOP("Help", "choose for one field"),
    QT_TRANSLATE_NOOP("Help", "make a custom field for a property, and map it"),
    QT_TRANSLATE_NOOP("Help", "the account's table, as “mapping NAME” lists it"),
    QT_TRANSLATE_NOOP("Help", "the field's name"),
    QT_TRANSLATE_NOOP("Help", "keep it in this property of the account"),
    QT_TRANSLATE_NOOP("Help", "which way values travel"),
    QT_TRANSLATE_NOOP("Help", "the account's word for one of ours (repeatable; all pairs are given anew)"),
    QT_TRANSLATE_NOOP("Help", "a blank on one side leaves the other side alone"),
    QT_TRANSLATE_NOOP("Help", "the account's property"),
    QT_TRANSLATE_NOOP("Help", "what it is called here (default: as there)"),
    QT_TRANSLATE_NOOP("Help", "the record that stays"),
    QT_TRANSLATE_NOOP("Help", "the record that becomes part of it"),
    QT_TRANSLATE_NOOP("Help", "the record's id"),
    QT_TRANSLATE_NOOP("Help", "one record"),
    QT_TRANSLATE_NOOP("Help", "the other one"),
    QT_TRANSLATE_NOOP("Help", "make or change records from a CSV or XLSX file"),
    QT_TRANSLATE_NOOP("Help", "write all records of a kind to a CSV or XLSX file"),
    QT_TRANSLATE_NOOP("Help", "check the data of the profile against its own rules"),
    QT_TRANSLATE_NOOP("Help", "check that this program works on this computer"),
    QT_TRANSLATE_NOOP(
        "Help",
        "put the newest backup in the place of a damaged or missing database, which is kept beside it",
    ),
    QT_TRANSLATE_NOOP("Help", "run the whole job without a window and report it"),
    QT_TRANSLATE_NOOP("Help", "contacts to make up (default: 600)"),
    QT_TRANSLATE_NOOP("Help", "with --headless: leave pictures of the main screens in this folder"),
    QT_TRANSLATE_NOOP("Help", "with --headless: end with one JSON document"),
    QT_TRANSLATE_NOOP("Help", "of the window"),
    QT_TRANSLATE_NOOP("Help", "of the control endpoint; the vendors follow (default: any free ones)"),
    QT_TRANSLATE_NOOP("Help", "serve only these (default: all of them)"),
    QT_TRANSLATE_NOOP("Help", "the same seed gives the same data"),
    QT_TRANSLATE_NOOP("Help", "accept only this redirect address (repeatable)"),
    QT_TRANSLATE_NOOP("Help", "one line of JSON, then serve"),
    QT_TRANSLATE_NOOP("Help", "stop as soon as standard input is closed"),
    QT_TRANSLATE_NOOP("Help", "the vendor"),
    QT_TRANSLATE_NOOP("Help", "what the account is called here (default: the vendor)"),
    QT_TRANSLATE_NOOP(
        "Help",
        "the agency's application; its secret comes from CRMDESK_CLIENT_SECRET or a prompt (default, with "
        "the --name of an account that there is: the same as before)",
    ),
    QT_TRANSLATE_NOOP("Help", "google_sheets: address or id of the spreadsheet (default: a new one)"),
    QT_TRANSLATE_NOOP(
        "Help",
        "where the account lives: a data centre of Zoho's (zoho.eu, zoho.com, zoho.in ...); at Salesforce test.salesforce.com "
        "or your My Domain (default: zoho.eu, login.salesforce.com)",
    ),
    QT_TRANSLATE_NOOP("Help", "one address in place of all of the vendor's hosts"),
    QT_TRANSLATE_NOOP("Help", "one more certificate authority to trust (PEM)"),
    QT_TRANSLATE_NOOP("Help", "read all of this from a crmdesk sandbox; implies --send"),
    QT_TRANSLATE_NOOP("Help", "sign in with a personal token (CRMDESK_TOKEN or a prompt)"),
    QT_TRANSLATE_NOOP("Help", "switch sending on at once"),
    QT_TRANSLATE_NOOP(
        "Help",
        "where people of the account are here already, take nothing in before you have answered: sync then shows what would be "
        "linked, and the command that answers (default: accept)",
    ),
    QT_TRANSLATE_NOOP(
        "Help",
        "hubspot, pipedrive: the life-cycle stages, or the labels of persons, that count as leads; whoever has none does "
        "(default: as crmdesk counts, or as was chosen before)",
    ),
    QT_TRANSLATE_NOOP("Help", "create crmdesk's fields there (the administrator's consent)"),
    QT_TRANSLATE_NOOP("Help", "print the address instead of opening it"),
    QT_TRANSLATE_NOOP("Help", "one JSON document a line: first the address, last the account"),
    QT_TRANSLATE_NOOP("Help", "keep its records on this computer"),
    QT_TRANSLATE_NOOP("Help", "even where changes were never sent or conflicts never decided"),
    QT_TRANSLATE_NOOP(
        "Help",
        "Exit status 0: every account was brought in step. 1: a run failed, or an account is left with a "
        "problem (something that could not be read, a record that was refused); each is printed.",
    ),
    QT_TRANSLATE_NOOP("Help", "this account only (default: all)"),
    QT_TRANSLATE_NOOP("Help", "one JSON document"),
    QT_TRANSLATE_NOOP("Help", "the account"),
    QT_TRANSLATE_NOOP("Help", "words, part of an e-mail or of a phone number"),
    QT_TRANSLATE_NOOP("Help", "only records with this value"),
    QT_TRANSLATE_NOOP("Help", "records at most (default: 50)"),
    QT_TRANSLATE_NOOP("Help", "empty: clear it"),
    QT_TRANSLATE_NOOP("Help", "a conflict's id, or a record's"),
    QT_TRANSLATE_NOOP("Help", "this field only"),
    QT_TRANSLATE_NOOP(
        "Help", "only what this account contests; with account: its value, where several hold another one"
    ),
    QT_TRANSLATE_NOOP("Help", "decide only what is still as “conflicts --json” gave it (shown)"),
    QT_TRANSLATE_NOOP("Help", "the review's id"),
    QT_TRANSLATE_NOOP(
        "Help",
        "apply: it is right; revert: the account gets again what is here, deletions made here are taken "
        "back; unlink: both sides stay as they are, apart; stop: pause the account; without: only look. Of a first sync: apply: "
        "link who is here already; unlink: take all in as new",
    ),
    QT_TRANSLATE_NOOP("Help", "decide only what is still as “reviews --json” gave it (shown)"),
    QT_TRANSLATE_NOOP("Help", "write the counts into this file as well"),
    QT_TRANSLATE_NOOP("Help", "header: field names, or their words in French or English; an id changes that record"),
    QT_TRANSLATE_NOOP("Help", "check every row and count, but change nothing"),
    QT_TRANSLATE_NOOP("Help", "FILE.csv or FILE.xlsx"),
    QT_TRANSLATE_NOOP("Help", "begin with an empty database instead"),
)
"""What the help says, argparse's own titles included."""

NAMES = (
    QT_TRANSLATE_NOOP("Help", "COMMAND"),
    QT_TRANSLATE_NOOP("Help", "DIR"),
    QT_TRANSLATE_NOOP("Help", "NAME"),
    QT_TRANSLATE_NOOP("Help", "NAME,NAME"),
    QT_TRANSLATE_NOOP("Help", "CONTROL_URL"),
    QT_TRANSLATE_NOOP("Help", "TEXT"),
    QT_TRANSLATE_NOOP("Help", "FIELD=VALUE"),
    QT_TRANSLATE_NOOP("Help", "THEIRS=OURS"),
    QT_TRANSLATE_NOOP("Help", "N"),
    QT_TRANSLATE_NOOP("Help", "URL"),
    QT_TRANSLATE_NOOP("Help", "FILE"),
    QT_TRANSLATE_NOOP("Help", "HOST"),
    QT_TRANSLATE_NOOP("Help", "ID"),
    QT_TRANSLATE_NOOP("Help", "DAY"),
    QT_TRANSLATE_NOOP("Help", "field"),
    QT_TRANSLATE_NOOP("Help", "file"),
    QT_TRANSLATE_NOOP("Help", "id"),
    QT_TRANSLATE_NOOP("Help", "name"),
    QT_TRANSLATE_NOOP("Help", "address"),
    QT_TRANSLATE_NOOP("Help", "object"),
    QT_TRANSLATE_NOOP("Help", "property"),
)
"""What stands for a value in the help."""

ABOUT = QT_TRANSLATE_NOOP("Help", "argument %(argument_name)s: %(message)s")
LEFT_OVER = QT_TRANSLATE_NOOP("Help", "unrecognized arguments: %s")
REQUIRED = QT_TRANSLATE_NOOP("Help", "the following arguments are required: %s")

COMPLAINTS = (
    QT_TRANSLATE_NOOP("Help", "%(prog)s: error: %(message)s"),
    ABOUT,
    LEFT_OVER,
    QT_TRANSLATE_NOOP("Help", "not allowed with argument %s"),
    QT_TRANSLATE_NOOP("Help", "ignored explicit argument %r"),
    REQUIRED,
    QT_TRANSLATE_NOOP("Help", "one of the arguments %s is required"),
    QT_TRANSLATE_NOOP("Help", "expected one argument"),
    QT_TRANSLATE_NOOP("Help", "expected at most one argument"),
    QT_TRANSLATE_NOOP("Help", "expected at least one argument"),
    QT_TRANSLATE_NOOP("Help", "expected %s argument"),
    QT_TRANSLATE_NOOP("Help", "expected %s arguments"),
    QT_TRANSLATE_NOOP("Help", "ambiguous option: %(option)s could match %(matches)s"),
    QT_TRANSLATE_NOOP("Help", "unknown parser %(parser_name)r (choices: %(choices)s)"),
    QT_TRANSLATE_NOOP("Help", "invalid %(type)s value: %(value)r"),
    QT_TRANSLATE_NOOP("Help", "invalid choice: %(value)r (choose from %(choices)s)"),
)
"""What argparse says of a command line that it does not understand."""
