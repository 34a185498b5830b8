"""The assessment for other systems: a note to paste, a FHIR document, a row for statistics."""
