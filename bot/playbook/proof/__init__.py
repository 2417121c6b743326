"""The proof of a playbook: one case of it, explored through the same `decide` that production runs.

`worlds` says where a case may begin, `moves` what may happen to it, `canonical` which states are the same, `explorer`
goes through them breadth first, `properties` judges every transition, `verdicts` the whole graph; a `story` tells the
shortest way to a violation and runs again. docs/proof.md and ADR 11 say what is exact and what is a bound.
"""
