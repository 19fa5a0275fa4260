"""What came of learning in an organisation, for those who look after it: counts of a quarter, and of nobody.

Only who agreed is counted (`consenting`). What a quarter holds is asked of plans and journals (`facts`), and of these
numbers only those go out from which nothing about fewer than five people follows (`disclosing`). A report is made once
after the end of its quarter, kept as it was given out, and never made again (`reporting`).
"""
