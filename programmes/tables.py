"""How the first migration of an app makes its tables."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import ProjectState

IN_THE_TABLE = (migrations.CreateModel, migrations.AddField, migrations.AddIndex, migrations.AddConstraint)


class FirstTables(migrations.Migration):
    """All tables of an app at once, as they are after its last operation.

    Django makes them one by one, and after each table builds all models that it touches anew: a quarter of a minute.
    """

    initial = True

    def apply(  # (the signature is Django's)
        self,
        project_state: ProjectState,
        schema_editor: BaseDatabaseSchemaEditor,
        collect_sql: bool = False,  # noqa: ARG002, FBT001, FBT002
    ) -> ProjectState:
        other = [one for one in self.operations if not isinstance(one, IN_THE_TABLE)]
        if other:
            raise NotImplementedError(f"This makes tables and nothing else: {other}")
        project_state.__dict__.pop("apps", None)  # built below, once
        self.mutate_state(project_state, preserve=False)
        for operation in self.operations:
            if isinstance(operation, migrations.CreateModel):
                schema_editor.create_model(project_state.apps.get_model(self.app_label, operation.name))
        return project_state
