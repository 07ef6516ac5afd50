"""What every rule is made with: a document as a case, its texts as one, a rule and its findings."""
