"""A simulator of the sync engine: random histories of people, accounts and mishaps, each a pure function of its seed.

The real engine runs over the real store and real providers (HubSpot's over the sandbox, without sockets). Time is virtual, and
chance comes from the seed alone. A checker of its own compares the database, read by SQL, and the accounts with what it was
told. ``make sim SEEDS=200 FIRST=1`` runs seeds; ``python -m tests.sim --seed 17 --verbose`` tells one as a story.
"""
