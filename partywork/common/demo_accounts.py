"""The accounts of the demo world, open to everybody who tries it; they exist in demo mode only."""

PASSWORD = "partywork-demo"  # noqa: S105
ACCOUNTS = {
    "secretary": "支部书记",
    "member": "党员",
    "leader": "党小组长",
    "keeper": "党费管理员",
    "committee": "党委",
    "admin": "系统管理员",
}
