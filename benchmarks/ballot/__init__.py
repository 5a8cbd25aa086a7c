"""The pieces of script/bench ballot."""
