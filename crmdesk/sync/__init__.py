"""The sync engine: brings the replica and the accounts together without losing anything either side wrote.

A run of one connection is a sequence of stages; each is one or more short transactions, none is held over the network, and
each can be entered again after a crash, a cancel or a power cut:

0  recover    every send whose outcome is unknown is resolved by reading, before anything else touches its row
1  describe   which objects and properties the account has (once a day, or when a property turns out to be gone); done as the
              account is opened, before the run begins
2  pull       pages of the feeds are taken together with their cursor; rows equal to what was seen last are dropped
3  identify   a row's link, or the record it belongs to (merged ids, crmdesk's key, a send of ours, somebody who is here
              already), or a new record
4  reconcile  ``plan.py``, pure: what becomes of each field, over all links of the record
5  apply      records, bases, ledger, conflicts and inbox, in one transaction a chunk
6  verify     what is about to be written is read again; what moved goes back to 4
7  send       intents are written, the request goes out, every item's answer is recorded before anything else is decided
8  confirm    the base becomes (the value that was sent, the vendor's answer)
   look       what that has replaced, from the histories that vendors keep; then a piece of a sweep over all ids
9  close      counts, the journal, the report

The base is a pair per link and field: what we held and what they held when both last agreed. Changed here is "local differs
from ours", changed there is "theirs differs from theirs": a vendor that rewrites what it is given is never a change.

Numbers like 2.5 are sections of the design, the page ``sync.md``; ``docs/sync.md`` tells how the engine works,
``docs/sync-rules.md`` its finer rules, ``docs/invariants.md`` what I1, L1 and so on stand for.
"""
