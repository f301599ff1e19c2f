"""The model zoo: networks and their exports (models), leaving weights out (weightless), the table (catalogue)."""
