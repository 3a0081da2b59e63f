"""The vendors' HTTP APIs on loopback: the demo's back end, the test environment and the benchmark's server.

What it is
    Each vendor is an account with an API over it, as the vendor's fact sheet describes it: sign-in page, tokens, paging,
    search, limits, error bodies, deletions, merges. The same requests get the same answers over real sockets
    (``serve.running``, ``serve.run``) and in process on virtual time (``world.World``). Time comes from one clock, chance
    from one ``random.Random`` per vendor; nothing else is random, so that a simulation can be repeated. What is served is
    taken from the fact sheets, not from what crmdesk asks: text search and identity tokens are for other clients alone.

How it is built
    serve       ports, TLS, the thread, the command
    probe       the health check of a container that serves
    world       all vendors over one clock, with the control endpoint; needs no sockets
    control     the endpoint through which tests and the demo act as a colleague, an administrator, a bad network
    asgi        one vendor as an ASGI application: faults, counted calls, dropped connections
    faults      what can go wrong, for which requests, how many times
    traits      the vendor's named switches: it starts kind, each harsher behaviour is one trait
    messages    `Request` and `Reply`: all that a vendor sees of HTTP
    routing     path templates
    consent     the page on which a person allows or refuses access
    signin      what every sign-in asks, and where it may lead back
    seed        the demo agency's people in no vendor's words; french: the words; own_fields: what the agency keeps besides
    vendor      the protocol that a vendor fulfils; frame: what the vendors have in common
    hubspot/ …  the vendors; ``docs/new-provider.md`` is the way to a sixth

How to add a vendor
    1. Make a package ``sandbox/<vendor>/`` with a class over `crmdesk.sandbox.frame.VendorFrame`. It is plain
       synchronous code: ``handle`` gets a `Request` and gives a `Reply`. It takes the `VendorClock` and a
       ``random.Random``, and reads no other clock and no other source of chance; it iterates over no set whose order shows.
    2. Write its switches as one table of `Trait` (see ``hubspot/traits.py``): every harsher behaviour of the fact sheet, and
       the second reading of every point marked "(unverified)". Defaults are the kind ones.
    3. Map `seed.people` and `own_fields` to its objects, so that all accounts of one sandbox hold the same people.
    4. Write through the control endpoint with a person's mark, through the API with the app's mark, where it tells them
       apart.
    5. Add it to ``world.VENDORS``. Ports, TLS, faults, counts and the directory come by themselves.
    6. Test it with the vendor's own or best-known client library over real sockets, and with raw HTTP for what that library
       hides.
"""
