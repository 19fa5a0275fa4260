"""The pages of supporting one another and of sharing."""
