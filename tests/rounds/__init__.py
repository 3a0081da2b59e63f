"""Random histories over the real providers of all five vendors, the real engine and store, and real sockets to the sandbox.

What the simulator (``tests/sim``) tells over its own vendors, this tells over those that people sign in to: a colleague works in
each account (``colleague.py``), a person works here (``person.py``), things go wrong (``provoked.py``), runs go to and fro. In
the end everybody rests, and what has to hold then is looked at (``holding.py``): each row is read back and compared with
what the engine believes, the doctor finds nothing, an idle run sends nothing, and no value that a colleague typed is lost.

Everything that is chosen follows from the seed, each step for itself, and the time passes only when it is looked at or
waited for (``clock.py``). What does not follow from it: how often the sandbox looks at the clock, since it serves on a thread of
its own, and so the last digits of times and ids; what the keys of rows, the tokens and the waits before a repetition draw;
and in rounds in which all accounts run at once, which of them is quicker. So a seed tells the same steps again, of other
records where the steps before had another ending.
"""
