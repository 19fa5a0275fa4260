"""Answers that come by mail: to a question in its thread, to the mail a week into the journal.

A letter that can be answered bears a reply address (`addresses`). A message is read (`reading`), what its writer added
is told from what they quote (`quoting`), and it is taken once (`taking`), by the same actions as on the page. It comes
through a pipe, an mbox or a Maildir (`boxes`, and `planfolio mail take`). A private address of somebody (`capturing`)
takes what is no answer: a line for their journal.
"""
