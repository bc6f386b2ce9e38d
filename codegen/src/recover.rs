//! What a refused statement would have made, as far as it is sound.
//!
//! The server takes nothing of a statement that it refuses. But bindings are
//! generated all the same, so that an editor goes on knowing a program's names,
//! and a table that is missing for one wrong check would bury the one error under
//! a hundred that follow from it.

use crate::catalog::Replay;
use crate::ddl::{
    AlterAction, AlterActionKind, AlterTable, ColumnConstraintKind, ColumnDef, CreateTable, Drop,
    RelationWord, Stmt, StmtKind, TableElement,
};

/// Applies the parts of a refused statement that are valid by themselves.
pub(crate) fn recover(replay: &mut Replay, stmt: &Stmt) {
    match &stmt.kind {
        StmtKind::AlterTable(alter) if alter.actions.len() > 1 => {
            for action in &alter.actions {
                let alone = AlterTable {
                    actions: vec![action.clone()],
                    ..alter.clone()
                };
                apply(replay, stmt, StmtKind::AlterTable(alone));
            }
        }
        StmtKind::CreateTable(create) => create_table(replay, stmt, create),
        StmtKind::CreateFunction(create) if create.body.is_some() => {
            // Without a place the body is not read: it may be what is refused.
            let mut create = create.clone();
            create.body_span = None;
            apply(replay, stmt, StmtKind::CreateFunction(create));
        }
        _ => {}
    }
}

/// Drops with CASCADE what a refused statement would have dropped, in a way back
/// that is only tried.
pub(crate) fn cascade(replay: &mut Replay, stmt: &Stmt) {
    let kind = match &stmt.kind {
        StmtKind::Drop(drop) => StmtKind::Drop(Drop {
            cascade: true,
            ..drop.clone()
        }),
        StmtKind::AlterTable(alter) => {
            let mut alter = alter.clone();
            for action in &mut alter.actions {
                if let AlterActionKind::DropColumn { cascade, .. }
                | AlterActionKind::DropConstraint { cascade, .. } = &mut action.kind
                {
                    *cascade = true;
                }
            }
            StmtKind::AlterTable(alter)
        }
        _ => return,
    };
    apply(replay, stmt, kind);
}

/// Whether a statement in place of another could be applied.
fn apply(replay: &mut Replay, stmt: &Stmt, kind: StmtKind) -> bool {
    let part = Stmt {
        kind,
        ..stmt.clone()
    };
    replay.apply(&part).is_ok()
}

/// The table with its columns, then everything else of it, one by one.
fn create_table(replay: &mut Replay, stmt: &Stmt, create: &CreateTable) {
    let is_plain = create.as_query.is_none()
        && create.partition_of.is_none()
        && create.of_type.is_none()
        && !create.foreign;
    if !is_plain {
        return;
    }
    let columns: Vec<ColumnDef> = create
        .elements
        .iter()
        .filter_map(|element| match element {
            TableElement::Column(column) => Some(only(column, |kind| {
                !matches!(
                    kind,
                    ColumnConstraintKind::Check { .. } | ColumnConstraintKind::References(_)
                )
            })),
            _ => None,
        })
        .collect();
    let bare = CreateTable {
        elements: columns
            .iter()
            .map(|column| TableElement::Column(Box::new(column.clone())))
            .collect(),
        options: Vec::new(),
        method: None,
        ..create.clone()
    };
    if !apply(replay, stmt, StmtKind::CreateTable(Box::new(bare.clone()))) {
        let empty = CreateTable {
            elements: Vec::new(),
            inherits: Vec::new(),
            partition_by: None,
            ..bare
        };
        if !apply(replay, stmt, StmtKind::CreateTable(Box::new(empty))) {
            return;
        }
        for column in columns {
            let plain = only(&column, |kind| {
                matches!(kind, ColumnConstraintKind::NotNull { .. })
            });
            for column in [column, plain] {
                let column = Box::new(column);
                let kind = AlterActionKind::AddColumn {
                    if_not_exists: true,
                    column,
                };
                if alter(replay, stmt, create, kind) {
                    break;
                }
            }
        }
    }
    for element in &create.elements {
        if let TableElement::Constraint(constraint) = element {
            let kind = AlterActionKind::AddConstraint(constraint.clone());
            alter(replay, stmt, create, kind);
        }
    }
}

/// Whether one thing could be done to the table that a statement would have made.
fn alter(replay: &mut Replay, stmt: &Stmt, create: &CreateTable, kind: AlterActionKind) -> bool {
    let action = AlterAction {
        kind,
        span: stmt.span,
    };
    let alter = AlterTable {
        word: RelationWord::Table,
        if_exists: false,
        only: false,
        name: create.name.clone(),
        actions: vec![action],
    };
    apply(replay, stmt, StmtKind::AlterTable(alter))
}

/// A column with those of its constraints that are wanted.
fn only(column: &ColumnDef, wanted: fn(&ColumnConstraintKind) -> bool) -> ColumnDef {
    let mut column = column.clone();
    column
        .constraints
        .retain(|constraint| wanted(&constraint.kind));
    column
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::PgVersion;
    use crate::diag::{FileId, Span};

    #[test]
    fn what_is_sound_survives() {
        let text = "CREATE TABLE t (id bigint PRIMARY KEY, name text DEFAULT 'x' CHECK (nome <> ''), \
                    other nosuch, CONSTRAINT fine CHECK (id > 0), CONSTRAINT bad CHECK (zz > 0)); \
                    ALTER TABLE t ADD COLUMN a int, ADD COLUMN b nosuch, ADD CHECK (zz > 0);";
        let span = Span::new(FileId::default(), 0..text.len());
        let mut replay = Replay::new(PgVersion(18));
        let mut faults = Vec::new();
        for stmt in crate::parse::parse_text(text, span, &mut faults) {
            assert!(replay.apply(&stmt).is_err());
            recover(&mut replay, &stmt);
        }
        assert!(faults.is_empty());
        let tables = replay.catalog.relations.iter();
        let table = tables
            .map(|(_, table)| table)
            .find(|table| table.name == "t");
        let table = table.unwrap();
        let columns: Vec<&str> = table.columns.iter().map(|c| c.name.as_str()).collect();
        assert_eq!(columns, ["id", "name", "a"]);
        assert!(table.columns[1].default.is_some());
        let constraints: Vec<&str> = table.constraints.iter().map(|c| c.name.as_str()).collect();
        assert_eq!(constraints, ["t_pkey", "fine"]);
    }
}
