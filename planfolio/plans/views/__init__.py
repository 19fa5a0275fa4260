"""The pages of plans: read, answer, move, and go back to where one was."""
