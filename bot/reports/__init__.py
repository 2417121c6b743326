"""The registers: sixteen views of the one case log, for people who keep books. Pure builders over records."""
