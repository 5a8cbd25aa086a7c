"""One command starts and stops everything: what script/server, script/test and script/bench share."""
