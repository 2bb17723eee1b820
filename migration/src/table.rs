//! How every table is made: keyed, owned by an organisation, and with indexes that lead with it.

use sea_orm_migration::{prelude::*, schema, sea_orm::DbBackend};

use crate::column;

/// What becomes of a row when the row that it refers to is deleted.
#[derive(Clone, Copy)]
pub(crate) enum OnDelete {
    /// The deletion is refused while the row is there. The check is made at the end of the statement, so that a whole
    /// tree can go at once.
    Refuse,
    /// The row is a part of the other and goes with it.
    Cascade,
    /// The row stays and forgets the reference.
    SetNull,
}

impl From<OnDelete> for ForeignKeyAction {
    fn from(on_delete: OnDelete) -> Self {
        match on_delete {
            OnDelete::Refuse => Self::NoAction,
            OnDelete::Cascade => Self::Cascade,
            OnDelete::SetNull => Self::SetNull,
        }
    }
}

/// A table whose rows belong to an organisation, with its indexes.
pub(crate) struct TenantTable {
    name: &'static str,
    create: TableCreateStatement,
    indexes: Vec<IndexCreateStatement>,
}

impl TenantTable {
    /// A table whose rows are never changed or need no lock: `id`, `organization_id`, `created_at`.
    pub(crate) fn new(name: &'static str) -> Self {
        let mut create = Table::create();
        create.table(name).col(column::id());
        let table = Self {
            name,
            create,
            indexes: Vec::new(),
        };
        table
            .reference("organization_id", "organization", OnDelete::Refuse)
            .column(column::instant("created_at"))
    }

    /// A table whose rows people change: also `updated_at` and `version`.
    pub(crate) fn versioned(name: &'static str) -> Self {
        Self::new(name)
            .column(column::instant("updated_at"))
            .column(column::version())
    }

    /// Adds a column.
    pub(crate) fn column(mut self, column: ColumnDef) -> Self {
        self.create.col(column);
        self
    }

    /// Adds a column that refers to a row of `target`.
    pub(crate) fn reference(self, name: &'static str, target: &'static str, on_delete: OnDelete) -> Self {
        self.foreign_key(schema::uuid(name), name, target, on_delete)
    }

    /// Adds a column that may refer to a row of `target`.
    pub(crate) fn optional_reference(self, name: &'static str, target: &'static str, on_delete: OnDelete) -> Self {
        self.foreign_key(schema::uuid_null(name), name, target, on_delete)
    }

    fn foreign_key(mut self, column: ColumnDef, name: &'static str, target: &'static str, on_delete: OnDelete) -> Self {
        self.create.col(column).foreign_key(
            ForeignKey::create()
                .name(format!("fk_{}_{name}", self.name))
                .from(self.name, name)
                .to(target, "id")
                .on_delete(on_delete.into()),
        );
        self
    }

    /// Adds a condition over more than one column.
    pub(crate) fn check(mut self, condition: Expr) -> Self {
        self.create.check(condition);
        self
    }

    /// Adds an index on `organization_id` and `columns`.
    pub(crate) fn index(mut self, columns: &[&'static str]) -> Self {
        let index = self.index_on("idx", columns, true);
        self.indexes.push(index);
        self
    }

    /// Lets `columns` be unique in an organisation.
    pub(crate) fn unique(mut self, columns: &[&'static str]) -> Self {
        let index = self.index_on("uq", columns, true).unique().take();
        self.indexes.push(index);
        self
    }

    /// Lets a column be unique over all organisations.
    pub(crate) fn globally_unique(mut self, column: &'static str) -> Self {
        let index = self.index_on("uq", &[column], false).unique().take();
        self.indexes.push(index);
        self
    }

    /// Adds an index on `organization_id` and `columns` over the rows for which `condition` holds.
    pub(crate) fn index_where(mut self, columns: &[&'static str], condition: Expr) -> Self {
        let index = self.index_on("idx", columns, true).and_where(condition).take();
        self.indexes.push(index);
        self
    }

    /// Lets `columns` be unique in an organisation among the rows for which `condition` holds.
    pub(crate) fn unique_where(mut self, columns: &[&'static str], condition: Expr) -> Self {
        let index = self.index_on("uq", columns, true).unique().and_where(condition).take();
        self.indexes.push(index);
        self
    }

    fn index_on(&self, prefix: &str, columns: &[&'static str], in_organization: bool) -> IndexCreateStatement {
        let name = [&[prefix, self.name], columns].concat().join("_");
        let mut index = Index::create();
        index.name(name).table(self.name);
        if in_organization {
            index.col("organization_id");
        }
        for column in columns {
            index.col(*column);
        }
        index
    }

    /// Makes the table and its indexes.
    pub(crate) async fn create(self, manager: &SchemaManager<'_>) -> Result<(), DbErr> {
        manager.create_table(self.create).await?;
        for index in self.indexes {
            manager.create_index(index).await?;
        }
        Ok(())
    }

    /// Makes a table that is there already anew and keeps `columns` of its rows: SQLite changes no constraint of a table.
    /// No other table may refer to it.
    pub(crate) async fn make_anew(self, manager: &SchemaManager<'_>, columns: &[&'static str]) -> Result<(), DbErr> {
        let name = self.name;
        let list = columns.join(", ");
        let connection = manager.get_connection();
        let copy = format!("CREATE TABLE {name}_before AS SELECT {list} FROM {name}");
        connection.execute_unprepared(&copy).await?;
        drop(manager, name).await?;
        self.create(manager).await?;
        let back = format!("INSERT INTO {name} ({list}) SELECT {list} FROM {name}_before");
        connection.execute_unprepared(&back).await?;
        connection
            .execute_unprepared(&format!("DROP TABLE {name}_before"))
            .await?;
        Ok(())
    }
}

/// Adds a column that may refer to a row of `target` to a table that is there already. It takes no value but null until
/// somebody fills it: SQLite adds no other reference.
pub(crate) async fn add_reference(
    manager: &SchemaManager<'_>,
    table: &'static str,
    column: &'static str,
    target: &'static str,
    on_delete: OnDelete,
) -> Result<(), DbErr> {
    let kind = match manager.get_database_backend() {
        DbBackend::Sqlite => "uuid_text",
        _ => "uuid",
    };
    let action = match on_delete {
        OnDelete::Refuse => "NO ACTION",
        OnDelete::Cascade => "CASCADE",
        OnDelete::SetNull => "SET NULL",
    };
    let add = format!(
        "ALTER TABLE {table} ADD COLUMN {column} {kind} CONSTRAINT fk_{table}_{column} REFERENCES {target} (id) \
         ON DELETE {action}"
    );
    manager.get_connection().execute_unprepared(&add).await?;
    Ok(())
}

/// Drops a table with its indexes.
pub(crate) async fn drop(manager: &SchemaManager<'_>, table: &'static str) -> Result<(), DbErr> {
    manager.drop_table(Table::drop().table(table).to_owned()).await
}
