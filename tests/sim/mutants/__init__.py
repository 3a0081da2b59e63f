"""The mutation gate: the simulator has to notice each of these one-line breakages of crmdesk, and to name what they break.

``make mutants`` tells seeds over each broken crmdesk until one of them fails an invariant; a crash is no answer. The seed
that was quickest once is kept in ``kills.txt`` and told first.
"""
