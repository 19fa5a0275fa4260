"""Other people: who is let in to what, and the mentors, supervisors and colleagues who support somebody's learning."""
