"""Rules from outside: clauses of composition standards, and what PDF validators say."""
