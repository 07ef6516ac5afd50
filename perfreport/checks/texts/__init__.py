"""Rules about the texts of a document, whatever they are about."""
