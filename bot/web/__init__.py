"""ASGI: provider webhooks, the customer's page, health and metrics."""
