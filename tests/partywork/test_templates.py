"""What every template and style sheet must keep, read as text: the content policy forbids anything inline."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted(path for path in (ROOT / "templates").rglob("*.html") if "print" not in path.parts)
SHEETS = sorted((ROOT / "static" / "css").glob("*.css"))
POSTS = re.compile(r"""<form\b[^>]*method\s*=\s*["']?post""", re.IGNORECASE)
COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(", re.IGNORECASE)


def named(path):
    return str(path.relative_to(ROOT))


def markup(path):
    """The template without its comments, which may quote anything."""
    return re.sub(r"\{#.*?#\}", "", path.read_text(), flags=re.DOTALL)


def test_there_are_templates_to_look_at():
    assert len(TEMPLATES) > 15
    assert len(SHEETS) >= 5


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_template_has_nothing_inline(path):
    text = markup(path)

    assert not re.search(r"\sstyle\s*=", text)
    assert not re.search(r"<style\b", text)
    assert not re.search(r"\son[a-z]+\s*=", text)
    assert not re.search(r"""(href|src|action)\s*=\s*["']?javascript:""", text)
    assert all("src=" in tag for tag in re.findall(r"<script\b[^>]*>", text))


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_template_loads_nothing_from_outside(path):
    assert not re.search(r"""(src|href|action)\s*=\s*["'](https?:)?//""", markup(path))


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_every_form_that_posts_carries_its_token(path):
    forms = re.findall(r"<form\b[^>]*>.*?</form>", markup(path), flags=re.DOTALL)
    posts = [form for form in forms if POSTS.match(form)]

    assert [form[:80] for form in posts if "{% csrf_token %}" not in form] == []


@pytest.mark.parametrize("path", [path for path in SHEETS if path.name != "tokens.css"], ids=named)
def test_colours_stand_in_the_tokens_only(path):
    text = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)

    assert COLOUR.findall(text) == []


@pytest.mark.parametrize("path", SHEETS, ids=named)
def test_sheet_is_flat_so_that_old_phones_read_it(path):
    text = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)

    assert "@layer" not in text
    assert "@import" not in text
    assert "url(" not in text
    assert text.count("{") == text.count("}")


def test_sheets_of_a_phone_page_stay_small():
    names = ("css/tokens.css", "css/base.css", "css/components.css", "css/phone.css", "js/app.js")

    assert sum((ROOT / "static" / name).stat().st_size for name in names) < 22_000
