"""The demo world: invented people, a real year, built by the same steps an office takes."""
