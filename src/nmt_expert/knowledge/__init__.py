"""What is known: loading, checking and compiling the files of rules/."""
