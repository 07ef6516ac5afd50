"""perfreport beside its peers: the same work, measured in fresh processes.

``python -m benchmarks`` runs everything; see ``contests.py`` for what is measured and
``engines/`` for who takes part.
"""
