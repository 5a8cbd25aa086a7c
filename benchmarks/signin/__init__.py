"""The pieces of script/bench signin."""
