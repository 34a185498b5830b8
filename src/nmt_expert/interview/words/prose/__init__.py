"""Free text, a clause at a time: what is named, where, on which side, and whether it is denied."""
