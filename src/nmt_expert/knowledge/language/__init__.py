"""The language of conditions: sentences and their trees. docs/rule-language.md explains it to authors."""
