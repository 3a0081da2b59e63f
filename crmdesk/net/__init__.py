"""The HTTP client: transport, retries, budgets, traffic records. The one package that imports httpx."""
