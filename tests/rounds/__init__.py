"""Random histories over the real providers of all five vendors, the real engine and store, and real sockets to the sandbox.

What the simulator (``tests/sim``) tells over its own vendors, this tells over those that people sign in to: a colleague works in
each account (``colleague.py``), a person works here (``person.py``), things go wrong (``provoked.py``), runs go to and fro. In
the end everybody rests, and what has to hold then is looked at (``holding.py``): each row is read back and compared with
what the engine believes, the doctor finds nothing, an idle run sends nothing, and no value that a colleague typed is lost.

Everything that is chosen follows from the seed, and so do ids and the time, which passes only when it is looked at or waited for
(``clock.py``). What does not follow from it: which of several accounts is quicker where all are run at once, at which
millisecond a request arrives, since the sandbox serves it on a thread of its own, and what the rings of TLS and OAuth draw. So a
seed tells the same steps again, and nearly always the same ending.
"""
