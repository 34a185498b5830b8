"""From observations to an assessment."""
