"""The vendors' HTTP APIs on loopback: the demo's back end, the test environment and the benchmark's server."""
