"""Questions of a case in the formats that teachers import."""
