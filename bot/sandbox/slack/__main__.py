"""`python -m bot.sandbox.slack`: the stand-in workspace in a process of its own."""

from bot.sandbox.standalone import serve_slack

if __name__ == "__main__":
    serve_slack()
