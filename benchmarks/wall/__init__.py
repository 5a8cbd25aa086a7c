"""The pieces of script/bench wall."""
