"""代签: allowed, named, and no more often in one activity than the committee set (N16)."""


def may_sign_for_another(so_far: int, limit: int) -> bool:
    return so_far < limit


def proxy_sentence(limit: int) -> str:
    """Why not, and what to do instead."""
    if limit == 0:
        return "上级规定不能代签，请记录人在名单上登记。"
    return f"这次活动的代签已满 {limit} 人次，请记录人在名单上登记。"
