"""The house rules that a linter cannot see, read from the source itself."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps

from branches.models import Organization
from branches.scoping import ScopedQuerySet

ROOT = Path(__file__).resolve().parents[2]
APPS = ("activities", "members", "branches", "partywork")
SOURCES = [path for app in APPS for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts]
HTTP = [path for path in SOURCES if {"views", "api"} & set(path.relative_to(ROOT).parts[:-1])]

# Queries in views and api that need no `.within(`: what each one is tied to instead.
TIED_OTHERWISE = {
    "user=": "the signed-in person's own rows",
    "user_id=": "the signed-in person's own rows",
    "recipient=": "the signed-in person's own rows",
    "member=": "the signed-in member's own rows",
    "activity=": "rows of an activity that was loaded within the scope",
    "branch=": "rows of a branch that was loaded within the scope",
    "organization=": "rows of an organization that was loaded within the scope",
    "plan=": "rows of a plan that was loaded within the scope",
    "round=": "rows of a round that was loaded within the scope",
    "holder=": "the posts of a person who was loaded within the scope",
    "owner=": "what the signed-in member does himself",
    "author=": "the signed-in member's own words",
    "person=": "rows of a person whose appraisal was loaded within the scope",
    "appraisal=": "rows of an appraisal that was loaded within the scope",
    "person__appraisal=": "rows of an appraisal that was loaded within the scope",
    "to=": "what is addressed to a committee that was loaded within the scope",
    "attendance__activity=": "rows of an activity that was loaded within the scope",
    "spells__branch=": "who ever belonged to a branch that was loaded within the scope",
}


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_only_advance_sets_a_state():
    """`row.state = …` anywhere else would leave no journal entry. Documents and deliveries are machinery."""
    machinery = {"document", "delivery"}
    found = set()
    for path in SOURCES:
        for node in ast.walk(parsed(path)):
            targets = node.targets if isinstance(node, ast.Assign) else []
            flat = [
                t for target in targets for t in (target.elts if isinstance(target, ast.Tuple) else [target])
            ]
            for target in flat:
                if isinstance(target, ast.Attribute) and target.attr == "state":
                    owner = ast.unparse(target.value)
                    if owner not in machinery:
                        found.add((name_of(path), owner))
    assert found == {("partywork/common/verbs.py", "row")}


def test_no_bulk_statement_sets_a_state():
    """`.update(state=…)` goes round `advance` as well; only the outbox marks its own deliveries so."""
    found = {
        name_of(path)
        for path in SOURCES
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "update"
        and any(keyword.arg == "state" for keyword in node.keywords)
    }
    assert found <= {"activities/services/notifying.py"}


def test_services_never_import_tasks():
    for path in SOURCES:
        if "services" not in path.parts:
            continue
        for node in ast.walk(parsed(path)):
            names = (
                [alias.name for alias in node.names] if isinstance(node, ast.Import | ast.ImportFrom) else []
            )
            module = (node.module or "") if isinstance(node, ast.ImportFrom) else ""
            assert "tasks" not in [*module.split("."), *names], name_of(path)


# Read through the organization itself, or by the operator alone.
REACHED_OTHERWISE = {"ApiToken", "OrganizationName", "OrganizationPlacement"}


def leads_to_organization(model) -> bool:
    return any(f.related_model is Organization for f in model._meta.fields if f.related_model)


@pytest.mark.parametrize("app", ["activities", "members", "branches"])
def test_what_belongs_to_an_organization_is_scoped(app):
    """Every model that says where it belongs answers `within`, and every one with an organization says so."""
    scoped = [model for model in apps.get_app_config(app).get_models() if hasattr(model, "scope_path")]
    assert scoped
    for model in scoped:
        queryset = model._default_manager.all()
        # The tree's own rows come from treebeard, whose queries answer `within` as well.
        assert isinstance(queryset, ScopedQuerySet) or model is Organization, model
        assert callable(queryset.within), model
        step = model
        for part in model.scope_path.split("__")[:-1]:
            step = step._meta.get_field(part).related_model
        assert step is Organization or model is Organization, model
    unscoped = {
        model.__name__
        for model in apps.get_app_config(app).get_models()
        if leads_to_organization(model) and not hasattr(model, "scope_path")
    }
    assert unscoped <= REACHED_OTHERWISE


READS = {"all", "filter", "get", "exclude", "first", "last", "values", "values_list"}


def unscoped_queries(path: Path) -> list[str]:
    """Calls that read `X.objects.all()/filter()/get()` and are tied to nothing."""
    found = []
    for call in ast.walk(parsed(path)):
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
            continue
        manager = call.func.value
        if call.func.attr not in READS or not isinstance(manager, ast.Attribute) or manager.attr != "objects":
            continue
        ties = {f"{keyword.arg}=" for keyword in call.keywords}
        if not ties & set(TIED_OTHERWISE):
            found.append(ast.unparse(call))
    return found


def enclosing(path: Path, text: str) -> str:
    """The whole expressions the query stands in."""
    whole = [
        ast.unparse(n) for n in ast.walk(parsed(path)) if isinstance(n, ast.expr) and text in ast.unparse(n)
    ]
    return max(whole, key=len)


# Statement by statement, with the reason.
ALLOWED_UNSCOPED = {
    "members/views/development_team.py: QuotaRequest.objects.filter(branch__in=branches": "below a place held there",
    "members/views/my_contacts.py: Member.objects.filter(pk=access_to(request).member_id": "the signed-in member",
    "members/views/public_notices.py: Member.objects.filter(pk=access.member_id": "the signed-in member",
    "members/views/away.py: Member.objects.filter(pk=access_to(request).member_id": "the signed-in member",
    "activities/views/records.py: RecordSheet.objects.get(pk=record.pk)": "a sheet just loaded within the scope",
    "members/views/jobs.py: Heartbeat.objects.all()": "the jobs belong to no organization; the operator's page",
    "activities/views/plan.py: CatalogueTheme.objects.filter(pk__in=[theme.pk": "themes found for this branch",
    "members/views/appointment.py: MembershipSpell.objects.filter(branch__path": "below a place loaded within it",
    "activities/views/appraisals.py: Appraisal.objects.values_list('revision'": "one just loaded within the scope",
    "activities/views/my_life.py: Rectification.objects.filter(Q(owner=member)": "the member's own lines",
    "activities/views/my_life_duties.py: LifeMeeting.objects.filter(branch__in=spells)": "the member's own branches",
    "members/views/dues_member.py: DuesEntry.objects.exclude(proof='')": "the member's own, else by `load`",
    "members/views/dues_member.py: Member.objects.get(pk=member_id)": "the signed-in member",
    "members/views/dues_disclosure.py: Member.objects.filter(pk=access.member_id": "the signed-in member",
    "members/views/anniversaries.py: Member.objects.filter(pk=access_to(request)": "the signed-in member",
    "members/views/discipline.py: DisciplineFact.objects.exclude(paper_file='')": "the member's own, else by `load`",
    "members/views/deliveries.py: Member.objects.filter(pk=access_to(request)": "the signed-in member",
    "members/views/appointment.py: User.objects.filter(people, is_active=True)": "the same people, by account",
}


def of_scoped_view_sets(path: Path) -> str:
    """What stands as `queryset = …` of a ScopedViewSet: that class puts `within` to it."""
    bodies = [
        ast.unparse(line)
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ClassDef) and any("Scoped" in ast.unparse(base) for base in node.bases)
        for line in node.body
        if isinstance(line, ast.Assign) and ast.unparse(line.targets[0]) == "queryset"
    ]
    return "\n".join(bodies)


def test_no_page_and_no_program_reads_outside_its_scope():
    found = {
        f"{name_of(path)}: {text}"
        for path in HTTP
        for text in unscoped_queries(path)
        if ".within(" not in enclosing(path, text) and text not in of_scoped_view_sets(path)
    }
    assert {text for text in found if not text.startswith(tuple(ALLOWED_UNSCOPED))} == set()
    needless = [known for known in ALLOWED_UNSCOPED if not any(text.startswith(known) for text in found)]
    assert needless == []


def test_the_reader_of_sources_sees_an_unscoped_query(tmp_path):
    """The control: what the test above looks for is found where it stands."""
    bad = tmp_path / "views" / "bad.py"
    bad.parent.mkdir()
    bad.write_text("rows = Activity.objects.filter(theme='x').order_by('pk')\n")
    assert unscoped_queries(bad) == ["Activity.objects.filter(theme='x')"]
    assert ".within(" not in enclosing(bad, unscoped_queries(bad)[0])


def test_migrations_have_names():
    for app in APPS:
        for path in (ROOT / app).rglob("migrations/0*.py"):
            assert "_auto_" not in path.name, path.name


UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|pytest\.mark\.(skip\b(?!\(reason)|xfail)")


def test_nothing_is_left_unfinished():
    here = Path(__file__).resolve()
    for path in [*SOURCES, *(ROOT / "tests").rglob("*.py"), *(ROOT / "benchmarks").rglob("*.py")]:
        if path.resolve() != here:
            assert not UNFINISHED.search(path.read_text(encoding="utf-8")), name_of(path)


# In two halves, so that this file does not find itself.
ABOUT_MAKING = re.compile(
    "|".join([r"\bcla" + "ude", "anth" + "ropic", "chat" + "gpt", r"\bop" + "enai", r"\bl" + r"lm\b"]), re.I
)
TEXTS = {".py", ".html", ".md", ".css", ".js", ".toml", ".sh", ".yml", ".txt", ""}


def test_no_word_tells_how_it_was_made():
    for folder in (*APPS, "tests", "docs", "templates", "static", "script", "benchmarks", "deploy"):
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and path.suffix in TEXTS and "__pycache__" not in path.parts:
                assert not ABOUT_MAKING.search(path.read_text(encoding="utf-8", errors="ignore")), path
