"""`python -m callcoach`: the command line."""

from callcoach.cli import main

if __name__ == "__main__":
    main()
