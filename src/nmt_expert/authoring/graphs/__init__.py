"""What leads to a hypothesis or a red flag, drawn."""
