"""For instructors: the knowledge to look up, a case to replay, a case to be asked about, and cases to carry elsewhere."""
