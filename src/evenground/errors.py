"""The errors people may meet: each says in one plain sentence what is so and what to do."""


class EvengroundError(Exception):
    """An error whose text can be shown as it is; `exit_code` is what the command line ends with."""

    exit_code = 3


class InputError(EvengroundError):
    """What was given cannot be used as it is: a file, an answer, a setting."""

    exit_code = 1


class NotFound(InputError):  # noqa: N818 (reads as what it says: nothing is there)
    """There is nothing under this code, id or name."""


class Refused(InputError):  # noqa: N818
    """The key or token does not open this, or the moment for it has passed."""


class UsageError(EvengroundError):
    """The command was written in a way it does not know."""

    exit_code = 2


class OutsideError(EvengroundError):
    """Something outside Even Ground failed: a disk, a database, another program."""

    exit_code = 3
