"""The rights that the pages of this app ask for; members.access says which post has them."""

SEE_ORGANIZATION = "see_organization"
MANAGE_TREE = "manage_tree"
SET_PARAMETER = "set_parameter"
MANAGE_MEMBER = "manage_member"
