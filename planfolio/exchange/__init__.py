"""Plans that people already have come in: a file, a look at what it says, and one step to keep it or leave it."""
