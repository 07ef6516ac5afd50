"""Documents as workbooks that officers fill in, and sheets of others read by a map."""
