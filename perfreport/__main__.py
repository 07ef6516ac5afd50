"""``python -m perfreport``."""

from perfreport.cli import main

main()
