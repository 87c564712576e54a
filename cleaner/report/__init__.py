"""What was done, for people: in the terminal and on a page."""
