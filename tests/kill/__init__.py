"""Real processes that die: SIGKILL at moments of every stage of a run, and nothing is lost and nothing is there twice.

Each process is the program itself over a profile on disk, forked from one that has loaded it (``victim``); ``stages`` makes it
kill itself at a named moment. ``work`` is what is typed before each death, ``vendors`` reads what became of it through the
vendor's own API and knows nothing of the engine. ``make kill-test`` runs a hundred moments, the ordinary suite ten.
"""
