"""A round, from its questions to one ballot, without tables: what is asked, who is in, and in which phase it is."""
